package cells

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// A Draft is the program of a cell before all of its imports are known.
type Draft struct {
	// Missing are names such as rand.New, sorted, of packages that nobody imports. Doubtful are imports, as lines of Go,
	// of which one may be meant: their packages may have other names than their paths say.
	Missing, Doubtful []string

	// Waiting are functions of the cell that mention what no cell has declared yet. The program is without them.
	Waiting []Waiting

	// Embeds are the patterns of //go:embed.
	Embeds []string

	cell     *Cell
	number   int
	parsed   parsed
	included []declaration // in the order of the program
	imports  []declaration
	left     []string      // keys of earlier methods that the program is without, because the cell declares their type otherwise
	used     []declaration // those of included that the cell mentions, or that one of these mentions
	affected bool          // declarations of earlier cells are included only because the cell declares again what they mention
}

// A Waiting function needs a name that is not declared.
type Waiting struct {
	Function, Name string
	Line, Column   int // where the name is, from 1
}

// Draft composes the program of a cell, which the compiler is to know by a number. Of what earlier cells have declared
// it has what the cell needs; and what has to do with what the cell declares again, unless it is to stand alone.
func (d *Declarations) Draft(c *Cell, number int, alone bool) (*Draft, []Fault) {
	p, faults := c.parse(number)
	if len(faults) > 0 {
		return nil, faults
	}
	if c.Test() != nil {
		p.body, p.mentions, p.last, p.locals = "", nil, expression{}, nil
	}
	draft := &Draft{cell: c, number: number, parsed: p}
	changed := d.changedBy(p)
	var methods []string // earlier ones of types that the cell declares otherwise
	for _, key := range keys(d.all) {
		if receiver, _, is := strings.Cut(key, "~"); is && changed[receiver] && !slices.Contains(keys(p.declarations), key) {
			methods = append(methods, key)
		}
	}
	if alone {
		draft.left = methods
	}
	s := d.selection(c, p, draft.left)
	if !alone {
		draft.affected = s.addAffected(changed) || len(methods) > 0
	}
	if len(c.body) == 0 && c.main == nil && c.Test() == nil && !slices.Contains(keys(p.declarations), "main") {
		draft.Waiting = s.leaveOutWaiting(p)
	}
	draft.included = s.included()
	draft.used = s.used(p)
	draft.chooseImports(s)
	draft.Embeds = embeds(draft.included)
	return draft, nil
}

// Keep adds what the draft's cell declares to what the cells so far have declared.
func (d *Declarations) Keep(draft *Draft) {
	d.all = without(d.all, draft.left)
	d.keep(draft.parsed)
}

// A Change is an assignment to a variable that an earlier cell has declared. It ends with the cell that assigns.
type Change struct {
	Name       string
	Cell, Line int // where it is declared
}

// Changes are the cell's assignments to variables of earlier cells, one for each variable.
func (f *Draft) Changes() (all []Change) {
	for _, assigned := range f.parsed.assigned {
		for _, declared := range f.included {
			if declared.token != token.VAR || declared.origin.cell == f.number || !slices.Contains(declared.keys(), assigned.name) {
				continue
			}
			change := Change{assigned.name, declared.origin.cell, declared.line(assigned.name)}
			if !slices.Contains(all, change) {
				all = append(all, change)
			}
		}
	}
	return all
}

// HasAffected tells whether declarations are in the program only to see whether they still compile.
func (f *Draft) HasAffected() bool { return f.affected }

// A selection is the part of all declarations that a program needs.
type selection struct {
	all        []declaration // but imports
	byKey      map[string][]int
	own        int // where those of the cell begin
	chosen     []bool
	body       []mention
	imports    []declaration
	ownImports int
}

func (d *Declarations) selection(c *Cell, p parsed, left []string) *selection {
	s := &selection{byKey: map[string][]int{}, body: p.mentions}
	add := func(all []declaration) {
		for _, declared := range all {
			if declared.token == token.IMPORT {
				s.imports = append(s.imports, declared)
			} else {
				s.all = append(s.all, declared)
			}
		}
	}
	add(without(without(d.all, keys(p.declarations)), left))
	s.own, s.ownImports = len(s.all), len(s.imports)
	add(p.declarations)
	for i, declared := range s.all {
		for _, key := range declared.keys() {
			s.byKey[key] = append(s.byKey[key], i)
			if receiver, _, is := strings.Cut(key, "~"); is {
				s.byKey[receiver] = append(s.byKey[receiver], i) // a type comes with its methods
			}
		}
	}
	s.chosen = make([]bool, len(s.all))
	noTests := c.Test() != nil && !slices.ContainsFunc(keys(p.declarations), isTest)
	for i, declared := range s.all {
		isRoot := i >= s.own || declared.acts && !declared.defined
		for _, key := range declared.keys() {
			isRoot = isRoot || key == "init" || strings.HasPrefix(key, "init_") || noTests && isTest(key)
		}
		if isRoot {
			s.choose(i)
		}
	}
	s.chooseMentioned(p.mentions)
	return s
}

// isTest tells whether `go test` runs a function.
func isTest(name string) bool { return testName.MatchString(name) }

