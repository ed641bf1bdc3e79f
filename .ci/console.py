"""The kernel in the Jupyter console, typed into as in a terminal."""

import re
import sys
import time

import pexpect

from browser import check

COLOURS = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[()][A-Z0-9]|[=>])")
CTRL_C, CTRL_D, CTRL_U = "\x03", "\x04", "\x15"


def try_out(environment):
    """Goes through what a person does in a console, and says what it sees. The environment lets it find the kernel."""
    environment = dict(environment, TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1")
    command = ["-m", "jupyter_console", "--kernel", "first-neuron"]
    with Terminal(sys.executable, command, environment) as terminal:
        for trial in (banner, several_lines, error, tab, interrupt, question, farewell):
            print(f"Jupyter console, {trial.__name__}: {trial(terminal)}", flush=True)


class Terminal:
    def __init__(self, program, arguments, environment):
        self.process = pexpect.spawn(program, arguments, env=environment, dimensions=(40, 150), encoding="utf-8", timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.close(force=True)

    def type(self, text):
        self.process.send(text)

    def run(self, line):
        """Types a cell that runs one line. After %% the console waits for it."""
        self.type("%%\r")
        self.wait_for("...: ")
        self.type(line + "\r")

    def wait_for(self, text):
        """Returns what came up until text does, without colours. The console colours words, so name one word only."""
        try:
            self.process.expect_exact(text)
        except (pexpect.TIMEOUT, pexpect.EOF):
            seen = COLOURS.sub("", self.process.before)
            check(False, f"the console does not show {text!r} but {seen[-1000:]!r}")
        return COLOURS.sub("", self.process.before) + text

    def wait_for_prompt(self, number):
        self.wait_for("In [")
        self.wait_for(str(number))
        self.wait_for("]: ")


def banner(terminal):
    terminal.wait_for("Go (First Neuron)")
    terminal.wait_for_prompt(1)
    return "it says hello"


def several_lines(terminal):
    terminal.type("func square(x int) int {\r")
    terminal.wait_for("...: ")
    terminal.type("return x * x\r")
    terminal.wait_for("...: ")
    terminal.type("}\r")
    terminal.wait_for_prompt(2)
    terminal.run("fmt.Println(square(12))")
    terminal.wait_for("144")
    terminal.wait_for_prompt(3)
    return "a function goes on until its brace, and is called: 144"


def error(terminal):
    terminal.run("fmt.Println(square(true))")
    terminal.wait_for("Cell [3]")
    told = terminal.wait_for("cannot use")
    terminal.wait_for_prompt(4)
    return f"Cell [3]{told.splitlines()[0]}"


def tab(terminal):
    terminal.type("fmt.Prin\t")
    terminal.wait_for("Println")
    terminal.type(CTRL_U)
    return "Tab offers Println"


def interrupt(terminal):
    terminal.run("for {}")
    time.sleep(3)  # nothing tells that it runs: the console may miss what is printed, if the machine is busy
    terminal.type(CTRL_C)
    told = terminal.wait_for("stopped")
    terminal.wait_for_prompt(5)
    return f"after Ctrl-C it says {told.strip()!r}"


def question(terminal):
    terminal.run('var n int; fmt.Print(10 * 10, "? "); fmt.Scanln(&n); fmt.Println(n * n)')
    terminal.wait_for("100?")
    terminal.type("7\r")
    terminal.wait_for("49")
    terminal.wait_for_prompt(6)
    return "a program asks, and gets its answer"


def farewell(terminal):
    terminal.type(CTRL_D)
    terminal.wait_for("exit")
    terminal.type("y\r")
    terminal.process.expect(pexpect.EOF)
    return "Ctrl-D ends it"
