package main

import (
	"strings"
	"testing"
)

func TestOverwrittenTextIsFolded(t *testing.T) {
	for _, test := range []struct{ name, line, text, want string }{
		{"no carriage return", "", "a\nb", "a\nb"},
		{"a progress bar", "", "10%\r20%\r30%\n", "30%\n"},
		{"it begins with it", "", "\r10%\r20%\r30%", "30%"},
		{"it ends with it", "", "10%\r20%\r", "20%\r"},
		{"of a line that has begun", "load: ", "10%\rload: 20%\rload: 30%", "10%\rload: 30%"},
		{"a shorter text", "", "abcdef\rxy\n", "xycdef\n"},
		{"a shorter text that clears the line", "", "abcdef\rxy\x1b[K\n", "xy\x1b[K\n"},
		{"letters, not bytes", "", "привет\rда\n", "даивет\n"},
		{"lines of Windows", "", "a\r\nb\r\n", "a\nb\n"},
		{"an empty line of Windows", "", "a\r\n\r\nb", "a\n\nb"},
		{"a colour that stays on", "", "\x1b[32m10%\r20%\r30%\n", "\x1b[32m30%\n"},
		{"a colour that ends", "", "\x1b[32m10%\x1b[0m\r\x1b[31m30%\x1b[0m\n", "\x1b[31m30%\x1b[0m\n"},
		{"several lines", "", "a\rb\nc\rd\n", "b\nd\n"},
	} {
		var l lastLine
		l.add(test.line)
		if got := l.folded(test.text); got != test.want {
			t.Errorf("%s: %q after %q is %q, want %q", test.name, test.text, test.line, got, test.want)
		}
	}
}

func TestOverwrittenTextCostsNothing(t *testing.T) {
	for _, test := range []struct {
		texts []string
		want  int64
	}{
		{[]string{"abc\n", "de"}, 6},
		{[]string{"10%", "\r20%", "\r30%\n", "x"}, 5},
		{[]string{"10%\r", "20%\r", "30%\r"}, 3},
		{[]string{"10%\r", "\n", "abc"}, 7},
		{[]string{"first\n10%", "\rsecond"}, 12},
	} {
		var l lastLine
		got := int64(0)
		for _, text := range test.texts {
			got += l.add(text)
		}
		if got != test.want {
			t.Errorf("%q costs %d, want %d", test.texts, got, test.want)
		}
	}
}

func TestTheEndOfAFloodIsKept(t *testing.T) {
	end := tail{most: 12}
	for _, text := range []string{"one\n", "two\n", "three\n", "four\n"} {
		end.add("stdout", text)
	}
	end.add("stderr", "five\n")
	var got []string
	for _, p := range end.pieces {
		got = append(got, p.stream+" "+string(p.text))
	}
	if want := "stdout four\n|stderr five\n"; strings.Join(got, "|") != want || end.left != 14 {
		t.Errorf("got %q, and %d bytes left out; want %q and 14", got, end.left, want)
	}
	end = tail{most: 5}
	end.add("stdout", "нейрон")
	if got := string(end.pieces[0].text); got != "он" || end.left != 8 {
		t.Errorf("of one line %q is kept, and %d bytes left out; want он and 8", got, end.left)
	}
}

func TestWholeLines(t *testing.T) {
	for most, want := range map[int]string{4: "ab\n", 3: "ab\n", 2: "ab", 1: "a", 0: "", -5: ""} {
		if got := wholeLines("ab\nнет", most); got != want {
			t.Errorf("%d bytes are %q, want %q", most, got, want)
		}
	}
	if got := wholeLines("нет", 3); got != "н" {
		t.Errorf("3 bytes are %q, want н", got)
	}
}

func TestTheEndOfATextIsWholeLetters(t *testing.T) {
	for most, want := range map[int]string{100: "нейрон", 12: "нейрон", 11: "ейрон", 4: "он", 1: ""} {
		if got := lastBytes("нейрон", most); got != want {
			t.Errorf("the last %d bytes are %q, want %q", most, got, want)
		}
	}
}