var testName = regexp.MustCompile(`^(?:Test|Benchmark|Example|Fuzz)(?:$|[^\p{Ll}])`)

func (s *selection) choose(i int) {
	if s.chosen[i] {
		return
	}
	s.chosen[i] = true
	s.chooseMentioned(s.all[i].mentions)
	for _, key := range s.all[i].keys() {
		for _, method := range s.byKey[key] {
			s.choose(method)
		}
	}
}

func (s *selection) chooseMentioned(mentions []mention) {
	for _, m := range mentions {
		for _, i := range s.byKey[m.name] {
			s.choose(i)
		}
	}
}

// changedBy are the keys of what a cell declares otherwise than earlier cells.
func (d *Declarations) changedBy(p parsed) map[string]bool {
	texts := map[string]string{}
	for _, declared := range d.all {
		for _, key := range declared.keys() {
			texts[key] = declared.text
		}
	}
	changed := map[string]bool{}
	for _, declared := range p.declarations {
		for _, key := range declared.keys() {
			if text, was := texts[key]; was && text != declared.text {
				changed[key] = true
			}
		}
	}
	return changed
}

// addAffected chooses the earlier declarations that mention what the cell declares otherwise than before.
func (s *selection) addAffected(changed map[string]bool) (some bool) {
	for i, declared := range s.all[:s.own] {
		if !s.chosen[i] && slices.ContainsFunc(declared.mentions, func(m mention) bool { return changed[m.name] }) && !s.lacks(i) {
			s.choose(i)
			some = true
		}
	}
	return some
}

// lacks tells whether a declaration, or one that it needs, mentions a name that is not declared.
func (s *selection) lacks(i int) bool {
	alone := &selection{all: s.all, byKey: s.byKey, chosen: make([]bool, len(s.all)), imports: s.imports}
	alone.choose(i)
	return len(alone.undefined()) > 0
}

// undefined are the mentions of chosen declarations, and of the body, that nothing declares.
func (s *selection) undefined() (all []mention) {
	imported := map[string]bool{}
	for _, key := range keys(s.imports) {
		imported[key] = true
	}
	each := func(mentions []mention) {
		for _, m := range mentions {
			if m.member == "" && !m.maybe && m.name != "_" && len(s.byKey[m.name]) == 0 && !imported[m.name] && types.Universe.Lookup(m.name) == nil && m.name != "C" {
				all = append(all, m)
			}
		}
	}
	for i, declared := range s.all {
		if s.chosen[i] {
			each(declared.mentions)
		}
	}
	each(s.body)
	return all
}

// leaveOutWaiting leaves out functions of the cell that need what is not declared yet.
func (s *selection) leaveOutWaiting(p parsed) (waiting []Waiting) {
	if slices.ContainsFunc(keys(s.imports), func(key string) bool { return strings.HasPrefix(key, ".~") }) {
		return nil // any name may be that package's
	}
	var left []int
	for i := s.own; i < len(s.all); i++ {
		alone := &selection{all: s.all, byKey: s.byKey, chosen: make([]bool, len(s.all)), imports: s.imports}
		alone.choose(i)
		undefined := alone.undefined()
		if len(undefined) == 0 {
			left = append(left, i)
			continue
		}
		if s.all[i].token != token.FUNC || s.all[i].keys() == nil {
			return nil // a variable or a type cannot wait
		}
		first := undefined[0]
		waiting = append(waiting, Waiting{s.all[i].keys()[0], first.name, first.at.line, first.at.column})
	}
	if len(waiting) == 0 {
		return nil
	}
	chosen := slices.Clone(s.chosen)
	clear(s.chosen)
	for i := range s.all {
		if i < s.own && chosen[i] && !s.lacks(i) || slices.Contains(left, i) {
			s.choose(i)
		}
	}
	return waiting
}

// used are the declarations of the cell, and those that it needs. Others are in the program because they act, as flags do.
func (s *selection) used(p parsed) []declaration {
	needed := &selection{all: s.all, byKey: s.byKey, chosen: make([]bool, len(s.all))}
	for i := s.own; i < len(s.all); i++ {
		needed.choose(i)
	}
	needed.chooseMentioned(p.mentions)
	return needed.included()
}

func (s *selection) included() (all []declaration) {
	for i, declared := range s.all {
		if s.chosen[i] {
			all = append(all, declared)
		}
	}
	return all
}

