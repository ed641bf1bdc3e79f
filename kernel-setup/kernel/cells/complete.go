package cells

import (
	"go/parser"
	"go/token"
	"strings"
)

// A Status says what a console does with a text when its writer presses Enter. The words are Jupyter's.
type Status string

const (
	Complete   Status = "complete"   // run it
	Incomplete Status = "incomplete" // more will follow
	Invalid    Status = "invalid"    // whatever follows, it will not become Go
)

// IsComplete judges a text by Go's own parser. For an incomplete text it has the indent of the line to come.
func IsComplete(code string) (status Status, indent string) {
	c := Read(code)
	last := c.lines[len(c.lines)-1]
	ended := len(c.lines) > 1 && strings.TrimSpace(last) == ""
	switch {
	case c.Script:
		// Only its writer knows where a file or a script ends, and says so by an empty line.
		if ended {
			return Complete, ""
		}
		return Incomplete, ""
	case c.open:
		return Incomplete, ""
	case len(c.Mains()) > 1:
		return Invalid, ""
	case c.unclosed:
		return Incomplete, ""
	}
	if extra, _ := c.brackets(); extra != nil {
		return Invalid, ""
	}
	hasBody := c.main != nil && c.main.Name != "%exec"
	text, end := c.goText, len(c.goText)
	if hasBody {
		text, end = c.mainText(), end+len(mainHead)
	} else if len(c.body) > 0 || len(c.defined) > 0 {
		text, end = c.bareText()
	}
	switch status := parse(text, end); {
	case status == Incomplete:
		return Incomplete, c.nextIndent()
	case status == Invalid:
		return Invalid, ""
	case hasBody && !ended: // more statements may follow: an empty line says that none does
		return Incomplete, ""
	}
	return Complete, ""
}

const mainHead = "func main() {"

// mainText is a cell with %% as Go; its body is closed behind what was written.
func (c *Cell) mainText() string {
	return c.goText[:c.bodyFrom] + mainHead + c.goText[c.bodyFrom:] + "}\n"
}

// bareText is the statements of a cell without %% as the body of a function, and where in it the written text ends. Only
// the last segment can be unfinished.
func (c *Cell) bareText() (text string, end int) {
	all := append(append([]segment{}, c.defined...), c.body...)
	last := all[len(all)-1]
	var b strings.Builder
	for _, s := range c.declared {
		if s.from > last.from {
			last = s
		}
		if s.token == token.FUNC || s.token == token.IMPORT {
			b.WriteString(c.goText[s.from:s.to] + "\n")
			end = b.Len()
		}
	}
	if last.token == token.FUNC || last.token == token.IMPORT {
		return b.String(), end
	}
	b.WriteString("func _() {\n")
	for _, s := range all {
		b.WriteString(c.goText[s.from:s.to] + "\n")
	}
	return b.String() + "}\n", b.Len()
}

// parse judges Go whose writer has come to the given end; behind that is what we have added. A mistake before the end stays
// one whatever follows; one at the end is that the text ends there.
func parse(text string, end int) Status {
	const head = "package main\n"
	end += len(head)
	_, err := parser.ParseFile(token.NewFileSet(), "", head+text, parser.SkipObjectResolution)
	if err == nil {
		return Complete
	}
	faults := parseErrors(err)
	if len(faults) == 0 {
		return Invalid
	}
	endsEarly := faults[len(faults)-1].Pos.Offset >= end
	for _, fault := range faults {
		// The parser says this of defer func() { too, for which the call is still to come.
		if endsEarly && strings.HasSuffix(fault.Msg, "must be function call") {
			continue
		}
		if fault.Pos.Offset < end {
			return Invalid
		}
	}
	return Incomplete
}

// nextIndent is that of the last line that is not blank, and one tab more if it opens something.
func (c *Cell) nextIndent() string {
	for i := len(c.lines) - 1; i >= 0; i-- {
		line := c.lines[i]
		if strings.TrimSpace(line) == "" || !c.roles[i].isGo() {
			continue
		}
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if scan(line).depth > 0 || strings.HasSuffix(strings.TrimSpace(line), ":") {
			indent += "\t"
		}
		return indent
	}
	return ""
}
