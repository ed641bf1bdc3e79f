"""What the kernel promises about many cells and many starts.

    python endurance.py KERNEL [--cells N] [--starts N] [--kernels N] [--soak N]

KERNEL is ours or plain. Prints one JSON object of counts. A number of 0 leaves a part out.

cells: those of which an output was lost, or came in another order than it was shown in; text out of place: those in which
only a printed text stands behind a picture of a bare gonbui call that came after it. starts: what is left behind by
kernels of which half are shut down, a quarter killed, and a quarter killed together with their process group. kernels:
that many at once, each with five cells. soak: memory and open files before, in the middle and after.
"""

import argparse
import json
import os
import signal
import statistics
import threading

from kernels import NAMES, Kernel, wait_until

IMPORTS = """import (
	"firstneuron/pkg/chart"
	"firstneuron/pkg/show"

	"github.com/janpfeifer/gonb/gonbui"
)"""

# Every output is its place. The pictures of gonbui alone come at the very end of the program.
PICTURES = """%%
fmt.Println("0")
show.Markdown("1")
fmt.Println("2")
show.Figure(chart.New("3", chart.Line("a line")))
fmt.Println("4")
for _, place := range []string{"5", "6", "7", "8", "9"} {
	gonbui.DisplayHtml("<b>" + place + "</b>")
}
os.Exit(0)"""
BY_SHOW, BY_GONBUI = list("01234"), list("56789")  # show waits for the text before it; gonbui by itself does not
EXPECTED = BY_SHOW + BY_GONBUI


def cells(name, count):
    """Runs cells with pictures and counts those of which something is lost, or out of order."""
    result = {"cells": count, "lost": 0, "disordered": 0, "text out of place": 0, "failed": 0}
    with Kernel(name) as kernel:
        kernel.run(IMPORTS, timeout=60)
        for i in range(count):
            try:
                cell = kernel.run(PICTURES)
            except TimeoutError:
                result["failed"] += 1
                continue
            result["failed"] += cell.status != "ok"
            shown = places(cell)
            if sorted(shown) != EXPECTED:
                result["lost"] += 1
            elif in_order(shown, BY_SHOW) and in_order(shown, BY_GONBUI):
                result["text out of place"] += shown != EXPECTED
            else:
                result["disordered"] += 1
    return result


def in_order(shown, places):
    return [place for place in shown if place in places] == places


def places(cell):
    shown = []
    for kind, content in cell.outputs:
        if kind == "stream":
            shown += content["text"].split()
        elif kind == "display_data":
            data = content["data"]
            shown.append(data["text/html"][3] if data.get("text/html", "").startswith("<b>") else data["text/plain"][0])
    return shown


def starts(name, count):
    """Starts kernels, runs a cell in some of them and kills them in some, and counts what is left."""
    result, times = {"starts": count, "failed": 0, "processes left": 0, "folders left": 0}, []
    for i in range(count):
        with Kernel(name) as kernel:
            try:
                if i % 8 < 4:
                    kernel.run("%%\nfmt.Println(1)")
                elif i % 2:
                    kernel.send('%%\nexec.Command("sleep", "98765").Start()\nfmt.Println("begun")\nfor { time.Sleep(time.Second) }')
                    kernel.wait_for_output("begun")
            except TimeoutError:
                result["failed"] += 1
            if i % 4 == 2:
                os.kill(kernel.pid, signal.SIGKILL)
            elif i % 4 == 3:
                os.killpg(os.getpgid(kernel.pid), signal.SIGKILL)
            else:
                kernel.shutdown()
            times.append(wait_until(lambda: kernel.left() == ({}, []), 10))
            processes, folders = kernel.left()
            result["processes left"] += len(processes)
            result["folders left"] += len(folders)
    return result | {"seconds until all is gone": round(statistics.median(times), 2)}


def together(name, count):
    """Starts kernels at once, each with five cells."""
    right, started, failed = [], [], []

    def learner(number):
        try:
            with Kernel(name) as kernel:
                started.append(kernel.seconds)
                for i in range(5):
                    cell = kernel.run(f"%%\nfmt.Println({number}, {i})", timeout=120)
                    right.append(cell.text == f"{number} {i}\n")
        except Exception as error:  # the others go on
            failed.append(f"{type(error).__name__}: {error}")

    learners = [threading.Thread(target=learner, args=(number,)) for number in range(count)]
    for thread in learners:
        thread.start()
    for thread in learners:
        thread.join()
    return {"kernels": count, "cells right": sum(right), "failed": failed, "slowest start": round(max(started, default=0), 2)}


# What a learner does in an hour: cells that print, show, fail, declare again, are stopped, ask for Tab.
SOAK = [
    '%%\nfmt.Println("line", {i})',
    'func declared() int {{ return {i} }}\n\n%%\nfmt.Println(declared())',
    "%%\nvar n int = `{i}`",
    '%%\nshow.Figure(chart.New("figure {i}", chart.Line("a line")))',
    '%%\nfmt.Println("the same")',
]


def soak(name, count):
    """Runs cells of many kinds; memory in MB and open files by program, at the beginning, in the middle and at the end."""
    result = {"cells": count, "failed": 0, "memory and files": {}}
    with Kernel(name) as kernel:
        kernel.run(IMPORTS, timeout=60)
        warm = min(count // 4, 100)  # until then gopls loads, and the kernel finds its size
        for i in range(count + warm):
            if i in (warm, warm + count // 2):
                result["memory and files"]["start" if i == warm else "middle"] = used(kernel)
            try:
                kernel.run(SOAK[i % len(SOAK)].format(i=i))
                if name == "ours":
                    kernel.ask("complete", "%%\nfmt.Prin")
                    kernel.ask("inspect", "%%\nfmt.Println(1)", 14)
                    kernel.ask("history")
            except Exception:
                result["failed"] += 1
        result["memory and files"]["end"] = used(kernel)
    return result


def used(kernel):
    return {program: {"MB": round(memory / 1e6, 1), "files": files} for program, (memory, files) in sorted(kernel.memory().items())}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kernel", choices=NAMES)
    parts = {"cells": (cells, 500), "starts": (starts, 200), "kernels": (together, 8), "soak": (soak, 2000)}
    for part, (_, count) in parts.items():
        parser.add_argument("--" + part, type=int, default=count)
    asked = vars(parser.parse_args())
    print(json.dumps({part: run(asked["kernel"], asked[part]) for part, (run, _) in parts.items() if asked[part]}), flush=True)


main()
