package explain

import "fmt"

// LeftOut is a note on the first statement of a cell that is a test, for the command %test or %bench.
func (l Language) LeftOut(cell Cell, line int, command string) string {
	return fmt.Sprintf(l.in(
		"%s: the statements from here on are left out: with %s a cell runs its tests and nothing else. Move them into another cell.",
		"%s: операторы, начиная с этого, пропущены: с %s ячейка запускает только тесты. Перенесите их в другую ячейку."),
		l.where(place{cell: &cell, line: line}), command)
}
