package cells

import (
	"go/scanner"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A segment is a piece of a cell at top level: a declaration or a statement.
type segment struct {
	from, to int         // offsets in the Go text, with the comment above it
	start    int         // of its first token
	token    token.Token // IMPORT, CONST, VAR, TYPE or FUNC; ILLEGAL for a statement
	names    []string    // of x, y := …
	mentions []string    // identifiers on the right of :=
}

// definesNew tells whether the segment defines names, such as x := 1, none of which is taken; it takes them. What is not
// Go's own name for something else, and is not defined from itself, may become a variable of the whole program.
func (s segment) definesNew(taken map[string]bool) bool {
	if len(s.names) == 0 {
		return false
	}
	fresh := false
	for _, name := range s.names {
		if name == "_" {
			continue
		}
		fresh = true
		if taken[name] || types.Universe.Lookup(name) != nil || name == "main" || name == "init" {
			return false
		}
		for _, other := range s.mentions {
			if other == name {
				return false
			}
		}
	}
	for _, name := range s.names {
		taken[name] = true
	}
	return fresh
}

// A lexeme is a token with its place in the text.
type lexeme struct {
	from, to int
	token    token.Token
	text     string
	newline  bool // a semicolon that Go puts at the end of a line
}

// lex reads the tokens of a text; comment is where one begins that is never closed, or -1.
func lex(text string) (all []lexeme, comment int) {
	comment = -1
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", 1, len(text))
	s.Init(file, []byte(text), func(at token.Position, message string) {
		if message == "comment not terminated" {
			comment = at.Offset
		}
	}, scanner.ScanComments)
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			return all, comment
		}
		from := file.Offset(pos)
		length := len(literal)
		switch {
		case tok == token.SEMICOLON && literal != ";":
			length = 0
		case literal == "":
			length = len(tok.String())
		case tok == token.COMMENT || tok == token.STRING:
			length = lengthInText(text[from:], literal) // the scanner leaves out carriage returns
		}
		all = append(all, lexeme{from, min(from+length, len(text)), tok, literal, tok == token.SEMICOLON && literal != ";"})
	}
}

// lengthInText is how long a literal is in the text, where it may have carriage returns that Go leaves out.
func lengthInText(text, literal string) int {
	i := 0
	for j := 0; i < len(text) && j < len(literal); i++ {
		if text[i] == literal[j] {
			j++
		} else if text[i] != '\r' {
			break
		}
	}
	return i
}

// split cuts a text into its segments.
func split(text string, tokens []lexeme) (all []segment) {
	depth := 0
	var current *segment
	comment := -1 // where the comment began that stands right above what comes
	commentEnd := 0
	first := 0 // index of the segment's first token
	finish := func(i, end int) {
		current.to = end
		current.define(tokens[first:i])
		all = append(all, *current)
		current = nil
	}
	end := 0
	for i, t := range tokens {
		if t.token == token.COMMENT {
			if current == nil {
				gap := strings.Count(text[commentEnd:t.from], "\n")
				if comment < 0 || gap > 1 {
					comment = t.from
				}
				commentEnd = t.to
			} else if depth == 0 && strings.HasPrefix(t.text, knobComment) && (current.token == token.VAR || tokens[first+1].token == token.DEFINE) {
				end = t.to // it belongs to the flag in its line
			}
			continue
		}
		if current == nil {
			if t.token == token.SEMICOLON {
				comment = -1
				continue
			}
			from := t.from
			if comment >= 0 && strings.Count(text[commentEnd:t.from], "\n") <= 1 {
				from = comment
			}
			current = &segment{from: from, start: t.from, token: kindOf(tokens[i:])}
			comment, first = -1, i
		}
		switch t.token {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth = max(0, depth-1)
		case token.SEMICOLON:
			if depth == 0 && !(t.newline && current.wantsBlock(tokens, first, i)) {
				finish(i, end)
				commentEnd = t.to
				continue
			}
		}
		end = t.to
	}
	if current != nil {
		finish(len(tokens), len(strings.TrimRight(text, " \t\r\n")))
	}
	return all
}

// wantsBlock tells whether a { in the line below belongs to the segment that ends at a token: its writer put it there, and the
// parser is to say so.
func (s segment) wantsBlock(tokens []lexeme, first, i int) bool {
	next := slices.IndexFunc(tokens[i+1:], func(l lexeme) bool { return l.token != token.COMMENT })
	if next < 0 || tokens[i+1+next].token != token.LBRACE || tokens[i-1].token == token.RBRACE {
		return false
	}
	return slices.Contains([]token.Token{token.FUNC, token.TYPE, token.IF, token.FOR, token.SWITCH, token.SELECT}, tokens[first].token)
}

// kindOf says what the tokens of a segment begin: a declaration by its keyword, else a statement. A function without a name
// is one.
func kindOf(tokens []lexeme) token.Token {
	switch tokens[0].token {
	case token.IMPORT, token.CONST, token.VAR, token.TYPE:
		return tokens[0].token
	case token.FUNC:
		if isFunctionDeclaration(tokens[1:]) {
			return token.FUNC
		}
	}
	return token.ILLEGAL
}

// isFunctionDeclaration looks at what follows func: a name, or a receiver and a name and its parameters.
func isFunctionDeclaration(tokens []lexeme) bool {
	if len(tokens) == 0 || tokens[0].token != token.LPAREN {
		return true // func f, or one that is only begun
	}
	depth := 0
	for i, t := range tokens {
		switch t.token {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			if depth--; depth == 0 {
				rest := tokens[i+1:]
				return len(rest) < 2 || rest[0].token == token.IDENT && (rest[1].token == token.LPAREN || rest[1].newline)
			}
		}
	}
	return true
}

// define notes the names of a segment of the form x, y := … and what they are made of.
func (s *segment) define(tokens []lexeme) {
	var names []string
	for i, t := range tokens {
		switch {
		case t.token == token.DEFINE && len(names) > 0:
			s.names = names
			for j, right := range tokens[i+1:] {
				if right.token == token.IDENT && (j == 0 || tokens[i+j].token != token.PERIOD) {
					s.mentions = append(s.mentions, right.text)
				}
			}
			return
		case t.token == token.IDENT && i%2 == 0:
			names = append(names, t.text)
		case t.token == token.COMMA && i%2 == 1:
		default:
			return
		}
	}
}
