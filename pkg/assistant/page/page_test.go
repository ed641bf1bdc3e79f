package page

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"hash/crc32"
	"html"
	"image"
	"image/png"
	"io"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
)

func TestTheConversationBuildsTheDraft(t *testing.T) {
	b := build(t, echo)
	b.post("/conversation/say", "text", "Write alt texts for the pictures of a cooking blog")
	for range 3 {
		status, page := b.post("/conversation/accept")
		wants(t, status, page, http.StatusOK, `id="question" role="group" tabindex="-1"`, `<h2 id="question-text" aria-live="polite">`)
	}
	b.client.CheckRedirect = func(next *http.Request, _ []*http.Request) error {
		if next.URL.Path == "/" && next.URL.Fragment != "question" {
			t.Errorf("after an answer the browser goes to %s, not to the new question", next.URL)
		}
		return nil
	}
	status, page := b.post("/conversation/decline")
	wants(t, status, page, http.StatusOK, `id="accept"`)
	status, page = b.post("/conversation/improve", "how", "shorter")
	wants(t, status, page, http.StatusOK, `id="accept"`)
	if !regexp.MustCompile(`<p class="title">[^<]+</p>`).MatchString(page) || strings.Contains(page, `<p class="title">A new assistant`) {
		t.Error("after three suggestions were accepted the assistant still has no name")
	}
}

func TestNothingIsAskedWhenAllIsSaid(t *testing.T) {
	b := build(t, echo)
	_, page := b.post("/conversation/say", "text", "Plan a week's menu")
	for i := 0; strings.Contains(page, `id="accept"`); i++ {
		if i > 60 {
			t.Fatal("after 60 answers the builder still suggests something")
		}
		_, page = b.post("/conversation/accept")
	}
	if wants(t, http.StatusOK, page, http.StatusOK, "What should be different"); strings.Contains(page, "Or your own answer") {
		t.Error("an answer is asked for, and there is no question")
	}
}

func TestWhatIsWrittenInTheTabsIsKeptAsWrittenByHand(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	b := buildWith(t, Options{Folder: folder, Engine: with(echo)})
	b.post("/name", "name", " Alma ")
	b.post("/name", "avatar", "next")
	status, page := b.post("/instructions", "instructions", "Line one.\r\nLine two.", "description", "Helps.", "starters", "One?\r\n\r\n Two? \r\n")
	wants(t, status, page, http.StatusOK, "written by you", "<p class=\"description\">Helps.</p>")
	b.post("/settings", "language", "en", "limit", "120", "temperature", "0,5", "address", "", "model", "m")

	a, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if versions := a.Versions(); len(versions) != 4 || versions[2].What != "Description, Instructions, Starters: changed by you" {
		t.Errorf("got %d versions, the third one with %q; want one for each form", len(versions), versions[2].What)
	}
	d := a.Draft()
	if d.Name != "Alma" || d.Avatar.Seed != 1 || d.Instructions != "Line one.\nLine two." || !slices.Equal(d.Starters, []string{"One?", "Two?"}) {
		t.Errorf("got the draft %+v", d)
	}
	if want := (assistant.Settings{Language: "en", AltLimit: 120, Model: "m", Temperature: new(.5)}); !reflect.DeepEqual(d.Settings, want) {
		t.Errorf("got the settings %+v, want %+v", d.Settings, want)
	}
	for _, field := range []assistant.Field{assistant.FieldName, assistant.FieldAvatar, assistant.FieldInstructions, assistant.FieldStarters} {
		if !d.Wrote(field) {
			t.Errorf("the field %s was written by hand, and is not marked so", field)
		}
	}
	if d.Wrote(assistant.FieldCriteria) {
		t.Error("the criteria are marked as written by hand, and nobody wrote them")
	}
	b.post("/unwrite", "field", "name")
	if a, _ = assistant.Load(folder); a.Draft().Wrote(assistant.FieldName) {
		t.Error("the name was opened to suggestions, and is still marked")
	}
}

func TestUndoRedoGoBackAndCompare(t *testing.T) {
	b := build(t, echo)
	for _, name := range []string{"Alma", "Berta", "Carla"} {
		b.post("/name", "name", name)
	}
	title := func(name string) string { return `<p class="title">` + name + `</p>` }
	status, page := b.post("/undo")
	wants(t, status, page, http.StatusOK, title("Berta"))
	status, page = b.post("/redo")
	wants(t, status, page, http.StatusOK, title("Carla"))
	status, page = b.post("/versions/back", "number", "1")
	wants(t, status, page, http.StatusOK, title("Alma"))
	status, page = b.get("/?tab=versions&compare=3")
	wants(t, status, page, http.StatusOK, "<td>Carla</td><td>Alma</td>")
	for _, number := range []string{"99", "0", "-1", "x"} {
		if status, _ := b.post("/versions/back", "number", number); status != http.StatusUnprocessableEntity {
			t.Errorf("back to version %s: got %d, want 422", number, status)
		}
	}
}

