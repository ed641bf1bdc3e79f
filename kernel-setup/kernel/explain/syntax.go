package explain

import (
	"fmt"
	"regexp"
	"strings"
)

// syntaxRules are about lines that are no Go.
var syntaxRules = []rule{
	{pattern: message(`expected declaration, found '([)}\]])'`), say: tooMany},
	{pattern: message(`expected declaration, found (.+)`), say: outsideFunction},
	{pattern: message(`(?:syntax error: )?non-declaration statement outside function body`), say: outsideFunction},
	{pattern: message(`expected '\(', found \w+`), say: functionInFunction},
	{pattern: message(`expected ';', found .+`), say: functionInFunction},
	{pattern: message(`expected '([)}\]])', found 'EOF'`), say: neverClosed},
	{pattern: message(`(.+), found 'EOF'`), say: endsTooEarly},
	{pattern: message(`missing ',' before newline in (.+)`),
		english: "at the end of this line a comma is missing, or the closing bracket.",
		russian: "в конце этой строки не хватает запятой или закрывающей скобки."},
	{pattern: message(`missing ',' in (.+)`),
		english: "a comma is missing here, or an operator such as +.",
		russian: "здесь не хватает запятой или знака операции, например +."},
	{pattern: message(`expected statement, found 'else'`),
		english: "else belongs on the line of the } before it: } else {",
		russian: "else пишут в одной строке с предыдущей скобкой: } else {"},
	{pattern: message(`expected '{', found newline`), say: lineAbove},
	{pattern: message(`expected '{', found newline|unexpected newline, expecting { after .+`),
		english: "the { belongs at the end of this line.",
		russian: "скобку { ставят в конце этой строки."},
	{pattern: message(`unexpected semicolon or newline before \{`),
		english: "the { belongs at the end of the line above.",
		russian: "скобку { ставят в конце предыдущей строки."},
	{pattern: message(`string literal not terminated`),
		english: `the text that begins here has no closing ".`,
		russian: `у текста, который здесь начинается, нет закрывающей кавычки ".`},
	{pattern: message(`unknown escape(?: sequence)?`),
		english: "in double quotes a backslash begins a sign such as \\n. A backslash itself is written \\\\, and `…` takes a text as it is.",
		russian: "в двойных кавычках с \\ начинается особый знак, например \\n. Сам знак \\ пишут как \\\\, а `…` берёт текст как есть."},
	{pattern: message(`raw string literal not terminated`),
		english: "the text that begins here has no closing `.",
		russian: "у текста, который здесь начинается, нет закрывающего знака `."},
	{pattern: message(`comment not terminated`),
		english: "the comment that begins here has no closing */.",
		russian: "комментарий, который здесь начинается, не закрыт: нет */."},
	{pattern: message(`(?:illegal rune literal|more than one character in rune literal|rune literal not terminated|empty rune literal.*)`),
		english: `single quotes hold one character. Text stands in double quotes: "…".`,
		russian: `в одинарных кавычках бывает только один символ. Текст берут в двойные: "…".`},
	{pattern: message(`curly quotation mark '(.)' .*`),
		english: `${1} is a printer's quotation mark. Go wants the plain one: ".`,
		russian: `${1} — типографская кавычка. В Go нужна простая: ".`},
	{pattern: message(`(?:illegal|invalid) character U\+0023 '#'.*`),
		english: "a comment begins with // in Go, not with #.",
		russian: "комментарий в Go начинается с //, а не с #."},
	{pattern: message(`(?:illegal|invalid) character U\+00[0-7]\S '(.+)'.*`),
		english: "the character ${1} means nothing in Go, outside of text in quotes.",
		russian: "символ ${1} в Go ничего не значит, если он не внутри текста в кавычках."},
	{pattern: message(`(?:illegal|invalid) character (U\+\S+)(?: '(.+)')?.*`),
		english: "Go does not know the character ${2} (${1}) here. It may have come along with copied text: delete it and type it by hand.",
		russian: "здесь стоит символ ${2} (${1}), которого Go не понимает. Возможно, он попал сюда при копировании: наберите это место заново."},
	{pattern: message(`expected boolean or range expression, found assignment.*`),
		english: "range is missing behind the sign: for _, x := range xs { … }",
		russian: "после знака присваивания не хватает range: for _, x := range xs { … }"},
	{pattern: message(`expected '\[', found .+`), line: lazily(`\bmap\b`),
		english: "a map has the types of its keys and values behind the word map: map[string]int{\"a\": 1}",
		russian: "после слова map пишут типы ключей и значений: map[string]int{\"a\": 1}"},
	{pattern: message(`expected boolean expression, found assignment.*`),
		english: "= assigns a value. To compare, write ==.",
		russian: "= присваивает значение. Чтобы сравнить, пишите ==."},
	{pattern: message(`expected ';', found (.+)`),
		english: "${1} does not fit here. Perhaps an operator, a comma or a line break is missing before it.",
		russian: "${1} здесь не подходит. Возможно, перед этим не хватает знака операции, запятой или новой строки."},
	{pattern: message(`expected type, found newline`),
		english: "at the end of this line a type is missing.",
		russian: "в конце этой строки не хватает типа."},
	{pattern: message(`expected type, found (.+)`),
		english: "here a type is expected, not ${1}.",
		russian: "здесь ожидается тип, а не ${1}."},
	{pattern: message(`expected 1 expression`),
		english: "one value fits here, not several with commas between them.",
		russian: "здесь может стоять одно значение, а не несколько через запятую."},
	{pattern: message(`expected statement, found (.+)`),
		english: "no statement begins with ${1}.",
		russian: "с ${1} не начинается ни один оператор."},
	{pattern: message(`illegal label declaration`),
		english: "this colon does not fit here.",
		russian: "это двоеточие здесь не подходит."},
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

// lineAbove is about a block without { }: the parser takes its first line for a part of the head.
func lineAbove(l Language, _ []string, p problem) string {
	if p.place.cell == nil || hasHead.MatchString(p.place.text) || !hasHead.MatchString(p.place.cell.lineNumbered(p.place.line-1)) {
		return ""
	}
	return l.in(
		"the line above has no { at its end. A block of one line stands in { } too.",
		"в конце строки выше нет {. Блок из одной строки тоже берут в { }.")
}

// hasHead is a line that begins a block.
var hasHead = regexp.MustCompile(`^\s*(?:\}\s*)?(?:if|for|switch|select|else)\b`)

// tooMany is about a closing bracket without its opening one.
func tooMany(l Language, match []string, _ problem) string {
	return fmt.Sprintf(l.in(
		"there is a %s too many: no %s belongs to it. Remove it, or add the %[2]s that is missing.",
		"лишняя скобка %s: ей не соответствует ни одна %s. Уберите её или добавьте недостающую %[2]s."), match[1], opening[match[1]])
}

// neverClosed is about an opening bracket without its closing one.
func neverClosed(l Language, match []string, _ problem) string {
	return fmt.Sprintf(l.in(
		"this %s is never closed: the cell ends, and its %s is missing.",
		"эта скобка %s не закрыта: ячейка закончилась, а %s нет."), opening[match[1]], match[1])
}

var opening = map[string]string{")": "(", "]": "[", "}": "{"}

// endsTooEarly is about the end of a cell that comes too early.
func endsTooEarly(l Language, match []string, p problem) string {
	last := lastSign.FindString(strings.TrimSpace(p.place.before()))
	if last == "." {
		last = l.in("the dot", "точки")
	}
	missing := l.in("something", "продолжения")
	switch expected := match[1]; {
	case expected == "expected operand":
		missing = l.in("a value", "значения")
	case expected == "expected type":
		missing = l.in("a type", "типа")
	case expected == "expected 'IDENT'" || strings.HasPrefix(expected, "expected selector"):
		missing = l.in("a name", "имени")
	case strings.HasPrefix(expected, "expected '"):
		missing = strings.Trim(strings.TrimPrefix(expected, "expected "), "'")
	}
	return fmt.Sprintf(l.in(
		"the cell ends here, and %s is missing after %s.",
		"здесь ячейка заканчивается, а после %[2]s не хватает %[1]s."), missing, last)
}

// lastSign is a word or the sign at the end of a line.
var lastSign = regexp.MustCompile(`(?:[\pL\pN_]+|[^\s\pL\pN_]+)$`)

// outsideFunction is about a statement that is in no function.
func outsideFunction(l Language, match []string, p problem) string {
	if p.place.cell != nil && p.place.body() == 0 { // below %exec, for example
		return l.in("this line stands outside a function. Put it inside one.", "эта строка стоит вне функции. Поставьте её внутрь функции.")
	}
	said := l.in(
		"this line stands outside a function, and above the line %% there can be only declarations. Put it below.",
		"эта строка стоит вне функции, а над строкой %% бывают только объявления. Перенесите её ниже.")
	if name := shortDeclaration.FindStringSubmatch(p.place.text); name != nil {
		said += fmt.Sprintf(l.in(
			" If other cells need %[1]s too, declare it with var: var %[1]s = …",
			" Если %[1]s нужна и другим ячейкам, объявите её через var: var %[1]s = …"), name[1])
	}
	return said
}

var shortDeclaration = regexp.MustCompile(`^\s*([\pL_][\pL\pN_]*) *:=`)

// functionInFunction is about a func with a name in a function.
func functionInFunction(l Language, _ []string, p problem) string {
	if !namedFunction.MatchString(p.place.text) {
		return ""
	}
	if !p.place.isBelowMain() {
		return l.in(
			"a function with a name cannot stand inside { }. Move it out of them; or a } is missing before it.",
			"функцию с именем нельзя объявить внутри { }. Вынесите её наружу; или перед ней не хватает }.")
	}
	return l.in(
		"a function with a name cannot stand inside another one, and what is below the line %% is inside func main. Move it above that line; or a } is missing before it.",
		"функцию с именем нельзя объявить внутри другой, а всё под строкой %% находится внутри func main. Перенесите её выше этой строки; или перед ней не хватает }.")
}

var namedFunction = regexp.MustCompile(`^\s*func\s*(?:\([^)]*\))?\s*\w+\s*[(\[]`)
