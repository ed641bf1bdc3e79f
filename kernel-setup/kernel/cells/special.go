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
	return line >= 0 && line < len(roles) && roles[line] == goLine
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
	line = strings.TrimPrefix(line, Prefix)
	word, _, _ := strings.Cut(line, " ")
	for _, command := range Commands {
		if command.First && word == command.Name {
			return true
		}
	}
	return false
}

// A role is what GoNB makes of a line.
type role int

const (
	goLine      role = iota
	skippedLine      // a command, or the package line, which GoNB writes itself
	mainLine         // the rest of the cell is the body of func main
	execLine         // a whole func main that calls one function
	foreignLine      // of a cell that is not Go
)

// roles has the role of each line; open tells whether the last one is a command that goes on in a line to come.
func roles(lines []string) (roles []role, open bool) {
	roles = make([]role, len(lines))
	foreign := IsForeign(lines[0])
	for i, line := range lines {
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
		case goLine:
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
