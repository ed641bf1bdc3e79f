"""What the kernel promises about a program's output, its input, and its end. behaviour.py runs these tests too."""

import os
import re
import shutil
import tempfile
import time

from case import KernelTest
from kernels import Kernel

FOREVER = "for { time.Sleep(time.Second) }"
GONBUI = 'import "github.com/janpfeifer/gonb/gonbui"\n'


class Letters(KernelTest):
    """Letters come whole, whoever prints them, and in whatever pieces."""

    GREETING = "привет, мир\n"
    TIMES = (64 << 10) // len(GREETING.encode())
    PROGRAMS = (
        ("a program", f'%%\ntext := "{GREETING[:-1]}\\n"\nfor range {TIMES} {{\n\tfor i := 0; i < len(text); i += 3 {{\n'
         "\t\tos.Stdout.WriteString(text[i:min(i+3, len(text))])\n\t}\n}"),
        ("a command", "!python3 -c \"import os; t = 'привет, мир\\n'.encode(); "
         f"[os.write(1, t[i:i+3]) for _ in range({TIMES}) for i in range(0, len(t), 3)]\""),
        ("standard error", f'%%\nfor range {TIMES} {{\n\tfmt.Fprintln(os.Stderr, "{GREETING[:-1]}")\n}}'),
    )

    def test_whole(self):
        for name, code in self.PROGRAMS:
            for run in range(5):
                with self.subTest(name, run=run):
                    cell = self.kernel.run(code)
                    printed = cell.printed("stderr" if name == "standard error" else "stdout")
                    self.assertEqual(printed.count("\ufffd"), 0)
                    self.assertEqual(printed, self.GREETING * self.TIMES)

    def test_bytes_that_are_no_letters(self):
        cell = self.kernel.run("%%\nos.Stdout.Write([]byte{'a', 0xff, 'b', 0xd0})")
        self.assertEqual(cell.text, "a\ufffdb\ufffd")


class Overwritten(KernelTest):
    """Text that overwrites its line costs nothing, and is not sent again and again."""

    def test_progress_bar(self):
        cell = self.kernel.run('%limit output 10KB\n%%\nfor i := range 100_000 {\n\tfmt.Printf("\\r\\x1b[32m%3d %%\\x1b[0m", i/1000)\n}\nfmt.Println("\\ndone")')
        self.kernel.run("%limit output 1MB")
        self.assertEqual(cell.status, "ok")
        self.assertEqual(cell.printed("stderr"), "")
        self.assertLess(len(cell.outputs), 30 * cell.seconds + 10)  # of 100,000
        self.assertTrue(cell.text.endswith("\x1b[32m 99 %\x1b[0m\ndone\n"), cell)


