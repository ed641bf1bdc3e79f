"""Writes the numbers with which TestImportance compares: shares of the variance as R² of a regression on indicator variables.

    python3 pkg/runs/testdata/importance.py
"""

import numpy as np


def share(y, groups):
    """R² of the least-squares fit of y by an indicator for each group."""
    indicators = np.array([[g == other for other in sorted(set(groups))] for g in groups], float)
    fitted = indicators @ np.linalg.lstsq(indicators, y, rcond=None)[0]
    return 1 - ((y - fitted) ** 2).sum() / ((y - y.mean()) ** 2).sum()


grid = [(i, j, k) for i in range(3) for j in range(4) for k in range(5)]
y = np.array([0.5 * i - 0.2 * j + 0.1 * i * j + 0.1 * np.sin(3 * i + 5 * j + 7 * k) for i, j, k in grid])
rate, hidden, seed = (share(y, [point[axis] for point in grid]) for axis in range(3))
both = share(y, [point[:2] for point in grid]) - rate - hidden
print(f"grid: rate {rate:.12f}, hidden {hidden:.12f}, seed {seed:.12f}; together {both:.12f}")

n = 40
x = np.array([(17 * i % n) / n for i in range(n)])  # forty different numbers in a mixed order
z = np.sin(5 * x) + 0.2 * np.cos(np.arange(n))
print(f"random: {share(z, np.argsort(np.argsort(x)) * 5 // n):.12f}")
