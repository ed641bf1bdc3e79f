package main

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/knobs"
)

// A cell that uses flags shows a strip of knobs for them, with its output below. When one is turned, the cell runs again with
// the new value: the compiler knows it by the same number, so nothing is compiled. Such a run has no number of its own, is in
// no history, and declares nothing. What it shows goes into the strip's Output widget, never to the page by itself: only the
// state of a widget reaches a page that was loaded again, or a second one. A cell that is run again by hand has its old strip from the
// beginning, so that the page does not jump while there is no output.

// checks are the calls by which a cell of a lesson compares what its text says with what it computes, for a value that is fixed.
var checks = regexp.MustCompile(`\blesson\.(?:Number|Claim|Kept|KeptAbout)\(`)

// knobbing is what the kernel knows of strips and of the pages that can draw them.
type knobbing struct {
	pages    map[string]bool // the sessions of those that have widgets
	controls map[string]bool // connections to controlTarget
	strips   []*strip
}

// A strip is the knobs of a cell that has run.
type strip struct {
	*knobs.Strip
	waits   bool             // it says that a turn waits
	request *jupyter.Message // of the cell
	asked   executeRequest
	text    cellText
	again   *jupyter.Message // a knob was turned while the cell ran because of another turn; nil if none was
	turns   int              // how often the cell was to run again
}

// turning is what a cell has to do with knobs.
type turning struct {
	seen     *knobs.Record // what it has shown; nil if its page draws no knobs
	strip    *strip        // in which that is shown; nil if that is still to be made
	isNew    bool          // something was shown that the strip does not show yet
	turned   *strip        // the cell runs because one of its knobs was turned; nil if somebody ran it
	overtake bool          // it was ended for a newer value
	record   []byte        // what package lesson had recorded before: a turn is no answer to an exercise, and no first run
}

func newKnobbing() knobbing {
	return knobbing{pages: map[string]bool{}, controls: map[string]bool{}}
}

// expectKnobs begins to remember what a cell shows, in the strip that it has.
func (k *kernel) expectKnobs(c *cell) {
	if c.turned != nil {
		c.seen, c.strip = new(knobs.Record), c.turned
		c.record, _ = os.ReadFile(k.recordPath()) // empty if nothing is recorded yet
		k.say(c.strip, false)
		return
	}
	if !c.asked.Silent && (k.knobs.pages[c.request.Header.Session] || isInVSCode(c.request)) {
		c.seen = new(knobs.Record)
	}
	i := slices.IndexFunc(k.knobs.strips, func(s *strip) bool { return isSameCell(s.request, c.request, s.asked.Code == c.asked.Code) })
	if i < 0 {
		return
	}
	s := k.knobs.strips[i]
	if c.seen == nil {
		k.removeStrip(s)
		return
	}
	c.strip, s.request = s, c.request
	s.turns++ // the copy of an earlier one is not to be kept any more
	if !k.isTurned(s) {
		for _, m := range append(s.Reset(), s.ShowFlags()) {
			k.update(s.request, m, "")
		}
	}
}

// removeStrip takes a strip from the page, and the turn of it that waits.
func (k *kernel) removeStrip(s *strip) {
	k.knobs.strips = slices.DeleteFunc(k.knobs.strips, func(other *strip) bool { return other == s })
	k.queue = slices.DeleteFunc(k.queue, func(c *cell) bool { return c.turned == s })
	k.close(s.request, s)
}

// cellID is how the page knows the cell; empty if it does not say.
func cellID(request *jupyter.Message) string {
	var metadata struct{ CellID string }
	_ = json.Unmarshal(request.Metadata, &metadata)
	return metadata.CellID
}

// isInVSCode tells whether a request comes from VS Code, which draws widgets, and does not say so.
func isInVSCode(request *jupyter.Message) bool {
	return strings.HasPrefix(cellID(request), "vscode-notebook-cell:")
}

// isSameCell tells whether two requests run the same cell: by the page's word, or where it says nothing because they have the same text.
func isSameCell(a, b *jupyter.Message, sameText bool) bool {
	if id := cellID(a); id != "" {
		return id == cellID(b)
	}
	return sameText
}

// emit sends an output of a cell to the page, unless it belongs in a strip.
func (k *kernel) emit(c *cell, m *jupyter.Message) {
	took := c.seen != nil && c.seen.Take(m.Header.Type, m.Content)
	c.isNew = c.isNew || took
	if !took || c.strip == nil {
		_ = k.front.Send(jupyter.IOPub, m)
	}
}

