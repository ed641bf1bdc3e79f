package runs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// commit is the commit that a folder, or one around it, has checked out: gitrepository-layout(5). git need not be
// installed. It is "unknown" where there is no repository, none of its commits, or one whose form this does not know.
func commit(folder string) string {
	git, found := gitFolder(folder)
	if !found {
		return "unknown"
	}
	common := git // of a worktree, where all worktrees have their branches
	if path := read(git, "commondir"); path != "" {
		common = within(git, path)
	}
	head := read(git, "HEAD")
	if branch, found := strings.CutPrefix(head, "ref: "); found {
		head = read(common, branch)
		for line := range strings.Lines(read(common, "packed-refs")) {
			if hash, name, _ := strings.Cut(strings.TrimSpace(line), " "); head == "" && name == branch {
				head = hash
			}
		}
	}
	if !isHash.MatchString(head) {
		return "unknown"
	}
	return head
}

var isHash = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// gitFolder looks for .git from a folder upwards. In a worktree it is a file that says where the folder is.
func gitFolder(folder string) (path string, found bool) {
	for {
		path := filepath.Join(folder, ".git")
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path, true
		}
		if elsewhere, found := strings.CutPrefix(read(path), "gitdir: "); found {
			return within(folder, elsewhere), true
		}
		if filepath.Dir(folder) == folder {
			return "", false
		}
		folder = filepath.Dir(folder)
	}
}

// read is the text of a file, empty where there is none.
func read(path ...string) string {
	text, _ := os.ReadFile(filepath.Join(path...))
	return strings.TrimSpace(string(text))
}

func within(folder, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}
