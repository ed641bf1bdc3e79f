"""Executes notebooks without a browser, for `go run ./kernel-setup run` and `test`.

Reads one JSON object from standard input: {"kernel": ..., "timeout": seconds,
"notebooks": [{"name": ..., "source": path, "folder": path, "copy": path, "page": path}, ...]}. Writes one JSON object a line to standard output:
what begins, and how each notebook ended. The executed copy and its page are written whether or not a cell failed.
"""

import html
import json
import os
import re
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import latex2mathml.converter
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
LINES_OF_STDERR = 15
AT_ONCE = 2  # while one links, or waits, another computes
telling = threading.Lock()


def tell(**event):
    with telling:
        print(json.dumps(event), flush=True)


def main():
    task = json.load(sys.stdin)
    needs_no_network()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(lambda notebook: try_out(notebook, task), task["notebooks"]):
            pass


def try_out(notebook, task):
    begin = time.monotonic()
    tell(event="notebook", notebook=notebook["name"])
    try:
        failure = execute(notebook, task)
    except Exception as error:  # a notebook that cannot be read or written must not hide the others
        failure = {"error": plain(f"{type(error).__name__}: {error}")}
    tell(event="end", notebook=notebook["name"], seconds=time.monotonic() - begin, **(failure or {}))


def execute(notebook, task):
    """Runs all cells up to the first that fails; returns what failed, or None."""
    book = nbformat.read(notebook["source"], as_version=4)
    places = Places(book)
    current = None

    def starts(cell, cell_index):
        nonlocal current
        current = cell_index
        tell(event="cell", notebook=notebook["name"], cell=places.number(cell_index), cells=places.count, heading=places.heading(cell_index))

    client = NotebookClient(
        book,
        kernel_name=task["kernel"],
        timeout=task["timeout"],
        resources={"metadata": {"path": notebook["folder"]}},
        on_cell_start=starts,
        store_widget_state=False,
    )
    failure = None
    with tempfile.TemporaryFile("w+") as log:
        try:
            client.execute(stdout=log, stderr=log)
        except CellExecutionError as error:
            failure = error_of(book.cells[current], error)
        except CellTimeoutError:
            failure = f"the cell did not end within {task['timeout']} seconds"
        except DeadKernelError:
            failure = "the kernel died"
        except RuntimeError as error:
            failure = f"the kernel did not start: {error}"
        log.seek(0)
        last_words = plain(log.read()).strip().splitlines()[-LINES_OF_STDERR:]
    for cell in book.cells:
        cell.metadata.pop("execution", None)
    write(notebook, book)
    if failure is None:
        return None
    if failure.startswith("the kernel") and last_words:
        failure += "\n" + "\n".join(last_words)
    if current is None:
        return {"error": failure}
    return {"error": failure, "cell": places.number(current), "heading": places.heading(current)}


class Places:
    """Where a cell is, in a reader's terms: its number among the code cells, and the heading above it."""

    def __init__(self, book):
        self.cells = book.cells
        self.count = sum(cell.cell_type == "code" for cell in self.cells)

    def number(self, index):
        return sum(cell.cell_type == "code" for cell in self.cells[: index + 1])

    def heading(self, index):
        for cell in reversed(self.cells[:index]):
            if cell.cell_type == "markdown":
                headings = re.findall(r"^#+\s+(.*?)\s*#*$", cell.source, re.MULTILINE)
                if headings:
                    return headings[-1]
        return ""


def error_of(cell, error):
    """The text of a cell's error: the traceback where it says something, else the end of what went to standard error."""
    name, value = getattr(error, "ename", "") or "", getattr(error, "evalue", "") or ""
    traceback = []
    for output in cell.outputs:
        if output.output_type == "error":
            traceback = output.traceback or traceback
    text = plain("\n".join(traceback)).strip()
    if not text:
        text = plain(value or name).strip()
    if text.startswith("exit status"):
        errors = "".join(output.text for output in cell.outputs if output.get("name") == "stderr")
        text = "\n".join([*plain(errors).strip().removesuffix(text).splitlines()[:LINES_OF_STDERR], text])
    return text


def plain(text):
    return ANSI.sub("", text)


def write(notebook, book):
    book.metadata.language_info = {**book.metadata.get("language_info", {}), "pygments_lexer": "go"}  # GoNB leaves it empty
    os.makedirs(os.path.dirname(notebook["copy"]), exist_ok=True)
    nbformat.write(book, notebook["copy"])
    title = os.path.splitext(os.path.basename(notebook["copy"]))[0]
    for cell in book.cells:
        if cell.metadata.get("jupyter", {}).get("source_hidden"):  # as JupyterLab shows it
            cell.metadata.transient = {"remove_source": True}
    exporter = HTMLExporter(template_name="lab", embed_images=True, require_js_url="", jquery_url="", mathjax_url="")
    page, _ = exporter.from_notebook_node(book, resources={"metadata": {"name": title, "path": notebook["folder"]}})
    with open(notebook["page"], "w", encoding="utf-8") as file:
        file.write(page)


def needs_no_network():
    """Makes of formulas MathML, which browsers draw by themselves, in place of a request for MathJax. Only Mermaid's diagrams
    would still ask for Mermaid, and show their source without it."""
    IPythonRenderer.inline_math = lambda self, body: formula(body, "inline")
    IPythonRenderer.block_math = lambda self, body: formula(body, "block")
    # nbconvert looks for pictures in each piece of HTML by itself, and closes what is open in it: a folded text would stand open.
    embed = IPythonRenderer._html_embed_images
    IPythonRenderer._html_embed_images = lambda self, text: embed(self, text) if "<img" in text else text


def formula(latex, display):
    try:
        return latex2mathml.converter.convert(latex, display=display)
    except Exception:  # whatever the formula holds, the page is written, and shows it as it stands
        return "<code>" + html.escape(latex) + "</code>"


main()
