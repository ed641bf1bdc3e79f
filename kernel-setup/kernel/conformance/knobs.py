"""The knobs that the kernel makes of a cell's flags. This front end plays a page with Jupyter's widgets."""

import time
import uuid
from queue import Empty

from case import KernelTest
from kernels import Kernel

CELL = """var (
	rate  = flag.Float64("rate", 1, "learning rate") //knob 0.01 to 10 log
	steps = flag.Int("steps", 3, "how many steps")
	kind  = flag.String("kind", "tanh", "activation") //knob sigmoid tanh ReLU
	loud  = flag.Bool("loud", false, "prints more")
)
%%
"""
PRINTS = CELL + 'fmt.Println("got", *rate, *steps, *kind, *loud)'
VIEW = "application/vnd.jupyter.widget-view+json"


class Page:
    """A page's widget manager: it knows of each model what the kernel has told it."""

    def __init__(self, kernel):
        self.kernel, self.models, self.outputs, self.said = kernel, {}, [], []
        self.session = kernel.client.session

    def send(self, kind, content):
        message = self.session.msg(kind, content)
        self.kernel.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def meet(self):
        """Asks for the models that there are, as a page does when it is loaded."""
        id = uuid.uuid4().hex
        self.send("comm_open", {"comm_id": id, "target_name": "jupyter.widget.control", "data": {}})
        self.send("comm_msg", {"comm_id": id, "data": {"method": "request_states"}})
        states = self.wait(lambda: next((data["states"] for comm, data in self.said if comm == id), None))
        self.models = {model: known["state"] for model, known in states.items()}
        self.send("comm_close", {"comm_id": id, "data": {}})
        return self

    def start(self, code, cell_id="cell"):
        """Runs a cell and does not wait for its end."""
        message = self.session.msg("execute_request", {"code": code, "silent": False, "store_history": True, "allow_stdin": False,
                                                       "user_expressions": {}, "stop_on_error": True}, metadata={"cellId": cell_id})
        self.outputs = []
        self.kernel.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def run(self, code, cell_id="cell"):
        """Runs a cell and returns its reply."""
        return self.reply(self.start(code, cell_id))

    def reply(self, request):
        while True:
            answer = self.kernel.client.get_shell_msg(timeout=self.kernel.patience)
            if answer["parent_header"].get("msg_id") == request:
                self.drain()
                return answer["content"]

    def drain(self, seconds=0.3):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.take(0.05)

    def take(self, seconds):
        try:
            message = self.kernel.client.get_iopub_msg(timeout=seconds)
        except Empty:
            return
        kind, content = message["msg_type"], message["content"]
        data = content.get("data", {})
        if kind == "comm_open":
            self.models[content["comm_id"]] = data["state"]
        elif kind == "comm_close":
            self.models.pop(content["comm_id"], None)
        elif kind == "comm_msg":
            self.said.append((content["comm_id"], data))
            if data["method"] in ("update", "echo_update") and content["comm_id"] in self.models:
                self.models[content["comm_id"]].update(data["state"])
        elif kind == "clear_output":
            self.outputs = []
        elif kind == "update_display_data":
            id = content["transient"]["display_id"]
            self.outputs = [content if old.get("transient", {}).get("display_id") == id else old for old in self.outputs]
        elif kind in ("display_data", "stream", "execute_result", "error"):
            self.outputs.append(content)

    def wait(self, look, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if (found := look()) not in (None, False):
                return found
            self.take(0.05)
        raise TimeoutError(f"not after {seconds} s; the strip shows {self.shown()!r}")

    # What is on the strip.

    def model(self, name, description=None):
        return next(id for id, state in self.models.items()
                    if state["_model_name"] == name + "Model" and description in (None, state.get("description")))

    def state(self, name, description=None):
        return self.models[self.model(name, description)]

    def shown(self):
        """The text in the strip's output."""
        for state in self.models.values():
            if state["_model_name"] == "OutputModel":
                return "".join(output.get("text", "") + output.get("evalue", "") for output in state["outputs"])
        return None

    def turn(self, name, value, description=None, part="value"):
        return self.send("comm_msg", {"comm_id": self.model(name, description), "data": {"method": "update", "state": {part: value}, "buffer_paths": []}})

    def wait_for(self, text):
        return self.wait(lambda: text in (self.shown() or ""))


class Knobs(KernelTest):
    """The flags that a cell uses are knobs: who turns one runs the cell again, and the newest value wins."""

    def page(self, code=PRINTS):
        page = Page(self.kernel).meet()
        self.reply = page.run(code)
        self.assertEqual(self.reply["status"], "ok", self.reply)
        return page

    def test_strip(self):
        page = self.page()
        view, copy = page.outputs
        self.assertEqual(view["data"][VIEW]["model_id"], page.model("VBox"))
        self.assertEqual(page.shown(), "got 1 3 tanh false\n")
        self.assertIn("got 1 3 tanh false", copy["data"]["text/html"])
        rate, steps = page.state("FloatLogSlider", "learning rate"), page.state("IntSlider", "how many steps")
        self.assertEqual((rate["value"], rate["min"], rate["max"]), (1, -2, 1))
        self.assertEqual((steps["value"], steps["min"], steps["max"]), (3, 1, 9))
        self.assertEqual(page.state("Dropdown", "activation")["_options_labels"], ["sigmoid", "tanh", "ReLU"])
        self.assertIs(page.state("Checkbox", "prints more")["value"], False)
        known, _ = self.kernel.ask("comm_info", "jupyter.widget")
        self.assertEqual(set(known["comms"]), set(page.models))

    def test_turn(self):
        page = self.page()
        number = self.reply["execution_count"]
        for name, value, part, text in (("FloatLogSlider", 0.5011872336272722, "value", "got 0.501 3 tanh false"), ("IntSlider", 7, "value", "got 0.501 7 tanh false"),
                                        ("Dropdown", 2, "index", "got 0.501 7 ReLU false"), ("Checkbox", True, "value", "got 0.501 7 ReLU true")):
            page.turn(name, value, part=part)
            page.wait_for(text)
        self.assertIn(">%% --rate=0.501 --steps=7 --kind=ReLU --loud=true<", page.state("HTML")["value"])
        copied = "%% --rate=0.501 --steps=7 --kind=ReLU --loud=true\ngot 0.501 7 ReLU true"
        page.wait(lambda: copied in page.outputs[1]["data"]["text/plain"])
        page.send("comm_msg", {"comm_id": page.model("Button"), "data": {"method": "custom", "content": {"event": "click"}}})
        page.wait_for("got 1 3 tanh false")
        self.assertEqual((page.state("IntSlider")["value"], page.state("Dropdown")["index"], page.state("HTML")["value"]), (3, 1, ""))
        self.assertEqual(page.run("1 + 1", "another")["execution_count"], number + 1)

    def test_a_turn_is_not_recorded(self):
        """What package lesson records of predictions and exercises is what the cell as it is written has done."""
        code = ('file, err := os.OpenFile(os.Getenv("FIRST_NEURON_RECORD"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)\n'
                'fmt.Fprintln(file, "rate", *rate)\nfmt.Println("wrote", *rate, err)')
        page = self.page(CELL + code)
        page.turn("FloatLogSlider", 2.0)
        page.wait_for("wrote 2 <nil>")
        cell = self.kernel.run('%%\ntext, _ := os.ReadFile(os.Getenv("FIRST_NEURON_RECORD"))\nfmt.Print(string(text))')
        self.assertEqual(cell.text, "rate 1\n", cell)

    def test_no_strip_without_widgets(self):
        """nbclient, papermill and a console have none; and not every cell of a page with widgets uses flags."""
        with Kernel(self.kernel_name) as kernel:
            self.assertEqual([kind for kind, _ in kernel.run(PRINTS).outputs], ["stream"])
            page = Page(kernel).meet()
            for code in "1 + 1", "func twice() float64 { return 2 * *rate }", CELL.replace("%%\n", "").replace("rate", "other"):
                self.assertEqual(page.run(code)["status"], "ok")
                self.assertEqual(page.models, {}, code)
            page.run("twice()")
            self.assertEqual(page.state("FloatLogSlider")["description"], "learning rate")

    def test_newest_value_wins(self):
        page = self.page(CELL + 'time.Sleep(200 * time.Millisecond)\nfmt.Println("got", *steps)')
        began = time.monotonic()
        for value in range(4, 44):
            page.turn("IntSlider", value)
        page.wait_for("got 43")
        self.assert_within(time.monotonic() - began, 2)

    def test_long_run_makes_way(self):
        page = self.page(CELL + 'if *steps == 4 {\n\ttime.Sleep(time.Minute)\n}\nfmt.Println("got", *steps)')
        page.turn("IntSlider", 4)
        time.sleep(0.5)
        page.turn("IntSlider", 5)
        page.wait_for("got 5")
        self.assertEqual(page.run("1 + 1", "another")["status"], "ok")

    def test_values_that_fail(self):
        page = self.page(CELL + 'if *steps == 5 {\n\tpanic("five")\n}\nfmt.Println("got", *steps)')
        page.turn("IntSlider", 5)
        page.wait_for("five")
        page.turn("IntSlider", 6)
        page.wait_for("got 6")
        self.assertNotIn("five", page.shown())

    def test_time_without_a_unit(self):
        page = self.page('var wait = flag.Duration("wait", time.Second, "how long")\n%% --wait=2s\nfmt.Println("got", *wait)')
        page.turn("Text", "5")
        page.wait_for('the flag --wait cannot have the value "5": it takes a time with its unit, such as 5s for seconds or 5m for minutes.')
        page.turn("Text", "5s")
        page.wait_for("got 5s")

    def test_interrupt(self):
        page = self.page(CELL + 'fmt.Println("begun", *steps)\nif *steps == 5 {\n\ttime.Sleep(time.Minute)\n}')
        page.turn("IntSlider", 5)
        page.wait_for("begun 5")  # what a long run shows is there before its end
        self.kernel.manager.interrupt_kernel()
        page.wait_for("The cell was stopped")
        for value in 6, 5:
            page.turn("IntSlider", value)
            page.wait_for(f"begun {value}")
        page.turn("IntSlider", 7)  # as while it is dragged
        self.kernel.manager.interrupt_kernel()
        page.wait_for("The cell was stopped")
        page.drain(1.5)
        self.assertNotIn("begun 7", page.shown())

    def test_cell_that_comes_meanwhile(self):
        page = self.page(CELL + 'time.Sleep(300 * time.Millisecond)\nfmt.Println("got", *steps)')
        page.turn("IntSlider", 5)
        reply = page.run('%%\nfmt.Println("mine")', "another")
        self.assertEqual((reply["status"], page.outputs[0]["text"]), ("ok", "mine\n"))
        page.wait_for("got 5")

    def test_second_page(self):
        """A page that is loaded later sees what the first one does, and can turn the knobs as well."""
        first = self.page()
        first.turn("IntSlider", 5)
        first.wait_for("got 1 5")
        second = Page(self.kernel).meet()
        self.assertEqual((second.state("IntSlider")["value"], second.shown()), (5, "got 1 5 tanh false\n"))
        second.turn("IntSlider", 6)
        second.wait_for("got 1 6")
        self.assertEqual(second.state("IntSlider")["value"], 6)

    def test_typed_value(self):
        """What is typed beside a slider runs, and that the page then moves the slider to a step changes nothing."""
        page = self.page()
        page.turn("FloatText", 3)
        page.wait_for("got 3 3")
        slider = page.state("FloatLogSlider")["value"]
        self.assertAlmostEqual(slider, 3.1623, 4)
        page.turn("FloatLogSlider", slider + 1e-9)
        page.turn("IntText", 512)
        page.wait_for("got 3 512")
        self.assertEqual(page.state("IntSlider")["value"], 9)  # its end
        self.assertIn(">%% --rate=3 --steps=512<", page.state("HTML")["value"])
        page.turn("FloatLogSlider", 0.5011872336272722)
        page.wait_for("got 0.501 512")
        self.assertEqual(page.state("FloatText")["value"], 0.501)

    def test_turn_while_another_cell_runs(self):
        """A turn waits and says so; Stop ends the cell that runs, and then the newest value comes."""
        page = self.page()
        notes = lambda: "".join(state["value"] for state in page.models.values() if state["_model_name"] == "HTMLModel")
        for stop in True, False:
            other = page.start(f'%%\nfmt.Println("busy")\ntime.Sleep({60 if stop else 2} * time.Second)', "another")
            page.wait(lambda: bool(page.outputs))
            page.turn("IntSlider", 5)
            page.turn("IntSlider", 6)
            page.wait(lambda: "waits for the cell that is running" in notes())
            if stop:
                self.kernel.manager.interrupt_kernel()
            self.assertEqual(page.reply(other)["status"], "error" if stop else "ok")
            page.wait_for("got 1 6")
            page.wait(lambda: "waits" not in notes())
            page.turn("IntSlider", 3)
            page.wait_for("got 1 3")

    def test_turn_while_the_cell_itself_runs(self):
        """A knob that is turned while its cell runs by hand runs it once more, behind it."""
        page = self.page(CELL + 'fmt.Println("begun", *steps)\ntime.Sleep(time.Second)\nfmt.Println("got", *steps)')
        again = page.start(CELL + 'fmt.Println("begun", *steps)\ntime.Sleep(time.Second)\nfmt.Println("got now", *steps)')
        page.wait(lambda: page.shown() == "begun 3\n")
        page.turn("IntSlider", 5)
        page.reply(again)
        page.wait_for("got now 5")

    def test_cell_that_fails_at_first(self):
        """A default that fails, or takes too long, is when one wants to turn a knob most."""
        page = Page(self.kernel).meet()
        code = CELL + 'if *steps == 3 {\n\tpanic("three")\n}\nfmt.Println("got", *steps)'
        self.assertEqual(page.run(code)["ename"], "Panic")
        self.assertIn("three", page.shown())
        page.turn("IntSlider", 4)
        page.wait_for("got 4")
        running = page.start(CELL + 'fmt.Println("begun", *steps)\nif *steps == 3 {\n\ttime.Sleep(time.Minute)\n}', "long")
        page.wait(lambda: bool(page.outputs) and "begun 3" in page.outputs[-1].get("text", ""))
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(page.reply(running)["ename"], "Interrupted")
        self.assertIn(VIEW, page.outputs[0]["data"])
        for id in "cell", "long":
            page.run("1 + 1", id)  # takes their strips away
        self.assertEqual(page.models, {})

    def test_no_strip(self):
        """None for a cell that did not compile, for one that checks what a lesson says, and for a flag that the cell sets itself."""
        page = Page(self.kernel).meet()
        for code, status in ((CELL + 'fmt.Println(*steps, nowhere)', "error"), (CELL + 'lesson.Number("steps", float64(*steps), "3")', "ok"),
                             ('import "firstneuron/pkg/lesson"\n' + CELL + 'lesson.Claim("few", *steps < 5)', "ok"),
                             (CELL + '*steps = 5\nfmt.Println(*steps)', "ok")):
            self.assertEqual(page.run(code)["status"], status, code)
            self.assertEqual([state for state in page.models.values() if "Slider" in state["_model_name"]], [], code)

    def test_run_again(self):
        """A cell that is run again keeps its strip from the beginning, with its knobs at what the cell says; one that is another cell now does not."""
        page = self.page()
        old = set(page.models)
        page.turn("IntSlider", 5)
        page.wait_for("got 1 5")
        slow = PRINTS + "\ntime.Sleep(time.Second)"
        running = page.start(slow)
        page.wait(lambda: bool(page.outputs) and VIEW in page.outputs[0]["data"])
        self.assertEqual(page.shown(), "got 1 5 tanh false\n")  # until there is something new
        page.wait_for("got 1 3")
        self.assertEqual((page.state("IntSlider")["value"], page.state("IntText")["value"]), (3, 3))
        page.reply(running)
        self.assertEqual(set(page.models), old)
        self.assertIn("got 1 3", page.outputs[1]["data"]["text/plain"])
        page.turn("IntSlider", 6)  # of what the cell is now
        page.wait_for("got 1 6")
        page.run(PRINTS.replace('"steps", 3', '"steps", 30'))
        self.assertEqual((page.state("IntSlider")["value"], page.shown()), (30, "got 1 30 tanh false\n"))
        self.assertFalse(old & set(page.models))
        self.assertEqual(len(page.models), len(old))
        running = page.start('%%\nfmt.Println("no flags")\ntime.Sleep(time.Second)\nfmt.Println("end")')
        page.wait(lambda: [output.get("text") for output in page.outputs] == ["no flags\n"])  # not in the strip, whose flags it does not use
        page.reply(running)
        self.assertEqual((page.models, page.outputs[-1]["text"]), ({}, "end\n"))
        page.run(PRINTS)
        self.assertEqual(page.run(PRINTS + "\nnowhere()")["status"], "error")
        self.assertEqual((page.models, page.outputs[0]["ename"]), ({}, "CompileError"))

    def test_vs_code(self):
        """It hides no output behind another, and shows the next form of one whose widget is not alive: so the copy is a form of the strip."""
        with Kernel(self.kernel_name) as kernel:
            page = Page(kernel)
            page.run(PRINTS, "vscode-notebook-cell:/lesson.ipynb#X10")
            (output,) = page.outputs
            self.assertEqual(output["data"][VIEW]["model_id"], page.model("VBox"))
            self.assertIn("got 1 3 tanh false", output["data"]["text/html"])
            page.turn("IntSlider", 5)
            page.wait(lambda: "got 1 5" in page.outputs[0]["data"]["text/html"])
            self.assertIn(VIEW, page.outputs[0]["data"])

    def test_declares_nothing(self):
        """A turn of an old cell's knob does not take back what a later one has declared."""
        page = self.page(CELL + 'fmt.Println("got old", *steps)')
        page.run(CELL.replace('"steps", 3', '"steps", 30') + 'fmt.Println(*steps)', "later")
        slider = next(id for id, state in page.models.items() if state["_model_name"] == "IntSliderModel" and state["value"] == 3)
        page.send("comm_msg", {"comm_id": slider, "data": {"method": "update", "state": {"value": 4}}})
        page.wait_for("got old 4")
        for id in "later", "value":
            page.run("*steps", id)
            self.assertEqual(page.outputs[-1]["data"]["text/plain"], "30")
        for id in "later", "value":
            page.run("1 + 1", id)  # takes their strips away

    def test_flags_of_the_cell_and_override(self):
        page = Page(self.kernel).meet()
        page.run(PRINTS.replace("%%", "%% --steps=5"))
        self.assertEqual(page.state("IntSlider")["value"], 5)
        page.turn("FloatLogSlider", 2)
        page.wait_for("got 2 5")
        self.assertIn(">%% --rate=2 --steps=5<", page.state("HTML")["value"])
        page.run("%override --steps=8", "override")
        page.run(PRINTS)
        self.assertEqual((page.state("IntSlider")["value"], page.shown()), (8, "got 1 8 tanh false\n"))
        page.turn("IntSlider", 7)
        page.wait_for("got 1 7")
        page.run("%override none", "override")

    def test_knob_that_cannot_be_read(self):
        page = self.page(PRINTS.replace("0.01 to 10 log", "10 to 1"))
        self.assertIn("line 2: //knob 10 to 1 does not say which values --rate may take", page.shown())
        self.assertEqual(page.state("FloatLogSlider")["min"], -2)

    def test_fast(self):
        """From the knob to the last output of a neuron."""
        page = self.page()
        seconds = []
        for value in range(1, 9):
            began = time.monotonic()
            page.turn("IntSlider", value)
            page.wait_for(f"got 1 {value} tanh")
            seconds.append(time.monotonic() - began)
        self.assert_within(sorted(seconds)[len(seconds) // 2], 0.15)
