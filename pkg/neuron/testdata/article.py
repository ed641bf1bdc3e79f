"""The article's neuron in numpy: the numbers that the Go tests must reproduce.

Run it with numpy installed to write article.json again:

    python article.py > article.json
"""

import json

import numpy as np

INPUTS = np.array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], dtype=float)
LABELS = np.array([[0, 1, 1, 0]], dtype=float).T
STEPS = 10_000
KEPT = {0, 1, 2, 3, 10, 100, 1_000, 9_999}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def slope(output):
    return output * (1 - output)


np.random.seed(1)
weights = 2 * np.random.random((3, 1)) - 1
start = weights.copy()
passes = []
for step in range(STEPS):
    output = sigmoid(INPUTS @ weights)
    error = LABELS - output
    adjustment = INPUTS.T @ (error * slope(output))
    if step in KEPT:
        passes.append(
            {
                "step": step,
                "weights": weights.ravel().tolist(),
                "output": output.ravel().tolist(),
                "error": error.ravel().tolist(),
                "slope": slope(output).ravel().tolist(),
                "adjustment": adjustment.ravel().tolist(),
            }
        )
    weights += adjustment

print(
    json.dumps(
        {
            "numpy": np.__version__,
            "start": start.ravel().tolist(),
            "passes": passes,
            "weights": weights.ravel().tolist(),
            "answers": {
                "1 0 0": float(sigmoid(np.array([1, 0, 0]) @ weights)[0]),
                "0 0 0": float(sigmoid(np.array([0, 0, 0]) @ weights)[0]),
            },
        },
        indent=1,
    )
)
