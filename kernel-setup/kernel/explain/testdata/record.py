"""Runs the cells of cells.json on the kernel and writes what GoNB answers to the failing ones to gonb.json.

    ../../../../.venv/bin/python record.py [name of the kernel]

cells.json is a list of notebooks, each a list of cells that a fresh kernel runs in turn. A cell that has a name must
fail; "line" is the line of the mistake as a person counts it, "cell" the cell in which it is if that is an earlier one.
The kernel must be GoNB itself, without anything of ours in front of it.
"""
import json
import re
import sys
from pathlib import Path

from jupyter_client.manager import start_new_kernel

here = Path(__file__).parent


def run(client, source):
    """What the kernel replies to a cell, and what the cell wrote to standard error."""
    request = client.execute(source)
    stderr = ""
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] == "stream" and content["name"] == "stderr":
            stderr += content["text"]
        if content.get("execution_state") == "idle":
            while True:
                reply = client.get_shell_msg(timeout=10)
                if reply["parent_header"].get("msg_id") == request:
                    return reply["content"], stderr


def without_paths(text):
    """The same text with the folders of a made-up machine."""
    text = re.sub(r"[^\s\"]*/(gonb_)[0-9a-f]{8}/", r"/tmp/\g<1>12345678/", text)
    text = re.sub(r"gonb_[0-9a-f]{8}", "gonb_12345678", text)
    return text.replace(str(here.parents[3]), "/home/learner/first-neuron").replace(str(Path.home()) + "/", "/home/learner/")


kernel = sys.argv[1] if len(sys.argv) > 1 else "first-neuron"
answers = []
for notebook in json.loads((here / "cells.json").read_text()):
    manager, client = start_new_kernel(kernel_name=kernel, startup_timeout=60)
    try:
        for cell in notebook:
            reply, stderr = run(client, cell["source"])
            failed = reply["status"] == "error"
            if failed != ("name" in cell):
                print("unexpected:", cell, reply, file=sys.stderr)
            answer = dict(cell, id=reply["execution_count"])
            if failed:
                answer["value"] = without_paths(reply["evalue"])
                answer["traceback"] = [without_paths(entry) for entry in reply["traceback"]]
                if stderr:
                    answer["stderr"] = without_paths(stderr[-65536:])
                    program = re.search(r"\S*gonb_\w+/main\.go(?=:\d+)", stderr)
                    if program:
                        answer["program"] = without_paths(Path(program[0]).read_text())
            answers.append(answer)
    finally:
        manager.shutdown_kernel(now=True)
    answers.append(None)  # ends a notebook
(here / "gonb.json").write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n")
