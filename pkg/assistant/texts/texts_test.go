package texts_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"firstneuron/pkg/assistant/texts"
)

var catalogue = texts.Parse([]byte(`{
	"hello": {"en": "Hello, %s!", "ru": "Здравствуйте, %s!"},
	"files": {"en": {"one": "%d file", "other": "%d files"}, "ru": {"one": "%d файл", "few": "%d файла", "other": "%d файлов"}},
	"large": {"en": "%q is too large: %v", "ru": "Файл %q слишком велик: %v"},
	"list":  {"en": "one\ntwo", "ru": "раз\nдва"}
}`))

func ExampleCatalogue() {
	for _, language := range []string{"en", "ru"} {
		t := catalogue.In(language)
		fmt.Println(t.Say("hello", "Ada"), t.Say("files", 1), t.Say("files", 3), t.Say("files", 11))
	}
	// Output:
	// Hello, Ada! 1 file 3 files 11 files
	// Здравствуйте, Ada! 1 файл 3 файла 11 файлов
}

func ExampleTell() {
	err := fmt.Errorf("page: %w", catalogue.Errorf("large", "a.png", catalogue.Errorf("files", 2)))
	fmt.Println(err)
	fmt.Println(texts.Tell(err, "ru"))
	// Output:
	// page: "a.png" is too large: 2 files
	// page: Файл "a.png" слишком велик: 2 файла
}

func ExampleBytes() {
	for _, n := range []texts.Bytes{0, 999, 1000, 1540, 999_499, 999_500, 8 << 20, 64_000_000} {
		fmt.Println(n, "·", n.In("ru"))
	}
	fmt.Println(texts.Parse([]byte(`{"full": {"en": "%s free", "ru": "свободно %s"}}`)).In("ru").Say("full", texts.Bytes(1500)))
	// Output:
	// 0 B · 0 Б
	// 999 B · 999 Б
	// 1 kB · 1 КБ
	// 1.5 kB · 1,5 КБ
	// 999 kB · 999 КБ
	// 1 MB · 1 МБ
	// 8.4 MB · 8,4 МБ
	// 64 MB · 64 МБ
	// свободно 1,5 КБ
}

func TestAnErrorIsFoundInAWrappedOne(t *testing.T) {
	err := errors.Join(catalogue.Errorf("large", "a", fs.ErrNotExist), errors.New("other"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
	if got := texts.Tell(err, "ru"); got != "Файл \"a\" слишком велик: file does not exist\nother" {
		t.Errorf("got %q", got)
	}
}

func TestAnUnknownLanguageIsEnglish(t *testing.T) {
	if got := catalogue.In("fr").Lines("list"); len(got) != 2 || got[0] != "one" {
		t.Errorf("got %q", got)
	}
}

func TestWhatPanics(t *testing.T) {
	for fault, use := range map[string]func(){
		"unexpected end":            func() { texts.Parse([]byte("{")) },
		"plural":                    func() { texts.Parse([]byte(`{"a": {"en": {"two": "%d x", "many": "%d y"}}}`)) },
		`there is no text "absent"`: func() { catalogue.In("en").Say("absent") },
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, fault) {
					t.Errorf("got %q, want %q in it", got, fault)
				}
			}()
			use()
		}()
	}
}
