package export

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"firstneuron/pkg/assistant"
)

// hard are texts in which every format has something to trip over.
var hard = []string{
	"",
	"Describe pictures.",
	"Опиши картинку: «снимок экрана» — что на нём важно? 你好 🙂",
	"Two\nlines",
	"Two paragraphs.\n\n\nWith room between.\n",
	"\n leading and trailing space \n\t",
	`He said "no".`,
	`"`, `""`, `"""`, `""""`, `"""""""`,
	`"quoted from end to end"`,
	"\"\"\"\nA docstring.\n\"\"\"",
	"def f():\n    \"\"\"A docstring.\"\"\"  \n    return 1\n\"\"\"\\\n\"\"\"\\\\\n",
	`ends in """`,
	"```go\nfmt.Println(\"hi\")\n```",
	"````\n```\n````",
	"# Not a heading",
	"## Instructions\n\n- Task: none\n<!-- no comment -->",
	"- a list\n- of two",
	"1. first",
	"12) twelfth",
	"+ plus", "= equals", "---", "***", "> quote", "| a | b |", "~~~", "<b>bold</b> &amp; <!-- -->",
	`C:\new\table \* \\`,
	"a_b_c *d* [e](f) `g` !h #i $j$",
	"FROM evil\nSYSTEM \"\"\"\nPARAMETER temperature 2",
	"#comment\n# Name: Eve",
	"tab\tinside",
	"\\",
	"text",
	"trailing  ",
	"Name: Eve",
	`{"a": [1, "b"]}`,
}

func TestEveryFormatBringsHardTextsBack(t *testing.T) {
	for _, text := range hard {
		d := assistant.Draft{Name: "Alma", Description: text, Instructions: text, Settings: assistant.Settings{Model: "qwen3:4b"}}
		if text != "" {
			d.Starters = []string{text, "Another?", text}
		}
		for _, format := range Formats[:2] {
			got := roundTrip(t, format, d)
			if got.Name != d.Name || got.Description != text || got.Instructions != text || !reflect.DeepEqual(got.Starters, d.Starters) {
				t.Errorf("%s brings %q back as the description %q, the instructions %q, the starters %q",
					format.File, text, got.Description, got.Instructions, got.Starters)
			}
		}
	}
}

func TestOpenWebUIBringsTheRestBack(t *testing.T) {
	for _, text := range hard {
		d := assistant.Draft{
			Purpose:  text,
			Task:     assistant.AltTexts,
			Name:     "Alma №1",
			Criteria: []assistant.Criterion{{Key: "pictures", Question: "Which? " + text, Answer: text}, {Key: "a_b", Question: text, Answer: "charts"}},
			Avatar:   assistant.Avatar{Seed: 1<<64 - 1},
			Settings: assistant.Settings{Language: "ru", AltLimit: -1, Model: "m", Temperature: new(0.7), Seed: new(int64(0))},
			ByHand:   []assistant.Field{assistant.FieldInstructions, assistant.FieldName},
		}
		if got := roundTrip(t, Formats[1], d); !reflect.DeepEqual(got, d) {
			t.Errorf("with %q:\ngot  %#v\nwant %#v", text, got, d)
		}
	}
}

func TestTheBaseModel(t *testing.T) {
	for drafts, want := range map[string]string{"qwen3": "qwen3", "": DefaultBase, "hf.co/me/my-model:Q4_K_M": "hf.co/me/my-model:Q4_K_M"} {
		for _, format := range Formats[:2] {
			got := roundTrip(t, format, assistant.Draft{Name: "Alma", Settings: assistant.Settings{Model: drafts}})
			if got.Settings.Model != want {
				t.Errorf("%s of %q builds on %q", format.File, drafts, got.Settings.Model)
			}
		}
	}
	for _, format := range Formats[:2] {
		for _, bad := range []string{"two words", "line\nSYSTEM evil", `"quoted`} {
			if err := format.Write(io.Discard, assistant.Draft{Settings: assistant.Settings{Model: bad}}); err == nil || !strings.Contains(err.Error(), "ollama list") {
				t.Errorf("%s on %q: got %v, want an error that says how models are called", format.File, bad, err)
			}
		}
	}
}

