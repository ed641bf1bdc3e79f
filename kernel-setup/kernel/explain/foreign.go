package explain

import (
	"fmt"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

// foreignRules are about what other languages have, and Go has not. The line says what was meant; the parser has only seen
// that it is no Go.
var foreignRules = []rule{
	{line: lazily(`^\s*from\s+[\w.]+\s+import\b|^\s*import\s.*\sfrom\s+["']`),
		english: `Go imports a package as a whole, by its path in quotes: import "math". What the package has is then written with its name: math.Sqrt.`,
		russian: `в Go импортируют пакет целиком, по его пути в кавычках: import "math". То, что в нём есть, пишут потом с именем пакета: math.Sqrt.`},
	{line: lazily(`^\s*import\s+([\w./]+)\s+as\s+(\w+)`),
		english: `in Go the name comes first, and then the path in quotes: import ${2} "${1}". Only packages of Go can be imported.`,
		russian: `в Go сначала пишут имя, потом путь в кавычках: import ${2} "${1}". Импортировать можно только пакеты Go.`},
	{line: lazily(`^\s*import\s+([\w./]+)\s*(?:,.*)?$`),
		english: `the path of a package stands in quotes: import "${1}". Each package has an import of its own. Only packages of Go can be imported.`,
		russian: `путь пакета пишут в кавычках: import "${1}". У каждого пакета свой import. Импортировать можно только пакеты Go.`},
	{pattern: message(`missing import path.*`),
		english: `after import comes the path of a package in quotes: import "math".`,
		russian: `после import пишут путь пакета в кавычках: import "math".`},
	{line: lazily(`^\s*(?:async\s+)?(?:def|function|fn|fun|sub)\s+(\w+)`),
		english: "in Go a function begins with func, and its body stands in { }: func ${1}(x float64) float64 { … }",
		russian: "в Go функция начинается с func, а её тело стоит в { }: func ${1}(x float64) float64 { … }"},
	{line: lazily(`^\s*class\s+(\w+)`),
		english: "Go has no classes. A type holds the values, type ${1} struct { … }, and its methods are functions beside it: func (x ${1}) name() { … }",
		russian: "классов в Go нет. Значения хранит тип, type ${1} struct { … }, а его методы — функции рядом с ним: func (x ${1}) name() { … }"},
	{line: lazily(`^\s*for(?:each)?\s*\(?\s*(?:(?:let|var|const)\s+)?([\w, ]+?)\s+(?:in|of)\s+(.+)$`), say: forIn},
	{line: lazily(`[\[({].*\bfor\s+[\w, ]+\s+in\b`),
		english: "Go has no list made by for … in. Make it in a loop: for _, x := range xs { ys = append(ys, 2*x) }",
		russian: "списков с for … in внутри в Go нет. Соберите его в цикле: for _, x := range xs { ys = append(ys, 2*x) }"},
	{line: lazily(`^\s*for\s+[^;{]*,[^;{]*(?:\+\+|--)`),
		english: "the three parts of a for are separated by semicolons: for i := 0; i < 3; i++ { … }",
		russian: "три части for разделяют точками с запятой: for i := 0; i < 3; i++ { … }"},
	{pattern: message(`missing ',' (?:before newline )?in composite literal`), say: unknownBlock},
	{line: lazily(`^\s*for\s*\(`),
		english: "the head of a for has no parentheses in Go: for i := 0; i < 3; i++ { … }",
		russian: "заголовок for в Go пишут без скобок: for i := 0; i < 3; i++ { … }"},
	{line: lazily(`^\s*(?:\}\s*)?(while|until)\b\s*(.*?)\s*[:{]?\s*$`), say: while},
	{line: lazily(`^\s*(?:\}\s*)?(elif|elsif|elseif)\b`),
		english: "Go has no ${1}. Write else if, in the line of the } before it: } else if x > 1 { … }",
		russian: "в Go нет ${1}. Пишите else if в одной строке с предыдущей скобкой: } else if x > 1 { … }"},
	{line: lazily(`^\s*(?:\}\s*)?(try|except|catch|finally|raise|throw)\b`),
		english: "Go has no ${1}. A function returns its error as a value, and the caller looks at it: if err != nil { … }",
		russian: "в Go нет ${1}. Функция возвращает ошибку как значение, и его проверяют: if err != nil { … }"},
	{line: lazily(`^\s*with\s+(.+):\s*$`),
		english: "Go has no with. Open it, and let defer close it: f, err := os.Open(…), then defer f.Close().",
		russian: "в Go нет with. Откройте файл и закройте его через defer: f, err := os.Open(…), затем defer f.Close()."},
	{line: lazily(`^\s*(if|for|else|switch)\b.*:\s*(?:(?://|#).*)?$`),
		english: "after ${1} Go has { and } around the block, and no colon.",
		russian: "после ${1} блок в Go берут в { и }, двоеточия нет."},
	{pattern: message(`illegal label declaration`), line: lazily(`^\s*(if|for|else|switch)\b`),
		english: "after ${1} Go has { and } around the block, and no colon.",
		russian: "после ${1} блок в Go берут в { и }, двоеточия нет."},
	{line: lazily(`^\s*(var|const)\s+(\w+)[^=]*:=`), say: declaredTwice},
	{line: lazily(`^\s*(?:var\s+)?(\w+)\s*:?=[^,(]+,\s*(\w+)\s*:?=`),
		english: "several variables get their values by one sign: ${1}, ${2} := 1, 2",
		russian: "несколько переменных получают значения через один знак: ${1}, ${2} := 1, 2"},
	{line: lazily(`^\s*(?:.*=\s*)?(public|private|protected|static|async|await|export|abstract|override|inline|pub)\s+\w`),
		english: "Go has no word ${1}. Leave it out.",
		russian: "слова ${1} в Go нет. Уберите его."},
	{line: lazily(`\bnew\s+([\w.]+)\s*\(`),
		english: "a value of a type is made with the name of the type and { }: ${1}{}, and a pointer to it with &${1}{}.",
		russian: "значение типа создают именем типа и { }: ${1}{}, а указатель на него — через &${1}{}."},
	{line: lazily(`^\s*(let|auto|val|local|my)\s+(?:mut\s+)?(\w+)`),
		english: "Go has no ${1}. A new variable is made with :=, so write ${2} := …",
		russian: "в Go нет ${1}. Новую переменную создают знаком :=. Напишите ${2} := …"},
	{line: lazily(`^\s*(\w+)\s*(?::\s+=|=:)`),
		english: "the sign that makes a new variable is := without a space: ${1} := …",
		russian: "новую переменную создают знаком := без пробела: ${1} := …"},
	{line: lazily(`^\s*(\w+)\s+(\w+)\s*(?:=.*|;)?$`), say: typeFirst},
	{line: lazily(`^\s*(\w+)\s*:?=[^=]`), say: keywordAsName},
	{pattern: message(`expected 'IDENT', found '([a-z]+)'`),
		english: "${1} is a word of Go itself and cannot be a name. Take another one.",
		russian: "${1} — слово самого языка Go, именем оно быть не может. Возьмите другое имя."},
	{line: lazily(`\blambda\b[^:]*:|=>`),
		english: "a function without a name is written out in Go: func(x float64) float64 { return 2 * x }",
		russian: "функцию без имени в Go пишут так: func(x float64) float64 { return 2 * x }"},
	{line: lazily(`^\s*func\b.*\)\s*(->|:)`),
		english: "the type of the result stands right after the parentheses, without ${1}: func f(x int) int { … }",
		russian: "тип результата пишут сразу после скобок, без ${1}: func f(x int) int { … }"},
	{pattern: message(`(?:expected type, found .+|unexpected comma; expecting \])`), line: lazily(`(?:^|[=(,]|return)\s*\[`),
		english: "a list is written with the type of its elements in Go: []int{1, 2} or []string{\"a\", \"b\"}. Without elements it is []int{}.",
		russian: "список в Go пишут с типом элементов: []int{1, 2} или []string{\"a\", \"b\"}. Пустой — []int{}."},
	{pattern: message(`expected operand, found '\{'|illegal label declaration`), line: lazily(`\{`),
		english: "before this { the type is missing: map[string]int{\"a\": 1} or []int{1, 2}, for example.",
		russian: "перед этой { не хватает типа: например, map[string]int{\"a\": 1} или []int{1, 2}."},
	{pattern: message(`expected '\)', found ','`), line: lazily(`(?:^|[=(]|return)\s*\(`),
		english: "Go has no tuples. Two variables get their values so: a, b := 1, 2. Several values in one are a slice: []int{1, 2}.",
		russian: "кортежей в Go нет. Две переменные получают значения так: a, b := 1, 2. Несколько значений в одной — это срез: []int{1, 2}."},
	{pattern: message(`(?:expected|illegal|missing|string literal|more than one|rune|empty) .+`), line: lazily(`"""|'''`),
		english: "Go has no \"\"\" and '''. Text over several lines stands between backquotes: `…`. A comment begins with //.",
		russian: "в Go нет \"\"\" и '''. Текст из нескольких строк пишут в обратных кавычках: `…`. Комментарий начинается с //."},
	{pattern: message(`illegal character U\+003F '\?'`), line: lazily(`^\s*\?*([\pL_][\w.]*)\?*\s*$`),
		english: "documentation is shown by Shift+Tab behind a name, and by !go doc ${1}",
		russian: "документацию показывает Shift+Tab после имени, а также !go doc ${1}"},
	{pattern: message(`illegal character U\+003F '\?'`), line: lazily(`\?.*:`),
		english: "Go has no ? : to choose between two values. Write if and else: if a > b { x = 1 } else { x = 2 }",
		russian: "выбора из двух значений через ? : в Go нет. Пишите if и else: if a > b { x = 1 } else { x = 2 }"},
	{pattern: message(`expected (?:operand|';'), found '(if|for|switch|select)'`),
		english: "${1} is a statement in Go and gives no value. Make the variable first, and change it inside: x := 2, then if a > b { x = 1 }",
		russian: "${1} в Go — оператор, значения он не даёт. Сначала создайте переменную, потом меняйте её внутри: x := 2, затем if a > b { x = 1 }"},
	{pattern: message(`expected (?:operand|statement), found 'range'`),
		english: "range stands only in the head of a for: for i := range 3 { … }",
		russian: "range бывает только в заголовке for: for i := range 3 { … }"},
	{pattern: message(`(?:expected .+, found .+|missing ',' in .+)`), say: increment},
	{pattern: message(`(?:expected .+, found .+|missing ',' in .+)`), say: operatorWord},
	{pattern: message(`(?:expected ';', found .+|missing ',' in .+)`), say: prefixedText},
	{pattern: message(`expected ';', found .+`), say: callOrCommand},
	{pattern: message(`label (\w+) defined and not used|expected type, found ':'|missing ',' in parameter list|expected '\)', found ':'`),
		line: lazily(`(\w+)\s*:\s*([\w.\[\]*]+)`), say: typeAfterColon},
	{pattern: message(`expected operand, found '\]'`), line: lazily(`(\w+)\[\]`),
		english: "in Go the brackets stand before the type: []${1}",
		russian: "в Go скобки пишут перед типом: []${1}"},
	{line: lazily(`^\s*func\s+(\w+)\s*<(\w+)`),
		english: "type parameters stand in [ ], each with what it may be: func ${1}[${2} any](…)",
		russian: "параметры типа пишут в [ ] вместе с тем, чем они могут быть: func ${1}[${2} any](…)"},
	{pattern: message(`expected type, found .+`), line: lazily(`\btype\s*\((.+)\)`),
		english: `the type of a value is printed by fmt.Printf("%T", ${1})`,
		russian: `тип значения печатает fmt.Printf("%T", ${1})`},
	{pattern: message(`expected 1 expression`), line: lazily(`^\s*\{`),
		english: "before this { the type is missing: []int{1, 2}, for example.",
		russian: "перед этой { не хватает типа: например, []int{1, 2}."},
	{pattern: message(`expected '==', found '='`), line: lazily(`\{`),
		english: "inside { } a field gets its value with a colon: P{x: 1}.",
		russian: "внутри { } поле получает значение через двоеточие: P{x: 1}."},
	{pattern: message(`(?:expected '==', found '='|missing ',' in argument list|expected '\)', found '=')`), say: namedArgument},
	{pattern: message(`expected '}', found '(case|default)'`),
		english: "${1} stands only inside a switch or a select.",
		russian: "${1} бывает только внутри switch или select."},
	{pattern: message(`expected '}', found .+`), line: lazily(`^\s*([^\s:]+)\s*:`),
		english: "in a switch a value has the word case before it: case ${1}:",
		russian: "в switch перед значением пишут слово case: case ${1}:"},
	{pattern: message(`label (\w+) defined and not used`),
		english: "${1}: is a label, to which goto, break or continue can jump, and none does. A block stands in { }, and a new variable is made with :=.",
		russian: "${1}: — метка для goto, break или continue, а они её не используют. Блок пишут в { }, новую переменную создают знаком :=."},
	{pattern: message(`invalid operation: cannot indirect .+`), line: lazily(`\*\*`),
		english: "Go has no **. A power is math.Pow(x, 2), or x*x.",
		russian: "в Go нет **. Степень — это math.Pow(x, 2) или x*x."},
}

// forIn is about a loop over the elements of something.
func forIn(l Language, match []string, _ problem) string {
	names, over := match[1], "…"
	if whole := overWhole.FindStringSubmatch(match[2]); whole != nil {
		over = whole[1] + whole[2]
	}
	head := fmt.Sprintf("for _, %s := range %s", names, over)
	switch counted := countedTo.FindStringSubmatch(match[2]); {
	case counted != nil && counted[2] == "":
		head = fmt.Sprintf("for %s := range %s", names, counted[1])
	case counted != nil:
		head = fmt.Sprintf("for %s := %s; %[1]s < %[3]s; %[1]s++", names, counted[1], counted[2])
	case strings.Contains(names, ","):
		head = fmt.Sprintf("for %s := range %s", names, over)
	}
	return fmt.Sprintf(l.in("a loop is written with range in Go: %s { … }", "цикл в Go пишут через range: %s { … }"), head)
}

var (
	countedTo = regexp.MustCompile(`^range\(([^,()]+)(?:,\s*([^,()]+))?\)\s*[:{]?\s*$`)
	// overWhole is all that a loop goes over: xs, enumerate(xs), or m.items().
	overWhole = regexp.MustCompile(`^(?:enumerate\(([\pL_][\pL\pN_.]*)\)|([\pL_][\pL\pN_]*)(?:\.items\(\))?)\)?\s*[:{]?\s*$`)
)

// unknownBlock is about a block that begins with a word that begins none in Go: it looks like a value in { }.
func unknownBlock(l Language, _ []string, p problem) string {
	for number := p.place.line; number > 0 && p.place.cell != nil; number-- {
		if word := wordAndBlock.FindStringSubmatch(p.place.cell.lineNumbered(number)); word != nil {
			return fmt.Sprintf(l.in(
				"%s { begins no block in Go. A block begins with if, for, switch, select or func.",
				"%s { в Go не начинает блока. Блок начинают if, for, switch, select и func."), word[1])
		}
	}
	return ""
}

var wordAndBlock = regexp.MustCompile(`^\s*([a-z]+)\s*\{\s*$`)

// while is about a loop with a condition.
func while(l Language, match []string, _ problem) string {
	condition := strings.TrimSuffix(strings.TrimPrefix(match[2], "("), ")")
	switch {
	case strings.EqualFold(condition, "true") || condition == "1":
		return fmt.Sprintf(l.in("Go has no %s. A loop without end is for { … }", "в Go нет %s. Бесконечный цикл — это for { … }"), match[1])
	case match[1] == "until" || condition == "":
		condition = "x < 3"
	}
	return fmt.Sprintf(l.in("Go has no %s. Write for: for %s { … }", "в Go нет %s. Пишите for: for %s { … }"), match[1], condition)
}

// declaredTwice is about var and const with :=.
func declaredTwice(l Language, match []string, _ problem) string {
	if match[1] == "const" {
		return fmt.Sprintf(l.in("a constant gets its value with =, not :=. Write const %s = …", "константа получает значение через =, а не :=. Напишите const %s = …"), match[2])
	}
	return fmt.Sprintf(l.in(
		"var and := both make the variable: one of them is enough. Write var %s = …, or %[1]s := …",
		"переменную создают и var, и :=, достаточно одного из них. Напишите var %s = … или %[1]s := …"), match[2])
}

// typeFirst is about a variable with its type before the name.
func typeFirst(l Language, match []string, _ problem) string {
	kind, name := match[1], match[2]
	if _, is := types.Universe.Lookup(kind).(*types.TypeName); !is {
		if kind != "float" && kind != "double" {
			return ""
		}
		kind = "float64"
	}
	return fmt.Sprintf(l.in(
		"in Go the type stands behind the name: var %s %s. With a value, %[1]s := … is enough.",
		"в Go тип пишут после имени: var %s %s. Если есть значение, достаточно %[1]s := …"), name, kind)
}

// typeAfterColon is about a name with a colon and its type.
func typeAfterColon(l Language, match []string, p problem) string {
	said := fmt.Sprintf(l.in(
		"between a name and its type Go has no colon: %s %s.",
		"между именем и типом в Go нет двоеточия: %s %s."), match[1], match[2])
	if strings.HasPrefix(p.message, "label ") {
		said += fmt.Sprintf(l.in(
			" A variable is made by var %[1]s %[2]s, or by %[1]s := …",
			" Переменную создают так: var %[1]s %[2]s или %[1]s := …"), match[1], match[2])
	}
	return said
}

// namedArgument is about an argument that is given by its name.
func namedArgument(l Language, _ []string, p problem) string {
	if rest := p.place.rest(); !strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "==") || !strings.Contains(p.place.before(), "(") {
		return ""
	}
	return l.in(
		"Go has no arguments by name: give the values alone, in their order. To compare, write ==.",
		"в Go аргументы не передают по имени: пишите только значения, по порядку. Чтобы сравнить, пишите ==.")
}

