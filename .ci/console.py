"""The kernel in the Jupyter console, typed into as in a terminal."""

import re
import sys
import time

import pexpect

from browser import check

COLOURS = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[()][A-Z0-9]|[=>])")
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
        """Types a cell that runs one line. Below %% an empty line ends the cell."""
        for typed in ("%%", line):
            self.type(typed + "\r")
            self.wait_for("...: ")
        self.type("\r")

    def wait_for(self, text):
        """Returns what came up until text does, without colours."""
        shown = self.shows(text, seconds=60)
        seen = COLOURS.sub("", self.process.before)
        check(shown, f"the console does not show {text!r} but {seen[-1000:]!r}")
        return seen + text

    def shows(self, text, seconds):
        """Tells whether text comes up in so many seconds. Colours may stand between any two letters."""
        between = f"(?:{COLOURS.pattern})*"
        letters = between.join(re.escape(letter) for letter in text)
        return self.process.expect([letters, pexpect.TIMEOUT, pexpect.EOF], timeout=seconds) == 0

    def wait_for_prompt(self, number):
        """Waits until the console reads again. What is typed sooner goes to the terminal, not to the console."""
        self.wait_for(f"In [{number}]: ")


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
    presses = 1
    while not terminal.shows("Println", seconds=5):  # gopls still reads the packages: a person presses Tab again
        check(presses < 6, "Tab offers nothing")
        terminal.type("\t")
        presses += 1
    terminal.type(CTRL_U)
    return f"Tab offers Println, pressed {presses} times"


def interrupt(terminal):
    terminal.run("for {}")
    time.sleep(3)  # nothing tells that it runs: the console may miss what is printed, if the machine is busy
    terminal.type(CTRL_C)
    told = terminal.wait_for("stopped")
    terminal.wait_for_prompt(5)
    return f"after Ctrl-C it says {told.splitlines()[-1]!r}"


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