func TestNamesAndTextsOfStrangersAreNeverMarkup(t *testing.T) {
	attack := `<img src=x onerror=alert(1)>"'</textarea></title><script>alert(2)</script>{{.Draft}}`
	b := build(t, echo)
	b.post("/name", "name", attack)
	b.post("/instructions", "instructions", attack, "description", attack, "starters", attack)
	b.post("/conversation/say", "text", attack)
	b.post("/preview/say", "text", attack)
	b.post("/trials/add", "name", attack, "message", attack, "expect", attack)
	b.post("/trials/run")
	b.upload("/knowledge/add", "files", "<b>bold<b>.md", attack)
	b.get("/?tab=knowledge&query=" + "%3Cscript%3Ealert(2)%3C/script%3E")
	status, page := b.get(`/?tab="><script>alert(2)</script>&side="><script>`)
	wants(t, status, page, http.StatusOK, "&lt;img src=x")
	for _, markup := range []string{"<img src=x", "<script>", "<b>bold"} {
		if strings.Contains(page, markup) {
			t.Errorf("the page has %q as markup", markup)
		}
	}
}

func TestAnAnswerIsKeptWithItsSource(t *testing.T) {
	b := build(t, echo)
	status, page := b.post("/preview/say", "text", "hello", "tab", "trials", "side", "preview")
	wants(t, status, page, http.StatusOK, "You said: hello", "guide.md", "line 3", "Be &lt;short&gt;.", `data-side="preview"`)
	if !regexp.MustCompile(`id="tab-trials"[^>]*aria-selected="true"`).MatchString(page) {
		t.Error("an answer in the preview has closed the tab that was open")
	}
	status, page = b.post("/preview/restart")
	wants(t, status, page, http.StatusOK, `id="starters"`)
	if strings.Contains(page, "You said: hello") {
		t.Error("after a restart the old conversation is still there")
	}
}

func TestAnAnswerThatBeginsAgainIsKeptFromThere(t *testing.T) {
	b := build(t, engineFunc(func(_ context.Context, _ []assistant.Message, yield func(assistant.Chunk, error) bool) {
		_ = yield(assistant.Chunk{Text: "Hm, let me think.", Citation: &assistant.Citation{File: "thought.md"}}, nil) &&
			yield(assistant.Chunk{Restart: true, Text: "Hello."}, nil)
	}))
	status, page := b.post("/preview/say", "text", "hello", "side", "preview")
	wants(t, status, page, http.StatusOK, "Hello.")
	if strings.Contains(page, "let me think") || strings.Contains(page, "thought.md") {
		t.Error("what came before the answer is on the page")
	}
}

func TestAnAnswerStreamsToAllWindows(t *testing.T) {
	b := build(t, until)
	request := b.request("/preview/say", "text", "tell me")
	request.Header.Set("X-Live", "yes") // as the script does, which does not wait for the end
	status, page := b.do(request)
	wants(t, status, page, http.StatusOK, `id="stop"`, "tell me")

	for end := time.Now().Add(20 * time.Second); !strings.Contains(page, `id="growing">Once<`); {
		if _, page = b.get(afterThis(page)); time.Now().After(end) {
			t.Fatal("a window that waits for what is new never sees the answer's first word")
		}
	}
	status, page = b.post("/preview/say", "text", "and another")
	wants(t, status, page, http.StatusUnprocessableEntity, "an answer is under way")
	status, page = b.post("/preview/stop")
	wants(t, status, page, http.StatusOK, "Once", "You stopped this answer.", `id="again"`)
}

func TestAnEngineThatDoesNotHearStopHoldsNothingUp(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	b := build(t, engineFunc(func(_ context.Context, _ []assistant.Message, yield func(assistant.Chunk, error) bool) {
		yield(assistant.Chunk{Text: "Once"}, nil)
		<-release
		yield(assistant.Chunk{Text: " upon a time"}, nil)
	}))
	request := b.request("/preview/say", "text", "tell me")
	request.Header.Set("X-Live", "yes")
	b.do(request)
	status, page := b.post("/preview/stop")
	wants(t, status, page, http.StatusOK, "You stopped this answer.")
	status, page = b.post("/name", "name", "Alma")
	wants(t, status, page, http.StatusOK, `<p class="title">Alma</p>`, `id="send"`)
}

func TestAnEngineThatFailsEndsNothingElse(t *testing.T) {
	for name, engine := range map[string]engineFunc{
		"an error": func(_ context.Context, _ []assistant.Message, yield func(assistant.Chunk, error) bool) {
			yield(assistant.Chunk{Text: "Half an "}, nil)
			yield(assistant.Chunk{}, errors.New("the server has gone <away>"))
		},
		"a panic": func(_ context.Context, _ []assistant.Message, yield func(assistant.Chunk, error) bool) {
			yield(assistant.Chunk{Text: "Half an "}, nil)
			panic("the server has gone <away>")
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := build(t, engine)
			status, page := b.post("/preview/say", "text", "hello")
			wants(t, status, page, http.StatusOK, "Half an ", "the server has gone &lt;away&gt;", `id="again"`)
			status, page = b.post("/preview/again")
			wants(t, status, page, http.StatusOK, "the server has gone")
			b.post("/trials/add", "name", "one", "message", "hello", "expect", "x")
			status, page = b.post("/trials/run")
			wants(t, status, page, http.StatusOK, `✗ fails</span>
<p class="fault">`)
			status, page = b.post("/trials/compare", "one", "", "other", "")
			if wants(t, status, page, http.StatusOK, "the server has gone"); strings.Count(page, `<p class="fault">`) != 3 {
				t.Error("not each of the models that are compared tells what is wrong")
			}
			if n := strings.Count(page, `class="turn assistant"`) - strings.Count(page, `id="asked-`); n > 1 {
				t.Errorf("the question was answered again, and %d answers stand below it", n)
			}
		})
	}
}

