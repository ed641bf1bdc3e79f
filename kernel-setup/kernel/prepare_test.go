package main

import (
	"go/scanner"
	"go/token"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
)

func prepared(code string) (string, *explain.Error) {
	k := &kernel{language: "en", gonb: &gonb{relayFlag: "-o=/x/cell"}}
	return k.prepare(&cell{asked: executeRequest{Code: code}})
}

func TestWhatGoNBGetsOfACell(t *testing.T) {
	for name, test := range map[string]struct{ code, want, failure string }{
		"a cell":                        {"var x = 1\n%%\nfmt.Println(x)", "var x = 1\n%%\nfmt.Println(x)", ""},
		"a limit keeps its line":        {"%limit time 3s\n%%\nfmt.Println(1)", "\n%%\nfmt.Println(1)", ""},
		"a wrong limit":                 {"%limit time soon\n%%", "", "NoLimit"},
		"build flags keep the relay":    {"%goflags -race", "%goflags -race -o=/x/cell", ""},
		"a question about build flags":  {"%goflags", "%goflags", ""},
		"commands without a name":       {"% \n!\n%%", "\n\n%%", ""},
		"two lines %%":                  {"%%\nfmt.Println(1)\n%%", "", "TwoMains"},
		"a shell script, not Go at all": {"%%bash\n%%\n%limit time soon\n%%", "%%bash\n%%\n%limit time soon\n%%", ""},
		"text that looks like commands": {"%%\nf(`Rules:\n! touch x\n%%\n//gonb:!ls`)\n!ls", "%%\nf(`Rules:\n\r! touch x\n\r%%\n\r//gonb:!ls`)\n!ls", ""},
		"text that looks like ours":     {"f(`\n%limit time soon\n%goflags -race\n%\n!\n`)", "f(`\n\r%limit time soon\n\r%goflags -race\n%\n!\n`)", ""},
		"text that GoNB would skip":     {"f(`\npackage\n package`)", "f(`\n\rpackage\n package`)", ""},
		"a comment":                     {"/*\n!ls\n*/\n!ls", "/*\n\r!ls\n*/\n!ls", ""},
		"text that is never closed":     {"f(`\n!ls\n%%", "f(`\n\r!ls\n\r%%", ""},
		"carriage returns":              {"f(`\r\n!ls\r\n`)\r\n!ls\r", "f(`\r\n\r!ls\r\n`)\r\n!ls\r", ""},
		"text in a file":                {"%%writefile a.go\nx := `\n!ls`", "%%writefile a.go\nx := `\n!ls`", ""},
	} {
		got, failure := prepared(test.code)
		if failure == nil {
			failure = new(explain.Error)
		}
		if got != test.want || failure.Name != test.failure {
			t.Errorf("%s: %q becomes %q with error %q; want %q, %q", name, test.code, got, failure.Name, test.want, test.failure)
		}
	}
}

