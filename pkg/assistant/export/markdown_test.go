package export_test

import (
	"regexp"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/export"
)

// A Russian assistant's page has no English in it but names, and what is a name for programs.
func TestTheMarkdownPageIsInTheLanguageOfTheDraft(t *testing.T) {
	var page strings.Builder
	d := assistant.Draft{
		Purpose: "Писать тексты", Name: "Альма", Instructions: "Пиши просто.", Starters: []string{"С чего начать?"},
		Criteria:  []assistant.Criterion{{Key: "pictures", Question: "Какие картинки?", Answer: "схемы"}},
		Knowledge: []assistant.File{{Name: "стиль.md", Content: []byte("# Стиль")}},
		Settings:  assistant.Settings{Language: "ru", AltLimit: 100, Temperature: new(0.5), Seed: new(int64(7))},
	}
	if err := export.Markdown(&page, d); err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile("`[^`]*`|SHA-256|ru\\b|md\\b").ReplaceAllString(page.String(), "")
	if english := regexp.MustCompile(`[A-Za-z]{2,}`).FindAllString(text, -1); english != nil || !strings.Contains(text, "## Критерии") {
		t.Errorf("English words %q in\n%s", english, page.String())
	}
}
