package page

import (
	"context"
	"net/http"
	"strings"
	"time"

	"firstneuron/pkg/assistant"
)

// A listing is what a server says of its models.
type listing struct {
	Models []string
	Fault  error
}

// forList is how long a server may take to list its models.
const forList = 10 * time.Second

// findServers looks for model servers on this computer, and lets the others be asked for their models again.
func (s *session) findServers() {
	clear(s.Listings)
	if s.Options.Local != nil {
		s.Local = s.Options.Local(context.Background())
	}
}

// listModels asks the draft's server for its models once, where it may be asked, and draws the page again when it knows them.
func (s *session) listModels() {
	address := s.allowed().Settings.Address
	if _, known := s.Listings[address]; known || address == "" || s.Options.Models == nil {
		return
	}
	s.Listings[address] = listing{}
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), forList)
		defer cancel()
		models, err := s.Options.Models(ctx, address)
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.Listings[address] = listing{models, err}
		s.redraw()
	}()
}

// takeKey hands the key on, with the address that the form asked for it. It is in no draft, no file and no answer of this page.
func (s *session) takeKey(r *http.Request) error {
	key, address := strings.TrimSpace(r.FormValue("key")), r.FormValue("address")
	if address == "" {
		return catalogue.Errorf("error.key.server")
	}
	s.Options.Key(address, key)
	s.Keyed[assistant.Server(address)] = key != ""
	clear(s.engines)
	delete(s.Listings, address) // it may list its models now
	return nil
}

// askModel asks the draft's model for a suggestion. It lets others into the session meanwhile, but not into the builder.
func (s *session) askModel(ctx context.Context, prompt string) (string, error) {
	draft := assistant.Draft{Settings: s.allowed().Settings}
	engine, err := s.engine(draft)
	if err != nil {
		return "", err
	}
	s.thinking = true
	s.redraw()
	s.mutex.Unlock()
	answer, err := assistant.Collect(engine.Answer(ctx, draft, []assistant.Message{{Role: assistant.RoleUser, Text: prompt}}))
	s.mutex.Lock()
	s.thinking = false
	return answer.Text, err
}
