package builder

import (
	"embed"
	"slices"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

//go:embed texts.json
var file []byte
var catalogue = texts.Parse(file)

// The examples of knowledge that the builder offers, in a folder for each language.
//
//go:embed examples
var examples embed.FS

func textsOf(draft assistant.Draft) texts.Texts { return catalogue.In(draft.Settings.Language) }

// A recipe is what the builder knows about one kind of assistant, in one language.
type recipe struct {
	kind  string
	texts texts.Texts
}

// The kinds of assistants that are known, and any other.
const (
	altTexts  = "altTexts"
	games     = "games"
	menus     = "menus"
	documents = "documents"
	anything  = "anything"
)

// criteria are what each kind asks for, in this order. Those of pictures are the kinds of package alttext: each is asked only
// where such pictures are used.
var criteria = map[string][]string{
	altTexts:  {"language", "pictures", "screenshot", "illustration", "photograph", "chart", "topics", "seo"},
	games:     {"language", "games", "level", "house"},
	menus:     {"language", "diets", "persons", "budget", "time"},
	documents: {"language", "audience", "tone", "nothing"},
	anything:  {"language", "audience", "tone", "limits"},
}

// recipeOf is the recipe of a draft, in the draft's language.
func recipeOf(draft assistant.Draft) recipe {
	kind := recognise(draft.Purpose)
	if draft.Task == assistant.AltTexts {
		kind = altTexts
	}
	return recipe{kind, textsOf(draft)}
}

func (r recipe) say(what string) string     { return r.texts.Say("recipe." + r.kind + "." + what) }
func (r recipe) lines(what string) []string { return r.texts.Lines("recipe." + r.kind + "." + what) }

// example is the knowledge that is offered to those who have none yet, and what is in it: none where the purpose names a game.
func (r recipe) example(draft assistant.Draft) (file assistant.File, what string) {
	name := map[string]string{altTexts: "alt-texts.md", games: "rules-of-draughts.md", menus: "example-recipes.md"}[r.kind]
	content, err := examples.ReadFile("examples/" + r.texts.Language + "/" + name)
	if err != nil || len(draft.Knowledge) > 0 || r.kind == games && reading(draft, "games") != "" {
		return assistant.File{}, ""
	}
	return assistant.File{Name: name, Content: content}, r.texts.Say("knowledge.example", name, r.say("example"))
}

// recognise tells the kind of assistant that a purpose calls for: the one with most of its words in it, the earlier of two with
// as many.
func recognise(purpose string) string {
	if says("alternative", purpose) {
		return altTexts
	}
	best, most := anything, 0
	for _, kind := range []string{altTexts, games, menus, documents} {
		isOther := func(word string) bool { return !says("kind."+kind, word) }
		count := len(slices.DeleteFunc(wordsOf(purpose), isOther))
		if kind == menus && says("meals", purpose) {
			count++
		}
		if kind == altTexts && !says("describes", purpose) || kind == games && says("otherRules", purpose) {
			count = 0 // "a picture" alone says little, and so do the rules of a language
		}
		if count > most {
			best, most = kind, count
		}
	}
	return best
}
