package builder

import (
	"strings"
	"testing"
	"unicode"

	"firstneuron/pkg/assistant"
)

func TestImproveChangesSuggestions(t *testing.T) {
	candidates := []string{"Cookina", "Pica", "Picture Companion"}
	for _, c := range []struct{ key, before, how, want string }{
		{"name", "Cookina", "shorter", "Pica"},
		{"name", "Pic Pal", "make it shorter", "Pica"},
		{"name", "Bo L", "shorter", "Bo"},
		{"name", "Cookina", "longer", "Picture Companion"},
		{"name", "A Very Long Picture Companion", "longer", "A Very Long Picture Companion the Helper"},
		{"name", "Cookina", "friendlier", "Cookiny"},
		{"name", "Cookina", "less formal", "Cookiny"},
		{"name", "Cookina", "more formal", "Alt Text Writer"},
		{"name", "Cookina", "less friendly", "Alt Text Writer"},
		{"name", "Cookina", "for children", "Little Cookina"},
		{"name", "Cookina", "call it Alma", "Alma"},
		{"name", "Cookina", `name it "Alma".`, "Alma"},
		{"name", "Cookina", "Alma", "Alma"},
		{"name", "Cookina", "with a cat", "Cookina With A Cat"},
		{"name", "Cookina", "add: bot", "Cookina Bot"},
		{"name", "Cookina 🦊", "without emojis", "Cookina"},
		{"name", "Alt Cookina", "without alt", "Cookina"},
		{"description", "Writes alt texts. It asks first.", "shorter", "Writes alt texts."},
		{"description", "Writes alt texts, and checks them.", "shorter", "Writes alt texts."},
		{"description", "Writes alt texts.", "longer", "Writes alt texts. It asks what a picture is there for, and checks the form of each text."},
		{"description", "Writes alt texts.", "friendlier", "Writes alt texts, in a friendly tone."},
		{"description", "Writes alt texts, in a friendly tone.", "more formal", "Writes alt texts, in a formal tone."},
		{"description", "Writes alt texts.", "for kids", "Writes alt texts, for children."},
		{"description", "Writes alt texts.", "it knows our shop", "Writes alt texts. It knows our shop."},
		{"description", "Writes alt texts for a blog's pictures.", "in Russian", "Пишет альтернативные тексты к картинкам блога."},
		{"purpose", "Write alt texts", "add: for our shop", "Write alt texts; for our shop"},
		{"purpose", "Write alt texts for our shop", "without for our shop", "Write alt texts"},
		{"purpose", "Plan a week's menu", "in Russian", "Составлять меню на неделю"},
		{"topics", "bread", "add: cakes", "bread; cakes"},
		{"topics", "bread", "longer", "bread; the topics of the blog's articles, and the product by its exact name"},
		{"pictures", "screenshots", "add: photos", "screenshots, photographs"},
		{"pictures", "screenshots, photographs", "without screenshots", "photographs"},
		{"starters", "One?\nTwo?", "shorter", "One?"},
		{"starters", "One?", "longer", "One?\nWrite an alt text for this picture"},
		{"starters", "One?", "add: two?", "One?\nTwo?"},
		{"starters", "One?\nTwo?", "without two", "One?"},
		{"starters", "One?", "for children", "One?\nExplain it as if I were ten years old."},
		{"instructions", "You write.", "never mention prices", "You write.\n\nNever mention prices."},
		{"instructions", "You write.", "add: mind the brand", "You write.\n\nMind the brand."},
		{"instructions", "You write.", "without jokes", "You write.\n\nDo without jokes."},
		{"instructions", "You write.", "no emojis", "You write.\n\nNever use emojis."},
		{"instructions", "You write. You ask.", "shorter", "You write."},
		{"instructions", "You write.", "longer", "You write.\n\nIf something is unclear, ask one question before you answer."},
		{"instructions", "You write.\n\nBe formal and factual: no jokes, no exclamation marks.", "friendlier", "You write.\n\nBe warm and encouraging, as with somebody you like to help."},
	} {
		got, remark := tryImprove(c.key, c.before, c.how, "en", candidates)
		if got != c.want {
			t.Errorf("%s %q, %q: got %q (%s), want %q", c.key, c.before, c.how, got, remark, c.want)
		}
	}
}

