package assist

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var goLine = regexp.MustCompile(`(?m)^go\s+([0-9.]+)`)

// workspace is the text of a go.work that uses the module beside it and those in folders. It asks for the newest Go that
// one of them asks for, as the go command insists.
func workspace(folders []string) (string, error) {
	version := "1.26"
	var uses strings.Builder
	for _, folder := range folders {
		folder, err := filepath.Abs(folder)
		if err != nil {
			return "", err
		}
		text, err := os.ReadFile(filepath.Join(folder, "go.mod"))
		if err != nil {
			return "", err
		}
		if found := goLine.FindSubmatch(text); found != nil && newer(string(found[1]), version) {
			version = string(found[1])
		}
		fmt.Fprintf(&uses, "\t%q\n", filepath.ToSlash(folder))
	}
	return fmt.Sprintf("go %s\n\nuse (\n\t.\n%s)\n", version, uses.String()), nil
}

// newer compares versions number by number: 1.26.10 is newer than 1.26.5.
func newer(a, b string) bool {
	var x, y [3]int
	fmt.Sscanf(a, "%d.%d.%d", &x[0], &x[1], &x[2])
	fmt.Sscanf(b, "%d.%d.%d", &y[0], &y[1], &y[2])
	for i := range x {
		if x[i] != y[i] {
			return x[i] > y[i]
		}
	}
	return false
}
