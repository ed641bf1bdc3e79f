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

// A cell that uses flags shows a strip of knobs for them, with its output below. When a knob is turned, the cell runs again with
// the new value. It keeps its number for the compiler, so nothing is compiled. Such a run has no number of its own, is in no
// history, and declares nothing. Its output goes into the strip's Output widget and not directly to the page, because a page
// that was loaded again, or a second one, gets only the state of widgets. A cell that is run again by hand keeps its old strip
// until there is output, so that the page does not jump.

// checks are the calls by which a cell of a lesson compares a number in the text with what it computes, for fixed flags.
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
	again   *jupyter.Message // the newest turn during a run that another turn began; nil if there was none
	turns   int              // how often the cell was to run again
}

// turning is what a cell has to do with knobs.
type turning struct {
	seen     *knobs.Record // its outputs so far; nil if its page draws no knobs
	strip    *strip        // where they are shown; nil as long as the cell has none
	isNew    bool          // there are outputs that the strip does not show yet
	turned   *strip        // the cell runs because one of its knobs was turned; nil if somebody ran it
	overtake bool          // it was ended because there is a newer value
	record   []byte        // what package lesson had recorded before: a turn does not count as an answer or a first run
}

func newKnobbing() knobbing {
	return knobbing{pages: map[string]bool{}, controls: map[string]bool{}}
}

// expectKnobs begins to record what a cell shows, and shows it in the strip that the cell has from its last run.
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
	s.turns++ // the copy of an earlier run is out of date
	if !k.isTurned(s) {
		for _, m := range append(s.Reset(), s.ShowFlags()) {
			k.update(s.request, m, "")
		}
	}
}

// removeStrip removes a strip from the page, and its turn that waits from the queue.
func (k *kernel) removeStrip(s *strip) {
	k.knobs.strips = slices.DeleteFunc(k.knobs.strips, func(other *strip) bool { return other == s })
	k.queue = slices.DeleteFunc(k.queue, func(c *cell) bool { return c.turned == s })
	k.close(s.request, s)
}

// cellID is the page's name for the cell; empty if the request has none.
func cellID(request *jupyter.Message) string {
	var metadata struct{ CellID string }
	_ = json.Unmarshal(request.Metadata, &metadata)
	return metadata.CellID
}

// isInVSCode tells whether a request comes from VS Code, which draws widgets without announcing it.
func isInVSCode(request *jupyter.Message) bool {
	return strings.HasPrefix(cellID(request), "vscode-notebook-cell:")
}

// isSameCell tells whether two requests run the same cell: they have the same ID, or, where the page sends none, the same text.
func isSameCell(a, b *jupyter.Message, sameText bool) bool {
	if id := cellID(a); id != "" {
		return id == cellID(b)
	}
	return sameText
}

// emit sends an output of a cell to the page, unless it is shown in a strip.
func (k *kernel) emit(c *cell, m *jupyter.Message) {
	took := c.seen != nil && c.seen.Take(m.Header.Type, m.Content)
	c.isNew = c.isNew || took
	if !took || c.strip == nil {
		_ = k.front.Send(jupyter.IOPub, m)
	}
}

// showKnobs puts the outputs of a cell that was run by hand below its knobs, if it has any: into its old strip, or into a new
// one that replaces the outputs on the page.
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

// leaveStrip removes a cell's strip, and shows its outputs without knobs.
func (k *kernel) leaveStrip(c *cell) {
	if c.strip == nil {
		return
	}
	k.removeStrip(c.strip)
	c.strip = nil
	outputs := c.seen.Outputs()
	k.publish(c.request, "clear_output", map[string]any{"wait": len(outputs) > 0})
	for _, output := range outputs {
		k.publish(c.request, output["output_type"].(string), output) // notebooks and messages have the same fields
	}
}

// showStrip shows a strip as the output of its cell, followed by a copy of what it shows.
func (k *kernel) showStrip(request *jupyter.Message, s *strip) {
	if !isInVSCode(request) {
		k.publish(request, "display_data", map[string]any{"metadata": map[string]any{}, "data": map[string]any{viewType: viewOf(s), "text/plain": ""}})
	}
	k.publish(request, "display_data", s.copy(s.Outputs()))
}

// knobsOf are the knobs of the flags that a cell uses. There are none if its program has not started, or if it is a test or a check.
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

// A notebook keeps the copy of a strip's outputs, because the state of widgets is lost when the kernel ends. In JupyterLab and
// Notebook 7 the copy is hidden as long as the strip works. When it does not, after a restart or when the notebook is opened the
// next day, the copy is shown and the strip, or the error in its place, is hidden. Elsewhere, as in a page made by nbconvert, only
// the copy is seen. In VS Code these rules of CSS have no effect: there the copy is a second form of the same output, which VS
// Code shows if the widget does not work.
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

// setting is the line above the copy that says what the knobs have set.
func (s *strip) setting() []knobs.Output {
	if line := s.Line(); line != "" {
		return []knobs.Output{{"output_type": "stream", "name": streams[0], "text": line + "\n"}}
	}
	return nil
}
