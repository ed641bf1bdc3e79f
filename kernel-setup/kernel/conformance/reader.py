"""What the kernel promises about how it reads cells. behaviour.py runs these tests too."""

import os
import tempfile

from case import KernelTest


class ReaderTest(KernelTest):
    def value(self, code):
        """What a cell that runs well gives as its value; None if it has none."""
        cell = self.kernel.run(code)
        self.assertEqual(cell.status, "ok", cell)
        results = cell.of("execute_result")
        self.assertLessEqual(len(results), 1, cell)
        return results[0]["data"]["text/plain"] if results else None

    def printed(self, code):
        cell = self.kernel.run(code)
        self.assertEqual(cell.status, "ok", cell)
        return cell.text


class Statements(ReaderTest):
    """Statements need no %% above them, and an expression at their end is shown."""

    def test_values(self):
        for code, value in (
            ("6 * 7", "42"), ('"text"', "text"), ("x := 1\nx + 1", "2"), ("[]int{1, 2}", "[1 2]"), ("struct{ A int }{3}", "{A:3}"),
            ("strings.Repeat(\"ab\", 2)", "abab"), ('errors.New("no")', "no"), ('strconv.Atoi("12")', "12"),
            ('strconv.Atoi("x")', 'strconv.Atoi: parsing "x": invalid syntax'), ("func() int { return 3 }()", "3"),
            ("x = 2", None), ("fmt.Println(1)", None), ("var wg sync.WaitGroup\nwg.Wait()", None), ("func() {}()", None),
            ("if true {\n}", None), ("os.Remove(os.DevNull + `x`) == nil", "false"), ("x := 3 // three\nx // shown", "3"),
        ):
            with self.subTest(code):
                self.assertEqual(self.value(code), value)

    def test_a_long_value_is_shown_from_its_beginning(self):
        self.assertRegex(self.value("make([]int, 100_000)"), r"^\[0 0 [0 ]{10000,10300}…\n\(the beginning of 195\.3 KiB")

    def test_a_value_stands_below_all_text(self):
        cell = self.kernel.run('for range 60_000 { fmt.Fprintln(os.Stderr, "some text for a flood") }\n42')
        self.assertEqual([kind for kind, _ in cell.outputs if kind in ("stream", "execute_result")][-1], "execute_result")

    def test_a_picture(self):
        data = self.kernel.run("image.NewGray(image.Rect(0, 0, 2, 2))").of("execute_result")[0]["data"]
        self.assertTrue(data["image/png"].startswith("iVBOR"), data)

    def test_mixed_with_declarations(self):
        code = 'import "fmt"\nfunc twice(n int) int { return 2 * n }\nfmt.Println(twice(4))\ntype pair struct{ a, b int }\nfunc (p pair) sum() int { return p.a + p.b }\np := pair{1, 2}\nfmt.Println(p.sum())'
        self.assertEqual(self.printed(code), "8\n3\n")
        self.assertEqual(self.value("pair{3, 4}.sum()"), "7")

    def test_variables_of_the_next_cells(self):
        self.assertIsNone(self.value("kept := 5"))
        self.assertEqual(self.value("kept"), "5")
        self.assertEqual(self.printed("fmt.Println(1)\nlost := 2\nfmt.Println(lost)"), "1\n2\n")
        said = self.assert_one_error(self.kernel.run("lost"), "CompileError")
        self.assertIn("lost was defined among the statements of cell [", said)
        self.assertIn("write var lost = … there", said)

    def test_a_definition_is_worked_out_only_where_it_is_used(self):
        self.value('loud := func() int { fmt.Println("loud"); return 1 }()')
        self.assertEqual(self.printed("fmt.Println(2)"), "2\n")
        self.assertEqual(self.printed("fmt.Println(loud)"), "loud\n1\n")


