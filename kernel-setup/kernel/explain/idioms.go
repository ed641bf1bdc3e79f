package explain

import (
	"fmt"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

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
