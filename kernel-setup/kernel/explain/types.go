package explain

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// typeRules are about values of the wrong type.
var typeRules = []rule{
	{pattern: message(`cannot use (.+?) \((.+)\) as (.+?) value in (.+?): (\S+) does not implement (\S+) \(missing method (\w+)\).*`),
		english: "${1} cannot be used as ${3}: its type ${5} has no method ${7}.",
		russian: "${1} не подходит на место ${3}: у типа ${5} нет метода ${7}."},
	{pattern: message(`cannot use (.+?) \(untyped \w+ constant.*\) as (.+?) value in .+ \(truncated\)`), say: truncated},
	{pattern: message(`(.+?) \(untyped \w+ constant.*\) truncated to (\S+)`), say: truncated},
	{pattern: message(`cannot use (.+?) \(.*\) as (.+?) value in .+ \(overflows\)`), say: overflow},
	{pattern: message(`(?:cannot use )?(.+?) \(.*constant.*\) overflows (\S+)`), say: overflow},
	{pattern: message(`cannot use nil as (.+?) value in (.+)`),
		english: "nil cannot be a value of type ${1}.",
		russian: "nil не может быть значением типа ${1}."},
	{pattern: message(`cannot use (.+) \(.+ of type \*(?:models\.ConvolutionLayer|layers\.ConvBuilder)\) as \*graph\.Node value in .+`),
		english: "${1} only describes a convolution: write .Done() at its end to build it.",
		russian: "${1} — только описание свёртки: допишите в конце .Done(), чтобы её построить."},
	{pattern: message(`cannot use (.+?) \((.+)\) as (.+?) value in (.+)`), say: wrongType},
	{pattern: message(`invalid operation: (.+) \(mismatched types (.+) and (.+)\)`), say: mismatched},
	{pattern: message(`cannot convert (.+?) \((.+)\) to type (.+)`), say: cannotConvert},
	{pattern: message(`invalid operation: operator (\S+) not defined on (.+?) \((.+)\)`), say: noOperator},
	{pattern: message(`multiple-value (.+) \(value of type \((.+)\)\) in single-value context`),
		english: "${1} returns several values: ${2}. Give each a variable, as in x, err := …; what you do not need is called _.",
		russian: "${1} возвращает несколько значений: ${2}. Заведите для каждого переменную, например x, err := …; ненужное обозначают _."},
	{pattern: message(`invalid argument: (.+) \(.+\) for built-in (?:len|cap)`),
		english: "${1} has no length: a string, a slice, an array, a map and a channel have one.",
		russian: "у ${1} нет длины: она есть у строки, среза, массива, map и канала."},
	{pattern: message(`index \d+ is out of bounds \(>= (\d+)\)`),
		english: "here are more values than the array has elements: it has ${1}.",
		russian: "здесь больше значений, чем элементов в массиве: в нём их ${1}."},
	{pattern: message(`invalid syntax tree: use of \.\(type\) outside type switch`),
		english: ".(type) stands only in the head of a switch: switch x.(type) { … }",
		russian: ".(type) бывает только в заголовке switch: switch x.(type) { … }"},
	{pattern: message(`(.+) \(type\) is not an expression`),
		english: "${1} is a type, and here a value is needed.",
		russian: "${1} — это тип, а здесь нужно значение."},
	{pattern: message(`non-boolean condition in (\w+) statement`),
		english: "the condition of ${1} must be true or false. Compare it with something: n != 0, for example.",
		russian: "условие в ${1} должно быть истинным или ложным. Сравните с чем-нибудь, например: n != 0."},
	{pattern: message(`assignment mismatch: (\d+) variables? but (.+?) returns? (\d+) values?`), say: assignmentMismatch},
	{pattern: message(`assignment mismatch: (\d+) variables? but (\d+) values?`),
		english: "the numbers left and right of = differ: variables ${1}, values ${2}.",
		russian: "слева и справа от = разное количество: переменных ${1}, значений ${2}."},
	{pattern: message(`invalid operation: cannot call (.+?) \(.*\): (.+) is not a function`),
		english: "${1} is no function, so it cannot be called with ( ). Is a * missing, or has a variable the name of a function?",
		russian: "${1} — не функция, вызвать её через ( ) нельзя. Не пропущен ли знак *, не названа ли переменная именем функции?"},
	{pattern: message(`invalid operation: cannot index (.+?) \((.+)\)`),
		english: "${1} has no elements: only a slice, an array, a map and a string can be indexed with [ ].",
		russian: "у ${1} нет элементов: индекс [ ] бывает только у среза, массива, map и строки."},
	{pattern: message(`invalid argument: index (\S+) out of bounds \[0:(\d+)\]`),
		english: "the index ${1} is out of range: the length is ${2}, and counting begins with 0.",
		russian: "индекс ${1} выходит за границы: длина — ${2}, а счёт идёт с 0."},
	{pattern: message(`invalid argument: index (-\d+) \(constant of type int\) must not be negative`),
		english: "${1} is negative here: a length and an index begin with 0.",
		russian: "${1} — отрицательное число, а длина и индекс начинаются с 0."},
	{pattern: message(`invalid argument: length and capacity swapped`),
		english: "make gets the length first and then the capacity, which cannot be smaller.",
		russian: "make получает сначала длину, потом ёмкость, и ёмкость не может быть меньше длины."},
	{pattern: message(`(?:invalid type: )?type (.+) (?:larger than address space|too large)`),
		english: "no memory is large enough for an array of type ${1}. Make it smaller.",
		russian: "массив типа ${1} не поместится ни в какую память. Сделайте его меньше."},
	{pattern: message(`invalid operation: division by zero`),
		english: "this divides by 0.",
		russian: "здесь происходит деление на 0."},
	{pattern: message(`cannot range over (.+?) \((.+)\).*`),
		english: "range cannot go over ${1}. It takes a whole number, a slice, an array, a map, a string, a channel or an iterator.",
		russian: "range не может перебирать ${1}. Подходят целое число, срез, массив, map, строка, канал и итератор."},
}

