package page

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"firstneuron/pkg/assistant"
)

//go:embed static
var static embed.FS

// How large a request may be. The draft has limits of its own.
const (
	forWords    = 4 << 20
	forPictures = 40 << 20
	forFiles    = 80 << 20
	mostAtOnce  = 4       // pictures in one message
	largest     = 8 << 20 // bytes of one picture
)

// Handler serves the page, to whoever has the token.
func (s *Server) Handler() http.Handler {
	r, mux := s.session, http.NewServeMux()
	mux.Handle("GET /static/", http.FileServerFS(static))
	mux.HandleFunc("GET /{$}", r.show)
	mux.HandleFunc("GET /avatar", r.showAvatar)
	mux.HandleFunc("GET /picture", r.showPicture)
	mux.HandleFunc("GET /events", r.events)
	mux.HandleFunc("POST /preview/say", r.sayForm)
	mux.HandleFunc("POST /preview/again", r.answering(forWords, func(*http.Request) (*answer, error) { return r.again() }))
	mux.HandleFunc("POST /preview/stop", r.stopForm)
	mux.HandleFunc("POST /preview/restart", r.form("", forWords, func(*http.Request) error { return r.restart() }))
	mux.HandleFunc("POST /server", r.form("", forWords, r.useServer))
	if r.builds {
		r.handleBuilding(mux)
	}
	return guarded(s.token, mux)
}

func (r *session) handleBuilding(mux *http.ServeMux) {
	for path, do := range map[string]func(request *http.Request) error{
		"accept":  func(*http.Request) error { r.builder.Accept(); return nil },
		"decline": func(*http.Request) error { r.builder.Decline(); return nil },
		"improve": r.improve,
		"say":     r.answerBuilder,
		"ask":     r.ask,
	} {
		mux.HandleFunc("POST /build/"+path, r.form("conversation", forWords, do))
	}
	mux.HandleFunc("POST /name", r.form("name", forWords, r.writeName))
	mux.HandleFunc("POST /avatar/next", r.form("name", forWords, r.nextAvatar))
	mux.HandleFunc("POST /avatar/drawing", r.form("name", forWords, r.drawnAvatar))
	mux.HandleFunc("POST /avatar/picture", r.form("name", forPictures, r.ownAvatar))
	mux.HandleFunc("POST /instructions", r.form("instructions", forWords, r.writeInstructions))
	mux.HandleFunc("POST /unwrite", r.form("", forWords, r.unwrite))
	mux.HandleFunc("POST /knowledge/add", r.form("knowledge", forFiles, r.addKnowledge))
	mux.HandleFunc("POST /knowledge/remove", r.form("knowledge", forWords, r.removeKnowledge))
	mux.HandleFunc("POST /trials/add", r.form("trials", forWords, r.addTrial))
	mux.HandleFunc("POST /trials/change", r.form("trials", forWords, r.changeTrial))
	mux.HandleFunc("POST /trials/run", r.runTrials)
	mux.HandleFunc("POST /versions/undo", r.form("", forWords, func(*http.Request) error { r.assistant.Undo(); return nil }))
	mux.HandleFunc("POST /versions/redo", r.form("", forWords, func(*http.Request) error { r.assistant.Redo(); return nil }))
	mux.HandleFunc("POST /versions/back", r.form("versions", forWords, r.goBack))
	mux.HandleFunc("POST /settings", r.form("settings", forWords, r.writeSettings))
	mux.HandleFunc("POST /settings/key", r.form("settings", forWords, r.takeKey))
	mux.HandleFunc("POST /import", r.form("export", forFiles, r.importZip))
	mux.HandleFunc("GET /export/zip", r.exportZip)
	mux.HandleFunc("GET /export/{number}", r.export)
}

// form handles a form that changes something: it reads it, lets do change it, saves, and shows the tab.
func (r *session) form(tab string, limit int64, do func(request *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, request *http.Request) {
		err := read(w, request, limit)
		if err == nil {
			defer request.MultipartForm.RemoveAll()
			r.mutex.Lock()
			before := len(r.assistant.Versions())
			err = do(request)
			err = errors.Join(err, r.keep()) // what was done before an error, such as the first of two files, is kept too
			if len(r.assistant.Versions()) != before {
				r.tryAgain()
			}
			r.mutex.Unlock()
		}
		r.finish(w, request, tab, err)
	}
}

// answering handles a form that begins an answer. The page without a script waits for its end.
func (r *session) answering(limit int64, begin func(request *http.Request) (*answer, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, request *http.Request) {
		err := read(w, request, limit)
		if err == nil {
			defer request.MultipartForm.RemoveAll()
			var a *answer
			r.mutex.Lock()
			a, err = begin(request)
			r.mutex.Unlock()
			if a != nil && request.Header.Get("X-Live") == "" {
				select {
				case <-a.done:
				case <-request.Context().Done():
				}
			}
		}
		r.finish(w, request, "", err)
	}
}

func (r *session) sayForm(w http.ResponseWriter, request *http.Request) {
	r.answering(forPictures, func(request *http.Request) (*answer, error) {
		message := assistant.Message{Role: assistant.RoleUser, Text: request.FormValue("text")}
		files, err := uploads(request, "pictures", mostAtOnce, largest)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			shown, err := picture(file.Name, file.Content)
			if err != nil {
				return nil, err
			}
			message.Pictures = append(message.Pictures, shown)
		}
		return r.say(message)
	})(w, request)
}

