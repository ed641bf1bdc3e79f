package engine

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Go's own code uses the old SSE instructions. While the upper halves of the vector
// registers are in use, each of these waits for the one before, and arithmetic becomes
// many times slower. VZEROUPPER ends that, so each function that uses the wide registers
// must have it before it returns, and may contain no SSE instruction itself.
// BenchmarkStep shows the loss if one slips in.
func TestAssemblyCleansUp(t *testing.T) {
	files, _ := filepath.Glob("*_amd64.s")
	functions := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		code := comment.ReplaceAllString(string(source), "")
		for _, word := range strings.Fields(code) {
			if sse.MatchString(word) {
				t.Errorf("%s has the SSE instruction %s", file, word)
			}
		}
		for _, text := range strings.Split(code, "\nTEXT ")[1:] {
			functions++
			for _, fault := range uncleanReturns(text) {
				t.Errorf("%s: %s", file, fault)
			}
		}
	}
	if functions < 14 {
		t.Errorf("only %d functions were found", functions)
	}
	for text, want := range map[string]int{
		"·f(SB)\n\tVMOVUPS (SI), Y0\n\tRET":                  1,
		"·f(SB)\n\tVMOVUPS (SI), Z0\n\tVZEROUPPER\n\tRET":    0,
		"·f(SB)\n\tTWELVE(LOAD)\n\tRET\n\tVZEROUPPER\n\tRET": 1,
		"·f(SB)\n\tMOVQ AX, BX\n\tRET":                       0,
	} {
		if got := uncleanReturns(text); len(got) != want {
			t.Errorf("in %q the test finds %q instead of %d faults", text, got, want)
		}
	}
}

var (
	sse     = regexp.MustCompile(`^(MOV[AU]P[SD]|MOVS[SD]|(ADD|SUB|MUL|DIV|MAX|MIN|SQRT)[PS][SD]|CVT\w+|XORPS|PXOR)$`)
	comment = regexp.MustCompile(`//.*`)
)

// uncleanReturns are sentences about the RETs of a function.
func uncleanReturns(text string) (faults []string) {
	name, body, _ := strings.Cut(text, "(SB)")
	last, wide := "", false
	for _, line := range strings.Split(body, "\n") {
		if strings.HasPrefix(line, "#define") {
			break // of the next function
		}
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		instruction := fields[0]
		wide = wide || strings.HasPrefix(instruction, "V") || strings.Contains(instruction, "(")
		if instruction == "RET" && wide && last != "VZEROUPPER" {
			faults = append(faults, name+" returns without VZEROUPPER")
		}
		last = instruction
	}
	return faults
}