class Values(ReaderTest):
    """A cell that gives a variable of an earlier one another value is told how long it lasts."""

    NOTE = "The new value of {} lasts until the end of this cell: {} is declared in cell [1], line {}"

    def test_a_new_value(self):
        self.kernel.run("x := 1\ntable := []int{1, 2}")
        cell = self.kernel.run("x = x + 41\nx")
        self.assertEqual([value["data"]["text/plain"] for value in cell.of("execute_result")], ["42"])
        self.assertIn(self.NOTE.format("x", "x", 1), cell.printed("stderr"))
        cell = self.kernel.run("x++; table[0] = 5\nx, table = 3, nil")
        self.assertNotIn(" x ", cell.printed("stderr"), "it is said once")
        self.assertIn(self.NOTE.format("table", "table", 2), cell.printed("stderr"))
        self.assertEqual(self.kernel.run("%%\nx, y := 7, 8\nx = y\nfmt.Println(x, len(table))").outputs,
                         [("stream", {"name": "stdout", "text": "8 2\n"})])


class Reading(ReaderTest):
    """A cell is read as Go reads it, whatever wrote it."""

    def test_line_ends(self):
        for code in "fmt.Print(`a\n!ls\nb`)\n", "fmt.Print(`a\r\n!ls\r\nb`)\r\n", "\ufeff%%\r\nfmt.Print(`a\r\n!ls\r\nb`)", "fmt.Print(`a\n!ls\n\rb`)":
            with self.subTest(code=code):
                self.assertEqual(self.printed(code), "a\n!ls\nb")

    def test_embedded_files(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in "one.txt", "two.txt":
                with open(os.path.join(folder, name), "w") as file:
                    file.write(name)
            self.assertEqual(self.kernel.run(f"%cd {folder}").status, "ok")
            self.assertEqual(self.value("//go:embed one.txt\nvar one string\n\none"), "one.txt")
            self.assertEqual(self.value("//go:embed one.txt\nvar raw []byte\nlen(raw)"), "7")
            code = 'import "embed"\n//go:embed *.txt\nvar all embed.FS\nfiles, err := all.ReadDir(".")\nlen(files)'
            self.assertEqual(self.value(code), "2")
            self.assertEqual(self.value('len(one)'), "7")
            said = self.assert_one_error(self.kernel.run("//go:embed none.txt\nvar none string\nnone"), "CompileError")
            self.assertIn("line 1: there is no file none.txt.", said)

    def test_directives_and_comments(self):
        self.assertEqual(self.value("// double is documented.\n//\n//go:noinline\nfunc double(n int) int { return 2 * n } //nolint\n//go:generate echo\ndouble(2)"), "4")

    def test_c(self):
        self.assertEqual(self.value('/*\nstatic int twice(int n) { return 2 * n; }\n*/\nimport "C"\nC.twice(4)'), "8")
        said = self.assert_one_error(self.kernel.run('/*\nstatic int bad(int n) { return m; }\n*/\nimport "C"\nC.bad(4)'), "CompileError")
        self.assertIn("line 2: 'm' undeclared", said)


class Again(ReaderTest):
    """What is declared again replaces what was, whatever it was."""

    def test_other_kinds(self):
        for before, now, code, value in (
            ("const a = 1", "func a() int { return 2 }", "a()", "2"),
            ("func b() {}", "var b = 3", "b", "3"),
            ("var c = 1", "type c int", "c(4)", "4"),
            ("const (\n\td = iota\n\te\n\tf\n)", "const e = 7", "d + f", "2"),
            ("type g[T any] []T", "type g[K comparable, V any] map[K]V", "len(g[int, int]{1: 2})", "1"),
            ("var h, i = 1, 2", "var h = 5", "h + i", "7"),
            ('import "math/rand"\nvar j = rand.Intn(1)', 'import "math/rand/v2"\nvar j = rand.N(1)', "j", "0"),
        ):
            with self.subTest(now):
                for cell in before, now:
                    self.assertEqual(self.kernel.run(cell).status, "ok")
                self.assertEqual(self.value(code), value)

    def test_two_that_call_each_other(self):
        cell = self.kernel.run("func even(n int) bool { return n == 0 || odd(n-1) }")
        self.assertEqual(cell.status, "ok", cell)
        self.assertIn("line 1: there is no odd yet. The function even is kept", cell.printed("stderr"))
        self.assertEqual(self.value("6 * 7"), "42")
        self.assertIn("there is no odd here", self.assert_one_error(self.kernel.run("even(2)"), "CompileError"))
        self.assertEqual(self.value("func odd(n int) bool { return n > 0 && even(n-1) }\neven(10)"), "true")

    def test_a_cell_that_breaks_is_named(self):
        number = self.kernel.run("const size = 3\nfunc larger() int { return size + 1 }").reply["execution_count"]
        cell = self.kernel.run('const size = "three"')
        self.assertEqual(cell.status, "ok", cell)
        self.assertIn(f"has changed what an earlier cell uses. Cell [{number}], line 2: ", cell.printed("stderr"))
        said = self.assert_one_error(self.kernel.run("larger()"), "CompileError")
        self.assertTrue(said.startswith(f"Cell [{number}], line 2: "), said)
        self.assertIn("what it uses was declared otherwise since", said)
        self.assertEqual(self.value("func larger() string { return size + `!` }\nlarger()"), "three!")

    def test_a_type_with_methods(self):
        self.printed("type kind struct{ a int }\nfunc (k kind) get() int { return k.a }")
        changed = self.kernel.run("type kind struct{ b int }")
        self.assertEqual(changed.status, "ok", changed)
        self.assertIn("has changed what an earlier cell uses. Cell [", changed.printed("stderr"))
        self.assertEqual(self.value("kind{b: 3}.b"), "3")
        self.printed("func (k kind) get() int { return k.b }")
        self.assertEqual(self.value("kind{b: 4}.get()"), "4")

    def test_a_value_that_panics_is_not_kept(self):
        for code in 'var bad = regexp.MustCompile("(")', 'func init() { panic("no") }', "var bad = func() int { panic(1) }()":
            with self.subTest(code):
                self.assert_one_error(self.kernel.run(code), "Panic")
                self.assertEqual(self.value("2"), "2")

    def test_a_sweep_notices_another_function(self):
        run = ('import (\n\t"firstneuron/pkg/runs"\n\t"firstneuron/pkg/runs/sweep"\n)\n%%\ns := sweep.Grid(runs.Open(os.TempDir() + "/ledger"), "again", sweep.Seeds(2))\n'
               "for range s.Run(learn) {\n}\nfmt.Println(s.Left(), s.Err())")
        self.printed('import "firstneuron/pkg/runs/sweep"\nfunc loss() float64 { return 1 }\nfunc learn(t *sweep.Trial) error {\n\tt.Log("loss", loss())\n\treturn nil\n}')
        self.assertEqual(self.printed(run), "0 <nil>\n")
        self.printed("func loss() float64 { return 1 } // as before")
        self.assertEqual(self.printed(run), "0 <nil>\n")
        self.printed("func loss() float64 { return 2 }")
        self.assertIn("0 sweep: the function has changed since 2 of the trials", self.printed(run))

    def test_list_and_remove(self):
        self.kernel.run("%reset")
        self.kernel.run("type t int\nfunc (t) m() {}\nvar v = 1")
        self.assertEqual(self.printed("%ls"), "type t\nvar v\nfunc t~m\n")
        self.assertEqual(self.printed("%rm v t~m"), "forgotten: var v\nforgotten: func t~m\n")
        self.assertIn("nothing: no cell has declared this", self.assert_one_error(self.kernel.run("%rm nothing"), "NotDeclared"))
        self.assertEqual(self.printed("%list"), "type t\n")
        self.assertEqual(self.printed("%reset"), "All declarations are forgotten.\n")
        self.assertEqual(self.printed("%list"), "Nothing is declared yet.\n")


class Commands(ReaderTest):
    """A command that is unknown or fails is an error, unless a dash stands before it."""

    def test_failures(self):
        for code, name, words in (
            ("%tset", "NoCommand", "there is no command %tset. Did you mean %test?"),
            ("%%time\nf()", "NoCommand", "there is no command %%time."),
            ("!false", "CommandFailed", "line 1: !false ended with exit status 1"),
            ("%%bash\nexit 3", "CommandFailed", "line 1: %%bash ended with exit status 3"),
            ("%cd /nowhere", "CommandFailed", "line 1: `%cd \"/nowhere\"` failed"),
            ("x := 1\n%%bash\necho", "OnlyFirst", "Line 2: %%bash may stand only in the first line"),
        ):
            with self.subTest(code):
                self.assertIn(words, self.assert_one_error(self.kernel.run(code + "\n"), name))

    def test_allowed(self):
        for code in "-!false\nfmt.Println(1)", "-%cd /nowhere\nfmt.Println(1)":
            with self.subTest(code):
                self.assertEqual(self.printed(code), "1\n")
        self.assertEqual(self.printed("-%%bash\necho 1\nexit 3"), "1\n")

    def test_in_their_order_and_above_the_program(self):
        self.assertEqual(self.printed('%env READER one\n!echo $READER\nfmt.Println(os.Getenv("READER"))\n%env READER two\n!echo $READER'),
                         'Set: READER="one"\none\nSet: READER="two"\ntwo\ntwo\n')

    def test_one_that_fails_ends_the_cell(self):
        self.assertNotIn("never", self.kernel.run('!false\n!echo never\nfmt.Println("never")').text)


class Letters(ReaderTest):
    """Commands and arguments take the letters of all languages."""

    def test_arguments(self):
        code = 'var title = flag.String("title", "", "")\n%% --title=привет "два слова" 日本\nfmt.Println(*title, flag.Args())'
        self.assertEqual(self.printed(code), "привет [два слова 日本]\n")
        self.assertEqual(self.printed("%override --title=пока\n%%\nfmt.Println(*title)"), "пока\n")
        self.kernel.run("%override none")

    def test_variables(self):
        self.assertEqual(self.printed('%env GREETING "доброе утро"\n!echo $GREETING\nfmt.Println(os.Getenv("GREETING"))'),
                         'Set: GREETING="доброе утро"\nдоброе утро\nдоброе утро\n')

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "учёба"))
            self.assertEqual(self.printed(f'%cd "{folder}/учёба"'), f'Changed directory to "{folder}/учёба"\n')
            self.assertEqual(self.kernel.run("%%writefile данные.csv\nа,б").printed("stderr"), 'Cell contents written to "данные.csv".\n')
            self.assertEqual(self.kernel.run('%capture вывод.txt\nfmt.Println("да")').status, "ok")
            self.assertEqual(self.printed("!ls; cat *"), "вывод.txt\nданные.csv\nда\nа,б\n")
            self.assertIn("failed: chdir нет: no such file", self.assert_one_error(self.kernel.run("%cd нет"), "CommandFailed"))
            self.kernel.run("%cd /")


