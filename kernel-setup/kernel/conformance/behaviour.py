"""What the kernel promises about cells, tried over the wire.

    python behaviour.py KERNEL [CLASS[.TEST] ...]

KERNEL is ours or plain. Prints one JSON object a test, as case.Told says. The tests of starting and ending are in
lifecycle.py, those of attackers in attacks.py, those of output, input and ends of programs in output.py, those of how
cells are read in reader.py, those of modules in modules.py, those of other tools in tools.py; this program runs them too.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import attacks
import controls
import knobs
import lifecycle
import modules
import output
import reader
import tools
from case import KernelTest, Told

KEPT = "func kept() int { return 7 }"  # known as long as GoNB was not started again
FOREVER = "for { time.Sleep(time.Second) }"


class Errors(KernelTest):
    """An error names cell and line once, in plain words."""

    CELLS = (
        ("CompileError", '%%\nvar n int = "three"\nfmt.Println(n)', 2),
        ("CompileError", "%%\nx := 1", 2),
        ("CompileError", "func half(x int) int {\n\treturn x / 2.5\n}", 2),
        ("Panic", 'func at(values []int, i int) int {\n\treturn values[i]\n}\n\n%%\nfmt.Println("before")\nat(nil, 3)', 2),
        ("Panic", '%%\nvar m map[string]int\nm["a"] = 1', 3),
        ("Panic", '%%\ndone := make(chan bool)\ngo func() {\n\tpanic("in a goroutine")\n}()\n<-done', 4),
    )

    def test_cell_and_line_once(self):
        for name, code, line in self.CELLS:
            with self.subTest(code=code):
                number = self.kernel.run("%%\nfmt.Println(1)").reply["execution_count"] + 1
                cell = self.kernel.run(code)
                said = self.assert_one_error(cell, name)
                self.assertTrue(said.startswith(f"Cell [{number}], line {line}: "), said)
                shown = said + "".join(cell.reply["traceback"])[len(said):] + cell.printed("stderr")
                self.assertEqual(shown.count(f"Cell [{number}], line {line}: "), 1, shown)
                self.assertNotIn("panic:", cell.printed("stderr"))
                self.assertNotIn("exit status", cell.printed("stderr"))
        self.assert_lives()

    def test_exit_status(self):
        cell = self.kernel.run('%%\nfmt.Fprintln(os.Stderr, "what I have to say")\nos.Exit(3)')
        self.assertIn("exit status 3", self.assert_one_error(cell, "Exit"))
        self.assertEqual(cell.printed("stderr"), "what I have to say\n")

    def test_error_of_an_earlier_cell(self):
        number = self.kernel.run("func third(values []int) int {\n\treturn values[2]\n}").reply["execution_count"]
        said = self.assert_one_error(self.kernel.run("%%\nthird(nil)"), "Panic")
        self.assertTrue(said.startswith(f"Cell [{number}], line 2: "), said)

    def test_printed_text_that_looks_like_a_panic(self):
        cell = self.kernel.run('%%\nfmt.Fprintln(os.Stderr, "panic: no, not really")\nfmt.Fprintln(os.Stderr, "exit status 2")')
        self.assertEqual((cell.status, cell.printed("stderr")), ("ok", "panic: no, not really\nexit status 2\n"))

    def test_an_error_of_a_lesson_is_the_cells(self):
        cell = self.kernel.run('import "firstneuron/pkg/lesson"\n%%\nprintln("before")\n_ = lesson.Must(os.Open("nowhere.txt"))')
        self.assertIn("open nowhere.txt: no such file or directory", self.assert_one_error(cell, "Exit"))
        self.assertEqual(cell.printed("stderr"), "before\n")

    def test_two_mains(self):
        said = self.assert_one_error(self.kernel.run("%%\nfmt.Println(1)\n%%\nfmt.Println(2)"), "TwoMains")
        self.assertIn("Line 3", said)
        self.assert_lives()


class Flags(KernelTest):
    """A flag that is not as it should be is an error that says how to write it."""

    DECLARE = 'var rate = flag.Float64("rate", 1, "learning rate")'

    def test_wrong_flags(self):
        self.assertEqual(self.kernel.run(self.DECLARE).status, "ok")
        for line, name, words in (
            ("%% rate=2", "FlagWithoutDashes", "write --rate=2 in place of rate=2."),
            ("%% --rat=2", "Exit", "there is no flag --rat here; did you mean --rate?"),
            ("%% -rat=2", "Exit", "there is no flag --rat here; did you mean --rate?"),
            ("%% --rate=abc", "Exit", 'the flag --rate cannot have the value "abc": it takes a number'),
            ("%% --rate", "Exit", "the flag --rate needs a value"),
            ("%% ---rate=2", "Exit", "---rate=2 is no flag."),
            ("%%--rate=2", "NoSpaceAfterMain", "write %% --rate=2."),
            ('%% fmt.Println("x")', "NotAFlag", 'only flags go behind %%, such as --rate=0.5, and nothing in this cell would read fmt.Println("x").'),
        ):
            with self.subTest(line):
                cell = self.kernel.run(line + '\nfmt.Println("ran", *rate)')
                self.assertIn(words, self.assert_one_error(cell, name))
                self.assertNotIn("ran", cell.text)

    def test_flags_and_arguments(self):
        self.assertEqual(self.kernel.run(self.DECLARE).status, "ok")
        for line, text in (
            ("%% --rate=2", "2 []"),
            ("%% -rate 2", "2 []"),
            ("%% some positional args", "1 [some positional args]"),
            ("%% size=2 name", "1 [size=2 name]"),
            ("%% -- rate=2", "1 [rate=2]"),
        ):
            with self.subTest(line):
                cell = self.kernel.run(line + "\nfmt.Println(*rate, flag.Args())")
                self.assertEqual((cell.status, cell.text), ("ok", text + "\n"), cell)


class Text(KernelTest):
    """A line in a raw string or a comment is no command, whatever it looks like: it runs nothing and is not lost."""

    LINES = ("! touch ran", "!touch ran", "!*touch ran", "//gonb:!touch ran", "%%", "%main", "%exec f", "%cd /", "%env A b", "%reset", "%limit time 0",
             "%goflags -x", "%%bash", "package ran", "!", "%", "! ", "\t!touch ran", "!touch ran \\")
    TEXT = "Rules:\n" + "\n".join(LINES) + "\nend"

    def run_text(self, code):
        """The cell runs in a folder that is empty, and still is when it has run."""
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.kernel.run(f"%cd {folder}").status, "ok")
            cell = self.kernel.run(code)
            self.assertEqual(os.listdir(folder), [])
            self.assertEqual(self.kernel.run("!pwd").text.strip(), folder)
        return cell

    def test_printed_as_it_is(self):
        cell = self.run_text(f"%%\nfmt.Print(`{self.TEXT}`)")
        self.assertEqual((cell.status, cell.text), ("ok", self.TEXT), cell)

    def test_wherever_go_has_text(self):
        self.run_text(KEPT)
        cell = self.run_text(f"""/*
{self.TEXT} */
const first = `{self.TEXT}`