// showKnobs shows what a cell that was run by hand has shown below its knobs, if it has any: in the strip that it has, or in a new one in
// place of the output.
func (k *kernel) showKnobs(c *cell) {
	if c.seen == nil || c.turned != nil {
		return
	}
	all := k.knobsOf(c)
	outputs := c.seen.Outputs()
	if len(outputs) == 0 {
		all = nil
	}
	if s := c.strip; s != nil && s.IsOf(all) {
		s.asked.Code, s.text = c.asked.Code, c.text
		k.showInStrip(c)
		k.publish(s.request, "update_display_data", s.copy(outputs))
		return
	}
	if len(all) == 0 {
		k.leaveStrip(c)
		return
	}
	if c.strip != nil {
		k.removeStrip(c.strip)
	}
	reset, resetHint, copyHint := k.language.KnobWords()
	no := false
	s := &strip{
		Strip: knobs.NewStrip(all, outputs, knobs.Words{Reset: reset, ResetHint: resetHint, CopyHint: copyHint}), request: c.request, text: c.text,
		asked: executeRequest{Code: c.asked.Code, Silent: true, StoreHistory: &no, AllowStdin: &no, StopOnError: &no},
	}
	k.knobs.strips = append(k.knobs.strips, s)
	k.open(c.request, s)
	k.publish(c.request, "clear_output", map[string]any{"wait": true})
	k.showStrip(c.request, s)
}

// leaveStrip takes a cell's strip away, and shows what was in it without knobs.
func (k *kernel) leaveStrip(c *cell) {
	if c.strip == nil {
		return
	}
	k.removeStrip(c.strip)
	c.strip = nil
	outputs := c.seen.Outputs()
	k.publish(c.request, "clear_output", map[string]any{"wait": len(outputs) > 0})
	for _, output := range outputs {
		k.publish(c.request, output["output_type"].(string), output) // as messages have them, and notebooks
	}
}

// showStrip puts a strip into the output of its cell, and behind it the copy of what it shows.
func (k *kernel) showStrip(request *jupyter.Message, s *strip) {
	if !isInVSCode(request) {
		k.publish(request, "display_data", map[string]any{"metadata": map[string]any{}, "data": map[string]any{viewType: viewOf(s), "text/plain": ""}})
	}
	k.publish(request, "display_data", s.copy(s.Outputs()))
}

// knobsOf are the knobs of the flags that a cell uses. A cell has none whose program has not started, or which is a test or a check.
func (k *kernel) knobsOf(c *cell) (all []*knobs.Knob) {
	if !c.ran || c.read.Test() != nil || len(c.read.Mains()) == 0 && !c.read.IsBare() || checks.MatchString(c.asked.Code) {
		return nil
	}
	used := c.draft.UsedFlags()
	if len(used) == 0 {
		return nil
	}
	flags := c.draft.Flags()
	_, words := c.read.Arguments()
	given := cells.Given(k.override(words, flags), flags)
	for _, flag := range used {
		value, isGiven := given[flag.Name]
		if !isGiven {
			value = flag.Default
		}
		if !isGiven && !flag.IsKnown {
			continue
		}
		knob, ok := knobs.New(flag, value)
		if !ok {
			k.print(c, streams[1], k.language.NoKnob(flag.Knob, flag.Name, k.known[flag.Cell], flag.Line)+"\n")
			k.flush()
		}
		if knob != nil {
			all = append(all, knob)
		}
	}
	return all
}

// The copy of a strip's outputs is what a notebook keeps: the state of the widgets ends with the kernel. In JupyterLab and Notebook 7 it is
// hidden below a strip that is alive, and hides one that is not: after a restart, or the error that stands there in a notebook that is opened
// the next day. Elsewhere, as in a page that nbconvert has made, it is what is to be seen. VS Code has no such rules of CSS: there the copy is a
// second form of the same output, which it shows if the widget is not alive.
func (s *strip) copy(outputs []knobs.Output) map[string]any {
	const hide = `<style>
.jp-OutputArea-child:has(.widget-vbox:not(.jupyter-widgets-disconnected)) + .jp-OutputArea-child:has(.first-neuron-copy) { display: none }
.jp-OutputArea-child:has(+ .jp-OutputArea-child .first-neuron-copy):not(:has(.widget-vbox:not(.jupyter-widgets-disconnected))) { display: none }
</style>`
	data := map[string]any{
		"text/html":  `<div class="first-neuron-copy">` + hide + "\n" + knobs.HTML(outputs) + "</div>",
		"text/plain": knobs.Text(outputs),
	}
	if isInVSCode(s.request) {
		data[viewType] = viewOf(s)
	}
	return map[string]any{"data": data, "metadata": map[string]any{}, "transient": map[string]any{"display_id": s.View().ID}}
}

// setting says, above the copy, what the knobs have set.
func (s *strip) setting() []knobs.Output {
	if line := s.Line(); line != "" {
		return []knobs.Output{{"output_type": "stream", "name": streams[0], "text": line + "\n"}}
	}
	return nil
}
