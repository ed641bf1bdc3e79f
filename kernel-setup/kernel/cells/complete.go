package cells

import (
	"errors"
	"go/parser"
	"go/scanner"
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
	lines := strings.Split(code, "\n")
	last := lines[len(lines)-1]
	ended := len(lines) > 1 && strings.TrimSpace(last) == ""
	roles, open := roles(lines)
	switch mains := Mains(code); {
	case roles[0] == foreignLine:
		// Only its writer knows where a file or a script ends, and says so by an empty line.
		if ended {
			return Complete, ""
		}
		return Incomplete, ""
	case open:
		return Incomplete, ""
	case len(mains) > 1:
		return Invalid, ""
	}

	text, inMain := goText(lines)
	switch written := scan(OnlyGo(code)); {
	case written.end != "":
		return Incomplete, ""
	case written.unopened:
		return Invalid, ""
	}
	switch parse(text, inMain) {
	case Invalid:
		return Invalid, ""
	case Incomplete:
		return Incomplete, nextIndent(lines)
	}
	if inMain && !ended { // more statements may follow: an empty line says that none does
		return Incomplete, ""
	}
	return Complete, ""
}

// parse judges Go declarations. A mistake before the end of the text stays one whatever follows; one at its end is that
// the text ends there.
func parse(text string, inMain bool) Status {
	const head = "package main\n"
	end := len(head) + len(text)
	if inMain {
		text += "}\n"
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", head+text, parser.SkipObjectResolution)
	if err == nil {
		return Complete
	}
	var faults scanner.ErrorList
	if !errors.As(err, &faults) {
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

// brackets is what the tokens of a text say about its end.
type brackets struct {
	depth    int    // brackets that are open at the end
	unopened bool   // one was closed that had not been opened
	end      string // what would end the raw string or the comment that goes on: ` or */; "" if none does
}

func scan(text string) (found brackets) {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(text))
	s.Init(file, []byte(text), func(_ token.Position, message string) {
		switch message {
		case "raw string literal not terminated":
			found.end = "`"
		case "comment not terminated":
			found.end = "*/"
		}
	}, 0)
	for {
		switch _, tok, _ := s.Scan(); tok {
		case token.EOF:
			return found
		case token.LPAREN, token.LBRACK, token.LBRACE:
			found.depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			found.depth--
			found.unopened = found.unopened || found.depth < 0
		}
	}
}

// OnlyGo is what the writer wrote in Go, line for line: commands leave their lines empty, and the brace of the func main
// that %% began is not there, for it is not theirs to close.
func OnlyGo(code string) string {
	lines := strings.Split(code, "\n")
	roles, _ := roles(lines)
	for i, role := range roles {
		if !role.isGo() {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

// nextIndent is that of the last line that is not blank, and one tab more if it opens something.
func nextIndent(lines []string) string {
	for i := len(lines) - 1; i >= 0; i-- {
		line := lines[i]
		if strings.TrimSpace(line) == "" || IsSpecial(line) {
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
