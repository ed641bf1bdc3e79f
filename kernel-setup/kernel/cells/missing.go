package cells

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// Missing are the names, such as rand.New, that a cell takes from packages that neither it nor the cells before import.
// They are sorted. GoNB finds the imports when the cell runs; whoever reads the cell before must find them too.
func (d *Declarations) Missing(code string) []string {
	text, inMain := goText(strings.Split(code, "\n"))
	if after, found := firstStatement(text); found && !inMain { // its writer forgot %%, or needs none
		text, inMain = text[:after]+"\nfunc main() {"+text[after:], true
	}
	if inMain {
		text += "}\n"
	}
	text = strings.Replace(text, mainHead, "func main() {", 1) // its flag is not the cell's
	file, _ := parser.ParseFile(token.NewFileSet(), "", "package main\n"+text, parser.AllErrors)
	if file == nil {
		return nil
	}
	known := keys(d.all)
	declared, _ := declarations(text)
	known = append(known, keys(declared)...)

	// The parser knows what is declared in the file; a package is not.
	unresolved := map[*ast.Ident]bool{}
	for _, name := range file.Unresolved {
		unresolved[name] = !slices.Contains(known, name.Name)
	}
	var missing []string
	ast.Inspect(file, func(node ast.Node) bool {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && unresolved[x] && ast.IsExported(selector.Sel.Name) {
				missing = append(missing, x.Name+"."+selector.Sel.Name)
			}
		}
		return true
	})
	slices.Sort(missing)
	return slices.Compact(missing)
}

// Clone is a copy that goes its own way.
func (d *Declarations) Clone() *Declarations { return &Declarations{slices.Clone(d.all)} }
