package assistant

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestOptionalSettingsInJSON(t *testing.T) {
	for text, want := range map[string]Settings{
		`{}`:                {},
		`{"temperature":0}`: {Temperature: Given(0.)},
		`{"temperature":0.5,"seed":-7,"silenceSeconds":0,"contextTokens":4096}`: {
			Temperature: Given(.5), Seed: Given(int64(-7)), SilenceSeconds: Given(0), ContextTokens: Given(4096)},
	} {
		var got Settings
		err := json.Unmarshal([]byte(text), &got)
		if got != want || err != nil {
			t.Errorf("%s: got %+v and %v, want %+v", text, got, err, want)
		}
		if back, err := json.Marshal(got); string(back) != text || err != nil {
			t.Errorf("got %s and %v, want %s", back, err, text)
		}
	}
	var s Settings
	if err := json.Unmarshal([]byte(`{"seed":null}`), &s); s != (Settings{}) || err != nil {
		t.Errorf("null: got %+v and %v, want nothing", s, err)
	}
	if err := json.Unmarshal([]byte(`{"seed":"one"}`), &s); err == nil {
		t.Error(`"one" is read as a seed`)
	}
}

func TestWhatIsNoSettingIsLeftOut(t *testing.T) {
	for _, s := range []Settings{
		{Temperature: Given(math.NaN())}, {Temperature: Given(math.Inf(1))}, {Temperature: Optional[float64]{Value: 1}},
		{SilenceSeconds: Given(-1)}, {ContextTokens: Given(-4096)}, {Seed: Optional[int64]{Value: 1}},
	} {
		if s.tidy(); s != (Settings{}) {
			t.Errorf("%+v is kept", s)
		}
	}
	s := Settings{Temperature: Given(math.Copysign(0, -1)), Seed: Given(int64(0))}
	if s.tidy(); s.describe() != "language: en\nalt texts: up to 150 characters\nengine: embedded, offline\ntemperature: 0\nseed: 0" {
		t.Errorf("got %q", s.describe())
	}
	if strings.Contains(Settings{}.describe(), "temperature") {
		t.Error("a temperature that is not given is described")
	}
}

func ExampleOptional() {
	settings := Settings{Temperature: Given(0.0)}
	text, _ := json.Marshal(settings)
	fmt.Println(string(text), settings.Seed.Or(42))
	// Output: {"temperature":0} 42
}
