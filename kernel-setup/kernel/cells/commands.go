package cells

import "strings"

// A Command is one of GoNB's commands that begin with %.
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
	{"%args", "%args [--flag=value …]", "Sets the arguments of the programs that follow.", false},
	{"%test", "%test [--flag=value …]", "Runs the tests and benchmarks of the cell.", false},
	{"%list", "%list", "Lists what the cells so far have declared.", false},
	{"%ls", "%ls", "The same as `%list`.", false},
	{"%remove", "%remove name …", "Forgets declarations. A method is named `Type~Method`.", false},
	{"%rm", "%rm name …", "The same as `%remove`.", false},
	{"%reset", "%reset [go.mod]", "Forgets all declarations, or makes only go.mod anew.", false},
	{"%require", "%require module@version …", "Lets cells import packages of modules; `./folder` is a module beside the notebook.", false},
	{"%network", "%network [on|off]", "Says or sets whether modules that are not on this machine are fetched.", false},
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
	{"%wasm", "%wasm", "Compiles the cell to WebAssembly.", false},
	{"%help", "%help", "Shows GoNB's own help.", false},
	{"%version", "%version", "Shows GoNB's version.", false},
	{"%%writefile", "%%writefile [-a] file", "Writes the rest of the cell into a file; -a appends.", true},
	{"%%script", "%%script program [argument …]", "Gives the rest of the cell to a program.", true},
	{"%%bash", "%%bash", "Gives the rest of the cell to bash.", true},
	{"%%sh", "%%sh", "Gives the rest of the cell to sh.", true},
	{"%%gx", "%%gx", "Gives the cell to gx.", true},
}

// CommandOf finds the command that a line gives.
func CommandOf(line string) (command Command, found bool) {
	words := strings.Fields(strings.TrimPrefix(line, Prefix))
	if len(words) == 0 {
		return Command{}, false
	}
	for _, command := range Commands {
		if command.Name == words[0] {
			return command, true
		}
	}
	return Command{}, false
}
