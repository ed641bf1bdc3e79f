"""Runs notebooks that nobody here has written on our kernel and on plain GoNB, cell by cell.

    python notebooks.py FOLDER [NOTEBOOK ...]

FOLDER holds clones of the repositories that notebooks.txt names, each under its owner's and its own name; NOTEBOOK is a
part of a path, such as lgo/examples. Prints a table, and to standard error each cell that does not come out alike. All
cells of a notebook run, also those below one that failed, without a network, and nobody answers what they ask. GoNB's own
notebooks belong to the version of GoNB that is installed: git -C FOLDER/janpfeifer/gonb checkout v0.11.5.

The notebooks run commands of all kinds. They have a home folder of their own, but run this where they can do no harm.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from kernels import NAMES, Kernel

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "notebooks.txt")
LIMIT = 60  # seconds for a cell
GOCACHE = subprocess.run(["go", "env", "GOCACHE"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
AT_ONCE = 2

# What Go, GoNB and programs say when they would need a network, or what it brings.
NETWORK = re.compile(r"dial tcp|no such host|name resolution|could not resolve|module lookup disabled|no required module provides|"
                     r"cannot find module|is not in std|network|connection refused|no internet|go get |module cache|wget: |curl: ", re.IGNORECASE)
CHANGING = re.compile(r"0x[0-9a-f]+|\d+(\.\d+)?(ns|µs|ms|s)\b|/tmp/\S+|\d\d:\d\d:\d\d\S*")


def main():
    folder, chosen = sys.argv[1], sys.argv[2:]
    books = [book for book in listed() if not chosen or any(part in "/".join(book) for part in chosen)]
    missing = [path for path in (os.path.join(folder, *book) for book in books) if not os.path.exists(path)]
    if missing or not books:
        sys.exit(f"these notebooks are not there; notebooks.txt says how to get them: {missing}" if missing else "no notebook has such a name")
    Kernel(NAMES[0]).close()  # makes the kernelspecs
    print("| notebook | cells | succeed on ours | on plain GoNB | need a network | print something else |\n|---|---|---|---|---|---|")
    total = [0] * 5
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for book, counts in zip(books, pool.map(lambda book: compare(folder, book), books)):
            total = [sum(pair) for pair in zip(total, counts)]
            print(f"| {'/'.join(book)} | {' | '.join(map(str, counts))} |", flush=True)
    print(f"| all | {' | '.join(map(str, total))} |")


def listed():
    with open(LIST) as file:
        return [line.split() for line in file if line.strip() and not line.startswith("#")]


def compare(folder, book):
    """Counts a notebook's cells: all, those that succeed on each kernel, that need a network, that print something else."""
    path = os.path.join(folder, *book)
    with open(path) as file:
        cells = ["".join(cell["source"]) for cell in json.load(file)["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    ours, plain = [run(name, path, cells) for name in NAMES]
    network = other = 0
    for i, (code, left, right) in enumerate(zip(cells, ours, plain)):
        failed = [cell for cell in (left, right) if not cell["ok"]]
        if failed and all(NETWORK.search(cell["said"]) for cell in failed):
            network += 1
            continue
        differs = len(failed) == 0 and left["text"] != right["text"]
        other += differs
        if failed or differs:
            print(json.dumps({"notebook": "/".join(book), "cell": i + 1, "code": code[:2000], "ours": left, "plain": right}), file=sys.stderr, flush=True)
    return len(cells), sum(cell["ok"] for cell in ours), sum(cell["ok"] for cell in plain), network, other


def run(name, path, cells):
    """Runs all cells in a copy of the notebook's folder, and says of each whether it succeeded, and what came of it."""
    with tempfile.TemporaryDirectory() as copy:
        place = os.path.join(copy, "notebook")
        shutil.copytree(os.path.dirname(path), place, symlinks=True)
        make_writable(place)
        at_home = {"HOME": copy, "TEST_DIR": copy, "GOCACHE": GOCACHE}  # TEST_DIR is of GoNB's own notebooks
        told, kernel = [], Kernel(name, cwd=place, **at_home)
        try:
            for code in cells:
                cell = run_cell(kernel, code)
                if cell is None:  # nothing ends it: those below get a new kernel
                    kernel.close()
                    kernel = Kernel(name, cwd=place, **at_home)
                    told.append({"ok": False, "said": "hangs, and cannot be stopped", "text": ""})
                    continue
                errors = "".join(f"{content['ename']}: {content['evalue']}\n" for content in cell.of("error"))
                told.append({"ok": cell.status == "ok", "said": (cell.printed("stderr") + errors)[-2000:], "text": CHANGING.sub("…", shown(cell))[-2000:]})
        finally:
            kernel.close()
        return told


def run_cell(kernel, code):
    """Runs a cell and stops it after a time; None if it does not stop."""
    request = kernel.send(code, allow_stdin=False, stop_on_error=False)
    for _ in range(2):
        try:
            return kernel.collect(request, LIMIT)
        except TimeoutError:
            kernel.manager.interrupt_kernel()
    return None


def shown(cell):
    """What a reader sees as text."""
    values = [content["data"].get("text/plain", "") for content in cell.of("execute_result") + cell.of("display_data")]
    return cell.text + "".join(value if isinstance(value, str) else "".join(value) for value in values)


def make_writable(folder):
    for path, _, _ in os.walk(folder):
        os.chmod(path, 0o700)


if __name__ == "__main__":
    main()