func TestAnEngineThatCannotBeMadeIsSaid(t *testing.T) {
	b := buildWith(t, Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: func(assistant.Draft) (assistant.Engine, error) {
		return nil, errors.New("no such address: look at the settings")
	}})
	status, page := b.get("/")
	wants(t, status, page, http.StatusOK, "no such address: look at the settings")
	status, page = b.post("/preview/say", "text", "hello")
	wants(t, status, page, http.StatusOK, "hello", "no such address")
}

// A server that is killed leaves no chance to save anything: a new one reads what the old one wrote before it answered.
func TestAKilledServerLosesNothing(t *testing.T) {
	options := Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(echo)}
	b := buildWith(t, options)
	b.post("/conversation/say", "text", "Plan a week's menu")
	b.post("/conversation/accept")
	b.post("/name", "name", "Berta")
	b.upload("/knowledge/add", "files", "guide.md", "# Guide\n\nSoup on Mondays.\n")
	b.post("/trials/add", "message", "What on Monday?", "expect", "soup")
	b.post("/trials/run")
	b.post("/preview/say", "text", "What on Tuesday?")
	_, before := b.get("/?tab=trials")

	again := buildWith(t, options)
	_, after := again.get("/?tab=trials")
	own := regexp.MustCompile(`data-session="\w+" data-revision="\d+"|of=\w+-\d+`)
	if got, want := own.ReplaceAllString(after, ""), own.ReplaceAllString(before, ""); got != want {
		t.Errorf("the page is another one after the server was killed:\n%s", firstDifference(got, want))
	}
	for _, text := range []string{"Berta", "guide.md", "What on Monday?", "You said: What on Tuesday?"} {
		if !strings.Contains(after, text) {
			t.Errorf("%q is lost", text)
		}
	}
}

func TestAQuestionThatWasNotAnsweredCanBeAnsweredLater(t *testing.T) {
	options := Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(until)}
	b := buildWith(t, options)
	request := b.request("/preview/say", "text", "tell me")
	request.Header.Set("X-Live", "yes")
	b.do(request)

	options.Engine = with(echo) // another server, while the first one is still in the middle of the answer
	again := buildWith(t, options)
	status, page := again.get("/")
	wants(t, status, page, http.StatusOK, "tell me", `id="again"`)
	status, page = again.post("/preview/again")
	wants(t, status, page, http.StatusOK, "You said: tell me")
}

func TestWindowsThatSendAtTheSameTime(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	b := buildWith(t, Options{Folder: folder, Engine: with(echo)})
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			b.post("/name", "name", fmt.Sprintf("name %d", i))
			b.post("/trials/add", "message", fmt.Sprintf("message %d", i), "expect", "x")
			b.post("/conversation/accept")
			b.get("/")
		})
	}
	all.Wait()
	a, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Trials) != 12 {
		t.Errorf("got %d trials, want the 12 that were sent", len(a.Trials))
	}
	names := map[string]bool{}
	for _, v := range a.Versions() {
		names[v.Draft.Name] = true
	}
	for i := range 12 {
		if !names[fmt.Sprintf("name %d", i)] {
			t.Errorf("no version has the name %d", i)
		}
	}
}

func TestKnowledgeIsReadAddedSearchedAndRemoved(t *testing.T) {
	b := build(t, echo)
	status, page := b.upload("/knowledge/add",
		"files", "guide.md", "# Guide\n\nScreenshots show the whole window.\n\n# Colours\n\nOur blue is dark.\n",
		"files", "song.mp3", "la la la",
		"files", "notes.txt", "Write short sentences.")
	wants(t, status, page, http.StatusUnprocessableEntity, "song.mp3", "guide.md", "notes.txt")
	status, page = b.get("/?tab=knowledge&query=window+of+a+screenshot")
	wants(t, status, page, http.StatusOK, "<blockquote><p>Screenshots show the whole window.")
	status, page = b.get("/?tab=knowledge&query=xylophone")
	wants(t, status, page, http.StatusOK, "Nothing fits.")
	status, page = b.post("/knowledge", "remove", "guide.md")
	if wants(t, status, page, http.StatusOK, "notes.txt"); strings.Contains(page, `<th scope="row">guide.md`) {
		t.Error("guide.md was removed, and is still listed")
	}
}

func TestTrialsAreComparedWithTheVersionBefore(t *testing.T) {
	b := build(t, engineFunc(func(_ context.Context, said []assistant.Message, yield func(assistant.Chunk, error) bool) {
		yield(assistant.Chunk{Text: "A short answer"}, nil)
	}))
	for name, form := range map[string][]string{
		"no message":     {"expect", "x"},
		"no expectation": {"message", "hello"},
	} {
		if status, _ := b.post("/trials/add", form...); status != http.StatusUnprocessableEntity {
			t.Errorf("a trial with %s: got %d, want 422", name, status)
		}
	}
	b.post("/trials/add", "name", "short", "message", "hello", "expect", "LONG")
	status, page := b.post("/trials/run")
	wants(t, status, page, http.StatusOK, "✗ fails", "missing: LONG")
	b.post("/name", "name", "Alma")
	b.post("/trials/change", "name", "short", "expect", "short", "avoid", "long")
	status, page = b.post("/trials/run")
	wants(t, status, page, http.StatusOK, "✓ passes", ">fixed<")

	b.post("/preview/say", "text", "hello again")
	status, page = b.post("/trials/add", "turn", "1", "expect", "answer")
	wants(t, status, page, http.StatusOK, `<summary>hello again</summary>`)
	status, page = b.post("/trials/change", "name", "short", "do", "remove")
	if wants(t, status, page, http.StatusOK); strings.Contains(page, "<summary>short</summary>") {
		t.Error("the trial was removed, and is still there")
	}
}