func (r *session) stopForm(w http.ResponseWriter, request *http.Request) {
	err := read(w, request, forWords)
	if err == nil {
		r.stop()
	}
	r.finish(w, request, "", err)
}

// read reads a form of at most limit bytes.
func read(w http.ResponseWriter, request *http.Request, limit int64) error {
	request.Body = http.MaxBytesReader(w, request.Body, limit)
	err := request.ParseForm()
	if err == nil {
		err = request.ParseMultipartForm(8 << 20)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return fmt.Errorf("what was sent is larger than %d MB, and nothing of it was kept: send less at once", limit>>20)
	case errors.Is(err, http.ErrNotMultipart): // an ordinary form, which is read by now
		request.MultipartForm = &multipart.Form{}
		return nil
	case err != nil:
		return fmt.Errorf("what was sent cannot be read, and nothing of it was kept: %w", err)
	}
	return nil
}

// uploads returns the files of a form's field. A field that was left empty has none.
func uploads(request *http.Request, field string, most int, limit int64) ([]assistant.File, error) {
	headers := request.MultipartForm.File[field]
	if len(headers) > most {
		return nil, fmt.Errorf("these are %d files: send at most %d at once", len(headers), most)
	}
	var files []assistant.File
	for _, header := range headers {
		if header.Filename == "" && header.Size == 0 {
			continue
		}
		if header.Size > limit {
			return nil, fmt.Errorf("%s has %d MB: at most %d MB can be taken", header.Filename, header.Size>>20, limit>>20)
		}
		content, err := contentOf(header)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", header.Filename, err)
		}
		files = append(files, assistant.File{Name: header.Filename, Content: content})
	}
	return files, nil
}

func contentOf(header *multipart.FileHeader) ([]byte, error) {
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// finish shows what has become of a request: the page again, or with an error the page and the sentence.
func (r *session) finish(w http.ResponseWriter, request *http.Request, tab string, err error) {
	if err != nil {
		r.draw(w, request, tab, err)
		return
	}
	query := url.Values{}
	for _, key := range []string{"tab", "side"} {
		if value := request.FormValue(key); value != "" {
			query.Set(key, value)
		}
	}
	if tab != "" {
		query.Set("tab", tab)
	}
	http.Redirect(w, request, "/?"+query.Encode(), http.StatusSeeOther)
}

// events tells a window, for as long as it is open, when there is something new: the revision that it should show, and the answer
// that is under way as far as it has come.
func (r *session) events(w http.ResponseWriter, request *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	for {
		r.mutex.Lock()
		now := struct {
			Session  string `json:"session"`
			Revision int    `json:"revision"`
			Answer   string `json:"answer"` // as far as it has come
		}{Session: r.name, Revision: r.revision}
		if r.answer != nil {
			now.Answer = r.answer.text
		}
		changed := r.changed
		r.mutex.Unlock()

		line, _ := json.Marshal(now)
		control.SetWriteDeadline(time.Now().Add(10 * time.Second)) // a window that is gone without a word holds nothing
		if _, err := fmt.Fprintf(w, "retry: 1000\ndata: %s\n\n", line); err != nil {
			return
		}
		if err := control.Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-time.After(30 * time.Second): // so that a connection that was cut is noticed
		case <-request.Context().Done():
			return
		}
		time.Sleep(30 * time.Millisecond) // so that many small pieces travel together
	}
}

func (r *session) showAvatar(w http.ResponseWriter, request *http.Request) {
	r.mutex.Lock()
	draft := r.assistant.Draft()
	r.mutex.Unlock()
	avatar := draft.Avatar
	if seed, err := strconv.ParseUint(request.URL.Query().Get("seed"), 10, 64); err == nil {
		avatar = assistant.Avatar{Seed: seed}
	}
	content, mediaType := avatar.Image(draft.Name)
	serveFile(w, mediaType, "avatar", content)
}

func (r *session) showPicture(w http.ResponseWriter, request *http.Request) {
	number, err := strconv.Atoi(request.URL.Query().Get("turn"))
	which, err2 := strconv.Atoi(request.URL.Query().Get("number"))
	r.mutex.Lock()
	said := r.memory.Conversation
	r.mutex.Unlock()
	if err != nil || err2 != nil || number < 0 || number >= len(said) || which < 0 || which >= len(said[number].Pictures) {
		http.NotFound(w, request)
		return
	}
	shown := said[number].Pictures[which]
	mediaType, err := assistant.CheckPicture(shown.Content)
	if err != nil {
		mediaType = "image/svg+xml"
	}
	serveFile(w, mediaType, shown.Name, shown.Content)
}

// serveFile serves what came from a person, as a picture in our page and never as a page of its own: an SVG can hold a script.
func serveFile(w http.ResponseWriter, mediaType, name string, content []byte) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Disposition", disposition(name))
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	w.Write(content)
}

// disposition lets a browser save a file under this name, whatever is in it (RFC 6266).
func disposition(name string) string {
	return "attachment; filename*=UTF-8''" + url.PathEscape(name)
}
