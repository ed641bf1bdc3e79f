package builder

import (
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// spoken are the criteria that whole clauses of a purpose may answer before they are asked.
var spoken = []string{"persons", "audience", "level", "diets", "budget", "time", "house", "tone", "limits", "seo"}

// reading is what the purpose says about a criterion already, in the person's own words: "for two people, without nuts". It is ""
// if it says nothing. The words stay as they are, so that nothing is turned into its opposite.
func reading(draft assistant.Draft, key string) string {
	purpose := trimStop(draft.Purpose)
	switch {
	case key == "pictures" && len(alttext.KindsIn(purpose)) > 0:
		return chosen(draft, purpose)
	case key == "topics", key == "games", key == "language":
		if named := found("captured."+key, purpose); named != "" && !says("emptyTopics", wordsOf(named + " any")[0]) {
			return strings.TrimSpace(named)
		}
	case slices.Contains(spoken, key):
		sentences := patterns.Form("sentenceEnd").Split(purpose, -1)
		read := readClauses(key, sentences[0])
		for _, sentence := range sentences[1:] {
			read = append(read, readParts(key, sentence, criteria[recipeOf(draft).kind]))
		}
		return strings.Join(once(read), "; ")
	}
	return ""
}

// speaks tells whether words are about a criterion. What is eaten ("fish on Fridays") is no diet, unless it is forbidden, and "one
// kid is allergic" and "what my kids eat" do not say how many eat.
func speaks(key, words string) bool {
	if key == "persons" && (says("cannotEat", words) || says("meals", words)) && !says("counted", words) {
		return false
	}
	return says("spoken."+key, words) || key == "diets" && says("foods", words) && says("negation", words)
}

// readParts are the parts of a sentence behind the first that are about a criterion: all of them, unless others are about another
// criterion of the same assistant. A part that names none goes with the next that does, and the last ones with the one before.
func readParts(key, sentence string, keys []string) string {
	if !speaks(key, sentence) {
		return ""
	}
	isOther := func(part string) func(string) bool {
		return func(other string) bool { return other != key && slices.Contains(spoken, other) && speaks(other, part) }
	}
	var read, waiting string
	mine := false
	for part := range strings.SplitSeq(patterns.Form("partStart").ReplaceAllString(sentence, "\x00$0"), "\x00") {
		waiting += part
		isMine := speaks(key, part)
		switch {
		case isMine:
			read, mine = read+waiting, true
		case slices.ContainsFunc(keys, isOther(part)):
			mine = false
		case mine: // so far it goes with the one before
			read += part
		default:
			continue
		}
		waiting = ""
	}
	return oneLine(strip(read, "edges"))
}

// readClauses are the clauses of the first sentence, which says what the assistant does, that are about a criterion.
func readClauses(key, purpose string) []string {
	var read []string
	before := -2
	cut := patterns.Form("clauseStart").ReplaceAllString(purpose, "\x00$0") // where it begins to say something new
	clauses := strings.Split(strings.TrimPrefix(cut, "\x00"), "\x00")
	for i := len(clauses) - 1; i > 0; i-- {
		if strings.HasPrefix(clauses[i-1], ",") && says("doesNotEat", clauses[i]) { // «, муж» and « не ест рыбу»
			clauses = slices.Replace(clauses, i-1, i+1, clauses[i-1]+clauses[i])
		}
	}
	for i, clause := range clauses {
		mine := speaks(key, clause) || key == "diets" && before == i-1 && says("foods", clause) // "аллергия на арахис"
		work := i > 0 && doing(strings.Trim(clause, " ,.")) != ""                               // "that explains it to my children"
		if mine && (i == 0 || work) && !says("negation", clause) {                              // only the words that matter
			clause = strings.Join(patterns.Form("spoken."+key).FindAllString(clause, -1), ",")
			mine = !isCyrillic(clause) || !work && key != "persons" // alone they would have the wrong form: «семью»
		}
		if whom := found("captured.level", clause); mine && key == "level" && whom != "" { // «как играть» and « в уно детям 6 лет»
			clause = " " + whom
		}
		if !mine && before == i-1 && strings.HasPrefix(strings.TrimSpace(clause), ",") { // "allergic to nuts, eggs and milk"
			mine = !slices.ContainsFunc(spoken, func(other string) bool { return other != key && speaks(other, clause) })
		}
		if mine {
			if before != i-1 {
				read = append(read, "")
			}
			read[len(read)-1] += clause
			before = i
		}
	}
	for i := range read {
		read[i] = oneLine(strip(read[i], "edges"))
	}
	return read
}
