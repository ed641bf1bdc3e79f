package page

import (
	"embed"
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

//go:embed static
var static embed.FS

// How large a request may be, in bytes, and how many pictures a message may have. The draft has limits of its own.
const (
	largest    = mostAtOnce*picturefile.MaxBytes + 1<<20
	mostAtOnce = 4
)

// Handler serves the page, to whoever has the token.
func (s *Server) Handler() http.Handler {
	session, mux := s.session, http.NewServeMux()
	mux.Handle("GET /static/", http.FileServerFS(static))
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		session.await(r)
		session.draw(w, r, session.beginIn(r.Header.Get("Accept-Language")))
	})
	mux.HandleFunc("GET /avatar", session.showAvatar)
	mux.HandleFunc("GET /picture/{turn}/{number}", session.showPicture)
	for path, do := range session.forms() {
		if session.Builder != nil || strings.HasPrefix(path, "/preview/") || path == "/server" {
			mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) { session.receive(w, r, do) })
		}
	}
	if session.Builder != nil {
		mux.HandleFunc("GET /export/{number}", session.export)
	}
	return guarded(session.Memory.Token, http.MaxBytesHandler(mux, largest))
}

// A form is what the page does with what was sent, while the session is locked.
type form func(r *http.Request) error

// forms are all that the page can send. An address begins with the tab that shows what came of it; with any other, the tab that
// was open stays open.
func (s *session) forms() map[string]form {
	plain := func(do func()) form { return func(*http.Request) error { do(); return nil } }
	failing := func(do func() error) form { return func(*http.Request) error { return do() } }
	return map[string]form{
		"/preview/say":          s.sayForm,
		"/preview/again":        failing(s.again),
		"/preview/stop":         failing(s.stop),
		"/preview/restart":      failing(s.restart),
		"/server":               func(r *http.Request) error { return s.Options.Servers.Confirm(r.FormValue("address")) },
		"/conversation/accept":  s.replying(func(*http.Request) { s.Builder.Accept() }),
		"/conversation/decline": s.replying(func(*http.Request) { s.Builder.Decline() }),
		"/conversation/improve": s.replying(func(r *http.Request) { s.Builder.Improve(r.FormValue("how")) }),
		"/conversation/say":     s.replying(s.answerBuilder),
		"/conversation/ask":     s.replying(func(r *http.Request) { s.Builder.Ask(assistant.Field(r.FormValue("field"))) }),
		"/name":                 s.writeForm,
		"/instructions":         s.writeForm,
		"/knowledge":            s.writeForm,
		"/language":             s.switchLanguage,
		"/unwrite":              s.unwrite,
		"/knowledge/add":        s.addKnowledge,
		"/trials/add":           s.addTrial,
		"/trials/change":        s.changeTrial,
		"/trials/run":           func(r *http.Request) error { return s.tryNow(r.Context()) },
		"/trials/compare":       s.compareModels,
		"/check":                s.checkPage,
		"/undo":                 plain(func() { s.Assistant.Undo() }),
		"/redo":                 plain(func() { s.Assistant.Redo() }),
		"/versions/back":        s.goBack,
		"/settings":             s.writeForm,
		"/settings/key":         s.takeKey,
		"/settings/find":        plain(s.findServers),
		"/export/import":        s.importFile,
	}
}

// receive carries out what a form asks for, and answers with what came of it.
func (s *session) receive(w http.ResponseWriter, r *http.Request, do form) {
	err := read(r)
	if err == nil {
		defer r.MultipartForm.RemoveAll()
		err = s.carryOut(r, do)
	}
	if err != nil {
		s.draw(w, r, err)
		return
	}
	address := url.URL{Path: "/", RawQuery: url.Values{"tab": {tabOf(r)}, "side": {sideOf(r)}}.Encode()}
	if strings.HasPrefix(r.URL.Path, "/conversation/") {
		address.Fragment = "question" // where the focus goes
	}
	http.Redirect(w, r, address.String(), http.StatusSeeOther)
}

// carryOut does what a form asks for, and saves the assistant. The page without a script waits for the end of an answer.
func (s *session) carryOut(r *http.Request, do form) error {
	s.mutex.Lock()
	if s.thinking && strings.HasPrefix(r.URL.Path, "/conversation/") {
		s.mutex.Unlock()
		return catalogue.Errorf("error.thinking")
	}
	before := len(s.Assistant.Versions())
	err := do(r)
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

// read reads a form.
func read(r *http.Request) error {
	err := r.ParseForm()
	if err == nil {
		err = r.ParseMultipartForm(8 << 20)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return catalogue.Errorf("error.large", texts.Bytes(largest))
	case errors.Is(err, http.ErrNotMultipart): // an ordinary form, which is read by now
		r.MultipartForm = &multipart.Form{}
	case err != nil:
		return catalogue.Errorf("error.unread", err)
	}
	return nil
}
