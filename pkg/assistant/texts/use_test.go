package texts

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Each package has its texts in both languages, and asks for all of them and no others.
func TestTheTextsOfEachPackage(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../texts.json", "../*/texts.json", "../../../kernel-setup/*/texts.json"} {
		found, _ := filepath.Glob(pattern) // in which no pattern is malformed
		files = append(files, found...)
	}
	if len(files) < 9 {
		t.Errorf("only %q have texts", files)
	}
	for _, file := range files {
		for _, fault := range check(t, os.DirFS(filepath.Dir(file))) {
			t.Errorf("%s: %s", file, fault)
		}
	}
}

func TestWhatIsWrongWithTexts(t *testing.T) {
	source := fstest.MapFS{
		"a.go":                {Data: []byte(`package a; var x = t.Say("hello", name) + t.Say("absent") + t.Say("fi" + "les") + t.Say("kinds." + kind)`)},
		"templates/page.html": {Data: []byte(`{{.T "list"}}`)},
		"texts.json": {Data: []byte(`{"hello": {"en": "Hello, %s!", "ru": "Здравствуйте!"}, "list": {"en": "one"}, "kinds.a": {"en": "A", "ru": "А"},
			"files": {"en": {"one": "%d file", "other": "%d files"}, "ru": {"one": "%d файл", "few": "%d файла", "other": "%d файлов"}}}`)},
	}
	want := []string{
		`"hello" has the values [s] in "en" and [] in "ru"`,
		`"list" has no text in "ru"`,
		`a.go asks for "absent", which is missing`,
		`nothing asks for "files"`,
	}
	if got := check(t, source); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

var (
	called  = regexp.MustCompile(`(?:\.(?:Say|Lines)|catalogue\.Errorf)\("([^"]+)"[,)]|\bT "([^"]+)"`) // in Go, and in templates
	literal = regexp.MustCompile("[\"`]([^\"`\\s]+)[\"`]")
	verb    = regexp.MustCompile(`%(?:\[\d+\])?[-+# 0-9.]*([a-zA-Z])`)
)

// check compares the texts of a package with its Go files and templates. It returns those that lack a language, differ in their
// values, are asked for and missing, or there and never asked for. A key may be put together from a literal beginning that ends
// with a point: "question." + key.
func check(t *testing.T, source fs.FS) (faults []string) {
	file, err := fs.ReadFile(source, "texts.json")
	var texts map[string]map[string]any
	if err == nil {
		err = json.Unmarshal(file, &texts)
	}
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	code, _ := fs.Glob(source, "*.go") // in which no pattern is malformed
	pages, _ := fs.Glob(source, "templates/*")
	for _, name := range append(code, pages...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(source, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range called.FindAllStringSubmatch(string(text), -1) {
			if key := match[1] + match[2]; texts[key] == nil {
				faults = append(faults, fmt.Sprintf("%s asks for %q, which is missing", name, key))
			}
		}
		for _, match := range literal.FindAllStringSubmatch(string(text), -1) {
			used[match[1]] = true
		}
	}
	for key, text := range texts {
		for _, name := range Languages {
			if text[name] == nil {
				faults = append(faults, fmt.Sprintf("%q has no text in %q", key, name))
			} else if here, there := verbs(text[name]), verbs(text[Languages[0]]); here != there {
				faults = append(faults, fmt.Sprintf("%q has the values %s in %q and %s in %q", key, there, Languages[0], here, name))
			}
		}
		isUsed := used[key]
		for i := range key {
			isUsed = isUsed || key[i] == '.' && used[key[:i+1]]
		}
		if !isUsed {
			faults = append(faults, fmt.Sprintf("nothing asks for %q", key))
		}
	}
	slices.Sort(faults)
	return faults
}

// verbs are the values that the text takes, whatever their order.
func verbs(text any) string {
	if forms, isByNumber := text.(map[string]any); isByNumber {
		text = forms["other"]
	}
	var verbs []string
	for _, match := range verb.FindAllStringSubmatch(strings.ReplaceAll(fmt.Sprint(text), "%%", ""), -1) {
		verbs = append(verbs, match[1])
	}
	slices.Sort(verbs)
	return fmt.Sprint(verbs)
}