// Arguments that are no flags are allowed; those that were surely meant as flags are not.
func TestFlagsWithoutDashes(t *testing.T) {
	const declares = "var rate, steps = flag.Float64(\"rate\", 1, \"\"), flag.Int(\"steps\", 1, \"\")"
	for name, test := range map[string]struct{ earlier, code, want string }{
		"a flag":                              {declares, "%% --rate=2", ""},
		"no dashes":                           {declares, "%% rate=2", "Line 1: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"declared in the same cell":           {"", declares + "\n%% rate=2", "Line 2: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"behind a flag":                       {declares, "%% --rate=2 steps=3", "Line 1: a flag begins with two dashes: write --steps=3 in place of steps=3."},
		"a flag behind it":                    {declares, "%% rate=2 --steps=3", "Line 1: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"one long dash":                       {declares, "%% —rate=2", "Line 1: a flag begins with two dashes: write --rate=2 in place of —rate=2."},
		"a value in quotes":                   {declares, "%% rate=\"2 3\"", "Line 1: a flag begins with two dashes: write --rate=\"2 3\" in place of rate=\"2 3\"."},
		"nearly its name":                     {declares, "%% Rat=2", "Line 1: a flag begins with two dashes: write --rate=2 in place of Rat=2."},
		"nearly, but arguments are read":      {declares, "%% date=2\nfmt.Println(flag.Args())", ""},
		"nearly, and read in another cell":    {declares + "\nfunc f() string { return os.Args[1] }", "%% date=2\nf()", ""},
		"its name, though arguments are read": {declares, "%% rate=2\nfmt.Println(flag.Args())", "Line 1: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"behind --":                           {declares, "%% -- rate=2", ""},
		"the value of a flag":                 {declares, "%% --name rate=2", ""},
		"another name":                        {declares, "%% size=2", ""},
		"arguments without a name":            {declares, "%% some positional args", ""},
		"in quotes":                           {declares, "%% \"rate=2\"", ""},
		"no flag is declared":                 {"", "%% rate=2", ""},
		"a flag that was forgotten":           {declares + "\n//", "%rm rate steps\n%% rate=2", ""},
		"no command":                          {declares, "f(`\n%% rate=2\n`)", ""},
		"no space":                            {declares, "%%--rate=2\nf()", "Line 1: a space is missing after %%: write %% --rate=2."},
	} {
		k := &kernel{language: "en", gonb: &gonb{given: 2}, known: map[int]cellText{2: {Source: test.earlier}}}
		_, failure := k.prepare(&cell{asked: executeRequest{Code: test.code}})
		if failure == nil {
			failure = new(explain.Error)
		}
		if failure.Value != test.want {
			t.Errorf("%s: %q gives %q, want %q", name, test.code, failure.Value, test.want)
		}
	}
}

// What GoNB runs of a cell are its commands, none of its text, and the Go that it compiles has the same values in the same
// lines. The oracles are Go's scanner, which reads the cell as a whole, and GoNB's own way of reading it.
func FuzzPrepare(f *testing.F) {
	words := []string{"`", "`", "\"", "'", "\\", "/*", "*/", "//", "//gonb:", "!ls", "!", "%cd", "%%", "%", "package", "x", " ", "\r", "\n", "\n", "\n"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		var code strings.Builder
		for range 1 + random.IntN(40) {
			code.WriteString(words[random.IntN(len(words))])
		}
		f.Add(code.String())
	}
	f.Fuzz(func(t *testing.T, code string) {
		if cells.IsForeign(code) || strings.Contains(code, "%limit") || strings.Contains(code, "%goflags") {
			return // the former is not Go, and the latter are rewritten
		}
		given, failure := prepared(code)
		if failure != nil {
			return
		}
		wantCommands, want := asGoNBReads(code, true)
		commands, text := asGoNBReads(given, false)
		if !slices.Equal(commands, wantCommands) {
			t.Errorf("of %q, given as %q, GoNB runs %q; want %q", code, given, commands, wantCommands)
		}
		if got, want := scan(text, nil), scan(want, nil); !slices.Equal(got, want) {
			t.Errorf("of %q, given as %q, GoNB compiles\n%v\nwant\n%v", code, given, got, want)
		}
	})
}

// asGoNBReads takes the commands out of a cell, as GoNB does line by line; they leave their lines empty. If it is careful,
// which GoNB is not, it leaves alone what is in raw strings and comments.
func asGoNBReads(code string, careful bool) (commands []string, text string) {
	goesOn := false
	for line := range strings.SplitSeq(code, "\n") {
		inText := careful && isOpen(text)
		if name := strings.TrimRight(line, " \t"); careful && !inText && (name == "%" || name == "!") {
			line = "" // the kernel takes away commands without a name
		}
		isCommand := goesOn || cells.IsSpecial(line)
		if !inText && (isCommand || strings.HasPrefix(line, "package")) {
			goesOn = isCommand && strings.HasSuffix(strings.TrimPrefix(line, cells.Prefix), `\`)
			commands = append(commands, line)
			line = ""
		}
		text += line + "\n"
	}
	return commands, text
}

// isOpen tells whether a text ends within a raw string or a comment.
func isOpen(text string) (open bool) {
	scan(text, func(_ token.Position, message string) {
		open = open || message == "raw string literal not terminated" || message == "comment not terminated"
	})
	return open
}

type placedToken struct {
	line    int
	token   token.Token
	literal string // without carriage returns, where Go ignores them
}

func scan(text string, told scanner.ErrorHandler) (tokens []placedToken) {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(text))
	s.Init(file, []byte(text), told, scanner.ScanComments)
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			return tokens
		}
		tokens = append(tokens, placedToken{file.PositionFor(pos, false).Line, tok, literal})
	}
}