func TestTrialsRunByThemselvesAfterAChangeUnlessAServerAnswers(t *testing.T) {
	asked := make(chan string, 100)
	b := build(t, engineFunc(func(_ context.Context, said []assistant.Message, yield func(assistant.Chunk, error) bool) {
		asked <- said[len(said)-1].Text
		yield(assistant.Chunk{Text: "An answer"}, nil)
	}))
	next := func() string {
		select {
		case text := <-asked:
			return text
		case <-time.After(time.Minute):
			return "nothing, for a minute"
		}
	}
	b.post("/trials/add", "message", "the trial", "expect", "answer")
	if got := next(); got != "the trial" {
		t.Errorf("after a trial was added the engine is asked %q", got)
	}
	b.post("/name", "name", "Alma")
	if got := next(); got != "the trial" {
		t.Errorf("after a change the engine is asked %q", got)
	}
	b.post("/settings", "language", "en", "address", "http://localhost:1/v1")
	b.post("/name", "name", "Berta")
	b.post("/preview/say", "text", "hello")
	if got := next(); got != "hello" {
		t.Errorf("with a model server the engine is asked %q by itself", got)
	}
}

func TestPicturesInThePreview(t *testing.T) {
	var got []assistant.Picture
	b := build(t, engineFunc(func(_ context.Context, said []assistant.Message, yield func(assistant.Chunk, error) bool) {
		got = said[len(said)-1].Pictures
		yield(assistant.Chunk{Text: "A picture."}, nil)
	}))
	small := drawing(t)
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	status, page := b.upload("/preview/say", "pictures", "../../a.png", small, "pictures", "chart.svg", svg)
	wants(t, status, page, http.StatusOK, "A picture.", fmt.Sprintf(`src="/picture/0/1?%08x"`, crc32.ChecksumIEEE([]byte(svg))))
	if len(got) != 2 || got[0].Name != "a.png" || string(got[0].Content) != small || string(got[1].Content) != svg {
		t.Errorf("the engine got %d pictures: %.80q", len(got), fmt.Sprint(got))
	}
	response, err := b.client.Get(b.server.URL + "/picture/0/1")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if p := response.Header.Get("Content-Security-Policy"); !strings.Contains(p, "sandbox") || !strings.HasPrefix(response.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("an SVG of a stranger is served as a document: %v", response.Header)
	}
	for name, content := range map[string]string{"not a picture": "GIF89a…", "nothing": "", "html": "<html><svg></svg></html>"} {
		if status, _ := b.upload("/preview/say", "pictures", "a.png", content); status != http.StatusUnprocessableEntity {
			t.Errorf("%s as a picture: got %d, want 422", name, status)
		}
	}
	for _, query := range []string{"9/0", "0/2", "-1/0", "x/0", ""} {
		if status, _ := b.get("/picture/" + query); status != http.StatusNotFound {
			t.Errorf("/picture/%s: got %d, want 404", query, status)
		}
	}
}

func TestPicturesAreKeptOnceBesideTheConversation(t *testing.T) {
	options := Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(echo)}
	b := buildWith(t, options)
	small := drawing(t)
	for range 3 {
		b.upload("/preview/say", "pictures", "a.png", small)
	}
	kept, _ := filepath.Glob(options.Folder + ".page.pictures/*/*")
	conversation, err := os.ReadFile(options.Folder + ".page.json")
	if err != nil || len(kept) != 1 || bytes.Contains(conversation, []byte(base64.StdEncoding.EncodeToString([]byte(small))[:40])) {
		t.Errorf("the pictures are in %v; the conversation has %d bytes, %v", kept, len(conversation), err)
	}
	again := buildWith(t, options)
	if status, page := again.get("/picture/4/0"); status != http.StatusOK || page != small {
		t.Errorf("after a new start the picture is answered with %d and %d bytes", status, len(page))
	}
	if err := os.RemoveAll(options.Folder + ".page.pictures"); err != nil {
		t.Fatal(err)
	}
	without := buildWith(t, options)
	status, page := without.post("/preview/say", "text", "hello")
	wants(t, status, page, http.StatusOK, "You said: hello")
	if status, _ := without.get("/picture/0/0"); status != http.StatusNotFound {
		t.Errorf("a picture that is gone is answered with %d", status)
	}
	again.post("/preview/restart")
	if kept, _ := filepath.Glob(options.Folder + ".page.pictures/*"); len(kept) > 0 {
		t.Errorf("after a restart %v are still there", kept)
	}
}