func truncated(l Language, match []string, _ problem) string {
	return fmt.Sprintf(l.in(
		"%s is no whole number, but %s takes only whole ones. Use float64, or a whole number.",
		"%s — не целое число, а тип %s принимает только целые. Возьмите float64 или целое число."), match[1], match[2])
}

func overflow(l Language, match []string, _ problem) string {
	return fmt.Sprintf(l.in(
		"%s is too large or too small for the type %s.",
		"%s не помещается в тип %s."), match[1], match[2])
}

// wrongType is about a value where another type is needed.
func wrongType(l Language, match []string, _ problem) string {
	value, have, want := match[1], typeOf(match[2]), match[3]
	said := fmt.Sprintf(l.in(
		"%s is of type %s, but type %s is needed here.",
		"%s имеет тип %s, а здесь нужен тип %s."), value, have, want)
	return said + l.conversion(value, have, want)
}

// mismatched is about an operation on two types.
func mismatched(l Language, match []string, _ problem) string {
	operation, left, right := match[1], typeOf(match[2]), typeOf(match[3])
	said := fmt.Sprintf(l.in(
		"the two sides of %s are of different types: %s and %s.",
		"в %s по обе стороны разные типы: %s и %s."), operation, left, right)
	switch {
	case strings.HasPrefix(left, "*") != strings.HasPrefix(right, "*"):
		return said + l.in(" One of them is a pointer, as every flag is: an asterisk before its name, *name, gives the value.",
			" Один из них — указатель, как всякий флаг: звёздочка перед именем, *имя, даёт значение.")
	case isNumber(left) && isNumber(right):
		wide := left
		if !strings.HasPrefix(left, "float") && strings.HasPrefix(right, "float") {
			wide = right
		}
		return said + fmt.Sprintf(l.in(" Convert one of them with %s(…).", " Преобразуйте один из них: %s(…)."), wide)
	case left == "string" && right == "rune", left == "rune" && right == "string":
		return said + l.in(" Text stands in double quotes; string(…) makes text of a letter.", " Текст пишут в двойных кавычках; текст из буквы сделает string(…).")
	case left == "string" && strings.Contains(operation, " % "):
		return said + l.in(" fmt.Sprintf puts values into a text.", " Значения вставляет в текст fmt.Sprintf.")
	case (left == "string" || right == "string") && strings.Contains(operation, " * "):
		return said + l.in(" strings.Repeat(text, n) repeats a text.", " Повторить текст можно так: strings.Repeat(text, n).")
	case left == "string" && isNumber(right), right == "string" && isNumber(left):
		return said + l.in(" Make text of the number with fmt.Sprint(…).", " Сделайте из числа текст: fmt.Sprint(…).")
	}
	return said
}

