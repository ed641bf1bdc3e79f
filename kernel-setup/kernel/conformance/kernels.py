"""Starts our kernel and plain GoNB side by side, each in a temporary folder of its own, and looks at what they leave behind.

    with Kernel("ours") as kernel:
        print(kernel.run("%%\\nfmt.Println(1)").text)

Jupyter's own client is the front end: it knows nothing of how the kernel is made. FIRST_NEURON_KERNEL_PROGRAM names
another program to try in place of the installed one. Linux only: processes are found in /proc.
"""

import atexit
import glob
import json
import os
import shutil
import signal
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from queue import Empty

import zmq
from jupyter_client.manager import KernelManager

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
INSTALLED = os.path.join(ROOT, ".venv", "share", "jupyter", "kernels", "first-neuron", "kernel.json")
NAMES = "ours", "plain"

# How long a cell may take, in seconds, where a test says nothing else. Plain GoNB hangs often, and then no waiting helps.
PATIENCE = {"ours": 30, "plain": 10}

# By this the kernel's second process is known, which runs GoNB.
SUPERVISOR = " -supervise "

signal.signal(signal.SIGTERM, signal.default_int_handler)  # the end comes as with Ctrl-C, so that kernels are ended


def kernelspecs():
    """Makes the folder of the two kernelspecs and tells Jupyter of it."""
    folder = tempfile.mkdtemp(prefix="fnproof-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with open(INSTALLED) as file:
        ours = json.load(file)
    ours["argv"][0] = os.environ.get("FIRST_NEURON_KERNEL_PROGRAM", ours["argv"][0])
    gonb = os.path.join(ROOT, ".venv", "bin", "gonb")
    plain = ours | {"env": ours["env"] | {"GOPROXY": "off", "GOSUMDB": "off"}, "argv": [gonb, "--kernel", "{connection_file}", f"-go_work={ROOT}", "-raw_error=true",
                             "-logtostderr=false", f"-log_file={os.devnull}", "-stderrthreshold=FATAL"]}
    for name, spec in zip(NAMES, (ours, plain)):
        os.makedirs(os.path.join(folder, "kernels", name))
        with open(os.path.join(folder, "kernels", name, "kernel.json"), "w") as file:
            json.dump(spec, file)
    os.environ["JUPYTER_PATH"] = folder


@dataclass
class Cell:
    """What has come back for a cell: its outputs as (type, content) in order, the content of its reply, how long it took."""

    outputs: list = field(default_factory=list)
    reply: dict = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def text(self):
        return self.printed("stdout")

    def printed(self, stream):
        return "".join(content["text"] for kind, content in self.outputs if kind == "stream" and content["name"] == stream)

    def of(self, kind):
        return [content for type, content in self.outputs if type == kind]

    @property
    def status(self):
        return self.reply.get("status")


class Kernel:
    """One kernel with its front end. Everything that it starts or writes is known by its temporary folder."""

    def __init__(self, name, cwd=None, **environment):
        if "JUPYTER_PATH" not in os.environ or not os.path.isdir(os.path.join(os.environ["JUPYTER_PATH"], "kernels", name)):
            kernelspecs()
        self.folder = tempfile.mkdtemp(prefix="fnproof-")
        self.patience = PATIENCE[name]
        connection = os.path.join(os.environ["JUPYTER_PATH"], f"kernel-{uuid.uuid4()}.json")  # as Jupyter's server names it
        self.manager = KernelManager(kernel_name=name, connection_file=connection)
        self.client = None
        quiet = {"LC_ALL": "C.UTF-8", "TMPDIR": self.folder, "FIRST_NEURON_LANGUAGE": "en"}
        inherited = {key: value for key, value in os.environ.items() if key != "JPY_SESSION_NAME"}
        atexit.register(self.close)
        begin = time.monotonic()
        try:
            self.manager.start_kernel(env=inherited | quiet | environment, cwd=cwd)
            self.client = self.manager.client()
            self.client.start_channels()
            self.client.wait_for_ready(timeout=60)
        except BaseException:
            self.close()
            raise
        self.seconds = time.monotonic() - begin  # until it has answered

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def send(self, code, **options):
        """Sends a cell and does not wait for it."""
        return self.client.execute(code, **options)

    def collect(self, request, timeout=None, answers=()):
        """Waits until a cell is done. What it asks gets the answers in order, and none when they are used up."""
        cell, answers, idle, timeout = Cell(), list(answers), False, timeout or self.patience
        begin = time.monotonic()
        channels = {channel.socket: channel for channel in
                    (self.client.iopub_channel, self.client.shell_channel, self.client.stdin_channel)}
        poller = zmq.Poller()
        for socket in channels:
            poller.register(socket, zmq.POLLIN)
        while not (idle and cell.reply):
            ready = poller.poll(max(0, begin + timeout - time.monotonic()) * 1000)
            if not ready:
                raise TimeoutError(f"no end after {timeout} s, only {cell}")
            for socket, _ in ready:
                message = channels[socket].get_msg(timeout=1)
                parent = message["parent_header"]
                # The manager, who interrupts, counts its requests apart from the client's: an id may come twice.
                if (parent.get("msg_id"), parent.get("msg_type")) != (request, "execute_request"):
                    continue
                kind, content = message["msg_type"], message["content"]
                if kind == "status":
                    idle = content["execution_state"] == "idle"
                elif kind == "execute_reply":
                    cell.reply = content
                elif kind != "execute_input":
                    cell.outputs.append((kind, content))
                if kind == "input_request" and answers:
                    self.client.input(answers.pop(0))
        cell.seconds = time.monotonic() - begin
        return cell

    def run(self, code, timeout=None, answers=(), **options):
        """Runs a cell and returns what came of it."""
        begin = time.monotonic()
        cell = self.collect(self.send(code, **options), timeout, answers)
        cell.seconds = time.monotonic() - begin
        return cell

    def ask(self, request, *arguments, timeout=10, **options):
        """Sends a request such as complete or history and returns the content of its answer, and the seconds."""
        begin = time.monotonic()
        id = getattr(self.client, request)(*arguments, **options)
        channel = self.client.control_channel if request == "shutdown" else self.client.shell_channel
        while True:
            message = channel.get_msg(timeout=max(0.01, begin + timeout - time.monotonic()))
            if message["parent_header"].get("msg_id") == id:
                return message["content"], time.monotonic() - begin

    def wait_for_output(self, text):
        """Waits until a running cell has printed a text, and returns all that it has printed."""
        end, seen = time.monotonic() + self.patience, ""
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=0.1)
            except Empty:
                continue
            if message["msg_type"] == "stream":
                seen += message["content"]["text"]
                if text in seen:
                    return seen
        raise TimeoutError(f"no {text!r} after {self.patience} s, only {seen!r}")

    def processes(self):
        """The processes that belong to the kernel: {number: command line}."""
        return processes_with(self.folder)

    def of_cells(self):
        """The processes of its cells: programs, what they have started, and what compiles them."""
        folder = next(iter(glob.glob(os.path.join(self.folder, "fn-*", "cells/"))), self.folder)
        return {number: command for number, command in processes_with(folder).items()
                if os.path.basename(command.split(" ")[0]) not in ("gonb", "gopls") and SUPERVISOR not in command}

    def left(self):
        """What is there of the kernel: its processes, and what is in its temporary folder."""
        return self.processes(), os.listdir(self.folder)

    def program(self, name):
        """The number of the kernel's process whose program has the name."""
        for number, command in sorted(self.processes().items()):
            if os.path.basename(command.split(" ")[0]) == name:
                return number
        raise LookupError(f"no process {name} among {self.processes()}")

    def memory(self):
        """Bytes in memory and open files of the kernel's processes, by their programs' names."""
        used = {}
        for number, command in self.processes().items():
            name = os.path.basename(command.split(" ")[0]) + (SUPERVISOR if SUPERVISOR in command else "")
            try:
                with open(f"/proc/{number}/statm") as file:
                    memory = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
                files = len(os.listdir(f"/proc/{number}/fd"))
            except OSError:
                continue  # it has ended meanwhile
            before = used.get(name, (0, 0))
            used[name] = before[0] + memory, before[1] + files
        return used

    def shutdown(self):
        """Ends the kernel as a front end does, and waits until it has."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)

    def close(self):
        """Ends the kernel whatever it does, and takes its folder away."""
        atexit.unregister(self.close)
        if self.client is not None:
            self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
        end_processes_with(self.folder)
        self.manager.cleanup_resources()
        shutil.rmtree(self.folder, ignore_errors=True)


def processes_with(text):
    """The processes with a text in their environment or arguments: {number: command line}."""
    found = {}
    for path in glob.glob("/proc/[0-9]*"):
        number = int(os.path.basename(path))
        command = content(path + "/cmdline")
        if number != os.getpid() and text.encode() in content(path + "/environ") + command:
            found[number] = command.rstrip(b"\0").replace(b"\0", b" ").decode(errors="replace")
    return found


def content(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:  # it has ended meanwhile
        return b""


def end_processes_with(text):
    for _ in range(20):
        left = processes_with(text)
        if not left:
            return
        for number in left:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.05)


def wait_until(look, seconds):
    """Waits until look gives something true and returns how long that took; more than the seconds if it did not."""
    begin = time.monotonic()
    while time.monotonic() < begin + seconds:
        if look():
            return time.monotonic() - begin
        time.sleep(0.02)
    return float("inf")