class Floods(KernelTest):
    """Of a flood the beginning is shown live, and the end when it has ended; pictures and text are limited apart."""

    def setUp(self):
        super().setUp()
        self.kernel.run("%limit output 100KB")

    def test_beginning_and_end(self):
        cell = self.kernel.run('%%\nfor i := range 100_000 {\n\tfmt.Println("line", i)\n}\nfmt.Println("the verdict")')
        self.assertEqual(cell.status, "ok")
        lines = cell.text.splitlines()
        self.assertEqual(lines[-1], "the verdict")
        numbers = [int(line.split()[1]) for line in lines[:-1]]
        gaps = [(a, b) for a, b in zip(numbers, numbers[1:]) if b != a + 1]
        self.assertEqual((numbers[0], numbers[-1], len(gaps)), (0, 99_999, 1), gaps)
        self.assertEqual(cell.printed("stderr").count("of the rest only the end is shown"), 1)
        self.assertRegex(cell.printed("stderr"), r"9\d\d\.?\d? KiB of output are left out here")
        self.assertLess(len(cell.text), 108 << 10)

    def test_a_crash_at_the_end(self):
        cell = self.kernel.run('%%\nfor i := range 100_000 {\n\tfmt.Fprintln(os.Stderr, "line", i)\n}\npanic("the verdict")')
        self.assertIn("the verdict", self.assert_one_error(cell, "Panic"))
        self.assertIn("line 99999\n", cell.printed("stderr"))

    def test_text_does_not_cut_pictures(self):
        cell = self.kernel.run(GONBUI + '%%\nfmt.Println(strings.Repeat("x", 1<<20))\nfor i := range 5 {\n\tgonbui.DisplayHtml(fmt.Sprint(i))\n}')
        self.assertEqual([content["data"]["text/html"] for content in cell.of("display_data")], list("01234"))

    def test_pictures_do_not_cut_text(self):
        cell = self.kernel.run(GONBUI + '%%\nfor i := range 30 {\n\tgonbui.DisplayHtml(fmt.Sprintf("%02d", i) + strings.Repeat("x", 1<<20))\n}\nfmt.Println("text")',
                               timeout=60)
        self.assertEqual(cell.text, "text\n")
        shown = [int(content["data"]["text/html"][:2]) for content in cell.of("display_data")]
        self.assertEqual((shown[:9], shown[-1]), (list(range(9)), 29))
        self.assertLess(len(shown), 12)
        self.assertEqual(cell.printed("stderr").count("of the rest only the last is shown"), 1)


class Crashes(KernelTest):
    """A crash is known from how the program has ended; words that look like one stay where they are."""

    def test_words_like_a_crash(self):
        for words in "fatal error: cannot open config", "panic: not really", "✗ no", "goroutine 1 [running]:", "flag needs an argument: -x":
            with self.subTest(words):
                cell = self.kernel.run(f'%%\nfmt.Println("before")\nfmt.Fprintln(os.Stderr, "{words}")\ntime.Sleep(100 * time.Millisecond)\nfmt.Println("after")')
                self.assertEqual((cell.status, cell.printed("stderr"), cell.text), ("ok", words + "\n", "before\nafter\n"))
                order = [content["text"].split()[0] for kind, content in cell.outputs]
                self.assertEqual(order, ["before", words.split()[0], "after"])

    def test_they_come_live(self):
        request = self.kernel.send('%%\nfmt.Fprintln(os.Stderr, "fatal error: cannot open config")\ntime.Sleep(time.Second)\nfmt.Fprintln(os.Stderr, "panic: no")\n' + FOREVER)
        self.kernel.wait_for_output("cannot open config")
        self.kernel.wait_for_output("panic: no")
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(request), "Interrupted")

    def test_words_and_a_crash(self):
        for end, name, said in (
            ('panic("boo")', "Panic", "boo"),
            ('var m map[string]int\nm["a"] = 1', "Panic", "the map is not made yet"),
            ("os.Exit(3)", "Exit", "exit status 3"),
            ('log.Fatal("cannot go on")', "Exit", "exit status 1"),
            ("var wait sync.WaitGroup\nwait.Add(1)\nwait.Wait()", "Panic", "deadlock"),
        ):
            with self.subTest(end):
                cell = self.kernel.run(f'%%\nfmt.Fprintln(os.Stderr, "panic: not really")\nfmt.Fprint(os.Stderr, "no line break")\n{end}')
                self.assertIn(said, self.assert_one_error(cell, name))
                printed = cell.printed("stderr")
                self.assertTrue(printed.startswith("panic: not really\nno line break"), printed)
                self.assertNotIn("goroutine", printed)
                self.assertEqual("cannot go on" in printed, "log" in end)

    def test_many_goroutines(self):
        cell = self.kernel.run('%%\nfor range 5000 {\n\tgo func() { select {} }()\n}\ntime.Sleep(100 * time.Millisecond)\nselect {}', timeout=60)
        self.assertIn("deadlock", self.assert_one_error(cell, "Panic"))
        self.assertLess(len(cell.printed("stderr")), 1000)


