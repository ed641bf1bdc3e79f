package assistant

import (
	"cmp"
	"encoding/json"
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

	// The server chooses what is not given, or a usual value is taken.
	Temperature    Optional[float64] `json:"temperature,omitzero"`
	Seed           Optional[int64]   `json:"seed,omitzero"`           // with the same seed many servers give the same answer
	SilenceSeconds Optional[int]     `json:"silenceSeconds,omitzero"` // how long the server may send nothing; 0 is as long as it likes
	ContextTokens  Optional[int]     `json:"contextTokens,omitzero"`  // what the model can read at once; 0 is without a limit
}

// An Optional is a value that may be missing; 0 is a value like others.
type Optional[T comparable] struct {
	Value T
	Given bool
}

// Given is an optional value that is there.
func Given[T comparable](value T) Optional[T] { return Optional[T]{value, true} }

// Or is the value, or another one where it is missing.
func (o Optional[T]) Or(other T) T {
	if o.Given {
		return o.Value
	}
	return other
}

// String is "" for a value that is missing.
func (o Optional[T]) String() string {
	if !o.Given {
		return ""
	}
	return fmt.Sprint(o.Value)
}

// MarshalJSON writes the value alone. One that is missing is left out before, by omitzero.
func (o Optional[T]) MarshalJSON() ([]byte, error) { return json.Marshal(o.Value) }

// UnmarshalJSON reads what MarshalJSON writes, and null for a value that is missing.
func (o *Optional[T]) UnmarshalJSON(text []byte) error {
	*o = Optional[T]{Given: string(text) != "null"}
	return json.Unmarshal(text, &o.Value)
}

// onlyIf leaves out a value that makes no sense.
func (o *Optional[T]) onlyIf(isSetting bool) {
	if !o.Given || !isSetting {
		*o = Optional[T]{}
	}
}

// tidy leaves out what cannot be kept or makes no sense.
func (s *Settings) tidy() {
	s.Address = withoutSecrets(s.Address)
	s.Temperature.onlyIf(!math.IsNaN(s.Temperature.Value) && !math.IsInf(s.Temperature.Value, 0))
	s.Temperature.Value += 0 // -0 becomes 0
	s.Seed.onlyIf(true)
	for _, o := range []*Optional[int]{&s.SilenceSeconds, &s.ContextTokens} {
		o.onlyIf(o.Value >= 0 && o.Value <= math.MaxInt32)
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
		{"temperature", s.Temperature.String()}, {"seed", s.Seed.String()},
		{"seconds of silence", s.SilenceSeconds.String()}, {"tokens of context", s.ContextTokens.String()},
	} {
		if one.value != "" {
			lines = append(lines, one.name+": "+one.value)
		}
	}
	return strings.Join(lines, "\n")
}
