package export

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/png"
	"reflect"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestModelfilesOfOthers(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       assistant.Draft
		says       string
	}{
		{"the shortest", "FROM llama3.2", assistant.Draft{Settings: assistant.Settings{Model: "llama3.2"}}, ""},
		{"all commands", "# made by hand\nfrom llama3.2:3b\n\nPARAMETER temperature 0.5\nPARAMETER stop \"<|end|>\"\nTEMPLATE \"\"\"{{ .System }}\n{{ .Prompt }}\"\"\"\n" +
			"System You are Mario.\nMESSAGE user Hi: there\nMESSAGE assistant \"\"\"It's\nme\"\"\"\nADAPTER ./a.gguf\nLICENSE \"\"\"\nMIT\n\"\"\"\n",
			assistant.Draft{Instructions: "You are Mario.", Settings: assistant.Settings{Model: "llama3.2:3b", Temperature: new(0.5)}}, ""},
		{"one quote", "FROM m\nSYSTEM \"You are\nbrief.\"\n", assistant.Draft{Instructions: "You are\nbrief.", Settings: assistant.Settings{Model: "m"}}, ""},
		{"Windows lines", "FROM m\r\nSYSTEM \"\"\"a\r\nb\"\"\"\r\n", assistant.Draft{Instructions: "a\nb", Settings: assistant.Settings{Model: "m"}}, ""},
		{"the last SYSTEM counts", "FROM m\nSYSTEM a\nSYSTEM b", assistant.Draft{Instructions: "b", Settings: assistant.Settings{Model: "m"}}, ""},
		{"no FROM", "SYSTEM hi", assistant.Draft{}, "no line FROM"},
		{"an open quote", "FROM m\n\nSYSTEM \"\"\"hi\nthere", assistant.Draft{}, "line 3: a text in quotes that never ends"},
		{"no command", "FROM m\nSISTEM hi", assistant.Draft{}, `line 2: there is no command "SISTEM"`},
		{"a page", "<!doctype html>", assistant.Draft{}, "line 1: there is no command"},
		{"no number", "FROM m\nPARAMETER temperature warm", assistant.Draft{}, `line 2: the parameter temperature "warm" is not a number`},
		{"too hot", "FROM m\nPARAMETER temperature 1e9", assistant.Draft{}, "not between 0 and 2"},
		{"not a number", "FROM m\nPARAMETER temperature NaN", assistant.Draft{}, "is not a number"},
		{"a note half quoted", "# Name: \"Alma\nFROM m", assistant.Draft{}, "line 1: the note Name"},
	} {
		got, err := Read([]byte(c.text))
		check(t, c.name, got, err, c.want, c.says)
	}
}

// Ollama reads no character that it cannot print, spaces that do not break among them (parser/parser.go, ParseFile).
func TestAModelfileKeepsWordsApart(t *testing.T) {
	d := assistant.Draft{Instructions: "50\u00a0% — это\u202fполовина\u200b.\u0007"}
	got := roundTrip(t, Formats[0], d)
	if want := "50 % — это половина."; got.Instructions != want {
		t.Errorf("got %q, want %q", got.Instructions, want)
	}
}