class Mistakes(ReaderTest):
    """An error says what is the matter with what was typed, in words that fit the cell."""

    def assert_said(self, *cells):
        for code, name, words in cells:
            with self.subTest(code):
                cell = self.kernel.run(code)
                self.assertIn(words, self.assert_one_error(cell, name))
                self.assertNotIn("%%", cell.reply["evalue"])
                self.assertEqual(cell.text + cell.printed("stderr"), "")

    def test_ends_too_early(self):
        self.assert_said(
            ("x := 3\nx +", "CompileError", "line 2: the cell ends here, and a value is missing after +."),
            ("fmt.Println(1,", "CompileError", "line 1: this ( is never closed: the cell ends, and its ) is missing."),
        )

    def test_other_languages(self):
        self.assert_said(
            ("import numpy as np", "CompileError", 'import np "numpy"'),
            ("for i in range(3):\n    print(i)", "CompileError", "for i := range 3 { … }"),
            ("a = 5\nprint(a)", "CompileError", "there is no variable a yet. A new variable is made with :=, not =."),
            ("pip install numpy", "CompileError", "put ! before it: !pip install numpy"),
            ("%pip install numpy", "NoCommand", "%require adds a module of Go."),
        )

    def test_no_line_is_named_that_is_not_there(self):
        self.assert_said(
            ("return 5", "CompileError", "To show a value, write it without return in the last line."),
            ('func main() {\n}\nfmt.Println(1)', "CompileError", "line 1: the statements of a cell run by themselves"),
            ("if true {\n\tfunc f() {}\n}", "CompileError", "line 2: a function with a name cannot stand inside { }."),
        )

    def test_near_names(self):
        self.kernel.run("func Train() {}")
        self.assert_said(
            ('fmt.Printn("x")', "CompileError", "the package fmt has no Printn. Do you mean fmt.Println?"),
            ("fmt.Println(1)\nfmt.Prinln(2)", "CompileError", "line 2: the package fmt has no Prinln. Do you mean fmt.Println?"),
            ("neuron.Clasic()", "CompileError", "the package neuron has no Clasic. Do you mean neuron.Classic?"),
            ("Trian()", "CompileError", "there is no Trian here. Do you mean Train?"),
        )

    def test_a_stack_that_overflows(self):
        cell = self.kernel.run("func f() int { return f() + 1 }\nf()", timeout=120)
        self.assertIn("line 1: a function calls itself without end.", self.assert_one_error(cell, "Panic"))
        self.assertEqual(cell.printed("stderr"), "")
        self.assertLess(len("".join(cell.reply["traceback"])), 500)


