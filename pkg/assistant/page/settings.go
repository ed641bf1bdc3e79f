package page

import (
	"cmp"
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

func (s *session) writeSettings(r *http.Request) error {
	settings := s.draft().Settings
	settings.Language = languageOf(r)
	settings.Address = strings.TrimSpace(r.FormValue("address"))
	settings.Model = strings.TrimSpace(r.FormValue("model"))
	var err error
	if settings.AltLimit, err = strconv.Atoi(cmp.Or(strings.TrimSpace(r.FormValue("limit")), "0")); err != nil {
		return catalogue.Errorf("error.limit", r.FormValue("limit"))
	}
	for _, number := range []struct {
		name string
		into json.Unmarshaler
	}{
		{"temperature", &settings.Temperature}, {"seed", &settings.Seed},
		{"silence", &settings.SilenceSeconds}, {"context", &settings.ContextTokens},
	} {
		text := strings.ReplaceAll(cmp.Or(strings.TrimSpace(r.FormValue(number.name)), "null"), ",", ".")
		if number.into.UnmarshalJSON([]byte(text)) != nil {
			return catalogue.Errorf("error.number."+number.name, r.FormValue(number.name))
		}
	}
	for name, wrong := range map[string]bool{
		"temperature": !(settings.Temperature.Value >= 0 && settings.Temperature.Value <= 2),
		"silence":     settings.SilenceSeconds.Value < 0, "context": settings.ContextTokens.Value < 0,
	} {
		if wrong {
			return catalogue.Errorf("error.number."+name, r.FormValue(name))
		}
	}
	if err := s.write(assistant.FieldSettings, func(d *assistant.Draft) { d.Settings = settings }); err != nil {
		return err
	}
	if settings.Address == "" || assistant.Server(settings.Address) == assistant.Server(r.FormValue("shown")) {
		return nil // an address that the form came with is not one that the person typed
	}
	return s.Options.Servers.Type(settings.Address)
}

// languageOf is the language that a form asks for.
func languageOf(r *http.Request) string {
	if r.FormValue("language") == "ru" {
		return "ru"
	}
	return "en"
}

// beginIn lets an assistant that has nothing yet begin in Russian, where that comes before English in what the browser accepts.
func (s *session) beginIn(accepted string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	first := ourLanguage.FindStringSubmatch(strings.ToLower(accepted))
	if s.Builder == nil || len(s.Assistant.Versions()) > 0 || first == nil || first[1] != "ru" {
		return nil
	}
	s.Assistant.Change(catalogue.In("ru").Say("what.language"), func(d *assistant.Draft) { d.Settings.Language = "ru" })
	return s.keep()
}

// ourLanguage finds the first of our languages in the header Accept-Language, where browsers list the preferred ones first.
var ourLanguage = regexp.MustCompile(`(?:^|,)\s*(en|ru)\b`)

// useServer lets the server answer whose name the person was asked about.
func (s *session) useServer(r *http.Request) error {
	return s.Options.Servers.Confirm(r.FormValue("address"))
}

// takeKey hands the key on, with the address that the form asked for it. It is in no draft, no file and no answer of this page.
func (s *session) takeKey(r *http.Request) error {
	key, address := strings.TrimSpace(r.FormValue("key")), r.FormValue("address")
	switch {
	case s.Options.Key == nil:
		return catalogue.Errorf("error.key.environment")
	case address == "":
		return catalogue.Errorf("error.key.server")
	}
	s.Options.Key(address, key)
	s.Keyed[assistant.Server(address)] = key != ""
	s.engine = nil
	delete(s.Listings, address) // it may list its models now
	return nil
}