func TestImproveSaysWhatItCannotDo(t *testing.T) {
	for _, c := range []struct{ key, before, how, want string }{
		{"name", "Bo", "shorter", english.cannot},
		{"name", "Bo", "call it " + strings.Repeat("x", 61), english.longName},
		{"name", "Bo", "without emojis", english.noEmojisThere},
		{"name", "Little Bo", "for children", english.cannot},
		{"description", "My own words.", "in Russian", english.cannotTranslate},
		{"description", "Writes, in a friendly tone.", "friendlier", english.saysSo},
		{"description", "Teaches children.", "for children", english.saysSo},
		{"purpose", "Write", "longer", english.cannotLonger},
		{"pictures", "screenshots", "prettier", english.chooseAmong + "screenshots, generated illustrations, photographs, charts or diagrams."},
		{"pictures", "screenshots", "shorter", english.chooseAmong + "screenshots, generated illustrations, photographs, charts or diagrams."},
		{"starters", "One?", "shorter", english.oneStarter},
		{"starters", "One?", "friendlier", english.startersAreTheirs},
		{"starters", "One?", "add: one?", english.saysSo},
		{"starters", "One?", "without one", english.saysSo},
		{"instructions", "You write.", "shorter", english.cannot},
		{"instructions", "You write.\n\nNever use emojis.", "without emojis", english.saysSo},
	} {
		if got, remark := tryImprove(c.key, c.before, c.how, "en", nil); got != "" || remark != c.want {
			t.Errorf("%s %q, %.40q: got %q and %q, want nothing and %q", c.key, c.before, c.how, got, remark, c.want)
		}
	}
}

func TestImproveInRussian(t *testing.T) {
	for _, c := range []struct{ key, before, how, want string }{
		{"name", "Менора", "дружелюбнее", "Менорочка"},
		{"name", "Менора", "официальнее", "Автор альтов"},
		{"name", "Менора", "назови его Кот Учёный", "Кот Учёный"},
		{"name", "Менора", "для детей", "Дружок Менора"},
		{"description", "Пишет альты.", "дружелюбнее", "Пишет альты, дружелюбно."},
		{"description", "Пишет альты. Спрашивает.", "короче", "Пишет альты."},
		{"instructions", "Ты пишешь.", "без эмодзи", "Ты пишешь.\n\nНикогда не ставь эмодзи."},
		{"instructions", "Ты пишешь.", "добавь: не упоминай цены", "Ты пишешь.\n\nНе упоминай цены."},
		{"pictures", "скриншоты", "добавь: фото", "скриншоты, фотографии"},
	} {
		if got, remark := tryImprove(c.key, c.before, c.how, "ru", nil); got != c.want {
			t.Errorf("%s %q, %q: got %q (%s), want %q", c.key, c.before, c.how, got, remark, c.want)
		}
	}
}

// Instructions of ours become their short form, and what was added to them stays.
func TestShorterInstructionsKeepWhatWasAdded(t *testing.T) {
	draft := assistant.Draft{Purpose: "Plan dinners"}
	forms := instructions(draft)
	for i, form := range forms[:2] {
		got, _ := tryImproveDraft(draft, "instructions", form+"\n\nNever use emojis.", "shorter")
		if want := forms[2] + "\n\nNever use emojis."; got != want {
			t.Errorf("form %d became %q, want %q", i, got, want)
		}
	}
}

func tryImprove(key, before, how, language string, candidates []string) (after, remark string) {
	draft := assistant.Draft{Purpose: "Write alt texts", Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}
	s := step{key: key}
	if c := recipeOf(draft).criterion(key); c != nil {
		s.criterion, s.field = c, assistant.FieldCriteria
		if candidates != nil {
			candidates = c.answers
		}
	}
	return improved(draft, s, before, how, candidates)
}

func tryImproveDraft(draft assistant.Draft, key, before, how string) (after, remark string) {
	return improved(draft, step{key: key}, before, how, nil)
}

