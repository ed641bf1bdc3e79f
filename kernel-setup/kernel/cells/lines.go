package cells

import (
	"go/scanner"
	"go/token"
	"slices"
	"strings"
)

// A role is what a line is in its cell.
type role int

const (
	goLine       role = iota
	innerLine         // Go that begins within a raw string or a block comment, and so no command whatever it looks like
	commandLine       // a command, or one of its continuations
	packageLine       // the package clause, which every program has from us
	scriptedLine      // of a cell that is not Go
)

func (r role) isGo() bool { return r == goLine || r == innerLine }

// Prefix hides a command from an editor that expects Go.
const Prefix = "//gonb:"

// IsSpecial tells whether a line looks like a command, such as %% or !ls or -!ls. Whether it is one only its cell can tell:
// in a raw string it is text.
func IsSpecial(line string) bool {
	line = withoutPrefix(line)
	return len(line) > 1 && (line[0] == '%' || line[0] == '!')
}

// withoutPrefix is a command without what may stand before it: GoNB's prefix, and the dash that lets it fail.
func withoutPrefix(line string) string {
	line = strings.TrimPrefix(line, Prefix)
	if rest, dashed := strings.CutPrefix(line, "-"); dashed && len(rest) > 1 && (rest[0] == '%' || rest[0] == '!') {
		return rest
	}
	return line
}

// roles has the role of each line; open tells whether the last one is a command that goes on in a line to come, unclosed
// whether a raw string or a comment does.
func roles(lines []string) (roles []role, open, unclosed bool) {
	roles = make([]role, len(lines))
	if isScript(lines[0]) {
		for i := 1; i < len(lines); i++ {
			roles[i] = scriptedLine
		}
		roles[0] = commandLine
		return roles, false, false
	}
	var before brackets // what the Go lines so far say of their end
	for i, line := range lines {
		switch {
		case before.end != "":
			roles[i] = innerLine
			if _, rest, ended := strings.Cut(line, before.end); ended {
				before = scan(rest)
			}
		case open || IsSpecial(line) && !before.operator:
			roles[i] = commandLine
			open = strings.HasSuffix(line, `\`)
		case isPackageClause(line):
			roles[i] = packageLine
		default:
			last := before.operator
			before = scan(line) // no other token of Go goes on in the next line
			before.operator = before.operator || before.isEmpty && last
		}
	}
	return roles, open, before.end != ""
}

func isPackageClause(line string) bool {
	words := strings.Fields(line)
	return strings.HasPrefix(line, "package") && len(words) > 0 && words[0] == "package"
}

// brackets is what the tokens of a text say about its end.
type brackets struct {
	depth    int    // brackets that are open at the end
	end      string // what would end the raw string or the comment that goes on: ` or */; "" if none does
	operator bool   // the last token wants an operand: && !x
	isEmpty  bool   // there is no token
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
	last := token.EOF
	for {
		_, tok, literal := s.Scan()
		switch tok {
		case token.EOF:
			found.operator = slices.Contains([]token.Token{token.LAND, token.LOR, token.EQL, token.NEQ, token.ASSIGN, token.DEFINE,
				token.COMMA, token.LPAREN}, last)
			found.isEmpty = last == token.EOF
			return found
		case token.LPAREN, token.LBRACK, token.LBRACE:
			found.depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			found.depth--
		}
		if tok != token.SEMICOLON || literal == ";" {
			last = tok
		}
	}
}
