package explain

import (
	"fmt"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A place is where a problem is.
type place struct {
	cell    *Cell  // nil: none, or one that is not known
	earlier bool   // the cell is not the one that failed
	file    string // a file that is no cell, such as firstneuron/pkg/neuron/neuron.go
	line    int    // counted from 1 as in the cell, a line %% too; 0: not known
	text    string // the line as typed; empty: not known
	column  int    // counted from 1, in bytes of the text; 0: not known
}

// where names the place in words.
func (l Language) where(p place) string {
	switch {
	case p.file != "":
		return fmt.Sprintf(l.in("%s, line %d", "%s, строка %d"), p.file, p.line)
	case p.cell == nil && p.line == 0:
		return ""
	case p.cell == nil || p.cell.Number == 0 && p.earlier:
		return fmt.Sprintf(l.in("An earlier cell, line %d", "Одна из ячеек выше, строка %d"), p.line)
	case p.cell.Number == 0 && p.line == 0:
		return ""
	case p.cell.Number == 0:
		return fmt.Sprintf(l.in("Line %d", "Строка %d"), p.line)
	case p.line == 0:
		return fmt.Sprintf(l.in("Cell [%d]", "Ячейка [%d]"), p.cell.Number)
	default:
		return fmt.Sprintf(l.in("Cell [%d], line %d", "Ячейка [%d], строка %d"), p.cell.Number, p.line)
	}
}

// quote is the line, with a caret below its column. Tabs stay tabs below the line, so
// that the caret stands right however wide they are.
func (p place) quote() string {
	const indent = "    "
	quoted := indent + strings.TrimRight(p.text, " \t\r")
	if p.column < 1 || p.column > len(p.text)+1 { // one more is the end of the line
		return quoted
	}
	blanks := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, p.text[:p.column-1])
	return quoted + "\n" + indent + blanks + "^"
}

// rest is the line from the column on, or all of it.
func (p place) rest() string {
	if p.column >= 1 && p.column <= len(p.text) {
		return p.text[p.column-1:]
	}
	return p.text
}

// lineNumbered is the line of a cell with the given number, counted from 1.
func (c Cell) lineNumbered(number int) string {
	lines := strings.Split(c.Source, "\n")
	if number < 1 || number > len(lines) {
		return ""
	}
	return lines[number-1]
}

// cells are the cells that GoNB's answer can speak of.
type cells struct {
	current Cell
	byID    func(id int) (Cell, bool)
}

// at is a line of the cell with GoNB's id; id 0 is the cell that failed. GoNB rewrites
// what a cell declares: "var a int" becomes a line "a int" of a block. The line of the
// program that it compiled and the column in it, if known, tell which line of the cell
// is meant, should GoNB's number be wrong, and where the caret stands.
func (c cells) at(id, line int, program string, column int) place {
	cell, known := c.current, true
	if id > 0 && c.byID != nil {
		cell, known = c.byID(id)
	}
	if !known {
		return place{line: line, text: strings.TrimSpace(program), earlier: true}
	}
	line = cell.nearest(line, program)
	p := place{cell: &cell, earlier: cell != c.current, line: line, text: cell.lineNumbered(line)}
	code := strings.TrimSpace(program)
	_, afterKeyword, _ := strings.Cut(code, " ") // GoNB takes blocks apart: "V []int" becomes "type V []int"
	for _, code := range []string{code, afterKeyword} {
		start, leading := strings.Index(p.text, code), strings.Index(program, code)
		if code != "" && start >= 0 && column > leading {
			p.column = column - leading + start
			break
		}
	}
	return p
}

// in is a place in the cell that failed; line 0 is the cell as a whole.
func (c cells) in(line, column int) place {
	cell := c.current
	return place{cell: &cell, line: line, text: cell.lineNumbered(line), column: column}
}

// nearest is the given line if it can be the line of the program, else the nearest one that
// is equal to that, else again the given one.
func (c Cell) nearest(line int, program string) int {
	if program == "" || couldBe(c.lineNumbered(line), program) {
		return line
	}
	best, distance := line, -1
	for i, candidate := range strings.Split(c.Source, "\n") {
		away := max(i+1-line, line-i-1)
		if same(candidate, program) && (distance < 0 || away < distance) {
			best, distance = i+1, away
		}
	}
	return best
}

// search finds line number i of the program, counted from 0, where GoNB names no cell: in the cell that
// failed, else in the latest other one that has such a line.
func (c cells) search(program []string, i int) (place, bool) {
	if line := c.current.find(program, i); line > 0 {
		return c.in(line, 0), true
	}
	const most = 10_000 // cells that a kernel runs, at most, before this gives up
	for id := most; id > 0 && c.byID != nil; id-- {
		cell, known := c.byID(id)
		if !known || cell == c.current {
			continue
		}
		if line := cell.find(program, i); line > 0 {
			return place{cell: &cell, earlier: true, line: line, text: cell.lineNumbered(line)}, true
		}
	}
	return place{}, false
}

// find is the line of the cell that is line i of the program, or 0. Of several equal ones it is the one below
// the most lines that are equal too.
func (c Cell) find(program []string, i int) int {
	if i < 0 || i >= len(program) || squeezed(program[i]) == "" {
		return 0
	}
	best, most := 0, 0
	lines := strings.Split(c.Source, "\n")
	for at := range lines {
		equal := 0
		for equal <= min(at, i) && same(lines[at-equal], program[i-equal]) {
			equal++
		}
		if equal > most {
			best, most = at+1, equal
		}
	}
	return best
}

// same tells whether a line of a cell is a line of the program. GoNB puts declarations into blocks.
func same(line, program string) bool {
	if squeezed(line) == squeezed(program) {
		return true
	}
	keyword, declaration, _ := strings.Cut(strings.TrimSpace(line), " ")
	return token.IsKeyword(keyword) && squeezed(declaration) == squeezed(program)
}

// couldBe tells whether every word of a line of the program is in a line of a cell.
func couldBe(line, program string) bool {
	if strings.TrimSpace(program) == "" {
		return strings.TrimSpace(line) == ""
	}
	words := strings.FieldsFunc(program, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return strings.Contains(squeezed(line), squeezed(program))
	}
	for _, word := range words {
		if !strings.Contains(line, word) {
			return false
		}
	}
	return true
}

func squeezed(line string) string { return strings.Join(strings.Fields(line), "") }

// capital makes a sentence begin with a capital letter, unless it begins with a name from the code.
func capital(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	word, _, _ := strings.Cut(sentence, " ")
	if strings.ContainsAny(word, ".:/_()\"'`") {
		return sentence
	}
	return string(unicode.ToUpper(first)) + sentence[size:]
}