func TestNamesAreComposedOfThePurpose(t *testing.T) {
	for _, purpose := range []string{"Write alt texts for a blog's pictures", "Teach me Latin", "Планировать походы", "plan dinners", "?", "a b c"} {
		draft := assistant.Draft{Purpose: purpose}
		all := names(draft)
		seen := map[string]bool{}
		for _, name := range all {
			if n := len([]rune(name)); n < 3 || n > longestName || strings.TrimSpace(name) != name || !unicode.IsUpper([]rune(name)[0]) {
				t.Errorf("%q gives the name %q", purpose, name)
			}
			seen[name] = true
		}
		if len(seen) < 12 {
			t.Errorf("%q gives %d names, want at least 12: %q", purpose, len(seen), all)
		}
	}
	if a, b := names(assistant.Draft{Purpose: "Teach me Latin"})[0], names(assistant.Draft{Purpose: "Teach me Greek"})[0]; a == b || !strings.HasPrefix(a, "Lat") {
		t.Errorf("Latin and Greek give %q and %q, want two names, the first with Lat", a, b)
	}
}

func TestWhatAPurposeIsTurnedInto(t *testing.T) {
	for _, c := range []struct{ purpose, does, role string }{
		{"Write alt texts", "Writes alt texts", "You write alt texts."},
		{"writes alt texts", "Writes alt texts", "You write alt texts."},
		{"I want an assistant that explains chess", "Explains chess", "You explain chess."},
		{"a bot to teach Latin", "Teaches Latin", "You teach Latin."},
		{"It should plan dinners", "Plans dinners", "You plan dinners."},
		{"Latin for beginners", "", "Your work is this: Latin for beginners."},
		{"FAQ of our shop", "", "Your work is this: FAQ of our shop."},
	} {
		if got := english.does(c.purpose); got != c.does {
			t.Errorf("%q does %q, want %q", c.purpose, got, c.does)
		}
		if got := english.role(c.purpose); got != c.role {
			t.Errorf("%q has the role %q, want %q", c.purpose, got, c.role)
		}
	}
	for _, c := range []struct{ purpose, does, role string }{
		{"Писать альты", "Пишет альты", "Ты пишешь альты."},
		{"хочу помощника, который объясняет шахматы", "Объясняет шахматы", "Ты объясняешь шахматы."},
		{"нужен бот, чтобы учить латыни", "Учит латыни", "Ты учишь латыни."},
		{"Латынь для начинающих", "", "Твоя задача: латынь для начинающих."},
	} {
		if got := russian.does(c.purpose); got != c.does {
			t.Errorf("%q does %q, want %q", c.purpose, got, c.does)
		}
		if got := russian.role(c.purpose); got != c.role {
			t.Errorf("%q has the role %q, want %q", c.purpose, got, c.role)
		}
	}
}

// Both languages ask the same questions, and each text is in its own letters.
func TestTheLanguagesSayTheSame(t *testing.T) {
	for key := range english.questions {
		if russian.questions[key] == "" {
			t.Errorf("the question %q has no Russian text", key)
		}
	}
	for kind := range english.recipes {
		en, ru := english.recipes[kind], russian.recipes[kind]
		if len(en.criteria) != len(ru.criteria) || len(en.starters) != len(ru.starters) || len(en.descriptions) != len(ru.descriptions) {
			t.Fatalf("recipe %d has other numbers of texts in Russian", kind)
		}
		if kind := recognise(ru.purpose); ru.purpose != "" && kind != recognise(en.purpose) {
			t.Errorf("%q and %q are recognised as different", en.purpose, ru.purpose)
		}
		for i, c := range en.criteria {
			r := ru.criteria[i]
			if c.key != r.key || len(c.answers) != len(r.answers) || len(c.choices) != len(r.choices) || c.several != r.several {
				t.Errorf("criterion %s differs in Russian: %+v and %+v", c.key, c, r)
			}
			if c.key != "language" && (strings.Count(c.says, "%s") != 1 || strings.Count(r.says, "%s") != 1) {
				t.Errorf("criterion %s has no single place for its answer: %q, %q", c.key, c.says, r.says)
			}
			if !isCyrillic(r.question) || isCyrillic(c.question) {
				t.Errorf("criterion %s is asked in the wrong language", c.key)
			}
		}
	}
	for style := range english.styles {
		if russian.styles[style] == "" {
			t.Errorf("the wish %q has no Russian sentence", style)
		}
	}
}
