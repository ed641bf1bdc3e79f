package embedded

import (
	"regexp"
	"strings"
)

// What is understood besides questions to the knowledge, in English and Russian.
var (
	hello = whole(`hi|hello|hey|hi there|good (morning|day|afternoon|evening)`,
		`привет(ствую)?|здравствуй(те)?|добр(ый|ое|ого) (день|вечер|утро|дня)`)
	thanks   = whole(`thanks|thank you|thx|many thanks|thank you very much`, `спасибо|благодарю|большое спасибо|спасибо большое`)
	agreed   = whole(`yes|no|ok|okay|good|fine|great`, `да|нет|ок|хорошо|ладно|отлично`)
	declined = whole(`no|nope|i (do not|don['’]t) like (it|this)|not good|bad`, `нет|не то|плохо|мне не нравится|не нравится`)
	who      = whole(`who are you|what are you|what['’]?s your name|what is your name`,
		`are you (chatgpt|an? (ai|robot|human|person|(large )?language model|llm))`,
		`кто ты( такой| такая)?|ты кто|кто вы|как (тебя|вас) зовут|ты (человек|робот|нейросеть|языковая модель|chatgpt)`)
	ability = whole(`help|what can (you|i) (do|ask)( you)?|what do you do|how can you help( me)?|what are you (good )?for`,
		`помощь|помоги|что (ты|вы) (умее|може)(шь|те)|чем (ты|вы) може(шь|те) помочь|для чего ты|зачем ты нуж\pL+`)
	stop = whole(`stop|cancel|enough|never mind|стоп|отмена|хватит|отменить`)

	// What only a language model could do, whatever the knowledge says.
	beyond = start(`(write|compose|make up|tell|invent|create|generate)\s.*`+
		`(poem|story|song|joke|essay|letter|e-?mail|article|code|program|script)`,
		`(напиши|сочини|придумай|создай|сгенерируй|расскажи)(те)?\s.*`+
			`(стих|поэм|рассказ|сказк|песн|шутк|анекдот|сочинени|эссе|письм|статью|код|программ)`,
		`(translate|summari[sz]e|rewrite|(переведи|перескажи|перепиши)(те)?)(\s|$)`)

	check     = regexp.MustCompile(`(?is)^(?:check|проверь(?:те)?)\s*(?:this|the|этот)?\s*(?:(?:alt|alt text|text|альт|текст)\s*)?:\s*(.+)$`)
	captioned = regexp.MustCompile(`(?is)^(?:caption|подпись)\s*:\s*(.+)$`)
	// "Write an alt text for this picture", where no picture has come.
	forThis = start(`(write|make|give|suggest|i need|(напиши|сделай|предложи|придумай)(те)?|написать|сделать|предложить|придумать|мне нужен)\s.*(alt|альт)`)
)

// guidance are the questions about alt texts that come up always; the texts are by the public guidance.
var guidance = []struct {
	key   string
	about *regexp.Regexp
}{
	{"chart", regexp.MustCompile(`(?i)chart|diagram|graph|график|диаграмм|схем`)},
	{"screenshot", regexp.MustCompile(`(?i)screenshot|скриншот|снимок экрана`)},
	{"link", regexp.MustCompile(`(?i)\blink\b|button|clicked|ссылк|кнопк`)},
	{"decorative", regexp.MustCompile(`(?i)decorat|need an? alt|at all|украша|нужен ли|декоратив`)},
	{"length", regexp.MustCompile(`(?i)how long|length|characters|длин|сколько знаков|символов`)},
	{"mistakes", regexp.MustCompile(`(?i)mistake|wrong|avoid|ошибк|избегать`)},
	{"photograph", regexp.MustCompile(`(?i)photo|фото`)},
	{"text", regexp.MustCompile(`(?i)text in|words in|текст на|надпис`)},
}

// whole is a pattern for all that somebody says, which is one of several.
func whole(sayings ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(` + strings.Join(sayings, "|") + `)[\s?!.,]*$`)
}

// start is a pattern for how a request begins.
func start(requests ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(please |can you |could you |пожалуйста,? |можешь |можете |не мог бы ты )*(` + strings.Join(requests, "|") + `)`)
}
