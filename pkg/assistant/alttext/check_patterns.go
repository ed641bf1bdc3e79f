package alttext

import (
	"regexp"
	"strings"
	"unicode"
)

// Names of picture files, and what programs make of a file's content or of chance.
var (
	pictureExtension = regexp.MustCompile(`(?i)\.(?:png|jpe?g|jfif|gif|svgz?|webp|bmp|tiff?|avif|heic|heif|ico|psd|raw|cr2|nef)$`)

	// Cameras, telephones and programs give names like these.
	givenNames = []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(?:img|dscn?|dscf|pxl|mvi|gopr|vid|scan|fb_img|p\d{4})[-_ ]?\d{3,}(?:[-_ ]?(?:wa)?[\d(). ]+)?(?:[-_ ]?(?:copy|edited|final|hdr|mp|копия))?(?:\.\w{2,4})?$`),
		regexp.MustCompile(`(?i)^(?:image|picture|photo|pic|img|banner|slide|figure|фото|картинка|изображение|рисунок|слайд)[-_]?\d+(?:[-_]\d+)*(?:\.\w{2,4})?$`),
		regexp.MustCompile(`(?i)^(?:screen ?shot|screen capture|whatsapp image|снимок экрана|скриншот|изображение whatsapp|photo|фото)[-_ ]\d{4}[-_.]?\d\d[-_.]?\d\d.*$`),
		regexp.MustCompile(`(?i)^(?:screen ?shot|снимок экрана|скриншот)[-_ ]?\(?\d+\)?(?:\.\w{2,4})?$`),
		regexp.MustCompile(`(?i)^[\p{L}\d]+(?:-[\p{L}\d]+)+-(?:v?\d+|copy|draft|small|large|new|копия|черновик|новый)$`),
		regexp.MustCompile(`(?i)^[\p{L}\d]+(?:-[\p{L}\d]+)*-(?:final|thumb|thumbnail|banner|hero|bg|\d+x\d+|финал|баннер|превью)(?:-[\p{L}\d]+)*$`),
		regexp.MustCompile(`^[\p{L}\d]+(?:_[\p{L}\d]+)+$`),
	}
	uuid     = regexp.MustCompile(`(?i)^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$`)
	hex      = regexp.MustCompile(`^(?:[0-9a-f]{8,}|[0-9A-F]{8,})$`)
	tokenish = regexp.MustCompile(`^[A-Za-z0-9_-]{20,}$`)
	letters  = regexp.MustCompile(`[A-Za-z]`)
	digits   = regexp.MustCompile(`\d`)
)

// isHash says whether a text is a hash or a random name. A telephone number is neither.
func isHash(text string) bool {
	mixed := letters.MatchString(text) && digits.MatchString(text)
	return uuid.MatchString(text) || mixed && (hex.MatchString(text) || tokenish.MatchString(text))
}

// Texts that say something else than what the picture tells.
var (
	unfinished = regexp.MustCompile(`^(?:TODO|FIXME|TBD|XXX)(?:$|[:,.!–-]|\s+[:–-]|\s+(?i:add|describe|write|alt|опис|допис|напис|добав))|(?i)^lorem ipsum|` +
		`(?i)^(?:please )?(?:add|enter|insert|provide|put|specif(?:y|ie)|type|write) (?:an? |the |some |your )?alt(?:ernat(?:e|ive))?[ -]text(?:$|\P{L})|` +
		`(?i)^(?:введите|вставьте|добавьте|напишите|укажите) (?:сюда |здесь )?(?:alt|альт|альтернативный текст|описание (?:изображения|картинки|фото))(?:$|\P{L})`)

	automatic = regexp.MustCompile(`(?i)^(?:(?:this )?(?:image|photo|picture|cartoon)?\s*(?:may|might|could) (?:be|contain)(?: an?| one or more)? ` +
		`(?:image|photo|picture|cartoon|illustration|screenshot|closeup|graphic|selfie|meme|twitter|doodle|people|text|person)|` +
		`(?:image|photo|picture) (?:may contain|might contain)|` +
		`возможно, это (?:изображение|фото|картинка)|(?:на )?(?:изображени[ие]|фото|картинк[ае]) может (?:содержать|находиться|быть))|` +
		`(?:description|alt text|caption) (?:was )?(?:automatically|auto-?) ?generated|автоматически (?:созданн|сгенерированн)|` +
		`^no (?:alternative text |photo |image |alt )?(?:description|text|alt)(?: is| has been)? (?:available|provided)|` +
		`^(?:описание|изображение|фото|картинка) (?:недоступно|недоступна|отсутствует)|^ai[- ]generated (?:image|picture|illustration|alt)|` +
		`(?:image|photo|picture|figure|chart)s? (?:failed to load|could not be loaded|not found|is loading|did not load)|(?:изображение|картинка|фото) не (?:загрузил|найден)`)

	click = regexp.MustCompile(`(?i)^(?:please )?(?:(?:click|tap|press) (?:here|this|me|to|on)|click$|` +
		`(?:нажмите|нажми|кликните|кликни|щёлкните|щелкните|жми|жмите|тыкните)(?:$|[\s!.,]))`)

	refers = regexp.MustCompile(`(?i)^(?:please )?(?:(?:see|refer to|as (?:described|explained|shown) in|described in|same as)(?: the)?|read the) ` +
		`(?:caption|text|article|description|title|table|body|page|above|below|next|previous|surrounding|accompanying|figure|link)s?` +
		`(?: (?:text|below|above|for (?:details|more|a description)))?[.!]?$|` +
		`(?i)^(?:см|смотри|смотрите|читайте|как)\.? (?:в |на )?(?:подпись|подписи|текст|тексте|статью|описание|описании|таблицу|таблице|ниже|выше|ссылку|рисунок|рисунке)[ .!\pL]*$`)

	credit = regexp.MustCompile(`(?i)^(?:(?:photo(?:graph)?s?|image|picture|illustration|graphic|art(?:work)?|foto)s?(?: credits?)? (?:by|courtesy of|from|via|taken by|copyright)|` +
		`(?:photo |image |picture )?(?:credits?|courtesy|source|copyright|©|\(c\))(?: of|:|\s)|via |` +
		`(?:фото|снимок|иллюстрация|рисунок|автор|источник|авторство)(?: фото| изображения| снимка)?(?:(?: сделан\pL*| взят\pL*)? (?:с сайта|из архива|с|от)|: ?(?:©|[\pL.]+ ?/|с сайта|из архива|https?:|unsplash|pexels|freepik|shutterstock)))`)

	code = regexp.MustCompile(`&(?:amp|quot|lt|gt|nbsp|apos|laquo|raquo|mdash|ndash|hellip|#\d{1,6}|#x[0-9a-fA-F]{1,5});|` + // HTML that was escaped twice
		`</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<[?%].*?[?%]?>|` + // HTML, PHP
		`\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}|(?:^|[\s(:–—-])\{[A-Za-z_]{3,}[\w.]*\}|^\$[A-Za-z_]\w*(?:(?:\.|->)\w+)*$|["'] ?\+ ?[A-Za-z_$]|` + // templates that nobody filled in
		`\[object \w+\]|%\(?\w*\)?[sd](?:\W|$)|\\u[0-9a-fA-F]{4}|\\n`)

	// What people type into a search engine, and hardly anybody else says.
	searched = regexp.MustCompile(`(?i)(?:^|\s)(?:near me|(?:best|lowest|cheapest) prices?|cheap .+ online|недорого|куплю|` +
		`по (?:низк\pL+|выгодн\pL+|лучш\pL+) цен\pL+|купить .*(?:цена|цены|отзывы|москв\pL+|спб|интернет\pL*))(?:$|[\s,.!])`)
)