class Tests(ReaderTest):
    """Tests and benchmarks take the flags of go test, and failures name the cell's line."""

    def test_flags(self):
        self.assertIn("--- PASS: TestGood", self.printed("func TestGood(t *testing.T) {}\n%test"))
        cell = self.kernel.run('func TestOne(t *testing.T) {}\nfunc TestTwo(t *testing.T) {\n\tt.Error("no")\n}\n%test -v -run One -count=2')
        self.assertEqual((cell.status, cell.text.count("--- PASS: TestOne"), cell.text.count("TestTwo")), ("ok", 2, 0), cell)
        self.assertIn("10\t", self.printed("func BenchmarkIt(b *testing.B) {\n\tfor b.Loop() {\n\t}\n}\n%bench -benchtime=10x"))

    def test_failures(self):
        cell = self.kernel.run('func TestBad(t *testing.T) {\n\tt.Errorf("got %d", 1)\n}\n%test')
        number = cell.reply["execution_count"]
        self.assertIn(f"Cell [{number}], line 2: a test failed: got 1", self.assert_one_error(cell, "Exit"))
        self.assertIn(f"Cell[{number}]:2: got 1", cell.text)


    def test_statements_are_left_out_with_a_note(self):
        for code, line in (('func TestIt(t *testing.T) {}\nfmt.Println("never")\n%test', 2), ('%test -v\nfunc TestIt(t *testing.T) {}\nx, y := 1, 2\n\nx + y', 5),
                           ('func TestIt(t *testing.T) {}\n%test\n%%\nfmt.Println("never")', 4)):
            with self.subTest(code):
                cell = self.kernel.run(code)
                self.assertEqual((cell.status, cell.text.count("--- PASS: TestIt"), "never" in cell.text), ("ok", 1, False), cell)
                self.assertIn(f"Cell [{cell.reply['execution_count']}], line {line}: the statements from here on are left out", cell.printed("stderr"))


