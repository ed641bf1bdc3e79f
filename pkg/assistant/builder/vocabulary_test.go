package builder

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// One thing has one word in all Russian texts: a trial is «тест», the checker «проверка», a screen reader «программа экранного
// доступа».
func TestOneWordForOneThing(t *testing.T) {
	other := regexp.MustCompile(`(?i)(?:^|[^\pL])проб(?:а|у|ы|ой)(?:$|[^\pL])|чтения с экрана|скрин-?ридер|автор альтов|` +
		`(?:все|запустить|добавить|новая|название) проверк|в проверке %q|проверок пока`)
	var files []string
	for _, pattern := range []string{"../texts.json", "../*/texts.json", "examples/ru/*.md", "../../../kernel-setup/assistant/texts.json"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v, %v", pattern, found, err)
		}
		files = append(files, found...)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range other.FindAllString(string(content), -1) {
			t.Errorf("%s has %q", name, found)
		}
	}
}