/* twice says its text again.
{self.TEXT} */
func twice(text string) string {{ /*
{self.TEXT}
*/ return text + text }}

type tagged struct {{
	field int `{self.TEXT}`; other string
}}

var second, third = `{self.TEXT}`[7:], twice(`{self.TEXT}`)

%%
field, _ := reflect.TypeFor[tagged]().FieldByName("field")
fmt.Print(first == "Rules:\\n" + second, len(third) == 2*len(first), string(field.Tag) == first)""")
        self.assertEqual((cell.status, cell.text), ("ok", "true true true"), cell)
        cell = self.run_text("%%\nfmt.Print(first)")
        self.assertEqual((cell.status, cell.text), ("ok", self.TEXT), cell)
        self.assert_lives("kept()")

    def test_commands_beside_it_run(self):
        cell = self.run_text("-!echo \"`echo 'one`\" \\\n`\"'\n!echo two\n%%\nfmt.Print(`\n!echo three`)\n!echo four")
        self.assertEqual(cell.text.split("\n")[-4:], ["two", "four", "", "!echo three"], cell)

    def test_never_closed(self):
        for opened, line in (("%%\nfmt.Print(`", "line 2: the text that begins here has no closing `"), ("/*", "line 1: the comment that begins here has no closing */")):
            with self.subTest(opened):
                self.assertIn(line, self.assert_one_error(self.run_text(opened + self.TEXT), "CompileError"))

    def test_error_beside_it(self):
        cell = self.run_text("%%\nfmt.Print(`\n!touch ran`, missing)")
        self.assertIn("line 3: there is no missing here", self.assert_one_error(cell, "CompileError"))
        caret = "    !touch ran`, missing)\n" + " " * 17 + "^"
        self.assertIn(caret, "\n".join(cell.reply["traceback"]))


class Russian(KernelTest):
    """The kernel speaks Russian where the learner does."""

    environment = {"FIRST_NEURON_LANGUAGE": "ru"}

    def test_words(self):
        for code, words in (
            ('%%\nvar n int = "three"\nfmt.Println(n)', r"^Ячейка \[\d+\], строка 2: "),
            ("%%\nvar m map[string]int\nm[`a`] = 1", r"^Ячейка \[\d+\], строка 3: "),
            ("%%\nfmt.Println(1)\n%%\nfmt.Println(2)", "^Строка 3: вторая строка %%"),
            ("%limit memory much", "не предел"),
            ('var rate = flag.Float64("rate", 1, "")\n%% rate=2\nfmt.Println(*rate)', "^Строка 2: флаг начинается с двух дефисов: пишите --rate=2, а не rate=2.$"),
            ('var rate = flag.Float64("rate", 1, "")\n%% --rat=2\nfmt.Println(*rate)', "флага --rat здесь нет; может быть, --rate[?]$"),
            ("%limit time 500ms\n%%\n" + FOREVER, "^Программа ячейки остановлена: она работала дольше 500 мс"),
        ):
            with self.subTest(code=code):
                cell = self.kernel.run(code)
                self.assertEqual(cell.status, "error")
                self.assertRegex(cell.reply["evalue"], words)


class Queue(KernelTest):
    """After an error the cells that still wait are answered as aborted, and those sent later run."""

    CELLS = [f"%%\nfmt.Println({i})" for i in range(20)]
    CELLS[2] = "%%\nvar n int = `three`"

    def replies(self, requests):
        statuses = {}
        while not statuses.keys() >= set(requests):
            message = self.kernel.client.get_shell_msg(timeout=self.kernel.patience)
            statuses[message["parent_header"]["msg_id"]] = message["content"].get("status")
        return [statuses[request] for request in requests]

    def test_aborted(self):
        requests = [self.kernel.send(code) for code in self.CELLS]
        self.assertEqual(self.replies(requests), ["ok"] * 2 + ["error"] + ["aborted"] * 17)
        self.assert_lives()

    def test_every_aborted_cell_becomes_idle(self):
        requests = {self.kernel.send(code) for code in self.CELLS}
        while requests:
            message = self.kernel.client.get_iopub_msg(timeout=self.kernel.patience)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                requests.discard(message["parent_header"]["msg_id"])

    def test_none_aborted_without_stop_on_error(self):
        requests = [self.kernel.send(code, stop_on_error=False) for code in self.CELLS]
        self.assertEqual(self.replies(requests), ["ok"] * 2 + ["error"] + ["ok"] * 17)

    def test_interrupt_aborts_what_waits(self):
        first = self.kernel.send('%%\nfmt.Println("runs")\n' + FOREVER)
        waiting = [self.kernel.send(code) for code in self.CELLS[:2]]
        self.kernel.wait_for_output("runs")
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.replies([first, *waiting]), ["error", "aborted", "aborted"])
        self.assert_lives()

    def test_silent_cells_are_not_counted(self):
        before = self.kernel.run("%%\nfmt.Println(1)").reply["execution_count"]
        self.kernel.run("%%\nfmt.Println(2)", silent=True)
        self.assertEqual(self.kernel.run("%%\nfmt.Println(3)").reply["execution_count"], before + 1)


class Interrupts(KernelTest):
    """An interrupt ends a program that does not handle it, and its children, within a second, and the kernel lives."""

    def stop(self, code, begun="begun"):
        request = self.kernel.send(code)
        self.kernel.wait_for_output(begun)
        self.kernel.manager.interrupt_kernel()
        return self.kernel.collect(request)

    def test_within_a_second(self):
        for name, code in (
            ("a loop", '%%\nfmt.Println("begun")\n' + FOREVER),
            ("a child in a session of its own", '%%\nchild := exec.Command("sleep", "98765")\n'
             'child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}\nchild.Start()\nfmt.Println("begun")\n' + FOREVER),
            ("a busy loop", '%%\nfmt.Println("begun")\nfor i := 0; ; i++ {\n}'),
            ("prints without end", '%%\nfor { fmt.Println("begun") }'),
            ("a shell line", "!echo begun; sleep 98765"),
            ("a script", "%%script sh\necho begun\nsleep 98765\n"),
        ):
            with self.subTest(name):
                self.assertEqual(self.kernel.run(KEPT).status, "ok")
                cell = self.stop(code)
                self.assert_one_error(cell, "Interrupted")
                self.assert_within(cell.seconds, 1)
                self.assert_soon(lambda: not self.kernel.of_cells(), 0.5, self.kernel.of_cells)
                self.assert_lives("kept()")

    def test_while_it_compiles(self):
        request = self.kernel.send('import "firstneuron/pkg/models"\n%%\nvar o models.Options\nfmt.Println(o)\n' + FOREVER)
        time.sleep(0.1)
        self.kernel.manager.interrupt_kernel()
        cell = self.kernel.collect(request)
        self.assert_one_error(cell, "Interrupted")
        self.assert_within(cell.seconds, 1)
        self.assert_soon(lambda: not self.kernel.of_cells(), 0.5, self.kernel.of_cells)
        self.assert_lives()

    def test_live_figure_goes_on_below_the_loop(self):
        cell = self.stop('import "firstneuron/pkg/show"\n%%\nfor i := range show.Progress("training", 1_000_000, slices.All(make([]int, 1_000_000))) {\n'
                         '\tif i == 3 {\n\t\tfmt.Println("begun")\n\t}\n\ttime.Sleep(10 * time.Millisecond)\n}\nfmt.Println("kept what was learnt")')
        self.assertEqual(cell.status, "ok", cell)
        self.assertIn("kept what was learnt", cell.text)

    def test_recorded_loop_waits_for_a_long_step(self):
        cell = self.stop('import "firstneuron/pkg/runs"\n%%\nrun := runs.Open(os.TempDir() + "/ledger").New(runs.Settings{Name: "slow"})\n'
                         'for range runs.Record(run, slices.All([]float64{1, 2, 3})) {\n\tfmt.Println("begun")\n\ttime.Sleep(8 * time.Second)\n}\n'
                         'fmt.Println("kept what was learnt")')
        self.assertEqual(cell.status, "ok", cell)
        self.assertIn("\ninterrupted after 1 step; ", cell.text)
        self.assertIn("kept what was learnt", cell.text)

    def test_nothing_runs(self):
        self.kernel.manager.interrupt_kernel()
        time.sleep(1)  # it comes by a channel of its own, and would meet the next cell
        self.assert_lives()


class Input(KernelTest):
    """A program that reads its standard input asks by Jupyter's input request."""

    CELLS = (
        ("fmt.Scan", '%%\nvar name string\nfmt.Print("name? ")\nfmt.Scan(&name)\nfmt.Println("hello", name)', ["Ada"], "name? hello Ada\n"),
        ("bufio.Scanner", "%%\nlines := bufio.NewScanner(os.Stdin)\nfor lines.Scan() && lines.Text() != `q` {\n\tfmt.Println(`got`, lines.Text())\n}",
         ["1", "два", "q"], "got 1\ngot два\n"),
        ("two values in one line", "%%\nvar a, b int\nfmt.Scan(&a, &b)\nfmt.Println(a + b)", ["3 4"], "7\n"),
        ("a shell line", "!read x; echo got $x", ["zz"], "got zz\n"),
        ("gonbui.RequestInput", 'import "github.com/janpfeifer/gonb/gonbui"\n%%\nvar s string\ngonbui.RequestInput("code: ", true)\nfmt.Scanln(&s)\nfmt.Println(s)',
         ["secret"], "secret\n"),
        ("%with_inputs", "%with_inputs\n!read x; echo got $x", ["yes"], "got yes\n"),
        ("an empty line", '%%\nline, _ := bufio.NewReader(os.Stdin).ReadString(\'\\n\')\nfmt.Printf("%q", line)', [""], '"\\n"'),
    )

    def test_asks(self):
        for name, code, answers, text in self.CELLS:
            with self.subTest(name):
                cell = self.kernel.run(code, answers=answers, allow_stdin=True)
                self.assertEqual(cell.status, "ok", cell)
                self.assertEqual(cell.text, text)
                self.assertEqual(len(cell.of("input_request")), len(answers), cell)
                if name == "gonbui.RequestInput":
                    self.assertEqual(cell.of("input_request")[0], {"prompt": "code: ", "password": True})

    def test_program_that_does_not_read_is_not_asked_for(self):
        cell = self.kernel.run("%%\ntime.Sleep(time.Second)\nfmt.Println(1)", allow_stdin=True)
        self.assertEqual((cell.status, cell.text, cell.of("input_request")), ("ok", "1\n", []))

    def test_interrupt_instead_of_an_answer(self):
        request = self.kernel.send('%%\nvar s string\nfmt.Print("name? ")\nfmt.Scan(&s)', allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=10)
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(request), "Interrupted")
        self.kernel.client.input("too late")
        self.assert_lives()

    def test_answer_that_is_never_read_to_its_end(self):
        code = "%%\nos.Stdin.Read(make([]byte, 1))\nfmt.Println(`begun`)\n" + FOREVER
        request = self.kernel.send(code, allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=10)
        self.kernel.client.input("x" * 300_000)
        self.kernel.wait_for_output("begun")
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(request), "Interrupted")
        self.assert_lives()


