"""numpy: a multilayer network by hand. See serve.py."""

import serve

import numpy as np

serve.imported(numpy=np.__version__)

workload = serve.workload


class Network:
    def __init__(self, images, labels):
        rng = np.random.default_rng(1)
        self.weights = []
        for inputs, outputs in zip(workload.widths, workload.widths[1:]):
            limit = np.sqrt(6 / (inputs + outputs))
            self.weights += [rng.uniform(-limit, limit, (inputs, outputs)).astype(np.float32), np.zeros(outputs, np.float32)]
        self.means = [np.zeros_like(w) for w in self.weights]
        self.squares = [np.zeros_like(w) for w in self.weights]
        self.rate = workload.rate
        self.images = images
        self.targets = np.eye(workload.widths[-1], dtype=np.float32)[labels]

    def train(self, first, count):
        for step in range(first, first + count):
            batch = serve.batch(step)
            self.adjust(step + 1, self.gradient(self.images[batch], self.targets[batch]))

    def gradient(self, x, targets):
        w1, b1, w2, b2 = self.weights
        hidden = np.maximum(x @ w1 + b1, 0)
        signal = (softmax(hidden @ w2 + b2) - targets) / np.float32(len(x))
        back = (signal @ w2.T) * (hidden > 0)
        return x.T @ back, back.sum(0), hidden.T @ signal, signal.sum(0)

    def adjust(self, step, gradient):
        """Adam, in place."""
        rate = np.float32(self.rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step))
        for w, mean, square, g in zip(self.weights, self.means, self.squares, gradient):
            mean *= np.float32(0.9)
            mean += np.float32(0.1) * g
            square *= np.float32(0.999)
            g *= g
            g *= np.float32(0.001)
            square += g
            w -= rate * mean / (np.sqrt(square) + np.float32(1e-8))

    def classify(self, images):
        w1, b1, w2, b2 = self.weights
        return (np.maximum(images @ w1 + b1, 0) @ w2 + b2).argmax(1)


def softmax(x):
    powers = np.exp(x - x.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


serve.main({"default": Network})
