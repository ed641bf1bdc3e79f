"""What our kernel costs: the same warm cells on ours and on plain GoNB, in turn.

    python beside_gonb.py ROUNDS

Prints a JSON list, an object for each kind of cell: its name, the medians in seconds, and the quarters, between which
half of the rounds lie. PYTHONPATH has to name the folder of kernels.py, kernel-setup/kernel/conformance.
"""

import json
import statistics
import sys
import time

from kernels import NAMES, Kernel

IMPORTS = """import (
	"firstneuron/pkg/chart"
	"firstneuron/pkg/show"
)

var number = flag.Int("number", 0, "a number")
"""
TRIVIAL = "%% --number={flag}\nfmt.Println({line}, *number)"
FIGURE = """%% --number={flag}
line := chart.Line("line")
line.Add(0, {line})
line.Add(1, float64(*number))
show.Figure(chart.New("Figure", line))"""


def main():
    rounds = int(sys.argv[1])
    kernels = {name: Kernel(name) for name in NAMES}
    try:
        for kernel in kernels.values():
            kernel.run(IMPORTS, timeout=60)
            settle(kernel)
        result = []
        for name, cell in ("prints", TRIVIAL), ("a figure", FIGURE):
            result.append({"name": name + ", a changed line"} | compare(kernels, rounds, lambda i: cell.format(line=i + 1, flag=0)))
            result.append({"name": name + ", a changed flag"} | compare(kernels, rounds, lambda i: cell.format(line=0, flag=i + 1)))
        print(json.dumps(result))
    finally:
        for kernel in kernels.values():
            kernel.close()


def settle(kernel):
    """Waits until gopls, which loads the project beside the first cells, has nothing more to do."""
    quiet, before = 0, -1.0
    end = time.monotonic() + 60
    while quiet < 4 and time.monotonic() < end:
        time.sleep(0.5)
        used = sum(processor_time(number) for number in kernel.processes())
        quiet = quiet + 1 if 0 <= used - before < 0.05 else 0
        before = used


def processor_time(number):
    try:
        with open(f"/proc/{number}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return 0
    return (int(fields[11]) + int(fields[12])) / 100


def compare(kernels, rounds, cell):
    seconds = {name: [] for name in kernels}
    for i in range(-2, rounds):
        order = list(kernels) if i % 2 else list(reversed(kernels))  # neither is always the one that finds the files read
        for name in order:
            ran = kernels[name].run(cell(i), timeout=60)
            if ran.status != "ok":
                sys.exit(f"this cell failed on {name}:\n{cell(i)}\n{ran}")
            if i >= 0:
                seconds[name].append(ran.seconds)
    return {name: round(statistics.median(times), 4) for name, times in seconds.items()} | {
        "quarters": {name: [round(q, 4) for q in statistics.quantiles(times)[::2]] for name, times in seconds.items()}}


main()
