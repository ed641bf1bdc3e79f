"""What a learner does first, in a real browser: start, open the first lessons, run all cells.

    python first_minutes.py FOLDER

FOLDER is a clone that was never set up. Fails if a cell shows an error, a picture
is not drawn or has no words, the kernel is not ours, or a process stays behind.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile

from browser import check, open_browser, wait_for, wait_for_none

PORT = 8930
LESSONS = {"00_start_here": 1, "01_one_neuron": 4, "02_why_this_formula": 6, "03_gradient_descent": 4,
           "05_backpropagation": 4, "07_layers_in_one_line": 4, "10_a_convolutional_network": 8}  # pictures in each, at least

# What the page shows now. A windowed notebook takes cells out of the page, so the model is asked.
STATE = """
const widget = window.jupyterapp.shell.currentWidget;
if (!widget || !widget.sessionContext || !widget.sessionContext.session) return null;
const kernel = widget.sessionContext.session.kernel;
const cells = [...widget.content.model.cells].filter(cell => cell.type === 'code');
const outputs = cells.flatMap(cell => cell.outputs.toJSON());
return {
    path: widget.context.path,
    kernel: kernel ? kernel.name : '',
    status: kernel ? kernel.status : '',
    cells: cells.length,
    run: cells.filter(cell => cell.executionCount).length,
    errors: outputs.filter(output => output.output_type === 'error').map(output => output.evalue),
    html: outputs.map(output => output.data && output.data['text/html']).filter(Boolean).map(html => [].concat(html).join('')),
};
"""

# Draws a picture as the page would and returns its width: 0 if it is no picture.
DRAW = """
const [html, done] = arguments;
const image = new DOMParser().parseFromString(html, 'text/html').querySelector('img');
const drawn = new Image();
drawn.onload = () => done(drawn.naturalWidth);
drawn.onerror = () => done(0);
drawn.src = image.src;
"""


def main():
    folder = sys.argv[1]
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(
            ["go", "run", "./kernel-setup", "start", "--no-browser", "--port", str(PORT),
             "--", "--LabApp.expose_app_in_browser=True"],
            cwd=folder, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            address = wait_for("the address of JupyterLab", 900, lambda: address_in(log, server))
            learn(address)
        finally:
            os.killpg(server.pid, signal.SIGINT)  # as Ctrl-C in a terminal does
            server.wait(timeout=30)
            log.seek(0)
            print(log.read())
    left = wait_for_none(folder)
    check(not left, f"these processes stay behind: {left}")


def address_in(log, server):
    check(server.poll() is None, "start ended by itself; its output is below")
    log.seek(0)
    found = re.search(r"http://\S+/lab/tree/notebooks/00_start_here.ipynb\?token=\w+", log.read())
    return found and found[0]


def learn(address):
    browser = open_browser("--window-size=1400,1000")
    try:
        for lesson, pictures in LESSONS.items():
            browser.get(address.replace("00_start_here", lesson) + "&reset")
            run_lesson(browser, lesson, pictures)
    finally:
        browser.quit()


def run_lesson(browser, lesson, pictures):
    def state():
        if not browser.execute_script("return !!window.jupyterapp"):
            return None
        return browser.execute_script(STATE)

    def ready():
        now = state()
        return now and now["path"].endswith(lesson + ".ipynb") and now["kernel"]

    def finished():
        now = state()
        return now if now["errors"] or now["run"] == now["cells"] and now["status"] == "idle" else None

    wait_for(f"the kernel of {lesson}", 120, ready)
    browser.execute_script("window.jupyterapp.commands.execute('runmenu:run-all')")
    now = wait_for(f"the cells of {lesson}", 180, finished)
    check(now["kernel"] == "first-neuron", f"{lesson} runs on the kernel {now['kernel']}")
    check(not now["errors"], f"{lesson} shows errors: {now['errors']}")
    images = [image for html in now["html"] for image in re.findall("<img [^>]*>", html)]  # of a cell with knobs all are in one
    check(len(images) >= pictures, f"{lesson} shows {len(images)} pictures, fewer than {pictures}")
    for html in images:
        check(re.search(r'alt="[^"]{20,}"', html), f"a picture of {lesson} has no words")
        check(browser.execute_async_script(DRAW, html) > 100, f"a picture of {lesson} is not drawn")
    print(f"{lesson}: {now['cells']} cells, {len(images)} pictures", flush=True)


if __name__ == "__main__":
    main()
