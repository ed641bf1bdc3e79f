"""What every peer shares: the job, its data, and how it is measured.

A peer is a program, so that nothing it imports is paid for by another:

    python with_torch.py JOB.json STYLE STARTED

STYLE is one of the ways in which the library can be used, STARTED the Unix
time at which the program was started. It prints one line of JSON. The folder
next door, ours, measures the same in Go.

A peer imports its library between "import measure" and measure.imported(),
then hands measure.main a class for each style:

    class Network:
        def __init__(self, job, images, labels)  # all training pictures, in their order
        def train(self, first, count)            # steps first, first + 1, ...; returns when they are done
        def answers(self, images)                # the class of each picture
"""

import json
import resource
import statistics
import sys
import time
from pathlib import Path
from types import SimpleNamespace

started = float(sys.argv[3])
job = SimpleNamespace(**json.loads(Path(sys.argv[1]).read_text()))
result = {"import": 0.0, "versions": {}}


def imported(**versions):
    """Notes that the library is there, and its version."""
    result["import"] = time.time() - started
    result["versions"] = versions


def batch(step):
    """Returns the slice of the training pictures that a step learns from."""
    first = step % job.batches * job.batch
    return slice(first, first + job.batch)


def main(networks):
    before = time.perf_counter()
    images, labels = read("train")
    tests, answers = read("test")
    reading = time.perf_counter() - before

    network = networks[sys.argv[2]](job, images, labels)
    network.train(0, 1)
    result["first_step"] = time.time() - started - reading

    done = 1
    spent = result["first_step"]  # training and all that comes before it, without reading and checking
    while done < job.steps and time.time() - started < job.limit:
        count = min(job.check - done % job.check, job.steps - done)
        spent += seconds(network, done, count)
        done += count
        if done == job.steps or "target" not in result:
            accuracy = share_of_right(network, tests, answers)
            if accuracy >= job.target and "target" not in result:
                result["target"] = {"seconds": spent, "steps": done}
            if done == job.steps:
                result["accuracy"] = accuracy
    result["steps"] = done
    if job.steps == 0:
        network.train(done, job.window)
        done += job.window

    windows = []
    while not windows or len(windows) < job.windows and time.time() - started < job.limit:
        windows.append(seconds(network, done, job.window))
        done += job.window
    result["rate"] = job.window * job.batch / statistics.median(windows)
    result["memory"] = peak_memory()
    print(json.dumps(result))


def read(part):
    """Returns pictures as float32, 0 to 1, one a row, and their classes."""
    import numpy as np

    folder = Path(job.data)
    images = np.fromfile(folder / f"{part}-images", dtype=np.uint8)
    labels = np.fromfile(folder / f"{part}-labels", dtype=np.uint8)
    images = images.reshape(len(labels), -1).astype(np.float32)
    images /= job.white
    return images, labels.astype(np.int32)


def seconds(network, first, count):
    before = time.perf_counter()
    network.train(first, count)
    return time.perf_counter() - before


def share_of_right(network, images, answers):
    """Asks for a few answers at a time, so that checking needs no more memory than training."""
    right = 0
    for first in range(0, len(images), job.ask):
        part = slice(first, first + job.ask)
        right += int((network.answers(images[part]) == answers[part]).sum())
    return right / len(images)


def peak_memory():
    """Returns the most memory that the process had, in bytes."""
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
