package builder

import (
	"regexp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// What is recognised in a person's words, in English and Russian.

// whole is a pattern for a whole reply, which is one of several, with or without a stop.
func whole(replies ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + strings.Join(replies, "|") + `)[.!]*$`)
}

// word is a pattern for words anywhere in a text. Go's \b knows no Russian letters.
func word(words ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\pL])(?:` + strings.Join(words, "|") + `)(?:$|[^\pL])`)
}

// start is a pattern for how a text begins.
func start(words ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + strings.Join(words, "|") + `)(?:$|[^\pL])`)
}

// replies are what can be said to each question.
var replies = []struct {
	does    string
	pattern *regexp.Regexp
}{
	{"accept", whole(`y|yes|yep|yeah|ok|okay|sure|fine|good|great|perfect|accept(?:ed)?|(?:yes,? |i['’]?ll )?take it|yes,? please|go on|`+
		`next|continue|(?:sounds|looks) good`,
		`да|ага|ок|окей|хорошо|ладно|отлично|прекрасно|(?:да,? )?подходит|принять|принимаю|беру|годится|дальше|далее`)},
	{"decline", whole(`n|no|nope|no,? (?:thanks|thank you)|(?:no,? |show me |give me )?another(?: one)?(?:,? please)?|a different one|` +
		`try again|something else|other|decline|not this(?: one)?|i don['’]?t like (?:it|this)|не то|(?:нет,? |дальше,? |` +
		`давай )?друг(?:ое|ую|ой)(?: вариант)?|нет|не|ещё|еще|ещё вариант|(?:мне )?не нравится|не подходит|отклонить`)},
	{"keep", whole(`keep|keep it|keep mine|leave it|leave it as it is|оставить|оставь|оставьте|оставить как есть|пусть останется`)},
	{"skip", whole(`skip|skip it|pass|none|nothing|not needed|later|i don['’]?t know|no idea|dunno|idk|not sure|don['’]?t care`,
		`пропустить|пропусти|пропустим|ничего|не нужно|не надо|потом|позже|не знаю|хз|не уверена?|всё равно|без разницы`)},
}

var (
	nobody      = whole(`no|none|nothing|no,? none|no (?:diets|allergies)|нет|никаких|ничего|нету`) // to the question about diets
	expects     = regexp.MustCompile(`(?is)^(?:expect|must have|ожидать|жду|должно быть)\s*:\s*(.+)$`)
	thisPicture = word(`(?:this|that|these|my|the attached) (?:picture|image|photo|screenshot|chart|graph|diagram|drawing|illustration)\pL*`,
		`(?:эт|мо|приложенн|прикрепл[её]нн)\pL+ (?:картин|изображен|фото|скриншот|график|диаграмм|рисун|иллюстрац)\pL*`)
	goingTo = regexp.MustCompile(`(?i)^(?:(?:please )?(?:change|edit|go back to|back to|redo|ask(?: me)?(?: again)?(?: about| for)?)|` +
		`(?:пожалуйста,? )?(?:измени(?:те|ть)?|поменяй(?:те)?|поменять|исправь(?:те)?|верн(?:ись|ёмся|емся) к|назад к))\s+` +
		`(?:the |my |its )?(\pL+)[.!]?$`)
	everything = whole(`all|everything|all of them|all four|все|всё|все четыре|всякие`)
	numbers    = regexp.MustCompile(`(?i)^(?:[1-9]|[\s,;.&]|and|и)+$`)
	sayRussian = word(`russian|русск\pL+|по-русски`)
	sayEnglish = word(`english|англ\pL+|по-английски`)
	bullets    = regexp.MustCompile(`\s*\n[\s*•-]*`)
	commas     = regexp.MustCompile(`\s*[,;\n]\s*`)
	cyrillic   = regexp.MustCompile(`\p{Cyrillic}`)
	latin      = regexp.MustCompile(`\p{Latin}`)
)

