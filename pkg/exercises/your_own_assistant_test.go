package exercises

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCharactersOver(t *testing.T) {
	teaches(t, CharactersOver, []func(text string, limit int) int{
		func(text string, limit int) int { return max(0, len([]rune(text))-limit) },
		func(text string, limit int) int {
			n := 0
			for range text {
				n++
			}
			if n > limit {
				return n - limit
			}
			return 0
		},
		func(text string, limit int) int {
			characters := []rune(text)
			return len(characters[min(limit, len(characters)):])
		},
		func(text string, limit int) int {
			over := -limit
			for i := range len(text) {
				if utf8.RuneStart(text[i]) {
					over++
				}
			}
			return max(over, 0)
		},
		func(text string, limit int) int { return max(limit, strings.Count(text, "")-1) - limit },
		func(text string, limit int) int {
			return max(0, len(regexp.MustCompile(`(?s).`).FindAllString(text, -1))-limit)
		},
	}...)
	// Python's len.
	for text, want := range map[string]int{"Чайник": 6, "Tea 🍵 for two": 13, "Tea, 80 °C": 10} {
		if got := charactersOver(text, 0); got != want {
			t.Errorf("%q: %d characters, want %d", text, got, want)
		}
	}
}

func TestSharedWords(t *testing.T) {
	teaches(t, SharedWords, []func(question, passage []string) int{
		func(question, passage []string) (n int) {
			seen := map[string]bool{}
			for _, word := range question {
				if !seen[word] && slices.Contains(passage, word) {
					n++
				}
				seen[word] = true
			}
			return n
		},
		func(question, passage []string) (n int) {
			inPassage := map[string]bool{}
			for _, word := range passage {
				inPassage[word] = true
			}
			for _, word := range question {
				if inPassage[word] {
					n++
					inPassage[word] = false
				}
			}
			return n
		},
		func(question, passage []string) (n int) {
			slices.Sort(question)
			for _, word := range slices.Compact(question) {
				if slices.Index(passage, word) >= 0 {
					n++
				}
			}
			return n
		},
		func(question, passage []string) (n int) {
			for i, word := range question {
				if !slices.Contains(question[:i], word) && slices.Contains(passage, word) {
					n++
				}
			}
			return n
		},
		func(question, passage []string) (n int) { // what both have: the sum of the parts less the whole
			different := func(words []string) int {
				words = slices.Sorted(slices.Values(words))
				return len(slices.Compact(words))
			}
			return different(question) + different(passage) - different(slices.Concat(question, passage))
		},
	}...)
}

func TestTrialFailures(t *testing.T) {
	contains := func(answer, text string) bool {
		return regexp.MustCompile("(?i)" + regexp.QuoteMeta(text)).MatchString(answer)
	}
	teaches(t, TrialFailures, []judges{
		func(answer string, expect, avoid []string) (n int) {
			for _, text := range expect {
				if !contains(answer, text) {
					n++
				}
			}
			for _, text := range avoid {
				if contains(answer, text) {
					n++
				}
			}
			return n
		},
		func(answer string, expect, avoid []string) int {
			n := len(expect)
			for _, text := range expect {
				if contains(answer, text) {
					n--
				}
			}
			for _, text := range avoid {
				if contains(answer, text) {
					n++
				}
			}
			return n
		},
		func(answer string, expect, avoid []string) int {
			answer = strings.ToUpper(answer)
			missing := slices.DeleteFunc(expect, func(text string) bool { return strings.Contains(answer, strings.ToUpper(text)) })
			there := slices.DeleteFunc(avoid, func(text string) bool { return !strings.Contains(answer, strings.ToUpper(text)) })
			return len(missing) + len(there)
		},
		func(answer string, expect, avoid []string) (n int) {
			for i, text := range slices.Concat(expect, avoid) {
				if (i < len(expect)) != contains(answer, text) {
					n++
				}
			}
			return n
		},
		func(answer string, expect, avoid []string) (n int) {
			answer = strings.ToLower(answer)
			for _, text := range expect {
				if strings.Count(answer, strings.ToLower(text)) == 0 {
					n++
				}
			}
			for _, text := range avoid {
				n += min(1, len(strings.Split(answer, strings.ToLower(text)))-1)
			}
			return n
		},
	}...)
}
