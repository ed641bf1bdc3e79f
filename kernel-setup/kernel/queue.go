package main

import (
	"encoding/json"
	"go/build"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/relay"
)

// A cell is an execute_request on its way.
type cell struct {
	request *jupyter.Message
	asked   executeRequest
	text    cellText
	read    *cells.Cell
	steps   []step // that are still to be taken; the first is being taken
	composed
	tested
	sent   *jupyter.Message // what GoNB was asked; nil as long as it was not
	reply  *executeReply    // GoNB's
	idle   bool             // GoNB has sent all that belongs to the cell
	before []int            // processes that earlier cells have left running

	printed
	watched
	typing
	running
	interruption
	besides
	turning
	panels  panels
	failure *explain.Error // why we ended it; nil if it ended by itself
}

// cellText is a cell as the learner sees it.
type cellText = explain.Cell

// executeRequest is the content of an execute_request.
type executeRequest struct {
	Code         string `json:"code"`
	Silent       bool   `json:"silent"`
	StoreHistory *bool  `json:"store_history"`
	AllowStdin   *bool  `json:"allow_stdin"`
	StopOnError  *bool  `json:"stop_on_error"`
}

// executeReply is the content of an execute_reply.
type executeReply struct {
	Status    string   `json:"status"`
	Name      string   `json:"ename"`
	Value     string   `json:"evalue"`
	Traceback []string `json:"traceback"`
}

// orTrue is the value of a field that is true where a request leaves it out.
func orTrue(field *bool) bool { return field == nil || *field }

// enqueue takes a cell, and runs it if none runs.
func (k *kernel) enqueue(request *jupyter.Message) {
	c := &cell{request: request}
	if err := request.Read(&c.asked); err != nil {
		return // malformed
	}
	if k.cameTooLate(request) {
		k.refuse(request)
		return
	}
	k.queue = append(k.queue, c)
	k.next()
}

// next runs the first cell that waits.
func (k *kernel) next() {
	if k.cell != nil || len(k.queue) == 0 {
		return
	}
	c := k.queue[0]
	k.queue = k.queue[1:]
	k.cell = c
	if c.turned != nil { // its text may have changed since
		c.asked = c.turned.asked
	}
	c.watched = watch(k.limits)
	if orTrue(c.asked.StoreHistory) && !c.asked.Silent {
		k.number++
		k.history = append(k.history, c.asked.Code)
	}
	c.text = cellText{Number: k.number, Source: c.asked.Code}
	if c.turned != nil {
		c.text = c.turned.text
	}
	k.busy(c.request)
	k.expectKnobs(c)
	if !c.asked.Silent {
		k.publish(c.request, "execute_input", map[string]any{"code": c.asked.Code, "execution_count": k.number})
	}
	if c.strip != nil && c.turned == nil {
		k.showStrip(c.request, c.strip)
	}
	if k.note != "" {
		k.print(c, "stderr", k.note+"\n")
		k.note = ""
	}
	if !k.folderIsWhole() {
		told := k.language.FolderRemoved(k.folder.Path)
		c.failure = &told
		k.finish(c)
		return
	}
	if c.failure = k.prepare(c); c.failure != nil {
		k.finish(c)
		return
	}
	k.whenGoNBIsUp(c, func() { k.takeStep(c) })
}

// finish answers a cell that has ended, and turns to those that wait.
func (k *kernel) finish(c *cell) {
	k.endPanels(c)
	status := ""
	if c.reply != nil {
		status = c.reply.Value
	}
	crash := k.endOfOutput(c, status)
	if c.failure == nil && c.interrupts == 0 && (c.reply == nil || c.reply.Status == "ok") {
		k.showValue(c)
	}
	reply := map[string]any{"status": "ok", "execution_count": c.text.Number, "user_expressions": map[string]any{}, "payload": []any{}}
	_ = relay.Capture(k.cellsFolder(), "")
	failure := k.failureOf(c, crash)
	if failure != nil {
		content := map[string]any{"ename": failure.Name, "evalue": failure.Value, "traceback": failure.Traceback}
		k.emit(c, c.request.Answer("error", content))
		content["status"], content["execution_count"] = "error", c.text.Number
		reply = content
	} else if c.turned == nil {
		k.remember(c.asked.Code)
	}
	k.showKnobs(c)
	if c.interrupts > 0 && failure != nil {
		k.endProcesses() // what the program has left behind
	}
	ended := time.Now() // before anybody can know
	if c.turned == nil {
		_ = k.front.Send(jupyter.Shell, c.request.Answer("execute_reply", reply))
	}
	k.idle(c.request)
	k.cell = nil
	if c.turned != nil {
		k.endTurn(c)
	}
	if c.interrupts > 0 || failure != nil && orTrue(c.asked.StopOnError) {
		k.abort(ended)
	}
	k.next()
}

