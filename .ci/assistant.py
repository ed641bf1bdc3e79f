"""An assistant is built in a real browser, from an empty draft to one that writes an alt text.

    python assistant.py FOLDER AXE [PICTURES]

FOLDER is a clone, AXE is the script of axe-core, which looks for what shuts people out. Pictures of the page go into PICTURES.
Fails if something that was sent is lost when the program is killed, if the page cannot be used by the keyboard or in a narrow
window, if axe finds something, if the page asks another host for anything, or if it shows an error.
"""

import glob
import os
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import check, command_line, open_browser, wait_for

PORT = 8931
TABS = ["conversation", "name", "instructions", "knowledge", "trials", "check", "versions", "settings", "export"]
GUIDE = """# Style guide

We write short sentences and greet nobody.

| Picture | Width |
|---|---:|
| screenshot | 1200 |
| photograph | 900 |

## Pictures

An alt text says what matters in the picture. Write it in present tense, and finish it with a full stop.
"""

# What axe finds: the rule and the element.
AXE = """
const done = arguments[0];
axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations
    .flatMap(found => found.nodes.map(node => found.id + ': ' + node.html))), error => done([String(error)]));
"""

# Whether the tab that is open lies within the window.
SEEN = """
const tab = document.querySelector('[role=tab][aria-selected=true]').getBoundingClientRect();
return tab.width > 0 && tab.left > -1 && tab.right < innerWidth + 1;
"""

# Drops a picture on the preview, as the mouse would.
DROP = """
const files = new DataTransfer();
files.items.add(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'dropped.svg', {type: 'image/svg+xml'}));
document.getElementById('message').dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: files}));
"""


class Program:
    """The builder's program. It can be killed and started again."""

    def __init__(self, clone, folder):
        self.clone, self.folder = clone, folder
        self.start()

    def start(self):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            ["go", "run", "./kernel-setup", "assistant", "--no-browser", "--port", str(PORT), self.folder],
            cwd=self.clone, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        self.address = wait_for("the address of the builder", 900, self.printed, every=0.1)

    def printed(self):
        self.log.seek(0)
        log = self.log.read()
        check(self.process.poll() is None, "the assistant's program ended by itself:\n" + log)
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\w+", log)
        return found and found[0]

    def running(self):
        """The processes that have our folder in their command line: the program and those that started it."""
        return [int(process[len("/proc/"):]) for process in glob.glob("/proc/[0-9]*") if self.folder in command_line(process)]

    def end(self, how):
        for process in self.running():
            try:
                os.kill(process, how)
            except ProcessLookupError:
                pass  # it has ended with the one before
        self.process.wait(timeout=30)
        wait_for("the program to end", 10, lambda: not self.running())


class Page:
    def __init__(self, browser, pictures):
        self.browser, self.pictures, self.taken = browser, pictures, 0

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        """The text of all that the selector finds, seen or not, in one look: the page changes while we read it."""
        return self.browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map(found => found.textContent.trim()).join('\\n')", selector)

    def wait(self, selector, what=None, within=20):
        return wait_for(what or selector, within, lambda: self.all(selector), every=0.05)

    def after(self, act, selector="body", within=20):
        """Does something, and waits until the page has another revision or another text there."""
        def state():
            return self.browser.execute_script(
                "const page = document.body.dataset;"
                "return [page.session, page.revision, document.querySelector(arguments[0])?.innerText].join()", selector)
        before = state()
        act()
        wait_for(f"a change of {selector}", within, lambda: state() != before and not self.all("form[aria-busy]"), every=0.05)

    def click(self, selector):
        """Clicks on something that sends a form."""
        self.after(lambda: self.wait(selector)[0].click())

    def open(self, tab):
        self.wait(f"#tab-{tab}")[0].click()
        wait_for(f"the tab {tab}", 5, lambda: self.all(f"#panel-{tab}:not([hidden])"), every=0.05)

    def write(self, selector, text):
        field = self.wait(selector)[0]
        field.clear()
        field.send_keys(text)

    def press(self, *keys):
        ActionChains(self.browser).send_keys(*keys).perform()

    def focused(self):
        return self.browser.execute_script("return document.activeElement.id || document.activeElement.className")

    def say(self, text):
        """Says something to the assistant, and returns its answer. The first picture waits until the network has learnt."""
        answers = len(self.all("#said .turn.assistant"))
        self.wait("#message")[0].send_keys(text, Keys.ENTER)
        wait_for("an answer", 240, lambda: len(self.all("#said .turn.assistant")) > answers and self.all("#send"), every=0.05)
        return self.text("#said li:last-child .text")

    def picture(self, name):
        if self.pictures:
            self.taken += 1
            self.browser.save_screenshot(os.path.join(self.pictures, f"{self.taken:02}-{name}.png"))

    def look(self, width=None, height=None, dark=False):
        if width:
            self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                         {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        else:
            self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})


