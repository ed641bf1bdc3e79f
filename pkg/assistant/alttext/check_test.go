package alttext_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant/alttext"
)

var (
	informative = alttext.About{Purpose: alttext.Informative, Kind: alttext.Photograph}
	textPicture = alttext.About{Purpose: alttext.TextPicture}
	decorative  = alttext.About{Purpose: alttext.Decorative}
)

func named(name string) alttext.About {
	about := informative
	about.Name = name
	return about
}

func functional(action string) alttext.About {
	return alttext.About{Purpose: alttext.Functional, Action: action}
}

func captioned(caption string) alttext.About {
	about := informative
	about.Caption = caption
	return about
}

func written(text string) alttext.About {
	about := informative
	about.Text = text
	return about
}

func chart(long string) alttext.About {
	return alttext.About{Purpose: alttext.Informative, Kind: alttext.Chart, Long: long}
}

func russian(about alttext.About) alttext.About {
	about.Language = "ru"
	return about
}

// A check is a text about a picture.
type check struct {
	text  string
	about alttext.About
}

// rules has for each rule texts that break it and texts that come close to it and do not.
var rules = []struct {
	rule       string
	breaks, ok []check
}{
	{
		rule: "missing",
		breaks: []check{
			{alttext.NoAlt, informative}, {alttext.NoAlt, decorative}, {alttext.NoAlt, alttext.About{}},
			{alttext.NoAlt, russian(informative)}, {alttext.NoAlt, russian(decorative)}, {alttext.NoAlt, russian(functional("искать"))},
		},
		ok: []check{
			{"", decorative}, {"no alt", informative}, {" ", alttext.About{}},
			{"", russian(decorative)}, {"нет", russian(informative)}, {"", russian(informative)},
		},
	},
	{
		rule: "blank",
		breaks: []check{
			{"", informative}, {" ", informative}, {"\t\n", decorative}, {"", functional("search")}, {"", alttext.About{}},
			{"", russian(informative)}, {"\u00a0", russian(textPicture)}, {"  ", russian(decorative)},
		},
		ok: []check{
			{"", decorative}, {"A", textPicture}, {" A cat ", informative}, {alttext.NoAlt, informative},
			{"", russian(decorative)}, {"Я", russian(textPicture)}, {" Кот", russian(informative)},
		},
	},
	{
		rule: "decorative",
		breaks: []check{
			{"Divider", decorative}, {"A pretty wave of colour", decorative}, {".", decorative},
			{"Волна", russian(decorative)}, {"Узор из листьев", russian(decorative)}, {"разделитель", russian(decorative)},
		},
		ok: []check{
			{"", decorative}, {"Divider", informative}, {"A wave", alttext.About{}},
			{"", russian(decorative)}, {"Волна", russian(informative)}, {"Узор из листьев", russian(alttext.About{})},
		},
	},
	{
		rule: "placeholder",
		breaks: []check{
			{"alt", informative}, {"Image", informative}, {"TODO", informative}, {"TODO: describe", informative}, {"Picture.", informative},
			{"...", informative}, {"-", informative}, {"Lorem ipsum dolor sit amet", informative}, {"alt text", informative}, {"Screenshot", informative},
			{"null", informative}, {"n/a", informative}, {"Movie poster", informative}, {"The uploaded image", informative}, {"bar chart", informative},
			{"A pie chart", informative}, {"Please add an alternative text", informative}, {"the a", written("the")},
			{"картинка", russian(informative)}, {"Описание", russian(informative)}, {"Здесь будет текст", russian(informative)},
			{"TODO описать", russian(informative)}, {"…", russian(informative)}, {"Фото", russian(informative)},
			{"Обложка трека", russian(informative)}, {"Исходное изображение", russian(informative)}, {"Круговая диаграмма", russian(informative)},
			{"Введите альтернативный текст", russian(informative)},
		},
		ok: []check{
			{"Picture frames on a wall", informative}, {"TODO list on a whiteboard", informative}, {"Todo: three tasks are left", informative},
			{"Image editor", informative}, {"✓", informative}, {"€", informative}, {"Test", functional("test")}, {"Photo", written("photo")},
			{"Description of the alt attribute in a book", informative}, {"null", alttext.About{Purpose: alttext.TextPicture, Text: "null"}},
			{"Book club gathering", informative}, {"Student project", informative}, {"Bar and restaurant", informative}, {"Game library", informative},
			{"A form to enter the alternative text", informative}, {"Pie chart of the votes", informative},
			{"Книга рецептов", russian(informative)}, {"Обложка романа «Мы»", russian(informative)}, {"Номер отеля", russian(informative)},
			{"Картинная галерея", russian(informative)}, {"Описание маршрута на щите", russian(informative)}, {"Фото", russian(functional("фото"))},
			{"Альт и скрипка", russian(informative)}, {"Текст присяги на стене", russian(informative)},
		},
	},
	{
		rule: "file name",
		breaks: []check{
			{"IMG_1234.jpg", informative}, {"photo-2.png", informative}, {"DSC00017", informative}, {"IMG-20240501-WA0007", informative},
			{"hero_banner_final_v2", informative}, {"sales-chart-2", informative}, {"3f2b8c9d1e4a5f60", informative},
			{"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", informative}, {"Screenshot 2024-05-01 at 10.00.00", informative},
			{"my holiday.jpg", named("my holiday.jpg")}, {"tree-7", named("tree-7.png")}, {"image1", informative}, {"logo.svg", informative},
			{"hero-banner", informative}, {"dQw4w9WgXcQ-dQw4w9WgXcQ", informative}, {"WhatsApp Image 2024-05-01 at 10.00", informative},
			{"фото-2.png", russian(informative)}, {"Снимок экрана 2024-05-01 в 10.00", russian(informative)}, {"кот_спит_2", russian(informative)},
			{"рисунок1", russian(informative)}, {"отпуск-2024-копия", russian(informative)},
		},
		ok: []check{
			{"Boeing 747", informative}, {"COVID-19", informative}, {"R2-D2", informative}, {"Apollo-11", informative}, {"Photo 51 by Raymond Gosling", informative},
			{"Save the drawing as logo.svg", informative}, {"go.mod", informative}, {"Sales by month", named("sales-by-month.png")},
			{"tree", named("tree.png")}, {"logo.svg", written("logo.svg")}, {"+44 20 7946 0958", informative}, {"2024", informative},
			{"Wi-Fi", informative}, {"Brand-new", informative}, {"facade", informative}, {"IMG is the name of an element", informative},
			{"Ту-154", russian(informative)}, {"Аполлон-11", russian(informative)}, {"Файл logo.svg открыт в редакторе", russian(informative)},
			{"Кот", russian(named("Кот.jpg"))}, {"Снимок экрана: Блокнот", russian(informative)}, {"Санкт-Петербург", russian(informative)},
		},
	},
	{
		rule: "image of",
		breaks: []check{
			{"Image of a cat", informative}, {"A picture of two children", informative}, {"photo of the sea", informative},
			{"This is a photograph showing a bridge", informative}, {"Photo: a cat", informative}, {"In this image we see a cat", informative},
			{"In the picture, a cat sleeps", informative}, {"Graphic depicting a wheel", informative}, {"Pictures of cats", informative},
			{"Изображение кота", russian(informative)}, {"Картинка с котом", russian(informative)}, {"На изображении кот", russian(informative)},
			{"На фото: кот", russian(informative)}, {"Фото кота на диване", russian(informative)}, {"На картинке изображён кот", russian(informative)},
			{"Фотография моста", russian(informative)}, {"На этой фотографии мы видим мост", russian(informative)}, {"Изображён кот", russian(informative)},
			{"Изображение Девы Марии", russian(informative)}, {"Фото на фоне моря", russian(informative)}, {"На снимке мост", russian(informative)},
		},
		ok: []check{
			{"Picture of the Year award", informative}, {"Photo of the day", informative}, {"The Picture of Dorian Gray", informative},
			{"A cat beside a picture of a dog", informative}, {"Screenshot of the settings page", informative}, {"Bar chart of sales by month", informative},
			{"Picture frame", informative}, {"In the picture gallery, visitors rest", informative}, {"Imagery from the probe", informative},
			{"Photographer at work", informative}, {"Illustration of a heart with its four chambers named", informative}, {"X-ray of a hand", informative},
			{"Image of God", written("Image of God")},
			{"Снимок экрана: настройки", russian(informative)}, {"Столбчатая диаграмма: продажи по месяцам", russian(informative)},
			{"Картинная галерея", russian(informative)}, {"Фотограф за работой", russian(informative)}, {"Картинки с выставки", russian(informative)},
			{"Фотография года", russian(informative)}, {"Фото на паспорт", russian(informative)}, {"Кот рядом с картинкой", russian(informative)},
			{"На снимке экрана открыты настройки", russian(informative)}, {"Рентгеновский снимок кисти", russian(informative)},
			{"Изобразительное искусство", russian(informative)}, {"На фотовыставке", russian(informative)}, {"Фотографии на стене музея", russian(informative)},
		},
	},
	{
		rule: "action",
		breaks: []check{
			{"Magnifying glass", functional("search")}, {"Logo of Acme", functional("go to the home page")}, {"Arrow", functional("download the price list")},
			{"A blue button", functional("")},
			{"Лупа", russian(functional("искать"))}, {"Логотип Ромашки", russian(functional("перейти на главную страницу"))}, {"Стрелка вниз", russian(functional("скачать прайс-лист"))},
		},
		ok: []check{
			{"Search", functional("search")}, {"Acme home", functional("go to the home page")}, {"Download the price list (PDF)", functional("download the price list")},
			{"Searching the site", functional("search")}, {"Login", functional("log in")}, {"Magnifying glass", informative},
			{"Поиск", russian(functional("поиск"))}, {"На главную", russian(functional("перейти на главную"))}, {"Скачивание прайс-листа", russian(functional("скачать прайс-лист"))},
			{"Лупа", russian(informative)},
		},
	},
	{
		rule: "long description",
		breaks: []check{
			{"Bar chart of sales by month", chart("")}, {"Sales rose", chart(" ")}, {"Sales rose from 1 to 3", chart("Sales rose from 1 to 3.")},
			{"Столбчатая диаграмма: продажи", russian(chart(""))}, {"Продажи росли", russian(chart(" "))}, {"Продажи росли", russian(chart("Продажи росли."))},
		},
		ok: []check{
			{"Bar chart of sales by month", chart("From 1 in May to 3 in June.")}, {"Bar chart of sales by month", informative},
			{"Open the sales chart", alttext.About{Purpose: alttext.Functional, Kind: alttext.Chart, Action: "open the sales chart"}},
			{"Sales rose", alttext.About{Kind: alttext.Chart, Details: "From 1 to 3."}},
			{"Столбчатая диаграмма: продажи", russian(chart("От 1 в мае до 3 в июне."))}, {"График на стене", russian(informative)},
			{"Продажи", russian(alttext.About{Kind: alttext.Chart, Details: "От 1 до 3."})},
		},
	},
	{
		rule: "text left out",
		breaks: []check{
			{"A sign at a door", written("Closed")}, {"Sale: half price", written("Sale: half price until Sunday")}, {"Spring", alttext.About{Purpose: alttext.TextPicture, Text: "Spring is here"}},
			{"A receipt", written("Total 12")}, {"A page", written(strings.Repeat("Lines that nobody reads ", 3) + "and many more words that are shortened in the reason")},
			{"Табличка на двери", russian(written("Закрыто"))}, {"Скидки", russian(written("Скидки до воскресенья"))}, {"Весна", russian(alttext.About{Purpose: alttext.TextPicture, Text: "Весна пришла"})},
		},
		ok: []check{
			{"A sign at a door: closed", written("CLOSED!")}, {"Half price until Sunday: the sale", written("Sale: half price until Sunday")},
			{"Spring is here", alttext.About{Purpose: alttext.TextPicture, Text: "Spring is here!"}}, {"A sign at a door", informative}, {"The end of days", written("The end of the days")},
			{"Табличка «Закрыто» на двери", russian(written("закрыто"))}, {"Ёлка", russian(written("Елка"))}, {"Весна пришла", russian(alttext.About{Purpose: alttext.TextPicture, Text: "Весна пришла."})},
			{"Табличка на двери", russian(informative)},
		},
	},
	{
		rule: "caption",
		breaks: []check{
			{"Our office in Leeds", captioned("Our office in Leeds")}, {"our office in leeds", captioned("Our office in Leeds.")}, {"Our office, in Leeds", captioned("“Our office in Leeds”")},
			{"Наш офис в Туле", russian(captioned("Наш офис в Туле"))}, {"наш офис в туле", russian(captioned("Наш офис в Туле."))}, {"Ёлка во дворе", russian(captioned("Елка во дворе"))},
		},
		ok: []check{
			{"A brick house with a green door", captioned("Our office in Leeds")}, {"Our office in Leeds, seen from the river", captioned("Our office in Leeds")}, {"Our office", captioned("")},
			{"Кирпичный дом", russian(captioned("Наш офис в Туле"))}, {"Наш офис в Туле со двора", russian(captioned("Наш офис в Туле"))}, {"Наш офис", russian(captioned(" "))},
		},
	},
	{
		rule: "keywords",
		breaks: []check{
			{"Buy shoes, cheap shoes, best shoes", informative}, {"shoes, boots, sandals, trainers, slippers", informative}, {"Running shoes, buy running shoes online, cheap running shoes store", informative},
			{"SEO | marketing | growth | leads | sales", informative}, {"#cat #cats #kitten #pets #cute", informative},
			{"church Albany NY Christian church best church", informative}, {"Dentist near me", informative}, {"Куплю зеркало в ванную", russian(informative)},
			{"Двери недорого в Туле", russian(informative)},
			{"Купить обувь, дешёвая обувь, лучшая обувь", russian(informative)}, {"обувь, ботинки, сандалии, кеды, тапки", russian(informative)},
			{"окна Тула, окна недорого, окна купить", russian(informative)},
		},
		ok: []check{
			{"A dog chases a dog while another dog sleeps", informative}, {"Apples, pears, plums, grapes and cherries", informative}, {"Shoes, boots and sandals in a shop window", informative},
			{"12, 15, 18, 21, 24", informative}, {"The more shoes, the better", informative}, {"Shoes, shoes, shoes", alttext.About{Purpose: alttext.TextPicture, Text: "Shoes, shoes, shoes"}},
			{"Mo, Tu, We, Th, Fr", written("Mo Tu We Th Fr")},
			{"Level 1 Level 2 Level 3", written("Level 1 Level 2 Level 3")}, {"A bird near the house", informative}, {"Купить iPhone 8", russian(informative)},
			{"Яблоки, груши, сливы, виноград и вишни", russian(informative)}, {"Собака бежит за собакой, третья собака спит", russian(informative)}, {"Обувь в витрине магазина", russian(informative)},
			{"Пн, вт, ср, чт, пт", russian(written("Пн Вт Ср Чт Пт"))},
		},
	},
	{
		rule: "code",
		breaks: []check{
			{"Cats &amp; dogs", informative}, {"{{ title }}", informative}, {"Cover of ${book.title}", informative}, {"$Title.ATT", informative}, {"$post->title", informative},
			{"' + esc(a.title) + '", informative}, {"{item.name}", informative},
			{"Обложка {{ $name }}", russian(informative)}, {"Обложка: {name}", russian(informative)},
		},
		ok: []check{
			{"Graph of f(x) = 2x", informative}, {"The set {a, b}", informative}, {"A ticket for $5", informative}, {"Cats & dogs", informative}, {`\mathrm{const}`, informative},
			{"The variable $HOME in a terminal", informative}, {"“A” + “B” on two keys", informative},
			{"Кошки & собаки", russian(informative)},
		},
	},
	{
		rule: "length",
		breaks: []check{
			{strings.Repeat("aa ", 50) + "b", informative}, {strings.Repeat("word ", 40), informative}, {strings.Repeat("a", 200), textPicture},
			{strings.Repeat("я", 151), russian(informative)}, {strings.Repeat("слово ", 40), russian(informative)}, {strings.Repeat("я", 200), russian(textPicture)},
		},
		ok: []check{
			{strings.Repeat("a", 150), informative}, {strings.Repeat("a", 150) + "   ", informative}, {"Short", informative},
			{strings.Repeat("я", 150), russian(informative)}, {strings.Repeat("ё", 149), russian(informative)}, {"Коротко", russian(informative)},
		},
	},
}

