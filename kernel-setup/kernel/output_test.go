package main

import "testing"

// What GoNB and Go's runtime write to standard error when a program fails belongs into the error, all else to the reader.
func TestStandardErrorIsSifted(t *testing.T) {
	for name, test := range map[string]struct {
		pieces             []string
		plain, held, trace string
	}{
		"text":                        {[]string{"a\n", "b\n"}, "a\nb\n", "", ""},
		"GoNB's exit status":          {[]string{"a\n", "exit status 3\n"}, "a\n", "exit status 3\n", ""},
		"the program's own, and text": {[]string{"exit status 3\n", "b\n"}, "exit status 3\nb\n", "", ""},
		"a kill after an interrupt":   {[]string{"^C\nsignal: killed\n"}, "", "^C\nsignal: killed\n", ""},
		"a panic in pieces":           {[]string{"a\npanic: ", "boo\n\ngoroutine 1", " [running]:\n"}, "a\n", "", "panic: boo\n\ngoroutine 1 [running]:\n"},
		"a panic, then GoNB's status": {[]string{"panic: boo\n", "exit status 2\n"}, "", "", "panic: boo\nexit status 2\n"},
		"a deadlock":                  {[]string{"fatal error: all goroutines are asleep - deadlock!\n"}, "", "", "fatal error: all goroutines are asleep - deadlock!\n"},
		"a wrong flag, in pieces": {[]string{"flag provided but not defined: -rat\n", "Usage of x:\n  -rate float\n", "exit status 2\n"}, "", "",
			"flag provided but not defined: -rat\nUsage of x:\n  -rate float\nexit status 2\n"},
		"a wrong value of a flag":          {[]string{"invalid value \"x\" for flag -rate: parse error\n"}, "", "", "invalid value \"x\" for flag -rate: parse error\n"},
		"the word in the middle of a line": {[]string{"do not panic: all is well\n"}, "do not panic: all is well\n", "", ""},
	} {
		var p printed
		plain := ""
		for _, piece := range test.pieces {
			plain += p.sift(piece)
		}
		if plain != test.plain || p.held != test.held || p.trace.String() != test.trace {
			t.Errorf("%s: %q is shown, %q is held, %q goes into the error; want %q, %q, %q",
				name, plain, p.held, p.trace.String(), test.plain, test.held, test.trace)
		}
	}
}

func TestTheEndOfATextIsWholeCharacters(t *testing.T) {
	for most, want := range map[int]string{100: "нейрон", 12: "нейрон", 11: "ейрон", 4: "он", 1: ""} {
		if got := lastBytes("нейрон", most); got != want {
			t.Errorf("the last %d bytes are %q, want %q", most, got, want)
		}
	}
}
