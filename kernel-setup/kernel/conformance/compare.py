"""All of the conformance tests, on our kernel and on plain GoNB beside it: prints the tables of docs/kernel.md.

    python compare.py [suite] [behaviour] [endurance]

Without names it does all of it, which takes an hour on two cores that have nothing else to do: plain GoNB hangs often.
"""

import json
import os
import subprocess
import sys

from kernels import NAMES

HERE = os.path.dirname(os.path.abspath(__file__))

# Plain GoNB cannot do everything that often: it hangs, or loses what would have to be counted.
FULL = {"ours": ["--cells", "500", "--starts", "200", "--kernels", "8", "--soak", "2000"],
        "plain": ["--cells", "500", "--starts", "20", "--kernels", "8", "--soak", "400"]}


def main():
    parts = {"suite": suite, "behaviour": behaviour, "endurance": endurance}
    for name in sys.argv[1:] or parts:
        parts[name]()
        print(flush=True)


def suite():
    tests = {}
    for name in NAMES:
        for told in run("suite.py", name):
            tests.setdefault(told["test"], {})[name] = told
    print("| jupyter_kernel_test | ours | plain GoNB | why it does not apply |\n|---|---|---|---|")
    for test, told in tests.items():
        outcomes = [told[name]["outcome"] if name in told else "no answer" for name in NAMES]
        left_out = told["ours"]["outcome"] == "left out"
        print(f"| {test} | {' | '.join(outcomes)} | {told['ours']['reason'] if left_out else ''} |")
    report_failures(told["ours"] for told in tests.values() if "ours" in told)


def behaviour():
    promises, ours = {}, []
    for name in NAMES:
        for told in run("behaviour.py", name):
            outcomes = promises.setdefault(told["promise"], {}).setdefault(name, [])
            if told["outcome"] != "left out":
                outcomes.append(told["outcome"] == "passed")
            if name == "ours":
                ours.append(told)
    print("| promise | ours | plain GoNB |\n|---|---|---|")
    for promise, outcomes in promises.items():
        counts = [f"{sum(outcomes.get(name, []))} of {len(outcomes.get(name, []))}" for name in NAMES]
        print(f"| {promise} | {' | '.join(counts)} |")
    report_failures(ours)


def report_failures(tests):
    for told in tests:
        if told["outcome"] in ("failed", "hangs"):
            print(f"FAILED on ours: {told['test']}\n{told['reason']}", file=sys.stderr)


def endurance():
    results = {}
    for name in NAMES:
        for told in run("endurance.py", name, *FULL[name]):
            results[name] = told
    print("| | ours | plain GoNB |\n|---|---|---|")
    for part in "cells", "starts", "kernels":
        for what in results["ours"][part]:
            print(f"| {part if what == part else part + ': ' + what} | {' | '.join(str(results[name][part][what]) for name in NAMES if name in results)} |")
    for name, result in results.items():
        print(f"\nSoak of {result['soak']['cells']} cells, {name}, {result['soak']['failed']} failed:\n")
        print("| program | " + " | ".join(f"MB, {when} | files" for when in result["soak"]["memory and files"]) + " |\n|---|" + "---|---|" * 3)
        used = result["soak"]["memory and files"]
        for program in used["end"]:
            cells = [used[when].get(program, {"MB": "", "files": ""}) for when in used]
            print(f"| {program} | " + " | ".join(f"{cell['MB']} | {cell['files']}" for cell in cells) + " |")


def run(script, *arguments):
    """Runs one of the scripts and gives what it prints, an object a line."""
    program = subprocess.Popen([sys.executable, os.path.join(HERE, script), *arguments], stdout=subprocess.PIPE, text=True)
    try:
        for line in program.stdout:
            if line.startswith("{"):
                yield json.loads(line)
            else:
                sys.stderr.write(line)  # of a kernel
    finally:
        program.stdout.close()
        program.terminate()
        program.wait()


main()