func TestCheck(t *testing.T) {
	for _, test := range rules {
		for _, breaks := range []bool{true, false} {
			checks := test.ok
			if breaks {
				checks = test.breaks
			}
			for _, c := range checks {
				t.Run(fmt.Sprintf("%s/%v/%.40s", test.rule, breaks, c.text), func(t *testing.T) {
					findings := alttext.Check(c.text, c.about, 0)
					found := slices.ContainsFunc(findings, func(f alttext.Finding) bool { return f.Rule == test.rule })
					if found != breaks {
						t.Errorf("Check(%q) about %+v: the rule %q is broken: %v, want %v; findings %v", c.text, c.about, test.rule, found, breaks, findings)
					}
				})
			}
		}
	}
}

// Every rule must be told in the language that was asked for, in whole sentences, with nothing left of a pattern.
func TestReasons(t *testing.T) {
	for _, test := range rules {
		for _, c := range test.breaks {
			for _, finding := range alttext.Check(c.text, c.about, 0) {
				if cyrillic := strings.ContainsAny(finding.Reason, "абвгдежзиклмнопрстуфхцчшщыэюя"); c.about.Language == "ru" && !cyrillic {
					t.Errorf("%q: the reason is not Russian: %s", c.text, finding.Reason)
				}
				if strings.Contains(finding.Reason, "%!") || !strings.HasSuffix(finding.Reason, ".") {
					t.Errorf("%q: got the reason %q, want sentences", c.text, finding.Reason)
				}
			}
		}
	}
}

