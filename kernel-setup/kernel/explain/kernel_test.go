package explain

import (
	"strings"
	"testing"
	"time"
	"unicode"
)

func TestTheKernelsOwnErrors(t *testing.T) {
	for _, language := range []Language{English, Russian} {
		for want, e := range map[string]Error{
			"Interrupted":   language.Interrupted(),
			"OutOfMemory":   language.OutOfMemory(3<<29, 1<<30),
			"OutOfTime":     language.OutOfTime(90 * time.Second),
			"KernelCrashed": language.KernelCrashed("fatal error: out of memory"),
			"FolderRemoved": language.FolderRemoved("/tmp/fn-1-"),
			"TwoMains":      language.TwoMains(4),

			"FlagWithoutDashes": language.FlagWithoutDashes(1, "rate=2", "--rate=2"),
			"NotAFlag":          language.NotAFlag(1, "fmt.Println(1)"),
			"NoSpaceAfterMain":  language.NoSpaceAfterMain(1, "%%--rate=2"),
		} {
			if e.Name != want {
				t.Errorf("got the name %q, want %q", e.Name, want)
			}
			if e.Value == "" || strings.Contains(e.Value, "%!") || strings.ReplaceAll(e.Traceback[0], "\n", " ") != "\x1b[1;31m"+e.Value+"\x1b[0m" {
				t.Errorf("%s: got %q, shown as %q", want, e.Value, e.Traceback)
			}
			if russian := strings.ContainsFunc(e.Value, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }); russian != (language == Russian) {
				t.Errorf("%s in %s: got %q", want, language, e.Value)
			}
		}
	}
	if e := English.KernelCrashed("fatal error: out of memory"); !strings.HasSuffix(visible(e), "\n\nfatal error: out of memory") {
		t.Errorf("got %q, want the last words below", e.Traceback)
	}
}

func TestSizesAndTimes(t *testing.T) {
	tests := []struct{ got, want string }{
		{English.bytes(0), "0 B"},
		{English.bytes(1023), "1023 B"},
		{English.bytes(1 << 20), "1 MiB"},
		{English.bytes(3 << 29), "1.5 GiB"},
		{Russian.bytes(3 << 29), "1,5 ГиБ"},
		{English.bytes(1 << 62), "4194304 TiB"},
		{English.duration(300 * time.Millisecond), "300 ms"},
		{English.duration(90 * time.Second), "1 min 30 s"},
		{Russian.duration(2 * time.Hour), "2 ч"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestLongSentencesAreWrapped(t *testing.T) {
	word := strings.Repeat("ж", 20)
	for text, want := range map[string]string{
		"":      "",
		"short": "short",
		strings.Join([]string{word, word, word, word}, " "):       strings.Join([]string{word, word, word, word}, " "),
		strings.Join([]string{word, word, word, word, word}, " "): strings.Join([]string{word, word, word, word}, " ") + "\n" + word,
		strings.Repeat("w", 200):                                  strings.Repeat("w", 200),
		strings.Repeat("w", 80) + "\nthe next line is its own":    strings.Repeat("w", 80) + "\nthe next line is its own",
	} {
		if got := wrapped(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