class Stopping(KernelTest):
    """An interrupted program has its time, as long as it makes progress."""

    SAVES = '%%\nstop := make(chan os.Signal, 1)\nsignal.Notify(stop, os.Interrupt)\nfmt.Println("begun")\n<-stop\n'

    def stop(self, code, timeout=None):
        request = self.kernel.send(code)
        self.kernel.wait_for_output("begun")
        began = time.monotonic()
        self.kernel.manager.interrupt_kernel()
        cell = self.kernel.collect(request, timeout)
        cell.seconds = time.monotonic() - began
        return cell

    def test_at_once_where_it_is_not_handled(self):
        for name, code in (
            ("a loop", '%%\nfmt.Println("begun")\n' + FOREVER),
            ("a busy loop", '%%\nfmt.Println("begun")\nfor i := 0; ; i++ {\n}'),
            ("prints without end", '%%\nfor { fmt.Println("begun") }'),
            ("a child", '%%\nfmt.Println("begun")\nexec.Command("sleep", "98765").Run()\n' + FOREVER),
            ("a command", "!echo begun; sleep 98765"),
            ("a command of two", "!echo begun; sleep 98765; sleep 98765"),
        ):
            with self.subTest(name):
                cell = self.stop(code)
                self.assert_one_error(cell, "Interrupted")
                self.assert_within(cell.seconds, 0.5)
                self.assert_soon(lambda: not self.kernel.of_cells(), 0.5, self.kernel.of_cells)
        self.assert_lives()

    def test_time_to_save(self):
        for name, does in (("sleeps", "time.Sleep(3 * time.Second)"),
                           ("prints now and then", 'for range 4 {\n\ttime.Sleep(2 * time.Second)\n\tfmt.Println("saving")\n}'),
                           ("writes a file", 'file, _ := os.CreateTemp("", "")\nfor range 70 {\n\tfile.WriteString("weights")\n\ttime.Sleep(100 * time.Millisecond)\n}')):
            with self.subTest(name):
                cell = self.stop(self.SAVES + does + '\nfmt.Println("saved")')
                self.assertEqual(cell.status, "ok", cell)
                self.assertTrue(cell.text.endswith("saved\n"), cell)

    def test_five_seconds_without_progress(self):
        for name, does in ("waits", FOREVER), ("computes", "for i := 0; ; i++ {\n}"), ("ignores it, has a child", 'exec.Command("sleep", "98765").Run()'):
            with self.subTest(name):
                cell = self.stop((self.SAVES if "ignores" not in name else '%%\nsignal.Ignore(os.Interrupt)\nfmt.Println("begun")\n') + does)
                self.assert_one_error(cell, "Interrupted")
                self.assertGreater(cell.seconds, 4.9)
                self.assert_within(cell.seconds, 6.5)
                self.assert_soon(lambda: not self.kernel.of_cells(), 0.5, self.kernel.of_cells)
        self.assert_lives()

    def test_second_stop(self):
        request = self.kernel.send(self.SAVES + 'fmt.Println("heard")\n' + FOREVER)
        self.kernel.wait_for_output("begun")
        self.kernel.manager.interrupt_kernel()
        self.kernel.wait_for_output("heard")
        time.sleep(1)
        self.assertTrue(self.kernel.of_cells(), "the program was ended by the first interrupt")
        began = time.monotonic()
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(request), "Interrupted")
        self.assert_within(time.monotonic() - began, 0.5)
        self.assert_lives()

    def test_a_long_step_of_a_live_figure(self):
        cell = self.stop('import "firstneuron/pkg/show"\n%%\nfor i := range show.Progress("training", 10, slices.All(make([]int, 10))) {\n'
                         '\tif i == 1 {\n\t\tfmt.Println("begun")\n\t\ttime.Sleep(8 * time.Second)\n\t}\n}\nfmt.Println("kept what was learnt")')
        self.assertEqual(cell.status, "ok", cell)
        self.assertIn("kept what was learnt", cell.text)


