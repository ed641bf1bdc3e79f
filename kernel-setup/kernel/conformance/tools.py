"""What the kernel promises to programs around a notebook: messages of widgets, outputs that are cleared, papermill, nbconvert."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import uuid

import nbformat
from case import KernelTest
from kernels import ROOT, kernelspecs


class Comms(KernelTest):
    """A connection that nobody here can serve is closed at once, and the kernel knows which ones are open."""

    def open(self, target, **more):
        id = uuid.uuid4().hex
        return id, self.tell("comm_open", {"comm_id": id, "target_name": target, "data": {}, **more})

    def tell(self, kind, content):
        """Sends a message and returns what is published for it, as (type, content), between busy and idle."""
        message = self.kernel.client.session.msg(kind, content)
        self.kernel.client.shell_channel.send(message)
        published = []
        while True:
            got = self.kernel.client.get_iopub_msg(timeout=10)
            if got["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if got["msg_type"] == "status" and got["content"]["execution_state"] == "idle":
                return published
            if got["msg_type"] != "status":
                published.append((got["msg_type"], got["content"]))

    def known(self, *target):
        reply, _ = self.kernel.ask("comm_info", *target)
        self.assertEqual(reply["status"], "ok")
        return reply["comms"]

    def test_unknown_target_is_closed(self):
        id, published = self.open("jupyter.widget")
        self.assertEqual(published, [("comm_close", {"comm_id": id, "data": {}})])
        self.assertNotIn(id, self.known())

    def test_known_target_stays_open_until_it_is_closed(self):
        id, published = self.open("gonb_comm")
        self.assertEqual(published, [])
        self.assertEqual(self.known()[id], {"target_name": "gonb_comm"})
        self.assertEqual(self.known("gonb_comm")[id], {"target_name": "gonb_comm"})
        self.assertEqual(self.known("another"), {})
        self.tell("comm_close", {"comm_id": id, "data": {}})
        self.assertNotIn(id, self.known())

    def test_messages_to_nobody_are_dropped(self):
        for kind, content in [("comm_msg", {"comm_id": "nobody", "data": {}}), ("comm_close", {"comm_id": "nobody"}),
                              ("comm_open", {}), ("comm_open", {"comm_id": 7}), ("comm_msg", {"data": None})]:
            self.assertEqual(self.tell(kind, content), [], kind)
        self.assert_lives()


class Cleared(KernelTest):
    """show.Clear removes what the cell has printed and shown, without a flicker and from the notebook too."""

    def left(self, code):
        """The kinds and words of the outputs that a front end shows at the end of a cell, as Jupyter's client counts them."""
        cell = self.kernel.run('import "firstneuron/pkg/show"\n%%\n' + code)
        self.assertEqual(cell.status, "ok", cell)
        shown, waiting = [], False
        for kind, content in cell.outputs:
            if kind == "clear_output":
                shown, waiting = shown if content["wait"] else [], content["wait"]
                continue
            if waiting:
                shown, waiting = [], False
            shown.append(content["text"] if kind == "stream" else content["data"]["text/plain"])
        return "".join(shown), cell

    def test_what_comes_after_is_left(self):
        text, _ = self.left('fmt.Println("before"); show.Markdown("before"); show.Clear(); fmt.Println("after")')
        self.assertEqual(text, "after\n")

    def test_at_the_end_nothing_is_left(self):
        text, _ = self.left('fmt.Println("before"); show.Clear()')
        self.assertEqual(text, "")

    def test_before_a_pause_nothing_is_left(self):
        _, cell = self.left('fmt.Println("before"); show.Clear(); time.Sleep(time.Second); fmt.Println("after")')
        self.assertEqual([content for kind, content in cell.outputs if kind == "clear_output"], [{"wait": True}, {"wait": False}])

    def test_a_loop_leaves_its_last_round_and_does_not_flicker(self):
        text, cell = self.left('for i := range 20 { show.Clear(); fmt.Println("round", i); show.Markdown("**"+fmt.Sprint(i)+"**") }')
        self.assertEqual(text, "round 19\n**19**")
        self.assertNotIn({"wait": False}, cell.of("clear_output"))

    def test_what_was_cleared_does_not_count_as_output(self):
        text, _ = self.left('for i := range 40 { show.Clear(); fmt.Print(strings.Repeat("x", 100_000)); fmt.Println(i) }')
        self.assertTrue(text.endswith("x39\n"), text[-200:])


class Override(KernelTest):
    """%override sets flags in all cells below, whatever those say behind %%, and none takes them away."""

    DECLARED = 'var rate = flag.Float64("rate", 1, "")\nvar title = flag.String("title", "none", "")\nvar loud = flag.Bool("loud", false, "")\n'
    PRINTS = "fmt.Println(*rate, *title, *loud, flag.Args())"

    def tearDown(self):
        self.kernel.run("%override none")

    def printed(self, code):
        cell = self.kernel.run(code)
        self.assertEqual(cell.status, "ok", cell)
        return cell.text

    def test_over_the_cells_own_flags(self):
        self.printed(self.DECLARED + "%%\n" + self.PRINTS)
        self.printed('%override --rate=0.5 "--title=a \\"b\\""')
        self.assertEqual(self.printed("%%\n" + self.PRINTS), '0.5 a "b" false []\n')
        self.assertEqual(self.printed("%% --rate=2 --loud one --two\n" + self.PRINTS), '0.5 a "b" true [one --two]\n')
        self.assertEqual(self.printed("%override"), '--rate=0.5 "--title=a \\"b\\""\n')
        self.printed("%override none")
        self.assertEqual(self.printed("%% --rate=2\n" + self.PRINTS), "2 none false []\n")

    def test_programs_without_the_flag_run(self):
        self.printed("%override --other=0.5")
        self.assertEqual(self.printed("%%\nfmt.Println(1)"), "1\n")
        self.assertEqual(self.printed('var other = flag.Int("other", 1, "")\n%override --other=7\n%%\nfmt.Println(*other)'), "7\n")

    def test_a_value_that_does_not_fit_is_the_flags_own_error(self):
        cell = self.kernel.run(self.DECLARED + "%override --rate=fast\n%%\n" + self.PRINTS)
        self.assertIn('"fast"', self.assert_one_error(cell, cell.reply.get("ename")))

    def test_a_word_that_sets_nothing_is_an_error(self):
        for line in "%override rate=1", "%override --rate", "%override --=1":
            self.assertIn("sets no flag", self.assert_one_error(self.kernel.run(line), "NoOverride"))


