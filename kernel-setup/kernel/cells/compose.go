package cells

import (
	"go/scanner"
	"go/token"
	"strings"
)

// A Program is a cell as gopls should see it: two files of one package main. They are two so that a cell that is only half
// written cannot swallow what earlier cells declared.
type Program struct {
	Earlier string // what the cells before have declared, without what this one declares anew
	Cell    string // the imports of before, then the cell, line for line and column for column
	First   int    // the line of Cell, from 0, in which the cell's first line is
}

// Compose puts a cell behind the declarations so far. The cell may be broken: it is being written. A line that is a command
// is left empty, and %% begins a func main that ends with the cell. A cell that is not Go leaves all its lines empty.
//
// The place of the cell's line l, column c is in Program.Cell line First+l, column c.
func (d *Declarations) Compose(code string) Program {
	text, inMain := goText(strings.Split(code, "\n"))
	if inMain {
		text += "}\n"
	}
	// What the parser could make out will do: a declaration that it missed shows up twice, and gopls lives with that.
	declared, _ := declarations(text)
	earlier := without(d.all, keys(declared))

	var imports, rest strings.Builder
	for _, declaration := range earlier {
		if declaration.token == token.IMPORT {
			imports.WriteString(declaration.text + "\n")
		} else {
			rest.WriteString("\n" + declaration.text + "\n")
		}
	}
	// The earlier declarations need the imports that the cell replaces, too.
	var all strings.Builder
	for _, declaration := range d.all {
		if declaration.token == token.IMPORT {
			all.WriteString(declaration.text + "\n")
		}
	}
	head := "package main\n" + imports.String()
	if after, found := firstStatement(text); found && !inMain {
		// Its writer forgot %%, or will put it there at last. Within a line, so that lines and columns stay.
		if after == 0 {
			head += "func main() {\n"
		} else {
			text = text[:after] + "; func main() {" + text[after:]
		}
		text += "}\n"
	}
	return Program{
		Earlier: "package main\n" + all.String() + rest.String(),
		Cell:    head + text,
		First:   strings.Count(head, "\n"),
	}
}

// firstStatement finds a statement, such as neuron.Classic(), where only declarations may be; after is where the text
// before it ends. A name alone is none: it may be a keyword, half written.
func firstStatement(text string) (after int, found bool) {
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", 1, len(text)), []byte(text), nil, 0)
	depth, start, single := 0, true, false
	end := 0
	for {
		pos, tok, literal := s.Scan()
		switch {
		case single && tok != token.SEMICOLON && tok != token.EOF:
			return after, true
		case tok == token.EOF:
			return 0, false
		}
		single = false
		if start && tok != token.SEMICOLON {
			after, start = end, false
			switch tok {
			case token.IMPORT, token.CONST, token.VAR, token.TYPE, token.FUNC:
			case token.IDENT:
				single = true
			default:
				return after, true
			}
		}
		switch tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.SEMICOLON:
			start = depth == 0
			if literal == "\n" {
				continue // it is not in the text
			}
		}
		if literal == "" {
			literal = tok.String() // of operators
		}
		end = int(pos) - 1 + len(literal)
	}
}
