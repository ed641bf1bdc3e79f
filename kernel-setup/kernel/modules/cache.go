package modules

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// cached are the versions of a module in Go's module cache, the oldest first.
func (m *Module) cached(module string) (versions []string) {
	zips, _ := filepath.Glob(filepath.Join(m.cache, "cache", "download", escaped(module), "@v", "*.zip"))
	for _, zip := range zips {
		versions = append(versions, unescaped(strings.TrimSuffix(filepath.Base(zip), ".zip")))
	}
	slices.SortFunc(versions, compareVersions)
	return versions
}

// newest finds a package in the module cache: the module, of several the one with the longest path, and its newest version
// that has the package; both are empty if there is none. A release is newer than what is none yet, as it is to the go command.
func (m *Module) newest(importPath string) (module, version string) {
	for module := importPath; strings.Contains(module, "/"); module = module[:strings.LastIndexByte(module, '/')] {
		var with []string
		for _, version := range m.cached(module) {
			folder := filepath.Join(m.cache, escaped(module)+"@"+escaped(version), strings.TrimPrefix(importPath, module))
			if files, _ := filepath.Glob(filepath.Join(folder, "*.go")); len(files) > 0 {
				with = append(with, version)
			}
		}
		releases := slices.DeleteFunc(slices.Clone(with), func(version string) bool { return strings.Contains(version, "-") })
		if version := cmp.Or(last(releases), last(with)); version != "" {
			return module, version
		}
	}
	return "", ""
}

func last(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// escaped is a path as the cache has it: !a for A, since some file systems take both for one.
func escaped(path string) string {
	var b strings.Builder
	for _, r := range path {
		if unicode.IsUpper(r) {
			b.WriteByte('!')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return filepath.FromSlash(b.String())
}

func unescaped(path string) string {
	first, rest, found := strings.Cut(path, "!")
	if !found || rest == "" {
		return path
	}
	return first + strings.ToUpper(rest[:1]) + unescaped(rest[1:])
}

// compareVersions has the order of https://semver.org: number by number, and before v1.2.3 what leads up to it.
func compareVersions(a, b string) int {
	a, _, _ = strings.Cut(a, "+")
	b, _, _ = strings.Cut(b, "+")
	coreA, preA, isPreA := strings.Cut(a, "-")
	coreB, preB, isPreB := strings.Cut(b, "-")
	if c := compareParts(strings.TrimPrefix(coreA, "v"), strings.TrimPrefix(coreB, "v")); c != 0 {
		return c
	}
	if isPreA != isPreB {
		if isPreA {
			return -1
		}
		return 1
	}
	return compareParts(preA, preB)
}

// compareParts compares what dots divide: numbers by their value and before words.
func compareParts(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	return slices.CompareFunc(x, y, func(a, b string) int {
		n, err := strconv.ParseUint(a, 10, 64)
		m, other := strconv.ParseUint(b, 10, 64)
		switch {
		case err == nil && other == nil:
			return cmp.Compare(n, m)
		case err == nil:
			return -1
		case other == nil:
			return 1
		}
		return strings.Compare(a, b)
	})
}
