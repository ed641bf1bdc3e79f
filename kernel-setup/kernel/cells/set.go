package cells

import (
	"go/ast"
	"go/token"
	"slices"
)

// setFirst are the variables of other cells that a file sets through their pointers before it reads them, such as rate in *rate = 2,
// each with the names that the file mentions before that. A variable that is set only under a condition is not among them.
func setFirst(file *ast.File) map[string][]string {
	s := setter{first: map[string][]string{}, seen: new([]string)}
	ast.Walk(s, file.Decls[len(file.Decls)-1].(*ast.FuncDecl).Body)
	return s.first
}

// A setter walks through statements in the order in which they run.
type setter struct {
	first map[string][]string
	seen  *[]string // the names so far
	maybe bool      // what is inside may not run
}

func (s setter) Visit(node ast.Node) ast.Visitor {
	switch node := node.(type) {
	case *ast.Ident:
		*s.seen = append(*s.seen, node.Name)
	case *ast.AssignStmt:
		if node.Tok == token.ASSIGN {
			s.walk(node.Rhs...)
			s.set(node.Lhs...)
			return nil
		}
	case *ast.RangeStmt:
		if node.Tok == token.ASSIGN {
			s.walk(node.X)
			s.set(node.Key, node.Value)
			ast.Walk(s, node.Body)
			return nil
		}
	case *ast.IfStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
		s.maybe = true
	}
	return s
}

func (s setter) walk(all ...ast.Expr) {
	for _, x := range all {
		if x != nil {
			ast.Walk(s, x)
		}
	}
}

func (s setter) set(targets ...ast.Expr) {
	for _, target := range targets {
		if star, is := target.(*ast.StarExpr); is {
			if x, is := star.X.(*ast.Ident); is && !s.maybe && !slices.Contains(*s.seen, x.Name) {
				s.first[x.Name] = slices.Clone(*s.seen)
			}
		}
		s.walk(target)
	}
}
