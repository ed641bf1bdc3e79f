"""Keras: compile and fit, as in its tutorials, on the backend that KERAS_BACKEND names. See serve.py."""

import serve

import sys

import keras
from keras import layers

backend = keras.backend.backend()
names = {"jax": "JAX", "tensorflow": "TensorFlow"}
serve.imported(**{"Keras": keras.__version__, names[backend]: sys.modules[backend].__version__})

workload = serve.workload


class Network:
    steps_in_call = 1
    pool_first = False

    def __init__(self, images, labels):
        keras.utils.set_random_seed(1)
        self.shape = (-1, 28, 28, 1) if workload.network == "cnn" else images.shape
        self.model = keras.Sequential(convolutional(self.pool_first) if workload.network == "cnn" else multilayer())
        self.model.compile(
            optimizer=keras.optimizers.Adam(workload.rate),
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            steps_per_execution=self.steps_in_call,
        )
        self.images, self.labels = images.reshape(self.shape), labels

    def train(self, first, count):
        for rows in serve.batches(first, count):
            self.model.fit(self.images[rows], self.labels[rows], batch_size=workload.batch, shuffle=False, verbose=0)

    def classify(self, images):
        return self.model.predict_on_batch(images.reshape(-1, *self.shape[1:])).argmax(1)


class Faster(Network):
    """Takes several steps in a call, and pools before ReLU: the same result for less work, because ReLU is monotone."""

    steps_in_call = 13
    pool_first = True


def multilayer():
    inputs, hidden, outputs = workload.widths
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


serve.main({"default": Network, "faster": Faster})
