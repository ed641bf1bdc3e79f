// Package cells says what the text of a notebook's cell means: which lines are commands and which are Go, whether the text
// is whole, what program it makes with what the cells before have declared, and what it leaves behind for the cells after
// it. It starts no process and touches no file.
//
// A cell is read once, by [Read]; everything else is derived from that. The commands are GoNB's (v0.11.5).
package cells

import (
	"go/token"
	"slices"
	"strings"
)

// A Cell is the text of a cell, read.
type Cell struct {
	Calls    []Call // the commands, in their order
	Script   bool   // the first of them takes the rest of the cell, which is not Go
	Rest     string // that rest
	lines    []string
	roles    []role
	open     bool      // the last line is a command that goes on
	unclosed bool      // a raw string or a comment goes on at the end
	goText   string    // the cell as Go, line for line and column for column: what is not Go leaves its line empty
	lexemes  []lexeme  // of goText
	comment  int       // where a comment begins in goText that is never closed, or -1
	main     *Call     // %%, %main or %exec
	bodyFrom int       // where the body below %% begins in goText
	declared []segment // what is declared at top level, by keyword
	defined  []segment // x := … before any other statement: declared at top level too
	body     []segment // the statements
}

// Read reads the text of a cell. Line ends are line feeds from here on, as they are to Go; so is a text that Windows wrote.
func Read(code string) *Cell {
	code = strings.ReplaceAll(strings.TrimPrefix(code, "\ufeff"), "\r\n", "\n")
	c := &Cell{lines: strings.Split(code, "\n")}
	c.roles, c.open, c.unclosed = roles(c.lines)
	if isScript(c.lines[0]) {
		c.Script = true
		call := callOf(strings.TrimLeft(c.lines[0], " \t"))
		call.Line = 1
		c.Calls, c.Rest = []Call{call}, strings.Join(c.lines[1:], "\n")
		return c
	}
	c.readCommands()
	c.readGo()
	return c
}

func (c *Cell) readCommands() {
	for i := 0; i < len(c.lines); i++ {
		if c.roles[i] != commandLine {
			continue
		}
		line, from := c.lines[i], i
		for strings.HasSuffix(line, `\`) {
			line = strings.TrimSuffix(line, `\`) + " "
			if i+1 == len(c.lines) {
				break
			}
			i++
			line += strings.TrimPrefix(c.lines[i], Prefix)
		}
		call := callOf(line)
		call.Line = from + 1
		if call.Name == "%" || call.Name == "!" && call.Rest() == "" {
			continue // a command without a name is none
		}
		c.Calls = append(c.Calls, call)
	}
	for i := range c.Calls {
		if c.Calls[i].IsMain() {
			c.main = &c.Calls[i]
			break
		}
	}
}

func (c *Cell) readGo() {
	var text strings.Builder
	for i, line := range c.lines {
		if c.main != nil && c.main.Line == i+1 {
			c.bodyFrom = text.Len()
		}
		if c.roles[i].isGo() {
			text.WriteString(line)
		}
		text.WriteByte('\n')
	}
	c.goText = text.String()
	c.lexemes, c.comment = lex(c.goText)
	if c.main != nil && c.main.Name != "%exec" {
		above := slices.IndexFunc(c.lexemes, func(l lexeme) bool { return l.from >= c.bodyFrom })
		if above < 0 {
			above = len(c.lexemes)
		}
		c.declared = split(c.goText[:c.bodyFrom], c.lexemes[:above]) // a statement among them is an error that the parser names
		c.body = []segment{{from: c.bodyFrom, to: len(c.goText), token: token.ILLEGAL}}
		return
	}
	defining := c.main == nil
	names := map[string]bool{}
	for _, part := range split(c.goText, c.lexemes) {
		switch {
		case part.token == token.IMPORT, part.token == token.FUNC, part.token == token.TYPE, part.token == token.CONST,
			part.token == token.VAR && defining, c.main != nil:
			c.declared = append(c.declared, part)
		case defining && part.definesNew(names):
			c.defined = append(c.defined, part)
		default:
			defining = defining && token.IsIdentifier(c.goText[part.start:part.to]) // x alone changes nothing
			c.body = append(c.body, part)
		}
	}
}

// Mains are the lines, from 1, that say how the program begins: %%, %main and %exec. A cell has one at most.
func (c *Cell) Mains() (lines []int) {
	for _, call := range c.Calls {
		if call.IsMain() {
			lines = append(lines, call.Line)
		}
	}
	return lines
}

// Test is the command that makes the cell a test; nil if it is none.
func (c *Cell) Test() *Call {
	for i := range c.Calls {
		if c.Calls[i].IsTest() {
			return &c.Calls[i]
		}
	}
	return nil
}

// LeftOut is the line, from 1, of the first statement of a test, which runs none; 0 if it has none.
func (c *Cell) LeftOut() (line int) {
	if c.Test() == nil || len(c.body) == 0 {
		return 0
	}
	for _, l := range c.lexemes {
		if l.from >= c.body[0].from && l.token != token.COMMENT && l.token != token.SEMICOLON {
			line, _ = c.place(l.from)
			return line
		}
	}
	return 0
}

// HasGo tells whether there is a program to run: Go, or a command that calls for one.
func (c *Cell) HasGo() bool {
	return c.main != nil || c.Test() != nil || c.unclosed || len(c.declared)+len(c.defined)+len(c.body) > 0
}

// IsBare tells whether the cell has statements without a %% above them.
func (c *Cell) IsBare() bool { return c.main == nil && len(c.body) > 0 }

// place is where an offset of the Go text is in the cell, both from 1; the column counts bytes.
func (c *Cell) place(offset int) (line, column int) {
	before := c.goText[:min(offset, len(c.goText))]
	return strings.Count(before, "\n") + 1, len(before) - strings.LastIndexByte(before, '\n')
}

// IsGo tells whether a line of a cell, from 0, is Go: neither a command nor one's continuation nor part of a script.
func IsGo(code string, line int) bool {
	c := Read(code)
	return line >= 0 && line < len(c.roles) && c.roles[line].isGo()
}

// IsForeign tells whether the first line makes a cell something else than Go as a whole: a file or a script.
func IsForeign(code string) bool { return Read(code).Script }

// Declared is OnlyGo, but x := … above all statements is var x = …, as which it is declared.
func Declared(code string) string {
	c := Read(code)
	text := c.goText
	for _, s := range slices.Backward(c.defined) {
		text = text[:s.start] + "var " + strings.Replace(text[s.start:s.to], ":=", "=", 1) + text[s.to:]
	}
	return strings.TrimSuffix(text, "\n")
}

// OnlyGo is what the writer wrote in Go, line for line: commands leave their lines empty.
func OnlyGo(code string) string { return strings.TrimSuffix(Read(code).goText, "\n") }