// fields are the words for what can be gone back to.
var fields = map[assistant.Field]*regexp.Regexp{
	assistant.FieldPurpose:      whole(`purpose|goal|цел[ьи]|назначени[ея]|задач[аиу]`),
	assistant.FieldName:         whole(`(?:the )?name|имя|имени`),
	assistant.FieldAvatar:       whole(`(?:the )?(?:avatar|face|drawing)|аватара?у?|рисун\pL+`),
	assistant.FieldDescription:  whole(`(?:the )?description|описани[ея]`),
	assistant.FieldInstructions: whole(`(?:the )?instructions?|инструкци\pL+`),
	assistant.FieldStarters:     whole(`(?:the )?(?:starters?|openers?)|примеры?|начал[оа]|подсказ\pL+|вопрос\pL+`),
	assistant.FieldCriteria:     whole(`(?:the )?criteri\pL+|критери\pL+`),
	assistant.FieldKnowledge:    whole(`(?:the )?(?:knowledge|files?)|знани[яй]|файл\pL*`),
	assistant.FieldSettings:     whole(`(?:the )?(?:languages?|settings?)|язык\pL*|настройк\pL+`),
}

// Wishes for a suggestion.

// manners are wishes with what people put around them: "make it a bit … please".
func manners(words ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:(?:(?:make|keep|write|say)(?: (?:it|this|that|them|the \pL+))?(?: sound)?|a bit|a little|a|` +
		`something|much|` +
		`even|more|still|slightly|it['’]?s|it is|way|сделай(?:те)?|чуть|немного|ещё|еще|больше|более|его|её|это|что-нибудь|имя|текст|` +
		`описание)[ ,]+)*` +
		`(?:` + strings.Join(words, "|") + `)(?:[ ,]+(?:one|name|version|text|description|instructions|имя|текст|описание|вариант))*$`)
}

var styles = []struct {
	does    string
	pattern *regexp.Regexp
}{
	{shorter, manners(`short(?:er)?|brief(?:er)?|concise|too (?:long|wordy)|not so long|less (?:long|wordy|text)`,
		`(?:по)?короче|кратко|кратче|лаконичн\pL+|слишком длинн\pL+|не так длинно|менее длинн\pL+`)},
	{"friendlier", manners(`friendl(?:y|ier)|warm(?:er)?|casual|(?:less|too|not so) (?:formal|serious|stiff|official|dry)|` +
		`not friendly enough|дружелюбн\pL+|приветлив\pL+|теплее|мягче|(?:менее|слишком|не так) (?:официальн|формальн|сух)\pL+`)},
	{"formal", manners(`formal(?:ly)?|serious|official|businesslike|(?:less|too) (?:friendly|casual)`,
		`(?:по)?(?:официальн|формальн|серь[её]зн)\pL+|(?:по)?строже|(?:менее|слишком) (?:дружелюбн|фамильярн)\pL+`)},
	{"simpler", manners(`simple|simpler|clearer|plainer|easier|in (?:plain|simple) (?:words|language)|too (?:complicated|difficult)`,
		`(?:по)?проще|понятнее|простыми словами|слишком сложн\pL+`)},
	{"children", manners(`for (?:children|kids|my (?:children|kids|son|daughter)|a child)|для (?:детей|ребят|реб[её]нка)`)},
	{"beginners", manners(`for (?:beginners|newcomers|a beginner)|для (?:новичков|начинающих)`)},
	{"noEmojis", manners(`(?:without|no|remove|drop|leave out|(?:don['’]?t|do not|never) use)(?: the| any)? (?:emojis?|smileys?)`,
		`(?:без|убери(?:те)?|убрать|не используй(?:те)?)(?: все)? (?:эмодзи|смайл\pL+)`)},
}

// forbids is what stands before a thing that is forbidden.
const forbids = `(?:no|not|without|never|нет|не|без)(?: (?:eat|have|any|ест|едим|есть))? `

var (
	polite = regexp.MustCompile(`(?i)^(?:(?:please|pls|plz|(?:can|could|would|will) you|i['’]?d like(?: you)?(?: to)?|i want(?: you)? to|` +
		`let['’]?s|пожалуйста|можешь|можно|не мог бы ты|давай(?:те)?|я хочу|хочу|хотелось бы)[ ,]+)+`)
	politeEnd = regexp.MustCompile(`(?i)(?:[ ,]+(?:please|instead|пожалуйста))?[.! ]*$`)
	quoted    = regexp.MustCompile(`^\s*["“„«](.+)["”“»][.!]?\s*$`)
	both      = regexp.MustCompile(`(?i)\s*(?:,\s*(?:and\s|и\s|а также\s)?|;|\s(?:and|but|и|но|а также)\s)\s*`)

	either    = regexp.MustCompile(`(?i)(?:,? (?:either|too|as well|тоже|также))?[.! ]*$`)
	objection = regexp.MustCompile(`(?i)^(?:no|nope|нет|не)\s*[,.:;!—-]\s*`)
	takeOut   = start(`убери(?:те)?|убрать|удали(?:те)?`)
	notKnown  = start(`not known`, `пока не известно`)

	opposed    = word(`and with|but`, `и со?|но`) // "without mushrooms and with a list"
	smallWord  = whole(`the|an?|and|or|of|for|with|in|on|to|from|&|и|или|для|из|с|в|на|по|о|об|от|к`)
	contrast   = word(`but|not|never|no|(?:do|does)n['’]?t|но|а|не|ни|никогда`)
	amongKinds = whole(`and|or|any|all|the|pictures?|images?|и|или|всех|любых|картинок|изображений`)

	added      = regexp.MustCompile(`(?is)^(?:add|добавь|добавьте|добавить)\s*:\s*(.+)$`)
	verbatim   = regexp.MustCompile(`(?is)^(?:text|текст)\s*:\s*(.+)$`)
	leavingOut = regexp.MustCompile(`(?i)^(?:without|no|remove|drop|delete|leave out|cut|take out|без|убери(?:те)?|убрать|` +
		`удали(?:те)?)\s+(?:the (?:words? )?|слов[оа] )?(.+)$`)
	called = regexp.MustCompile(`(?i)^(?:(?:call|name|rename) (?:it|him|her|them|the assistant|the bot|yourself)(?: to| as)?|` +
		`rename(?: it)? (?:to|as)|(?:its|the|his|her|your) name (?:is|should be|shall be)|how about|what about|может(?: быть)?,?|` +
		`(?:назови|назвать|назовите|назов[её]м|зови|зовите) (?:его|её|ее|ассистента|бота|помощника)|` +
		`(?:пусть|пускай) (?:его |её |ее )?(?:зовут|будет|называется))\s+(.+)$|^(?:name|имя|название)(?: будет| должно быть)?\s*:\s*(.+)$`)
	instrumental = regexp.MustCompile(`^(\S*[аеёиоуыэюяАЕЁИОУЫЭЮЯ]\S*[^аеёиоуыэюя\s])ом$`)
	otherCase    = regexp.MustCompile(`[аеёиоуыэюяАЕЁИОУЫЭЮЯ]\S*(?:ом|ем|ой|ей|ью|ым|им|ую)(?:\s|$)`)

	// A directive tells the assistant what to do, so instructions can take it word for word.
	directive = regexp.MustCompile(`(?i)^(?:(?:always|never|do not|don['’]?t|only|avoid|you (?:must|should|may|can|know|are)|it (?:must|` +
		`should|shall)|mention|name|tell|use|ask|answer|reply|begin|start|end|finish|keep|give|explain|quote|cite|show|include|list|` +
		`speak|address|greet|offer|suggest|check|warn|be|prefer|refuse|recommend|stick|limit|remember|focus|describe|no|` +
		`without)(?: \S+){2,}|be \pL+|(?:без|всегда|никогда|только|избегай(?:те)?|ты долж\pL+|упоминай|называй|говори|пиши|используй|` +
		`спрашивай|отвечай|начинай|начни|заканчивай|давай|объясняй|цитируй|показывай|обращайся|предлагай|проверяй|предупреждай|будь|` +
		`указывай|учитывай|помни)(?: \S+)+|не \pL+(?:й|йте|ь|ьте|и|ите)(?: \S+)+)$`)

	// What speaks of the suggestion itself or of taste is neither a name nor a directive.
	aboutItself = word(`it['’]?s|this|that|these|those|me|another|other|different|better|worse|fun\pL*|nicer|cooler|boring|idea|thanks|` +
		`way|not|something|anything|whatever|like|instead of|(?:do not|don['’]?t|never|keep|use|tell|give|show|explain|describe|start|` +
		`end|check|be) it|the (?:text|instructions?|description|suggestion)|(?:don['’]?t|do not) (?:know|understand|care|want|think|need|` +
		`see|get|worry)|это|эти|этот|мне|меня|лучше|получше|(?:по)?смешн\pL+|посмешнее|скучн\pL+|круче|очень|другой|другое|понял\pL*|` +
		`надо|нужно|знаю|что-нибудь|что-то|как-нибудь|как-то|иначе|по-другому|веселее|сначала`)

	// What asks for a change without saying the words to take: no name and no text of an assistant begins so.
	demand = start(`h+m+|u+m+|well|хм+|ну|call|rename|funnier|cooler|nicer|better|cuter|in (?:russian|english)|make|change|give me|show me|try|improve|` +
		`rewrite|rephrase|something|anything|more|less|too|not|don['’]?t|do not|(?:can|could|would|will) (?:you|it|we)|please|` +
		`i (?:don['’]?t|do not|want|would|hate|dislike|like|need|think)|it['’]?s|it (?:is|should)|this (?:is|should)|сделай(?:те)?|` +
		`измени(?:те)?|дай(?:те)?|попробуй(?:те)?|улучши(?:те)?|перепиши(?:те)?|назови(?:те)?|назвать|пусть|переименуй(?:те)?|` +
		`что-нибудь|что-то|как-нибудь|больше|меньше|слишком|не|на русском|на английском|можешь|можно|хочу|мне|это|давай(?:те)?|` +
		`пожалуйста|(?:по)?(?:смешнее|веселее|лучше|круче|красивее|интереснее)`)
	asking = start(`(?:(?:and|but|so|а|ну|и) )?(?:why|what|how|who|when|where|which|is|are|do|does|did|почему|зачем|что|как|кто|когда|` +
		`где|какой|ты|это)`)
)

// speaksOf finds that a text speaks already of those whom a wish is for.
var speaksOf = map[string]*regexp.Regexp{
	"children":  word(`child(?:ren)?|kids?|дет(?:и|ей|ям|ьми)|реб[её]н\pL+`),
	"beginners": word(`beginners?|новичк\pL+|начинающ\pL+`),
}

// Purposes.

// stems are the words by which a purpose is recognised, in small letters.
var stems = map[string]*regexp.Regexp{
	altTexts: regexp.MustCompile(`^(?:(?:caption|picture|image|screenshot|photo|illustrat)\pL{0,6}|` +
		`(?:альт|картин|изображен|скриншот|иллюстрац|фотограф)\pL{0,6})$`),
	games: regexp.MustCompile(`^(?:(?:game|boardgame|rule|player|chess)s?|(?:игр|настол|правил|шахмат)\pL{0,6})$`),
	menus: regexp.MustCompile(`^(?:(?:menu|meal|recipe|cook|dinner|lunch|breakfast|food|diet)\pL{0,4}|` +
		`(?:меню|рецепт|блюд|ужин|обед|завтрак|готов|питан|диет)\pL{0,6}|ед[ауы])$`),
	documents: regexp.MustCompile(`^(?:(?:document|manual|handbook|file|faq|polic|guideline)\pL{0,7}|` +
		`(?:документ|справочник|регламент|файл|инструкци|положени)\pL{0,6})$`),
}

var (
	alternative = word(`alt|alts|alt-?texts?|alternative texts?|альт|альты|альт-?текст\pL*|альтернативн\pL+ текст\pL*`)
	describes   = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:descri|caption|опис|подпис)`)
	otherRules  = word(`grammar|spelling|traffic|road|tax|law|legal|compan\pL+|club|school|office|software|sports?`,
		`грамматик\pL*|дорожн\pL+|орфограф\pL+|пунктуац\pL+|налог\pL*|закон\pL*|школ\pL*|компани\pL+|русского|английского`)

	// clauseStart is where a purpose begins to say something new about it.
	clauseStart = regexp.MustCompile(`(?i)[.,;:!?\n—]|\s(?:for|with|without|in|within|under|at|but|so|who|that|whose|from|on|no|never|` +
		`для|с|со|без|на|за|в|во|до|но|чтобы|который|которая|никогда|не|у)\s`)
	sentenceEnd = regexp.MustCompile(`[.!?;]+\s+|\n+`)
	edges       = regexp.MustCompile(`(?i)^[\s,;:.!?—-]*(?:(?:with|for|but|who|that|and|и|но|у)\s+)?(?:котор\pL+\s+)?|(?:\s+(?:and|or|и|` +
		`или))?[\s,;:.!?—-]*$`)

	negation    = word(`no|not|non|never|\pL+n['’]t|cannot|не|нет|без|никогда|нельзя`)
	emptyTopics = strings.Fields(`own new company personal little any all my our some a the these board card games different various
наших моих любых всех настольных разных игр`)
)

// people are those that a purpose names.
const people = `(?:my )?(?:\d+-year-old )?(?:sons?|daughters?|mother|father|wife|husband|grand\pL+)|famil\pL+|people|persons?|adults?|` +
	`kids?|` +
	`child(?:ren)?|toddlers?|baby|couple|guests?|students?|household|pupils?|colleagues?|customers?|clients?|employees?|` +
	`staff|team|` +
	`patients?|parents?|teachers?|visitors?|seniors|elderly|beginners?|newcomers?|novices?|experts?|for (?:me|us|myself|one|two|three|four|five|` +
	`six|\d+)$|` +
	`семь\pL+|человек\pL*|людей|взросл\pL+|дет(?:и|ей|ьми|ям)|реб[её]н\pL+|одного|двоих|троих|четверых|пятерых|для (?:себя|меня|нас)|гост\pL+|` +
	`мам\pL*|` +
	`пап\pL+|муж\pL*|жен\pL+|сын\pL*|доч\pL+|учеников|ученикам|школьник\pL+|студент\pL*|коллег\pL*|клиент\pL*|сотрудник\pL*|родител\pL+|` +
	`посетител\pL+|пожил\pL+|пациент\pL*|новичк\pL+|начинающ\pL+`

// foods are a matter of diet where they are forbidden.
var foods = word(`dairy|nuts?|peanuts?|pork|beef|meat|fish|seafood|eggs?|milk|sugar|salt`,
	`орех\pL*|арахис\pL*|свинин\pL+|мяс\pL+|рыб\pL+|яиц|яйц\pL+|молок\pL+|сахар\pL*`)

// spoken are the words by which a purpose answers a criterion before it is asked.
var spoken = map[string]*regexp.Regexp{
	"diets": word(`allerg\pL+|intoleran\pL+|vegetarian\pL*|vegans?|pescatarian\pL*|gluten\pL*|lactose\pL*|kosher|` +
		`halal|diabet\pL+|coeliac|celiac|keto|low[- ](?:carb|sugar|salt|fat)|(?:not|cannot|never|` +
		`\pL+n['’]t) eat|(?:no|without) \pL+|\pL+-free|hates?|dislikes?|аллерги\pL+|непереносимост\pL+|вегетариан\pL+|веган\pL*|` +
		`глютен\pL*|лактоз\pL*|кошерн\pL+|халяль\pL*|диабет\pL*|постн\pL+|` +
		`без \pL+|не (?:ест|едим|ем|едят)`),
	"persons":  word(people),
	"audience": word(people),
	"level":    word(people, `first time|experienced|advanced|tournaments?|опытн\pL+|впервые`),
	"budget": word(`cheap\pL*|budget|afford\pL*|inexpensive|low[- ]cost|pounds?|euros?|dollars?|money|frugal|[\d ]*[£€$₽][\d ]*`,
		`д[её]шев\pL*|бюджет\pL*|недорог\pL*|эконом\pL+|руб\pL*|евро|деньг\pL*`),
	"time":  word(`minutes?|mins?|hours?|quick\pL*|fast|half an hour|минут\pL*|мин|час(?:а|ов)?|полчаса|быстр\pL+`),
	"house": word(`house rules?|домашн\pL+ правил\pL*`),
	"tone": word(`in an? [\pL -]*(?:tone|style|way|manner)|friendly|formal(?:ly)?|briefly|in detail|detailed|humou?r|humorous|funny|` +
		`polite(?:ly)?|patient(?:ly)?|casual(?:ly)?|(?:simple|plain) (?:words|language|english)|step by step|(?:short|long|` +
		`brief) (?:answers?|sentences|texts?)|jokes|тон(?:е|ом)|в стиле|дружелюбн\pL+|официальн\pL+|кратко|коротко|подробно|с юмором|` +
		`вежлив\pL+|терпелив\pL+|пошагово|просты\pL+ (?:словами|языком)|по шагам|шут\pL+`),
	"limits": word(`never|must not|mustn['’]t|should not|shouldn['’]t|don['’]?t|do not|without|no|никогда|не|без|нельзя`),
	"seo":    word(`seo|search engines?|keywords?|google|поисков\pL+|ключев\pL+ слов\pL*|яндекс\pL*`),
}

const languages = `(?:english|russian|german|french|spanish|italian|portuguese|polish|ukrainian|dutch|turkish|chinese|japanese|korean|` +
	`arabic|hebrew)`

// captured find the words that a purpose has behind or before others.
var captured = map[string][]*regexp.Regexp{
	"topics": {
		regexp.MustCompile(`(?i)\bblogs? (?:about|on) ([\pL\d ,'’-]+)`),
		regexp.MustCompile(`(?i)\b(?:my|our|the|an?) ([\pL\d'’ -]+?) (?:blog|shop|site|website)`),
		regexp.MustCompile(`(?i)(?:блог|сайт|магазин)\pL*,? ((?:о|об|про) [\pL\d ,-]+)`),
	},
	"games": {
		regexp.MustCompile(`(?i)\brules? (?:of|for) (?:the )?(?:games? )?(?:of )?([\pL\d'’ -]+?)(?: (?:for|to|in|with|` +
			`without)\b.*)?(?:[.,;:].*)?$`),
		regexp.MustCompile(`(?i)\b(?:explains?|teach(?:es)?|play) ((?:chess|go|bridge|poker|draughts|checkers)\b[\pL ]*?)(?: (?:for|` +
			`to|in|with)\b.*)?(?:[.,;:].*)?$`),
		regexp.MustCompile(`(?i)правил\pL*(?: игры)?(?: в)? ([\pL\d «»-]+?)(?: (?:для|с|без|на)\s.*)?(?:[.,;:].*)?$`),
	},
	"language": {
		regexp.MustCompile(`(?i)\bin (` + languages + `(?:(?:,| and| or) ` + languages + `)*)\b`),
		regexp.MustCompile(`(?i)(?:^|\s)(по-\pL+[сц]ки)(?:$|[^\pL])`),
		regexp.MustCompile(`(?i)\sна (\pL+ском(?: и \pL+ском)*(?: языках?)?)(?:$|[^\pL])`),
	},
}

// opening is what may stand before the verb of a purpose: "I want an assistant that".
var opening = regexp.MustCompile(`(?i)^(?:(?:i (?:want|need|would like)(?: to have)?|(?:please )?(?:make|build)(?: me)?|it (?:should|` +
	`shall)|to|мне|хочу|нуж(?:ен|на|но)|(?:сделай|создай)(?:те)?|an?|my|the|(?:assistant|bot|helper|chatbot|ассистент|помощник|` +
	`бот)\pL*,?|that|which|who|can|will|should|shall|котор(?:ый|ая)|чтобы|будет|он)\s+)*`)

// verbs are the words with which a purpose says at once what is to be done.
var verbs = strings.Fields(`write explain plan answer help teach suggest find make describe translate check summarise summarize sort compare
collect review correct remind calculate draft organise organize recommend show tell give prepare guide train test keep track choose pick list turn`)

// russianVerbs have the infinitive, and what the assistant does.
var russianVerbs = strings.Fields(`писать пишет объяснять объясняет планировать планирует составлять составляет отвечать отвечает
помогать помогает учить учит искать ищет находить находит подбирать подбирает переводить переводит проверять проверяет описывать описывает
рассказывать рассказывает советовать советует считать считает напоминать напоминает сочинять сочиняет готовить готовит`)

// doing is what a purpose says that the assistant does: "Writes alt texts." It is "" if the purpose has another form.
func doing(purpose string) string {
	verb, rest, _ := strings.Cut(opening.ReplaceAllString(purpose, ""), " ")
	verb = strings.ToLower(verb)
	if i := slices.Index(russianVerbs, verb); i >= 0 && rest != "" {
		return upperFirst(russianVerbs[i|1]) + " " + rest + "."
	}
	for _, base := range []string{verb, strings.TrimSuffix(verb, "s"), strings.TrimSuffix(verb, "es")} {
		if slices.Contains(verbs, base) && rest != "" {
			return upperFirst(strings.Replace(base+"s", "chs", "ches", 1)) + " " + rest + "."
		}
	}
	return ""
}
