package builder

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
)

// names composes names from the words of the purpose and of its recipe. Each word gives, by turns,
//
//   - a given name: its first syllable and a soft ending ("menu" gives Menora),
//   - a word of its own: it and what helps ("menu" gives Menumate),
//   - a calling: it and a noun with the same first letter ("menu" gives Menu Mentor).
//
// Where the round of the words begins depends on the purpose, so that two purposes seldom get the same first name.
func names(draft assistant.Draft) []string {
	r := recipeOf(draft)
	own := slices.DeleteFunc(rootsOf(draft.Purpose), func(word string) bool { // "game" and "games" are one word
		return slices.ContainsFunc(r.roots, func(root string) bool { return strings.HasPrefix(word, root[:min(len(root), 8)]) })
	})
	own = own[:min(len(own), 3)]
	roots := append(slices.Clone(own), r.roots...)
	h := fnv.New32a()
	h.Write([]byte(draft.Purpose))
	start := int(h.Sum32() % 97)
	var made []string
	for round := range 4 {
		for i, root := range roots {
			way := (round + i) % 3
			if way == 2 && i < len(own) && isCyrillic(root) { // a word of the purpose may stand in any case there
				way = 0
			}
			made = append(made, compose(root, way, start+round+i))
		}
	}
	made = append(made, r.title)
	return slices.DeleteFunc(made, func(name string) bool { return len([]rune(name)) < 3 || len([]rune(name)) > longestName })
}

// compose makes one name of a root, in one of the three ways.
func compose(root string, way, turn int) string {
	p := latin
	if isCyrillic(root) {
		p = cyrillic
	}
	switch way {
	case 0:
		first := syllable(root, p.vowels)
		if last := []rune(first)[len([]rune(first))-1]; strings.ContainsRune(p.vowels, last) {
			return upperFirst(first) + p.bridges[turn%len(p.bridges)]
		}
		return upperFirst(first) + p.endings[turn%len(p.endings)]
	case 1:
		if tail := p.tails[turn%len(p.tails)]; p == cyrillic {
			return upperFirst(strings.TrimRight(root, p.vowels+"ьйъ")) + tail
		} else {
			return upperFirst(root) + tail
		}
	}
	callings := p.callings[firstLetter(root)]
	if callings == nil {
		callings = p.callings["*"]
	}
	return upperFirst(root) + " " + callings[turn%len(callings)]
}

// parts are what names are made from in one alphabet.
type parts struct {
	vowels   string
	endings  []string // of a given name
	bridges  []string // the same behind a vowel
	tails    []string
	callings map[string][]string // by the first letter of the word before, "*" for the others
}

var latin = &parts{
	vowels:  "aeiouy",
	endings: []string{"a", "o", "ina", "el", "ora", "io", "ette", "is"},
	bridges: []string{"na", "lo", "mina", "rel", "nora", "rio", "lette", "ris"},
	tails:   []string{"mate", "wise", "smith", "pal", "craft", "well"},
	callings: map[string][]string{
		"a": {"Ally", "Aide"}, "b": {"Buddy", "Beacon"}, "c": {"Companion", "Coach"}, "d": {"Docent", "Dove"}, "e": {"Expert", "Elf"},
		"f": {"Friend", "Fox"}, "g": {"Guide", "Guru"}, "h": {"Helper", "Host"}, "l": {"Lantern", "Lynx"}, "m": {"Mentor", "Mate"},
		"p": {"Pal", "Pilot"}, "q": {"Quill"}, "r": {"Ranger", "Raven"}, "s": {"Scout", "Sage"}, "t": {"Tutor", "Tiger"}, "w": {"Wizard", "Wren"},
		"*": {"Helper", "Guide"},
	},
}

