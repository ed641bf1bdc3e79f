package explain

import (
	"bytes"
	"slices"
	"strings"
)

// CrashSize is as much as is needed, in bytes, of what standard error tells of a crash: a stack overflow writes 16 KB, and
// of a thousand goroutines the first say it.
const CrashSize = 64 << 10

// CrashBegins finds in a text on standard error what may be the beginning of a crash, or of other words with which a
// program ends; -1 if there is none. Only when the program has ended, [Crash] tells what it was.
func CrashBegins(text string) int {
	if !slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(text, sign) }) {
		return -1 // most text; a flood of it must not take the time of the pattern
	}
	at := crashBegins.regexp().FindStringIndex(text)
	if at == nil {
		return -1
	}
	return at[0]
}

var (
	crashBegins = lazily(`panic: |fatal error: |(?m)^(?:runtime: |SIG[A-Z]+: |✗ |` + flagErrors + `|` + flagPanics + `)`)
	// runtimeEnds is where Go's runtime begins to speak, at times behind text of the program. A panic in a panic, and the
	// further lines of a value, begin with a tab.
	runtimeEnds = lazily(`(?m)^(?:[^\t\n][^\n]*?)??(panic: |fatal error: )|^(SIG[A-Z]+: )`)
	flagSays    = lazily(`(?m)^(?:` + flagPanics + `)\n\z`)
	runtimeSays = lazily(`(?m)(?:^runtime: .*\n)+\z`)
	lessonEnds  = lazily(`(?m)^✗ `)
	flagIsWrong = lazily(`(?m)^(?:` + flagErrors + `)`)
)

// signs are words of which each beginning of a crash has one.
var signs = []string{"panic: ", "fatal error: ", "runtime: ", "SIG", "✗ ", "flag", "invalid "}

// flagErrors are what package flag says.
const flagErrors = `flag provided but not defined: -|invalid (?:boolean )?value ".*" for (?:flag )?-|flag needs an argument: -|bad flag syntax: -`

// flagPanics are lines that package flag prints before it panics with the same words. The first has the program's path.
const flagPanics = `.*flag redefined: .*|flag ".*" (?:begins with -|contains =)`

// Crash splits the end of what a program has written to standard error into what is the program's output, and what belongs
// into the error of its cell: the trace of a crash, a wrong flag with its usage, what package lesson has ended the cell
// with. The status is how the program has ended, in GoNB's words.
func Crash(stderr, status string) (output, crash string) {
	at := -1
	switch status {
	case "exit status 2": // of Go's runtime and of package flag
		if trace := goroutine.FindStringIndex(stderr); trace != nil {
			at = last(runtimeEnds, stderr[:trace[0]])
			for _, says := range []*pattern{runtimeSays, flagSays} {
				if more := says.regexp().FindStringIndex(stderr[:max(at, 0)]); more != nil {
					at = more[0]
				}
			}
		}
		if at < 0 {
			at = last(flagIsWrong, stderr)
		}
	case "exit status 1":
		at = last(lessonEnds, stderr)
	}
	if at < 0 {
		return stderr, ""
	}
	return stderr[:at], stderr[at:]
}

// IsTrace tells whether a text on standard error has come to a goroutine of a trace.
func IsTrace(stderr []byte) bool { return goroutine.Match(stderr) }

// IsOverflow tells whether a text on standard error has come to the end of a stack. Go then counts the frames, which takes
// seconds, before it writes them.
func IsOverflow(stderr []byte) bool {
	return bytes.Contains(stderr, []byte("fatal error: stack overflow\n\nruntime stack:\n"))
}

// last is where a pattern is met for the last time, or the group in it that was met; -1 if it is not.
func last(p *pattern, text string) int {
	found := p.regexp().FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		return -1
	}
	met := found[len(found)-1]
	for i := 2; i < len(met); i += 2 {
		if met[i] >= 0 {
			return met[i]
		}
	}
	return met[0]
}
