package alttext_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant/alttext"
)

func TestWrite(t *testing.T) {
	tests := []struct {
		name  string
		about alttext.About
		want  alttext.Text
	}{
		{"decorative", alttext.About{Purpose: alttext.Decorative, Kind: alttext.Photograph, Subject: "the sea"}, alttext.Text{}},
		{"a link says its action", alttext.About{Purpose: alttext.Functional, Subject: "a magnifying glass", Action: "search."}, alttext.Text{Short: "Search"}},
		{"a link with words on it", alttext.About{Purpose: alttext.Functional, Action: "go to the home page", Text: "Acme"}, alttext.Text{Short: "Acme: go to the home page"}},
		{"a link whose action has the words", alttext.About{Purpose: alttext.Functional, Action: "sign in to Acme", Text: "ACME"}, alttext.Text{Short: "Sign in to Acme"}},
		{"words in a picture, as they are", alttext.About{Purpose: alttext.TextPicture, Text: " spring  is here. "}, alttext.Text{Short: "spring is here."}},
		{"photograph", alttext.About{Purpose: alttext.Informative, Kind: alttext.Photograph, Subject: "two children plant a tree."}, alttext.Text{Short: "Two children plant a tree"}},
		{"photograph with details", alttext.About{Kind: alttext.Photograph, Subject: "a harbour", Details: "the crane has fallen"}, alttext.Text{Short: "A harbour, the crane has fallen"}},
		{"photograph with words", alttext.About{Kind: alttext.Photograph, Subject: "a shop door", Text: "Closed"}, alttext.Text{Short: "A shop door, with the text “Closed”"}},
		{"words said already", alttext.About{Kind: alttext.Photograph, Subject: "a closed shop", Text: "Closed"}, alttext.Text{Short: "A closed shop"}},
		{"image of an image of", alttext.About{Kind: alttext.Illustration, Subject: "image of a picture of a heart"}, alttext.Text{Short: "A heart"}},
		{"screenshot", alttext.About{Kind: alttext.Screenshot, Subject: "The settings page", Details: "the Save button is marked."}, alttext.Text{Short: "Screenshot of the settings page: the Save button is marked"}},
		{"screenshot that says so", alttext.About{Kind: alttext.Screenshot, Subject: "a screenshot of Notepad"}, alttext.Text{Short: "A screenshot of Notepad"}},
		{"chart", alttext.About{Kind: alttext.Chart, Sort: "bar chart", Subject: "sales by month", Where: "the table below", Long: "From 1 in May to 3 in June"},
			alttext.Text{Short: "Bar chart of sales by month; details in the table below", Long: "From 1 in May to 3 in June."}},
		{"chart with a title", alttext.About{Kind: alttext.Chart, Sort: "line chart", Subject: "Learning", Where: "below", Details: "the loss falls", Long: "Line chart. Loss falls."},
			alttext.Text{Short: "Line chart: Learning; details below", Long: "The loss falls. Line chart. Loss falls."}},
		{"chart whose kind is one word", alttext.About{Kind: alttext.Chart, Sort: "Bar", Subject: "sales"}, alttext.Text{Short: "Bar chart of sales"}},
		{"chart of a kind that we do not know", alttext.About{Kind: alttext.Chart, Sort: "violin", Subject: "Sales"}, alttext.Text{Short: "Violin: Sales"}},
		{"вид диаграммы одним словом", alttext.About{Kind: alttext.Chart, Sort: "столбчатая", Subject: "продажи", Language: "ru"}, alttext.Text{Short: "Столбчатая диаграмма: продажи"}},
		{"chart of no known kind", alttext.About{Kind: alttext.Chart, Subject: "the sales"}, alttext.Text{Short: "Chart of the sales"}},
		{"chart whose subject names it", alttext.About{Kind: alttext.Chart, Sort: "bar chart", Subject: "A bar chart of sales", Where: "see the details in table 2"},
			alttext.Text{Short: "A bar chart of sales; see the details in table 2"}},
		{"signs that cannot be seen", alttext.About{Subject: "a\u00ad\u200b cat\x00\xff"}, alttext.Text{Short: "A cat"}},
		{"nothing known", alttext.About{Kind: alttext.Chart}, alttext.Text{}},
		{"nothing at all", alttext.About{}, alttext.Text{}},
		{"doubled words and odd spaces", alttext.About{Subject: "a cat  in in\tthe\u200b the basket"}, alttext.Text{Short: "A cat in the basket"}},
		{"words doubled in the picture", alttext.About{Purpose: alttext.TextPicture, Text: "To be or  not to to be"}, alttext.Text{Short: "To be or not to to be"}},
		{"names doubled on purpose", alttext.About{Subject: "Bora Bora at dusk"}, alttext.Text{Short: "Bora Bora at dusk"}},
		{"a name in small letters", alttext.About{Subject: "iPhone on a table"}, alttext.Text{Short: "iPhone on a table"}},
		{"an abbreviation at the end", alttext.About{Subject: "cats, dogs etc."}, alttext.Text{Short: "Cats, dogs etc."}},
		{"a question at the end", alttext.About{Subject: "who is this?"}, alttext.Text{Short: "Who is this?"}},
		{"ссылка", alttext.About{Purpose: alttext.Functional, Action: "искать", Language: "ru"}, alttext.Text{Short: "Искать"}},
		{"ссылка со словами", alttext.About{Purpose: alttext.Functional, Action: "перейти на главную", Text: "Ромашка", Language: "ru"}, alttext.Text{Short: "Ромашка: перейти на главную"}},
		{"снимок экрана", alttext.About{Kind: alttext.Screenshot, Subject: "окно настроек", Details: "кнопка «Сохранить» выделена", Language: "ru"},
			alttext.Text{Short: "Снимок экрана: окно настроек, кнопка «Сохранить» выделена"}},
		{"скриншот", alttext.About{Kind: alttext.Screenshot, Subject: "скриншот окна настроек", Language: "ru"}, alttext.Text{Short: "Скриншот окна настроек"}},
		{"диаграмма", alttext.About{Kind: alttext.Chart, Sort: "bar chart", Subject: "продажи по месяцам", Where: "в таблице ниже", Long: "От 1 до 3", Language: "ru"},
			alttext.Text{Short: "Столбчатая диаграмма: продажи по месяцам; подробности в таблице ниже", Long: "От 1 до 3."}},
		{"место без предлога", alttext.About{Kind: alttext.Chart, Sort: "график", Subject: "продажи", Where: "таблица 2", Language: "ru"},
			alttext.Text{Short: "График: продажи; подробности здесь: таблица 2"}},
		{"на фото", alttext.About{Kind: alttext.Photograph, Subject: "на фото двое детей сажают дерево", Language: "ru"}, alttext.Text{Short: "Двое детей сажают дерево"}},
		{"фотография со словами", alttext.About{Kind: alttext.Photograph, Subject: "дверь магазина", Text: "Закрыто", Language: "ru"}, alttext.Text{Short: "Дверь магазина, текст: «Закрыто»"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := alttext.Write(test.about); got != test.want {
				t.Errorf("\n got %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// everything returns abouts of every kind and purpose, in both languages, with and without each thing that may be known.
func everything() []alttext.About {
	known := map[string]alttext.About{
		"en": {Name: "tree-7.png", Subject: "two children plant a tree", Action: "open the garden plan", Text: "Spring", Caption: "Our garden in May",
			Details: "the girl holds a spade", Sort: "bar chart", Where: "the table below", Long: "From 1 in May to 3 in June", Language: "en"},
		"ru": {Name: "дерево-7.png", Subject: "двое детей сажают дерево", Action: "открыть план сада", Text: "Весна", Caption: "Наш сад в мае",
			Details: "девочка держит лопату", Sort: "bar chart", Where: "в таблице ниже", Long: "От 1 в мае до 3 в июне", Language: "ru"},
	}
	var all []alttext.About
	for _, kind := range append(slices.Clone(alttext.Kinds), "") {
		for _, purpose := range append(slices.Clone(alttext.Purposes), "") {
			for _, about := range known {
				about.Kind, about.Purpose = kind, purpose
				for without := range 1 << 8 {
					part := about
					for i, field := range []*string{&part.Subject, &part.Action, &part.Text, &part.Caption, &part.Details, &part.Sort, &part.Where, &part.Long} {
						if without&(1<<i) != 0 {
							*field = ""
						}
					}
					all = append(all, part)
				}
			}
		}
	}
	return all
}

// What the writer writes about a picture of which all is known is well formed by the checker's rules.
func TestWriteKeepsTheRules(t *testing.T) {
	complete := 0
	for _, about := range everything() {
		if _, asked := alttext.NewInterview(about, nil).Question(); asked {
			continue
		}
		complete++
		text := alttext.Write(about)
		if findings := alttext.Check(text.Short, about, 0); len(findings) > 0 {
			t.Errorf("the text %q about %+v: %v", text.Short, about, findings)
		}
		if isChart := about.Kind == alttext.Chart && about.Purpose == alttext.Informative; (text.Long != "") != isChart {
			t.Errorf("about %+v there is the long description %q; a chart has one, and nothing else", about, text.Long)
		}
	}
	if complete < 1000 {
		t.Errorf("%d complete abouts were tried, want at least 1000", complete)
	}
}

// Whatever a text says is in About, but for the words that hold it together.
func TestWriteInventsNothing(t *testing.T) {
	glue := strings.Fields("screenshot of chart details in with the text снимок экрана диаграмма столбчатая подробности текст")
	for _, about := range everything() {
		given := strings.ToLower(strings.Join([]string{about.Subject, about.Action, about.Text, about.Details, about.Sort, about.Where, about.Long}, " "))
		text := alttext.Write(about)
		for _, word := range strings.FieldsFunc(strings.ToLower(text.Short+" "+text.Long), func(r rune) bool { return strings.ContainsRune(" .,;:“”«»", r) }) {
			if !strings.Contains(given, word) && !slices.Contains(glue, word) {
				t.Fatalf("%+v about %+v: nobody has said %q", text, about, word)
			}
		}
	}
}

func ExampleWrite() {
	text := alttext.Write(alttext.About{
		Kind: alttext.Chart, Purpose: alttext.Informative,
		Sort: "bar chart", Subject: "sales by month", Where: "the table below",
		Long: "Horizontal axis: month. Sales rise from 120 in May to 310 in July",
	})
	fmt.Println(text.Short)
	fmt.Println(text.Long)
	// Output:
	// Bar chart of sales by month; details in the table below
	// Horizontal axis: month. Sales rise from 120 in May to 310 in July.
}

func ExampleCheck() {
	about := alttext.About{Purpose: alttext.Functional, Action: "search"}
	for _, text := range []string{"Picture of a magnifying glass", "Search"} {
		fmt.Println(text)
		for _, finding := range alttext.Check(text, about, 0) {
			fmt.Println("-", finding.Rule+":", finding.Reason)
		}
	}
	fmt.Println(alttext.Says("en"))
	// Output:
	// Picture of a magnifying glass
	// - image of: It begins with “Picture of”, which a screen reader has said already. Begin with what the picture shows.
	// - action: It does not say what the link or button does: “search”. Name the action, not the look.
	// Search
	// This checks the form of a text, not its truth: whether it says what the picture shows, only someone who sees the picture can tell.
}

func ExampleCheckAll() {
	pictures := []alttext.Described{
		{About: alttext.About{Name: "may.jpg"}, Text: "Two children plant a tree"},
		{About: alttext.About{Name: "june.jpg"}, Text: "Two children plant a tree"},
	}
	for i, findings := range alttext.CheckAll(pictures, 0) {
		fmt.Println(pictures[i].About.Name, findings)
	}
	// Output:
	// may.jpg []
	// june.jpg [{same text false may.jpg has the same text. Say what is different about this picture.}]
}
