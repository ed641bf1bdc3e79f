package cells

import (
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// A NotebookCell is a cell as it is in a notebook's file.
type NotebookCell struct {
	IsCode bool
	Text   string
}

// Script writes a notebook as one Go program. Text becomes comments, and so do commands. What cells declare is declared; each
// cell that runs something is a function, and func main calls them in their order, with the flags that stand behind
// their %%. The program may lack imports, and it is not formatted: goimports does both.
//
// In a notebook a name may be declared again, and the cells above go on to mean what it was. The program keeps both: the
// older one has the number of its cell in its name.
func Script(notebook []NotebookCell) string {
	s := &script{copies: map[*unit][]*variant{}, taken: map[string]bool{}}
	for _, cell := range notebook {
		s.read(cell)
	}
	s.nameCopies()
	return s.source()
}

// A script is a notebook on its way to be a program.
type script struct {
	parts  []part
	last   environment // what is declared at the end
	copies map[*unit][]*variant
	taken  map[string]bool // names
	number int             // of the cells of code so far
}

// A part is what a cell leaves in the program.
type part struct {
	comment   string // text, commands, what is not Go
	declares  []*unit
	runs      *unit // the cell's function; nil if it runs nothing
	arguments []string
	known     environment // what its function mentions
}

// An environment is what is declared at some place in the notebook, by key.
type environment map[string]*unit

func (s *script) read(cell NotebookCell) {
	if !cell.IsCode {
		s.parts = append(s.parts, part{comment: cell.Text})
		return
	}
	s.number++
	c := Read(cell.Text)
	units, faults := c.units(s.number)
	if c.Script || len(faults) > 0 {
		s.parts = append(s.parts, part{comment: strings.Join(c.lines, "\n")})
		return
	}
	p := part{comment: c.commands()}
	known := environment{}
	for key, u := range s.last {
		known[key] = u
	}
	for _, call := range c.Calls {
		switch {
		case call.Name == "%reset" && len(call.Words) == 0:
			clear(known)
		case call.Name == "%rm" || call.Name == "%remove":
			for _, key := range call.Words {
				delete(known, key)
			}
		}
	}
	for _, u := range units {
		if slices.Contains(u.keys, "main") {
			p.runs = u
			continue
		}
		p.declares = append(p.declares, u)
		known.add(u)
	}
	if body, exists := c.function(s.number, known); exists {
		p.runs = body
	}
	if p.runs != nil {
		_, words := c.Arguments()
		if c.main != nil && c.main.Name == "%exec" && len(words) > 0 {
			words = words[1:]
		}
		for _, word := range words {
			p.arguments = append(p.arguments, unquoted(word))
		}
	}
	p.known, s.last = known, known
	s.parts = append(s.parts, p)
}

// commands are the lines of a cell that are not Go, but for what a comment would only repeat.
func (c *Cell) commands() string {
	var lines []string
	for _, call := range c.Calls {
		if call.Name != "%%" && call.Name != "%main" && call.Name != "%exec" {
			lines = append(lines, c.lines[call.Line-1])
		}
	}
	return strings.Join(lines, "\n")
}

// add declares a unit. One that is declared again as it was is the same.
func (e environment) add(u *unit) {
	if old := e[u.keys[0]]; old != nil && old.text == u.text {
		return
	}
	for _, key := range u.keys {
		if old := e[key]; old != nil && u.isFlag && old.isFlag {
			old.newer = u // a program has one flag of a name
		}
		e[key] = u
	}
}

// source writes the program.
func (s *script) source() string {
	var b, declared strings.Builder
	var calls []string
	hasArguments := false
	begun := false
	for _, p := range s.parts {
		comment := commented(p.comment)
		if !begun && len(p.declares) == 0 && p.runs == nil {
			b.WriteString(comment)
			continue
		}
		begun = true
		declared.WriteString(comment)
		for _, u := range p.declares {
			declared.WriteString(s.declaration(u))
		}
		if p.runs != nil {
			name := s.free("cell" + strconv.Itoa(p.runs.cell))
			declared.WriteString(p.runs.renamed(func(of string) string {
				if of == runs {
					return name
				}
				return s.nameIn(p.known, of)
			}) + "\n\n")
			call := name
			for _, argument := range p.arguments {
				call += ", " + strconv.Quote(argument)
			}
			calls = append(calls, call)
			hasArguments = hasArguments || len(p.arguments) > 0
		}
	}
	b.WriteString("package main\n\n")
	for _, line := range s.imports() {
		b.WriteString(line + "\n")
	}
	b.WriteString("\n" + declared.String())
	switch {
	case hasArguments:
		b.WriteString(runWithFlags)
		for _, call := range calls {
			b.WriteString("\trun(" + call + ")\n")
		}
	default:
		b.WriteString("func main() {\n")
		for _, call := range calls {
			b.WriteString("\t" + call + "()\n")
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// runWithFlags begins the func main of a program whose cells have flags of their own.
const runWithFlags = `func main() {
	flag.Parse()
	chosen := map[string]string{} // on the command line, for all cells
	flag.Visit(func(f *flag.Flag) { chosen[f.Name] = f.Value.String() })
	run := func(cell func(), arguments ...string) {
		flag.Visit(func(f *flag.Flag) { _ = flag.Set(f.Name, f.DefValue) })
		os.Args = append(os.Args[:1:1], arguments...)
		flag.Parse()
		for name, value := range chosen {
			_ = flag.Set(name, value)
		}
		cell()
	}
`

// commented is a text as comments that belong to nothing.
func commented(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == '\ufeff' {
			return -1 // Go takes none of these
		}
		return r
	}, strings.ToValidUTF8(strings.TrimSpace(text), "\ufffd"))
	if text == "" {
		return ""
	}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(strings.TrimRight("// "+line, " \t\r") + "\n")
	}
	return b.String() + "\n"
}

// imports are those of all that is in the program, once each.
func (s *script) imports() (lines []string) {
	for u, copies := range s.copies {
		if u.token != token.IMPORT {
			continue
		}
		for _, v := range copies {
			line := u.text
			if v.suffix != "" {
				line = "import " + u.keys[0] + v.suffix + " " + strconv.Quote(u.path)
			}
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// declaration writes the copies of a unit. Units that stand between the same brackets stay there, if nothing becomes of them but that.
func (s *script) declaration(u *unit) string {
	if u.token == token.IMPORT {
		return ""
	}
	if u.group != nil {
		for _, other := range u.group.units {
			copies := s.copies[other]
			if len(copies) != 1 || s.text(other, copies[0]) != other.text {
				return s.each(u)
			}
		}
		if u != u.group.units[0] {
			return ""
		}
		return u.group.text + "\n\n"
	}
	return s.each(u)
}

func (s *script) each(u *unit) string {
	var b strings.Builder
	for _, v := range s.copies[u] {
		b.WriteString(s.text(u, v) + "\n\n")
	}
	return b.String()
}

func (s *script) text(u *unit, v *variant) string {
	return u.renamed(func(name string) string {
		if slices.Contains(u.keys, name) && v.known.of(name) != u {
			return "_" // a constant that was replaced: iota counts on
		}
		return s.nameIn(v.known, name)
	})
}

func (s *script) free(name string) string {
	for s.taken[name] {
		name += "_"
	}
	s.taken[name] = true
	return name
}

func (u *unit) String() string { return fmt.Sprint(u.keys, " of cell ", u.cell) }
