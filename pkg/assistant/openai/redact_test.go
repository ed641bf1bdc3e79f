package openai

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// forms are how a server may write a key.
func forms(key string) map[string]string {
	percent, entity, unicode, spelled := "", "", "", ""
	for i, letter := range key {
		percent += fmt.Sprintf("%%%02x", letter)
		entity += []string{fmt.Sprintf("&#%d;", letter), fmt.Sprintf("&#x%X;", letter)}[i%2]
		unicode += fmt.Sprintf(`\u%04x`, letter)
		spelled += string(letter) + " "
	}
	backwards := []byte(key)
	slices.Reverse(backwards)
	quoted, _ := json.Marshal(unicode)
	all := map[string]string{
		"plain": key, "capitals": strings.ToUpper(key), "with spaces": spelled, "with zero-width spaces": strings.Join(strings.Split(key, ""), "\u200b"),
		"on two lines": key[:11] + "\n" + key[11:], "backwards": string(backwards), "a query": url.QueryEscape(key), "a path": url.PathEscape(key),
		"all percent": percent, "percent twice": url.QueryEscape(percent), "entities": entity, "HTML": html.EscapeString(key),
		"JSON": unicode, "JSON twice": string(quoted), "hex": hex.EncodeToString([]byte(key)), "hex in capitals": fmt.Sprintf("%X", key),
		"hex with colons": strings.TrimSuffix(fmt.Sprintf("% x", key), " "), "C": fmt.Sprintf(`\x%s`, strings.ReplaceAll(fmt.Sprintf("% x", key), " ", `\x`)),
		"array of bytes": strings.TrimSuffix(fmt.Sprintf("%# x", key), ","), "hex in base64": base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString([]byte(key)))),
		"base64 in base64":  base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(key)))),
		"base64 in a query": url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(key))),
		"base64 backwards":  base64.StdEncoding.EncodeToString(backwards),
	}
	for name, encoding := range map[string]*base64.Encoding{"std": base64.StdEncoding, "URL": base64.URLEncoding, "unpadded": base64.RawStdEncoding, "raw URL": base64.RawURLEncoding} {
		for shift := range 3 {
			all[fmt.Sprint("base64 ", name, shift)] = encoding.EncodeToString([]byte("abc"[:shift] + key + "\n"))
		}
	}
	return all
}

// told is how much of the key's letters and digits follow each other in a text, or in what is encoded there by the way of
// a form. It is the oracle: it decodes with the standard library alone.
func told(text, key, form string) int {
	decoded := []string{text}
	add := func(more string, err error) {
		if more != "" {
			decoded = append(decoded, more)
		}
	}
	for _, piece := range strings.Split(text, hidden) {
		piece = strings.Trim(piece, "“”: .")
		for cut := range min(8, len(piece)+1) {
			add(url.QueryUnescape(piece[cut:]))
			add(html.UnescapeString(piece[cut:]), nil)
			var unquoted string
			add(unquoted, json.Unmarshal([]byte(`"`+piece[cut:]+`"`), &unquoted))
			add(unquoted, nil)
			for end := range min(5, len(piece)-cut+1) {
				part := piece[cut : len(piece)-end]
				if b, err := base64.RawStdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(part)); err == nil {
					decoded = append(decoded, string(b))
				}
				if b, err := hex.DecodeString(part); err == nil {
					decoded = append(decoded, string(b))
				}
			}
		}
	}
	only := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r < 0x80 && isTelling(r) {
				return r
			}
			return -1
		}, strings.ToLower(text))
	}
	most := 0
	for _, text := range decoded {
		text = only(text)
		for k := only(key); k != ""; k = k[1:] {
			for n := most + 1; n <= len(k) && strings.Contains(text, k[:n]); n++ {
				most = n
			}
		}
	}
	return most
}

func redact(key, text string) string {
	var r redactor
	if key != "" {
		r.keys = []Secret{NewSecret(key)}
	}
	return r.add(text) + r.end()
}

func TestAKeyIsHiddenInEachForm(t *testing.T) {
	for name, form := range forms(testKey) {
		t.Run(name, func(t *testing.T) {
			text := "The key: “" + form + "”. It is wrong."
			got := redact(testKey, text)
			if n := told(got, testKey, form); n >= 8 || !strings.Contains(got, hidden) {
				t.Errorf("%d letters are to be read in %q", n, got)
			}
			if !strings.HasPrefix(got, "The key: ") || !strings.HasSuffix(got, "It is wrong.") {
				t.Errorf("more than the key is gone: %q", got)
			}
		})
	}
}