func cannotConvert(l Language, match []string, _ problem) string {
	value, have, want := match[1], typeOf(match[2]), match[3]
	said := fmt.Sprintf(l.in(
		"%s is of type %s and cannot be converted to %s.",
		"%s имеет тип %s, преобразовать это в %s нельзя."), value, have, want)
	switch {
	case have == "string" && isNumber(want):
		return said + l.conversion(value, have, want)
	case strings.HasPrefix(have, "[]") && strings.HasPrefix(want, "[]"):
		return said + l.in(" Convert the elements one by one, in a loop.", " Преобразуйте элементы по одному, в цикле.")
	}
	return said
}

func noOperator(l Language, match []string, _ problem) string {
	return fmt.Sprintf(l.in(
		"%s does not work with %s: its type is %s.",
		"операция %s не применима к %s: это значение типа %s."), match[1], match[2], typeOf(match[3]))
}

// assignmentMismatch is about a function that returns another number of values.
func assignmentMismatch(l Language, match []string, _ problem) string {
	said := fmt.Sprintf(l.in(
		"%[2]s returns %[3]s, but the number of variables on the left is %[1]s.",
		"%[2]s возвращает значений: %[3]s, а переменных слева: %[1]s."), match[1], match[2], l.count(match[3]))
	if match[1] == "1" && match[3] == "2" {
		return said + l.in(" Write x, err := …; what you do not need is called _.", " Пишите x, err := …; ненужное обозначают _.")
	}
	return said
}

// count is a number of values, as the languages' sentences have it.
func (l Language) count(number string) string {
	switch {
	case l == Russian:
		return number
	case number == "1":
		return "1 value"
	}
	return number + " values"
}

// conversion is how to make the type that is needed; empty if there is no short way.
func (l Language) conversion(value, have, want string) string {
	switch {
	case have == "*"+want:
		return fmt.Sprintf(l.in(" %[1]s is a pointer, as every flag is: *%[1]s is its value.", " %[1]s — указатель, как всякий флаг: значение — *%[1]s."), value)
	case strings.HasPrefix(want, "*") && !strings.Contains(want, ".") && !strings.HasPrefix(have, "*"):
		return fmt.Sprintf(l.in(" What is set here is a pointer, as every flag is: write an asterisk before its name, *name = %s.",
			" Здесь присваивают указателю, как всякому флагу: поставьте перед именем звёздочку, *имя = %s."), value)
	case isNumber(have) && isNumber(want) && strings.HasPrefix(have, "float") && !strings.HasPrefix(want, "float"):
		return fmt.Sprintf(l.in(" %s(%s) drops the decimals.", " %s(%s) отбросит дробную часть."), want, value)
	case isNumber(have) && isNumber(want):
		return fmt.Sprintf(l.in(" Write %s(%s).", " Напишите %s(%s)."), want, value)
	case want == "string" && isNumber(have):
		return fmt.Sprintf(l.in(" fmt.Sprint(%s) makes text of it.", " Текст из него сделает fmt.Sprint(%s)."), value)
	case have == "string" && isNumber(want):
		return l.in(" A number is written without quotes; strconv reads one from text.", " Число пишут без кавычек; прочитать его из текста поможет strconv.")
	case strings.HasPrefix(have, "func(") && !strings.HasPrefix(want, "func("):
		return fmt.Sprintf(l.in(" To call the function, write %s(…).", " Чтобы вызвать функцию, напишите %s(…)."), value)
	}
	return ""
}

// typeOf is the type in the compiler's description of a value: "variable of type int", "untyped float constant 1.5",
// "untyped string" are int, float64 and string.
func typeOf(description string) string {
	if typed := typedValue.FindStringSubmatch(description); typed != nil {
		return typed[1]
	}
	if untyped := untypedValue.FindStringSubmatch(description); untyped != nil {
		switch untyped[1] {
		case "float":
			return "float64"
		default:
			return untyped[1]
		}
	}
	return description
}

var (
	typedValue   = regexp.MustCompile(`\bof (?:\w+ )?type (.+)$`)
	untypedValue = regexp.MustCompile(`\buntyped (\w+)`)
)

// numbers are the types of numbers that Go converts into each other.
var numbers = []string{"int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte", "rune", "float32", "float64"}

func isNumber(name string) bool { return slices.Contains(numbers, name) }
