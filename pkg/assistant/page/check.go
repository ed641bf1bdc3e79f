package page

import (
	"net/http"

	"firstneuron/pkg/assistant/alttext"
)

// checkPage looks at the alt text of every picture in HTML that was pasted.
func (s *session) checkPage(r *http.Request) error {
	settings := s.draft().Settings
	s.pasted = lines(r.FormValue("html"))
	s.pictures = alttext.CheckPage(s.pasted, settings.Language, settings.AltLimit)
	return nil
}