func TestCheckLimit(t *testing.T) {
	long := strings.Repeat("aa ", 50) + "b"
	for _, test := range []struct {
		limit int
		want  bool
	}{{0, true}, {150, true}, {151, false}, {1000, false}, {-1, false}, {1, true}} {
		findings := alttext.Check(long, informative, test.limit)
		if got := len(findings) == 1 && findings[0].Rule == "length" && findings[0].Warning; got != test.want {
			t.Errorf("limit %d: a warning of the length is %v, want %v: %v", test.limit, got, test.want, findings)
		}
	}
}

func TestCheckAll(t *testing.T) {
	about := func(name string, purpose alttext.Purpose, action, language string) alttext.About {
		return alttext.About{Name: name, Purpose: purpose, Kind: alttext.Photograph, Action: action, Language: language}
	}
	tests := []struct {
		name   string
		texts  []string
		abouts []alttext.About
		want   []bool // whether each text stands for a different picture too
	}{
		{"different pictures", []string{"A cat", "a cat."}, []alttext.About{about("a.jpg", "", "", ""), about("b.jpg", "", "", "")}, []bool{false, true}},
		{"three in a row", []string{"A cat", "A cat", "A cat"}, []alttext.About{about("a.jpg", "", "", ""), about("b.jpg", "", "", ""), about("c.jpg", "", "", "")}, []bool{false, true, true}},
		{"pictures without names", []string{"A cat", "A cat"}, nil, []bool{false, true}},
		{"разные картинки", []string{"Кот", "кот"}, []alttext.About{about("а.jpg", "", "", "ru"), about("б.jpg", "", "", "ru")}, []bool{false, true}},
		{"три подряд", []string{"Ёж", "Еж", "ёж!"}, []alttext.About{about("а.jpg", "", "", "ru"), about("б.jpg", "", "", "ru"), about("в.jpg", "", "", "ru")}, []bool{false, true, true}},
		{"без имён", []string{"Кот", "Кот"}, []alttext.About{about("", "", "", "ru"), about("", "", "", "ru")}, []bool{false, true}},
		{"the same picture twice", []string{"A cat", "A cat"}, []alttext.About{about("a.jpg", "", "", ""), about("a.jpg", "", "", "")}, []bool{false, false}},
		{"different texts", []string{"A cat", "A dog"}, nil, []bool{false, false}},
		{"two decorations", []string{"", ""}, []alttext.About{about("a.jpg", alttext.Decorative, "", ""), about("b.jpg", alttext.Decorative, "", "")}, []bool{false, false}},
		{"two links that do the same", []string{"Home", "Home"}, []alttext.About{about("a.svg", alttext.Functional, "home", ""), about("b.svg", alttext.Functional, "Home", "")}, []bool{false, false}},
		{"two links that differ", []string{"More", "More"}, []alttext.About{about("a.svg", alttext.Functional, "more cats", ""), about("b.svg", alttext.Functional, "more dogs", "")}, []bool{false, true}},
		{"no attributes", []string{alttext.NoAlt, alttext.NoAlt}, nil, []bool{false, false}},
		{"одна картинка дважды", []string{"Кот", "Кот"}, []alttext.About{about("а.jpg", "", "", "ru"), about("а.jpg", "", "", "ru")}, []bool{false, false}},
		{"ссылки делают одно", []string{"Домой", "Домой"}, []alttext.About{about("а.svg", alttext.Functional, "домой", "ru"), about("б.svg", alttext.Functional, "домой", "ru")}, []bool{false, false}},
		{"разные тексты", []string{"Кот", "Кит"}, []alttext.About{about("", "", "", "ru"), about("", "", "", "ru")}, []bool{false, false}},
		{"no texts", nil, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pictures := make([]alttext.Described, len(test.texts))
			for i, text := range test.texts {
				pictures[i].Text = text
				if test.abouts != nil {
					pictures[i].About = test.abouts[i]
				}
			}
			all := alttext.CheckAll(pictures, 0)
			if len(all) != len(test.want) {
				t.Fatalf("got findings for %d texts, want %d", len(all), len(test.want))
			}
			for i, findings := range all {
				got := slices.ContainsFunc(findings, func(f alttext.Finding) bool { return f.Rule == "same text" })
				if got != test.want[i] {
					t.Errorf("text %d, %q: the same as another: %v, want %v", i+1, test.texts[i], got, test.want[i])
				}
			}
		})
	}
}

func FuzzCheck(f *testing.F) {
	for _, test := range rules {
		for _, c := range append(test.breaks, test.ok...) {
			f.Add(c.text, string(c.about.Purpose), c.about.Text, c.about.Language)
		}
	}
	f.Fuzz(func(t *testing.T, text, purpose, inPicture, language string) {
		about := alttext.About{Purpose: alttext.Purpose(purpose), Text: inPicture, Action: inPicture, Caption: inPicture, Subject: inPicture, Name: inPicture, Language: language}
		alttext.CheckAll([]alttext.Described{{About: about, Text: text}, {Text: text}}, 0)
		for _, kind := range alttext.Kinds {
			about.Kind = kind
			alttext.Write(about)
		}
	})
}
