package explain

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	celltext "firstneuron/kernel-setup/kernel/cells"
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

// before is the line up to the column.
func (p place) before() string {
	if p.column >= 1 && p.column <= len(p.text)+1 {
		return p.text[:p.column-1]
	}
	return ""
}

// body is the line %% of the cell, 0 if it has none.
func (p place) body() int {
	if p.cell == nil {
		return 0
	}
	return celltext.Read(p.cell.Source).Body()
}

// isBelowMain tells whether a place is in the func main that a line %% begins.
func (p place) isBelowMain() bool {
	body := p.body()
	return body > 0 && p.line > body
}

// top says where a cell has its imports.
func (l Language) top(p place) string {
	if p.body() > 0 {
		return l.in("above the line %%", "над строкой %%")
	}
	return l.in("at the top of the cell", "в начале ячейки")
}

// lineNumbered is the line of a cell with the given number, counted from 1.
func (c Cell) lineNumbered(number int) string {
	lines := strings.Split(c.Source, "\n")
	if number < 1 || number > len(lines) {
		return ""
	}
	return lines[number-1]
}

// cells are the cells of which an answer can speak.
type cells struct {
	current  Cell
	number   int // by which the compiler knows it
	notebook Notebook
	known    map[string][]string // names, by where they were looked up
}

// cellFile is a cell's name as the compiler has it: Cell[7], mostly behind the folder in which it compiles.
const cellFile = `(?:\S.*[/\\]|\./)?Cell\[(\d+)\]`

var isCellFile = regexp.MustCompile(`^` + cellFile + `$`)

// at is a place in the cell that the compiler knows by a file name; ok is false if the file is no cell.
func (c cells) at(file string, line, column int) (p place, ok bool) {
	match := isCellFile.FindStringSubmatch(file)
	if match == nil {
		return place{}, false
	}
	number, _ := strconv.Atoi(match[1])
	if number == c.number {
		return c.in(line, column), true
	}
	if c.notebook != nil {
		if cell, known := c.notebook.Cell(number); known {
			return place{cell: &cell, earlier: true, line: line, text: cell.lineNumbered(line), column: column}, true
		}
	}
	return place{line: line, earlier: true}, true
}

// in is a place in the cell that failed; line 0 is the cell as a whole.
func (c cells) in(line, column int) place {
	cell := c.current
	return place{cell: &cell, line: line, text: cell.lineNumbered(line), column: column}
}

// capital makes a sentence begin with a capital letter, unless it begins with a name from the code.
func capital(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	word, _, _ := strings.Cut(sentence, " ")
	if strings.ContainsAny(word, ".:/_()\"'`%") {
		return sentence
	}
	return string(unicode.ToUpper(first)) + sentence[size:]
}
