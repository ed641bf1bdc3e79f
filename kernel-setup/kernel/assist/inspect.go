package assist

import (
	"context"
	"go/scanner"
	"go/token"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// An Inspection is what there is to say about a name.
type Inspection struct {
	Found           bool
	Markdown, Plain string
}

// Inspect explains the name under the cursor, or just before it; without one, the function in whose parentheses the
// cursor is. The cursor counts code points. There is no more to say at a higher level of detail.
func (a *Assistant) Inspect(ctx context.Context, code string, cursor int, detail int) (Inspection, error) {
	offset := byteOffset(code, cursor)
	if line := strings.Count(code[:offset], "\n"); !cells.IsGo(code, line) {
		return inspectCommand(strings.Split(code, "\n")[line]), nil
	}

	ctx, cancel := a.question(ctx)
	defer cancel()
	server, giveBack, err := a.take(ctx)
	if err != nil {
		return Inspection{}, err
	}
	defer giveBack()
	program, err := a.compose(ctx, server, code)
	if err != nil {
		return Inspection{}, err
	}
	at := positionAt(code, offset)
	at.Line += program.First
	offset, _ = offsetAt(program.Cell, at)
	for _, name := range namesAt(program.Cell, offset) {
		markdown, err := server.hover(ctx, a.path(cellFile), positionAt(program.Cell, name))
		if err != nil {
			return Inspection{}, err
		}
		if markdown != "" {
			markdown = fileLink.ReplaceAllString(markdown, "$1") // a front end cannot open it
			return Inspection{Found: true, Markdown: markdown, Plain: plain(markdown)}, nil
		}
	}
	return Inspection{}, nil
}

func inspectCommand(line string) Inspection {
	command, found := cells.CommandOf(line)
	if !found {
		return Inspection{}
	}
	markdown := "```\n" + command.Usage + "\n```\n\n" + command.Meaning
	return Inspection{Found: true, Markdown: markdown, Plain: plain(markdown)}
}

// namesAt are the places, in bytes, of the names that a cursor may mean: the one that it touches, then those of the calls
// that it is in, the innermost first.
func namesAt(text string, cursor int) []int {
	var touched, open []int // open has, for each bracket that is open, the name before it, or none
	const none = -1
	name := none // the token before, if it is a name
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", 1, len(text)), []byte(text), nil, 0)
	for {
		pos, tok, literal := s.Scan()
		at := int(pos) - 1
		if tok == token.IDENT && at <= cursor && cursor <= at+len(literal) {
			touched = append(touched, at)
		}
		if tok == token.EOF || at >= cursor { // a bracket behind the cursor does not hold it
			break
		}
		before := name
		name = none
		switch tok {
		case token.IDENT:
			name = at
		case token.LPAREN, token.LBRACK:
			open = append(open, before)
		case token.LBRACE:
			open = append(open, none)
		case token.RPAREN, token.RBRACE, token.RBRACK:
			if len(open) == 0 {
				continue
			}
			if tok == token.RBRACK {
				name = open[len(open)-1] // f[int] is as good a name as f
			}
			open = open[:len(open)-1]
		}
	}
	slices.Reverse(open)
	if block := slices.Index(open, none); block >= 0 {
		open = open[:block]
	}
	return append(touched, open...)
}
