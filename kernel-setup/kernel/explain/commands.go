package explain

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

// NoCommand is the error of a line such as %tset. The line counts from 1.
func (l Language) NoCommand(line int, name string) Error {
	said := func(more string) Error {
		return said("NoCommand", fmt.Sprintf(l.in("Line %d: there is no command %s.", "Строка %d: команды %s нет."), line, name)+more)
	}
	for _, known := range jupyterCommands {
		if slices.Contains(known.names, strings.TrimLeft(name, "%")) {
			return said(" " + l.in(known.english, known.russian))
		}
	}
	var names []string
	for _, command := range celltext.Commands {
		names = append(names, command.Name)
	}
	if meant := nearest(name, names, itself); meant != "" {
		return said(fmt.Sprintf(l.in(" Did you mean %s?", " Может быть, %s?"), meant))
	}
	return said(l.in(" %help lists those that there are.", " Все команды перечисляет %help."))
}

// jupyterCommands are commands of Python's kernel that people know, and what there is in their place.
var jupyterCommands = []struct {
	names            []string
	english, russian string
}{
	{[]string{"time", "timeit", "prun"},
		"%bench runs a benchmark: func BenchmarkIt(b *testing.B) { for b.Loop() { f() } }. A single run is timed by start := time.Now() and time.Since(start).",
		"%bench запускает измерение: func BenchmarkIt(b *testing.B) { for b.Loop() { f() } }. Один запуск измеряют так: start := time.Now(), затем time.Since(start)."},
	{[]string{"matplotlib", "pylab"},
		`Charts need none: import "firstneuron/pkg/show", and show.Figure shows them.`,
		`Для графиков она не нужна: import "firstneuron/pkg/show", и show.Figure их покажет.`},
	{[]string{"pip", "conda", "mamba", "uv"},
		"%require adds a module of Go. Python's packages cannot be used here.",
		"Модуль Go подключает %require. Пакеты Python здесь не работают."},
	{[]string{"load_ext", "reload_ext", "autoreload", "config", "precision"},
		"Nothing has to be loaded or set up here.",
		"Загружать и настраивать здесь ничего не нужно."},
	{[]string{"who", "whos", "who_ls"}, "%list says what is declared.", "Что объявлено, скажет %list."},
	{[]string{"pwd"}, "%cd without a folder says which it is.", "Текущую папку назовёт %cd без аргументов."},
	{[]string{"set_env"}, "%env sets a variable of the environment: %env NAME value", "Переменную окружения задаёт %env: %env ИМЯ значение"},
	{[]string{"del", "xdel", "reset_selective"}, "%rm forgets a declaration: %rm name", "Объявление забывает %rm: %rm имя"},
	{[]string{"run"}, "A program runs by the shell: !go run main.go", "Программу запускает оболочка: !go run main.go"},
	{[]string{"cat", "mkdir", "cp", "mv", "rmdir", "system", "sx"}, "A command for the shell stands behind !: !ls", "Команду оболочки пишут после !: !ls"},
	{[]string{"html", "latex", "markdown", "svg"},
		`Text with formatting is shown by show.Markdown: import "firstneuron/pkg/show".`,
		`Оформленный текст выводит show.Markdown: import "firstneuron/pkg/show".`},
	{[]string{"python", "python3", "perl", "ruby"},
		"%%script gives the rest of a cell to a program: %%script python3",
		"%%script отдаёт остаток ячейки программе: %%script python3"},
}

// OnlyFirst is the error of a line such as %%bash below the first line.
func (l Language) OnlyFirst(line int, name string) Error {
	return said("OnlyFirst", fmt.Sprintf(l.in(
		"Line %d: %s may stand only in the first line of a cell, for it takes all that follows. Move it, and what is below it, into a cell of its own.",
		"Строка %d: %s может стоять только в первой строке ячейки, потому что забирает всё, что ниже. Перенесите её вместе с тем, что под ней, в отдельную ячейку."),
		line, name))
}

// Help introduces the list of commands.
func (l Language) Help() string {
	return l.in(
		"A cell is Go: what it declares stays for later cells, and its statements run. The value of an expression at the end is shown. "+
			"Below a line %% the statements are the body of func main, and the flags behind %% are its arguments. "+
			"A line !command runs a shell command. A command that fails ends the cell, unless a dash stands before it: -!command.",
		"Ячейка — это Go: объявленное в ней остаётся для следующих ячеек, а операторы выполняются. Значение выражения в конце выводится. "+
			"Под строкой %% стоит тело func main, а флаги за %% — её аргументы. "+
			"Строка !команда запускает команду оболочки. Команда с ошибкой завершает ячейку, если перед ней нет дефиса: -!команда.")
}

// CommandFailed is the error of a shell command, or of a script, that ended with an exit status other than 0, in the project's folder or
// outside.
func (l Language) CommandFailed(cell Cell, line, status int, outside bool) Error {
	text := strings.TrimSpace(cell.lineNumbered(line))
	if outside && ofOurPackages.MatchString(text) {
		return said("CommandFailed", l.where(place{cell: &cell, line: line})+": "+fmt.Sprintf(l.in(
			"this folder is outside the project, and there the go command does not find its packages. With an asterisk it does: !*%s",
			"эта папка вне проекта, и команда go не находит здесь его пакетов. Со звёздочкой найдёт: !*%s"),
			strings.TrimPrefix(text, "!")))
	}
	if strings.HasPrefix(text, "-") {
		return said("CommandFailed", l.where(place{cell: &cell, line: line})+": "+fmt.Sprintf(l.in(
			"%s ended with exit status %d.", "%s завершилась с кодом %d."), shortened(text), status))
	}
	return said("CommandFailed", l.where(place{cell: &cell, line: line})+": "+fmt.Sprintf(l.in(
		"%s ended with exit status %d, which says that it failed. If that does not matter, put a dash before it: -%s",
		"%s завершилась с кодом %d, то есть с ошибкой. Если это не важно, поставьте перед ней дефис: -%s"),
		shortened(text), status, shortened(text)))
}