func TestAConversationOfOldIsStillRead(t *testing.T) {
	folder, small := filepath.Join(t.TempDir(), "alma"), drawing(t)
	old := fmt.Sprintf(`{"token": "t", "conversation": [{"from": "user", "text": "", "pictures": [{"name": "a.png", "content": %q}]}]}`,
		base64.StdEncoding.EncodeToString([]byte(small)))
	if err := os.WriteFile(folder+".page.json", []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, page := buildWith(t, Options{Folder: folder, Engine: with(echo)}).get("/picture/0/0"); status != http.StatusOK || page != small {
		t.Errorf("its picture is answered with %d and %d bytes", status, len(page))
	}
}

func TestWhatIsTooLargeIsRefusedAndChangesNothing(t *testing.T) {
	b := build(t, echo)
	b.post("/name", "name", "Alma")
	status, page := b.post("/instructions", "instructions", strings.Repeat("x", largest+1))
	wants(t, status, page, http.StatusUnprocessableEntity, "larger than 135 MB")
	status, page = b.post("/name", "name", strings.Repeat("x", assistant.MostText+1))
	wants(t, status, page, http.StatusUnprocessableEntity, "at most", `<p class="title">Alma</p>`)
	status, page = b.upload("/preview/say", "pictures", "a.png", drawing(t)+strings.Repeat("x", picturefile.MaxBytes))
	wants(t, status, page, http.StatusUnprocessableEntity, "at most 34 MB and 64 million pixels are possible")
}

func TestTheKeyGoesToTheProgramAndNowhereElse(t *testing.T) {
	const key = "sk-a-secret-key"
	folder, made := filepath.Join(t.TempDir(), "alma"), 0
	var gotAddress, got string
	b := buildWith(t, Options{Folder: folder, Key: func(address, key string) { gotAddress, got = address, key }, Engine: func(assistant.Draft) (assistant.Engine, error) {
		made++
		return echo, nil
	}})
	status, page := b.post("/settings/key", "key", key)
	wants(t, status, page, http.StatusUnprocessableEntity, "a key belongs to one server")
	if got != "" || strings.Contains(page, `id="key"`) {
		t.Error("a key is asked for or taken where no server is named")
	}
	b.post("/settings", "address", "http://localhost:1/v1")
	before := made
	status, page = b.post("/settings/key", "key", key, "address", "http://localhost:1/v1")
	wants(t, status, page, http.StatusOK, "A key is in use.", "Key of the server http://localhost:1<")
	if got != key || gotAddress != "http://localhost:1/v1" || made == before {
		t.Errorf("the program got the key %q for %s, and made the engine %d more times", got, gotAddress, made-before)
	}
	b.post("/name", "name", "Alma")
	if strings.Contains(page, key) {
		t.Error("the page shows the key")
	}
	filepath.WalkDir(filepath.Dir(folder), func(path string, entry os.DirEntry, err error) error {
		if content, _ := os.ReadFile(path); bytes.Contains(content, []byte(key)) {
			t.Errorf("%s has the key in it", path)
		}
		return err
	})
	b.post("/settings", "address", "http://localhost:2/v1")
	if _, page = b.get("/"); strings.Contains(page, "A key is in use.") || !strings.Contains(page, "Key of the server http://localhost:2<") {
		t.Error("the key of one server is in use for another")
	}
}

// The engine of the page says for which address it was made.
type addressed string

func (a addressed) Name(string) string { return "engine of [" + string(a) + "]" }

func (a addressed) Answer(ctx context.Context, d assistant.Draft, said []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		yield(assistant.Chunk{Text: "made for [" + string(a) + "], asked with [" + d.Settings.Address + "]"}, nil)
	}
}

func addressedEngine(d assistant.Draft) (assistant.Engine, error) {
	return addressed(d.Settings.Address), nil
}

// zipAt is a saved assistant that names a server.
func zipAt(t *testing.T, address string) string {
	t.Helper()
	a := assistant.New()
	a.Change("made", func(d *assistant.Draft) { d.Name, d.Settings.Address, d.Settings.Model = "Eve", address, "m" })
	var archive bytes.Buffer
	if err := a.SaveZip(&archive); err != nil {
		t.Fatal(err)
	}
	return archive.String()
}

const asks = `id="server-question"`

func TestAnImportedServerIsOffUntilItIsConfirmed(t *testing.T) {
	servers := filepath.Join(t.TempDir(), "servers.txt")
	options := Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: addressedEngine, Servers: assistant.OpenServers(servers)}
	b := buildWith(t, options)
	const mine, theirs = "http://mine.example/v1", "http://theirs.example:8000/v1"
	status, page := b.post("/settings", "address", mine)
	if wants(t, status, page, http.StatusOK, "engine of ["+mine+"]"); strings.Contains(page, asks) {
		t.Error("the page asks about a server whose address was typed there")
	}
	status, page = b.upload("/export/import", "file", "eve.zip", zipAt(t, theirs))
	wants(t, status, page, http.StatusOK, asks, "wants to answer with the server http://theirs.example:8000.", "engine of []")
	b.post("/trials/add", "message", "hello", "expect", "x")
	for _, path := range []string{"/preview/say", "/preview/again", "/trials/run"} {
		status, page = b.post(path, "text", "hello")
		if wants(t, status, page, http.StatusOK, "made for [], asked with []"); strings.Contains(page, "asked with ["+theirs) {
			t.Errorf("%s: the server is asked before it is confirmed", path)
		}
	}
	// Other settings are saved, and the address is the one that the form came with.
	status, page = b.post("/settings", "language", "ru", "address", theirs, "shown", theirs, "temperature", "1")
	wants(t, status, page, http.StatusOK, asks, "хочет отвечать с помощью сервера http://theirs.example:8000.", "engine of []")
	for _, other := range []string{"http://theirs.example:8001/v1", "https://theirs.example:8000/v1", mine} {
		b.post("/server", "address", other)
	}
	status, page = b.get("/")
	wants(t, status, page, http.StatusOK, asks, "engine of []")
	status, page = b.post("/server", "address", theirs, "tab", "trials", "side", "preview")
	if wants(t, status, page, http.StatusOK, "engine of ["+theirs+"]", `data-side="preview"`); strings.Contains(page, asks) {
		t.Error("the page asks about a server that is confirmed")
	}
	status, page = b.post("/preview/say", "text", "hello")
	wants(t, status, page, http.StatusOK, "asked with ["+theirs+"]")
	if !options.Servers.Typed(mine) || options.Servers.Typed(theirs) {
		t.Error("what was confirmed counts as typed, or the other way round")
	}

	options.Servers = assistant.OpenServers(servers)
	if _, page = buildWith(t, options).get("/"); strings.Contains(page, asks) {
		t.Error("the page asks again about a server that was confirmed before")
	}
	options.Servers = nil
	if _, page = buildWith(t, options).get("/"); !strings.Contains(page, asks) {
		t.Error("the same folder with somebody else: the page does not ask")
	}
	if b.post("/settings", "address", theirs, "shown", mine); !assistant.OpenServers(servers).Typed(theirs) {
		t.Error("an address that was typed later does not count as typed")
	}
}