class Memory(KernelTest):
    """Memory is what the cell really holds."""

    def tearDown(self):
        if self.kernel is not None:
            self.kernel.run("%limit memory none")

    def test_workers_that_share(self):
        self.kernel.run("%limit memory 600MB")
        cell = self.kernel.run("!python3 " + self.script(), timeout=60)
        self.assertEqual((cell.status, cell.text), ("ok", "done\n"), cell)

    def script(self):
        path = os.path.join(self.kernel.folder, "workers.py")
        with open(path, "w") as file:
            file.write("import mmap, os, time\nshared = mmap.mmap(-1, 200 << 20)\nshared.write(b'x' * (200 << 20))\nfor _ in range(9):\n"
                       "    if os.fork() == 0:\n        sum(shared[i] for i in range(0, len(shared), 4096)); time.sleep(1.5); os._exit(0)\n"
                       "time.sleep(2); print('done')\n")
        return path

    def test_files_that_are_mapped(self):
        self.kernel.run("%limit memory 100MB")
        cell = self.kernel.run('%%\nfile, _ := os.CreateTemp(".", "mapped")\ndefer os.Remove(file.Name())\nfor range 300 {\n\tfile.Write(make([]byte, 1<<20))\n}\n'
                               "data, err := syscall.Mmap(int(file.Fd()), 0, 300<<20, syscall.PROT_READ, syscall.MAP_SHARED)\n"
                               "sum := 0\nfor i := 0; i < len(data); i += 4096 {\n\tsum += int(data[i])\n}\ntime.Sleep(time.Second)\nfmt.Println(sum, err)")
        self.assertEqual((cell.status, cell.text), ("ok", "0 <nil>\n"), cell)


class InputAsked(KernelTest):
    """Input is asked for only when all of the program waits for it, and it may end."""

    BESIDE = '%%\ngo func() {\n\tvar s string\n\tfmt.Scanln(&s)\n}()\n'

    def test_a_goroutine_reads_and_main_works(self):
        for name, work in ("sleeps", "for range 4 {\n\ttime.Sleep(500 * time.Millisecond)\n}"), ("computes", "for start := time.Now(); time.Since(start) < 2*time.Second; {\n}"):
            for allow in True, False:
                with self.subTest(name, allow_stdin=allow):
                    cell = self.kernel.run(self.BESIDE + work + '\nfmt.Println("done")', allow_stdin=allow)
                    self.assertEqual((cell.status, cell.text, cell.of("input_request")), ("ok", "done\n", []), cell)

    def test_only_the_read_fails_where_nobody_can_type(self):
        for code, text in (
            ('%%\nvar s string\nn, err := fmt.Scanln(&s)\nfmt.Println(n, err)', "0 EOF\n"),
            ("%%\nlines := bufio.NewScanner(os.Stdin)\nfor lines.Scan() {\n}\nfmt.Println(`the end`)", "the end\n"),
            ("!read x; echo status $?", "status 1\n"),
            (GONBUI + '%%\nvar s string\ngonbui.RequestInput("code: ", true)\n_, err := fmt.Scanln(&s)\nfmt.Println(err)', "EOF\n"),
        ):
            with self.subTest(code):
                cell = self.kernel.run(code, allow_stdin=False)
                self.assertEqual((cell.status, cell.text, cell.of("input_request")), ("ok", text, []), cell)

    def test_end_of_file(self):
        for end in "\x04", "^D":
            cell = self.kernel.run("%%\nlines := bufio.NewScanner(os.Stdin)\nfor lines.Scan() {\n\tfmt.Println(`got`, lines.Text())\n}\nfmt.Println(`the end`)",
                                   answers=["1", "два", end], allow_stdin=True)
            self.assertEqual((cell.status, cell.text, len(cell.of("input_request"))), ("ok", "got 1\ngot два\nthe end\n", 3), cell)

    def test_a_command_asks(self):
        cell = self.kernel.run("!read x; echo got $x; read y; echo got $y", answers=["a b", "c"], allow_stdin=True)
        self.assertEqual((cell.status, cell.text), ("ok", "got a b\ngot c\n"), cell)

    def test_a_password(self):
        cell = self.kernel.run("%with_password\n!read x; echo got $x", answers=["secret"], allow_stdin=True)
        self.assertEqual((cell.text, [asked["password"] for asked in cell.of("input_request")]), ("got secret\n", [True]), cell)


