package builder

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every pattern that the code names is in patterns.txt, and every one there is named.
func TestThePatternsAreThoseThatAreUsed(t *testing.T) {
	used := []string{"people", "toWhom"} // by other patterns
	files, _ := filepath.Glob("*.go")
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, quoted := range regexp.MustCompile(`"([a-zA-Z]+\.?[a-zA-Z]*)"`).FindAllStringSubmatch(string(source), -1) {
			used = append(used, quoted[1])
		}
		for _, named := range regexp.MustCompile(`(?:says|found|Form)\("([^".]+)"`).FindAllStringSubmatch(string(source), -1) {
			says(named[1], "") // panics where there is none
		}
	}
	for _, head := range regexp.MustCompile(`(?m)^(([a-zA-Z]+\.?)[a-zA-Z]*):`).FindAllStringSubmatch(string(patternFile), -1) {
		if !slices.Contains(used, head[1]) && !slices.Contains(used, head[2]) {
			t.Errorf("the pattern %q is not used", head[1])
		}
	}
}
