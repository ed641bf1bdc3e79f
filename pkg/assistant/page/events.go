package page

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
)

// events tells a window, for as long as it is open, when there is something new: the revision that it should show, and the answer
// that is under way as far as it has come.
func (s *session) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	for {
		s.mutex.Lock()
		now := map[string]any{"session": s.Name, "revision": s.Revision, "answer": ""}
		if s.Answer != nil {
			now["answer"] = s.Answer.Text
		}
		changed := s.changed
		s.mutex.Unlock()

		line, _ := json.Marshal(now)
		control.SetWriteDeadline(time.Now().Add(10 * time.Second)) // a window that is gone without a word holds nothing
		if _, err := fmt.Fprintf(w, "retry: 1000\ndata: %s\n\n", line); err != nil || control.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-time.After(30 * time.Second): // so that a connection that was cut is noticed
		case <-r.Context().Done():
			return
		}
		time.Sleep(30 * time.Millisecond) // so that many small pieces travel together
	}
}

func (s *session) showAvatar(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	draft := s.draft()
	s.mutex.Unlock()
	if seed, err := strconv.ParseUint(r.URL.Query().Get("seed"), 10, 64); err == nil {
		draft.Avatar = assistant.Avatar{Seed: seed}
	}
	content, _ := draft.Avatar.Image(draft.Name)
	servePicture(w, "avatar", content)
}

func (s *session) showPicture(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	said := s.Memory.Conversation
	s.mutex.Unlock()
	for i, turn := range said {
		for j, picture := range turn.Pictures {
			if r.URL.Path == fmt.Sprintf("/picture/%d/%d", i, j) {
				servePicture(w, picture.Name, picture.Content)
				return
			}
		}
	}
	http.NotFound(w, r)
}

// servePicture serves what came from a person, as a picture in our page and never as a page of its own: an SVG can hold a script.
func servePicture(w http.ResponseWriter, name string, content []byte) {
	mediaType := http.DetectContentType(content)
	if picturefile.IsSVG(content) {
		mediaType = "image/svg+xml"
	}
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Disposition", disposition(name))
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	w.Write(content)
}

// disposition lets a browser save a file under this name, whatever is in it (RFC 6266).
func disposition(name string) string { return "attachment; filename*=UTF-8''" + url.PathEscape(name) }
