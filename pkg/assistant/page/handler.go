package page

import (
	"embed"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

//go:embed static
var static embed.FS

// How large a request may be, in bytes. The draft has limits of its own.
const (
	forWords    = 4 << 20
	forPictures = 4*picturefile.MaxBytes + 1<<20
	forFiles    = 80 << 20
	mostAtOnce  = 4 // pictures in one message
)

// A form is what the page can send: the tab that shows what came of it, "" for the one that is open, how large it may be,
// and what it does while the session is locked.
type form struct {
	tab   string
	limit int64
	do    func(r *http.Request) error
}

// Handler serves the page, to whoever has the token.
func (s *Server) Handler() http.Handler {
	session, mux := s.session, http.NewServeMux()
	mux.Handle("GET /static/", http.FileServerFS(static))
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		session.draw(w, r, "", session.beginIn(r.Header.Get("Accept-Language")))
	})
	mux.HandleFunc("GET /avatar", session.showAvatar)
	mux.HandleFunc("GET /picture", session.showPicture)
	mux.HandleFunc("GET /events", session.events)
	for path, form := range session.forms() {
		if session.Builder != nil || strings.HasPrefix(path, "/preview/") || path == "/server" {
			mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) { session.receive(w, r, form) })
		}
	}
	if session.Builder != nil {
		mux.HandleFunc("GET /export/{number}", session.export)
	}
	return guarded(s.token, mux)
}

func (s *session) forms() map[string]form {
	plain := func(do func()) func(*http.Request) error { return func(*http.Request) error { do(); return nil } }
	failing := func(do func() error) func(*http.Request) error { return func(*http.Request) error { return do() } }
	writing := func(field assistant.Field, change func(d *assistant.Draft, r *http.Request)) func(*http.Request) error {
		return func(r *http.Request) error { return s.write(field, func(d *assistant.Draft) { change(d, r) }) }
	}
	return map[string]form{
		"/preview/say":     {"", forPictures, s.sayForm},
		"/preview/again":   {"", forWords, failing(s.again)},
		"/preview/stop":    {"", forWords, failing(s.stop)},
		"/preview/restart": {"", forWords, failing(s.restart)},
		"/server":          {"", forWords, s.useServer},
		"/build/accept":    {"conversation", forWords, s.replying(plain(func() { s.Builder.Accept() }))},
		"/build/decline":   {"conversation", forWords, s.replying(plain(func() { s.Builder.Decline() }))},
		"/build/improve":   {"conversation", forWords, s.replying(s.improve)},
		"/build/say":       {"conversation", forWords, s.replying(s.answerBuilder)},
		"/build/ask":       {"conversation", forWords, s.ask},
		"/name": {"name", forWords, writing(assistant.FieldName, func(d *assistant.Draft, r *http.Request) {
			d.Name = strings.TrimSpace(r.FormValue("name"))
		})},
		"/avatar/next": {"name", forWords, writing(assistant.FieldAvatar, func(d *assistant.Draft, _ *http.Request) {
			d.Avatar = assistant.Avatar{Seed: d.Avatar.Seed + 1}
		})},
		"/avatar/drawing": {"name", forWords, writing(assistant.FieldAvatar, func(d *assistant.Draft, _ *http.Request) {
			d.Avatar.Picture = nil
		})},
		"/avatar/picture": {"name", forPictures, s.ownAvatar},
		"/instructions":   {"instructions", forWords, s.writeInstructions},
		"/unwrite":        {"", forWords, s.unwrite},
		"/knowledge/add":  {"knowledge", forFiles, s.addKnowledge},
		"/knowledge/remove": {"knowledge", forWords, writing(assistant.FieldKnowledge, func(d *assistant.Draft, r *http.Request) {
			d.Knowledge = slices.DeleteFunc(d.Knowledge, func(file assistant.File) bool { return file.Name == r.FormValue("name") })
		})},
		"/trials/add":     {"trials", forWords, s.addTrial},
		"/trials/change":  {"trials", forWords, s.changeTrial},
		"/trials/run":     {"trials", forWords, s.runTrials},
		"/trials/compare": {"trials", forWords, s.compareModels},
		"/check":          {"check", forWords, s.checkPage},
		"/versions/undo":  {"", forWords, plain(func() { s.Assistant.Undo() })},
		"/versions/redo":  {"", forWords, plain(func() { s.Assistant.Redo() })},
		"/versions/back":  {"versions", forWords, s.goBack},
		"/language": {"", forWords, writing(assistant.FieldSettings, func(d *assistant.Draft, r *http.Request) {
			d.Settings.Language = languageOf(r)
		})},
		"/settings":       {"settings", forWords, s.writeSettings},
		"/settings/key":   {"settings", forWords, s.takeKey},
		"/settings/find":  {"settings", forWords, plain(s.findServers)},
		"/settings/local": {"settings", forWords, s.useLocal},
		"/import":         {"export", forFiles, s.importFile},
	}
}

