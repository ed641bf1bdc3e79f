"""The kernel in the front ends that people use: JupyterLab, Notebook 7 and the Jupyter console.

    python front_ends.py FOLDER [PICTURES]

FOLDER is a clone that is set up. A notebook of our own is used as a person would use it: all cells are run, one has an
error, one runs for ever, one asks. PICTURES is a folder for pictures of the pages, to look at. Fails at the first thing
that is not as it should be, or if a process stays behind.
"""

import contextlib
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import console
from browser import check, open_browser, wait_for, wait_for_none
from page import CELL, Page

TOKEN = "front-ends"
WINDOW = "--window-size=1200,3100"  # the whole notebook: what is out of sight is not on the page

PRINTS, ERROR, AFTER, LIVE, ENDLESS, SLIDER, WIDGET, FRAMES, QUESTION, KNOB, CONTROLS, EMPTY = range(12)
CELLS = {
    PRINTS: """
const answer = 42
%%
fmt.Println("The answer is", answer)""",
    ERROR: """
%%
var three int = "three"
fmt.Println(three)""",
    AFTER: """
%%
fmt.Println("Once more:", answer)""",
    LIVE: """
import (
	"firstneuron/pkg/chart"
	"firstneuron/pkg/show"
)
func squares(yield func(int, float64) bool) {
	for i := 0; i <= 300 && yield(i, float64(i*i)); i++ {
		time.Sleep(10 * time.Millisecond)
	}
}
%%
line := chart.Line("square")
for i, square := range show.Live(chart.New("Squares", line).Axes("number", "square"), squares) {
	line.Add(float64(i), square)
}""",
    ENDLESS: """
%%
signal.Ignore(os.Interrupt, syscall.SIGTERM)
fmt.Println("It runs.")
for {
}""",
    SLIDER: """
import "github.com/janpfeifer/gonb/gonbui"
%%
gonbui.DisplayHtml(`<input type="range" max="100" value="10" data-lm-suppress-shortcuts="true"
	oninput="this.nextElementSibling.textContent = this.value ** 2"> <output>100</output>`)""",
    WIDGET: """
import "github.com/janpfeifer/gonb/gonbui/widgets"
%%
slider := widgets.Slider(0, 100, 10).Done()
fmt.Println("The slider stands at", <-slider.Listen().C)""",
    FRAMES: """
%%
var frames []show.Frame
for i := range 10 {
	square := chart.Points("square")
	square.Add(float64(i), float64(i*i))
	frames = append(frames, show.Frame{Name: fmt.Sprint("number ", i), Drawing: chart.New("Square", square)})
}
show.Frames(frames...)""",
    QUESTION: """
%%
var name string
fmt.Print("What is your name? ")
fmt.Scanln(&name)
fmt.Println("Hello,", name)""",
    KNOB: """
var rate = flag.Float64("rate", 1, "learning rate") //knob 0 to 2 step 0.5
%%
fmt.Println("The rate is", *rate)
if *rate == 2 {
	panic("too much")
}""",
    CONTROLS: """
%%
rate, stop, last := show.Slider("rate", 1.0, 0, 2), show.Button("Stop"), -1.0
steps := func(yield func(int, float64) bool) {
	for step := 0; stop.Pressed() == 0 && yield(step, rate.Value()); step++ {
		time.Sleep(20 * time.Millisecond)
	}
}
for _, now := range show.Pausable(steps) {
	if now != last {
		fmt.Println("now", now)
		last = now
	}
}""",
    EMPTY: "",
}


def main():
    folder, pictures = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory(prefix="front-ends-", dir=folder) as books:
        name = write_notebook(books)
        place = os.path.relpath(books, folder).replace(os.sep, "/") + "/" + name
        with jupyterlab(folder, 8931) as address:
            try_out("JupyterLab", f"{address}/lab/tree/{place}?token={TOKEN}&reset", pictures)
        name = write_notebook(books)
        with notebook7(folder, books, 8932) as address:
            try_out("Notebook 7", f"{address}/notebooks/{name}?token={TOKEN}", pictures)
        console.try_out(environment(folder, books))
    left = wait_for_none(folder)
    check(not left, f"these processes stay behind: {left}")


