package explain

import (
	"go/scanner"
	"go/token"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

// withSyntaxPlaces finds the lines of two problems that GoNB cannot place, because they show
// first in the lines that it puts around a cell: a brace too many, and one too few.
func withSyntaxPlaces(found []problem, notebook cells) []problem {
	for i, p := range found {
		if p.place.cell == nil || p.place.line != 0 {
			continue
		}
		switch p.message {
		case "expected declaration, found '}'":
			if _, extra := notebook.current.braces(); extra.IsValid() {
				found[i].place = notebook.in(extra.Line, extra.Column)
			}
		case "expected '}', found 'EOF'":
			if open, _ := notebook.current.braces(); open.IsValid() {
				found[i].place = notebook.in(open.Line, open.Column)
			}
		}
	}
	return found
}

// braces finds the last { without its } and the first } without its {.
func (c Cell) braces() (open, extra token.Position) {
	source := []byte(celltext.OnlyGo(c.Source))
	file := token.NewFileSet().AddFile("", 1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, 0)
	var opened []token.Position
	for {
		at, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			if len(opened) > 0 {
				open = opened[len(opened)-1]
			}
			return open, extra
		case token.LBRACE:
			opened = append(opened, file.Position(at))
		case token.RBRACE:
			if len(opened) > 0 {
				opened = opened[:len(opened)-1]
			} else if !extra.IsValid() {
				extra = file.Position(at)
			}
		}
	}
}