// receive carries out what a form asks for, and answers with what came of it.
func (s *session) receive(w http.ResponseWriter, r *http.Request, form form) {
	err := read(w, r, form.limit)
	if err == nil {
		defer r.MultipartForm.RemoveAll()
		err = s.carryOut(r, form)
	}
	if err != nil {
		s.draw(w, r, form.tab, err)
		return
	}
	query := url.Values{}
	for _, key := range []string{"tab", "side"} {
		if value := r.FormValue(key); value != "" {
			query.Set(key, value)
		}
	}
	fragment := ""
	if form.tab != "" {
		query.Set("tab", form.tab)
	}
	if form.tab == "conversation" {
		fragment = "#question" // where the focus goes
	}
	http.Redirect(w, r, "/?"+query.Encode()+fragment, http.StatusSeeOther)
}

// carryOut does what a form asks for, and saves the assistant. The page without a script waits for the end of an answer.
func (s *session) carryOut(r *http.Request, form form) error {
	s.mutex.Lock()
	if s.thinking && strings.HasPrefix(r.URL.Path, "/build/") {
		s.mutex.Unlock()
		return catalogue.Errorf("error.thinking")
	}
	before := len(s.Assistant.Versions())
	err := form.do(r)
	isPreview := strings.HasPrefix(r.URL.Path, "/preview/") // which changes no assistant
	if !isPreview {
		err = errors.Join(err, s.keep()) // what was done before an error, such as the first of two files, is kept too
	}
	if len(s.Assistant.Versions()) != before || r.URL.Path == "/trials/add" || r.URL.Path == "/trials/change" {
		s.tryAgain()
	}
	answering := s.Answer
	s.mutex.Unlock()
	if isPreview && err == nil && answering != nil && r.Header.Get("X-Live") == "" {
		select {
		case <-answering.done:
		case <-r.Context().Done():
		}
	}
	return err
}

// read reads a form of at most limit bytes.
func read(w http.ResponseWriter, r *http.Request, limit int64) error {
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	err := r.ParseForm()
	if err == nil {
		err = r.ParseMultipartForm(8 << 20)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return catalogue.Errorf("error.large", texts.Bytes(limit))
	case errors.Is(err, http.ErrNotMultipart): // an ordinary form, which is read by now
		r.MultipartForm = &multipart.Form{}
	case err != nil:
		return catalogue.Errorf("error.unread", err)
	}
	return nil
}

// uploads returns the files of a form's field. A field that was left empty has none.
func uploads(r *http.Request, field string, most int, largest int64) ([]assistant.File, error) {
	sent := r.MultipartForm.File[field]
	if len(sent) > most {
		return nil, catalogue.Errorf("error.files", len(sent), most)
	}
	var files []assistant.File
	for _, header := range sent {
		if header.Filename == "" && header.Size == 0 {
			continue
		}
		if header.Size > largest {
			return nil, catalogue.Errorf("error.file.large", header.Filename, texts.Bytes(header.Size), texts.Bytes(largest))
		}
		file, err := header.Open()
		if err != nil {
			return nil, catalogue.Errorf("error.file", header.Filename, err)
		}
		content, err := io.ReadAll(file)
		file.Close()
		if err != nil {
			return nil, catalogue.Errorf("error.file", header.Filename, err)
		}
		files = append(files, assistant.File{Name: header.Filename, Content: content})
	}
	return files, nil
}