func TestAChatPageAsksAboutItsServer(t *testing.T) {
	a := assistant.New()
	a.Change("made", func(d *assistant.Draft) { d.Settings.Address = "http://theirs.example:8000/v1" })
	page, err := Chat(a, "", Options{Engine: addressedEngine})
	if err != nil {
		t.Fatal(err)
	}
	b := visit(t, page)
	status, html := b.post("/preview/say", "text", "hello")
	wants(t, status, html, http.StatusOK, asks, "asked with []")
	status, html = b.post("/server", "address", "http://theirs.example:8000/v1")
	wants(t, status, html, http.StatusOK, "engine of [http://theirs.example:8000/v1]")
}

func TestExportAndImport(t *testing.T) {
	other := func(content []byte) (assistant.Draft, error) {
		if string(content) == "FROM llama3.2" {
			return assistant.Draft{Name: "Carla"}, nil
		}
		return assistant.Draft{}, errors.New("no Modelfile")
	}
	b := buildWith(t, Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(echo), Import: other, Exports: []Export{
		{called("A page"), "page ü.md", func(w io.Writer, a *assistant.Assistant) error {
			_, err := io.WriteString(w, "# "+a.Draft().Name)
			return err
		}},
		{called("Broken"), "broken", func(w io.Writer, _ *assistant.Assistant) error {
			io.WriteString(w, "half of ")
			return errors.New("the disk is full")
		}},
	}})
	b.post("/name", "name", "Alma")
	b.post("/trials/add", "name", "one", "message", "hello", "expect", "x")
	_, saved := b.get("/export/0")
	if _, err := zip.NewReader(strings.NewReader(saved), int64(len(saved))); err != nil {
		t.Fatalf("the zip file cannot be read: %v", err)
	}
	response, err := b.client.Get(b.server.URL + "/export/1")
	if err != nil {
		t.Fatal(err)
	}
	content, _ := io.ReadAll(response.Body)
	response.Body.Close()
	if got := response.Header.Get("Content-Disposition"); string(content) != "# Alma" || got != "attachment; filename*=UTF-8''page%20%C3%BC.md" {
		t.Errorf("got the file %q, as %s", content, got)
	}
	status, page := b.get("/export/2")
	wants(t, status, page, http.StatusUnprocessableEntity, "the disk is full")
	if status, _ := b.get("/export/3"); status != http.StatusNotFound {
		t.Errorf("an export that is not there: got %d, want 404", status)
	}

	b.post("/name", "name", "Berta")
	b.post("/preview/say", "text", "a question to Berta")
	_, page = b.upload("/export/import", "file", "alma.zip", saved)
	if strings.Contains(page, "one (2)") {
		t.Error("a trial that is there already came a second time")
	}
	b.post("/undo")
	b.post("/trials/change", "name", "one", "expect", "another")
	b.post("/preview/say", "text", "a question to Berta")
	status, page = b.upload("/export/import", "file", "alma.zip", saved)
	if wants(t, status, page, http.StatusOK, `<p class="title">Alma</p>`, "one (2)"); strings.Contains(page, "a question to Berta") {
		t.Error("the conversation with the assistant before stays in the preview of the imported one")
	}
	status, page = b.post("/undo")
	wants(t, status, page, http.StatusOK, `<p class="title">Berta</p>`)
	status, page = b.upload("/export/import", "file", "Modelfile", "FROM llama3.2")
	wants(t, status, page, http.StatusOK, `<p class="title">Carla</p>`)
	b.post("/undo")
	b.post("/preview/say", "text", "a question to Berta")
	for _, content := range map[string]string{"cut off": saved[:len(saved)/2], "no zip": "hello", "empty": ""} {
		status, page = b.upload("/export/import", "file", "bad.zip", content)
		wants(t, status, page, http.StatusUnprocessableEntity, "bad.zip was not imported, and nothing has changed", `<p class="title">Berta</p>`,
			"a question to Berta")
	}
}

