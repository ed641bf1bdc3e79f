package page

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
)

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
