package builder

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every pattern that the code names is in patterns.txt, and every one there is named.
func TestThePatternsAreThoseThatAreUsed(t *testing.T) {
	used := map[string]bool{}
	files, _ := filepath.Glob("*.go")
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, name := range regexp.MustCompile(`(?:says\(|found\(|patterns\[)"([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
			used[name[1]] = true
			if !strings.HasSuffix(name[1], ".") && patterns[name[1]] == nil {
				t.Errorf("%s names the pattern %q, which is not there", file, name[1])
			}
		}
	}
	for name := range patterns {
		family, _, _ := strings.Cut(name, ".")
		replies := []string{"accept", "decline", "keep", "skip"}
		if !used[name] && !used[family+"."] && !strings.Contains(strings.Join(replies, " "), name) {
			t.Errorf("the pattern %q is not used", name)
		}
	}
}

func TestPatternsStandWhereTheyShould(t *testing.T) {
	made := parsePatterns("# a remark\n[whole a.x b]\none|two\nтри\n[lead c]\nmake it\n[as d]\n^x(y)$\n")
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"a.x", "One!", true}, {"a.x", "three", false}, {"b", "ТРИ", true}, {"b", "one two", false},
		{"c", "make it, make it so", true}, {"c", "so make it", false}, {"d", "xy", true},
	} {
		if got := made[c.name].MatchString(c.text); got != c.want {
			t.Errorf("%s in %q: %v, want %v", c.name, c.text, got, c.want)
		}
	}
}
