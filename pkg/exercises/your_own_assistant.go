package exercises

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"firstneuron/pkg/lesson"
)

// CharactersOver is lesson 17's first exercise: by how many characters a text is too long.
var CharactersOver = &lesson.Exercise[func(text string, limit int) int]{
	Name:  "charactersOver",
	Right: charactersOver,
	Try: func(f func(text string, limit int) int, t *lesson.Trial) {
		for _, c := range []struct {
			text  string
			limit int
		}{
			{"A white bowl of green tea", 20},
			{"A white bowl", 20},
			{"Tea, 80 °C", 10},
			{"Tea, 80 °C", 9},
			{"Чайник", 4},
			{"Чайник", 8},
			{"Tea 🍵 for two", 3},
			{" a bowl ", 6},
			{"", 5},
		} {
			t.Call(fmt.Sprintf("charactersOver(%q, %d)", c.text, c.limit), func() []float64 { return []float64{float64(f(c.text, c.limit))} })
		}
	},
	Why: "Count the characters, take the limit away, and return 0 where the text is short enough.",
	How: "Return `max(0, utf8.RuneCountInString(text)-limit)`.",
	Mistakes: []lesson.Mistake[func(text string, limit int) int]{
		{
			Wrong: func(text string, limit int) int { return max(0, len(text)-limit) },
			Where: "It counts bytes, and a character may take more than one.",
			Why:   "A string holds its text in UTF-8: a Latin letter takes one byte, a Cyrillic one two, an emoji four.",
			How:   "Count with `utf8.RuneCountInString(text)`, or take the length of `[]rune(text)`.",
		},
		{
			Wrong: func(text string, limit int) int { return max(0, len(strings.Fields(text))-limit) },
			Where: "It counts words.",
			Why:   "The limit of the style guide is a number of characters.",
			How:   "Count with `utf8.RuneCountInString(text)`.",
		},
		{
			Wrong: func(text string, limit int) int { return utf8.RuneCountInString(text) - limit },
			Where: "Where the text is short enough, the result is negative.",
			Why:   "A text below the limit is not too long, by 0 characters.",
			How:   "Take `max(0, ...)` of the difference.",
		},
		{
			Wrong: func(text string, limit int) int {
				if n := utf8.RuneCountInString(text); n > limit {
					return n
				}
				return 0
			},
			Where: "It returns the whole length of a text that is too long.",
			Why:   "An author wants to know how many characters have to go.",
			How:   "Subtract the limit: `utf8.RuneCountInString(text) - limit`.",
		},
		{
			Wrong: func(text string, limit int) int { return max(0, strings.Count(text, "")-limit) },
			Where: "It is one too many: a text that is exactly as long as the limit counts as too long.",
			Why:   "At most the limit: a text of that length is allowed.",
			How:   "Return `max(0, utf8.RuneCountInString(text)-limit)`, without adding 1.",
		},
		{
			Wrong: func(text string, limit int) int { return max(0, utf8.RuneCountInString(text)-limit-1) },
			Where: "It is one too few: a text that is one character too long passes.",
			Why:   "The limit itself is the largest length that is allowed.",
			How:   "Return `max(0, utf8.RuneCountInString(text)-limit)`, without taking away 1.",
		},
		{
			Wrong: func(text string, limit int) int { return limit - utf8.RuneCountInString(text) },
			Where: "The difference is turned round: it says how many characters are still free.",
			Why:   "The result has to grow with the text.",
			How:   "Take the limit away from the length: `utf8.RuneCountInString(text) - limit`.",
		},
		{
			Wrong: func(text string, limit int) int { return min(1, charactersOver(text, limit)) },
			Where: "It says only whether the text is too long, and not by how much.",
			Why:   "An author wants to know how many characters have to go.",
			How:   "Return the difference: `utf8.RuneCountInString(text) - limit`.",
		},
		{
			Wrong: func(text string, limit int) int { return charactersOver(strings.ReplaceAll(text, " ", ""), limit) },
			Where: "The spaces are not counted.",
			Why:   "A space is a character like any other.",
			How:   "Count all of it: `utf8.RuneCountInString(text)`.",
		},
		{
			Wrong: func(text string, limit int) int {
				letters := 0
				for _, r := range text {
					if unicode.IsLetter(r) {
						letters++
					}
				}
				return max(0, letters-limit)
			},
			Where: "It counts letters only.",
			Why:   "Digits, signs and spaces are characters too.",
			How:   "Count all of it: `utf8.RuneCountInString(text)`.",
		},
		{
			Wrong: func(text string, limit int) int { return charactersOver(strings.TrimSpace(text), limit) },
			Where: "The spaces at both ends are not counted.",
			Why:   "The task counts the text as it is.",
			How:   "Leave out `strings.TrimSpace`.",
		},
		{
			Wrong: func(text string, limit int) int { return max(0, len(utf16.Encode([]rune(text)))-limit) },
			Where: "An emoji counts as two characters: it counts units of UTF-16, as JavaScript does.",
			Why:   "What does not fit into one such unit takes two. Go has a type that holds any character.",
			How:   "Count with `utf8.RuneCountInString(text)`.",
		},
		{
			Wrong: func(text string, limit int) int { return utf8.RuneCountInString(text[limit:]) },
			Where: "It cuts the text at the limit, even where there is nothing to cut.",
			Why:   "A slice beyond the end of a string is a panic. And an index of a string counts bytes.",
			How:   "Do not cut. Subtract: `max(0, utf8.RuneCountInString(text)-limit)`.",
		},
		{
			Wrong: func(text string, limit int) int { return utf8.RuneCountInString(text[min(limit, len(text)):]) },
			Where: "It cuts the text after so many bytes, and counts the characters of the rest.",
			Why:   "The limit is a number of characters, and the index of a string counts bytes.",
			How:   "Do not cut. Subtract: `max(0, utf8.RuneCountInString(text)-limit)`.",
		},
		{
			Wrong: func(text string, limit int) int {
				n := 0
				for i := range text {
					n = i + 1
				}
				return max(0, n-limit)
			},
			Where: "It takes the index of the last character for their number.",
			Why:   "A loop over a string goes from character to character, but its index counts bytes.",
			How:   "Count the turns of the loop, with `n++`, or use `utf8.RuneCountInString(text)`.",
		},
	},
}

