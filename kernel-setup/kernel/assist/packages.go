package assist

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// packagesOf are the packages in all folders that the go.mod of a module names, see findPackages.
func packagesOf(module string) map[string][]string {
	text, _ := os.ReadFile(filepath.Join(module, "go.mod"))
	all := map[string][]string{}
	for _, replaced := range replacingFolder.FindAllSubmatch(text, -1) {
		folder := string(replaced[1])
		if unquoted, err := strconv.Unquote(folder); err == nil {
			folder = unquoted
		}
		for name, paths := range findPackages(folder) {
			all[name] = append(all[name], paths...)
		}
	}
	return all
}

// findPackages looks into the folder of a module for packages that cells may import, and returns their import paths by
// the packages' names. Of several with one name the one with the shortest path comes first.
func findPackages(folder string) map[string][]string {
	text, _ := os.ReadFile(filepath.Join(folder, "go.mod"))
	module := moduleLine.FindSubmatch(text)
	if module == nil {
		return nil
	}
	found := map[string][]string{}
	_ = filepath.WalkDir(folder, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil
		}
		name := entry.Name()
		if at != folder && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "internal" || name == "vendor" || isFile(filepath.Join(at, "go.mod"))) {
			return fs.SkipDir
		}
		if name := packageIn(at); name != "" && name != "main" {
			below, _ := filepath.Rel(folder, at)
			found[name] = append(found[name], path.Join(string(module[1]), filepath.ToSlash(below)))
		}
		return nil
	})
	for _, paths := range found {
		slices.SortFunc(paths, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	}
	return found
}

var (
	moduleLine      = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`)
	replacingFolder = regexp.MustCompile(`(?m)=>\s+(\S+|".*")\s*$`)
	packageClause   = regexp.MustCompile(`(?m)^package\s+(\w+)`)
)

// packageIn is the name of the package in a folder, "" if there is none.
func packageIn(folder string) string {
	files, _ := filepath.Glob(filepath.Join(folder, "*.go"))
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, _ := os.ReadFile(file)
		if clause := packageClause.FindSubmatch(text); clause != nil {
			return string(clause[1])
		}
	}
	return ""
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
