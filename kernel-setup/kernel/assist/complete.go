package assist

import (
	"context"
	"regexp"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// A Completion has what may stand in place of the code points [Start, End) of a cell, the likeliest first.
type Completion struct {
	Matches    []string
	Types      []string // of each match: function, method, field, variable, constant, type, package, keyword or command
	Start, End int      // as Jupyter counts cursor positions: in Unicode code points
}

// importPath is the path of an import that is being written.
var importPath = regexp.MustCompile(`(?:^|\n)[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([^"\n]*)$`)

// maxMatches is more than anybody reads.
const maxMatches = 200

// Complete completes at the cursor, which counts code points from the start of the cell. It returns ctx's error when ctx
// ends before gopls has answered.
func (a *Assistant) Complete(ctx context.Context, code string, cursor int) (Completion, error) {
	offset := byteOffset(code, cursor)
	cursor = codePoints(code, offset)
	none := Completion{Matches: []string{}, Types: []string{}, Start: cursor, End: cursor}
	if completion, done := completeCommand(code, offset, none); done {
		return completion, nil
	}

	ctx, cancel := a.question(ctx)
	defer cancel()
	server, giveBack, err := a.take(ctx)
	if err != nil {
		return none, err
	}
	defer giveBack()
	if begun := importPath.FindStringSubmatch(code[:offset]); begun != nil {
		defer a.imports.hide(begun[1])() // gopls offers no package that the file already imports
	}
	program, err := a.compose(ctx, server, code)
	if err != nil {
		return none, err
	}
	at := positionAt(code, offset)
	at.Line += program.First
	items, err := server.completion(ctx, a.path(cellFile), at)
	if err != nil {
		return none, err
	}
	return matches(code, program.First, items, none), nil
}

// matches turns gopls's items into Jupyter's words. Jupyter has one range for all: the first item's.
func matches(code string, first int, items []completionItem, none Completion) Completion {
	found := none
	var at textRange
	seen := map[string]bool{}
	for _, item := range items {
		if len(found.Matches) == maxMatches {
			break
		}
		if item.TextEdit == nil || seen[item.TextEdit.NewText] {
			continue
		}
		if len(found.Matches) == 0 {
			at = item.TextEdit.Range
			start, ok := cellOffset(code, first, at.Start)
			end, okay := cellOffset(code, first, at.End)
			if !ok || !okay || start > end {
				continue
			}
			found.Start, found.End = codePoints(code, start), codePoints(code, end)
		} else if item.TextEdit.Range != at {
			continue
		}
		seen[item.TextEdit.NewText] = true
		found.Matches = append(found.Matches, item.TextEdit.NewText)
		found.Types = append(found.Types, kind(item.Kind))
	}
	return found
}

// cellOffset is the byte in the cell of a place in the program.
func cellOffset(code string, first int, at position) (offset int, ok bool) {
	at.Line -= first
	return offsetAt(code, at)
}

// kind is the word for a CompletionItemKind of the protocol, as Go has it.
func kind(number int) string {
	switch number {
	case 2:
		return "method"
	case 3, 4:
		return "function"
	case 5, 10:
		return "field"
	case 6:
		return "variable"
	case 7, 8, 13, 22, 25:
		return "type"
	case 9:
		return "package"
	case 14:
		return "keyword"
	case 20, 21:
		return "constant"
	}
	return "text"
}

// completeCommand completes the name of a GoNB command; done says that the cursor is not in Go.
func completeCommand(code string, offset int, none Completion) (completion Completion, done bool) {
	line := strings.Count(code[:offset], "\n")
	start := strings.LastIndexByte(code[:offset], '\n') + 1
	text, _, _ := strings.Cut(code[start:], "\n")
	if cells.IsGo(code, line) && text != "%" { // a % by itself is not a command yet
		return none, false
	}
	name := strings.TrimPrefix(text, cells.Prefix)
	start += len(text) - len(name)
	name, _, _ = strings.Cut(name, " ")
	end := start + len(name)
	if !strings.HasPrefix(name, "%") || offset < start || offset > end || cells.IsForeign(code) && line > 0 {
		return none, true
	}
	completion = none
	completion.Start, completion.End = codePoints(code, start), codePoints(code, end)
	for _, command := range cells.Commands {
		if strings.HasPrefix(command.Name, code[start:offset]) && (line == 0 || !command.First) {
			completion.Matches = append(completion.Matches, command.Name)
			completion.Types = append(completion.Types, "command")
		}
	}
	return completion, true
}
