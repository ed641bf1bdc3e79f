package explain

import (
	"strings"
	"testing"
)

// What Go's runtime prints when a program asks for more than there is.
func TestTooMuchMemory(t *testing.T) {
	const trace = "\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/gonb_12345678/Cell[3]:2 +0x71\nexit status 2\n"
	const (
		usedUp, usedUpRussian   = "the memory is used up.", "память закончилась."
		tooMuch, tooMuchRussian = "no memory is large enough", "столько данных не поместится"
	)
	for _, test := range []struct{ message, english, russian string }{
		{"runtime: out of memory: cannot allocate 8796093022208-byte block (3899392 in use)\nfatal error: out of memory", usedUp, usedUpRussian},
		{"fatal error: runtime: out of memory", usedUp, usedUpRussian},
		{"fatal error: runtime: cannot allocate memory", usedUp, usedUpRussian},
		{"panic: runtime error: makeslice: len out of range", "make cannot make a slice of this length", "make не может создать срез такой длины"},
		{"panic: runtime error: makeslice: cap out of range", "make cannot make a slice of this length", "make не может создать срез такой длины"},
		{"panic: makechan: size out of range", "make cannot make a channel of this size", "make не может создать канал такого размера"},
		{"panic: runtime error: growslice: len out of range", tooMuch, tooMuchRussian},
		{"panic: runtime error: growslice: len out of range [recovered]\n\tpanic: bytes.Buffer: too large", tooMuch, tooMuchRussian},
	} {
		f := Failure{Value: "exit status 2", Stderr: test.message + trace, Number: 3}
		for language, want := range map[Language]string{English: "Cell [3], line 2: " + test.english, Russian: "Ячейка [3], строка 2: " + test.russian} {
			got := Explain(f, Cell{3, "%%\nx := make([]float64, n)"}, nil, language)
			if got.Name != "Panic" || !strings.HasPrefix(got.Value, want) {
				t.Errorf("%s: got %q, want %q", test.message, got.Value, want)
			}
		}
	}
}