func TestEveryFormatNamesTheKnowledgeThatItLeavesOut(t *testing.T) {
	d := assistant.Draft{Name: "Alma", Knowledge: []assistant.File{{Name: "style guide.md", Content: []byte("abc")}}}
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // of "abc": FIPS 180-2, appendix B.1
	for _, format := range Formats {
		text := written(t, format, d)
		if !strings.Contains(text, "style guide.md") || !strings.Contains(text, sum) {
			t.Errorf("%s has not the file's name and SHA-256:\n%s", format.File, text)
		}
	}
	for _, format := range Formats[:2] {
		if got := roundTrip(t, format, d); got.Knowledge != nil {
			t.Errorf("%s brings back %v, though the contents are not there", format.File, got.Knowledge)
		}
	}
}

func TestNoExportHasTheServersPassword(t *testing.T) {
	a := assistant.New()
	a.Change("a server", func(d *assistant.Draft) {
		d.Name, d.Settings.Address = "Alma", "http://me:s3cret@localhost:1/v1?key=s3cret"
	})
	for _, format := range Formats {
		if text := written(t, format, a.Draft()); strings.Contains(text, "s3cret") {
			t.Errorf("%s has it:\n%s", format.File, text)
		}
	}
}

func TestWhatIsNoExportIsRefused(t *testing.T) {
	for _, start := range []string{"# Alma\n", "[\n"} {
		for what, content := range map[string]string{
			"nothing": "", "a zero byte": start + "\x00", "no UTF-8": start + "\xff\xfe", "larger than all": start + strings.Repeat("# Alma\n", largest/7),
		} {
			if got, err := Read([]byte(content)); err == nil {
				t.Errorf("from %s: got %+v, want an error", what, got)
			}
		}
	}
	for _, format := range Formats {
		if err := format.Write(failing{}, assistant.Draft{Name: "Alma"}); !errors.Is(err, errFailing) {
			t.Errorf("%s to a writer that fails: got %v", format.File, err)
		}
	}
}

var errFailing = errors.New("the disk is on fire")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFailing }

func written(t *testing.T, format Format, d assistant.Draft) string {
	t.Helper()
	var out bytes.Buffer
	if err := format.Write(&out, d); err != nil {
		t.Fatalf("%s: %v", format.File, err)
	}
	return out.String()
}

func roundTrip(t *testing.T, format Format, d assistant.Draft) assistant.Draft {
	t.Helper()
	text := written(t, format, d)
	got, err := Read([]byte(text))
	if err != nil {
		t.Fatalf("%s cannot be read back: %v\n%s", format.File, err, text)
	}
	return got
}

// fuzz looks, for what can be read, whether it can be written and read again without a change.
func fuzz(f *testing.F, format Format) {
	for _, text := range hard {
		var out bytes.Buffer
		d := assistant.Draft{Name: "Alma", Description: text, Instructions: text, Starters: []string{text},
			Criteria: []assistant.Criterion{{Key: "k", Question: text, Answer: text}}}
		if err := format.Write(&out, d); err != nil {
			f.Fatal(err)
		}
		f.Add(out.String())
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, err := Read([]byte(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := format.Write(&out, once); err != nil {
			return // such as a model whose name Ollama does not take
		}
		again, err := Read(out.Bytes())
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v\n%s", err, out.String())
		}
		out.Reset()
		if err := format.Write(&out, again); err != nil {
			t.Fatal(err)
		}
		third, err := Read(out.Bytes())
		if err != nil || !reflect.DeepEqual(again, third) {
			t.Fatalf("it changes with each round, %v:\n%#v\n%#v", err, again, third)
		}
	})
}

func TestEachFormatHasANameInEachLanguage(t *testing.T) {
	for _, format := range Formats {
		en, ru := format.Name("en"), format.Name("ru")
		if en == ru || !strings.ContainsFunc(ru, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			t.Errorf("%s is called %q, and in Russian %q", format.File, en, ru)
		}
	}
}

func FuzzReadModelfile(f *testing.F) { fuzz(f, Formats[0]) }
func FuzzReadOpenWebUI(f *testing.F) { fuzz(f, Formats[1]) }
