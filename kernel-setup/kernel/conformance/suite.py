"""Jupyter's own test suite for kernels, jupyter_kernel_test, filled in for Go.

    python suite.py KERNEL

KERNEL is ours or plain. Prints one JSON object a line: {"test", "outcome", "reason"}; the outcome is passed, failed,
hangs or left out. Each test has a fresh kernel, so that one which hangs takes no other with it.
"""

import json
import signal
import sys
import unittest

import jupyter_kernel_test
from kernels import Kernel

SECONDS = 90  # a test that is not through by then hangs

LEFT_OUT = {
    "test_pager": "Go has no pager: documentation is shown by Shift-Tab, and by !go doc as output",
    "test_recv_iopub_welcome_msg": "the welcome is optional and came with protocol 5.4; the kernel speaks 5.3",
}

FOREIGN = "test_execute_stdout", "test_execute_stderr", "test_error", "test_execute_result"


class GoTests(jupyter_kernel_test.KernelTests):
    language_name = "go"
    file_extension = ".go"
    code_hello_world = '%%\nfmt.Println("hello, world")'
    code_stderr = '%%\nfmt.Fprintln(os.Stderr, "a warning")'
    code_generate_error = '%%\nvalues := []int{1}\nfmt.Println(values[len(values)])'
    code_inspect_sample = "%%\nfmt.Println"
    completion_samples = [
        {"text": "fmt.Prin"},
        {"text": "%%\nstrings.HasSuf", "matches": {"HasSuffix"}},
        {"text": "%%\nmath.MaxInt1", "matches": {"MaxInt16"}},
        {"text": "%%\n// a comment: словами fmt."},
        {"text": ""},
    ]
    complete_code_samples = ["", "!ls", "%help", "func double(x int) int { return 2 * x }", "var x = 1", "%%\nfmt.Println(1)\n\n"]
    incomplete_code_samples = ["func double(x int) int {", "import (", "var text = `a", "/* a comment", "%%\nfmt.Println("]
    invalid_code_samples = ["func 3() {}", "var x = )", "%%\nx := ]\n"]
    code_display_data = [
        {"code": 'import (\n\t"firstneuron/pkg/chart"\n\t"firstneuron/pkg/show"\n)\n%%\nshow.Figure(chart.New("a figure", chart.Line("a line")))',
         "mime": "text/html"},
        {"code": 'import "github.com/janpfeifer/gonb/gonbui"\n%%\ngonbui.DisplayMarkdown("**bold**")\ngonbui.Sync()', "mime": "text/markdown"},
    ]
    code_execute_result = [{"code": "1 + 1", "result": "2"}, {"code": "6 * 7", "result": "42"}]
    code_history_pattern = "6 *"
    supported_history_operations = "tail", "range", "search"
    code_clear_output = 'import "firstneuron/pkg/show"\n%%\nshow.Clear()'

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel(cls.kernel_name)
        cls.km, cls.kc = cls.kernel.manager, cls.kernel.client

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()


class GophernotesTests(GoTests):
    """The same tests with what gophernotes, an interpreter of Go, tries its own kernel with: its kernel_test.go."""

    code_hello_world = 'import "os"\nos.Stdout.WriteString("hello, world")'
    code_stderr = 'import "fmt"\nimport "os"\na := 1\nfmt.Fprintln(os.Stderr, a)'
    code_generate_error = 'panic("Oh no!")'
    code_execute_result = [  # a struct is shown here with its fields' names, which gophernotes leaves out
        {"code": "a := 1\na", "result": "1"},
        {"code": "func myFunc(x int) int {\n    return x+1\n}\nmyFunc(1)", "result": "2"},
        {"code": "type Rect struct {\n    Width, Height int\n}\nRect{10, 30}", "result": "{Width:10 Height:30}"},
        {"code": "type Rect struct {\n    Width, Height int\n}\n&Rect{10, 30}", "result": "&{Width:10 Height:30}"},
        {"code": "func a(b int) (int, int) {\n    return 2 + b, b\n}\na(10)", "result": "12 10"},
        {"code": 'c := []string{"gophernotes", "is", "super", "bad"}\nc[:3]', "result": "[gophernotes is super]"},
    ]


class Hangs(KeyboardInterrupt):
    """Of all errors only this one ends a test at once."""


def main():
    GoTests.kernel_name = sys.argv[1]
    signal.signal(signal.SIGALRM, hang)
    for name in unittest.TestLoader().getTestCaseNames(GoTests) + ["test_recv_iopub_welcome_msg"]:
        if name in LEFT_OUT:
            tell(name, "left out", LEFT_OUT[name])
        else:
            tell(name, *outcome_of(GoTests(name)))
    for name in FOREIGN:
        tell(name + ", samples of gophernotes", *outcome_of(GophernotesTests(name)))


def tell(test, outcome, reason):
    print(json.dumps({"test": test, "outcome": outcome, "reason": reason}), flush=True)


def hang(*_):
    raise Hangs(f"no end after {SECONDS} s")


def outcome_of(test):
    result = unittest.TestResult()
    signal.alarm(SECONDS)
    try:
        unittest.TestSuite([test]).run(result)
    except Hangs as hangs:
        test.tearDownClass()
        return "hangs", str(hangs)
    finally:
        signal.alarm(0)
    problems = [text for _, text in result.errors + result.failures]
    if any("queue.Empty" in text for text in problems):
        return "hangs", "no answer"
    if problems:
        return "failed", "\n".join(problems)
    if result.skipped:
        return "failed", "skipped: " + result.skipped[0][1]  # what does not apply is left out above
    return "passed", ""


main()
