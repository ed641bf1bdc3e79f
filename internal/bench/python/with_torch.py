"""PyTorch: as in its tutorials, and ways that are faster on a CPU. See serve.py."""

import serve

import torch
from torch import nn

serve.imported(PyTorch=torch.__version__)

workload = serve.workload

torch.set_num_threads(workload.threads)


class Network:
    layout = torch.contiguous_format
    fused = None
    pool_first = False

    def __init__(self, images, labels):
        torch.manual_seed(1)
        self.model = layers(self.pool_first).to(memory_format=self.layout)
        self.shape = [-1, 1, 28, 28] if workload.network == "cnn" else [-1, images.shape[1]]
        self.images, self.labels = self.pictures(images), torch.from_numpy(labels).long()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=workload.rate, fused=self.fused)
        self.loss = nn.CrossEntropyLoss()
        self.forward = self.model

    def pictures(self, images):
        images = torch.from_numpy(images).reshape(self.shape)
        return images.to(memory_format=self.layout) if images.dim() == 4 else images

    def train(self, first, count):
        for step in range(first, first + count):
            batch = serve.batch(step)
            self.optimizer.zero_grad()
            self.loss(self.forward(self.images[batch]), self.labels[batch]).backward()
            self.optimizer.step()

    def classify(self, images):
        with torch.no_grad():
            return self.model(self.pictures(images)).argmax(1).numpy()


class Fused(Network):
    """Pools before ReLU: the same result, and a quarter of the work for ReLU, because ReLU is monotone."""

    layout = torch.channels_last
    fused = True
    pool_first = True


class Compiled(Fused):
    def __init__(self, images, labels):
        super().__init__(images, labels)
        self.forward = torch.compile(self.model)


def layers(pool_first):
    if workload.network == "cnn":
        return nn.Sequential(
            nn.Conv2d(1, 32, 3, padding="same"), *relu_and_pooling(pool_first),
            nn.Conv2d(32, 64, 3, padding="same"), *relu_and_pooling(pool_first),
            nn.Flatten(), nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10),
        )
    inputs, hidden, outputs = workload.widths
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs))


def relu_and_pooling(pool_first):
    return (nn.MaxPool2d(2), nn.ReLU()) if pool_first else (nn.ReLU(), nn.MaxPool2d(2))


serve.main({"default": Network, "fused": Fused, "compiled": Compiled})
