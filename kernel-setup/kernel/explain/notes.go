package explain

import (
	"fmt"
	"go/types"
	"slices"
)

// LeftOut is a note on the first statement of a cell that is a test, for the command %test or %bench.
func (l Language) LeftOut(cell Cell, line int, command string) string {
	return fmt.Sprintf(l.in(
		"%s: the statements from here on are left out: with %s a cell runs its tests and nothing else. Move them into another cell.",
		"%s: операторы, начиная с этого, пропущены: с %s ячейка запускает только тесты. Перенесите их в другую ячейку."),
		l.where(place{cell: &cell, line: line}), command)
}

// Hides is a note on a name that a cell declares, and that later cells may want of a package, which an earlier one imports or
// which needs no import, or of Go itself; empty if it is another name.
func (l Language) Hides(cell Cell, name string, isImported bool) string {
	hidden := fmt.Sprintf(l.in("the package %s", "пакет %s"), name)
	switch {
	case types.Universe.Lookup(name) != nil:
		hidden = fmt.Sprintf(l.in("Go's own %s", "встроенное в Go имя %s"), name)
	case !isImported && !slices.Contains(goPackages, name):
		return ""
	}
	return fmt.Sprintf(l.in(
		"%[1]s: the name %[2]s, which is declared here, hides %[3]s from the cells below, until a line %%rm %[2]s. Take another name if they need it.",
		"%[1]s: объявленное здесь имя %[2]s скрывает от следующих ячеек %[3]s, пока нет строки %%rm %[2]s. Если оно им нужно, возьмите другое имя."),
		l.where(place{cell: &cell}), name, hidden)
}