var cyrillic = &parts{
	vowels:  "аеёиоуыэюя",
	endings: []string{"а", "ина", "ель", "ика", "ора", "ик", "уша", "ис"},
	bridges: []string{"ня", "лина", "рель", "рика", "лора", "рик", "нуша", "рис"},
	tails:   []string{"овед", "ознай", "оград", "олюб"},
	callings: map[string][]string{
		"а": {"Ассистент", "Ас"}, "б": {"Бобёр", "Бард"}, "в": {"Ворон", "Виртуоз"}, "д": {"Дока", "Друг"}, "з": {"Знаток"},
		"и": {"Искатель", "Ирбис"}, "к": {"Кот", "Капитан"}, "л": {"Лоцман", "Лис"}, "м": {"Мастер", "Маяк"}, "н": {"Навигатор"}, "о": {"Октопус"},
		"п": {"Помощник", "Подсказчик"}, "р": {"Рулевой", "Рысь"}, "с": {"Советник", "Сова"}, "т": {"Тьютор", "Тигр"}, "ф": {"Филин"}, "ш": {"Шпаргалка"},
		"*": {"Помощник", "Гид"},
	},
}

// syllable is a word up to the consonants behind its first vowel: "pict" of "picture", "alt" of "alt".
func syllable(word, vowels string) string {
	letters := []rune(word)
	i := 0
	for i < len(letters) && !strings.ContainsRune(vowels, letters[i]) {
		i++
	}
	for i < len(letters) && strings.ContainsRune(vowels, letters[i]) {
		i++
	}
	// One consonant is enough, two if the word begins with its vowel: "men" of "menu", "alt" of "alternative".
	for n := 0; i < len(letters) && n < 2 && !strings.ContainsRune(vowels+"ьъ", letters[i]); n++ {
		i++
		if n == 0 && i > 2 {
			break
		}
	}
	return string(letters[:i])
}

// rootsOf are the words of a purpose that say what it is about, in order, each once.
func rootsOf(purpose string) []string {
	var roots []string
	for _, word := range wordsOf(purpose) {
		letters := []rune(word)
		if len(letters) < 3 || len(letters) > 12 || !unicode.IsLetter(letters[0]) || slices.Contains(strings.Fields(commonWords), word) {
			continue
		}
		if strings.ContainsFunc(word, unicode.IsDigit) {
			continue
		}
		if !isCyrillic(word) {
			word = singular(word)
		}
		if !slices.Contains(roots, word) {
			roots = append(roots, word)
		}
	}
	return roots
}

func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 5:
		return strings.TrimSuffix(word, "ies") + "y"
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && len(word) > 4:
		return strings.TrimSuffix(word, "s")
	}
	return word
}

func firstLetter(word string) string { return word[:runeLen(word)] }

// commonWords say nothing about what an assistant is for.
const commonWords = `a an the and or but for from with without about into onto over under of to in on at by my our your his her its their any all every
each some this that these those which who what when where how why is are be been it me you we they he she can could should would will must may do does did
write writes writing explain explains explaining plan plans planning answer answers answering help helps helping daughter son child children family team question questions word words make makes making give gives find finds
assistant bot helper need want like please someone something people person make create build teach teaches suggest suggests describe describes use using
и в на с со по для из о об от до за при к ко у не но или а что чтобы как кто который которая которые мой моя моё мои моего моей моих моему наш наша наши нашего нашей
мне нам его её их это этот эта любой любая любых любые все всех всей весь быть нужен нужна нужно хочу пожалуйста помогать помогает помощник помощника бот бота ассистент
писать пишет объяснять объясняет планировать планирует составлять составляет отвечать отвечает делать делает учить учит искать ищет давать вопрос вопросы вопросов`

// nickname makes a name friendlier: Menora becomes Menory, «Менора» becomes «Менорочка».
func nickname(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	p, ending := latin, "y"
	if isCyrillic(first) {
		p, ending = cyrillic, "очка"
	}
	if strings.HasSuffix(first, ending) {
		return name
	}
	first = strings.TrimRight(first, p.vowels+"ьй") + ending
	if rest != "" {
		first += " " + rest
	}
	return first
}

// nameFor takes a draft's names in another language.
func nameFor(draft assistant.Draft, language string) []string {
	draft.Settings.Language = language
	r := recipeOf(draft)
	draft.Purpose = r.purpose
	return names(draft)
}
