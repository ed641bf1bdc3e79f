package main

import (
	"os"
	"runtime"
	"slices"
	"strings"
)

// variables are environment variables to set; one with an empty value is taken away.
type variables map[string]string

// withVariables is an environment with some variables set anew.
func withVariables(env []string, set variables) []string {
	var changed []string
	for _, entry := range env {
		name, _, _ := strings.Cut(entry, "=")
		if _, found := lookUp(set, name); !found {
			changed = append(changed, entry)
		}
	}
	for name, value := range set {
		if value != "" {
			changed = append(changed, name+"="+value)
		}
	}
	slices.Sort(changed)
	return changed
}

// lookUp finds a variable as the operating system does: Windows writes Path and means PATH.
func lookUp(set variables, name string) (value string, found bool) {
	if runtime.GOOS == "windows" {
		name = strings.ToUpper(name)
	}
	value, found = set[name]
	return value, found
}

// joinPath puts folders into one PATH; empty ones are left out, as they would mean the working directory.
func joinPath(folders ...string) string {
	folders = slices.DeleteFunc(folders, func(folder string) bool { return folder == "" })
	return strings.Join(folders, string(os.PathListSeparator))
}
