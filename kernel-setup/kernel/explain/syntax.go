package explain

import (
	"fmt"
	"regexp"
	"strings"
)

// syntaxRules are about lines that are no Go.
var syntaxRules = []rule{
	{pattern: message(`expected declaration, found '}'`),
		english: "there is a } too many: no { belongs to it. Remove it, or add the { that is missing.",
		russian: "лишняя скобка }: ей не соответствует ни одна {. Уберите её или добавьте недостающую {."},
	{pattern: message(`expected declaration, found (?:def|class|from)`),
		english: "this is Python. In Go a function begins with func, a type with type.",
		russian: "это Python. В Go функция начинается с func, а тип — с type."},
	{pattern: message(`expected declaration, found (.+)`), say: outsideFunction},
	{pattern: message(`(?:syntax error: )?non-declaration statement outside function body`), say: outsideFunction},
	{pattern: message(`expected '\(', found \w+`), say: functionInFunction},
	{pattern: message(`expected ';', found .+`), say: functionInFunction},
	{pattern: message(`expected '}', found 'EOF'`),
		english: "this { is never closed. Add a } where its block ends.",
		russian: "эта скобка { не закрыта. Добавьте } там, где заканчивается блок."},
	{pattern: message(`missing ',' before newline in (.+)`),
		english: "at the end of this line a comma is missing, or the closing bracket.",
		russian: "в конце этой строки не хватает запятой или закрывающей скобки."},
	{pattern: message(`missing ',' in (.+)`),
		english: "a comma is missing here, or an operator such as +.",
		russian: "здесь не хватает запятой или знака операции, например +."},
	{pattern: message(`expected statement, found 'else'`),
		english: "else belongs on the line of the } before it: } else {",
		russian: "else пишут в одной строке с предыдущей скобкой: } else {"},
	{pattern: message(`expected '{', found newline`),
		english: "the { belongs at the end of this line.",
		russian: "скобку { ставят в конце этой строки."},
	{pattern: message(`unexpected semicolon or newline before \{`),
		english: "the { belongs at the end of the line above.",
		russian: "скобку { ставят в конце предыдущей строки."},
	{pattern: message(`string literal not terminated`),
		english: `the text that begins here has no closing ".`,
		russian: `у текста, который здесь начинается, нет закрывающей кавычки ".`},
	{pattern: message(`raw string literal not terminated`),
		english: "the text that begins here has no closing `.",
		russian: "у текста, который здесь начинается, нет закрывающего знака `."},
	{pattern: message(`(?:illegal rune literal|more than one character in rune literal|rune literal not terminated|empty rune literal.*)`),
		english: `single quotes hold one character. Text stands in double quotes: "…".`,
		russian: `в одинарных кавычках бывает только один символ. Текст берут в двойные: "…".`},
	{pattern: message(`curly quotation mark '(.)' .*`),
		english: `${1} is a printer's quotation mark. Go wants the plain one: ".`,
		russian: `${1} — типографская кавычка. В Go нужна простая: ".`},
	{pattern: message(`(?:illegal|invalid) character U\+0023 '#'.*`),
		english: "a comment begins with // in Go, not with #.",
		russian: "комментарий в Go начинается с //, а не с #."},
	{pattern: message(`(?:illegal|invalid) character (U\+\S+)(?: '(.+)')?.*`),
		english: "Go does not know the character ${2} (${1}) here. It may have come along with copied text: type it anew.",
		russian: "здесь стоит символ ${2} (${1}), которого Go не понимает. Возможно, он попал сюда при копировании: наберите это место заново."},
	{pattern: message(`illegal label declaration`), say: colon},
	{pattern: message(`expected boolean expression, found assignment.*`),
		english: "= assigns a value. To compare, write ==.",
		russian: "= присваивает значение. Чтобы сравнить, пишите ==."},
	{pattern: message(`expected ';', found '(\+\+|--)'`),
		english: "x${1} is a statement of its own and has no value. Put it on a line of its own.",
		russian: "x${1} — отдельная команда, значения у неё нет. Поставьте её отдельной строкой."},
	{pattern: message(`expected ';', found (.+)`), say: notExpected},
	{pattern: message(`expected operand, found (.+)`),
		english: "a value is missing before ${1}.",
		russian: "перед ${1} не хватает значения."},
	{pattern: message(`expected '(.+)', found newline`),
		english: "at the end of this line ${1} is missing.",
		russian: "в конце этой строки не хватает ${1}."},
	{pattern: message(`expected '(.+)', found (.+)`),
		english: "here ${1} is expected, not ${2}.",
		russian: "здесь ожидается ${1}, а не ${2}."},
}

// outsideFunction is about a statement that is in no function.
func outsideFunction(l Language, match []string, p problem) string {
	said := l.in(
		"this line stands outside a function. Put it below a line %%, or inside func main.",
		"эта строка стоит вне функции. Поставьте её под строкой %% или внутрь func main.")
	if name := shortDeclaration.FindStringSubmatch(p.place.text); name != nil {
		said += fmt.Sprintf(l.in(
			" If other cells need %[1]s too, declare it with var: var %[1]s = …",
			" Если %[1]s нужна и другим ячейкам, объявите её через var: var %[1]s = …"), name[1])
	}
	return said
}

var shortDeclaration = regexp.MustCompile(`^\s*([\pL_][\pL\pN_]*) *:=`)

// functionInFunction is about a func with a name in a function; below %% all is in func main.
func functionInFunction(l Language, _ []string, p problem) string {
	if !namedFunction.MatchString(p.place.text) {
		return ""
	}
	return l.in(
		"a function with a name cannot stand inside another one, and what is below the line %% is inside func main. Move it above that line; or a } is missing before it.",
		"функцию с именем нельзя объявить внутри другой, а всё под строкой %% находится внутри func main. Перенесите её выше этой строки; или перед ней не хватает }.")
}

var namedFunction = regexp.MustCompile(`^\s*func\s*(?:\([^)]*\))?\s*\w+\s*[(\[]`)

// colon is about Python's colon at the end of a line.
func colon(l Language, _ []string, p problem) string {
	if word := pythonColon.FindStringSubmatch(p.place.text); word != nil {
		return fmt.Sprintf(l.in(
			"after %s Go has { and } around the block, and no colon.",
			"после %s блок в Go берут в { и }, двоеточия нет."), word[1])
	}
	return ""
}

var pythonColon = regexp.MustCompile(`^\s*(if|for|else)\b.*:\s*$`)

var pythonWord = regexp.MustCompile(`^\s*(?:def|class|from|elif)\b`)

// notExpected is about a word that does not go on from what is before it.
func notExpected(l Language, match []string, p problem) string {
	switch {
	case pythonWord.MatchString(p.place.text):
		return l.in("this is Python. In Go a function begins with func, a type with type.", "это Python. В Go функция начинается с func, а тип — с type.")
	case strings.HasPrefix(strings.TrimSpace(p.place.text), "while"):
		return l.in("Go has no while. Write for instead.", "в Go нет while. Пишите for.")
	}
	return fmt.Sprintf(l.in(
		"%s does not fit here. Perhaps an operator, a comma or a line break is missing before it.",
		"%s здесь не подходит. Возможно, перед этим не хватает знака операции, запятой или новой строки."), match[1])
}
