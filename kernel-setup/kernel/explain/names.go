package explain

import (
	"fmt"
	"regexp"
	"strings"
)

// nameRules are about variables, functions, fields and their names.
var nameRules = []rule{
	{pattern: message(`declared and not used: (\S+)`),
		english: "the variable ${1} is declared and never used. Use it, or remove the line.",
		russian: "переменная ${1} объявлена, но нигде не используется. Используйте её или уберите эту строку."},
	{pattern: message(`undefined: (\w+)`), say: undefinedName},
	{pattern: message(`undefined: (\w+)\.(\w+)`), say: undefinedInPackage},
	{pattern: message(`name (\w+) not exported by package (\w+)`),
		english: "${1} is for the package ${2} alone. What others may use begins with a capital letter.",
		russian: "${1} — внутреннее имя пакета ${2}. Снаружи видны только имена с заглавной буквы."},
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
	{pattern: message(`(\w+) redeclared in this block`),
		english: "${1} is declared a second time. Use another name, or remove one of the two.",
		russian: "${1} объявляется второй раз. Возьмите другое имя или уберите одно из объявлений."},
	{pattern: message(`missing return`),
		english: "the function must return a value, and here it can end without one. Add a return above this line.",
		russian: "функция должна вернуть значение, а здесь она может закончиться без него. Добавьте return перед этой строкой."},
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
		return undefinedPackage(l, name, wordAtStart(member))
	}
	return fmt.Sprintf(l.in(
		"there is no %s here. Check the spelling, or run the cell first that declares it.",
		"имени %s здесь нет. Проверьте написание или сначала запустите ячейку, где оно объявлено."), name)
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
