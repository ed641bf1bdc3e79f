"""Keras: compile and fit, as its tutorials write it. KERAS_BACKEND says on what. See measure.py."""

import measure  # starts the clock

import sys

import keras
from keras import layers

backend = keras.backend.backend()
names = {"jax": "JAX", "tensorflow": "TensorFlow"}
measure.imported(**{"Keras": keras.__version__, names[backend]: sys.modules[backend].__version__})


class Network:
    together = 1
    pool_first = False

    def __init__(self, job, images, labels):
        keras.utils.set_random_seed(1)
        self.shape = (-1, 28, 28, 1) if job.network == "cnn" else images.shape
        self.model = keras.Sequential(convolutional(self.pool_first) if job.network == "cnn" else multilayer(job))
        self.model.compile(
            optimizer=keras.optimizers.Adam(job.rate),
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            steps_per_execution=self.together,
        )
        self.images, self.labels = images.reshape(self.shape), labels

    def train(self, first, count):
        """Fits as many of the next batches at a time as lie one after another."""
        while count > 0:
            batch = measure.batch(first)
            here = min(count, measure.job.batches - first % measure.job.batches)
            rows = slice(batch.start, batch.start + here * measure.job.batch)
            self.model.fit(self.images[rows], self.labels[rows], batch_size=measure.job.batch, shuffle=False, verbose=0)
            first, count = first + here, count - here

    def answers(self, images):
        return self.model.predict_on_batch(images.reshape(-1, *self.shape[1:])).argmax(1)


class Together(Network):
    """Hands several steps over at a time, and subsamples before ReLU, which gives the same numbers for less work."""

    together = 13
    pool_first = True


def multilayer(job):
    inputs, hidden, outputs = job.widths
    return [keras.Input((inputs,)), layers.Dense(hidden, activation="relu"), layers.Dense(outputs)]


def convolutional(pool_first):
    return [
        keras.Input((28, 28, 1)),
        *convolution(32, pool_first), *convolution(64, pool_first),
        layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dense(10),
    ]


def convolution(channels, pool_first):
    if pool_first:
        return layers.Conv2D(channels, 3, padding="same"), layers.MaxPooling2D(), layers.ReLU()
    return layers.Conv2D(channels, 3, padding="same", activation="relu"), layers.MaxPooling2D()


class X(Together):
    pool_first = False


measure.main({"default": Network, "together": Together, "x": X})
