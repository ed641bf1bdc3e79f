"""PyTorch: as its tutorials write it, and in the ways that are faster on a processor. See measure.py."""

import measure  # starts the clock

import torch
from torch import nn

measure.imported(PyTorch=torch.__version__)

torch.set_num_threads(measure.job.threads)


class Network:
    layout = torch.contiguous_format
    fused = None
    pool_first = False

    def __init__(self, job, images, labels):
        torch.manual_seed(1)
        self.model = layers(job, self.pool_first).to(memory_format=self.layout)
        self.shape = [-1, 1, 28, 28] if job.network == "cnn" else [-1, images.shape[1]]
        self.images, self.labels = self.pictures(images), torch.from_numpy(labels).long()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=job.rate, fused=self.fused)
        self.loss = nn.CrossEntropyLoss()
        self.forward = self.model

    def pictures(self, images):
        images = torch.from_numpy(images).reshape(self.shape)
        return images.to(memory_format=self.layout) if images.dim() == 4 else images

    def train(self, first, count):
        for step in range(first, first + count):
            batch = measure.batch(step)
            self.optimizer.zero_grad()
            self.loss(self.forward(self.images[batch]), self.labels[batch]).backward()
            self.optimizer.step()

    def answers(self, images):
        with torch.no_grad():
            return self.model(self.pictures(images)).argmax(1).numpy()


class Fused(Network):
    """Subsamples before ReLU, which gives the same numbers and leaves ReLU a quarter of the work."""

    layout = torch.channels_last
    fused = True
    pool_first = True


class Compiled(Fused):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.forward = torch.compile(self.model)


def layers(job, pool_first):
    if job.network == "cnn":
        return nn.Sequential(
            nn.Conv2d(1, 32, 3, padding="same"), *subsampled(pool_first),
            nn.Conv2d(32, 64, 3, padding="same"), *subsampled(pool_first),
            nn.Flatten(), nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10),
        )
    inputs, hidden, outputs = job.widths
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs))


def subsampled(pool_first):
    return (nn.MaxPool2d(2), nn.ReLU()) if pool_first else (nn.ReLU(), nn.MaxPool2d(2))


measure.main({"default": Network, "fused": Fused, "compiled": Compiled})
