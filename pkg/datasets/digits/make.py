"""Makes the digits' files from scikit-learn's copy, in the IDX format.

    pip install scikit-learn==1.9.1
    python make.py

The files come out the same with every version, because the data has not changed
since 1998 and IDX has no room for a date.
"""

import hashlib
import pathlib
import struct

import sklearn.datasets

digits = sklearn.datasets.load_digits()
pictures, labels = digits.images.astype("uint8"), digits.target.astype("uint8")
assert (pictures == digits.images).all() and pictures.max() == 16

# IDX: two zero bytes, 8 for unsigned bytes, the number of dimensions, each dimension in four bytes, then the bytes.
for name, array in ("images-idx3-ubyte", pictures), ("labels-idx1-ubyte", labels):
    header = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    data = header + array.tobytes()
    (pathlib.Path(__file__).parent / name).write_bytes(data)
    print(hashlib.sha256(data).hexdigest(), name)