// chooseImports takes the imports that are used, and notes which are missing.
func (f *Draft) chooseImports(s *selection) {
	mentioned := map[string]bool{}
	var outside []mention // of packages
	each := func(mentions []mention) {
		for _, m := range mentions {
			mentioned[m.name] = true
			if m.member != "" && len(s.byKey[m.name]) == 0 {
				outside = append(outside, m)
			}
		}
	}
	for _, declared := range f.included {
		each(declared.mentions)
	}
	each(s.body)
	unknown := len(s.undefined()) > 0
	imported := map[string]bool{}
	var unused []spec
	for i, declared := range s.imports {
		isOwn := i >= s.ownImports
		for _, spec := range declared.specs {
			if !mentioned[spec.names[0].key] && spec.keyword == "" && !isStandard(spec.path) {
				unused = append(unused, spec)
			}
		}
		rest, some := declared.without(func(key string) bool {
			switch {
			case strings.HasPrefix(key, "_~"):
				return false
			case strings.HasPrefix(key, ".~"):
				return !isOwn && !unknown
			}
			return !mentioned[key]
		})
		if some {
			f.imports = append(f.imports, rest)
			for _, key := range rest.keys() {
				imported[key] = true
			}
		}
	}
	for _, m := range outside {
		if !imported[m.name] && types.Universe.Lookup(m.name) == nil && m.name != "C" {
			f.Missing = append(f.Missing, m.name+"."+m.member)
		}
	}
	slices.Sort(f.Missing)
	f.Missing = slices.Compact(f.Missing)
	if len(f.Missing) > 0 {
		for _, spec := range unused {
			f.Doubtful = append(f.Doubtful, spec.importLine())
		}
	}
}

// Imports are the packages that the program imports, and those that the cell imports and does not use.
func (f *Draft) Imports() (paths []string) {
	for _, declared := range slices.Concat(f.imports, f.parsed.declarations) {
		for _, spec := range declared.specs {
			if declared.token == token.IMPORT && !slices.Contains(paths, spec.path) {
				paths = append(paths, spec.path)
			}
		}
	}
	return paths
}

// Names are those that the cell declares, without imports.
func (f *Draft) Names() (names []string) {
	for _, declared := range f.parsed.declarations {
		if declared.token != token.IMPORT {
			names = append(names, declared.keys()...)
		}
	}
	return names
}

// isStandard tells the standard library by its first element, which has no dot.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != "firstneuron"
}

// embeds are the patterns of all //go:embed comments.
func embeds(all []declaration) (patterns []string) {
	for _, declared := range all {
		if declared.token != token.VAR {
			continue
		}
		for line := range strings.SplitSeq(declared.text, "\n") {
			if rest, is := strings.CutPrefix(strings.TrimSpace(line), "//go:embed "); is {
				for _, pattern := range word.FindAllString(rest, -1) {
					patterns = append(patterns, strings.Trim(pattern, "\"`"))
				}
			}
		}
	}
	return patterns
}

// Last is the expression at the end of the statements of a cell without %%: what it calls, if it is a call.
// There is none if the cell ends otherwise.
func (f *Draft) Last() (callee string, isCall, exists bool) {
	if f.cell.main != nil || f.parsed.last.to == 0 {
		return "", false, false
	}
	return f.parsed.last.callee, f.parsed.last.isCall, true
}

// Results is how many values a function that cells have declared returns; known tells whether they have.
func (f *Draft) Results(function string) (count int, known bool) {
	for _, declared := range f.included {
		if declared.token == token.FUNC && slices.Contains(declared.keys(), function) {
			return declared.results, true
		}
	}
	return 0, false
}

// Source is the finished program: with imports, as lines of Go, for what was missing, and with a function to which the
// expression at the end is given, or none.
func (f *Draft) Source(imports []string, show string) string {
	var b strings.Builder
	b.WriteString("package main\n")
	for _, line := range imports {
		b.WriteString(line + "\n")
	}
	hasEmbed := false
	for _, declared := range f.imports {
		b.WriteString(declared.source())
		hasEmbed = hasEmbed || slices.Contains(declared.keys(), "embed") || slices.Contains(declared.keys(), "_~embed")
	}
	if len(f.Embeds) > 0 && !hasEmbed {
		b.WriteString("import _ \"embed\"\n")
	}
	parses := f.parsesFlags()
	if parses {
		b.WriteString("import flags__ \"flag\"\n")
	}
	for _, declared := range f.included {
		b.WriteString(declared.source())
	}
	if slices.Contains(keys(f.included), "main") && f.parsed.body == "" {
		return b.String()
	}
	b.WriteString("//line " + Glue + ":1:1\nfunc main() {\n")
	if parses {
		b.WriteString("flags__.Parse()\n")
	}
	body, last := f.parsed.body, f.parsed.last
	if show != "" {
		body = body[:last.from] + show + "(\n" + last.at.directive() + last.text + ")" + body[last.to:]
	}
	return b.String() + body + "}\n"
}

// Glue is the file name of what belongs to no cell.
const Glue = "main.go"

// parsesFlags tells whether func main is to read the command line before all else, as it does in GoNB below %%.
func (f *Draft) parsesFlags() bool {
	if f.cell.main == nil && len(f.cell.body) == 0 {
		return false
	}
	_, words := f.cell.Arguments()
	for _, declared := range f.imports {
		if slices.ContainsFunc(declared.specs, func(s spec) bool { return s.path == "flag" }) {
			return true
		}
	}
	return len(words) > 0 || slices.ContainsFunc(f.Missing, func(name string) bool { return strings.HasPrefix(name, "flag.") })
}

// HasBenchmarks tells whether the cell declares a benchmark.
func (c *Cell) HasBenchmarks() bool {
	p, _ := c.parse(0)
	return slices.ContainsFunc(keys(p.declarations), func(key string) bool { return strings.HasPrefix(key, "Benchmark") })
}
