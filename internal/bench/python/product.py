"""Times a matrix product in numpy, beside engine.Product.

    python product.py ROWS COLUMNS TERMS SECONDS

Multiplies for so many seconds, and prints the fastest time and what the numbers of the
product add up to.
"""

import sys
import time

import numpy as np

rows, columns, terms = (int(argument) for argument in sys.argv[1:4])
seconds = float(sys.argv[4])

a = (np.arange(rows * terms) % 7).astype(np.float32).reshape(rows, terms)
b = (np.arange(terms * columns) % 5).astype(np.float32).reshape(terms, columns)
c = np.empty((rows, columns), np.float32)

fastest = float("inf")
begin = time.perf_counter()
while time.perf_counter() - begin < seconds:
    start = time.perf_counter()
    np.matmul(a, b, out=c)
    fastest = min(fastest, time.perf_counter() - start)
print(fastest, float(c.sum(dtype=np.float64)))