func charactersOver(text string, limit int) int {
	return max(0, utf8.RuneCountInString(text)-limit)
}

// SharedWords is lesson 17's second exercise: how many different words of a question are
// in a passage.
var SharedWords = &lesson.Exercise[func(question, passage []string) int]{
	Name:  "sharedWords",
	Right: sharedWords,
	Try: func(f func(question, passage []string) int, t *lesson.Trial) {
		for _, c := range []struct{ question, passage string }{
			{"how do i write numbers", "write the numbers from one to nine as words"},
			{"when do parcels leave", "orders until noon leave on the same day"},
			{"tea or no tea", "tea is tea and no coffee"},
			{"a tea for a friend", "a tea a cup a friend"},
			{"tea or tea", "green tea"},
			{"who writes", "we write for a reader who reads"},
			{"the blog", "of the blog of the shop of the town the blog"},
			{"numbers write", "we write and they count numbers"},
			{"green", "black tea"},
			{"green tea", "green tea"},
			{"black or green", "green"},
			{"black or green", ""},
		} {
			question, passage := strings.Fields(c.question), strings.Fields(c.passage)
			t.Call(fmt.Sprintf("sharedWords(%q, %q)", question, passage), func() []float64 {
				return []float64{float64(f(slices.Clone(question), slices.Clone(passage)))}
			})
		}
	},
	Why: "For each different word of the question: is it anywhere in the passage? Count those that are.",
	How: "Keep a `map[string]bool`, set `found[word] = true` where `slices.Contains(passage, word)`, and return `len(found)`.",
	Mistakes: []lesson.Mistake[func(question, passage []string) int]{
		{
			Wrong: func(question, passage []string) (n int) {
				for _, word := range question {
					if slices.Contains(passage, word) {
						n++
					}
				}
				return n
			},
			Where: "A word that is twice in the question counts twice.",
			Why:   "Asking for the same word again does not make a passage fit better.",
			How:   "Keep the words in a `map[string]bool`, and return its length.",
		},
		{
			Wrong: func(question, passage []string) (n int) {
				for _, word := range question {
					for _, other := range passage {
						if word == other {
							n++
						}
					}
				}
				return n
			},
			Where: "Every pair of equal words counts, so words that are repeated count several times.",
			Why:   "A passage that says the same word again and again would always win.",
			How:   "Use `slices.Contains(passage, word)` in place of the inner loop, and keep the words in a `map[string]bool`.",
		},
		{
			Wrong: func(question, passage []string) (n int) {
				for _, word := range passage {
					if slices.Contains(question, word) {
						n++
					}
				}
				return n
			},
			Where: "It counts the words of the passage: one that is repeated there counts several times.",
			Why:   "A long passage that repeats itself would always win.",
			How:   "Loop over the question: `for _, word := range question`, and keep the words in a `map[string]bool`.",
		},
		{
			Wrong: func(question, passage []string) (n int) {
				for i := range min(len(question), len(passage)) {
					if question[i] == passage[i] {
						n++
					}
				}
				return n
			},
			Where: "Words count only if they are at the same place in both.",
			Why:   "The words of a question may be anywhere in a passage.",
			How:   "Search the whole passage: `slices.Contains(passage, word)`.",
		},
		{
			Wrong: func(question, passage []string) (n int) {
				for i := range question {
					if question[i] == passage[i] {
						n++
					}
				}
				return n
			},
			Where: "It compares place by place, and goes beyond the end of a short passage.",
			Why:   "A passage may have fewer words than a question, and its words may be anywhere.",
			How:   "Search the whole passage: `slices.Contains(passage, word)`.",
		},
		{
			Wrong: func(question, passage []string) int { return min(1, sharedWords(question, passage)) },
			Where: "It returns at the first word that is in both.",
			Why:   "The number of shared words tells a passage that fits well from one that hardly fits.",
			How:   "Set `found[word] = true` in the loop, and put `return len(found)` below it.",
		},
		{
			Wrong: func(question, _ []string) int { return sharedWords(question, question) },
			Where: "It counts all words of the question, whatever is in the passage.",
			Why:   "So every passage fits equally well.",
			How:   "Count a word only if `slices.Contains(passage, word)`.",
		},
		{
			Wrong: func(question, passage []string) int {
				both := slices.Concat(question, passage)
				return sharedWords(both, both)
			},
			Where: "It counts the words that are in either of them.",
			Why:   "So the longest passage wins. A word has to be in both.",
			How:   "Count a word of the question only if `slices.Contains(passage, word)`.",
		},
		{
			Wrong: func(question, passage []string) int {
				found := map[string]bool{}
				for _, word := range question {
					if strings.Contains(strings.Join(passage, " "), word) {
						found[word] = true
					}
				}
				return len(found)
			},
			Where: "A part of a word counts as a word.",
			Why:   "The word a is not in the passage only because one of its words has this letter.",
			How:   "Compare whole words: `slices.Contains(passage, word)`.",
		},
		{
			Wrong: func(question, passage []string) int {
				return sharedWords(question, question) - sharedWords(question, passage)
			},
			Where: "It counts the words of the question that are missing in the passage.",
			Why:   "The passage that fits best would get the smallest number.",
			How:   "Count a word if `slices.Contains(passage, word)`, without the `!`.",
		},
		{
			Wrong: func(question, passage []string) int {
				found := map[string]bool{}
				for _, word := range question {
					if !slices.Contains(passage, word) {
						break
					}
					found[word] = true
				}
				return len(found)
			},
			Where: "It ends at the first word that is not in the passage.",
			Why:   "Later words of the question may be in it.",
			How:   "Leave out `break`.",
		},
		{
			Wrong: func(question, passage []string) int { return sharedWords(question[1:], passage) },
			Where: "The first word of the question is left out.",
			Why:   "Go counts from 0, so the first word is number 0.",
			How:   "Loop with `for _, word := range question`.",
		},
		{
			Wrong: func(question, passage []string) int { return sharedWords(question[:len(question)-1], passage) },
			Where: "The last word of the question is left out.",
			Why:   "Every word of the question counts: the loop ends one too early.",
			How:   "Loop with `for _, word := range question`.",
		},
		{
			Wrong: func(question, passage []string) int {
				left, n := slices.Clone(passage), 0
				for _, word := range question {
					if i := slices.Index(left, word); i >= 0 {
						left = slices.Delete(left, i, i+1)
						n++
					}
				}
				return n
			},
			Where: "A word that is twice in both counts twice.",
			Why:   "The task counts different words.",
			How:   "Keep the words in a `map[string]bool`, and return its length.",
		},
	},
}

