"""Modules that cells import, and what Tab and Shift+Tab know of packages. Nothing here reaches beyond this machine: the
network is a module proxy of the test's own."""

import http.server
import io
import os
import re
import shutil
import stat
import subprocess
import tempfile
import threading
import zipfile

from case import LATE, KernelTest
from kernels import wait_until

# In Go's module cache, because the project's tools need it; the project itself does not.
TOML = "github.com/BurntSushi/toml"
PRINT_TOML = f'import "{TOML}"\n%%\nfmt.Println(toml.NewEncoder(os.Stdout).Encode(map[string]int{{"a": 1}}))'


def help_about(kernel, code, cursor=None):
    """What Shift+Tab shows; gopls may need a moment for a package that nobody has imported before."""
    found = {}

    def look():
        found.update(kernel.ask("inspect", code, len(code) if cursor is None else cursor)[0])
        return found["found"]

    wait_until(look, 2 * LATE)
    return found["data"].get("text/plain", "")


def completions(kernel, code):
    """What Tab offers at the end of a cell."""
    found = {}

    def look():
        found.update(kernel.ask("complete", code)[0])
        return found["matches"]

    wait_until(look, 2 * LATE)
    return found["matches"]


class Help(KernelTest):
    """Tab and Shift+Tab know what stands in a cell, with %% or without, from the first one on."""

    def test_every_place_in_a_bare_call(self):
        for before, name, after, words in (
            ("strings.", "Repeat", "", "func strings.Repeat(s string, count int) string"),
            ("fmt.", "Println", '("a")', "func fmt.Println(a ...any)"),
            ('words := []string{"a"}\nstrings.', "Join", '(words, "-")', "func strings.Join(elems []string, sep string) string"),
            ("\n// a comment\nchart.", "Line", "", "func chart.Line(name string)"),
        ):
            for at in range(0, len(name) + 1, 3):
                with self.subTest(name, at=at):
                    self.assertIn(words, help_about(self.kernel, before + name + after, len(before) + at))

    def test_of_the_same_cell_and_of_an_earlier_one(self):
        self.assertEqual(self.kernel.run("// Double is twice as much.\nfunc Double(x int) int { return 2 * x }").status, "ok")
        for code, words in (
            ("Double(3)", "twice as much"),
            ('reader := strings.NewReader("a")\nreader.Len', "func (r *strings.Reader) Len() int"),
            ("var b strings.Builder\nb.WriteString", "func (b *strings.Builder) WriteString(s string)"),
            ('import "strings"\nstrings.Repeat', "func strings.Repeat(s string, count int) string"),
        ):
            with self.subTest(code):
                self.assertIn(words, help_about(self.kernel, code, len(code) - 1))

    def test_the_first_tab_is_right(self):
        self.tearDownClass()
        self.setUp()  # a kernel that has just started
        reply, seconds = self.kernel.ask("complete", "strings.HasSuf", timeout=60)
        self.assertEqual(reply["matches"], ["HasSuffix"])
        self.assert_within(seconds, 8)


