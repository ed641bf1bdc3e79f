package cells

import (
	"go/token"
	"slices"
	"strings"
)

// A Program is a cell as gopls should see it: two files of one package main. They are two so that a cell that is only half
// written cannot swallow what earlier cells declared.
type Program struct {
	Earlier string // what the cells before have declared, without what this one declares again
	Cell    string // the imports of before, then the cell, line for line and column for column
	First   int    // the line of Cell, from 0, in which the cell's first line is
}

// Compose puts a cell behind the declarations so far. The cell may be broken: it is being written. A line that is a command
// is left empty, and %% begins a func main that ends with the cell; so does the first statement where there is no %%. A cell
// that is not Go leaves all its lines empty.
//
// The place of the cell's line l, column c is in Program.Cell line First+l, column c.
func (d *Declarations) Compose(code string) Program {
	c := Read(code)
	p, _ := c.parse(0) // what the parser could make out will do
	var imports, all, rest strings.Builder
	for _, declared := range d.all { // the earlier declarations need the imports that the cell replaces, too
		if declared.token == token.IMPORT {
			all.WriteString(declared.text + "\n")
		}
	}
	for _, declared := range without(d.all, keys(p.declarations)) {
		text := declared.text + "\n"
		if declared.defined {
			text = "var " + text
		}
		if declared.token == token.IMPORT {
			imports.WriteString(text)
		} else {
			rest.WriteString("\n" + text)
		}
	}
	head := "package main\n" + imports.String()
	text := c.goText
	switch {
	case c.Script:
		text = strings.Repeat("\n", len(c.lines))
	case c.main != nil && c.main.Name == "%exec":
		text += mainHead + strings.Join(c.main.Words[:min(1, len(c.main.Words))], "") + "() }\n"
	case c.main != nil:
		text = c.mainText()
	default:
		head, text = c.inMain(head, text)
	}
	return Program{
		Earlier: "package main\n" + all.String() + rest.String(),
		Cell:    head + text,
		First:   strings.Count(head, "\n"),
	}
}

// inMain puts the statements of a cell into a func main: in the line in which the segment before them ends, so that lines
// and columns stay.
func (c *Cell) inMain(head, text string) (newHead, newText string) {
	first := c.firstStatement()
	if first < 0 {
		return head, text
	}
	after := 0
	for _, s := range c.declared {
		if s.to <= first {
			after = max(after, s.to)
		}
	}
	if after == 0 {
		return head + "func main() {\n", text + "}\n"
	}
	return head, text[:after] + "; func main() {" + text[after:] + "}\n"
}

// beginsKeyword tells whether a text is the beginning of a word with which declarations begin.
func beginsKeyword(text string) bool {
	return slices.ContainsFunc([]string{"const", "func", "import", "package", "type", "var"}, func(keyword string) bool { return strings.HasPrefix(keyword, text) })
}

// firstStatement is where the first statement begins, or -1. A name alone in its line is none if it may be a keyword, half
// written.
func (c *Cell) firstStatement() int {
	first := -1
	for _, all := range [][]segment{c.defined, c.body} {
		for _, s := range all {
			if (first < 0 || s.start < first) && !beginsKeyword(c.goText[s.start:s.to]) {
				first = s.start
			}
		}
	}
	return first
}