func sharedWords(question, passage []string) int {
	found := map[string]bool{}
	for _, word := range question {
		if slices.Contains(passage, word) {
			found[word] = true
		}
	}
	return len(found)
}

// TrialFailures is lesson 17's third exercise: how many of a trial's conditions an answer breaks.
var TrialFailures = &lesson.Exercise[judges]{
	Name:  "trialFailures",
	Right: trialFailures,
	Try: func(f judges, t *lesson.Trial) {
		for _, c := range []struct {
			answer        string
			expect, avoid []string
		}{
			{"Write one to nine as words (style-guide.md).", []string{"one to nine", "style-guide.md"}, nil},
			{"It has 140 characters.", []string{"125", "Limit"}, nil},
			{"The capital is Paris, in France.", nil, []string{"paris"}},
			{"The capital is Paris, in France.", []string{"CAPITAL", "London"}, []string{"Rome", "paris", "france"}},
			{"No file says so.", nil, []string{"Paris", "Rome"}},
			{"Green tea", []string{"green tea"}, []string{"black", "coffee"}},
			{"Tea", []string{"Green tea"}, nil},
			{"A green bowl of tea", []string{"bowl of", "tea", "cup", "pot"}, []string{"image"}},
			{"Image of a bowl", []string{"bowl"}, []string{"image of", "picture of"}},
			{"Picture of a bowl", []string{"pot", "bowl"}, []string{"image of", "picture of"}},
			{"", nil, nil},
		} {
			t.Call(fmt.Sprintf("trialFailures(%q, %q, %q)", c.answer, c.expect, c.avoid), func() []float64 {
				return []float64{float64(f(c.answer, slices.Clone(c.expect), slices.Clone(c.avoid)))}
			})
		}
	},
	Why: "Two kinds of failures are added: what is expected and missing, and what is to be avoided and is there.",
	How: "In lower case, add 1 for each text of the first list with `!strings.Contains(answer, text)`, and 1 for each of the second with `strings.Contains(answer, text)`.",
	Mistakes: []lesson.Mistake[judges]{
		{
			Wrong: func(answer string, expect, _ []string) int { return trialFailures(answer, expect, nil) },
			Where: "The texts to avoid have no effect.",
			Why:   "An answer that invents something would pass.",
			How:   "Add a second loop, over `range avoid`.",
		},
		{
			Wrong: func(answer string, _, avoid []string) int { return trialFailures(answer, nil, avoid) },
			Where: "The expected texts have no effect.",
			Why:   "An answer that says nothing at all would pass.",
			How:   "Add a loop over `range expect`.",
		},
		{
			Wrong: failuresBy(func(answer, text string) bool { return strings.Contains(answer, text) }),
			Where: "Capital letters make a difference.",
			Why:   "The same word at the beginning of a sentence has a capital letter.",
			How:   "Bring both to lower case with `strings.ToLower`.",
		},
		{
			Wrong: failuresBy(func(answer, text string) bool { return strings.Contains(strings.ToLower(answer), text) }),
			Where: "Only the answer is in lower case, and not the texts to look for.",
			Why:   "A text with a capital letter is never found in an answer without any.",
			How:   "Look for `strings.ToLower(text)`.",
		},
		{
			Wrong: failuresBy(func(answer, text string) bool { return strings.Contains(answer, strings.ToLower(text)) }),
			Where: "Only the texts to look for are in lower case, and not the answer.",
			Why:   "A word that begins a sentence in the answer is not found.",
			How:   "Begin with `answer = strings.ToLower(answer)`.",
		},
		{
			Wrong: func(answer string, expect, avoid []string) int {
				return len(expect) + len(avoid) - trialFailures(answer, expect, avoid)
			},
			Where: "It counts the conditions that are met.",
			Why:   "A trial passes when nothing is broken: the count must be 0 then.",
			How:   "Count an expected text with `!strings.Contains(answer, text)`, and one to avoid without the `!`.",
		},
		{
			Wrong: func(answer string, expect, avoid []string) int {
				return len(expect) - trialFailures(answer, expect, nil) + trialFailures(answer, nil, avoid)
			},
			Where: "It counts the expected texts that are there.",
			Why:   "An expected text breaks its condition when it is missing.",
			How:   "Put a `!` before the first `strings.Contains`.",
		},
		{
			Wrong: func(answer string, expect, avoid []string) int {
				return trialFailures(answer, expect, nil) + len(avoid) - trialFailures(answer, nil, avoid)
			},
			Where: "It counts the texts to avoid that are not there.",
			Why:   "A text to avoid breaks its condition when it is in the answer.",
			How:   "Leave out the `!` in the second loop: `if strings.Contains(answer, text)`.",
		},
		{
			Wrong: func(answer string, expect, avoid []string) int { return min(1, trialFailures(answer, expect, avoid)) },
			Where: "It ends at the first condition that is broken.",
			Why:   "How many are broken tells whether a change helps a little.",
			How:   "Count with `n++`, and return below both loops.",
		},
		{
			Wrong: func(answer string, expect, avoid []string) (n int) {
				if missing := trialFailures(answer, expect, nil); missing > 0 && missing == len(expect) {
					n++
				}
				return n + trialFailures(answer, nil, avoid)
			},
			Where: "One of the expected texts is enough.",
			Why:   "A right answer contains all of them.",
			How:   "Add 1 for every single one with `!strings.Contains(answer, text)`.",
		},
		{
			Wrong: failuresBy(func(answer, text string) bool { return strings.EqualFold(answer, text) }),
			Where: "The answer has to be equal to the expected text.",
			Why:   "It is enough that the answer contains it. The rest may be worded freely.",
			How:   "Use `strings.Contains(answer, text)` in place of comparing.",
		},
		{
			Wrong: failuresBy(func(answer, text string) bool {
				return strings.Contains(strings.ToLower(text), strings.ToLower(answer))
			}),
			Where: "The arguments are exchanged: it looks for the answer in the text.",
			Why:   "The long text, in which to look, comes first.",
			How:   "Write `strings.Contains(answer, text)`.",
		},
		{
			Wrong: failuresBy(func(answer, text string) bool {
				return slices.Contains(strings.Fields(strings.ToLower(answer)), strings.ToLower(text))
			}),
			Where: "It compares single words, so a text of several words is never found.",
			Why:   "A condition may have spaces in it, and a word of the answer may have a comma behind it.",
			How:   "Search the answer as a whole: `strings.Contains(answer, text)`.",
		},
		{
			Wrong: failuresBy(func(answer, text string) bool {
				return strings.HasPrefix(strings.ToLower(answer), strings.ToLower(text))
			}),
			Where: "Only the beginning of the answer is looked at.",
			Why:   "A text may be anywhere in the answer.",
			How:   "Use `strings.Contains(answer, text)`.",
		},
		{
			Wrong: func(answer string, expect, avoid []string) int {
				return trialFailures(answer, expect[:min(1, len(expect))], avoid[:min(1, len(avoid))])
			},
			Where: "Only the first text of each list is looked at.",
			Why:   "Every text of a list is a condition of its own.",
			How:   "Loop with `range expect` and `range avoid`.",
		},
	},
}

type judges = func(answer string, expect, avoid []string) int

func trialFailures(answer string, expect, avoid []string) int {
	answer, n := strings.ToLower(answer), 0
	for _, text := range expect {
		if !strings.Contains(answer, strings.ToLower(text)) {
			n++
		}
	}
	for _, text := range avoid {
		if strings.Contains(answer, strings.ToLower(text)) {
			n++
		}
	}
	return n
}

// failuresBy is trialFailures with another way to tell whether an answer has a text.
func failuresBy(has func(answer, text string) bool) judges {
	return func(answer string, expect, avoid []string) (n int) {
		for _, text := range expect {
			if !has(answer, text) {
				n++
			}
		}
		for _, text := range avoid {
			if has(answer, text) {
				n++
			}
		}
		return n
	}
}
