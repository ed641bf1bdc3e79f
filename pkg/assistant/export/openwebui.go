package export

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"regexp"
	"strings"

	"firstneuron/pkg/assistant"
)

// OpenWebUI writes a draft as the list of models that Open WebUI imports at Workspace, Models. It carries the name, the
// description, the instructions, the starters, the temperature, the base model and a picture of the user's. A knowledge
// file has to be uploaded there by hand; its name and SHA-256 are listed.
//
// What Open WebUI has no place for goes into a part of its own, which Open WebUI keeps: the purpose, the task, the
// criteria, the settings, and the seed of a drawn avatar. The drawing itself is left out, as Open WebUI takes no SVG.
//
// It builds on the draft's model, or on DefaultBase, and is its importer's alone until it is shared. The format is that of
// backend/open_webui/models/models.py in https://github.com/open-webui/open-webui.
func OpenWebUI(w io.Writer, d assistant.Draft) error {
	model, err := baseModel(d)
	if err != nil {
		return err
	}
	name := cmp.Or(strings.TrimSpace(d.Name), unnamed)
	out := webModel{ID: modelID(name), Base: model, Name: name, Active: true, Access: private}
	out.Params.System = d.Instructions
	out.Params.Temperature, out.Params.Seed = d.Settings.Temperature, d.Settings.Seed
	out.Meta.Description = d.Description
	out.Meta.Capabilities = map[string]bool{"vision": d.Task == assistant.AltTexts, "citations": true}
	for _, starter := range d.Starters {
		out.Meta.Suggestions = append(out.Meta.Suggestions, webSuggestion{starter})
	}
	if d.Avatar.Picture != nil {
		content, media := d.Avatar.Image(d.Name)
		out.Meta.Picture = "data:" + media + ";base64," + base64.StdEncoding.EncodeToString(content)
	}
	out.Meta.Own = &webOwn{
		Version: 1, Name: d.Name, Purpose: d.Purpose, Task: d.Task, Criteria: d.Criteria, Settings: d.Settings,
		Seed: d.Avatar.Seed, ByHand: d.ByHand,
	}
	out.Meta.Own.Settings.Address = "" // of this machine, not of the one where it is imported
	for _, file := range d.Knowledge {
		out.Meta.Own.Knowledge = append(out.Meta.Own.Knowledge, map[string]string{"name": file.Name, "sha256": checksum(file)})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode([]webModel{out}); err != nil {
		return catalogue.Errorf("write", err)
	}
	return nil
}

// readOpenWebUI reads what OpenWebUI has written, or a model that somebody has exported from Open WebUI: a list with one
// model. Of a list with several it takes the first.
func readOpenWebUI(text string) (assistant.Draft, error) {
	if strings.HasPrefix(text, "{") { // one model without its list
		text = "[" + text + "]"
	}
	var models []webModel
	if err := json.Unmarshal([]byte(text), &models); err != nil {
		return assistant.Draft{}, catalogue.Errorf("webui.list", err)
	}
	if len(models) == 0 || models[0].Name == "" && models[0].Params.System == "" {
		return assistant.Draft{}, catalogue.Errorf("webui.none")
	}
	return models[0].draft()
}

type webModel struct {
	ID     string          `json:"id"`
	Base   string          `json:"base_model_id"`
	Name   string          `json:"name"`
	Params webParams       `json:"params"`
	Meta   webMeta         `json:"meta"`
	Access json.RawMessage `json:"access_control"` // its form has changed from version to version
	Active bool            `json:"is_active"`
}

type webParams struct {
	System      string   `json:"system,omitempty"`
	Temperature *float64 `json:"temperature,omitempty"`
	Seed        *int64   `json:"seed,omitempty"`
}

type webMeta struct {
	Picture      string          `json:"profile_image_url,omitempty"`
	Description  string          `json:"description,omitempty"`
	Suggestions  []webSuggestion `json:"suggestion_prompts,omitempty"`
	Capabilities any             `json:"capabilities,omitempty"`
	Own          *webOwn         `json:"first_neuron,omitempty"`
}

type webSuggestion struct {
	Content string `json:"content"`
}

// webOwn is what Open WebUI keeps for us.
type webOwn struct {
	Version   int                   `json:"version"`
	Name      string                `json:"name"`
	Purpose   string                `json:"purpose,omitempty"`
	Task      assistant.Task        `json:"task,omitempty"`
	Criteria  []assistant.Criterion `json:"criteria,omitempty"`
	Settings  assistant.Settings    `json:"settings"`
	Seed      uint64                `json:"avatar_seed,string"` // a string: JavaScript's numbers have 53 bits
	ByHand    []assistant.Field     `json:"by_hand,omitempty"`
	Knowledge []map[string]string   `json:"knowledge_not_carried,omitempty"`
}

// private says that nobody may read and write a model besides its owner. Without it a model is everybody's.
var private = json.RawMessage(`{"read": {"group_ids": [], "user_ids": []}, "write": {"group_ids": [], "user_ids": []}}`)

// unnamed is the name of a model whose assistant has none: Open WebUI takes no model without one.
const unnamed = "Assistant"

var notInID = regexp.MustCompile(`[^a-z0-9-]+`)

// modelID is how Open WebUI makes one of a name; a name without a Latin letter gets one from its hash.
func modelID(name string) string {
	id := notInID.ReplaceAllString(strings.ToLower(strings.Join(strings.Fields(name), "-")), "")
	if id = strings.Trim(id, "-"); id != "" {
		return id[:min(len(id), 100)]
	}
	hash := fnv.New32a()
	hash.Write([]byte(name))
	return fmt.Sprintf("assistant-%08x", hash.Sum32())
}

func (m webModel) draft() (assistant.Draft, error) {
	d := assistant.Draft{Name: m.Name, Description: m.Meta.Description, Instructions: m.Params.System}
	if own := m.Meta.Own; own != nil {
		if own.Version > 1 {
			return assistant.Draft{}, catalogue.Errorf("webui.newer", own.Version)
		}
		d.Purpose, d.Task, d.Criteria, d.Settings, d.ByHand = own.Purpose, own.Task, own.Criteria, own.Settings, own.ByHand
		d.Avatar.Seed = own.Seed
		d.Settings.Address = ""
		if m.Name == cmp.Or(strings.TrimSpace(own.Name), unnamed) { // it was not renamed there
			d.Name = own.Name
		}
	}
	for _, suggestion := range m.Meta.Suggestions {
		if suggestion.Content != "" {
			d.Starters = append(d.Starters, suggestion.Content)
		}
	}
	d.Settings.Model = cmp.Or(m.Base, d.Settings.Model)
	d.Settings.Temperature, d.Settings.Seed = m.Params.Temperature, m.Params.Seed
	// An address, or a format that a draft does not keep, is passed by.
	media, data, isData := strings.Cut(m.Meta.Picture, ";base64,")
	if isData && (media == "data:image/png" || media == "data:image/jpeg") {
		content, err := base64.StdEncoding.DecodeString(data)
		if err == nil {
			_, err = assistant.CheckPicture(content)
		}
		if err != nil {
			return d, catalogue.Errorf("webui.picture", err)
		}
		d.Avatar.Picture = content
	}
	return d, nil
}
