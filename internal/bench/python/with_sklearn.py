"""scikit-learn: MLPClassifier, which cuts its examples into batches itself. See serve.py."""

import serve

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

serve.imported(**{"scikit-learn": sklearn.__version__})

workload = serve.workload


class Network:
    def __init__(self, images, labels):
        self.model = MLPClassifier(
            workload.widths[1:-1], solver="adam", alpha=0, batch_size=workload.batch, learning_rate_init=workload.rate, shuffle=False, random_state=1
        )
        self.classes = np.arange(workload.widths[-1])
        self.images, self.labels = images, labels

    def train(self, first, count):
        for rows in serve.batches(first, count):
            self.model.partial_fit(self.images[rows], self.labels[rows], classes=self.classes)

    def classify(self, images):
        return self.model.predict(images)


serve.main({"default": Network})