class Programs(unittest.TestCase):
    """papermill sets parameters of a Go notebook, nbconvert makes a program of it, and jupyter run and execute tell a failure by their status."""

    def setUp(self):
        if "JUPYTER_PATH" not in os.environ:
            kernelspecs()
        kernels = os.path.join(os.environ["JUPYTER_PATH"], "kernels")  # ours, by the name that notebooks give
        shutil.copytree(os.path.join(kernels, "ours"), os.path.join(kernels, "first-neuron"), dirs_exist_ok=True)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, *cells):
        """Writes a notebook; a pair is a cell with a tag."""
        notebook = nbformat.v4.new_notebook(metadata={
            "kernelspec": {"display_name": "Go", "language": "go", "name": "first-neuron"}, "language_info": {"name": "go"}})
        for cell in cells:
            tag, code = cell if isinstance(cell, tuple) else (None, cell)
            notebook.cells.append(nbformat.v4.new_code_cell(code, metadata={"tags": [tag]} if tag else {}))
        path = os.path.join(self.folder, "in.ipynb")
        nbformat.write(notebook, path)
        return path

    def call(self, program, *arguments, text=None):
        return subprocess.run([sys.executable, "-m", *program.split(), *arguments], cwd=self.folder, text=True, capture_output=True, input=text, timeout=150)

    def papermill(self, notebook, *arguments):
        """Runs a notebook and returns what its cells have printed."""
        out = os.path.join(self.folder, "out.ipynb")
        done = self.call("papermill", notebook, out, "--no-progress-bar", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return "".join(output.get("text", "") for cell in nbformat.read(out, 4).cells for output in cell.get("outputs", []))

    def test_papermill(self):
        tagged = self.write(
            ("parameters", 'const epochs = 10\nvar rate, name = 0.5, "a"\nvar layers = []int{2}\nvar hidden = flag.Int("hidden", 4, "")'),
            "%% --hidden=7\nfmt.Printf(\"%d %v %q %d %d\", epochs, rate/2, name, layers, *hidden)")
        self.assertEqual(self.papermill(tagged), '10 0.25 "a" [2] 7')
        self.assertEqual(self.papermill(tagged, "-p", "epochs", "20", "-p", "rate", "1", "-r", "name", 'x"\\ слово', "-y", "layers: [3, 4]", "-p", "hidden", "9"),
                         '20 0.5 "x\\"\\\\ слово" [3 4] 9')
        flags = self.write('var rate = flag.Float64("rate", 1, "")', "%% --rate=0.2\nfmt.Print(*rate)")
        self.assertEqual(self.papermill(flags, "-p", "rate", "0.5"), "0.5")  # a flag, in a notebook without that tag

    def test_papermill_refuses_what_does_not_fit(self):
        notebook = self.write(("parameters", "const epochs = 10"), "%%\nfmt.Print(epochs)")
        done = self.call("papermill", notebook, "out.ipynb", "-p", "epochs", "many")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('parameter epochs: "many" does not fit the type int, which the notebook declares', done.stderr)

    def test_script(self):
        notebook = self.write("func f() int { return 1 }\n%%\nfmt.Println(f())", "func f() string { return strings.Repeat(\"a\", 3) }\n%%\nfmt.Println(f())",
                              '!ls\nvar n = flag.Int("n", 1, "")', "%% --n=5\nfmt.Println(*n)", "1 + *n")
        done = self.call("jupyter nbconvert", "--to", "script", notebook)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(os.path.join(os.environ["JUPYTER_PATH"], "kernels", "ours", "kernel.json")) as file:
            go = shutil.which("go", path=json.load(file)["env"]["PATH"])
        for arguments, printed in ([], "1\naaa\n5\n2\n"), (["--n=7"], "1\naaa\n7\n8\n"):
            ran = subprocess.run([go, "run", os.path.join(self.folder, "in.go"), *arguments], cwd=ROOT, text=True, capture_output=True, timeout=150)
            self.assertEqual((ran.stdout, ran.stderr), (printed, ""))

    def test_execute_and_run(self):
        fine, fails = "%%\nfmt.Println(6 * 7)", "%%\nvar none []int\nfmt.Println(none[0])"
        self.assertEqual(self.call("jupyter execute", self.write(fine)).returncode, 0)
        self.assertNotEqual(self.call("jupyter execute", self.write(fails)).returncode, 0)
        with open(os.path.join(self.folder, "fine.go"), "w") as file:
            file.write(fine)
        done = self.call("jupyter run", "--kernel", "first-neuron", "fine.go")
        self.assertEqual((done.stdout, done.returncode), ("42\n", 0), done.stderr)
        done = self.call("jupyter run", "--kernel", "first-neuron", text=fails)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("index out of range", done.stderr)