// keywordAsName is about a variable with the name of one of Go's own words.
func keywordAsName(l Language, match []string, _ problem) string {
	if !token.IsKeyword(match[1]) {
		return ""
	}
	return fmt.Sprintf(l.in(
		"%s is a word of Go itself and cannot be a name. Take another one.",
		"%s — слово самого языка Go, именем оно быть не может. Возьмите другое имя."), match[1])
}

// increment is about ++ and -- with which something is computed.
func increment(l Language, _ []string, p problem) string {
	sign := p.place.rest()
	if !strings.HasPrefix(sign, "++") && !strings.HasPrefix(sign, "--") {
		return ""
	}
	return fmt.Sprintf(l.in(
		"x%[1]s is a statement of its own in Go and has no value, and there is no %[1]sx. Write x%[1]s in a line of its own.",
		"x%[1]s в Go — отдельная команда без значения, а %[1]sx не бывает. Напишите x%[1]s отдельной строкой."), sign[:2])
}

// operatorWord is about operators that are words in Python.
func operatorWord(l Language, _ []string, p problem) string {
	word := wordAtStart(p.place.rest())
	if before := strings.Fields(p.place.before()); operators[word] == "" && len(before) > 0 && before[len(before)-1] == "not" {
		word = "not"
	}
	switch meant := operators[word]; {
	case word == "in":
		return l.in(
			"Go has no in. Whether a slice has an element says slices.Contains(xs, x); a map says it so: _, found := m[x]",
			"в Go нет in. Есть ли элемент в срезе, скажет slices.Contains(xs, x), а в map — так: _, found := m[x]")
	case meant != "":
		return fmt.Sprintf(l.in("%s is written %s in Go.", "вместо %s в Go пишут %s."), word, meant)
	}
	switch text := p.place.before() + "|" + p.place.rest(); {
	case strings.Contains(text, "==|="):
		return l.in("Go compares with two signs: ==.", "в Go сравнивают двумя знаками: ==.")
	case strings.Contains(text, "<|>"):
		return l.in("unequal is written != in Go.", "неравенство в Go пишут так: !=.")
	}
	return ""
}

