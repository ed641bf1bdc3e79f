package explain

import (
	"fmt"
	"go/types"
	"regexp"
	"slices"
	"strings"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

// nameRules are about variables, functions, fields and their names.
var nameRules = []rule{
	{pattern: message(`declared and not used: ([\pL_][\pL\pN_]*)`), say: definedTwice},
	{pattern: message(`declared and not used: (\S+)`),
		english: "the variable ${1} is declared and never used. Use it, or remove the line.",
		russian: "переменная ${1} объявлена, но нигде не используется. Используйте её или уберите эту строку."},
	{pattern: message(`undefined: ([\pL_][\pL\pN_]*)`), say: undefinedName},
	{pattern: message(`undefined: (\w+)\.(\w+)`), say: undefinedInPackage},
	{pattern: message(`name (\w+) not exported by package (\w+)`),
		english: "${1} is for the package ${2} alone. What others may use begins with a capital letter.",
		russian: "${1} — внутреннее имя пакета ${2}. Снаружи видны только имена с заглавной буквы."},
	{pattern: message(`(\S+)\.(\w+) undefined \(.+\)`), say: builtinAsMethod},
	{pattern: message(`(\S+)\.(\w+) undefined \(type (.+) has no field or method \w+, but does have (?:field|method) (\w+).*\)`),
		english: "${1} has no ${2}, but it has ${4}.",
		russian: "у ${1} нет ${2}, зато есть ${4}."},
	{pattern: message(`(\S+)\.(\w+) undefined \(type (.+) has no field or method \w+\)`),
		english: "${1} has no field and no method ${2}: its type is ${3}. Check the spelling.",
		russian: "у ${1} нет ни поля, ни метода ${2}: это значение типа ${3}. Проверьте написание."},
	{pattern: message(`unknown field (\w+) in struct literal of type (.+)`),
		english: "the type ${2} has no field ${1}. Check the spelling.",
		russian: "у типа ${2} нет поля ${1}. Проверьте написание."},
	{pattern: message(`no new variables on left side of :=`),
		english: "the variables left of := exist already. To give one a new value, write = instead.",
		russian: "переменные слева от := уже есть. Чтобы присвоить новое значение, пишите =."},
	{pattern: message(`(\S+) (?:\(.+\) )?is not a type`),
		english: "${1} is no type. A parameter, a field and a variable have their type behind the name: x float64.",
		russian: "${1} — не тип. У параметра, поля и переменной тип пишут после имени: x float64."},
	{pattern: message(`use of untyped nil in .+`),
		english: "nil does not say of which type the variable is. Name the type: var x []float64, which is nil at first.",
		russian: "по nil не понять, какого типа переменная. Укажите тип: var x []float64, её значение сначала nil."},
	{pattern: message(`expression in go must be function call`), line: lazily(`^\s*(go\s+[a-z]+(?:\s+[\w./@-]+)*)\s*$`),
		english: "go starts a function that runs beside the others. If the command go is meant, put ! before it: !${1}",
		russian: "go запускает функцию параллельно с остальными. Если имелась в виду команда go, поставьте перед ней !: !${1}"},
	{pattern: message(`expression in (go|defer) must be function call`),
		english: "${1} needs a call, with parentheses behind the function: ${1} func() { … }()",
		russian: "после ${1} нужен вызов, со скобками после функции: ${1} func() { … }()"},
	{pattern: message(`missing function body`),
		english: "the function has a head and no body: add { … } in the same line.",
		russian: "у функции есть заголовок, но нет тела: добавьте { … } в той же строке."},
	{pattern: message(`missing init expr for (.+)`),
		english: "the constant ${1} has no value. Write const ${1} = …",
		russian: "у константы ${1} нет значения. Напишите const ${1} = …"},
	{pattern: message(`range over (.+) \(.+\) permits (?:only one|no) iteration variables?`),
		english: "range over ${1} gives fewer variables than stand left of :=.",
		russian: "range по ${1} даёт меньше переменных, чем стоит слева от :=."},
	{pattern: message(`main redeclared in this block`), say: secondMain},
	{pattern: message(`(\w+) redeclared in this block`),
		english: "${1} is declared a second time. Use another name, or remove one of the two.",
		russian: "${1} объявляется второй раз. Возьмите другое имя или уберите одно из объявлений."},
	{pattern: message(`missing return`),
		english: "the function must return a value, and here it can end without one. Add a return above this line.",
		russian: "функция должна вернуть значение, а здесь она может закончиться без него. Добавьте return перед этой строкой."},
	{pattern: message(`(not enough|too many) return values`), say: returnOutside},
	{pattern: message(`(not enough|too many) return values`),
		english: "the function returns another number of values than its first line says.",
		russian: "функция возвращает не столько значений, сколько обещает её заголовок."},
	{pattern: message(`not enough arguments in call to (.+)`),
		english: "${1} needs more arguments than it gets here.",
		russian: "функции ${1} передано слишком мало аргументов."},
	{pattern: message(`too many arguments in call to (.+)`),
		english: "${1} gets more arguments than it takes.",
		russian: "функции ${1} передано слишком много аргументов."},
	{pattern: message(`(.+) \(no value\) used as value`),
		english: "${1} returns nothing, so there is no value to use here.",
		russian: "${1} ничего не возвращает, использовать здесь нечего."},
	{pattern: message(`(.+) \(.*\) is not used`),
		english: "the value of ${1} is computed and then not used. Give it to a variable, or print it.",
		russian: "значение ${1} вычислено, но не используется. Присвойте его переменной или выведите."},
	{pattern: message(`(.+) is not used`),
		english: "the value of ${1} is computed and then not used. Give it to a variable, or print it.",
		russian: "значение ${1} вычислено, но не используется. Присвойте его переменной или выведите."},
	{pattern: message(`(break|continue) is not in a loop.*`),
		english: "${1} works only inside a loop.",
		russian: "${1} работает только внутри цикла."},
	{pattern: message(`cannot assign to (.+) \(neither addressable nor a map index expression\)`),
		english: "${1} cannot be changed: it is a constant, a letter of a string, or the result of a call.",
		russian: "${1} изменить нельзя: это константа, символ строки или результат вызова."},
	{pattern: message(`in call to (.+), cannot infer (\w+).*`),
		english: "Go cannot tell from this call which type ${2} stands for. Name it: ${1}[int](…), for example.",
		russian: "по этому вызову не понять, какой тип скрывается за ${2}. Укажите его, например: ${1}[int](…)."},
}

// undefinedName is about a name that is nowhere declared. A name before a dot was meant as a package.
func undefinedName(l Language, match []string, p problem) string {
	name := match[1]
	after := strings.TrimPrefix(p.place.rest(), name)
	if member, dotted := strings.CutPrefix(after, "."); dotted && after != p.place.rest() {
		return undefinedPackage(l, name, wordAtStart(member), p.place)
	}
	if lacksType(p.place.text, name) {
		return fmt.Sprintf(l.in(
			"%s has no type. It stands behind the name: %[1]s float64, for example.",
			"у %s нет типа. Его пишут после имени: например, %[1]s float64."), name)
	}
	if shellLine.MatchString(p.place.text) && strings.HasPrefix(p.place.text, name) {
		if name == "cd" {
			return l.in("cells change their folder with %cd: put % before this line.", "папку ячеек меняет %cd: поставьте % перед этой строкой.")
		}
		return fmt.Sprintf(l.in(
			"there is no %s here. If this is a command for the shell, put ! before it: !%s",
			"имени %s здесь нет. Если это команда оболочки, поставьте перед ней !: !%s"), name, p.place.text)
	}
	switch {
	case slices.Contains([]string{"None", "null", "Null", "NULL", "nullptr"}, name):
		return fmt.Sprintf(l.in(
			"there is no %s in Go. What points to nothing is nil; a number or a text is never nil.",
			"в Go нет %s. Указатель, который ни на что не указывает, равен nil; число или текст не бывает nil."), name)
	case types.Universe.Lookup(name+"64") != nil:
		return fmt.Sprintf(l.in("there is no type %s in Go. It has %[1]s64.", "типа %s в Go нет. Есть %[1]s64."), name)
	}
	if changed := regexp.MustCompile(`^\s*` + name + `\s*(?:[-+*/%]=|=.*\b` + name + `\b)`); changed.MatchString(p.place.text) {
		return fmt.Sprintf(l.in(
			"there is no variable %s yet, so it has no value that could change. Give it one first: %[1]s := 0, for example.",
			"переменной %s пока нет, менять нечего. Сначала дайте ей значение: например, %[1]s := 0."), name)
	}
	if left := assigned(p); slices.Contains(left, name) {
		return fmt.Sprintf(l.in(
			"there is no variable %s yet. A new variable is made with :=, not =. Write %s := …",
			"переменной %s пока нет. Новую переменную создают знаком :=, а не =. Напишите %s := …"), name, strings.Join(left, ", "))
	}
	return fmt.Sprintf(l.in(
		"there is no %s here. Check the spelling, or run the cell first that declares it.",
		"имени %s здесь нет. Проверьте написание или сначала запустите ячейку, где оно объявлено."), name)
}

// lacksType tells whether a name is a parameter without its type, or behind it, in the line with which a function begins.
func lacksType(line, name string) bool {
	return regexp.MustCompile(`\bfunc\b[^{]*[(,]\s*(?:\w+\s+)?` + name + `\s*[,)]`).MatchString(line)
}

// shellLine is a word with an option or a folder, such as ls -l.
var shellLine = regexp.MustCompile(`^[a-z]+\s+[-/~.][\w/.-]+\s*$`)

// definedTwice is about := for a variable that there is already: it makes another one.
func definedTwice(l Language, match []string, p problem) string {
	defines := regexp.MustCompile(`^(?:var\s+)?` + match[1] + `\s*(?:\w+\s*)?:?=[^=]`)
	if p.place.cell == nil || !defines.MatchString(strings.TrimSpace(p.place.text)) {
		return ""
	}
	for number := 1; number < p.place.line; number++ {
		if defines.MatchString(p.place.cell.lineNumbered(number)) {
			return fmt.Sprintf(l.in(
				"%[1]s is there already, in line %[2]d, and := makes a second one that is never used. To give it a new value, write %[1]s = …",
				"переменная %[1]s уже есть, в строке %[2]d, а := создаёт вторую, которая нигде не используется. Чтобы присвоить новое значение, пишите %[1]s = …"), match[1], number)
		}
	}
	return ""
}

// builtinAsMethod is about xs.append(x).
func builtinAsMethod(l Language, match []string, _ problem) string {
	if _, is := types.Universe.Lookup(match[2]).(*types.Builtin); !is {
		return ""
	}
	call := fmt.Sprintf("%s(%s, …)", match[2], match[1])
	switch match[2] {
	case "append":
		call = match[1] + " = " + call
	case "len", "cap", "close", "clear":
		call = fmt.Sprintf("%s(%s)", match[2], match[1])
	}
	return fmt.Sprintf(l.in("%s is a function in Go, not a method. Write %s", "%s в Go — функция, а не метод. Напишите %s"), match[2], call)
}

// assigned are the names left of the = in the line of a problem.
func assigned(p problem) []string {
	match := assignment.FindStringSubmatch(p.place.text)
	if match == nil {
		return nil
	}
	return strings.FieldsFunc(match[1], func(r rune) bool { return strings.ContainsRune(", \t", r) })
}

var assignment = regexp.MustCompile(`^\s*([\pL_][\pL\pN_]*(?:\s*,\s*[\pL_][\pL\pN_]*)*)\s*=[^=]`)

// secondMain is about a func main beside statements.
func secondMain(l Language, _ []string, p problem) string {
	if p.place.body() > 0 {
		return l.in(
			"what is below the line %% is the body of func main, so the cell cannot have another one. Remove the line %%, or this func main.",
			"под строкой %% стоит тело func main, поэтому второй main в ячейке быть не может. Уберите строку %% или эту func main.")
	}
	if p.place.cell != nil && len(celltext.Read(p.place.cell.Source).Mains()) > 0 {
		return l.in(
			"%exec makes the func main of the cell, so the cell cannot have another one. Give this function another name.",
			"func main этой ячейки создаёт %exec, поэтому второй main в ней быть не может. Назовите эту функцию иначе.")
	}
	return l.in(
		"the statements of a cell run by themselves, as if they were in func main, so the cell cannot have another one. Move them into this func main, or remove its first line and its }.",
		"команды ячейки выполняются сами, как будто стоят в func main, поэтому второй main в ячейке быть не может. Перенесите их в эту func main или уберите её первую строку и её }.")
}

// returnOutside is about a return with a value that is in no function of the cell's.
func returnOutside(l Language, match []string, p problem) string {
	if match[1] != "too many" || !slices.Contains(p.details, "want ()") {
		return ""
	}
	if p.place.cell != nil && !celltext.Read(p.place.cell.Source).IsInFunction(p.place.line) {
		said := l.in(
			"only a function that has a result can return a value. Here return stands alone, and ends the cell.",
			"вернуть значение может только функция с результатом. Здесь return пишут без значения, и он завершает ячейку.")
		if p.place.body() > 0 {
			return said + l.in(" To show a value, print it.", " Чтобы показать значение, выведите его.")
		}
		return said + l.in(" To show a value, write it without return in the last line.", " Чтобы показать значение, напишите его без return в последней строке.")
	}
	return l.in(
		"this function has no result, so its return stands alone. If it is to give a value back, name the type behind the parentheses: func f() int { … }",
		"у этой функции нет результата, поэтому return пишут без значения. Чтобы она возвращала значение, укажите тип после скобок: func f() int { … }")
}

// endedBefore is about a variable that the statements of an earlier cell defined; empty if the problem is another.
func (l Language) endedBefore(p problem, known Notebook) string {
	undefined := undefinedWord.FindStringSubmatch(p.message)
	if undefined == nil || known == nil {
		return ""
	}
	cell, line, was := known.Ended(undefined[1])
	if !was {
		return ""
	}
	return fmt.Sprintf(l.in(
		"%[1]s was defined among the statements of cell [%[2]d], line %[3]d, and ended with that cell. To keep it, write var %[1]s = … there, above the other statements; it is then worked out again in every cell that uses it.",
		"%[1]s определена среди команд ячейки [%[2]d], строка %[3]d, и исчезла вместе с ней. Чтобы сохранить её, напишите там выше остальных команд: var %[1]s = …; тогда она будет вычисляться заново в каждой ячейке, где нужна."),
		undefined[1], cell.Number, line)
}

var undefinedWord = regexp.MustCompile(`^undefined: ([\pL_][\pL\pN_]*)$`)

// wordAtStart is the identifier with which a text begins.
func wordAtStart(text string) string {
	return identifier.FindString(text)
}