func TestANewAssistantBeginsInTheLanguageOfTheBrowser(t *testing.T) {
	for accepted, want := range map[string]string{
		"": "en", "en-US,en;q=0.9,ru;q=0.8": "en", "ru-RU,ru;q=0.9,en-US;q=0.8": "ru", "ru": "ru", "de, ru;q=0.7, en;q=0.3": "ru",
		"de-RU,en": "en", "rup,en": "en", "<ru>": "en",
	} {
		b := build(t, echo)
		request, _ := http.NewRequest(http.MethodGet, b.server.URL+"/", nil)
		request.Header.Set("Accept-Language", accepted)
		if status, page := b.do(request); status != http.StatusOK || !strings.Contains(page, `<html lang="`+want+`">`) {
			t.Errorf("%q: got %d and %q, want the language %s", accepted, status, page[:60], want)
		}
	}
}

func TestTheLanguageIsSwitchedOutsideTheSettings(t *testing.T) {
	b := build(t, echo)
	status, page := b.post("/language", "language", "ru")
	wants(t, status, page, http.StatusOK, `<html lang="ru">`, `value="en" lang="en">English</button>`)
	request, _ := http.NewRequest(http.MethodGet, b.server.URL+"/", nil)
	request.Header.Set("Accept-Language", "ru")
	b.post("/language", "language", "en")
	status, page = b.do(request)
	wants(t, status, page, http.StatusOK, `<html lang="en">`, `value="ru" lang="ru">Русский</button>`)
}

func TestAnImportLeavesThePageInItsLanguage(t *testing.T) {
	a := assistant.New()
	a.Change("made", func(d *assistant.Draft) { d.Name, d.Settings.Language = "Альма", "ru" })
	var saved bytes.Buffer
	if err := a.SaveZip(&saved); err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "ru"} {
		options := Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(echo)}
		b := buildWith(t, options)
		b.post("/language", "language", language)
		status, page := b.upload("/export/import", "file", "alma.zip", saved.String())
		wants(t, status, page, http.StatusOK, `<html lang="`+language+`">`, `<p class="title">Альма</p>`)
		if kept, err := assistant.Load(options.Folder); err != nil || kept.Draft().Settings.Language != "ru" {
			t.Errorf("the imported assistant speaks %q, %v; want its own language", kept.Draft().Settings.Language, err)
		}
		_, page = b.post("/preview/restart")
		_, again := buildWith(t, options).get("/")
		if lang := `<html lang="` + language + `">`; !strings.Contains(page, lang) || !strings.Contains(again, lang) {
			t.Errorf("a page in %q is in another language later", language)
		}
		for _, other := range []string{"ru", "en"} {
			status, page = b.post("/language", "language", other)
			wants(t, status, page, http.StatusOK, `<html lang="`+other+`">`)
		}
	}
}

func TestASuggestionIsAcceptedInOneWay(t *testing.T) {
	b := build(t, echo)
	_, page := b.get("/")
	_, suggested, _ := strings.Cut(page, `<p class="text" id="suggested">`)
	suggested, _, _ = strings.Cut(suggested, "</p>")
	if n := strings.Count(page, `type="radio"`); suggested == "" || n == 0 || strings.Contains(page, `value="`+suggested+`"`) {
		t.Errorf("%q is suggested, and is among %d choices again", suggested, n)
	}
	if regexp.MustCompile(`type="radio"[^>]* checked`).MatchString(page) {
		t.Error("a choice is chosen already")
	}
}

// The examples of knowledge are those of the kind of assistant.
func TestTheKnowledgeTabNamesFilesThatFit(t *testing.T) {
	for purpose, wanted := range map[string][2]string{
		"Plan a week's menu":               {"for example: your favourite recipes", "brand book"},
		"Explain any board game's rules":   {"for example: the rule books", "brand book"},
		"Write alt texts for a blog":       {"the brand book", "rule books"},
		"Составлять меню на неделю":        {"ваши любимые рецепты", "брендбук"},
		"Объяснять правила настольных игр": {"правила игр в PDF", "брендбук"},
	} {
		b := build(t, echo)
		_, page := b.post("/conversation/say", "text", purpose)
		_, hint, _ := strings.Cut(page, `id="panel-knowledge"`)
		if hint, _, _ = strings.Cut(hint, "</p>"); !strings.Contains(html.UnescapeString(hint), wanted[0]) || strings.Contains(hint, wanted[1]) {
			t.Errorf("%q: the tab of the knowledge says %q", purpose, hint)
		}
	}
}

// Where there is no knowledge to add, a button goes on without.
func TestTheKnowledgeHasAButtonToSkipIt(t *testing.T) {
	for language, word := range map[string]string{"en": "Skip", "ru": "Пропустить"} {
		b := build(t, echo)
		b.post("/language", "language", language)
		_, page := b.get("/")
		button := `name="text" value="` + word + `"`
		for range 20 {
			if strings.Contains(page, button) {
				break
			}
			_, page = b.post("/conversation/accept")
		}
		_, after := b.post("/conversation/say", "text", word)
		asked := regexp.MustCompile(`id="question-text"[^>]*>([^<]+)`)
		if before, now := asked.FindStringSubmatch(page), asked.FindStringSubmatch(after); !strings.Contains(page, button) || before[1] == now[1] || strings.Contains(after, "notes.md</") {
			t.Errorf("%s: after %q the question is %q", language, before, now)
		}
	}
}