var operators = map[string]string{"and": "&&", "or": "||", "not": "!", "is": "=="}

// prefixedText is about a text with a letter before its quotes.
func prefixedText(l Language, _ []string, p problem) string {
	before, rest := p.place.before(), p.place.rest()
	if !prefix.MatchString(before) || !strings.HasPrefix(rest, `"`) && !strings.HasPrefix(rest, "'") {
		return ""
	}
	return l.in(
		`a text has no letter before its quotes in Go. Values are put into a text by fmt.Sprintf("x = %v", x); `+"`…` takes a text as it is.",
		`перед кавычками в Go букву не ставят. Значения вставляет в текст fmt.Sprintf("x = %v", x), а `+"`…` берёт текст как есть.")
}

var prefix = regexp.MustCompile(`(?:^|[^\pL\pN_])[fFrRbBu]$`)

// callOrCommand is about a name and what is meant for it, side by side.
func callOrCommand(l Language, _ []string, p problem) string {
	name := nameAlone.FindStringSubmatch(p.place.before())
	if name == nil {
		return ""
	}
	rest := strings.TrimSpace(p.place.rest())
	_, isBuiltin := types.Universe.Lookup(name[1]).(*types.Builtin)
	switch {
	case isBuiltin || strings.Contains(name[1], ".") || strings.HasPrefix(rest, `"`):
		return fmt.Sprintf(l.in(
			"a call has its arguments in parentheses: %s(%s)",
			"при вызове аргументы пишут в скобках: %s(%s)"), name[1], rest)
	case plainWords.MatchString(rest):
		return fmt.Sprintf(l.in(
			"two names side by side mean nothing in Go. If this is a command for the shell, put ! before it: !%s %s",
			"два имени рядом в Go ничего не значат. Если это команда оболочки, поставьте перед ней !: !%s %s"), name[1], rest)
	}
	return ""
}

var (
	nameAlone  = regexp.MustCompile(`^\s*([\pL_][\pL\pN_.]*)\s+$`)
	plainWords = regexp.MustCompile(`^[\w./@-][\w./@=~-]*(?:\s+[\w./@~-][\w./@=~:-]*)*$`)
)
