package assist

import (
	"context"
	"errors"
	"slices"
)

// What we ask gopls: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification.

type textRange struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type textEdit struct {
	Range   textRange `json:"range"`
	NewText string    `json:"newText"`
}

type completionItem struct {
	Label    string
	Kind     int
	TextEdit *textEdit
}

type document struct {
	URI string `json:"uri"`
}

type place struct {
	Document document `json:"textDocument"`
	Position position `json:"position"`
}

func (s *server) completion(ctx context.Context, path string, at position) ([]completionItem, error) {
	var list struct{ Items []completionItem }
	err := s.call(ctx, "textDocument/completion", place{document{uri(path)}, at}, &list)
	return list.Items, err
}

// hover is Markdown, and empty where there is nothing to say.
func (s *server) hover(ctx context.Context, path string, at position) (string, error) {
	var hover struct{ Contents struct{ Value string } }
	err := s.call(ctx, "textDocument/hover", place{document{uri(path)}, at}, &hover)
	return hover.Contents.Value, err
}

// organizeImports returns a file's text with its imports put right, as far as gopls can.
func (s *server) organizeImports(ctx context.Context, path, text string) (string, error) {
	params := map[string]any{
		"textDocument": document{uri(path)},
		"range":        textRange{},
		"context":      map[string]any{"diagnostics": []any{}, "only": []string{"source.organizeImports"}},
	}
	var actions []struct {
		Edit struct {
			DocumentChanges []struct {
				TextDocument document
				Edits        []textEdit
			}
		}
	}
	err := s.call(ctx, "textDocument/codeAction", params, &actions)
	if refused := new(remoteError); errors.As(err, &refused) {
		return text, nil
	}
	if err != nil {
		return "", err
	}
	for _, action := range actions {
		for _, change := range action.Edit.DocumentChanges {
			if change.TextDocument.URI == uri(path) {
				text = apply(text, change.Edits)
			}
		}
	}
	return text, nil
}

// apply makes edits, which all count in the text as it was. One that is not in the text is left out.
func apply(text string, edits []textEdit) string {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b textEdit) int { return b.Range.Start.compare(a.Range.Start) })
	for _, edit := range edits {
		from, ok := offsetAt(text, edit.Range.Start)
		to, okay := offsetAt(text, edit.Range.End)
		if ok && okay && from <= to {
			text = text[:from] + edit.NewText + text[to:]
		}
	}
	return text
}