class Hidden(ReaderTest):
    """A name that hides a package, or one of Go's own, is told where it is declared, and is shown as any other."""

    def test_until_it_is_removed(self):
        for declared, name, hidden, use in (("var fmt = 5", "fmt", "the package fmt", 'fmt.Sprint("whole")'), ('strings := "a"', "strings", "the package strings", 'strings.Repeat("whole", 1)'),
                                            ("func max(a, b int) int { return a }", "max", "Go's own max", 'max("whole", "a")')):
            with self.subTest(declared):
                self.assertIn(f"the name {name}, which is declared here, hides {hidden}", self.kernel.run(declared).printed("stderr"))
                self.assertEqual(self.kernel.run(name).status, "ok")
                self.assertEqual(self.kernel.run(use).status, "error")
                cell = self.kernel.run(f"%rm {name}\n{use}")
                self.assertEqual((cell.status, [result["data"]["text/plain"] for result in cell.of("execute_result")]), ("ok", ["whole"]), cell)

    def test_other_names_are_not_told(self):
        self.assertEqual(self.kernel.run("var network, rate = 1, 2\nfunc show() {}\nx := 3").printed("stderr"), "")


class Places(ReaderTest):
    """Whatever names a line names the cell's."""

    def test_logs(self):
        cell = self.kernel.run('log.SetFlags(log.Lshortfile)\n\nlog.Println("here")')
        self.assertEqual(cell.printed("stderr"), f"Cell[{cell.reply['execution_count']}]:3: here\n")

    def test_a_changed_flag_compiles_nothing(self):
        self.kernel.run('var speed = flag.Int("speed", 1, "")')
        code = "%% --speed={}\nfmt.Println(*speed)"
        self.assertEqual(self.printed(code.format(1)), "1\n")
        self.assertEqual(self.printed(code.format(2)), "2\n")
        said = self.assert_one_error(self.kernel.run(code.format("x")), "Exit")
        self.assertIn("the flag --speed cannot have the value", said)