def main():
    clone, axe = sys.argv[1:3]
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, open(axe) as script:
        program = Program(clone, os.path.join(scratch, "Мой ассистент"))
        browser = open_browser("--window-size=1400,1040")
        page = Page(browser, pictures)
        try:
            browser.get(program.address)
            page.wait("#accept", "the first question")
            for part in build, teach, ask, try_again, check_a_page, refuse, write_by_hand:
                part(page, scratch)
                print(f"{part.__name__.replace('_', ' ')}: done", flush=True)
            no_errors(page)
            kill(page, program)
            follow(page)
            by_keyboard(page)
            for_everybody(page, script.read())
            no_errors(page)
        finally:
            browser.quit()
            program.end(signal.SIGINT)  # as Ctrl-C in a terminal does


def build(page, scratch):
    """The article's way: what it is for, a name, an avatar, the criteria, the instructions; suggestions are declined and improved."""
    page.picture("empty")
    check(page.text("#question .suggestion .text"), "the first question has no suggestion")
    page.click("#accept")
    first = page.text(".suggestion .text")
    page.click("#decline")
    check(page.text(".suggestion .text") != first, f"the name {first} was declined, and is suggested again")
    page.write("#how", "call it Alma")
    page.after(lambda: page.press(Keys.ENTER))
    check("Alma" in page.text(".suggestion .text"), f"the name was improved, and is {page.text('.suggestion .text')}")
    page.click("#accept")
    check(page.text(".title") == "Alma", f"the name is {page.text('.title')}")
    check(page.focused() == "question", f"after an answer the focus is on {page.focused()}, not on the new question")
    asked, chosen = 0, False
    while not page.all("#question[data-done]") and asked < 40:
        asked += 1
        boxes = page.all(".choices input[type=checkbox]")
        if boxes and not chosen:
            page.picture("choices")
            for box in boxes:
                if not box.is_selected():
                    box.click()
            page.click("#own button")
            chosen = True
        else:
            check(page.all("#question .suggestion"), f"a question has no suggestion: {page.text('#question h2')}")
            page.click("#accept")
    check(chosen, "the builder has not asked which pictures are used")
    check(page.all("#question[data-done]"), "after 40 answers the builder still asks: " + page.text("#question h2"))
    check(page.all("#starters .starter"), "the preview has no conversation starters")
    page.picture("built")
    print(f"built with {asked} more answers", flush=True)


def teach(page, scratch):
    page.open("knowledge")
    guide = os.path.join(scratch, "style-guide.md")
    with open(guide, "w") as file:
        file.write(GUIDE)
    page.wait("#files")[0].send_keys(guide)
    page.click("#drop button")
    check("style-guide.md" in page.text("#panel-knowledge table"), "the style guide is not listed")
    page.write("#query", "Which tense has an alt text?")
    page.press(Keys.ENTER)
    wait_for("the search to find the sentence", 20, lambda: "present tense" in page.text(".hits"), every=0.05)
    page.picture("knowledge")
    page.write("#query", "How wide is a screenshot?")
    page.after(lambda: page.press(Keys.ENTER), "#panel-knowledge")
    check(page.all(".hits td"), f"a table of the knowledge is not shown as one: {page.text('.hits')}")


def ask(page, scratch):
    """A question that the knowledge answers, and a picture whose alt text is written."""
    answer = page.say("Which tense do we write an alt text in?")
    check("present tense" in answer, f"the answer is {answer}")
    check("style-guide.md" in page.text("#said .source"), "the answer has no source")
    drawn = os.path.join(scratch, "sunrise.png")
    with open(drawn, "wb") as file:
        file.write(png(320, 200))
    page.wait("#pictures")[0].send_keys(drawn)
    page.wait("#attached img", "the picture below the message")
    page.browser.execute_script(DROP)
    wait_for("the picture that was dropped", 5, lambda: len(page.all("#attached img")) == 2, every=0.05)
    page.all("#attached button")[1].click()
    check(len(page.all("#attached img")) == 1 and page.focused() == "message", "a picture cannot be left out again")
    answer = page.say("Write the alt text of this picture.")
    page.picture("a-picture")
    check(page.all("#said .turn.user img"), "the picture is not in the conversation")
    for _ in range(15):
        if "This is the alt text" in answer or "its alt text stays empty" in answer:
            break
        answer = page.say("yes" if "Suggestion:" in answer else "photograph")
    else:
        check(False, f"after 15 answers there is no alt text yet: {answer}")
    page.picture("an-alt-text")


