package assistant

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

// Settings say how the assistant answers. The zero value is the embedded engine, in English.
type Settings struct {
	Language string `json:"language,omitempty"` // "en" or "ru"; "" is "en"
	AltLimit int    `json:"altLimit,omitempty"` // the length of an alt text, in characters, that brings a warning; 0 is 150, negative no limit
	Address  string `json:"address,omitempty"`  // of a server with OpenAI's chat interface: "http://localhost:11434/v1"; "" is the embedded engine
	Model    string `json:"model,omitempty"`    // which model that server shall use

	// Where these are nil, the server chooses, or a usual value is taken. To change one, make a new pointer: versions share them.
	Temperature    *float64 `json:"temperature,omitempty"`
	Seed           *int64   `json:"seed,omitempty"`           // with the same seed many servers give the same answer
	SilenceSeconds *int     `json:"silenceSeconds,omitempty"` // how long the server may send nothing; 0 is as long as it likes
	ContextTokens  *int     `json:"contextTokens,omitempty"`  // what the model can read at once; 0 is without a limit
}

// tidy leaves out what cannot be kept or makes no sense.
func (s *Settings) tidy() {
	s.Address = withoutSecrets(s.Address)
	if t := s.Temperature; t != nil && (math.IsNaN(*t) || math.IsInf(*t, 0)) {
		s.Temperature = nil
	}
	for _, number := range []**int{&s.SilenceSeconds, &s.ContextTokens} {
		if *number != nil && (**number < 0 || **number > math.MaxInt32) {
			*number = nil
		}
	}
}

func (s Settings) describe() string {
	limit, engine := fmt.Sprintf("up to %d characters", cmp.Or(s.AltLimit, 150)), "embedded, offline"
	if s.AltLimit < 0 {
		limit = "of any length"
	}
	if s.Address != "" {
		engine = "the server at " + s.Address
	}
	var lines []string
	for _, one := range []struct{ name, value string }{
		{"language", cmp.Or(s.Language, "en")}, {"alt texts", limit}, {"engine", engine}, {"model", s.Model},
		{"temperature", orBlank(s.Temperature)}, {"seed", orBlank(s.Seed)},
		{"seconds of silence", orBlank(s.SilenceSeconds)}, {"tokens of context", orBlank(s.ContextTokens)},
	} {
		if one.value != "" {
			lines = append(lines, one.name+": "+one.value)
		}
	}
	return strings.Join(lines, "\n")
}

func orBlank[T any](number *T) string {
	if number == nil {
		return ""
	}
	return fmt.Sprint(*number)
}
