"""The controls that a program shows while it runs: show.Slider, Choice, Button and Pausable."""

import time

from case import KernelTest
from kernels import Kernel
from knobs import VIEW, Page as KnobPage

SHOW = 'import "firstneuron/pkg/show"\n%%\n'
SLIDER = SHOW + """rate := show.Slider("rate", 0.5, 0, 2)
last := -1.0
for last != 2 {
	if now := rate.Value(); now != last {
		fmt.Println("rate", now)
		last = now
	}
	time.Sleep(time.Millisecond)
}"""
PAUSABLE = SHOW + """steps := func(yield func(int, int) bool) {
	for step := 0; yield(step, step); step++ {
		time.Sleep(5 * time.Millisecond)
	}
}
for step := range show.Pausable(steps) {
	fmt.Println("step", step)
}
fmt.Println("below the loop")"""


class Page(KnobPage):
    """A page in which a cell runs while its controls are moved."""

    def printed(self):
        return "".join(output.get("text", "") for output in self.outputs)

    def texts(self):
        """What stands in the outputs that are no streams, as text."""
        return [output["data"]["text/plain"] for output in self.outputs if "data" in output]

    def wait_for_print(self, text):
        return self.wait(lambda: text in self.printed())

    def click(self, description):
        self.send("comm_msg", {"comm_id": self.wait_for_model("Button", description), "data": {"method": "custom", "content": {"event": "click"}}})

    def wait_for_model(self, name, description):
        return self.wait(lambda: next((id for id, state in self.models.items() if state["_model_name"] == name + "Model"
                                       and state.get("description") == description), None))

    def wait_beside(self, text):
        """Waits for a text beside the buttons, and returns all of it."""
        return self.wait(lambda: next((state["value"] for state in self.models.values() if text in str(state.get("value"))), None))

    def steps(self):
        return self.printed().count("step ")


