"""What the tests of the kernel's behaviour share: a kernel, and words for what must hold."""

import json
import os
import signal
import time
import traceback
import unittest

from kernels import Kernel, wait_until

MOST = 180  # seconds for a test; each wait in it has a shorter limit of its own

# What is promised in seconds is promised on a machine that has nothing else to do. Where others are at work, everything may
# take as many times as long as a little computing does that is done beside it. And as such a measure is a rough one, a test
# in which all is right but late runs again: a promise must be kept in one of so many runs.
ATTEMPTS = 4
LATE = 15  # seconds after which a thing is not late any more but missing


def too_long(*_):
    raise TimeoutError(f"the test took more than {MOST} s")


def contention():
    """How many times as long as alone a process takes here at the moment: 1 on a quiet machine."""
    begin, used = time.monotonic(), time.process_time()
    while time.process_time() - used < 0.1:
        pass
    return (time.monotonic() - begin) / (time.process_time() - used)


class TooLate(AssertionError):
    """What was promised came true, and later than promised."""


class KernelTest(unittest.TestCase):
    """The tests of a class share one kernel; after one that fails, the next has a new one."""

    kernel_name = "ours"
    environment = {}
    kernel = None

    @classmethod
    def tearDownClass(cls):
        if cls.kernel is not None:
            cls.kernel.close()
            cls.kernel = None

    def run(self, result=None):
        result.startTest(self)
        late = None  # the parts of the test that were late in every attempt
        for _ in range(ATTEMPTS):
            attempt = Attempt()
            signal.signal(signal.SIGALRM, too_long)
            signal.alarm(MOST)
            super().run(attempt)
            signal.alarm(0)
            problems = attempt.problems
            if problems:
                self.tearDownClass()
            if any(not issubclass(error[0], TooLate) for _, error in problems):
                break
            parts = {part for part, _ in problems}
            late = parts if late is None else late & parts
            problems = [(part, error) for part, error in problems if part in late]
            if not problems:
                break
        for _, error in problems:
            result.addFailure(self, error)
        for _, reason in attempt.skipped:
            result.addSkip(self, reason)
        result.stopTest(self)

    def setUp(self):
        cls = type(self)
        if cls.kernel is None:
            cls.kernel = Kernel(self.kernel_name, **self.environment)

    def assert_lives(self, declared=""):
        """The next cell runs. What was declared, an expression such as `kept()`, is still known."""
        cell = self.kernel.run(f'%%\nfmt.Println("alive", {declared or 0})')
        self.assertEqual(cell.status, "ok", cell)
        self.assertIn("alive", cell.text)

    def assert_within(self, seconds, promised):
        if seconds > promised and seconds > promised * (busy := contention()):
            raise TooLate(f"it took {seconds:.2f} s, {promised} s are promised, and others slow us down {busy:.1f} times")

    def assert_soon(self, look, promised, what):
        """Something comes true within the seconds that are promised."""
        seconds = wait_until(look, promised + LATE)
        if seconds == float("inf"):
            self.fail(f"after {promised + LATE} s still {what()}")
        self.assert_within(seconds, promised)

    def assert_one_error(self, cell, name):
        """One message says it, and the reply says the same."""
        self.assertEqual(cell.status, "error", cell)
        errors = cell.of("error")
        self.assertEqual(len(errors), 1, cell)
        for part in "ename", "evalue", "traceback":
            self.assertEqual(cell.reply[part], errors[0][part])
        self.assertEqual(errors[0]["ename"], name)
        return errors[0]["evalue"]


class Attempt(unittest.TestResult):
    """What went wrong in one run of a test, as (part of the test, (type, value, traceback))."""

    def __init__(self):
        super().__init__()
        self.problems = []

    def addError(self, test, error):
        self.problems.append(("", error))

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.problems.append((subtest.id(), error))


class Told(unittest.TestResult):
    """Prints one JSON object a test: {"test", "promise", "outcome", "reason", "seconds"}. The outcome is passed, failed or
    left out; the promise is what the test's class is about."""

    def startTest(self, test):
        super().startTest(test)
        self.began, self.problems = time.monotonic(), []

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.problems.append("".join(traceback.format_exception(*error)))

    def stopTest(self, test):
        name = test.id().removeprefix("__main__.")
        skipped = dict(self.skipped).get(test, "")
        print(json.dumps({
            "test": name,
            "promise": " ".join(type(test).__doc__.split()),
            "outcome": "failed" if self.problems else "left out" if skipped else "passed",
            "reason": skipped or "\n".join(self.problems),
            "seconds": round(time.monotonic() - self.began, 2),
        }), flush=True)


def is_root():
    return os.geteuid() == 0