def write_notebook(folder):
    cells = [{"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "execution_count": None, "outputs": [],
              "source": source.strip("\n")} for i, source in CELLS.items()]
    spec = {"display_name": "Go (First Neuron)", "language": "go", "name": "first-neuron"}
    with open(os.path.join(folder, "front_ends.ipynb"), "w") as file:
        json.dump({"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}, file)
    return "front_ends.ipynb"


def try_out(name, address, pictures):
    """Goes through everything that a person does with a notebook, and says what it sees."""
    browser = open_browser(WINDOW)
    try:
        page = Page(browser, name, pictures)
        page.open(address, len(CELLS))
        for trial in (run_all, live_chart, slider, widget, moving_picture, question, knob, controls, interrupt, tab, restart):
            page.picture("before " + trial.__name__)
            print(f"{name}, {trial.__name__}: {trial(page)}", flush=True)
            page.picture(trial.__name__)
    except BaseException:
        page.picture("failed")
        raise
    finally:
        browser.quit()


def run_all(page):
    page.choose("Run", "Run All Cells")
    wait_for("the error", 60, lambda: page.number(ERROR).isdigit())
    page.wait_until_idle("an idle kernel after the error")
    numbers = [page.number(cell) for cell in CELLS]
    check(page.output(PRINTS) == "The answer is 42", f"the first cell shows {page.output(PRINTS)!r}")
    check(numbers == ["1", "2"] + [""] * (len(CELLS) - 2), f"beside the cells stands {numbers}")
    check(not any(page.output(cell) for cell in CELLS if cell > ERROR), "a cell below the error was run")
    told = page.output(ERROR)
    for part in ("Cell [2], line 2: ", "cannot use"):
        check(told.count(part) == 1, f"{part!r} is there {told.count(part)} times in {told!r}")
    page.start(AFTER)
    shown = page.wait_for_end(AFTER)
    check(shown == "Once more: 42", f"the cell below shows {shown!r}")
    return f"two cells run, the others wait; the error says {told.splitlines()[0]!r}; the next cell runs by hand"


def live_chart(page):
    page.start(LIVE)
    frames = set()

    def ended():
        frames.update(page.inside(LIVE, ".jp-OutputArea-output img", "src"))
        return page.number(LIVE).isdigit()

    wait_for("the end of the live chart", 60, ended, every=0.05)
    words = page.inside(LIVE, ".jp-OutputArea-output img", "alt")
    check(len(frames) > 5, f"the live chart has shown {len(frames)} pictures")
    check(len(words) == 1 and "90000" in words[0].replace(",", ""), f"the last picture says {words}")
    return f"{len(frames)} pictures were seen; the last one stays: {words[0]!r}"


def slider(page):
    page.start(SLIDER)
    page.wait_for_end(SLIDER)
    slider = page.all(".jp-OutputArea input[type=range]")[0]
    numbers = [page.inside(SLIDER, "output")[0]]
    for move in (slider.click, lambda: page.press(Keys.ARROW_RIGHT)):  # the mouse clicks into the middle
        move()
        numbers += page.inside(SLIDER, "output")
    check(numbers == ["100", "2500", "2601"], f"beside the slider stands {numbers}")
    return f"the slider moves by mouse and by key; beside it stands {numbers}"


def widget(page):
    """GoNB's own slider talks with the cell's program, through a connection of its own."""
    page.start(WIDGET)
    slider = wait_for("GoNB's slider", 30, lambda: page.all(".jp-OutputArea input[type=range]")[1:])[0]
    sides = itertools.cycle((-20, 20))

    def answered():  # the program begins to listen some time after the slider is drawn
        ActionChains(page.browser).move_to_element_with_offset(slider, next(sides), 0).click().perform()
        return "stands" in page.output(WIDGET)

    wait_for("GoNB's slider to move the cell", 30, answered)
    shown = page.wait_for_end(WIDGET).strip()
    check(re.fullmatch(r"The slider stands at [3-6]\d", shown), f"the cell with GoNB's slider shows {shown!r}")
    return f"GoNB's slider moves, and the cell says {shown!r}"


def moving_picture(page):
    """It is played and moved by keys alone, after a second run of its cell."""
    for _ in range(2):
        page.start(FRAMES)
        page.wait_for_end(FRAMES)

    def state():
        frame = page.inside(FRAMES, "[role=group]")[0].split()[-1]  # Play, number 9
        slider, words = page.inside(FRAMES, "input", "value"), page.inside(FRAMES, "img", "alt")
        return frame, *slider, f"({frame}, {int(frame) ** 2})" in words[0]

    wait_for("the controls of the moving picture", 20, lambda: page.inside(FRAMES, "[role=group]"))
    states = [state()]
    slider = page.all(".jp-OutputArea [role=group] input")[0]
    for key in (Keys.HOME, Keys.ARROW_UP, Keys.ARROW_UP, Keys.ARROW_DOWN):
        slider.send_keys(key)
        states.append(state())
    want = [(str(number), str(number), True) for number in (9, 0, 1, 2, 1)]
    check(states == want, f"the moving picture stands at {states}, want {want}")
    page.all(".jp-OutputArea [role=group] button")[0].send_keys(Keys.SPACE)
    check(page.inside(FRAMES, "button") == ["Pause"], "the moving picture does not play")
    wait_for("the last frame", 20, lambda: page.inside(FRAMES, "button") == ["Play"], every=0.05)
    check(state() == want[0], f"at its end the moving picture stands at {state()}")
    return "the moving picture plays to its end, and its slider moves by keys"


def question(page):
    page.start(QUESTION)
    box = wait_for("a box to type in", 30, lambda: page.all(".jp-Stdin-input"))[0]
    page.picture("asks")
    box.send_keys("Ada", Keys.ENTER)
    shown = page.wait_for_end(QUESTION)
    check("What is your name?" in shown and "Hello, Ada" in shown, f"the cell that asks shows {shown!r}")
    return f"the cell asks, and answers {shown.splitlines()[-1]!r}"


def knob(page):
    """The field beside a slider, made of a flag, runs its cell again: to an error and back, and in a page that was loaded again."""
    page.start(KNOB)
    page.wait_for_end(KNOB)

    def shown():
        return "".join(page.inside(KNOB, ".widget-output")).strip()

    def turn(value, until):
        page.all(".widget-text input")[0].click()  # Notebook 7 keeps the arrow keys from the slider itself
        page.press("a", holding=Keys.CONTROL)
        page.press(value, Keys.ENTER)
        wait_for(f"{until!r} below the knob", 20, lambda: until in shown(), every=0.05)
        return shown().splitlines()[0]

    wait_for("the output below the knob", 20, lambda: shown() == "The rate is 1")
    seen = [turn("1.3", "The rate is 1.3"), turn("2", "too much"), turn("0.5", "The rate is 0.5")]
    page.picture("knob")
    page.select(EMPTY)  # out of the field, which keeps all keys for itself
    page.press("s", holding=Keys.CONTROL)
    time.sleep(2)
    page.browser.refresh()
    wait_for("the cells in the page that was loaded again", 60, lambda: len(page.all(CELL)) == len(CELLS))
    wait_for("the knob in that page", 60, lambda: shown() == "The rate is 0.5")
    page.wait_until_idle("an idle kernel after the reload")
    seen.append(turn("1", "The rate is 1"))
    return f"its slider shows {seen}"


def controls(page):
    """A slider is dragged while its program runs; the program is paused, makes a step, goes on, and ends."""
    page.start(CONTROLS)
    wait_for("the slider of the program", 30, lambda: "now 1\n" in page.output(CONTROLS) + "\n" and page.inside(CONTROLS, ".noUi-handle"))
    handle = page.all(CELL)[CONTROLS].find_element(By.CSS_SELECTOR, ".noUi-handle")
    ActionChains(page.browser).click_and_hold(handle).move_by_offset(10, 0).pause(0.3).move_by_offset(10, 0).release().perform()

    def seen():
        return [float(line.split()[1]) for line in page.output(CONTROLS).splitlines() if line.startswith("now ")]

    wait_for("what the program prints of the slider", 20, lambda: len(seen()) > 2, every=0.05)
    check(seen() == sorted(seen()), f"while the slider is dragged to the right the program prints {seen()}")

    def steps(until="paused after"):
        return wait_for(f"{until!r} beside the buttons", 20, lambda: next((text for text in page.inside(CONTROLS, ".widget-html") if until in text), None), every=0.05)

    page.click(".jupyter-button", "Pause")
    paused = steps()
    time.sleep(0.5)
    check(steps() == paused, f"the paused program is {steps()}, and was {paused}")
    page.picture("paused")
    page.click(".jupyter-button", "Step")
    stepped = steps(f"after {int(paused.split()[2]) + 1} steps")
    page.click(".jupyter-button", "Go on")
    steps("running")
    page.click(".jupyter-button", "Stop")
    shown = page.wait_for_end(CONTROLS)
    for part in f"rate: {seen()[-1]:g}", "Stop: pressed once", " steps":
        check(part in shown, f"at its end the program shows {shown!r}")
    check(not page.inside(CONTROLS, ".jupyter-widgets"), "a control stays when its program has ended")
    return f"the slider is dragged from {seen()[0]} to {seen()[-1]}; {paused}, then {stepped}; {shown.splitlines()[:3]} is left"


def interrupt(page):
    """Interrupts a cell that does not listen, by the keys and by the button; the next one runs as if nothing had been."""
    seconds = []
    for stop in (lambda: page.press("ii"), lambda: page.all("[data-command='notebook:interrupt-kernel']")[0].click()):
        page.start(ENDLESS)
        wait_for("the endless cell to begin", 30, lambda: page.number(ENDLESS) == "*" and "It runs." in page.output(ENDLESS))
        page.start(AFTER)
        wait_for("the next cell to wait", 10, lambda: page.number(AFTER) == "*")
        page.select(ENDLESS)
        began = time.time()
        stop()
        shown = page.wait_for_end(ENDLESS, 10)
        seconds.append(round(time.time() - began, 1))
        check(page.number(AFTER) == "", f"beside the cell that waited stands {page.number(AFTER)!r}")
    page.start(AFTER)
    check(page.wait_for_end(AFTER) == "Once more: 42", f"the cell after the interrupt shows {page.output(AFTER)!r}")
    return f"after {seconds} s the endless cell says {shown.splitlines()[1:2]}, and the next one runs"


def tab(page):
    page.edit(EMPTY, "%%\nfmt.Prin")
    menu = wait_for("Tab to answer", 30, lambda: pressed(page, Keys.TAB, ".jp-Completer-item"), every=0.1)
    check(any("Println" in item for item in menu), f"Tab offers {menu}")
    page.picture("Tab")
    page.press(Keys.ESCAPE)
    page.press("tln")
    told = wait_for("Shift-Tab to answer", 30, lambda: pressed(page, Keys.TAB, ".jp-Tooltip", holding=Keys.SHIFT), every=0.1)[0]
    check("Println formats" in told, f"Shift-Tab says {told!r}")
    return f"Tab offers {len(menu)} names; Shift-Tab says {told.splitlines()[0]!r}"


def pressed(page, key, selector, holding=None):
    """Presses a key and returns the texts that come up, if any do: the first answer may take too long."""
    page.press(key, holding=holding)
    for _ in range(20):
        found = [text for text in page.texts(selector) if text]
        if found:
            return found
        time.sleep(0.1)
    return None


def restart(page):
    page.press(Keys.ESCAPE)
    page.select(AFTER)
    page.press("00")
    wait_for("the question about the restart", 20, lambda: page.all(".jp-Dialog"))
    page.press(Keys.ENTER)
    wait_for("the end of the question", 20, lambda: not page.all(".jp-Dialog"))
    page.wait_until_idle("an idle kernel after the restart")
    page.start(AFTER)
    wait_for("the count to begin anew", 30, lambda: page.number(AFTER) == "1")
    shown = page.output(AFTER)
    check("answer" in shown and "42" not in shown, f"after the restart the cell shows {shown!r}")
    return f"the count begins at 1, and the cell says {shown.splitlines()[0]!r}"


@contextlib.contextmanager
def jupyterlab(folder, port):
    """JupyterLab as the project starts it."""
    command = ["go", "run", "./kernel-setup", "start", "--no-browser", "--port", str(port)]
    with server(command, folder, dict(os.environ, JUPYTER_TOKEN=TOKEN), port) as address:
        yield address


@contextlib.contextmanager
def notebook7(folder, books, port):
    """Notebook 7 out of another Python environment, which finds the kernel by JUPYTER_PATH."""
    command = [sys.executable, "-m", "notebook", "--no-browser", "--allow-root", f"--ServerApp.port={port}",
               "--ServerApp.port_retries=0", "--ServerApp.root_dir=" + books, "--ServerApp.log_level=ERROR"]
    with server(command, folder, environment(folder, books), port) as address:
        yield address


def environment(folder, books):
    """The variables with which a foreign Jupyter finds our kernel, and leaves the user's own settings alone."""
    own = {name: os.path.join(books, name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    return dict(os.environ, JUPYTER_TOKEN=TOKEN, JUPYTER_PATH=os.path.join(folder, ".venv", "share", "jupyter"), **own)


@contextlib.contextmanager
def server(command, folder, env, port):
    """Runs a server while the body of with does its work. What it has to say is shown if that fails."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            wait_for(f"a server at port {port}", 300, lambda: process.poll() is not None or listens(port))
            check(process.poll() is None, "the server ended by itself; its output is below")
            yield f"http://127.0.0.1:{port}"
        except BaseException:
            log.seek(0)
            print(log.read())
            raise
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def listens(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main()