// Boxes that are ticked from the start are a suggestion: what is typed takes their place, and joins those that a person has ticked.
func TestWhatIsTypedReplacesTheBoxesThatWereSuggested(t *testing.T) {
	for _, c := range []struct {
		language string
		ticked   []string // nil: as they were
		text     string
		want     string // the kinds that are asked about next
	}{
		{"en", nil, "photos and charts", "[Photographs Charts]"},
		{"en", []string{"screenshots"}, "and charts", "[Screenshots Charts]"},
		{"en", nil, "", "[Screenshots Generated Photographs Charts]"},
		{"ru", nil, "скрины, фотки и немного графиков", "[Скриншоты Фотографии Графики]"},
	} {
		b := build(t, echo)
		b.post("/language", "language", c.language)
		_, page := b.get("/")
		for range 10 {
			if strings.Contains(page, `type="checkbox" name="choice"`) {
				break
			}
			_, page = b.post("/conversation/accept")
		}
		values := []string{"text", c.text}
		for _, box := range regexp.MustCompile(`type="checkbox" name="choice" value="([^"]+)"[^>]* checked`).FindAllStringSubmatch(page, -1) {
			if c.ticked == nil {
				values = append(values, "choice", box[1])
			}
		}
		for _, choice := range c.ticked {
			values = append(values, "choice", choice)
		}
		_, page = b.post("/conversation/say", values...)
		var asked []string
		for range 4 {
			if kind := regexp.MustCompile(`id="question-text"[^>]*>(Screenshots|Generated|Photographs|Charts|Скриншоты|Сгенерированные|Фотографии|Графики)`).FindStringSubmatch(page); kind != nil {
				asked = append(asked, kind[1])
				_, page = b.post("/conversation/accept")
			}
		}
		if got := fmt.Sprint(asked); got != c.want {
			t.Errorf("%q beside %q: asked about %s, want %s", c.text, c.ticked, got, c.want)
		}
	}
}

func TestTheHistoryShowsTheAvatarsThatWereSuggested(t *testing.T) {
	options := Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(echo)}
	b := buildWith(t, options)
	b.post("/conversation/say", "text", "Plan a week's menu")
	b.post("/conversation/ask", "field", "avatar")
	suggested := regexp.MustCompile(`<img class="avatar large" src="(/avatar\?seed=\d+)"`)
	_, page := b.get("/")
	seeds := suggested.FindStringSubmatch(page)
	_, page = b.post("/conversation/decline")
	if seeds == nil || !strings.Contains(page, `<img class="avatar" src="`+seeds[1]+`"`) || seeds[1] == suggested.FindStringSubmatch(page)[1] {
		t.Errorf("%v was declined and is not in the history", seeds)
	}
	b.post("/conversation/accept")
	if _, page = buildWith(t, options).get("/"); strings.Count(page, `<img class="avatar" src="/avatar?seed=`) != 2 {
		t.Error("after a restart the history has not both drawings")
	}
}

func TestAChatPageHasThePreviewOnly(t *testing.T) {
	a := assistant.New()
	a.Change("made", func(d *assistant.Draft) { d.Name, d.Starters = "Alma", []string{"How do I begin?"} })
	file := filepath.Join(t.TempDir(), "alma.json")
	page, err := Chat(a, file, Options{Engine: with(echo)})
	if err != nil {
		t.Fatal(err)
	}
	b := visit(t, page)
	status, html := b.get("/")
	wants(t, status, html, http.StatusOK, "How do I begin?", `id="composer"`)
	for _, builders := range []string{"role=\"tab\"", "Make it a trial", "/conversation/"} {
		if strings.Contains(html, builders) {
			t.Errorf("the page of a finished assistant has %q", builders)
		}
	}
	status, html = b.post("/preview/say", "text", "How do I begin?")
	wants(t, status, html, http.StatusOK, "You said: How do I begin?")
	if status, _ := b.post("/name", "name", "Eve"); status == http.StatusOK {
		t.Error("the name of a finished assistant can be changed")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("the conversation is kept as %v, %v; want a file for its owner alone", info, err)
	}
}

func TestADamagedFolderOrConversationIsSaidAndLeftAsItIs(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	for _, path := range []string{filepath.Join(folder, "something.txt"), folder + ".page.json"} {
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte("{not ours"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Builder(Options{Folder: folder, Engine: with(echo)}); err == nil {
			t.Errorf("a page was opened in spite of %s", path)
		}
		if content, _ := os.ReadFile(path); string(content) != "{not ours" {
			t.Errorf("%s was changed to %q", path, content)
		}
		os.RemoveAll(folder)
	}
}

func TestAFolderThatCannotBeWrittenIsSaid(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	b := buildWith(t, Options{Folder: folder, Engine: with(echo)})
	if err := os.WriteFile(folder, []byte("a file where the folder should be"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, page := b.post("/name", "name", "Alma")
	wants(t, status, page, http.StatusUnprocessableEntity, "not saved yet", `<p class="title">Alma</p>`)
	os.Remove(folder)
	status, page = b.post("/name", "name", "Berta")
	wants(t, status, page, http.StatusOK, `<p class="title">Berta</p>`)
}

func TestThePageIsInRussian(t *testing.T) {
	b := build(t, echo)
	status, page := b.post("/settings", "language", "ru")
	wants(t, status, page, http.StatusOK, `<html lang="ru">`, "Настройки")
	status, page = b.post("/preview/say", "text", " ")
	wants(t, status, page, http.StatusUnprocessableEntity, "сообщение пустое")
	_, page = b.post("/name", "name", "Альма")
	wants(t, http.StatusOK, page, http.StatusOK, "Имя: изменено вами")
}

func drawing(t *testing.T) string {
	t.Helper()
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	return content.String()
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("got  %s\nwant %s", g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}
