package page

import (
	"net/http"

	"firstneuron/pkg/assistant/alttext"
)

// checkPage keeps HTML that was pasted.
func (s *session) checkPage(r *http.Request) error {
	s.Memory.Pasted = lines(r.FormValue("html"))
	return s.remember()
}

// Checked are the pictures in the HTML that was pasted, with what is found in their alt texts.
func (s *session) Checked() []alttext.PagePicture {
	settings := s.draft().Settings
	return alttext.CheckPage(s.Memory.Pasted, settings.Language, settings.AltLimit)
}

// faulty is how many pictures have a text with something wrong.
func faulty(pictures []alttext.PagePicture) (n int) {
	for _, picture := range pictures {
		n += min(1, len(picture.Findings))
	}
	return n
}
