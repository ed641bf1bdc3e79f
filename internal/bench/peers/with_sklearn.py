"""scikit-learn: MLPClassifier, which cuts into batches what it is handed. See measure.py."""

import measure  # starts the clock

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

measure.imported(**{"scikit-learn": sklearn.__version__})


class Network:
    def __init__(self, job, images, labels):
        self.model = MLPClassifier(
            job.widths[1:-1], solver="adam", alpha=0, batch_size=job.batch, learning_rate_init=job.rate, shuffle=False, random_state=1
        )
        self.classes = np.arange(job.widths[-1])
        self.images, self.labels = images, labels

    def train(self, first, count):
        while count > 0:
            batch = measure.batch(first)
            here = min(count, measure.job.batches - first % measure.job.batches)
            rows = slice(batch.start, batch.start + here * measure.job.batch)
            self.model.partial_fit(self.images[rows], self.labels[rows], classes=self.classes)
            first, count = first + here, count - here

    def answers(self, images):
        return self.model.predict(images)


measure.main({"default": Network})
