package relay

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// A Command is what a cell runs besides its own program: a shell command, or a script. Its output and its end are told to
// the kernel as those of a cell's program are.
type Command struct {
	Args  []string // the program and its arguments
	Input *string  // all that it reads; nil: the user is asked
}

// Shell is a command for the shell, as GoNB runs what stands behind an exclamation mark.
func Shell(command string) Command { return Command{Args: []string{"/bin/bash", "-c", command}} }

// Line writes the command down in the folder cells, that of GoNB's temporary files in which Install has put the relay, and
// is the line with which a cell lets GoNB run it: GoNB's folder and variables, which %cd and %env change, are the
// command's. In GoNB's own module, where `!*` runs, it is the same line with an asterisk behind the exclamation mark.
func (c Command) Line(cells string) (line string, err error) {
	text, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	file, err := os.CreateTemp(cells, "command-*")
	if err != nil {
		return "", err
	}
	defer file.Close()
	if _, err := file.Write(text); err != nil {
		return "", err
	}
	return "!exec " + quoted(filepath.Join(cells, link)) + " " + quoted(file.Name()), nil
}

// readCommand reads what Line has written, once.
func readCommand(path string) (c Command, err error) {
	text, err := os.ReadFile(path)
	if err == nil {
		_ = os.Remove(path)
		err = json.Unmarshal(text, &c)
	}
	return c, err
}

// link is the relay's name among GoNB's temporary files, where it runs commands.
const link = "relay"

// Install makes the relay, which is this program, ready to run commands.
func Install(cells string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return os.Symlink(self, filepath.Join(cells, link))
}

// IsInstalled tells whether the relay still is where Install has put it, and the kernel where it listens.
func IsInstalled(cells string) bool {
	_, noLink := os.Lstat(filepath.Join(cells, link))
	_, noSocket := os.Lstat(filepath.Join(cells, "..", socket))
	return noLink == nil && noSocket == nil
}

// quoted is a word for the shell.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
