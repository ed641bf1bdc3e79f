package texts

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	called  = regexp.MustCompile(`(?:\.(?:Say|Lines)|catalogue\.Errorf)\("([^"]+)"[,)]|\.T "([^"]+)"`) // in Go, and in templates
	literal = regexp.MustCompile("[\"`]([^\"`\\s]+)[\"`]")
)

// Check compares the catalogue with the Go files and templates of its package, for a test there. It returns the keys that
// are asked for and missing, and those that nothing asks for. A key may be put together from a literal beginning that ends
// with a point: "question." + key.
func (c *Catalogue) Check(source fs.FS) []string {
	var faults []string
	used := map[string]bool{}
	err := fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && name != "." && name != "templates" {
			return fs.SkipDir // another package
		}
		isSource := path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") || path.Ext(name) == ".html"
		if err != nil || entry.IsDir() || !isSource {
			return err
		}
		text, err := fs.ReadFile(source, name)
		for _, match := range called.FindAllStringSubmatch(string(text), -1) {
			if key := match[1] + match[2]; !c.keys[key] {
				faults = append(faults, fmt.Sprintf("%s asks for %q, which is missing", name, key))
			}
		}
		for _, match := range literal.FindAllStringSubmatch(string(text), -1) {
			used[match[1]] = true
		}
		return err
	})
	if err != nil {
		return []string{err.Error()}
	}
	for key := range c.keys {
		whole := used[key]
		for i := range key {
			whole = whole || key[i] == '.' && used[key[:i+1]]
		}
		if !whole {
			faults = append(faults, fmt.Sprintf("nothing asks for %q", key))
		}
	}
	slices.Sort(faults)
	return faults
}
