"""Times the article's algorithm in numpy, beside pkg/neuron.

    python neuron.py EXAMPLES INPUTS STEPS

With 4 examples of 3 inputs they are the article's puzzle, otherwise random
numbers. Prints the seconds that the steps took and the sum of the weights.
"""

import sys
import time

import numpy as np

examples, inputs, steps = (int(argument) for argument in sys.argv[1:])

np.random.seed(1)
weights = 2 * np.random.random((inputs, 1)) - 1
if (examples, inputs) == (4, 3):
    x = np.array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], dtype=float)
    y = np.array([[0, 1, 1, 0]], dtype=float).T
else:
    x = np.random.standard_normal((examples, inputs))
    y = np.random.random((examples, 1))

start = time.perf_counter()
for _ in range(steps):
    output = 1 / (1 + np.exp(-(x @ weights)))
    error = y - output
    weights += x.T @ (error * output * (1 - output))
print(time.perf_counter() - start, float(weights.sum()))
