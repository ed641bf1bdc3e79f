package lesson

import (
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

func TestNumberComparesToTheDigitsSaid(t *testing.T) {
	tests := []struct {
		got  float64
		said string
		want bool
	}{
		{0.99993704283, "0.99993704", true},
		{0.99993705, "0.99993704", false},
		{119, "119", true},
		{118.4, "119", false},
		{-0.2078435, "-0.21", true},
		{0.2078435, "-0.21", false},
		{5.12e-11, "5.1e-11", true},
		{5.12e-11, "5.1E-11", true},
		{5.12e-10, "5.1e-11", false},
		{3.06e-4, "3.1e-4", true},
		{0.5, "0.50", true},
		{-0.0001, "0.00", true},
		{0.0001, "-0.0", true},
		{-0.3, "0", true},
		{math.NaN(), "0.5", false},
		{math.Inf(1), "1", false},
	}
	for _, test := range tests {
		line, err := compare("it", test.got, test.said, "")
		switch {
		case test.want && line != "✓ it: "+test.said:
			t.Errorf("%v said as %s: got %q, %v, want agreement", test.got, test.said, line, err)
		case !test.want && (err == nil || !strings.HasPrefix(err.Error(), "it: the text says "+test.said+", but here it is ")):
			t.Errorf("%v said as %s: got %q, %v, want an error that names both", test.got, test.said, line, err)
		}
	}
}

func TestNumberUnderAChangedFlagIsShown(t *testing.T) {
	line, err := compare("steps", 6, "119", changedFlags(cellFlags(t, "--rate=10", "--steps=100")))
	if want := "○ steps: 6 with --rate=10 --steps=100; the text says 119"; line != want || err != nil {
		t.Errorf("got %q, %v, want %q", line, err, want)
	}
	for _, same := range [][]string{{"--rate=1.0", "--steps=10000"}, {"--test.count=2"}} {
		if line, err := compare("steps", 6, "119", changedFlags(cellFlags(t, same...))); err == nil {
			t.Errorf("%v: got %q, want an error: no flag of the cell has changed", same, line)
		}
	}
}

func TestClaimHoldsOrEndsTheCell(t *testing.T) {
	if line, err := judge("they agree", true, cellFlags(t)); line != "✓ they agree" || err != nil {
		t.Errorf("got %q, %v", line, err)
	}
	if line, err := judge("they agree", false, cellFlags(t)); err == nil || !strings.HasPrefix(err.Error(), "they agree: the text says so") {
		t.Errorf("got %q, %v, want an error", line, err)
	}
	if line, err := judge("they agree", false, cellFlags(t, "--rate=10")); line != "○ not with --rate=10: they agree" || err != nil {
		t.Errorf("got %q, %v", line, err)
	}
}

func TestNumberThatIsNotWrittenAsOneIsAnError(t *testing.T) {
	for _, said := range []string{"10,000", "one", ""} {
		line, err := compare("steps", 10_000, said, "")
		if err == nil || !strings.Contains(err.Error(), "is not written as a number") {
			t.Errorf("%q: got %q, %v, want an error", said, line, err)
		}
	}
}

func cellFlags(t *testing.T, arguments ...string) *flag.FlagSet {
	t.Helper()
	flags := flag.NewFlagSet("cell", flag.ContinueOnError)
	flags.Float64("rate", 1, "")
	flags.Int("steps", 10_000, "")
	flags.Int("test.count", 1, "") // go test has flags of its own
	if err := flags.Parse(arguments); err != nil {
		t.Fatal(err)
	}
	return flags
}

func TestMustHandsOnTheValueOrEndsTheCell(t *testing.T) {
	if os.Getenv("LESSON_MUST") != "" { // what the test below starts
		fmt.Println(Must(strconv.Atoi("12")))
		Must(strconv.Atoi("twelve"))
		fmt.Println("never reached")
		return
	}
	cell := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cell.Env = append(os.Environ(), "LESSON_MUST=1")
	output, err := cell.CombinedOutput()
	if want := "12\n✗ strconv.Atoi: parsing \"twelve\": invalid syntax\n"; string(output) != want {
		t.Errorf("the cell wrote %q, want %q", output, want)
	}
	if cell.ProcessState.ExitCode() != 1 {
		t.Errorf("the cell ended with %v, want exit status 1", err)
	}
}