class Answers(KernelTest):
    """Requests that need no cell are answered while one runs; Tab and Shift-Tab never hold up a cell."""

    REQUESTS = ("kernel_info", ()), ("is_complete", ("%%\nfmt.Println(",)), ("comm_info", ()), ("history", ())
    FROM_GOPLS = ("complete", ("%%\nfmt.Prin",)), ("inspect", ("%%\nfmt.Println(1)", 14))
    FIRST = 9  # seconds for the first of them, which wait for a gopls that has just been started

    def assert_answered(self, requests, promised):
        for request, arguments in requests:
            with self.subTest(request, promised=promised):
                reply, seconds = self.kernel.ask(request, *arguments, timeout=30)
                self.assertEqual(reply.get("status", "ok"), "incomplete" if request == "is_complete" else "ok")
                self.assert_within(seconds, promised)

    def test_within_a_second_from_the_start(self):
        self.assert_answered(self.REQUESTS, 1)
        self.assert_answered(self.FROM_GOPLS, self.FIRST)
        self.assert_answered(self.FROM_GOPLS, 1)

    def test_while_a_cell_runs(self):
        cell = self.kernel.send('%%\nfmt.Println("begun")\n' + FOREVER)
        self.kernel.wait_for_output("begun")
        self.assert_answered(self.REQUESTS, 1)
        self.assert_answered(self.FROM_GOPLS, self.FIRST)
        self.assert_answered(self.FROM_GOPLS, 1)
        self.kernel.manager.interrupt_kernel()
        self.kernel.collect(cell)

    def test_completion_fills_in(self):
        self.assertEqual(self.kernel.run("func halfway(x float64) float64 { return x / 2 }").status, "ok")
        for code, match in (("%%\nfmt.Prin", "Println"), ("%%\nhalfw", "halfway"), ('%%\nlonely := 1\nfmt.Println(lone', "lonely"),
                            ('import "firstneuron/pkg/neuron"\n%%\nneuron.Cla', "Classic")):
            with self.subTest(code):
                self.assert_soon(lambda: match in self.kernel.ask("complete", code)[0]["matches"], 20,
                                 lambda: self.kernel.ask("complete", code)[0]["matches"])

    def test_inspection_fills_in(self):
        self.assert_soon(lambda: "Println" in str(self.kernel.ask("inspect", "%%\nfmt.Println(1)", 16)[0]["data"]), 20,
                         lambda: self.kernel.ask("inspect", "%%\nfmt.Println(1)", 16))

    def test_thirty_times_tab_hold_up_no_cell(self):
        self.kernel.run("%%\nfmt.Println(1)")
        alone = self.kernel.run("%%\nfmt.Println(1, 1)").seconds
        for i in range(30):
            self.kernel.client.complete("%%\nfmt.Prin")
        cell = self.kernel.run("%%\nfmt.Println(2)")
        self.assertEqual((cell.status, cell.text), ("ok", "2\n"))
        self.assert_within(cell.seconds, 2 * alone + 0.5)

    def test_odd_questions(self):
        for code, cursor in (("", 0), ("%%\nfmt.", 10_000), ("\x00\ud7ff", 1), ("слово 🙂 fmt.", 12), ("%%\n" * 50, 100), ("(" * 5000, 5000), ("!ls", 3)):
            for request in "complete", "inspect":
                with self.subTest(request, code=code[:20]):
                    reply, seconds = self.kernel.ask(request, code, cursor)
                    self.assertEqual(reply["status"], "ok")
                    self.assert_within(seconds, 1)