class Files(KernelTest):
    """Tab completes the names of files in the folder in which cells run."""

    def test_in_shell_commands_and_for_cd(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in "data", "my notes":
                os.mkdir(os.path.join(folder, name))
            for name in "data.csv", ".hidden", "data/train 1.csv", "my notes/one.txt":
                open(os.path.join(folder, name), "w").close()
            self.assertEqual(self.kernel.run(f"%cd {folder}").status, "ok")
            for typed, *matches in (("!cat d", "data/", "data.csv"), ("x := 1\n!cat data/", "train\\ 1.csv"), ("!ls .", ".hidden"),
                                    ("%cd ", "data/", '"my notes/"'), ("%cd my", 'my" notes/"'), ('!cat "my notes/', 'one.txt"')):
                with self.subTest(typed):
                    reply, _ = self.kernel.ask("complete", typed)
                    self.assertEqual(reply["matches"], matches)
                    self.assertEqual({reply["cursor_end"]}, {len(typed)})
                    completed = typed[:reply["cursor_start"]] + matches[-1]
                    self.assertEqual(self.kernel.run(completed).status, "ok", completed)
                    self.assertEqual(self.kernel.run(f"%cd {folder}").status, "ok")
            self.kernel.run("%cd data")
            self.assertEqual(self.kernel.ask("complete", "!cat ")[0]["matches"], ["train\\ 1.csv"])
            self.kernel.run("%cd /")


class Cache(KernelTest):
    """What is in Go's module cache is imported without a network, and the kernel says which line keeps its version."""

    def test_a_plain_import(self):
        cell = self.kernel.run(PRINT_TOML)
        self.assertEqual((cell.status, cell.text), ("ok", "a = 1\n<nil>\n"), cell)
        line = re.search(rf"%require {TOML}@v\S+", cell.printed("stderr"))
        self.assertIsNotNone(line, cell)
        self.assertEqual(self.kernel.run(PRINT_TOML).printed("stderr"), "")  # it says so once
        self.assertEqual(self.kernel.run("%reset go.mod").status, "ok")
        cell = self.kernel.run(f"{line[0]}\n{PRINT_TOML}")
        self.assertEqual((cell.status, cell.text, cell.printed("stderr")), ("ok", "a = 1\n<nil>\n", ""), cell)

    def test_of_the_project(self):
        cell = self.kernel.run('import "golang.org/x/exp/constraints"\nfunc Larger[T constraints.Ordered](a, b T) T { return max(a, b) }\n%%\nfmt.Println(Larger(1, 2))')
        self.assertEqual((cell.status, cell.text, cell.printed("stderr")), ("ok", "2\n", ""), cell)

    def test_help(self):
        self.assertEqual(self.kernel.run(f'import "{TOML}"\n%%\nfmt.Println(toml.Marshal)').status, "ok")
        self.assertIn("NewEncoder", completions(self.kernel, "%%\ntoml.NewE"))
        self.assertIn("func toml.NewEncoder(w io.Writer)", help_about(self.kernel, "toml.NewEncoder"))

    def test_what_to_type_otherwise(self):
        for code, line, *words in (
            ('import "github.com/nobody/nothing"\n%%\nnothing.F()', 1, "github.com/nobody/nothing is not on this machine", "%network on"),
            ('import (\n\t"fmt"\n\t"golang.org/x/text/nothing"\n)\n%%\nfmt.Println(nothing.F())', 3, "golang.org/x/text/nothing is not on this machine"),
            ('import "github.com/nobody/nothing"', 1, "github.com/nobody/nothing is not on this machine", "%network on"),
            ('import _ "github.com/nobody/nothing"\n1 + 1', 1, "github.com/nobody/nothing is not on this machine"),
            ('import "encoding/jsn"\n%%\njsn.F()', 1, 'Do you mean "encoding/json"?'),
            ('import (\n\t"fmt"\n\t"encoding/jsn"\n)\nfmt.Println()', 3, 'Do you mean "encoding/json"?'),
            ('import "strngs"\n%%\nstrngs.F()', 1, 'Do you mean "strings"?'),
            ('import "firstneuron/pkg/nueron"\n%%\nnueron.F()', 1, 'Do you mean "firstneuron/pkg/neuron"?'),
            ("%require github.com/nobody/nothing@v1.0.0", 1, "github.com/nobody/nothing is not on this machine", "%network on"),
            (f"\n%require {TOML}@v0.0.1", 2, "not on this machine in version v0.0.1", f"%require {TOML}@v"),
            (f"%require {TOML}@latest", 1, "only the network knows", f"%require {TOML}@v"),
            ("%require golang.org/x/text@v0.3.0", 1, "not on this machine in version v0.3.0"),
            ("%require toml", 1, "toml cannot be the path of a module", "%require ./toml"),
            ("%require ./nowhere", 1, "there is no folder "),
            ("%network maybe", 1, "write %network on"),
        ):
            with self.subTest(code):
                cell = self.kernel.run(code)
                self.assertEqual((cell.status, len(cell.of("error"))), ("error", 1), cell)
                said = cell.reply["evalue"]
                self.assertIn(f"line {line}: ", said)
                for text in words:
                    self.assertIn(text, said)
                self.assertNotIn("GOPROXY", said)
        self.assert_lives()

    def test_what_is_not_used_is_there(self):
        self.assertEqual(self.kernel.run(f'import (\n\t"crypto/sha256"\n\t"firstneuron/pkg/chart"\n\t"{TOML}"\n)').status, "ok")

    def test_what_is_refused_changes_nothing(self):
        self.assertEqual(self.kernel.run("%require github.com/nobody/nothing@v1.0.0").status, "error")
        self.assertEqual(self.kernel.run('import "github.com/nobody/nothing"\n%%\nnothing.F()').status, "error")
        self.assertEqual(self.kernel.run(PRINT_TOML).status, "ok")


class Folder(KernelTest):
    """A module of one's own beside the notebook is one line, and what is edited there is seen at the next cell."""

    def setUp(self):
        super().setUp()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.write("go.mod", "module mine\n\ngo 1.26\n")
        self.write("mine.go", '// Package mine is the learner\'s.\npackage mine\n\n// Word is a word.\nfunc Word() string { return "one" }\n')

    def write(self, name, text):
        with open(os.path.join(self.folder.name, name), "w") as file:
            file.write(text)

    def test_edits_are_seen(self):
        use = 'import "mine"\n%%\nfmt.Println(mine.Word())'
        self.assertEqual(self.kernel.run(f"%require {self.folder.name}").status, "ok")
        self.assertEqual(self.kernel.run(use).text, "one\n")
        self.write("mine.go", 'package mine\n\nfunc Word() string { return "two" }\n')
        self.assertEqual(self.kernel.run(use).text, "two\n")
        self.write("go.mod", f"module mine\n\ngo 1.26\n\nrequire {TOML} v1.5.0\n")
        self.write("mine.go", f'package mine\n\nimport "{TOML}"\n\nfunc Word() string {{ return toml.Key{{"a", "b"}}.String() }}\n')
        cell = self.kernel.run(use)
        self.assertEqual((cell.status, cell.text), ("ok", "a.b\n"), cell)
        self.write("mine.go", "package mine\n\nfunc Word() string { return 1 }\n")
        self.assertEqual(self.kernel.run(use).status, "error")

    def test_relative_to_the_notebook(self):
        path = os.path.relpath(self.folder.name)
        self.assertTrue(path.startswith("."), path)
        self.assertEqual(self.kernel.run(f"%require {path}").status, "ok")
        self.assertEqual(self.kernel.run('import "mine"\n%%\nfmt.Println(mine.Word())').text, "one\n")

    def test_what_to_type(self):
        self.assertEqual(self.kernel.run("%reset go.mod").status, "ok")
        path = os.path.relpath(self.folder.name)
        for code in f'import "{path}"', f'import mine "{path}"\nmine.Word()':
            said = self.assert_one_error(self.kernel.run(code), "ModuleError")
            self.assertIn(f'line 1: "{path}" is in the module of the folder {path}. Write a line %require {path} above, and import "mine".', said)
        cell = self.kernel.run(f'%require {path}\nimport "mine"\nmine.Word()')
        self.assertEqual((cell.status, cell.of("execute_result")[0]["data"]["text/plain"]), ("ok", "one"), cell)

    def test_help(self):
        self.assertEqual(self.kernel.run(f"%require {self.folder.name}").status, "ok")
        self.assertEqual(completions(self.kernel, "%%\nmine.Wo"), ["Word"])
        self.assertIn("Word is a word.", help_about(self.kernel, "mine.Word()", 6))

    def test_a_folder_that_is_no_module(self):
        os.remove(os.path.join(self.folder.name, "go.mod"))
        said = self.assert_one_error(self.kernel.run(f"%require {self.folder.name}"), "ModuleError")
        self.assertIn(f"!cd {self.folder.name} && go mod init", said)


class Proxy(http.server.BaseHTTPRequestHandler):
    """A module proxy: https://go.dev/ref/mod#goproxy-protocol."""

    files = {}
    asked = []
    hold = threading.Event()  # answers wait until it is set

    def do_GET(self):
        self.asked.append(self.path)
        self.hold.wait(60)
        text = self.files.get(self.path)
        try:
            self.send_response(200 if text is not None else 404)
            self.end_headers()
            self.wfile.write(text or b"")
        except OSError:
            pass  # nobody waits any more

    def log_message(self, *_):
        pass

    @classmethod
    def add(cls, path, version, name, text):
        at, mod = f"/{path}/@v/", f"module {path}\n\ngo 1.21\n".encode()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as file:
            file.writestr(f"{path}@{version}/go.mod", mod)
            file.writestr(f"{path}@{version}/{name}", text)
        cls.files[at + "list"] = cls.files.get(at + "list", b"") + version.encode() + b"\n"
        cls.files[at + version + ".info"] = f'{{"Version":"{version}"}}'.encode()
        cls.files[at + version + ".mod"] = mod
        cls.files[at + version + ".zip"] = packed.getvalue()


class Network(KernelTest):
    """The network is used where the notebook says so, and only there."""

    HOST = "first-neuron.test"  # no such host is anywhere
    environment = {"GOSUMDB": "off", "GONOPROXY": "none", "GOFLAGS": ""}

    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.environment = cls.environment | {"GOPROXY": f"http://127.0.0.1:{cls.server.server_port}"}
        Proxy.add(cls.HOST + "/shapes", "v1.0.0", "shapes.go", 'package shapes\n\nconst Version = "v1.0.0"\n')
        Proxy.add(cls.HOST + "/shapes", "v1.1.0", "shapes.go", 'package shapes\n\nconst Version = "v1.1.0"\n')

    def setUp(self):
        self.forget()
        Proxy.asked.clear()
        Proxy.hold.set()
        super().setUp()
        self.assertEqual(self.kernel.run("%reset go.mod\n%network off").status, "ok")
        self.addCleanup(self.forget)

    @classmethod
    def forget(cls):
        """Takes out of the module cache what tests have put there."""
        cache = subprocess.run(["go", "env", "GOMODCACHE"], capture_output=True, text=True, check=True).stdout.strip()

        def writable(remove, path, _):
            os.chmod(os.path.dirname(path), stat.S_IRWXU)
            remove(path)

        for folder in (cls.HOST, "cache/download/" + cls.HOST):
            if os.path.isdir(os.path.join(cache, folder)):
                shutil.rmtree(os.path.join(cache, folder), onerror=writable)

    def use(self, before=""):
        return self.kernel.run(f'{before}import "{self.HOST}/shapes"\n%%\nfmt.Println(shapes.Version)')

    def test_off_at_first(self):
        for cell in (self.use(), self.kernel.run(f"%require {self.HOST}/shapes@v1.0.0"), self.kernel.run(f"!go get {self.HOST}/shapes")):
            self.assertEqual(Proxy.asked, [], cell)
        self.assertEqual(self.kernel.run("%network").text, "The network is off: modules come from this machine only.\n")

    def test_on(self):
        self.assertEqual(self.kernel.run("%network on").status, "ok")
        self.assertIn("on", self.kernel.run("%network").text)
        cell = self.kernel.run(f"%require {self.HOST}/shapes@v1.0.0")
        self.assertEqual(cell.status, "ok", cell)
        self.assertIn(f"fetching {self.HOST}/shapes v1.0.0", cell.printed("stderr"))
        self.assertEqual(self.use().text, "v1.0.0\n")
        asked = len(Proxy.asked)
        self.assertEqual(self.use(f"%require {self.HOST}/shapes@v1.0.0\n").text, "v1.0.0\n")
        self.assertEqual(self.kernel.run("%network off").status, "ok")
        self.assertEqual(self.use().text, "v1.0.0\n")
        self.assertEqual(len(Proxy.asked), asked)  # what is there is not fetched again

    def test_a_version_that_is_left_open(self):
        cell = self.kernel.run(f"%network on\n%require {self.HOST}/shapes@latest")
        self.assertIn(f"%require {self.HOST}/shapes@v1.1.0", cell.printed("stderr"))
        self.assertEqual(self.use().text, "v1.1.0\n")

    def test_a_plain_import(self):
        cell = self.use("%autoget\n")  # GoNB's word for it
        self.assertEqual((cell.status, cell.text), ("ok", "v1.1.0\n"), cell)
        self.assertIn(f"%require {self.HOST}/shapes@v1.1.0", cell.printed("stderr"))
        self.assertEqual(self.kernel.run("%noautoget").status, "ok")
        self.assertIn("off", self.kernel.run("%network").text)

    def test_what_the_network_does_not_have(self):
        self.assertEqual(self.kernel.run("%network on").status, "ok")
        for code, words in (
            (f"%require {self.HOST}/shapes@v9.0.0", "has no version v9.0.0. It has v1.0.0, v1.1.0."),
            (f"%require {self.HOST}/nothing@v1.0.0", f"nobody serves {self.HOST}/nothing"),
            (f'import "{self.HOST}/shapes/none"\n%%\nnone.F()', "has no such package"),
        ):
            with self.subTest(code):
                self.assertIn(words, self.assert_one_error(self.kernel.run(code), "ModuleError"))

    def test_stop_while_it_is_fetched(self):
        Proxy.hold.clear()
        cell = self.kernel.send(f"%network on\n%require {self.HOST}/shapes@v1.0.0")
        self.assert_soon(lambda: Proxy.asked, 10, lambda: "nothing is asked for")
        self.kernel.manager.interrupt_kernel()
        cell = self.kernel.collect(cell)
        self.assert_one_error(cell, "Interrupted")
        self.assert_within(cell.seconds, 3)
        Proxy.hold.set()
        self.assertEqual(self.use().text, "v1.1.0\n")


class Unreachable(KernelTest):
    """A network that does not answer is named."""

    environment = {"GOPROXY": "http://127.0.0.1:9", "GOSUMDB": "off", "GONOPROXY": "none"}

    def test_named(self):
        said = self.assert_one_error(self.kernel.run("%network on\n%require elsewhere.test/shapes@v1.0.0"), "ModuleError")
        self.assertIn("127.0.0.1:9 does not answer", said)
