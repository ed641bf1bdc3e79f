package page

import (
	"net/http"

	"firstneuron/pkg/assistant/alttext"
)

// checkPage looks at the alt text of every picture in HTML that was pasted.
func (s *session) checkPage(r *http.Request) error {
	settings := s.draft().Settings
	s.Pasted = lines(r.FormValue("html"))
	s.Pictures = alttext.CheckPage(s.Pasted, settings.Language, settings.AltLimit)
	return nil
}
