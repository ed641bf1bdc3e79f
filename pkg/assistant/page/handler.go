package page

import (
	"embed"
	"errors"
	"io"
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
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { session.draw(w, r, "", nil) })
	mux.HandleFunc("GET /avatar", session.showAvatar)
	mux.HandleFunc("GET /picture", session.showPicture)
	mux.HandleFunc("GET /events", session.events)
	session.handle(mux, map[string]form{
		"/preview/say":     {"", forPictures, session.sayForm},
		"/preview/again":   {"", forWords, ignoring(session.again)},
		"/preview/stop":    {"", forWords, ignoring(session.stop)},
		"/preview/restart": {"", forWords, ignoring(session.restart)},
		"/server":          {"", forWords, session.useServer},
	})
	if session.Builder == nil {
		return guarded(s.token, mux)
	}
	session.handle(mux, map[string]form{
		"/build/accept":     {"conversation", forWords, doing(func() { session.Builder.Accept() })},
		"/build/decline":    {"conversation", forWords, doing(func() { session.Builder.Decline() })},
		"/build/improve":    {"conversation", forWords, session.improve},
		"/build/say":        {"conversation", forWords, session.answerBuilder},
		"/build/ask":        {"conversation", forWords, session.ask},
		"/name":             {"name", forWords, session.writeName},
		"/avatar/next":      {"name", forWords, ignoring(session.nextAvatar)},
		"/avatar/drawing":   {"name", forWords, ignoring(session.drawnAvatar)},
		"/avatar/picture":   {"name", forPictures, session.ownAvatar},
		"/instructions":     {"instructions", forWords, session.writeInstructions},
		"/unwrite":          {"", forWords, session.unwrite},
		"/knowledge/add":    {"knowledge", forFiles, session.addKnowledge},
		"/knowledge/remove": {"knowledge", forWords, session.removeKnowledge},
		"/trials/add":       {"trials", forWords, session.addTrial},
		"/trials/change":    {"trials", forWords, session.changeTrial},
		"/trials/run":       {"trials", forWords, session.runTrials},
		"/trials/compare":   {"trials", forWords, session.compareModels},
		"/check":            {"check", forWords, session.checkPage},
		"/versions/undo":    {"", forWords, doing(func() { session.Assistant.Undo() })},
		"/versions/redo":    {"", forWords, doing(func() { session.Assistant.Redo() })},
		"/versions/back":    {"versions", forWords, session.goBack},
		"/settings":         {"settings", forWords, session.writeSettings},
		"/settings/key":     {"settings", forWords, session.takeKey},
		"/settings/find":    {"settings", forWords, doing(session.findServers)},
		"/settings/local":   {"settings", forWords, session.useLocal},
		"/import":           {"export", forFiles, session.importFile},
	})
	mux.HandleFunc("GET /export/{number}", session.export)
	return guarded(s.token, mux)
}

func doing(do func()) func(*http.Request) error {
	return func(*http.Request) error { do(); return nil }
}

func ignoring(do func() error) func(*http.Request) error {
	return func(*http.Request) error { return do() }
}

func (s *session) handle(mux *http.ServeMux, forms map[string]form) {
	for path, form := range forms {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			err := read(w, r, form.limit)
			if err == nil {
				defer r.MultipartForm.RemoveAll()
				err = s.carryOut(r, form)
			}
			s.finish(w, r, form.tab, err)
		})
	}
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
	if len(s.Assistant.Versions()) != before {
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

// finish shows what has become of a request: the page again, or with an error the page and the sentence.
func (s *session) finish(w http.ResponseWriter, r *http.Request, tab string, err error) {
	if err != nil {
		s.draw(w, r, tab, err)
		return
	}
	query := url.Values{}
	for _, key := range []string{"tab", "side"} {
		if value := r.FormValue(key); value != "" {
			query.Set(key, value)
		}
	}
	if tab != "" {
		query.Set("tab", tab)
	}
	address := "/?" + query.Encode()
	if tab == "conversation" {
		address += "#question" // where the focus goes
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
}