// contentless are the words of pages and their makers. A text of nothing but them says nothing about the picture.
var contentless = setOf(`alt alts alttext tag attribute alternative text texts description descriptions describe caption cap here insert add put your
	image images img imgs picture pictures pic pics photo photos photograph foto graphic graphics icon icons ico illustration illustrations screenshot screenshots shot
	screen chart charts diagram diagrams graph graphs figure figures fig scheme logo logos logotype placeholder placeholders fallback preview sample example examples
	todo tbd fixme xxx not untitled unnamed test null undefined none na n false true no empty blank spacer thumbnail thumb thumbnails banner banners badge hero slide
	slides slider carousel cover covers avatar avatars profile background bg header footer section gallery card cards item items product products
	blog post posts article articles news user users author client customer member members team main page pages site website default generic responsive
	featured feature content file media video videos asset error loading missing unavailable available provided exist exists found decorative separator divider untranslated
	альт альт-текст текст текста альтернативный альтернативного изображение изображения изображений картинка картинки картинку картинок фото фотография фотографии
	фотка рисунок рисунка рисунки рис иллюстрация иллюстрации снимок снимка скриншот скриншота скрин экрана экран диаграмма диаграммы график графика схема схемы
	иконка иконки значок логотип логотипа описание описания здесь будет заглушка без названия имени нет отсутствует тест пример примера превью баннер баннера
	обложка обложки слайд слайда аватар аватара профиля профиль пользователя пользователь автора автор клиента товара товар товары продукта продукт статьи статья
	новости новость поста пост страницы страница главной главная сайта сайт проекта проект задания заданию задание задачи задача задаче работы работа программы
	выполнения выполнение результата результат бага отзыва отзыв элемента элемент карточки карточка галереи галерея файла файл видео команды участник участника
	первый первой второй второго третий третьей четвертой`)

// pictured are the words for a picture itself. Beside one of them, the words of modelled say nothing either: "movie poster",
// "uploaded image", "фото номера". Without one they may name what is there to see.
var (
	pictured = setOf(`image images img picture pictures pic pics photo photos photograph icon icons illustration screenshot screenshots shot logo logos thumbnail thumb preview
		banner cover covers poster avatar chart charts graph diagram изображение изображения картинка картинки фото фотография фотографии рисунок иллюстрация снимок скриншот
		скрин иконка значок логотип превью баннер обложка обложки постер афиша аватар график диаграмма схема чертеж`)
	modelled = setOf(`poster head book movie film game track song artist event course lesson recipe room hotel company brand service category project order student teacher data statistics
		result results final current selected enlarged original uploaded new old first second third last
		постер афиша книги фильма игры трека песни альбома артиста события мероприятия курса урока рецепта номера отеля компании бренда услуги категории заказа студента
		данных статистики вопроса вопросу ответа конечное исходное основное новое старое текущее выбранное загруженное увеличенное главное первое второе последнее
		конечная исходная основная новая старая текущая выбранная загруженная увеличенная первая вторая последняя`)
)

var articles = setOf("a an the")

// isContentless says whether a word is a number or one of contentless, or several of them in one: "heroimg", "product2".
func isContentless(word string) bool {
	if digits.MatchString(word) && !strings.ContainsFunc(word, unicode.IsLetter) || contentless[word] || len([]rune(word)) == 1 {
		return true
	}
	for i := range word {
		if i > 1 && contentless[word[:i]] && isContentless(strings.TrimLeft(word[i:], "-_'")) {
			return true
		}
	}
	return false
}