// However a text is cut in pieces, the same of it is hidden.
func TestAKeyIsHiddenOverPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, form := range forms(testKey) {
		text := "The key: “" + form + "”. It is wrong."
		cuts := [][]int{}
		for i := 0; i < len(text); i += 5 {
			cuts = append(cuts, []int{i})
		}
		every := []int{}
		for i := range len(text) {
			every = append(every, i)
		}
		cuts = append(cuts, every)
		for range 5 {
			cut := []int{random.IntN(len(text)), random.IntN(len(text)), random.IntN(len(text))}
			slices.Sort(cut)
			cuts = append(cuts, cut)
		}
		for _, cut := range cuts {
			r, got, done := redactor{keys: []Secret{NewSecret(testKey)}}, "", 0
			for _, at := range cut {
				got += r.add(text[done:at])
				done = at
			}
			got += r.add(text[done:]) + r.end()
			if n := told(got, testKey, form); n >= 8 {
				t.Errorf("%s, cut at %v: %d letters are to be read in %q", name, cut, n, got)
				break
			}
		}
	}
}

func TestATextWithoutAKeyStaysAndComesAtOnce(t *testing.T) {
	text := "Names are set in bold [1], 100 % sure & <b>certain</b>: see https://example.com/a%20b?x=1&y=2. Привет, 你好! SGVsbG8sIHdvcmxkIQ== 48656c6c6f "
	text += strings.Repeat("1. Сначала ответ. ", 20)
	text += base32.StdEncoding.EncodeToString([]byte("some other text"))
	r, got, longest := redactor{keys: []Secret{NewSecret(testKey)}}, "", 0
	for _, letter := range text {
		got += r.add(string(letter))
		longest = max(longest, len(r.pending))
	}
	if got += r.end(); got != text {
		t.Errorf("got  %q\nwant %q", got, text)
	}
	if longest > 40 {
		t.Errorf("%d bytes were held back", longest)
	}
}

// The parts of an answer that are not shown must not help a key through: it is looked for in what is shown.
func TestAKeyAroundThoughtsIsHidden(t *testing.T) {
	for name, pieces := range map[string][]string{
		"around a thought":    {testKey[:9], "<think>hm</think>", testKey[9:]},
		"within the marks":    {testKey[:9] + "<thi", "nk>hm</th", "ink>" + testKey[9:]},
		"letter by letter":    strings.Split("Here: "+testKey+".", ""),
		"base64 in pieces":    strings.Split(base64.StdEncoding.EncodeToString([]byte(testKey)), ""),
		"up to a cut-off end": {"It is " + testKey},
	} {
		t.Run(name, func(t *testing.T) {
			var lines []string
			for _, piece := range pieces {
				lines = append(lines, chunk(piece))
			}
			if !strings.HasPrefix(name, "up to") {
				lines = append(lines, finish("stop"))
			}
			text, _, _ := drain(serve(t, stream(lines...)).engine(t, Options{Key: NewSecret(testKey)}), t.Context(), asking("Your key?"))
			if n := told(text, testKey, ""); n >= 8 || !strings.Contains(text, hidden) {
				t.Errorf("%d letters are to be read in %q", n, text)
			}
		})
	}
}

// Half of the key in the answer, half of it in the error that ends it or in the thoughts beside it.
func TestAKeyOverTwoFieldsIsHidden(t *testing.T) {
	for _, cut := range []int{8, 14, 20} {
		first, second := testKey[:cut], testKey[cut:]
		broken, _ := json.Marshal("… and " + second)
		for name, lines := range map[string][]string{
			"an error":      {chunk("It is " + first), `data: {"error":{"message":` + string(broken) + `}}`},
			"the reasoning": {`data: {"choices":[{"index":0,"delta":{"content":"` + first + `","reasoning_content":"` + second + `"}}]}`, finish("stop")},
			"a refusal":     {`data: {"choices":[{"index":0,"delta":{"content":"` + first + `","refusal":"` + second + `"}}]}`, finish("stop")},
		} {
			text, _, err := drain(serve(t, stream(lines...)).engine(t, Options{Key: NewSecret(testKey)}), t.Context(), asking("Your key?"))
			if err != nil {
				text += err.Error()
			}
			if n := told(text, testKey, ""); n >= 8 {
				t.Errorf("%s, cut at %d: %d letters are to be read in %q", name, cut, n, text)
			}
		}
	}
}

func FuzzRedactor(f *testing.F) {
	for _, form := range forms(testKey) {
		f.Add(form, 7)
	}
	keys := []Secret{NewSecret(testKey)}
	f.Fuzz(func(t *testing.T, text string, cut int) {
		r := redactor{keys: keys}
		cut = max(0, min(cut, len(text)))
		got := r.add(text[:cut]) + r.add(text[cut:]) + r.end()
		if strings.Contains(strings.ToLower(got), strings.ToLower(testKey)) {
			t.Errorf("%q, cut at %d: the key is in %q", text, cut, got)
		}
	})
}