def try_again(page, scratch):
    """An answer is made a trial, and the trial is run before and after a change."""
    making = page.wait("#said .make-trial")[0]
    making.find_element(By.TAG_NAME, "summary").click()
    making.find_element(By.CSS_SELECTOR, "textarea[name=expect]").send_keys("past tense")
    page.after(lambda: making.find_element(By.TAG_NAME, "button").click())
    page.open("trials")
    page.click("#run")
    check("fails" in page.text(".outcomes"), "a trial that cannot pass has not failed")
    page.open("name")
    page.click("#next-avatar")
    page.open("trials")
    trial = page.all(".trial")[-1]
    trial.find_element(By.TAG_NAME, "summary").click()
    expected = trial.find_element(By.CSS_SELECTOR, "textarea[name=expect]")
    expected.clear()
    expected.send_keys("present tense")
    page.after(lambda: trial.find_element(By.TAG_NAME, "button").click())
    page.click("#run")
    check("fixed" in page.text(".outcomes"), f"the trials say {page.text('.outcomes')}")
    check(page.wait("#outcomes")[0].size["height"] >= page.wait(".outcomes")[0].size["height"], "the table of the trials is cut off")
    page.picture("trials")


def check_a_page(page, scratch):
    page.open("check")
    page.write("#html", '<img src="dog.jpg" alt="A dog runs along a beach."><img src="IMG_1234.jpg"><script>alert(1)</script>')
    page.click("#panel-check button.main")
    check("2 pictures, 1 with remarks." in page.text("#checked"), f"the check says {page.text('#checked')}")
    check("no alt attribute" in page.text(".checked"), f"the check finds {page.text('.checked')}")
    page.picture("check")


def refuse(page, scratch):
    """What cannot be used is refused in words that stay."""
    page.open("knowledge")
    odd = os.path.join(scratch, "rules.docbook")
    with open(odd, "w") as file:
        file.write("<article><para>Rules.</para></article>")
    page.wait("#files")[0].send_keys(odd)
    page.all("#drop button")[0].click()
    wait_for("what is wrong with the file", 20, lambda: "rules.docbook" in page.text("#fault"), every=0.05)
    time.sleep(1)  # for a page that was waited for meanwhile
    check("rules.docbook" in page.text("#fault"), "what is wrong with the file is shown for a moment only")
    page.all("#files")[0].clear()
    page.open("name")
    page.click("#next-avatar")
    check(page.text("#fault") == "", "a fault stays when something else has been done")
    errors(page)  # the answer with the status 422


def write_by_hand(page, scratch):
    page.open("instructions")
    before = page.wait("#instructions")[0].get_property("value")
    page.write("#instructions", "My own words, and nothing else.")
    page.click("#panel-instructions button.main")
    check("written by you" in page.text("#panel-instructions"), "what was written by hand is not marked")
    page.picture("instructions")
    page.click("#undo")
    check(page.all("#instructions")[0].get_property("value") == before, "undo does not bring the instructions back")
    page.click("#redo")
    page.open("versions")
    page.wait(".versions a")[0].click()
    page.wait("#compared", "the comparison")
    check("My own words" in page.text("#compared"), "the comparison does not show what was written")
    page.picture("versions")
    page.after(lambda: page.all("#compared > a")[0].click(), "#panel-versions")


def kill(page, program):
    """What was sent is on the disk, what was not sent is in the window."""
    page.open("conversation")
    page.write("#message", "not sent yet")
    page.browser.refresh()
    page.wait("#reply")
    check(page.all("#message")[0].get_property("value") == "not sent yet", "a reload loses what was typed")
    everything = "main, .title, #saved"
    before = page.text(everything)
    program.end(signal.SIGKILL)
    wait_for("the page to say that the program is gone", 20, lambda: page.all("#gone:not([hidden])"), every=0.1)
    page.picture("gone")
    page.browser.execute_script("document.getElementById('send').click()")
    program.start()
    wait_for("the page to find the program again", 20, lambda: not page.all("#gone:not([hidden])"), every=0.1)
    check(page.all("#message")[0].get_property("value") == "not sent yet", "the killed program has taken what was typed with it")
    page.browser.get(program.address)
    page.wait("#reply")
    after = page.text(everything)
    check(after == before, f"the page is another one after the program was killed:\n{before}\n-----\n{after}")
    page.all("#message")[0].send_keys(Keys.CONTROL + "a", Keys.DELETE)
    errors(page)  # of the time when it was gone
    print("kill: nothing is lost", flush=True)


def follow(page):
    """Two windows show the same."""
    browser = page.browser
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    browser.get(f"http://127.0.0.1:{PORT}/?tab=name")
    page.wait("#name")
    page.write("#name", "Berta")
    page.click("#panel-name form button")
    browser.close()
    browser.switch_to.window(first)
    wait_for("the other window to follow", 20, lambda: page.text(".title") == "Berta", every=0.1)
    print("follow: two windows show the same", flush=True)


