"""Networks in scikit-learn, convolutions in scipy, rules in numpy: the numbers that the Go tests must reproduce.

Run it with numpy, scipy and scikit-learn installed to write layers.json anew:

    python layers.py > layers.json
"""

import json
import warnings

import numpy as np
import scipy
import sklearn
from scipy.signal import correlate2d
from sklearn.neural_network import MLPClassifier, MLPRegressor

random = np.random.default_rng(1)
EPOCHS = 12
INPUTS = random.normal(size=(10, 3)).round(3)
ANSWERS = {
    "softmax": np.array([0, 1, 2, 1, 0, 2, 2, 1, 0, 1]),
    "sigmoid": np.array([0, 1, 1, 1, 0, 0, 1, 0, 0, 1]),
    "linear": random.normal(size=(10, 2)).round(3),
}
NAMES = {"logistic": "sigmoid", "tanh": "tanh", "relu": "ReLU", "identity": "linear"}
RULES = {
    "gradient descent": {"solver": "sgd", "learning_rate_init": 0.1, "momentum": 0},
    "momentum": {"solver": "sgd", "learning_rate_init": 0.02, "momentum": 0.9, "nesterovs_momentum": False},
    "Adam": {"solver": "adam", "learning_rate_init": 0.05, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-20},  # scikit-learn adds it elsewhere than the paper
}


def recorded(kind):
    """A scikit-learn network that keeps the weights it starts from."""

    class Recorded(kind):
        def _init_coef(self, fan_in, fan_out, dtype):
            weights = random.normal(scale=0.5, size=(fan_in, fan_out)).round(3)
            bias = random.normal(size=fan_out).round(3)
            self.start = getattr(self, "start", []) + [{"weights": weights.tolist(), "bias": bias.tolist()}]
            return weights.copy(), bias.copy()

    return Recorded


def trained(hidden, last, rule, batch):
    kind = recorded(MLPRegressor if last == "linear" else MLPClassifier)
    network = kind(
        hidden_layer_sizes=(4, 3),
        activation=hidden,
        **RULES[rule],
        alpha=0,
        batch_size=batch,
        shuffle=False,
        max_iter=EPOCHS,
        tol=0,
        n_iter_no_change=1000,
    )
    network.fit(INPUTS, ANSWERS[last])
    answers = network.predict(INPUTS) if last == "linear" else network.predict_proba(INPUTS)
    targets = ANSWERS[last]
    if last == "softmax":
        targets = np.eye(3)[targets]
    if last == "sigmoid":
        targets, answers = targets.reshape(-1, 1), answers[:, 1:]
    return {
        "hidden": NAMES[hidden],
        "last": last,
        "rule": rule,
        "batch": batch,
        "epochs": EPOCHS,
        "inputs": INPUTS.tolist(),
        "targets": targets.tolist(),
        "start": network.start,
        "end": [{"weights": w.tolist(), "bias": b.tolist()} for w, b in zip(network.coefs_, network.intercepts_)],
        "loss": network.loss_curve_,
        "answers": answers.tolist(),
    }


def convolved(height, width, channels, kernels, size, stride, padding):
    picture = random.normal(size=(height, width, channels)).round(3)
    weights = random.normal(size=(size, size, channels, kernels)).round(3)
    padded = picture
    if padding == "same":
        padded = np.pad(picture, (((size - 1) // 2, size // 2), ((size - 1) // 2, size // 2), (0, 0)))
    signal = [
        sum(correlate2d(padded[:, :, c], weights[:, :, c, k], mode="valid") for c in range(channels))[::stride, ::stride]
        for k in range(kernels)
    ]
    signal = np.stack(signal, axis=-1)
    return {
        "from": picture.shape,
        "kernels": {"Count": kernels, "Size": size, "Stride": stride},
        "padding": padding,
        "picture": picture.ravel().tolist(),
        "weights": weights.ravel().tolist(),
        "to": signal.shape,
        "signal": signal.ravel().tolist(),
    }


def adam(rate, beta1, beta2, epsilon):
    """Algorithm 1 of Kingma and Ba (2015), line by line."""
    theta, m, v, steps = np.array([1.0, -2.0, 0.5]), np.zeros(3), np.zeros(3), []
    for t in range(1, 9):
        g = random.normal(size=3).round(3)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        mhat = m / (1 - beta1**t)
        vhat = v / (1 - beta2**t)
        theta = theta - rate * mhat / (np.sqrt(vhat) + epsilon)
        steps.append({"gradient": g.tolist(), "parameters": theta.tolist()})
    return {"rate": rate, "beta1": beta1, "beta2": beta2, "epsilon": epsilon, "steps": steps}


warnings.filterwarnings("ignore", message="Stochastic Optimizer")
print(
    json.dumps(
        {
            "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
            "trained": [
                trained(hidden, last, rule, batch)
                for hidden in NAMES
                for last in ANSWERS
                for rule, batch in [("gradient descent", 10), ("momentum", 4), ("Adam", 4)]
            ],
            "convolved": [
                convolved(5, 6, 1, 2, 3, 1, "valid"),
                convolved(5, 6, 2, 3, 3, 1, "same"),
                convolved(7, 6, 2, 2, 3, 2, "valid"),
                convolved(7, 6, 2, 2, 3, 2, "same"),
                convolved(6, 6, 3, 2, 2, 1, "same"),
                convolved(8, 8, 1, 4, 5, 3, "same"),
                convolved(4, 4, 2, 3, 4, 1, "valid"),
                convolved(3, 3, 2, 2, 1, 1, "valid"),
            ],
            "adam": [adam(0.001, 0.9, 0.999, 1e-8), adam(0.1, 0.5, 0.9, 0.1)],
        },
        indent=None,
        separators=(",", ":"),
    )
)
