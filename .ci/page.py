"""A notebook in a browser, used as a person does: by the keyboard, the menus and the mouse."""

import os

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import wait_for

CELL = ".jp-Notebook .jp-Cell"


class Page:
    """JupyterLab and Notebook 7 are made of the same pieces, so one page serves both.

    Pictures of the page go into the folder pictures, if one is named.
    """

    def __init__(self, browser, name, pictures=None):
        self.browser, self.name, self.pictures = browser, name, pictures

    def open(self, address, cells):
        """Opens a notebook that has so many cells."""
        self.browser.get(address)
        wait_for("the cells on the page", 60, lambda: len(self.all(CELL)) == cells)
        self.wait_until_idle("a kernel that is idle")

    def wait_until_idle(self, what):
        wait_for(what, 60, lambda: self.all(".jp-Notebook-ExecutionIndicator[data-status=idle]"))

    # What is on the page.

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        """The texts of all that the selector finds, in one look: the page changes while we read it."""
        return self.browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map(found => found.innerText.trim())", selector)

    def inside(self, cell, selector, property="innerText"):
        """A property of all that the selector finds in a cell."""
        return self.browser.execute_script(
            "const [cells, cell, selector, property] = arguments;"
            "return [...document.querySelectorAll(cells)[cell].querySelectorAll(selector)].map(found => found[property])",
            CELL, cell, selector, property)

    def number(self, cell):
        """What stands in the brackets beside a cell: its number, * while it waits or runs, nothing before."""
        return self.inside(cell, ".jp-InputPrompt")[0].strip(" []:")

    def output(self, cell):
        return "\n".join(text.strip() for text in self.inside(cell, ".jp-OutputArea-output"))

    # What a person does.

    def press(self, *keys, holding=None):
        actions = ActionChains(self.browser)
        if holding:
            actions.key_down(holding)
        actions.send_keys(*keys)
        if holding:
            actions.key_up(holding)
        actions.perform()

    def choose(self, menu, item):
        self.click(".lm-MenuBar-item", menu)
        self.click(".lm-Menu-item .lm-Menu-itemLabel", item)

    def click(self, selector, text):
        def found():
            try:
                for element in self.all(selector):
                    if element.text == text:
                        element.click()
                        return True
            except WebDriverException:  # it is being drawn anew
                pass
            return False

        wait_for(text + " on the page", 20, found)

    def select(self, cell):
        """Selects a cell, in command mode."""
        self.all(CELL)[cell].find_element(By.CSS_SELECTOR, ".jp-InputPrompt").click()

    def start(self, cell):
        """Runs a cell and does not wait for its end."""
        self.select(cell)
        self.press(Keys.ENTER, holding=Keys.CONTROL)

    def wait_for_end(self, cell, seconds=60):
        """Returns what a cell that was started shows in the end."""
        wait_for(f"the end of cell {cell} in {self.name}", seconds, lambda: self.number(cell).isdigit(), every=0.05)
        self.wait_until_idle("an idle kernel")
        return self.output(cell)

    def edit(self, cell, text):
        """Writes text into an empty cell, and stays there."""
        self.all(CELL)[cell].find_element(By.CSS_SELECTOR, ".cm-content").click()
        self.press(text)

    def picture(self, what):
        if self.pictures:
            self.browser.save_screenshot(os.path.join(self.pictures, f"{self.name} {what}.png"))
