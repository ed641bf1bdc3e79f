package builder

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
)

// A wish is what somebody asked of a suggestion.
type wish struct {
	style style
	words string // of call, add, without and other
}

type style string

const (
	shorter    style = "shorter"
	longer     style = "longer"
	friendlier style = "friendlier"
	formal     style = "more formal"
	simpler    style = "simpler"
	children   style = "for children"
	beginners  style = "for beginners"
	noEmojis   style = "without emojis"
	inRussian  style = "in Russian"
	inEnglish  style = "in English"
	call       style = "call it"
	add        style = "add"
	without    style = "without"
	other      style = "" // in the person's own words
)

// The order matters: "less formal" comes before "formal".
var styles = []struct {
	style   style
	pattern *regexp.Regexp
}{
	{noEmojis, regexp.MustCompile(`(?i)^(please )?((with)?out|no|remove( the)?|без|убери(те)?)( any)? (emoji|эмодзи|смайл)`)},
	{friendlier, regexp.MustCompile(`(?i)^.{0,12}(less (formal|serious|stiff)|менее (официальн|формальн)\pL*)`)},
	{formal, regexp.MustCompile(`(?i)^.{0,12}(less (friendly|casual))`)},
}

var styleWords = []struct {
	style style
	word  *regexp.Regexp
}{
	{shorter, regexp.MustCompile(`(?i)short|brief|короче|кратко`)},
	{longer, regexp.MustCompile(`(?i)long|длинн|подробн`)},
	{friendlier, regexp.MustCompile(`(?i)friendl|warm|casual|дружелюбн|приветлив|тепл`)},
	{formal, regexp.MustCompile(`(?i)formal|serious|официальн|формальн|строже`)},
	{simpler, regexp.MustCompile(`(?i)simpler|clearer|проще|понятнее`)},
	{children, regexp.MustCompile(`(?i)children|kids|детей|ребят`)},
	{beginners, regexp.MustCompile(`(?i)beginners|новичков|начинающих`)},
	{noEmojis, regexp.MustCompile(`(?i)emoji|эмодзи|смайл`)},
	{inRussian, regexp.MustCompile(`(?i)russian|русск`)},
	{inEnglish, regexp.MustCompile(`(?i)english|англий`)},
}

var leavingOut = regexp.MustCompile(`(?i)^(without|no|remove|без|убери(те)?)\s+(the\s+)?(.+)$`)

func wishOf(how string) wish {
	if parts := called.FindStringSubmatch(how); parts != nil {
		return wish{call, strings.Trim(parts[len(parts)-1], `"“”«».! `)}
	}
	if parts := adding.FindStringSubmatch(how); parts != nil {
		return wish{add, parts[2]}
	}
	for _, s := range styles {
		if s.pattern.MatchString(how) {
			return wish{style: s.style}
		}
	}
	if manner.MatchString(how) {
		for _, s := range styleWords {
			if s.word.MatchString(how) {
				return wish{style: s.style}
			}
		}
	}
	if parts := leavingOut.FindStringSubmatch(how); parts != nil {
		return wish{without, strings.TrimRight(parts[4], ".! ")}
	}
	return wish{other, how}
}

// improved is a suggestion after a wish. It is "" where the wish cannot be followed; the remark then says why. Candidates are the
// other suggestions at the step.
func improved(draft assistant.Draft, s step, before, how string, candidates []string) (after, remark string) {
	w := wishOf(how)
	t := textsOf(draft)
	if w.style == noEmojis && s.key != "instructions" {
		if after = withoutEmojis(before); after == before || after == "" {
			return "", t.noEmojisThere
		}
		return after, ""
	}
	switch s.key {
	case "name":
		after, remark = improveName(draft, before, w, candidates)
	case "instructions":
		after, remark = improveInstructions(draft, before, w)
	case "starters":
		after, remark = improveStarters(draft, before, w)
	default:
		after, remark = improveText(draft, s, before, w, candidates)
	}
	if after == before {
		after = ""
	}
	if after == "" && remark == "" {
		remark = t.cannot
	}
	return after, remark
}

