"""Times cells in our kernel and counts lost outputs.

    python kernel.py STARTS CHANGES CELLS

Starts STARTS new kernels and changes each kind of cell CHANGES times in each of them,
then runs CELLS cells that mix text and pictures, each with another flag. Prints the
seconds and the counts as JSON.
"""

import json
import sys
import time

from jupyter_client.manager import start_new_kernel

starts, changes, cells = (int(argument) for argument in sys.argv[1:])

IMPORTS = """import (
	"firstneuron/pkg/chart"
	"firstneuron/pkg/neuron"
	"firstneuron/pkg/show"
)

var number = flag.Int("number", 0, "a number")
"""
FIRST = 'import "firstneuron/pkg/neuron"\n\n%%\nfmt.Println(neuron.Classic())'
NEURON = """%% --number={flag}
n := neuron.Classic()
n.Rate = float64(*number)
fmt.Println({line}, n)"""
FIGURE = """%% --number={flag}
line := chart.Line("line")
line.Add(0, {line})
line.Add(1, float64(*number))
show.Figure(chart.New("Figure", line))"""
MIXED = """%% --number={flag}
fmt.Println("0", *number)
show.Markdown("1")
fmt.Println("2", *number)
show.Table([]string{{"3"}})
fmt.Println("4", *number)
line := chart.Line("line")
show.Figure(chart.New("5", line))
fmt.Println("6", *number)
for i, value := range show.Live(chart.New("7", line), slices.All([]float64{{1, 2}})) {{
	line.Add(float64(i), value)
}}
fmt.Println("8", *number)"""
EXPECTED = list("012345678")


def run(client, code):
    """Returns the seconds until the cell was done and its outputs, in order."""
    messages = []
    start = time.perf_counter()
    reply = client.execute_interactive(code, output_hook=messages.append, timeout=120)
    seconds = time.perf_counter() - start
    if reply["content"]["status"] != "ok":
        sys.exit(f"this cell failed:\n{code}\n{reply['content']}")
    shown = []
    for message in messages:
        content = message["content"]
        if message["msg_type"] == "stream":
            shown += [line[0] for line in content["text"].splitlines()]  # each output begins with its place
        elif message["msg_type"] == "display_data":
            shown.append(content["data"]["text/plain"][0])
    return seconds, shown


seconds = {
    "the first cell of a new kernel, with pkg/neuron": [],
    "the first figure": [],
    "a neuron after a changed line": [],
    "a neuron after a changed flag": [],
    "a figure after a changed line": [],
    "a figure after a changed flag": [],
}
lost = disordered = 0
for start in range(starts):
    manager, client = start_new_kernel(kernel_name="first-neuron")
    try:
        seconds["the first cell of a new kernel, with pkg/neuron"].append(run(client, FIRST)[0])
        run(client, IMPORTS)
        seconds["the first figure"].append(run(client, FIGURE.format(flag=0, line=0))[0])
        for name, cell in ("a neuron", NEURON), ("a figure", FIGURE):
            run(client, cell.format(flag=0, line=0))
            for line in range(1, changes + 1):
                seconds[name + " after a changed line"].append(run(client, cell.format(flag=0, line=line))[0])
            for flag in range(1, changes + 1):
                seconds[name + " after a changed flag"].append(run(client, cell.format(flag=flag, line=changes))[0])
        if start == starts - 1:
            for flag in range(cells):
                shown = run(client, MIXED.format(flag=flag))[1]
                lost += sorted(shown) != EXPECTED
                disordered += sorted(shown) == EXPECTED and shown != EXPECTED
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
print(json.dumps({"cells": [{"name": name, "seconds": times} for name, times in seconds.items()], "lost": lost, "disordered": disordered}))
