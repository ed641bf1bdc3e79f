"""What the programs that train have in common: the workload, its pictures, and the requests.

Each library has a program of its own, so that none pays for another's imports:

    python with_torch.py WORKLOAD VARIANT

WORKLOAD is JSON (see workload in ../workloads.go), VARIANT one of the ways to use the library.
Requests and answers are lines: see process in ../process.go, which measures the time.

A program imports its library between "import serve" and serve.imported(), then
hands serve.main a class for each variant:

    class Network:
        def __init__(self, images, labels)   # all training pictures, in their order
        def train(self, first, count)        # steps first, first + 1, ...; returns when they are done
        def classify(self, images)           # the class of each picture
"""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

workload = SimpleNamespace(**json.loads(sys.argv[1]))


def imported(**versions):
    """Says that the library is loaded, and its version."""
    print(json.dumps(versions), flush=True)


def batch(step):
    """Returns the slice of the training pictures that a step learns from."""
    first = step % workload.batches * workload.batch
    return slice(first, first + workload.batch)


def batches(first, count):
    """Yields slices of the training pictures for as many of the next steps at a time as are contiguous."""
    while count > 0:
        start = first % workload.batches
        steps = min(count, workload.batches - start)
        yield slice(start * workload.batch, (start + steps) * workload.batch)
        first, count = first + steps, count - steps


def main(networks):
    images, labels = read("train")
    tests, answers = read("test")
    print("ready", flush=True)

    network = networks[sys.argv[2]](images, labels)
    done = 0
    for request in sys.stdin:
        if request == "accuracy\n":
            print(accuracy(network, tests, answers), flush=True)
            continue
        steps = int(request.removeprefix("train "))
        network.train(done, steps)
        done += steps
        print("done", flush=True)


def read(part):
    """Returns pictures as float32, 0 to 1, one a row, and their classes."""
    import numpy as np

    folder = Path(workload.folder)
    images = np.fromfile(folder / f"{part}-pictures", dtype=np.uint8, offset=16)  # after the header of the IDX format
    labels = np.fromfile(folder / f"{part}-labels", dtype=np.uint8, offset=8)
    images = images.reshape(len(labels), -1).astype(np.float32)
    images /= 255
    return images, labels.astype(np.int32)


def accuracy(network, images, labels):
    """Classifies in small batches, so that it needs no more memory than training."""
    right = 0
    for first in range(0, len(images), workload.batch):
        part = slice(first, first + workload.batch)
        right += int((network.classify(images[part]) == labels[part]).sum())
    return right / len(images)
