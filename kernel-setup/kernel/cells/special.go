// Package cells says what the text of a notebook's cell means to GoNB: which lines are commands and which are Go, whether
// the text is whole, and what it leaves behind for the cells after it. It starts no process and touches no file.
//
// The rules are GoNB's, read from its internal/specialcmd and internal/goexec (v0.11.5).
package cells

import "strings"

// IsSpecial tells whether a line is a command to GoNB, such as %% or !ls, and not Go. The line that follows one that ends
// in a backslash belongs to the command too; that cannot be seen from the line alone.
func IsSpecial(line string) bool {
	line = strings.TrimPrefix(line, Prefix)
	return len(line) > 1 && (line[0] == '%' || line[0] == '!')
}

// IsGo tells whether a line of a cell, from 0, is Go: neither a command nor one's continuation nor part of a script.
func IsGo(code string, line int) bool {
	roles, _ := roles(strings.Split(code, "\n"))
	return line >= 0 && line < len(roles) && roles[line].isGo()
}

// Inner tells of each line of a cell whether it begins within a raw string or a block comment. GoNB does not check: it
// takes such a line for a command if it looks like one.
func Inner(code string) []bool {
	roles, _ := roles(strings.Split(code, "\n"))
	inner := make([]bool, len(roles))
	for i, role := range roles {
		inner[i] = role == innerLine
	}
	return inner
}

// Prefix hides a command from an editor that expects Go.
const Prefix = "//gonb:"

// Mains are the lines, from 1, that begin a func main: %%, %main and %exec. Two in one cell end GoNB.
func Mains(code string) []int {
	var mains []int
	roles, _ := roles(strings.Split(code, "\n"))
	for i, role := range roles {
		if role == mainLine || role == execLine {
			mains = append(mains, i+1)
		}
	}
	return mains
}

// IsForeign tells whether the first line makes a cell something else than Go as a whole: a file or a script.
func IsForeign(code string) bool {
	line, _, _ := strings.Cut(code, "\n")
	words := strings.FieldsFunc(strings.TrimPrefix(line, Prefix), func(r rune) bool { return r == ' ' || r == '\t' })
	for _, command := range Commands {
		if command.First && len(words) > 0 && words[0] == command.Name {
			return true
		}
	}
	return false
}

// A role is what a line is in its cell.
type role int

const (
	goLine      role = iota
	innerLine        // Go that begins within a raw string or a block comment, and so no command whatever it looks like
	skippedLine      // a command, or the package line, which GoNB writes itself
	mainLine         // the rest of the cell is the body of func main
	execLine         // a whole func main that calls one function
	foreignLine      // of a cell that is not Go
)

func (r role) isGo() bool { return r == goLine || r == innerLine }

// roles has the role of each line; open tells whether the last one is a command that goes on in a line to come.
func roles(lines []string) (roles []role, open bool) {
	roles = make([]role, len(lines))
	foreign := IsForeign(lines[0])
	end := "" // of the raw string or the comment in which the line begins
	for i, line := range lines {
		if end != "" {
			roles[i] = innerLine
			if _, rest, ended := strings.Cut(line, end); ended {
				end = scan(rest).end
			}
			continue
		}
		line = strings.TrimPrefix(line, Prefix)
		skipped := open || IsSpecial(line)
		open = skipped && strings.HasSuffix(line, `\`)
		switch {
		case foreign:
			roles[i], open = foreignLine, false
		case beginsMain(line): // even as the continuation of another command
			roles[i] = mainLine
		case strings.HasPrefix(line, "%exec"):
			roles[i] = execLine
		case skipped || strings.HasPrefix(lines[i], "package"):
			roles[i] = skippedLine
		default:
			end = scan(lines[i]).end // no other token of Go goes on in the next line
		}
	}
	return roles, open
}

// mainHead is what GoNB makes of %%.
const mainHead = "func main() { flag.Parse()"

func beginsMain(line string) bool {
	return line == "%%" || strings.HasPrefix(line, "%% ") || strings.HasPrefix(line, "%%\t") || strings.HasPrefix(line, "%main")
}

// goText is a cell as Go declarations, line for line and column for column; what is not Go leaves its line empty. The
// body of a func main that the cell began is still open at the end, and inMain says so.
func goText(lines []string) (text string, inMain bool) {
	roles, _ := roles(lines)
	var b strings.Builder
	for i, line := range lines {
		switch roles[i] {
		case goLine, innerLine:
			b.WriteString(line)
		case mainLine:
			b.WriteString(mainHead)
			inMain = true
		case execLine:
			words := append(strings.Fields(line), "_")
			b.WriteString("func main() { flag.Parse(); " + words[1] + "() }")
		}
		b.WriteByte('\n')
	}
	return b.String(), inMain
}