class Controls(KernelTest):
    """A program's controls are moved while it runs, and end with it."""

    def page(self, code, *controls):
        page = Page(self.kernel).meet()
        page.request = page.start(code)
        for name, description in controls:
            page.wait_for_model(name, description)
        return page

    def end(self, page, texts):
        """The cell ends well, its controls are lines, and no model is left."""
        self.assertEqual(page.reply(page.request)["status"], "ok", page.outputs)
        page.wait(lambda: page.models == {})
        self.assertEqual(page.texts(), texts)
        self.assertFalse(any(VIEW in output.get("data", {}) for output in page.outputs))

    def test_slider(self):
        page = self.page(SLIDER, ("FloatSlider", "rate"))
        state = page.state("FloatSlider")
        self.assertEqual((state["value"], state["min"], state["max"]), (0.5, 0, 2))
        page.wait_for_print("rate 0.5\n")
        self.assertEqual(page.outputs[0]["data"][VIEW]["model_id"], page.model("HBox"))
        for value in 1.25, 0, 2:
            page.turn("FloatSlider", value)
            page.wait_for_print(f"rate {value}\n")
        self.end(page, ["rate: 2"])

    def test_typed_value(self):
        """What is typed beside a slider is what the program reads, to the last digit and as far as the slider goes."""
        page = self.page(SLIDER, ("FloatText", None))
        for typed, read in (0.12345, 0.12345), (-1, 0), (1e-3, 0.001), (5, 2):
            page.turn("FloatText", typed)
            page.wait_for_print(f"rate {read}\n")
            page.wait(lambda: not page.models or page.state("FloatText")["value"] == read)
        self.end(page, ["rate: 2"])

    def test_newest_value_wins(self):
        page = self.page(SLIDER, ("FloatSlider", "rate"))
        for value in range(200):
            page.turn("FloatSlider", value / 200)
        page.turn("FloatSlider", 2)
        self.end(page, ["rate: 2"])

    def test_whole_log_choice_and_button(self):
        page = self.page(SHOW + """count := show.Slider("count", 3, 1, 9)
rate := show.LogSlider("rate", 1, 0.01, 10)
kind := show.Choice("kind", "tanh", "hard sigmoid")
shake, stop := show.Button("shake"), show.Button("stop")
shaken := 0
for stop.Pressed() == 0 {
	shaken += shake.Pressed()
	time.Sleep(time.Millisecond)
}
fmt.Println("got", count.Value()+1, rate.Value(), kind.Value(), shaken+shake.Pressed())""", ("IntSlider", "count"), ("Button", "stop"))
        self.assertEqual(page.state("FloatLogSlider")["min"], -2)
        page.turn("IntSlider", 7)
        page.turn("FloatLogSlider", 0.5011872336272722)
        page.wait(lambda: (page.state("IntText")["value"], page.state("FloatText")["value"]) == (7, 0.501))
        page.turn("Dropdown", 1, part="index")
        for name in "shake", "shake", "stop":
            page.click(name)
        page.wait_for_print("got 8 0.501 hard sigmoid 2\n")
        self.end(page, ["count: 7", "rate: 0.501", "kind: hard sigmoid", "shake: pressed 2 times", "stop: pressed once"])

    def test_bad_messages_are_dropped(self):
        page = self.page(SLIDER, ("FloatSlider", "rate"))
        page.wait_for_print("rate 0.5\n")
        slider = page.model("FloatSlider")
        for data in ({"method": "update", "state": {"value": "1"}}, {"method": "update", "state": {"value": None}}, {"method": "update", "state": {}},
                     {"method": "update"}, {"method": "custom", "content": {"event": "click"}}, {"method": "update", "state": {"max": 9}}, {}, []):
            page.send("comm_msg", {"comm_id": slider, "data": data})
        page.send("comm_msg", {"comm_id": slider})
        page.turn("FloatSlider", 1e300)  # as far as it goes
        page.wait_for_print("rate 2\n")
        self.assertEqual(page.printed(), "rate 0.5\nrate 2\n")
        self.end(page, ["rate: 2"])
        page.send("comm_msg", {"comm_id": slider, "data": {"method": "update", "state": {"value": 1}}})  # too late
        self.assert_lives()

    def test_pause_step_go_on(self):
        page = self.page(PAUSABLE, ("Button", "Pause"))
        page.wait_for_print("step 3\n")
        page.click("Pause")
        page.wait_beside("paused after")
        page.drain()
        made = page.steps()
        page.drain(0.5)
        self.assertEqual(page.steps(), made)
        page.wait_beside(f"paused after {made} steps")
        for _ in range(3):
            page.click("Step")
        page.wait_beside(f"paused after {made + 3} steps")
        page.drain(0.5)
        self.assertEqual(page.steps(), made + 3)
        page.click("Go on")
        page.wait_for_print(f"step {made + 20}\n")
        page.click("Step")  # pauses
        page.wait_beside("paused after")
        self.kernel.manager.interrupt_kernel()
        page.wait_for_print("below the loop")
        made = page.steps()
        self.assertIn(f"interrupted after {made} steps; the code below continues", page.printed())
        self.end(page, [f"{made} steps"])

    def test_pausable_inside_and_outside(self):
        code = """import (
	"firstneuron/pkg/chart"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/show"
)
%%
steps := func(yield func(int, float64) bool) {
	for step := 0; yield(step, 1/float64(step+1)); step++ {
		time.Sleep(5 * time.Millisecond)
	}
}
line := chart.Line("loss")
figure := chart.New("Loss", line).Axes("step", "loss")
ledger := runs.Open(filepath.Join(os.TempDir(), "runs"))
record := ledger.New(runs.Settings{Name: "paused"})
made := 0
for step, loss := range WRAPPED {
	line.Add(float64(step), loss)
	made++
}
fmt.Println("made", made, record.Err())
all, err := ledger.Runs()
fmt.Println(all[len(all)-1].Status, all[len(all)-1].Steps == made, err)"""
        for wrapped in "show.Live(figure, show.Pausable(runs.Record(record, steps)))", "runs.Record(record, show.Pausable(show.Live(figure, steps)))":
            with self.subTest(wrapped):
                page = self.page(code.replace("WRAPPED", wrapped), ("Button", "Pause"))
                time.sleep(0.5)
                page.click("Pause")
                made = page.wait_beside("paused after").split()[2]
                page.drain()
                if wrapped.startswith("show.Live"):
                    self.assertIn(f"in {made} steps", next(text for text in page.texts() if "loss" in text))
                self.kernel.manager.interrupt_kernel()
                page.wait_for_print("made")
                self.assertEqual(page.reply(page.request)["status"], "ok", page.outputs)
                self.assertIn("stopped true <nil>\n", page.printed())
                self.assertEqual(page.printed().count("interrupted after"), 1, page.printed())

    def test_interrupt_while_dragging(self):
        page = self.page(SLIDER, ("FloatSlider", "rate"))
        page.wait_for_print("rate 0.5\n")
        for value in range(100):
            page.turn("FloatSlider", value / 100)
            if value == 50:
                self.kernel.manager.interrupt_kernel()
        self.assertEqual(page.reply(page.request)["status"], "error")
        self.assertEqual(page.models, {})
        self.assert_lives()

    def test_program_that_fails_or_is_killed(self):
        for end in 'panic("ends")', "os.Exit(3)", "syscall.Kill(os.Getpid(), syscall.SIGKILL)", "syscall.Kill(os.Getppid(), syscall.SIGKILL)":
            with self.subTest(end):
                page = self.page(SHOW + 'rate := show.Slider("rate", 0.5, 0, 2)\nfor rate.Value() != 1 {\n\ttime.Sleep(time.Millisecond)\n}\n' + end, ("FloatSlider", "rate"))
                page.turn("FloatSlider", 1)
                self.assertEqual(page.reply(page.request)["status"], "error")
                page.wait(lambda: page.models == {})
                self.assertEqual(page.texts(), ["rate: 1"])

    def test_too_many(self):
        page = self.page(SHOW + 'for i := range 120 {\n\tshow.Button(fmt.Sprint("button ", i))\n}\nfor show.Button("end").Pressed() == 0 {\n\tfmt.Println("shown")\n\tbreak\n}')
        page.wait_for_print("shown")
        self.end(page, [f"button {i}: not pressed" for i in range(120)] + ["end: not pressed"])

    def test_shutdown(self):
        """A page whose kernel is ended by another has no control any more."""
        with Kernel(self.kernel_name) as kernel:
            page = Page(kernel).meet()
            page.start(SLIDER)
            page.wait_for_model("FloatSlider", "rate")
            kernel.client.shutdown()
            page.wait(lambda: page.models == {})
            page.wait(lambda: page.texts() == ["rate: 0.5"])

    def test_second_page(self):
        """A page that is loaded while the program runs has its controls, and both see what either does."""
        first = self.page(SLIDER, ("FloatSlider", "rate"))
        first.turn("FloatSlider", 1)
        first.wait_for_print("rate 1\n")
        second = Page(self.kernel).meet()
        self.assertEqual(second.state("FloatSlider")["value"], 1)
        second.turn("FloatSlider", 1.5)
        second.wait(lambda: second.state("FloatSlider")["value"] == 1.5)
        second.turn("FloatSlider", 2)
        second.wait(lambda: second.models == {})

    def test_without_a_page(self):
        """nbclient and a console see a line, and the program does not wait."""
        with Kernel(self.kernel_name) as kernel:
            cell = kernel.run(SHOW + """rate, kind, shake := show.Slider("rate", 0.5, 0, 2), show.Choice("kind", "a", "b"), show.Button("shake")
for range show.Pausable(slices.All(make([]int, 5))) {
}
fmt.Println(rate.Value(), kind.Value(), shake.Pressed())""")
            self.assertEqual(cell.text, "0.5 a 0\n", cell)
            shown = [(kind, content["data"]) for kind, content in cell.outputs if kind != "stream"]
            self.assertEqual(shown, [("display_data", {"text/plain": "rate: 0.5"}), ("display_data", {"text/plain": "kind: a"}),
                                     ("display_data", {"text/plain": "shake: not pressed"}), ("display_data", {"text/plain": "running"}),
                                     ("update_display_data", {"text/plain": "5 steps"})])

    def test_beside_standard_input_and_gonbui(self):
        """A program with controls can ask, and can use GoNB's own values."""
        page = Page(self.kernel).meet()
        cell = self.kernel.run("""import (
	"firstneuron/pkg/show"
	"github.com/janpfeifer/gonb/gonbui"
)
%%
rate := show.Slider("rate", 0.5, 0, 2)
var name string
fmt.Scanln(&name)
gonbui.DisplayHTML("<b>" + name + "</b>")
fmt.Println(name, rate.Value())""", answers=["Ada"], allow_stdin=True)
        self.assertIn("Ada 0.5\n", cell.text, cell)
        self.assert_within(cell.seconds, 5)  # no timer of show keeps the kernel from asking
        page.drain()

    def test_clear(self):
        """A control outlives a clear, for the program may wait for it; what was printed does not."""
        page = self.page(SHOW + 'stop := show.Button("Stop")\nrate := show.Slider("rate", 0.5, 0, 2)\nfor i := 0; stop.Pressed() == 0; i++ {\n'
                         '\tshow.Clear()\n\tfmt.Println("pass", i, rate.Value())\n\ttime.Sleep(50 * time.Millisecond)\n}',
                         ("Button", "Stop"), ("FloatSlider", "rate"))
        page.wait_for_print("pass 3")
        page.turn("FloatSlider", 1.5)
        page.wait_for_print(" 1.5")
        page.wait(lambda: [VIEW in output.get("data", {}) for output in page.outputs] == [True, True, False])
        page.click("Stop")
        self.end(page, ["Stop: pressed once", "rate: 1.5"])
        self.assertEqual(page.printed().count("pass"), 1)

    def test_in_a_cell_with_knobs(self):
        """The strip has the controls of the run that its knobs have caused."""
        page = Page(self.kernel).meet()
        page.run('import "firstneuron/pkg/show"\nvar count = flag.Int("count", 2, "how many")\n%%\n'
                 'rate := show.Slider("rate", 0.5, 0, 2)\nfor *count > 2 && rate.Value() != 1 {\n\ttime.Sleep(time.Millisecond)\n}\nfmt.Println("count", *count)', "knobs")
        self.assertIn("count 2", page.shown())
        page.turn("IntSlider", 3)
        page.wait_for_model("FloatSlider", "rate")
        page.wait(lambda: any(VIEW in output.get("data", {}) for output in page.state("Output")["outputs"]))
        page.turn("FloatSlider", 1)
        page.wait_for("count 3")
        page.drain()
        self.assertEqual(page.state("Output")["outputs"][0]["data"], {"text/plain": "rate: 1"})
        self.assertFalse(any(state["_model_name"] == "FloatSliderModel" for state in page.models.values()))
        page.run("1 + 1", "knobs")
