package explain

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// FlagWithoutDashes is the error of a cell whose line %% has an argument, such as rate=2, where a flag was meant. Go would
// ignore it in silence. The line counts from 1.
func (l Language) FlagWithoutDashes(line int, written, meant string) Error {
	return said("FlagWithoutDashes", fmt.Sprintf(l.in(
		"Line %d: a flag begins with two dashes: write %s in place of %s.",
		"Строка %d: флаг начинается с двух дефисов: пишите %s, а не %s."), line, meant, written))
}

// NotAFlag is the error of a cell whose line %% has words that are no flags, such as fmt.Println(1), and that its program would not read.
func (l Language) NotAFlag(line int, words string) Error {
	return said("NotAFlag", fmt.Sprintf(l.in(
		"Line %d: only flags go behind %%%%, such as --rate=0.5, and nothing in this cell would read %s. Write Go in the lines below %%%%.",
		"Строка %d: после %%%% пишут только флаги, например --rate=0.5, а %s никто в этой ячейке не прочитает. Код на Go пишут в строках под %%%%."),
		line, words))
}

// NoSpaceAfterMain is the error of a line such as %%--rate=2.
func (l Language) NoSpaceAfterMain(line int, written string) Error {
	return said("NoSpaceAfterMain", fmt.Sprintf(l.in(
		"Line %d: a space is missing after %%%%: write %%%% %s.",
		"Строка %d: после %%%% не хватает пробела: пишите %%%% %s."), line, strings.TrimPrefix(written, "%%")))
}

// flagProblem says what package flag does not like, with what the program's flags are; package flag prints them on standard
// error. Empty: the tables have the sentence.
func (l Language) flagProblem(message, stderr string) string {
	if unknown := unknownFlag.FindStringSubmatch(message); unknown != nil {
		var names []string
		for _, flag := range usageOfFlag.FindAllStringSubmatch(stderr, -1) {
			names = append(names, flag[1])
		}
		if nearest := NearestFlag(unknown[1], names); nearest != "" {
			return fmt.Sprintf(l.in(
				"there is no flag --%s here; did you mean --%s?",
				"флага --%s здесь нет; может быть, --%s?"), unknown[1], nearest)
		}
	}
	if wrong := wrongValue.FindStringSubmatch(message); wrong != nil {
		for _, flag := range usageOfFlag.FindAllStringSubmatch(stderr, -1) {
			takes := l.in(valueNames[flag[2]][0], valueNames[flag[2]][1])
			if number, _ := strconv.Unquote(wrong[1]); flag[2] == "duration" && bareNumber.MatchString(number) {
				takes = fmt.Sprintf(l.in("a time with its unit, such as %ss for seconds or %[1]sm for minutes", "время с единицей, например %ss — секунды, %[1]sm — минуты"), number)
			}
			if flag[1] == wrong[2] && takes != "" {
				return fmt.Sprintf(l.in(
					"the flag --%s cannot have the value %s: it takes %s.",
					"у флага --%s не может быть значения %s: ему нужно %s."), wrong[2], wrong[1], takes)
			}
		}
	}
	return ""
}

var (
	unknownFlag = regexp.MustCompile(`^flag provided but not defined: -+(\S+)`)
	bareNumber  = regexp.MustCompile(`^-?\d+(?:\.\d+)?$`)
	wrongValue  = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?-+([^\s:]+)`)

	// usageOfFlag is a line of what package flag prints: the name of a flag and what it takes.
	usageOfFlag = regexp.MustCompile(`(?m)^  -(\S+)(?: (\w+))?`)

	// valueNames are package flag's words for what a flag takes, in words for learners. A flag that takes nothing is a yes or no.
	valueNames = map[string][2]string{
		"float":    {"a number, such as 0.5", "число, например 0.5"},
		"int":      {"a whole number", "целое число"},
		"uint":     {"a whole number from 0 on", "целое число от 0"},
		"duration": {"a time, such as 30s", "время, например 30s"},
		"":         {"true or false", "true или false"},
	}
)