def by_keyboard(page):
    """From the top to a new name, without a mouse."""
    page.browser.get(f"http://127.0.0.1:{PORT}/")
    page.wait("#reply")
    page.press(Keys.TAB)
    check(page.focused() == "skip", f"the first stop is {page.focused()}, not the link to the builder")
    page.press(Keys.ENTER)
    wait_for("the builder to be focused", 5, lambda: page.focused() == "builder", every=0.05)
    page.press(Keys.TAB)
    check(page.focused() == "tab-conversation", f"in the builder the first stop is {page.focused()}, not the open tab")
    for key, tab in (Keys.ARROW_RIGHT, "name"), (Keys.END, "export"), (Keys.ARROW_RIGHT, "conversation"), (Keys.ARROW_DOWN, "name"):
        page.press(key)
        check(page.focused() == "tab-" + tab and page.all(f"#panel-{tab}:not([hidden])"), f"an arrow leads to {page.focused()}, not to {tab}")
    page.press(Keys.TAB)
    check(page.focused() == "name", f"after the tab the next stop is {page.focused()}, not the name")
    page.after(lambda: page.press(Keys.END, " the second", Keys.ENTER), ".title")
    check(page.text(".title") == "Berta the second", f"the name is {page.text('.title')}")
    check(page.focused() == "name", f"after the name was saved the focus is on {page.focused()}")
    outline = page.browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    check(outline != "none", "one cannot see where the focus is")
    print("by keyboard: a new name", flush=True)


def for_everybody(page, axe):
    """Every tab in wide and narrow windows, light and dark, and in Russian."""
    page.browser.get(f"http://127.0.0.1:{PORT}/")
    page.write("#reply", "change the name")
    page.click("#own .row button")
    page.wait("#accept", "a suggestion to look at")
    page.browser.execute_script(axe)
    for language in "en", "ru":
        for name, width, height in ("wide", 1400, 900), ("narrow", 390, 844), ("narrowest", 320, 640):
            for dark in False, True:
                if dark and (name == "narrowest" or language == "ru"):
                    continue
                page.look(width, height, dark)
                wait_for(f"the open tab to be seen, {name}, {language}", 5, lambda: page.browser.execute_script(SEEN), every=0.05)
                for tab in TABS + ["preview"]:
                    if tab == "preview" and name == "wide":
                        continue
                    page.browser.execute_script("document.querySelector(arguments[0]).click()",
                                                ".sides a[data-side=preview]" if tab == "preview" else "#tab-" + tab)
                    where = f"{tab}, {name}, {'dark' if dark else 'light'}, {language}"
                    wide = page.browser.execute_script("return document.documentElement.scrollWidth")
                    check(wide <= width, f"{where}: the page is {wide} pixels wide in a window of {width}")
                    if tab == "trials" and name != "narrowest":
                        hidden = page.browser.execute_script("const it = document.getElementById('outcomes'); return it.scrollWidth - it.clientWidth")
                        check(hidden <= 0, f"{where}: {hidden} pixels of the trials' outcomes are not seen")
                    if language == "en" or name == "wide":
                        found = page.browser.execute_async_script(AXE)
                        check(not found, f"{where}: axe finds\n" + "\n".join(found))
                    if name != "narrowest":
                        page.picture(where.replace(", ", "-"))
                page.browser.execute_script("document.querySelector('.sides a[data-side=build]').click()")
        if language == "en":
            page.look()
            page.click("#switch")
            check(page.browser.execute_script("return document.documentElement.lang") == "ru", "the page says it is not in Russian")
    page.look()
    print("for everybody: axe finds nothing", flush=True)


def no_errors(page):
    asked = page.browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    others = [name for name in asked if not re.match(rf"http://127\.0\.0\.1:{PORT}/|blob:http://127\.0\.0\.1:{PORT}/|data:", name)]
    check(asked and not others, f"the page has asked other hosts: {others}")
    found = errors(page)
    check(not found, "the browser's console has errors:\n" + "\n".join(found))


def errors(page):
    return [entry["message"] for entry in page.browser.get_log("browser") if entry["level"] == "SEVERE"]


def png(width, height):
    """A sunrise: a disc above a sea, as a PNG."""
    rows = b""
    for y in range(height):
        rows += b"\0"
        for x in range(width):
            if (x - width / 2) ** 2 + (y - height * .6) ** 2 < (height / 5) ** 2 and y < height * .65:
                rows += bytes([255, 220, 120])
            elif y < height * .65:
                rows += bytes([120 + y // 2, 140 + y // 4, 200])
            else:
                rows += bytes([30, 70 + (x * 7 + y * 13) % 20, 110])

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    main()
