package assist

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstneuron/kernel-setup/kernel/cells"
)

// CompleteFile completes the name of a file in a shell command, or in a command such as %cd, which run in a folder. No shell
// is asked, so a name with a variable or a pattern in it has no matches. If done is false, the cursor is elsewhere.
func CompleteFile(code string, cursor int, folder string) (completion Completion, done bool) {
	offset := byteOffset(code, cursor)
	text, isShell := commandBefore(code, offset)
	command, _, hasWords := strings.Cut(text, " ")
	if !isShell && !(hasWords && cells.NamesFile(command)) {
		return completion, false
	}
	w := lastWord(text, isShell)
	typed, end := text[w.part:], codePoints(code, offset)
	completion = Completion{Matches: []string{}, Types: []string{}, Start: end - utf8.RuneCountInString(typed), End: end}
	if w.expands || w.isCommand && !strings.Contains(w.value, "/") {
		return completion, true
	}
	below, begun := filepath.Split(w.value)
	if strings.HasPrefix(w.value, "~/") && !strings.HasPrefix(text[w.from:], "~/") {
		below = "./" + below // a quoted ~ is a folder's name
	}
	below = Absolute(below, folder)
	entries, _ := os.ReadDir(below) // where nothing can be read, nothing matches
	for _, entry := range entries {
		name := entry.Name()
		rest, fits := strings.CutPrefix(name, begun)
		if !fits || !isPrintable(name) || strings.HasPrefix(name, ".") && begun == "" || len(completion.Matches) == maxMatches {
			continue
		}
		info, err := os.Stat(filepath.Join(below, name))
		switch {
		case err == nil && info.IsDir():
			completion.Matches = append(completion.Matches, typed+w.quoted(rest+"/"))
			completion.Types = append(completion.Types, "folder")
		case command != "%cd":
			completion.Matches = append(completion.Matches, typed+w.quoted(rest)+strings.TrimPrefix(w.quote, nextByte(code, offset)))
			completion.Types = append(completion.Types, "file")
		}
	}
	return completion, true
}

// Absolute is the full name of a file that a command in a folder names; ~/ stands for the user's own folder.
func Absolute(name, folder string) string {
	if below, is := strings.CutPrefix(name, "~/"); is {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, below)
		}
	}
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(folder, name)
}

func isPrintable(name string) bool {
	return utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl)
}

func nextByte(text string, offset int) string { return text[offset:min(offset+1, len(text))] }

// commandBefore is the command in which the cursor is, up to there and in one line; isShell tells whether a shell reads it.
// In Go it is empty.
func commandBefore(code string, offset int) (text string, isShell bool) {
	lines := strings.Split(code[:offset], "\n")
	last := len(lines) - 1
	if last > 0 && cells.IsForeign(code) {
		program, _, _ := strings.Cut(lines[0], " ")
		return lines[last], program == "%%bash" || program == "%%sh"
	}
	if cells.IsGo(code, last) {
		return "", false
	}
	text = lines[last]
	for ; last > 0 && !cells.IsGo(code, last-1) && strings.HasSuffix(lines[last-1], `\`); last-- {
		text = strings.TrimSuffix(lines[last-1], `\`) + "  " + text // as long as it was
	}
	text = strings.TrimPrefix(strings.TrimPrefix(text, cells.Prefix), "-")
	if command, is := strings.CutPrefix(text, "!"); is {
		return command, !strings.HasPrefix(command, "*") // which runs elsewhere
	}
	return text, false
}

// A word is the last one of a command: the one that is being written.
type word struct {
	from, part int    // where it begins, and where what is behind its last slash does
	value      string // it without quotes
	quote      string // the quotation mark that is still open, if one is
	isShell    bool
	isCommand  bool // it stands where the name of a command does
	expands    bool // the shell makes something else of it
}

// lastWord reads a command as the shell does, or as GoNB.
func lastWord(text string, isShell bool) word {
	w := word{isShell: isShell, isCommand: isShell}
	for i := 0; i < len(text); i++ {
		c := text[i : i+1]
		switch {
		case c == `\` && i+1 < len(text) && (w.quote == `"` || isShell && w.quote == ""):
			i++
			w.value += text[i : i+1]
		case c == w.quote:
			w.quote = ""
		case w.quote == "" && (c == `"` || isShell && c == "'"):
			w.quote = c
		case w.quote == "" && (strings.Contains(" \t", c) || isShell && strings.Contains(";|&()<>=`", c)):
			isCommand := strings.Contains(";|&(`", c) || w.isCommand && i == w.from
			w = word{from: i + 1, part: i + 1, isShell: isShell, isCommand: isCommand && isShell}
		default:
			w.expands = w.expands || isShell && (c == "$" && w.quote != "'" || strings.Contains("*?[", c) && w.quote == "")
			w.value += c
			if c == "/" {
				w.part = i + 1
			}
		}
	}
	return w
}

// quoted is a text as it has to be written behind the word.
func (w word) quoted(text string) string {
	switch {
	case !w.isShell && w.quote == "" && text != "":
		return cells.Quoted(text)
	case w.quote == "'":
		return strings.ReplaceAll(text, "'", `'\''`)
	case w.quote == `"`:
		return inQuotes.ReplaceAllString(text, `\$0`)
	}
	return special.ReplaceAllString(text, `\$0`)
}

// What is special to a shell, in double quotes and without them.
var (
	inQuotes = regexp.MustCompile("[\"\\\\$`]")
	special  = regexp.MustCompile("[ \"\\\\$`!#&'()*;<=>?\\[\\]^{|}~]")
)
