package assistant

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestOptionalSettingsInJSON(t *testing.T) {
	for text, want := range map[string]Settings{
		`{}`:                {},
		`{"temperature":0}`: {Temperature: new(0.)},
		`{"temperature":0.5,"seed":-7,"silenceSeconds":0,"contextTokens":4096}`: {
			Temperature: new(.5), Seed: new(int64(-7)), SilenceSeconds: new(0), ContextTokens: new(4096)},
	} {
		var got Settings
		err := json.Unmarshal([]byte(text), &got)
		if !reflect.DeepEqual(got, want) || err != nil {
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
		{Temperature: new(math.NaN())}, {Temperature: new(math.Inf(1))},
		{SilenceSeconds: new(-1)}, {ContextTokens: new(-4096)},
	} {
		if s.tidy(); s != (Settings{}) {
			t.Errorf("%+v is kept", s)
		}
	}
	s := Settings{Temperature: new(0.), Seed: new(int64(0))}
	if s.tidy(); s.describe() != "language: en\nalt texts: up to 150 characters\nengine: embedded, offline\ntemperature: 0\nseed: 0" {
		t.Errorf("got %q", s.describe())
	}
	if strings.Contains(Settings{}.describe(), "temperature") {
		t.Error("a temperature that is not given is described")
	}
}

func ExampleSettings() {
	settings := Settings{Temperature: new(0.0)} // 0 is a value like others
	text, _ := json.Marshal(settings)
	fmt.Println(string(text), settings.Seed)
	// Output: {"temperature":0} <nil>
}