// failureOf is the error with which a cell has ended, in plain words; nil if it ended well.
func (k *kernel) failureOf(c *cell, crash string) *explain.Error {
	switch {
	case c.failure != nil:
		return c.failure
	case c.interrupts > 0 && c.wasStopped():
		told := k.language.Interrupted()
		return &told
	case c.reply == nil || c.reply.Status == "ok":
		return nil
	}
	failure := explain.Failure{Value: c.reply.Value, Stderr: crash, IsTest: c.read.Test() != nil, Test: c.found, Number: c.number, Turned: len(c.turnedFlags()) > 0}
	told := explain.Explain(failure, c.text, k, k.language)
	return &told
}

// abort answers the cells that wait: they were sent before anybody knew that an earlier one would fail or be interrupted. A
// turn stays in the queue.
func (k *kernel) abort(failedAt time.Time) {
	k.failedAt = failedAt
	k.queue = slices.DeleteFunc(k.queue, func(c *cell) bool {
		if c.turned == nil {
			k.refuse(c.request)
		}
		return c.turned == nil
	})
}

func (k *kernel) refuse(request *jupyter.Message) {
	k.busy(request)
	_ = k.front.Send(jupyter.Shell, request.Answer("execute_reply", map[string]any{"status": "aborted"}))
	k.idle(request)
}

// underWay is how long a cell may be on its way here that was sent together with one that has failed at once.
const underWay = 50 * time.Millisecond

// cameTooLate tells whether a request was sent before its sender could know that the cell above had failed.
func (k *kernel) cameTooLate(request *jupyter.Message) bool {
	sent, err := time.Parse(time.RFC3339, request.Header.Date)
	return err == nil && sent.Before(k.failedAt) && time.Since(k.failedAt) < underWay
}

// Cell is a cell by the number by which the compiler knows it.
func (k *kernel) Cell(number int) (cell explain.Cell, known bool) {
	cell, known = k.known[number]
	return cell, known
}

// Ended is where a variable was defined that ended with its cell.
func (k *kernel) Ended(name string) (cell explain.Cell, line int, known bool) {
	number, line, known := k.declared.Ended(name)
	return k.known[number], line, known
}

// Declared are the names that cells have declared.
func (k *kernel) Declared() []string { return k.declared.Names() }

// Folder is where a package of Go's library, or of the project, has its files.
func (k *kernel) Folder(importPath string) string {
	if below, is := strings.CutPrefix(importPath, "firstneuron/"); is {
		return filepath.Join(k.settings.project, below)
	}
	return filepath.Join(build.Default.GOROOT, "src", importPath)
}

// give sends a part of a cell to GoNB.
func (k *kernel) give(c *cell, code string) {
	c.sent = jupyter.New("execute_request", map[string]any{
		"code": k.forGoNB(code), "silent": false, "store_history": true, "allow_stdin": orTrue(c.asked.AllowStdin),
		"user_expressions": map[string]any{}, "stop_on_error": true,
	})
	for _, p := range process.Below(k.gonb.process.Process.Pid) {
		c.before = append(c.before, p.PID)
	}
	c.reply, c.idle, c.ended = nil, false, nil
	k.gonb.send(jupyter.Shell, c.sent)
}

// takeFromGoNB takes an answer or an output of GoNB.
func (k *kernel) takeFromGoNB(arrival jupyter.Arrival) {
	m := arrival.Message
	parent, c := m.ParentID(), k.cell
	if c == nil || c.sent == nil || parent != c.sent.Header.ID {
		k.takeFromWidgets(m, parent)
		return
	}
	switch m.Header.Type {
	case "execute_reply":
		c.reply = new(executeReply)
		_ = m.Read(c.reply)
		c.reply.Value = k.fromGoNB(c.reply.Value)
	case "status":
		var state struct {
			State string `json:"execution_state"`
		}
		_ = m.Read(&state)
		c.idle = state.State == "idle"
	case "execute_input", "error": // we say this ourselves
	case "stream":
		var text struct{ Name, Text string }
		_ = m.Read(&text)
		text.Text = k.fromGoNB(text.Text)
		if text.Name == streams[0] || !exitStatus.MatchString(text.Text) { // the error says that
			k.print(c, text.Name, text.Text)
		}
	case "input_request": // of %with_inputs and %with_password: we see ourselves when a program waits for input
		var asked struct{ Password bool }
		_ = m.Read(&asked)
		c.password = asked.Password
	default:
		k.show(c, m.Header.Type, throughHTTPS(m.Content), m.Metadata, m.Buffers)
	}
	k.goOnIfDone(c)
}

// goOnIfDone goes on with a cell if GoNB is at the end of a step, and all of its program's output is here.
func (k *kernel) goOnIfDone(c *cell) {
	if c.reply != nil && c.idle && c.program == nil {
		k.stepEnded(c)
	}
}

// raw lets JSON that came in go out as it is.
func raw(text []byte) json.RawMessage {
	if len(text) == 0 {
		return json.RawMessage("{}")
	}
	return json.RawMessage(text)
}
