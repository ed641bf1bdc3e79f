"""How many operations a second a matrix product reaches here, with one library.

    python peak.py numpy|torch|jax SIDE

Multiplies two square matrices of float32 and prints the best of many tries, in flop/s.
"""

import sys
import time

import numpy as np

TRIES = 20

library, side = sys.argv[1], int(sys.argv[2])
matrix = np.random.default_rng(1).random((side, side), np.float32)
if library == "torch":
    import torch

    torch.set_num_threads(2)
    matrix = torch.from_numpy(matrix)
if library == "jax":
    import jax

    matrix = jax.numpy.asarray(matrix)

best = float("inf")
for _ in range(TRIES):
    before = time.perf_counter()
    product = matrix @ matrix
    if library == "jax":
        product.block_until_ready()
    best = min(best, time.perf_counter() - before)
print(2 * side**3 / best)
