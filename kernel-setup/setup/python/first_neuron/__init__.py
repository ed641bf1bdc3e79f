"""What other programs around a Go notebook need from the kernel: papermill its parameters, nbconvert a program.

Set-up puts this package into its environment. Whatever reads Go is the kernel's own program, which this package calls.
"""

import os
import subprocess
from pathlib import Path
from string import Template

from jupyter_client.kernelspec import KernelSpecManager

KERNEL = "first-neuron"


class Refused(Exception):
    """What was asked for cannot be done; the message says why, and what to do."""


def ask(tool, text):
    """Gives a text to one of the tools of the kernel's program and returns its answer."""
    spec = KernelSpecManager().get_kernel_spec(KERNEL)
    program = spec.argv[0]
    if not Path(program).name.startswith(KERNEL):
        raise Refused(f"{program} is plain GoNB, which has no tools: run `go run ./kernel-setup start` without FIRST_NEURON_PLAIN_GONB")
    environment = {name: Template(value).safe_substitute(os.environ) for name, value in spec.env.items()}
    done = subprocess.run([program, "-tool", tool], input=text.encode(), capture_output=True, env=os.environ | environment)
    if done.returncode != 0:
        raise Refused(done.stderr.decode(errors="replace").strip().removeprefix("first-neuron kernel: "))
    return done.stdout.decode()
