package explain

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// near is about a name that is declared nowhere, but much like one that is; empty if the problem is another.
func (l Language) near(p problem, notebook cells) string {
	name, member, is := undefined(p)
	if !is || lacksType(p.place.text, name) {
		return ""
	}
	if member != "" {
		all := notebook.exported(name)
		if slices.Contains(all, member) {
			return fmt.Sprintf(l.in(
				"the package %s is not imported. Write its import %s.",
				"пакет %s не импортирован. Напишите для него import %s."), name, l.top(p.place))
		}
		switch meant := cmp.Or(compilersGuess(p), nearest(member, all, itself), nearest(capital(member), all, itself)); {
		case strings.EqualFold(meant, member) && capital(member) != member:
			return fmt.Sprintf(l.in(
				"the package %s has no %s: what a package gives others begins with a capital letter. Do you mean %[1]s.%[3]s?",
				"в пакете %s нет %s: имена, видимые снаружи, начинаются с заглавной буквы. Может быть, %[1]s.%[3]s?"), name, member, meant)
		case meant != "":
			return fmt.Sprintf(l.in(
				"the package %s has no %s. Do you mean %[1]s.%[3]s?",
				"в пакете %s нет %s. Может быть, %[1]s.%[3]s?"), name, member, meant)
		}
	}
	names := notebook.names(p.place)
	if slices.Contains(names, name) {
		return fmt.Sprintf(l.in(
			"%s is not known here: a variable is known from its declaration to the end of the { } around it. Declare it further up.",
			"имя %s здесь неизвестно: переменная видна от своего объявления до конца { }, в которых стоит. Объявите её выше."), name)
	}
	meant := nearest(name, names, itself)
	if print := capital(name); member == "" && slices.Contains(notebook.exported("fmt"), print) {
		meant = "fmt." + print
	}
	if meant == "" {
		return ""
	}
	return fmt.Sprintf(l.in(
		"there is no %s here. Do you mean %s?",
		"имени %s здесь нет. Может быть, %s?"), name, meant)
}

// undefined is the name that a problem says is declared nowhere, and what stands behind its dot.
func undefined(p problem) (name, member string, is bool) {
	if match := notExported.FindStringSubmatch(p.message); match != nil {
		return match[2], match[1], true
	}
	match := undefinedHere.FindStringSubmatch(p.message)
	if match == nil {
		return "", "", false
	}
	name, member = match[1], match[2]
	if dotted, is := strings.CutPrefix(p.place.rest(), name+"."); is && member == "" {
		member = wordAtStart(dotted)
	}
	return name, member, true
}

// compilersGuess is a name in a package that the compiler itself suggests, because only capitals differ; usually empty.
func compilersGuess(p problem) string {
	if match := undefinedHere.FindStringSubmatch(p.message); match != nil {
		return match[3]
	}
	return ""
}

var (
	undefinedHere = regexp.MustCompile(`^undefined: ([\pL_][\pL\pN_]*)(?:\.([\pL_][\pL\pN_]*)(?: \(but have (\w+)\))?)?$`)
	notExported   = regexp.MustCompile(`^name (\w+) not exported by package (\w+)$`)
)

// withoutConsequences leaves out what is said already, or follows from it: a name is undefined once; where a package has not
// all that is used of it, what it has is no mistake; and a variable is used whose name is only misspelled.
func withoutConsequences(found []problem, notebook cells) []problem {
	said, lacks, meant := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, p := range found {
		name, member, is := undefined(p)
		switch {
		case is && member == "":
			if other := nearest(name, notebook.names(p.place), itself); other != name {
				meant["declared and not used: "+other] = true
			}
		case is && !slices.Contains(notebook.exported(name), member):
			lacks[name] = true
		}
	}
	return slices.DeleteFunc(found, func(p problem) bool {
		if meant[p.message] {
			return true
		}
		name, member, is := undefined(p)
		if !is {
			return false
		}
		again := said[name+"."+member]
		said[name+"."+member] = true
		others := assigned(p)
		if shellLine.MatchString(p.place.text) {
			others = words.FindAllString(p.place.text, -1)
		}
		for _, other := range others {
			said[other+"."] = true
		}
		return again || lacks[name] && slices.Contains(notebook.exported(name), member)
	})
}

var words = regexp.MustCompile(`[\pL_][\pL\pN_]*`)

// nearest is the candidate of which a wrong name may be a slip: it differs in nothing but capitals; or in one letter from four
// letters on, in two from eight.
func nearest(wrong string, candidates []string, nameOf func(string) string) string {
	return closest(candidates, nameOf, func(name string) (letters int, near bool) {
		if strings.EqualFold(wrong, name) {
			return 0, true
		}
		letters = distance(wrong, name)
		shorter := min(utf8.RuneCountInString(wrong), utf8.RuneCountInString(name))
		return letters, letters <= min(2, shorter/4) && !(shorter < 6 && isOtherWord(wrong, name))
	})
}

// NearestFlag is the flag that somebody may have meant by a name that is none; empty if no flag is like it. A cell has few flags,
// so up to a third of the letters may be wrong.
func NearestFlag(name string, flags []string) string {
	return closest(flags, itself, func(flag string) (letters int, near bool) {
		letters = distance(strings.ToLower(name), strings.ToLower(flag))
		return letters, letters <= utf8.RuneCountInString(name)/3
	})
}

// closest is the candidate that differs in the fewest letters, of those that are near. Of several the longest is meant: a letter is
// left out more often than put in.
func closest(candidates []string, nameOf func(string) string, differs func(name string) (letters int, near bool)) string {
	best, least := "", math.MaxInt
	for _, candidate := range candidates {
		name := nameOf(candidate)
		letters, near := differs(name)
		if near && (letters < least || letters == least && len(name) > len(nameOf(best))) {
			best, least = candidate, letters
		}
	}
	return best
}

// isOtherWord tells whether a letter is another one: that makes other words of short ones, such as print and point.
func isOtherWord(a, b string) bool {
	return len(a) == len(b) && !slices.Equal(slices.Sorted(slices.Values([]rune(a))), slices.Sorted(slices.Values([]rune(b))))
}

func itself(name string) string { return name }

// distance is the number of letters to change, add, leave out, or swap with their neighbour, to make one name of
// another: optimal string alignment.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	d := make([][]int, len(s)+1) // d[i][j] is the distance of s[:i] and t[:j]
	for i := range d {
		d[i] = make([]int, len(t)+1)
		d[i][0] = i
	}
	for j := range t {
		d[0][j+1] = j + 1
	}
	for i := range s {
		for j := range t {
			change := 1
			if s[i] == t[j] {
				change = 0
			}
			d[i+1][j+1] = min(d[i][j+1]+1, d[i+1][j]+1, d[i][j]+change)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				d[i+1][j+1] = min(d[i+1][j+1], d[i-1][j-1]+1)
			}
		}
	}
	return d[len(s)][len(t)]
}
