"""Chromium, and waiting for what it shows."""

import glob
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run
--disable-background-networking --disable-component-update --disable-sync""".split()


def open_browser(*flags):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS + list(flags):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    browser.set_script_timeout(60)
    return browser


def wait_for(what, seconds, look, every=0.5):
    """Returns what look finds as soon as it finds something, and gives up after so many seconds."""
    end = time.time() + seconds
    while time.time() < end:
        found = look()
        if found:
            return found
        time.sleep(every)
    sys.exit(f"FAILED: waited {seconds} s for {what}")


def wait_for_none(folder):
    """Returns the processes of this clone that are still there after a while."""
    for _ in range(20):
        left = [line for line in map(command_line, glob.glob("/proc/[0-9]*")) if folder + "/.venv" in line]
        if not left:
            return []
        time.sleep(0.5)
    return left


def command_line(process):
    try:
        with open(process + "/cmdline", "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace")
    except OSError:  # it has ended meanwhile
        return ""


def check(true, otherwise):
    if not true:
        sys.exit("FAILED: " + otherwise)