func TestModelsOfOpenWebUI(t *testing.T) {
	named := assistant.Draft{Name: "Mario", Instructions: "Be Mario.", Settings: assistant.Settings{Model: "llama3.2:latest"}}
	for _, c := range []struct {
		name, text string
		want       assistant.Draft
		says       string
	}{
		{"as exported by 0.6", `[{"id": "mario", "user_id": "u", "base_model_id": "llama3.2:latest", "name": "Mario",
			"params": {"system": "Be Mario.", "temperature": null, "stop": null},
			"meta": {"profile_image_url": "/static/favicon.png", "description": null, "suggestion_prompts": null, "tags": [],
				"capabilities": {"vision": true, "usage": null}},
			"access_control": null, "is_active": true, "updated_at": 1, "created_at": 1, "user": {"name": "me"}}]`, named, ""},
		{"as exported later", `[{"id": "mario", "base_model_id": "llama3.2:latest", "name": "Mario", "params": {"system": "Be Mario."},
			"meta": {"profile_image_url": null, "knowledge": [{"id": "k"}]}, "access_grants": [], "is_active": true}]`, named, ""},
		{"without its list", `{"name": "Mario", "base_model_id": "llama3.2:latest", "params": {"system": "Be Mario."}}`, named, ""},
		{"no model", `[]`, assistant.Draft{}, "no model with a name"},
		{"something else", `[{"a": 1}]`, assistant.Draft{}, "no model with a name"},
		{"cut off", `[{"name": "Mario", `, assistant.Draft{}, "not a list of models"},
		{"another type", `[{"name": 7}]`, assistant.Draft{}, "not a list of models"},
		{"deep", strings.Repeat("[", 1000000), assistant.Draft{}, "not a list of models"},
		{"too hot", `[{"name": "Mario", "params": {"temperature": -1}}]`, assistant.Draft{}, "not between 0 and 2"},
		{"a newer format", `[{"name": "Mario", "meta": {"first_neuron": {"version": 2}}}]`, assistant.Draft{}, "newer First Neuron"},
		{"an unknown task", `[{"name": "Mario", "meta": {"first_neuron": {"version": 1, "task": "rob a bank"}}}]`, assistant.Draft{}, "no task"},
		{"an unknown field", `[{"name": "Mario", "meta": {"first_neuron": {"version": 1, "by_hand": ["soul"]}}}]`, assistant.Draft{}, "soul"},
		{"a damaged picture", `[{"name": "Mario", "meta": {"profile_image_url": "data:image/png;base64,!"}}]`, assistant.Draft{}, "the model's picture"},
		{"no picture", `[{"name": "Mario", "meta": {"profile_image_url": "data:image/png;base64,aGVsbG8="}}]`, assistant.Draft{}, "the model's picture"},
	} {
		got, err := Read([]byte(c.text))
		check(t, c.name, got, err, c.want, c.says)
	}
}

// A model as ModelForm of Open WebUI's backend/open_webui/models/models.py wants it.
func TestAModelForOpenWebUI(t *testing.T) {
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	d := assistant.Draft{Name: "Альма 2", Description: "Writes alt texts.", Instructions: "Describe.", Task: assistant.AltTexts,
		Starters: []string{"Describe this."}, Avatar: assistant.Avatar{Picture: content.Bytes()}, Settings: assistant.Settings{Model: "llava"}}
	var models []map[string]any
	if err := json.Unmarshal([]byte(written(t, Formats[1], d)), &models); err != nil {
		t.Fatal(err)
	}
	own := models[0]["meta"].(map[string]any)["first_neuron"]
	delete(models[0]["meta"].(map[string]any), "first_neuron")
	want := []map[string]any{{
		"id": "2", "base_model_id": "llava", "name": "Альма 2", "is_active": true,
		"params": map[string]any{"system": "Describe."},
		"meta": map[string]any{
			"profile_image_url":  "data:image/png;base64," + base64.StdEncoding.EncodeToString(content.Bytes()),
			"description":        "Writes alt texts.",
			"suggestion_prompts": []any{map[string]any{"content": "Describe this."}},
			"capabilities":       map[string]any{"vision": true, "citations": true},
		},
		"access_control": map[string]any{
			"read":  map[string]any{"group_ids": []any{}, "user_ids": []any{}},
			"write": map[string]any{"group_ids": []any{}, "user_ids": []any{}},
		},
	}}
	if !reflect.DeepEqual(models, want) {
		t.Errorf("got  %v\nwant %v", models, want)
	}
	if own == nil {
		t.Error("what Open WebUI has no place for is not there")
	}
	if got := roundTrip(t, Formats[1], d); !bytes.Equal(got.Avatar.Picture, d.Avatar.Picture) {
		t.Errorf("the picture comes back as %d bytes, want %d", len(got.Avatar.Picture), len(d.Avatar.Picture))
	}
}

func TestIdsForOpenWebUI(t *testing.T) {
	for name, want := range map[string]string{
		"Alma":                   "alma",
		"Alt texts, for my blog": "alt-texts-for-my-blog",
		"--- 7 ---":              "7",
		strings.Repeat("a", 500): strings.Repeat("a", 100),
	} {
		if got := modelID(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	if one, other := modelID("Альма"), modelID("Берта"); !strings.HasPrefix(one, "assistant-") || one == other {
		t.Errorf("names without a Latin letter become %q and %q", one, other)
	}
}

func check(t *testing.T, name string, got assistant.Draft, err error, want assistant.Draft, says string) {
	t.Helper()
	switch {
	case says != "":
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want an error with %q", name, err, says)
		}
	case err != nil:
		t.Errorf("%s: %v", name, err)
	case !reflect.DeepEqual(got, want):
		t.Errorf("%s: got %+v, want %+v", name, got, want)
	}
}