func improveName(draft assistant.Draft, before string, w wish, candidates []string) (after, remark string) {
	t, r := textsOf(draft), recipeOf(draft)
	length := len([]rune(before))
	switch w.style {
	case shorter, simpler:
		for _, name := range candidates {
			if n := len([]rune(name)); n < length {
				return name, ""
			}
		}
		first, _, _ := strings.Cut(before, " ")
		return first, ""
	case longer:
		for _, name := range candidates {
			if len([]rune(name)) > length {
				return name, ""
			}
		}
		after = before + t.nameHelper
	case friendlier:
		after = nickname(before)
	case formal:
		after = r.title
	case children, beginners:
		if !strings.HasPrefix(before, t.nameLittle) {
			after = t.nameLittle + before
		}
	case inRussian:
		return nameFor(draft, "ru")[0], ""
	case inEnglish:
		return nameFor(draft, "en")[0], ""
	case call:
		after = oneLine(w.words)
	case without:
		after = oneLine(replaceFold(before, w.words, ""))
	default:
		after = oneLine(w.words)
		if w.style == add || len(strings.Fields(after)) > 3 || !unicode.IsUpper([]rune(after + " ")[0]) {
			after = before + " " + titled(after)
		}
	}
	if len([]rune(after)) > longestName {
		return "", t.longName
	}
	return after, ""
}

func improveStarters(draft assistant.Draft, before string, w wish) (after, remark string) {
	t := textsOf(draft)
	lines := strings.Split(before, "\n")
	switch w.style {
	case shorter:
		if len(lines) > 1 {
			return strings.Join(lines[:len(lines)-1], "\n"), ""
		}
		return "", t.oneStarter
	case longer:
		for _, starter := range recipeOf(draft).starters {
			if !slices.Contains(lines, starter) {
				return before + "\n" + starter, ""
			}
		}
		return "", t.cannot
	case children, beginners, simpler:
		if !slices.Contains(lines, t.childStarter) {
			return before + "\n" + t.childStarter, ""
		}
	case friendlier, formal, call:
		return "", t.startersAreTheirs
	case inRussian:
		return inLanguage(draft, "ru", func(d assistant.Draft) []string { return starters(recipeOf(d)) })
	case inEnglish:
		return inLanguage(draft, "en", func(d assistant.Draft) []string { return starters(recipeOf(d)) })
	case without:
		kept := slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return containsFold(line, w.words) })
		if len(kept) > 0 {
			return strings.Join(kept, "\n"), ""
		}
	default:
		if line := upperFirst(oneLine(w.words)); !slices.Contains(lines, line) {
			return before + "\n" + line, ""
		}
	}
	return "", t.saysSo
}

func improveInstructions(draft assistant.Draft, before string, w wish) (after, remark string) {
	t := textsOf(draft)
	switch w.style {
	case shorter:
		forms := instructions(draft)
		for _, form := range forms[:2] { // a form of ours becomes the short one; what was added to it stays
			if added, ours := strings.CutPrefix(before, form); ours {
				return forms[2] + added, ""
			}
		}
		return dropSentence(before), ""
	case longer:
		for _, further := range t.further {
			if !strings.Contains(before, further) {
				return before + "\n\n" + further, ""
			}
		}
		return "", t.cannot
	case inRussian:
		return inLanguage(draft, "ru", instructions)
	case inEnglish:
		return inLanguage(draft, "en", instructions)
	case without:
		if strings.Contains(before, t.neverUse+w.words) {
			return "", t.saysSo
		}
		return before + "\n\n" + sentence(t.neverUse+w.words), ""
	case call:
		return "", t.cannot
	case add, other:
		if strings.Contains(before, sentence(w.words)) {
			return "", t.saysSo
		}
		return before + "\n\n" + sentence(w.words), ""
	}
	wanted := t.styles[w.style]
	if strings.Contains(before, wanted) {
		return "", t.saysSo
	}
	// What asks for the opposite goes.
	for _, style := range opposites[w.style] {
		before = strings.TrimSpace(strings.ReplaceAll(before, "\n\n"+t.styles[style], ""))
	}
	return before + "\n\n" + wanted, ""
}

var opposites = map[style][]style{friendlier: {formal}, formal: {friendlier}, children: {formal}}

