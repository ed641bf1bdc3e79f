"""JAX: a step in each call as in its tutorials, and ways that are faster on a CPU. See serve.py."""

import serve

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

serve.imported(JAX=jax.__version__, jaxlib=jax.lib.__version__)

workload = serve.workload


class Network:
    def __init__(self, images, labels):
        weights = start(np.random.default_rng(1))
        zeros = jax.tree.map(jnp.zeros_like, weights)
        self.state = weights, zeros, jax.tree.map(jnp.zeros_like, weights), jnp.zeros((), jnp.int32)
        self.images, self.labels = images, labels
        self.steps = jax.jit(self.step, donate_argnums=0)
        self.classes = jax.jit(lambda weights, images: self.forward(weights, images).argmax(1))

    def forward(self, weights, x):
        return convolutional(weights, x, self.pooling) if workload.network == "cnn" else multilayer(weights, x)

    def pooling(self, x):
        return lax.reduce_window(jax.nn.relu(x), -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")

    def step(self, state, images, labels):
        """Adam (Kingma and Ba, 2014, algorithm 1)."""
        weights, mean, square, step = state
        gradient = jax.grad(self.loss)(weights, images, labels)
        step += 1
        mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
        square = jax.tree.map(lambda s, g: 0.999 * s + 0.001 * g * g, square, gradient)
        m, s = 1 - 0.9**step, 1 - 0.999**step
        weights = jax.tree.map(lambda w, a, b: w - workload.rate * (a / m) / (jnp.sqrt(b / s) + 1e-8), weights, mean, square)
        return weights, mean, square, step

    def loss(self, weights, images, labels):
        logarithms = jax.nn.log_softmax(self.forward(weights, images))
        return -jnp.take_along_axis(logarithms, labels[:, None], axis=1).mean()

    def train(self, first, count):
        for step in range(first, first + count):
            batch = serve.batch(step)
            self.state = self.steps(self.state, self.images[batch], self.labels[batch])
        jax.block_until_ready(self.state)

    def classify(self, images):
        return np.asarray(self.classes(self.state[0], images))


class Reshaped(Network):
    """Reshapes each window into two axes and takes the maximum over these: its gradient costs less than that of a sliding window."""

    def pooling(self, x):
        count, height, width, channels = x.shape
        return jax.nn.relu(x).reshape(count, height // 2, 2, width // 2, 2, channels).max((2, 4))


class Loop(Network):
    """Takes many steps in one call, with the pictures on the device. (XLA is slow at convolutions in a loop.)"""

    def __init__(self, images, labels):
        super().__init__(images, labels)
        self.images, self.labels = jnp.asarray(images), jnp.asarray(labels)
        self.loop = jax.jit(self.many_steps, donate_argnums=0)

    def many_steps(self, state, images, labels, first, count):
        def one(step, state):
            start = step % workload.batches * workload.batch
            return self.step(state, lax.dynamic_slice_in_dim(images, start, workload.batch), lax.dynamic_slice_in_dim(labels, start, workload.batch))

        return lax.fori_loop(first, first + count, one, state)

    def train(self, first, count):
        self.state = self.loop(self.state, self.images, self.labels, first, count)
        jax.block_until_ready(self.state)


def start(rng):
    if workload.network == "cnn":
        shapes = [(3, 3, 1, 32), (3, 3, 32, 64), (7 * 7 * 64, 128), (128, 10)]
    else:
        shapes = list(zip(workload.widths, workload.widths[1:]))
    return [(glorot(rng, shape), jnp.zeros(shape[-1])) for shape in shapes]


def glorot(rng, shape):
    window = int(np.prod(shape[:-2]))
    limit = np.sqrt(6 / (window * (shape[-2] + shape[-1])))
    return jnp.asarray(rng.uniform(-limit, limit, shape), jnp.float32)


def multilayer(weights, x):
    (w1, b1), (w2, b2) = weights
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


def convolutional(weights, images, pooling):
    (w1, b1), (w2, b2), (w3, b3), (w4, b4) = weights
    x = images.reshape(-1, 28, 28, 1)
    x = pooling(convolution(x, w1) + b1)
    x = pooling(convolution(x, w2) + b2)
    x = jax.nn.relu(x.reshape(len(x), -1) @ w3 + b3)
    return x @ w4 + b4


def convolution(x, kernel):
    return lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))


serve.main({"default": Network, "reshaped": Reshaped, "loop": Loop})