class Captured(KernelTest):
    """%capture copies a cell's output into a file."""

    def test_copied(self):
        path = os.path.join(self.kernel.folder, "captured.txt")
        code = GONBUI + '%capture {}{}\n%%\nfmt.Println("один")\ngonbui.DisplayHtml("<b>two</b>")\nfmt.Fprintln(os.Stderr, "three")'
        for flag, times in ("", 1), ("-a ", 2):
            cell = self.kernel.run(code.format(flag, path))
            self.assertEqual((cell.text, cell.printed("stderr")), ("один\n", "three\n"))
            with open(path) as file:
                text = file.read()
            for part in "один\n", "<b>two</b>", "three\n":
                self.assertEqual(text.count(part), times, text)
        self.kernel.run("%%\nfmt.Println(4)")
        with open(path) as file:
            self.assertEqual(file.read(), text)


class Settings(KernelTest):
    """What the kernel sets for itself stays out of users' programs and commands."""

    OURS = re.compile(r"^(?:MALLOC_|GLIBC_TUNABLES|GOFLAGS|GOMLX_NO|PJRT_|FIRST_NEURON_SETTINGS|FIRST_NEURON_USERS)", re.M)

    environment = {"GOFLAGS": ""}

    def test_kept_out(self):
        for code in "!env", '%%\nfmt.Println(strings.Join(os.Environ(), "\\n"))':
            with self.subTest(code):
                cell = self.kernel.run(code)
                self.assertIn("PATH=", cell.text)
                self.assertEqual(self.OURS.findall(cell.text), [])

    def test_the_users_own_stay(self):
        with Kernel("ours", GOFLAGS="-v") as kernel:
            self.assertIn("GOFLAGS=-v\n", kernel.run("!env").text)
            self.assertEqual(kernel.run('os.Getenv("GOFLAGS")').of("execute_result")[0]["data"]["text/plain"], "-v")
            self.assertIn("GOFLAGS=-mod=mod\n", kernel.run("%env GOFLAGS=-mod=mod\n!env").text)


class Folders(KernelTest):
    """A temporary folder that is long, or has a space, works; one that was removed is told of."""

    def test_long_and_with_a_space(self):
        for name in "a folder", "длинная " * 8, "x" * 150:
            with self.subTest(name):
                folder = os.path.join(tempfile.mkdtemp(prefix="fnproof-"), name)
                os.mkdir(folder)
                try:
                    with Kernel("ours", TMPDIR=folder) as kernel:
                        cell = kernel.run(GONBUI + '%%\nfmt.Println("alive")\ngonbui.DisplayHtml("shown")', timeout=60)
                        self.assertEqual((cell.status, cell.text, len(cell.of("display_data"))), ("ok", "alive\n", 1), cell)
                        self.assertEqual(kernel.run("!echo $HOME").text, os.environ["HOME"] + "\n")
                finally:
                    shutil.rmtree(os.path.dirname(folder), ignore_errors=True)  # the kernel's own is being removed, too

    def test_removed(self):
        with Kernel("ours") as kernel:
            self.assertEqual(kernel.run("%%\nfmt.Println(1)").status, "ok")
            for name in os.listdir(kernel.folder):
                shutil.rmtree(os.path.join(kernel.folder, name), ignore_errors=True)
            for code in "%%\nfmt.Println(2)", "!echo 2":
                cell = kernel.run(code)
                self.assertIn("restart the kernel", self.assert_one_error(cell, "FolderRemoved"))
