"""Notebooks under JupyterHub, behind https: one learner logs in and runs notebooks below a path of their own.

    python hub.py FOLDER [PICTURES]

FOLDER is a clone that is set up. Fails if a cell shows an error, a picture is not drawn, a live chart stands still,
GoNB's slider does not reach its cell, or a process stays behind.
"""

import os
import subprocess
import sys
import tempfile

import front_ends
import tls
from browser import check, open_browser, wait_for, wait_for_none
from first_minutes import LESSONS, run_lesson
from page import Page

PORT, BEHIND = 8933, 8934
BASE = f"https://127.0.0.1:{PORT}"
LEARNER = "ada"
LESSON = "01_one_neuron"

# A hub that lets anybody in and runs a learner's server as a process beside it.
CONFIGURATION = """
import sys
c = get_config()
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {port} + 1
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:%d" % ({port} + 2)
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.log_level = "WARN"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root", "--LabApp.expose_app_in_browser=True", "--ServerApp.log_level=ERROR"]
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = 60
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.notebook_dir = {folder!r}
c.Spawner.environment = {environment!r}
"""


def main():
    folder, pictures = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory(prefix="front-ends-", dir=folder) as books:
        name = front_ends.write_notebook(books)
        place = os.path.relpath(books, folder).replace(os.sep, "/") + "/" + name
        configure(books, folder)
        command = [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"]
        with front_ends.server(command, books, dict(os.environ), BEHIND), tls.door(books, PORT, BEHIND):
            browser = open_browser("--ignore-certificate-errors", front_ends.WINDOW)
            try:
                learn(browser, place, pictures)
            finally:
                browser.quit()
    left = wait_for_none(folder)
    check(not left, f"these processes stay behind: {left}")


def configure(books, folder):
    environment = {"JUPYTER_PATH": os.path.join(folder, ".venv", "share", "jupyter"), **go_caches()}
    proxy = [os.path.join(os.path.dirname(sys.executable), "configurable-http-proxy")]
    with open(os.path.join(books, "jupyterhub_config.py"), "w") as file:
        file.write(CONFIGURATION.format(port=BEHIND, proxy=proxy, folder=folder, environment=environment,
                                        homes=os.path.join(books, "{username}")))


def go_caches():
    """Where set-up has put what it has compiled: a learner's own home folder has nothing yet."""
    return {"GOCACHE": subprocess.check_output(["go", "env", "GOCACHE"], text=True).strip()}


def learn(browser, place, pictures):
    home = f"/user/{LEARNER}/lab"
    browser.get(f"{BASE}/hub/login?next=/hub/spawn")
    fill_in(browser)
    wait_for("the learner's server", 90, lambda: browser.current_url.startswith(BASE + home))
    browser.get(f"{BASE}{home}/tree/notebooks/{LESSON}.ipynb?reset")
    run_lesson(browser, LESSON, LESSONS[LESSON])
    page = Page(browser, "JupyterHub", pictures)
    page.open(f"{BASE}{home}/tree/{place}?reset", len(front_ends.CELLS))
    for trial in (front_ends.live_chart, front_ends.slider, front_ends.widget, front_ends.question, front_ends.knob):
        print(f"JupyterHub, {trial.__name__}: {trial(page)}", flush=True)
        page.picture(trial.__name__)


def fill_in(browser):
    browser.find_element("name", "username").send_keys(LEARNER)
    browser.find_element("name", "password").send_keys("anything")
    browser.find_element("id", "login_submit").click()


if __name__ == "__main__":
    main()
