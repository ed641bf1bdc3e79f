"""What the tests of the kernel's behaviour share: a kernel, and words for what must hold."""

import json
import os
import signal
import time
import traceback
import unittest

from kernels import SLACK, Kernel, wait_until

MOST = 180  # seconds for a test; each wait in it has a shorter limit of its own


def too_long(*_):
    raise TimeoutError(f"the test took more than {MOST} s")


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
        failed = len(result.failures) + len(result.errors)
        signal.signal(signal.SIGALRM, too_long)
        signal.alarm(MOST)
        super().run(result)
        signal.alarm(0)
        if len(result.failures) + len(result.errors) > failed:
            self.tearDownClass()

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
        self.assertLess(seconds, promised * SLACK)

    def assert_soon(self, look, promised, what):
        """Something comes true within the seconds that are promised."""
        if wait_until(look, promised * SLACK) == float("inf"):
            self.fail(f"after {promised * SLACK} s still {what()}")

    def assert_one_error(self, cell, name):
        """One message says it, and the reply says the same."""
        self.assertEqual(cell.status, "error", cell)
        errors = cell.of("error")
        self.assertEqual(len(errors), 1, cell)
        for part in "ename", "evalue", "traceback":
            self.assertEqual(cell.reply[part], errors[0][part])
        self.assertEqual(errors[0]["ename"], name)
        return errors[0]["evalue"]


class Told(unittest.TestResult):
    """Prints one JSON object a test: {"test", "promise", "outcome", "reason", "seconds"}. The outcome is passed, failed or
    left out; the promise is what the test's class is about."""

    def startTest(self, test):
        super().startTest(test)
        self.began, self.problems = time.monotonic(), []

    def addError(self, test, error):
        super().addError(test, error)
        self.note(error)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.note(error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.note(error)

    def note(self, error):
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