class Limits(KernelTest):
    """A runaway cell ends with an error and the kernel lives; floods of output are capped with a note."""

    EATER = ("%%\nvar all [][]byte\nfor {\n\tmore := make([]byte, 10<<20)\n\tfor i := range more {\n\t\tmore[i] = 1\n\t}\n"
             "\tall = append(all, more)\n\ttime.Sleep(10 * time.Millisecond)\n}")

    def tearDown(self):
        if self.kernel is not None:
            for what in "memory", "time", "output":
                self.kernel.run(f"%limit {what} none" if what != "output" else "%limit output 1MB")

    def test_memory(self):
        self.kernel.run(KEPT)
        self.kernel.run("%limit memory 300MB")
        said = self.assert_one_error(self.kernel.run(self.EATER), "OutOfMemory")
        self.assertRegex(said, "300 MiB")
        self.assert_soon(lambda: not self.kernel.of_cells(), 1, self.kernel.of_cells)
        self.assert_lives("kept()")

    def test_memory_of_children(self):
        self.kernel.run("%limit memory 300MB")
        code = "!python3 -c \"import time; a = [bytearray(b'x' * (10 << 20)) for _ in range(60)]; time.sleep(98765)\""
        self.assert_one_error(self.kernel.run(code), "OutOfMemory")

    def test_more_than_there_is(self):
        self.kernel.run("%limit memory none")
        for code, words in (
            ("%%\nx := make([]float64, 1<<40)\nx[0] = 1\nfmt.Println(len(x))", "the memory is used up"),
            ("%%\nn := 1 << 62\nfmt.Println(make([]float64, n))", "make cannot make a slice of this length"),
            ("%%\nx := append([]int{1}, make([]int, 1<<45)...)\nfmt.Println(len(x))", "no memory is large enough"),
        ):
            with self.subTest(code):
                self.assertIn(words, self.assert_one_error(self.kernel.run(code), "Panic"))
        self.assert_lives()

    def test_time(self):
        self.kernel.run(KEPT)
        self.assertIn("longer than 1 s", self.assert_one_error(self.kernel.run("%limit time 1s\n%%\n" + FOREVER), "OutOfTime"))
        self.assert_one_error(self.kernel.run("!sleep 98765"), "OutOfTime")
        self.assert_soon(lambda: not self.kernel.of_cells(), 1, self.kernel.of_cells)
        self.kernel.run("%limit time none")
        self.assert_lives("kept()")

    def test_lines_that_are_no_limit(self):
        for line in "%limit memory much", "%limit time -3s", "%limit speed 3", "%limit memory", "%limit output 0":
            with self.subTest(line):
                self.assert_one_error(self.kernel.run(line), "NoLimit")

    def test_shown(self):
        self.kernel.run("%limit memory 2GB\n%limit time 30s\n%limit output 5MB")
        self.assertEqual(self.kernel.run("%limit").text, "A cell may take: memory 2 GiB, time 30 s, output 5 MiB.\n")

    def assert_capped(self, cell, stream, limit):
        self.assertEqual(cell.status, "ok")
        self.assertEqual(cell.printed("stderr").count("of the rest only the end is shown"), 1)
        self.assertLess(len(cell.printed(stream)), limit * 17 // 16 + 300)  # the end is shown too
        self.assertLess(len(cell.outputs), 1000)

    def test_flood_of_lines(self):
        cell = self.kernel.run('%%\nfor i := range 2_000_000 {\n\tfmt.Println("line number", i)\n}', timeout=120)
        self.assert_capped(cell, "stdout", 1 << 20)
        self.assert_lives()

    def test_flood_of_errors(self):
        cell = self.kernel.run('%%\nfor range 200_000 {\n\tfmt.Fprintln(os.Stderr, "a warning")\n}', timeout=120)
        self.assert_capped(cell, "stderr", 1 << 20)

    def test_flood_without_a_line_break(self):
        cell = self.kernel.run('%%\nfor range 2_000_000 {\n\tfmt.Print("x")\n}', timeout=120)
        self.assert_capped(cell, "stdout", 1 << 20)


class Environment(KernelTest):
    """Limits can be set in the kernel's environment."""

    environment = {"FIRST_NEURON_TIME_LIMIT": "1s", "FIRST_NEURON_OUTPUT_LIMIT": "10KB", "FIRST_NEURON_MEMORY_LIMIT": "1GB"}

    def test_limits(self):
        self.assertEqual(self.kernel.run("%limit").text, "A cell may take: memory 1 GiB, time 1 s, output 10 KiB.\n")
        self.assert_one_error(self.kernel.run("%%\n" + FOREVER), "OutOfTime")


class Output(KernelTest):
    """Rich output is never lost at the end of a cell, and text and pictures stay in order."""

    IMPORTS = 'import (\n\t"firstneuron/pkg/chart"\n\t"firstneuron/pkg/show"\n\t"github.com/janpfeifer/gonb/gonbui"\n)\n'

    def numbers(self, cell):
        return [int(content["data"]["text/html"][:3]) for content in cell.of("display_data")]

    def test_pictures_at_the_end_of_a_program(self):
        for name, end in ("returns", ""), ("exits", "os.Exit(0)"), ("panics", 'panic("the end")'), ("is killed", "syscall.Kill(os.Getpid(), syscall.SIGKILL)"):
            with self.subTest(name):
                cell = self.kernel.run(self.IMPORTS + '%%\nfor i := range 500 {\n\tgonbui.DisplayHtml(fmt.Sprintf("%03d", i))\n}\n' + end)
                self.assertEqual(self.numbers(cell), list(range(500)))

    def test_large_pictures(self):
        cell = self.kernel.run(self.IMPORTS + '%%\nfor i := range 20 {\n\tgonbui.DisplayHtml(fmt.Sprintf("%03d", i) + strings.Repeat(" ", 1<<20))\n}\nos.Exit(0)')
        self.assertEqual(self.numbers(cell), list(range(20)))

    def test_picture_of_a_program_that_was_left_behind(self):
        cell = self.kernel.run(self.IMPORTS + '%%\ngonbui.DisplayHtml("000")\nexec.Command("sleep", "3").Start()')
        self.assertEqual(self.numbers(cell), [0])

    def test_text_and_pictures_in_order(self):
        cell = self.kernel.run(self.IMPORTS + """%%
fmt.Println("0")
show.Markdown("1")
fmt.Println("2")
show.Table([]string{"3"})
fmt.Print("4")
line := chart.Line("line")
show.Figure(chart.New("5", line))
fmt.Fprintln(os.Stderr, "6")
for i, value := range show.Live(chart.New("7", line), slices.All([]float64{1, 2})) {
	line.Add(float64(i), value)
}
fmt.Println("8")""")
        shown = []
        for kind, content in cell.outputs:
            if kind == "stream":
                shown += content["text"].split()
            elif kind == "display_data":
                shown.append(content["data"]["text/plain"][0])
        self.assertEqual(shown, list("012345678"), cell)

    def test_stdout_and_stderr_both_whole(self):
        cell = self.kernel.run('%%\nfor i := range 2000 {\n\tfmt.Println(i)\n\tfmt.Fprintln(os.Stderr, i)\n}')
        for stream in "stdout", "stderr":
            self.assertEqual(cell.printed(stream).split(), [str(i) for i in range(2000)])

    def test_text_that_is_no_utf8(self):
        cell = self.kernel.run('%%\nos.Stdout.Write([]byte{0xff, 0xfe, \'a\', 0})\nfmt.Println("слово 🙂")')
        self.assertEqual(cell.status, "ok")
        self.assertIn("слово 🙂", cell.text)


class Widgets(KernelTest):
    """The messages of GoNB's widgets pass in both directions. This front end plays the page."""

    CELL = """import "github.com/janpfeifer/gonb/gonbui/comms"
%%
answers := make(chan int)
comms.Subscribe("/answer", func(_ string, value int) { answers <- value })
comms.Send("/question", 7)
fmt.Println("got", <-answers)"""

    def test_question_and_answer(self):
        cell = self.kernel.send(self.CELL)
        printed, values = "", []
        while "got" not in printed:
            message = self.kernel.client.get_iopub_msg(timeout=self.kernel.patience)
            content = message["content"]
            script = content.get("data", {}).get("text/html", "")
            if "_kernel_id" in script:
                id = re.search(r'_kernel_id: "([^"]*)"', script)[1]
                self.tell("comm_open", {"comm_id": "page", "target_name": "gonb_comm", "kernel_id": id, "data": {}})
            elif message["msg_type"] == "comm_msg":
                values.append((content["data"]["address"], content["data"].get("value")))
                if values[-1] == ("/question", 7):
                    self.tell("comm_msg", {"comm_id": "page", "data": {"address": "/answer", "value": 42}})
            elif message["msg_type"] == "stream":
                printed += content["text"]
        self.assertEqual(printed, "got 42\n")
        self.assertIn(("#comm_open_ack", True), values)
        self.assertEqual(self.kernel.client.get_shell_msg(timeout=10)["parent_header"]["msg_id"], cell)
        opened = values.count(("#comm_open_ack", True))
        while opened < 4:  # a message that came with the same signature would be refused here, as by Jupyter's server
            content = self.kernel.client.get_iopub_msg(timeout=self.kernel.patience)["content"]
            opened += content.get("data", {}).get("address") == "#comm_open_ack"

    def tell(self, kind, content):
        session = self.kernel.client.session
        self.kernel.client.shell_channel.send(session.msg(kind, content))


MODULES = sys.modules["__main__"], lifecycle, attacks, controls, knobs, modules, output, reader, tools
AT_ONCE = 3  # classes: most of the time their kernels wait, or are waited for


def main():
    if sys.argv[2:]:
        succeeded = run(sys.argv[1], sys.argv[2:])
    else:
        succeeded = run_all(sys.argv[1])
    sys.exit(not succeeded)


def run(kernel, names):
    KernelTest.kernel_name = kernel
    result = Told()
    unittest.TestSuite(unittest.TestLoader().loadTestsFromName(name, sys.modules["__main__"]) for name in names).run(result)
    return result.wasSuccessful()


def run_all(kernel):
    """Runs every class in a process of its own."""
    running = []

    def run_class(name):
        child = subprocess.Popen([sys.executable, __file__, kernel, name], stdout=subprocess.PIPE, text=True)
        running.append(child)
        for line in child.stdout:
            print(line, end="", flush=True)
        return child.wait() == 0

    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return all(list(pool.map(run_class, class_names())))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in running:
                child.terminate()
            raise


def class_names():
    loader = unittest.TestLoader()
    for module in MODULES:
        for name, thing in vars(module).items():
            if isinstance(thing, type) and thing.__module__ == module.__name__ and issubclass(thing, unittest.TestCase) and loader.getTestCaseNames(thing):
                yield name if module.__name__ == "__main__" else f"{module.__name__}.{name}"


if __name__ == "__main__":
    main()
