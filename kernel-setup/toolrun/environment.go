package toolrun

import (
	"os"
	"slices"
	"strings"
)

// Variables are environment variables to set; one with an empty value is taken away.
type Variables map[string]string

// WithVariables is an environment, in the form of [os.Environ], in which some variables are changed.
func WithVariables(env []string, set Variables) []string {
	var changed []string
	for _, entry := range env {
		name, _, _ := strings.Cut(entry, "=")
		if _, found := set[name]; !found {
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

// JoinPath puts folders into one PATH; empty ones are left out, as they would mean the working directory.
func JoinPath(folders ...string) string {
	folders = slices.DeleteFunc(folders, func(folder string) bool { return folder == "" })
	return strings.Join(folders, string(os.PathListSeparator))
}
