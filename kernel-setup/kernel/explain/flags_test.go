package explain

import (
	"strings"
	"testing"
)

// What package flag prints when a program gets a wrong flag: the message, then all flags.
const usage = "Usage of /tmp/gonb_12345678/gonb_12345678:\n  -file string\n    \twhere to save (default \"x\")\n  -loud\n    \tmore text\n" +
	"  -rate float\n    \tlearning rate (default 1)\n  -seed uint\n    \tof the random numbers\n  -steps int\n    \thow many (default 10)\n  -v\tprint\n  -wait duration\n    \thow long (default 1s)\nexit status 2\n"

func TestWrongFlags(t *testing.T) {
	for _, test := range []struct{ message, english, russian string }{
		{"flag provided but not defined: -rat", "there is no flag --rat here; did you mean --rate?", "флага --rat здесь нет; может быть, --rate?"},
		{"flag provided but not defined: -Rate", "there is no flag --Rate here; did you mean --rate?", "флага --Rate здесь нет; может быть, --rate?"},
		{"flag provided but not defined: -setps", "there is no flag --setps here; did you mean --steps?", "флага --setps здесь нет; может быть, --steps?"},
		{"flag provided but not defined: -width", "there is no flag --width. Check the spelling, or run the cell first that declares it.",
			"флага --width нет. Проверьте написание или сначала запустите ячейку, где он объявлен."},
		{`invalid value "abc" for flag -rate: parse error`, `the flag --rate cannot have the value "abc": it takes a number, such as 0.5.`,
			`у флага --rate не может быть значения "abc": ему нужно число, например 0.5.`},
		{`invalid value "0.5" for flag -steps: parse error`, `the flag --steps cannot have the value "0.5": it takes a whole number.`,
			`у флага --steps не может быть значения "0.5": ему нужно целое число.`},
		{`invalid value "-1" for flag -seed: parse error`, `the flag --seed cannot have the value "-1": it takes a whole number from 0 on.`,
			`у флага --seed не может быть значения "-1": ему нужно целое число от 0.`},
		{`invalid boolean value "maybe" for -loud: parse error`, `the flag --loud cannot have the value "maybe": it takes true or false.`,
			`у флага --loud не может быть значения "maybe": ему нужно true или false.`},
		{`invalid value "5" for flag -wait: parse error`, `the flag --wait cannot have the value "5": it takes a time with its unit, such as 5s for seconds or 5m for minutes.`,
			`у флага --wait не может быть значения "5": ему нужно время с единицей, например 5s — секунды, 5m — минуты.`},
		{`invalid value "soon" for flag -wait: parse error`, `the flag --wait cannot have the value "soon": it takes a time, such as 30s.`,
			`у флага --wait не может быть значения "soon": ему нужно время, например 30s.`},
		{`invalid value "x" for flag -other: no such choice`, `the flag --other cannot have the value "x".`, `у флага --other не может быть значения "x".`},
		{"flag needs an argument: -rate", "the flag --rate needs a value: --rate=…", "флагу --rate нужно значение: --rate=…"},
		{"bad flag syntax: ---rate=2", "---rate=2 is no flag. A flag is written --name=value.", "---rate=2 — не флаг. Флаг пишут так: --имя=значение."},
	} {
		f := Failure{Value: "exit status 2", Stderr: test.message + "\n" + usage}
		for language, want := range map[Language]string{English: "Cell [3], line 1: " + test.english, Russian: "Ячейка [3], строка 1: " + test.russian} {
			if got := Explain(f, Cell{3, "%% --x=y\nf()"}, nil, language).Value; got != want {
				t.Errorf("%s: got %q, want %q", test.message, got, want)
			}
		}
	}
}

// What a knob has set is not in the line %% of the cell.
func TestWrongFlagOfAKnob(t *testing.T) {
	f := Failure{Value: "exit status 2", Stderr: "invalid value \"5\" for flag -wait: parse error\n" + usage, Turned: true}
	want := `Cell [3]: the flag --wait cannot have the value "5": it takes a time with its unit, such as 5s for seconds or 5m for minutes.`
	if got := Explain(f, Cell{3, "%% --wait=2s\nf()"}, nil, English); got.Value != want || strings.Contains(got.Traceback[0], "2s\n") {
		t.Errorf("got %q and %q, want %q", got.Value, got.Traceback, want)
	}
}

func TestNearestFlag(t *testing.T) {
	flags := []string{"rate", "steps", "hidden", "lr", "v"}
	for name, want := range map[string]string{
		"rate": "rate", "RATE": "rate", "rat": "rate", "raet": "rate", "gate": "rate", "step": "steps", "hiden": "hidden", "hdiden": "hidden",
		"lr": "lr", "l": "", "x": "", "data": "", "": "", "learning": "",
	} {
		if got := NearestFlag(name, flags); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