// ofOurPackages finds commands of go about the packages of this project.
var ofOurPackages = regexp.MustCompile(`^!go\s.*\bfirstneuron/`)

// RefusedCommand is the error of a command, such as %cd nowhere, that GoNB cannot carry out.
func (l Language) RefusedCommand(cell Cell, line int, why string) Error {
	return said("CommandFailed", l.where(place{cell: &cell, line: line})+": "+trimmed(strings.TrimSpace(plain(why))))
}

// shortened is a text of one line that is not too long to be named in a sentence.
func shortened(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// NothingDeclared is what %list says where there is nothing to list.
func (l Language) NothingDeclared() string {
	return l.in("Nothing is declared yet.", "Пока ничего не объявлено.")
}

// Forgotten says that a declaration, such as func f, is forgotten.
func (l Language) Forgotten(declaration string) string {
	return fmt.Sprintf(l.in("forgotten: %s", "забыто: %s"), declaration)
}

// AllForgotten says that all declarations are.
func (l Language) AllForgotten() string {
	return l.in("All declarations are forgotten.", "Все объявления забыты.")
}

// NotDeclared is the error of a line such as %rm f where there is no f. Without names it is the line that has none.
func (l Language) NotDeclared(line int, names []string) Error {
	if len(names) == 0 {
		return said("NotDeclared", fmt.Sprintf(l.in(
			"Line %d: name what is to be forgotten. %%list says what there is.",
			"Строка %d: назовите, что забыть. Что объявлено, скажет %%list."), line))
	}
	return said("NotDeclared", fmt.Sprintf(l.in(
		"Line %d: %s: no cell has declared this. %%list says what there is; a method is named Type~Method.",
		"Строка %d: %s: этого ни одна ячейка не объявляла. Что объявлено, скажет %%list; метод называют так: Тип~Метод."),
		line, strings.Join(names, ", ")))
}

// Waits is a note on a function that needs what no cell has declared yet.
func (l Language) Waits(cell Cell, waiting celltext.Waiting, known Notebook) string {
	where, line := l.where(place{cell: &cell, line: waiting.Line}), cell.lineNumbered(waiting.Line)
	notebook := cells{current: cell, notebook: known, known: map[string][]string{}}
	p := problem{place: notebook.in(waiting.Line, waiting.Column), message: "undefined: " + waiting.Name}
	if said := l.near(p, notebook); said != "" && notebook.exported(waiting.Name) != nil { // no cell declares what a package lacks
		return where + ": " + said
	}
	if lacksType(line, waiting.Name) {
		return where + ": " + undefinedName(l, []string{"", waiting.Name}, problem{place: place{text: line}}) + fmt.Sprintf(l.in(
			" If %s is the type, declare it: the function %s is kept until then.",
			" Если %s — это и есть тип, объявите его: функция %s пока сохранена."), waiting.Name, waiting.Function)
	}
	return fmt.Sprintf(l.in(
		"%s: there is no %s yet. The function %s is kept, and works once a cell declares %[2]s.",
		"%s: имени %s пока нет. Функция %s сохранена и заработает, когда какая-нибудь ячейка объявит %[2]s."),
		where, waiting.Name, waiting.Function)
}

// Lasts is a note on an assignment to a variable that another cell has declared, in the line that is given.
func (l Language) Lasts(changed string, declared Cell, line int) string {
	return fmt.Sprintf(l.in(
		"The new value of %[1]s lasts until the end of this cell: %[1]s is declared in cell [%[2]d], line %[3]d, and every cell that uses it computes it from there again. To keep the change, make it in that cell.",
		"Новое значение %[1]s действует только в этой ячейке: переменная объявлена в ячейке [%[2]d], строка %[3]d, и каждая ячейка, где она нужна, вычисляет её заново оттуда. Чтобы изменение сохранилось, внесите его в ту ячейку."),
		changed, declared.Number, line)
}

// Broken is a note on an earlier cell that does not compile any more, and why.
func (l Language) Broken(why Error) string {
	return l.in("The cell that was run now has changed what an earlier cell uses. ", "Эта ячейка изменила то, чем пользуется одна из предыдущих. ") + why.Value +
		l.in(" Change that cell and run it again.", " Исправьте ту ячейку и запустите её снова.")
}

// OwnTrouble is the error of a cell that cannot be run because of files of the kernel's own.
func (l Language) OwnTrouble(what string) Error {
	return said("KernelTrouble", fmt.Sprintf(l.in(
		"The kernel cannot write the program of this cell: %s. Is the disk full, or was its temporary folder taken away? Restarting the kernel makes a new one.",
		"Ядро не может записать программу этой ячейки: %s. Не заполнен ли диск, не удалена ли временная папка? Перезапустите ядро, и появится новая."), what))
}