// improveText works on a purpose, a description, or the answer to a criterion.
func improveText(draft assistant.Draft, s step, before string, w wish, candidates []string) (after, remark string) {
	t, r := textsOf(draft), recipeOf(draft)
	if s.criterion != nil && s.criterion.several {
		return improveChoice(draft, s, before, w)
	}
	tail := t.tails[w.style]
	switch w.style {
	case shorter, simpler:
		if after = dropSentence(before); after == "" {
			for _, candidate := range candidates {
				if len([]rune(candidate)) < len([]rune(before)) {
					return candidate, ""
				}
			}
		}
		return after, ""
	case longer:
		if s.key == "description" && !strings.Contains(before, r.more) {
			return before + " " + r.more, ""
		}
		if s.criterion != nil {
			for _, candidate := range candidates {
				if !strings.Contains(before, candidate) {
					return before + "; " + candidate, ""
				}
			}
		}
		return "", t.cannotLonger
	case inRussian, inEnglish:
		return inOtherLanguage(draft, s, before, w.style)
	case call:
		return "", t.cannot
	case without:
		if after = oneLine(replaceFold(before, w.words, "")); after != before {
			return strings.Trim(after, ",; "), ""
		}
		tail = t.without + w.words
	case add, other:
		if s.key == "description" {
			if after = sentence(w.words); strings.Contains(before, after) {
				return "", t.saysSo
			}
			return sentence(before) + " " + after, ""
		}
		tail = "; " + oneLine(w.words)
	}
	if strings.Contains(before, tail) || forWhom[w.style] != nil && forWhom[w.style].MatchString(before) {
		return "", t.saysSo
	}
	for _, style := range opposites[w.style] {
		before = strings.Replace(before, t.tails[style], "", 1)
	}
	if body, stopped := strings.CutSuffix(before, "."); stopped {
		return body + tail + ".", ""
	}
	return before + tail, ""
}

// forWhom finds that a text speaks already of those whom a wish is for.
var forWhom = map[style]*regexp.Regexp{
	children:  regexp.MustCompile(`(?i)(^|[^\pL])(child|children|kids?|дет(и|ей|ям|ях|ьми)|реб[её]н\pL+|ребят\pL*)($|[^\pL])`),
	beginners: regexp.MustCompile(`(?i)(^|[^\pL])(beginners?|новичк\pL+|начинающи\pL+)($|[^\pL])`),
}

// improveChoice adds to what was chosen, or takes from it.
func improveChoice(draft assistant.Draft, s step, before string, w wish) (after, remark string) {
	kinds := kindsIn(before)
	named := kindsIn(w.words)
	if len(named) == 0 {
		return "", textsOf(draft).chooseAmong + strings.Join(s.criterion.choices, ", ") + "."
	}
	if w.style == without {
		kinds = slices.DeleteFunc(kinds, func(kind string) bool { return slices.Contains(named, kind) })
	} else {
		kinds = append(kinds, named...)
	}
	return chosen(strings.Join(kinds, ", "), s.criterion), ""
}

// inLanguage is the first suggestion of another language.
func inLanguage(draft assistant.Draft, language string, made func(assistant.Draft) []string) (after, remark string) {
	draft = draft.Clone()
	draft.Settings.Language = language
	return made(draft)[0], ""
}

// inOtherLanguage takes a suggestion of our own in another language. A person's own words it cannot translate.
func inOtherLanguage(draft assistant.Draft, s step, before string, w style) (after, remark string) {
	language := "en"
	if w == inRussian {
		language = "ru"
	}
	other := draft.Clone()
	other.Settings.Language = language
	here, there := recipeOf(draft), recipeOf(other)
	pairs := [][2][]string{{here.descriptions, there.descriptions}}
	if s.criterion != nil && there.criterion(s.key) != nil {
		pairs = append(pairs, [2][]string{s.criterion.answers, there.criterion(s.key).answers})
	}
	for kind, r := range textsOf(draft).recipes {
		pairs = append(pairs, [2][]string{{r.purpose}, {textsIn(language).recipes[kind].purpose}})
	}
	for _, pair := range pairs {
		if i := slices.Index(pair[0], before); i >= 0 && i < len(pair[1]) && !strings.Contains(pair[1][i], "%s") {
			return pair[1][i], ""
		}
	}
	return "", textsOf(draft).cannotTranslate
}

// dropSentence takes the last sentence away, or what is behind the last comma of a single one. It is "" if there is neither.
func dropSentence(text string) string {
	text = strings.TrimSpace(text)
	body := strings.TrimRight(text, ".!?… ")
	if i := strings.LastIndexAny(body, ".!?\n"); i > 0 {
		return strings.TrimSpace(body[:i+1])
	}
	if i := strings.LastIndexAny(body, ",;:("); i > 0 {
		return strings.TrimSpace(body[:i]) + text[len(body):]
	}
	return ""
}

func withoutEmojis(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF || r == 0xFE0F || r == 0x200D {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(spaces.ReplaceAllString(text, " "))
}

var spaces = regexp.MustCompile(` {2,}`)

func replaceFold(text, old, by string) string {
	return regexp.MustCompile(`(?i)`+regexp.QuoteMeta(old)).ReplaceAllString(text, by)
}

func containsFold(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

func titled(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		words[i] = upperFirst(word)
	}
	return strings.Join(words, " ")
}
