package explain

import "testing"

func TestNotes(t *testing.T) {
	cell := Cell{Number: 3}
	for _, test := range []struct{ got, want string }{
		{English.LeftOut(cell, 2, "%test"), "Cell [3], line 2: the statements from here on are left out: with %test a cell runs its tests and nothing else. Move them into another cell."},
		{Russian.LeftOut(cell, 2, "%bench"), "Ячейка [3], строка 2: операторы, начиная с этого, пропущены: с %bench ячейка запускает только тесты. Перенесите их в другую ячейку."},
		{English.Hides(cell, "fmt", false), "Cell [3]: the name fmt, which is declared here, hides the package fmt from the cells below, until a line %rm fmt. Take another name if they need it."},
		{Russian.Hides(cell, "len", false), "Ячейка [3]: объявленное здесь имя len скрывает от следующих ячеек встроенное в Go имя len, пока нет строки %rm len. Если оно им нужно, возьмите другое имя."},
		{English.Hides(cell, "network", false), ""},
		{English.Hides(cell, "network", true), "Cell [3]: the name network, which is declared here, hides the package network from the cells below, until a line %rm network. Take another name if they need it."},
		{Russian.Hides(cell, "rate", false), ""},
	} {
		if test.got != test.want {
			t.Errorf("got  %q\nwant %q", test.got, test.want)
		}
	}
}
