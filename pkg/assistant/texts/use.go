package texts

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

var (
	called  = regexp.MustCompile(`(?:\.(?:Say|Lines)|catalogue\.Errorf)\("([^"]+)"[,)]|\bT "([^"]+)"`) // in Go, and in templates
	literal = regexp.MustCompile("[\"`]([^\"`\\s]+)[\"`]")
)

// Check compares the catalogue with the Go files and templates of its package, for a test there. It returns the keys that
// are asked for and missing, and those that nothing asks for. A key may be put together from a literal beginning that ends
// with a point: "question." + key.
func (c *Catalogue) Check(source fs.FS) []string {
	var faults []string
	used := map[string]bool{}
	code, _ := fs.Glob(source, "*.go") // in which no pattern is malformed
	pages, _ := fs.Glob(source, "templates/*")
	for _, name := range append(code, pages...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(source, name)
		if err != nil {
			faults = append(faults, err.Error())
		}
		for _, match := range called.FindAllStringSubmatch(string(text), -1) {
			if key := match[1] + match[2]; !c.keys[key] {
				faults = append(faults, fmt.Sprintf("%s asks for %q, which is missing", name, key))
			}
		}
		for _, match := range literal.FindAllStringSubmatch(string(text), -1) {
			used[match[1]] = true
		}
	}
	for key := range c.keys {
		isUsed := used[key]
		for i := range key {
			isUsed = isUsed || key[i] == '.' && used[key[:i+1]]
		}
		if !isUsed {
			faults = append(faults, fmt.Sprintf("nothing asks for %q", key))
		}
	}
	slices.Sort(faults)
	return faults
}
