package cells

import (
	"regexp"
	"slices"
	"strings"
)

// A Command is one of the commands that begin with %.
type Command struct {
	Name    string // with its %
	Usage   string // the name and what follows it
	Meaning string // in a sentence
	First   bool   // only in the first line of a cell, which then is not Go
}

// Commands are all of them, in the order in which they are offered.
var Commands = []Command{
	{"%%", "%% [--flag=value …]", "What follows is the body of `func main`; the flags are its arguments.", false},
	{"%main", "%main [--flag=value …]", "The same as `%%`.", false},
	{"%exec", "%exec name [--flag=value …]", "Runs the function of that name.", false},
	{"%args", "%args [--flag=value …]", "Sets the arguments of the cell's program.", false},
	{"%test", "%test [-run=name] [-v] …", "Runs the tests of the cell, with the flags of `go test`.", false},
	{"%bench", "%bench [-benchtime=10x] …", "Runs the benchmarks of the cell, with the flags of `go test`.", false},
	{"%list", "%list", "Lists what the cells so far have declared.", false},
	{"%ls", "%ls", "The same as `%list`.", false},
	{"%remove", "%remove name …", "Forgets declarations. A method is named `Type~Method`.", false},
	{"%rm", "%rm name …", "The same as `%remove`.", false},
	{"%reset", "%reset [go.mod]", "Forgets all declarations and starts go.mod afresh, or go.mod only.", false},
	{"%require", "%require module@version …", "Lets cells import packages of modules; `./folder` is a module beside the notebook.", false},
	{"%network", "%network [on|off]", "Says or sets whether modules that are not on this machine are fetched.", false},
	{"%limit", "%limit [memory|time|output value]", "Says or sets what a cell may take: `%limit time 30s`.", false},
	{"%override", "%override [--flag=value …]", "Sets flags in all cells from here on, whatever those say behind `%%`; `none` takes them away.", false},
	{"%cd", "%cd [folder]", "Says or changes the folder in which cells run.", false},
	{"%env", "%env NAME value", "Sets an environment variable.", false},
	{"%goflags", "%goflags [flag …]", "Says or sets further flags for `go build`.", false},
	{"%capture", "%capture [-a] file", "Copies the cell's output into a file; -a appends.", false},
	{"%with_inputs", "%with_inputs", "Lets the next shell command ask for input.", false},
	{"%with_password", "%with_password", "Lets the next shell command ask for a password.", false},
	{"%autoget", "%autoget", "The same as `%network on`.", false},
	{"%noautoget", "%noautoget", "The same as `%network off`.", false},
	{"%track", "%track [path]", "Lists the files and folders that completion watches, or adds one.", false},
	{"%untrack", "%untrack path", "Stops watching a file or folder.", false},
	{"%goworkfix", "%goworkfix", "Writes the modules of go.work into go.mod.", false},
	{"%widgets", "%widgets", "Connects GoNB's widgets to the page; they do so by themselves.", false},
	{"%widgets_hb", "%widgets_hb", "Checks the connection of GoNB's widgets.", false},
	{"%help", "%help", "Shows this list.", false},
	{"%version", "%version", "Shows GoNB's version.", false},
	{"%%writefile", "%%writefile [-a] file", "Writes the rest of the cell into a file; -a appends.", true},
	{"%%script", "%%script program [argument …]", "Gives the rest of the cell to a program.", true},
	{"%%bash", "%%bash", "Gives the rest of the cell to bash.", true},
	{"%%sh", "%%sh", "Gives the rest of the cell to sh.", true},
	{"%%gx", "%%gx", "Gives the cell to gx.", true},
}

// CommandOf finds the command that a line gives.
func CommandOf(line string) (command Command, found bool) {
	return commandNamed(callOf(line).Name)
}

func commandNamed(name string) (command Command, found bool) {
	i := slices.IndexFunc(Commands, func(c Command) bool { return c.Name == name })
	if i < 0 {
		return Command{}, false
	}
	return Commands[i], true
}

// NamesFile tells whether a command names a file as its last word; %cd names a folder.
func NamesFile(command string) bool {
	return slices.Contains([]string{"%cd", "%capture", "%%writefile"}, command)
}

// A Call is a command as a cell gives it.
type Call struct {
	Line    int      // from 1
	Text    string   // all of it, in one line, without the dash and without GoNB's prefix
	Name    string   // such as %cd; ! for a shell command
	Words   []string // behind the name, as they are written
	MayFail bool     // a dash before it says that its failure does not matter
}

// Rest is what follows the name.
func (c Call) Rest() string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimLeft(c.Text[1:], " \t"), c.Name[1:]))
}

// IsMain tells whether the command says how the cell's program begins.
func (c Call) IsMain() bool { return c.Name == "%%" || c.Name == "%main" || c.Name == "%exec" }

// IsTest tells whether the command makes the cell a test.
func (c Call) IsTest() bool { return c.Name == "%test" || c.Name == "%bench" }

func callOf(line string) Call {
	text := strings.TrimPrefix(line, Prefix)
	bare := withoutPrefix(line)
	call := Call{Text: bare, MayFail: len(bare) < len(text)}
	if !IsSpecial(bare) {
		return call
	}
	words := word.FindAllString(bare[1:], -1)
	switch {
	case bare[0] == '!':
		call.Name = "!"
	case len(words) == 0:
		call.Name = "%"
	default:
		call.Name, call.Words = "%"+words[0], words[1:]
	}
	return call
}

// word is a word of a command; spaces in quotes belong to it.
var word = regexp.MustCompile(`(?:"(?:[^"\\]|\\.)*"|[^\s"])+`)

// isScript tells whether the first line makes a cell something else than Go as a whole: a file or a script.
func isScript(line string) bool {
	command, found := CommandOf(strings.TrimLeft(line, " \t"))
	return found && command.First
}

// Arguments are the words behind the name, without their quotes.
func (c Call) Arguments() (words []string) {
	for _, word := range c.Words {
		words = append(words, unquoted(word))
	}
	return words
}

// unquoted reads a word as GoNB does: in double quotes a backslash quotes what follows.
func unquoted(word string) string {
	var b strings.Builder
	inQuotes := false
	for i := 0; i < len(word); i++ {
		switch {
		case word[i] == '"':
			inQuotes = !inQuotes
		case word[i] == '\\' && inQuotes && i+1 < len(word):
			i++
			b.WriteString(strings.NewReplacer("n", "\n", "t", "\t").Replace(word[i : i+1]))
		default:
			b.WriteByte(word[i])
		}
	}
	return b.String()
}

// Quoted is a text as one word of a command.
func Quoted(text string) string {
	if text != "" && !strings.ContainsAny(text, " \t\n\"\\") {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
}
