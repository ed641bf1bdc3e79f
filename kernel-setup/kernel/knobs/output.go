package knobs

import (
	"encoding/json"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// An Output is one of a cell, as a notebook keeps it (nbformat 4).
type Output map[string]any

// A Record is what a cell has shown: of what it has replaced or cleared only what came last.
type Record struct {
	outputs []Output
	shown   map[string][]int // by the id by which it can be replaced
	clears  bool             // as soon as the next output comes
}

// Take takes a message to the page, and tells whether it is about outputs.
func (r *Record) Take(kind string, content json.RawMessage) bool {
	var said struct {
		Name, Text, EName, EValue string
		Traceback                 []string
		Data, Metadata            json.RawMessage
		Transient                 struct {
			ID string `json:"display_id"`
		}
		Wait bool
	}
	if json.Unmarshal(content, &said) != nil {
		return false
	}
	data := Output{"output_type": "display_data", "data": orObject(said.Data), "metadata": orObject(said.Metadata)}
	switch kind {
	case "clear_output":
		if r.clears = said.Wait; !said.Wait {
			r.clear()
		}
	case "stream":
		last := len(r.outputs) - 1
		if last >= 0 && !r.clears && r.outputs[last]["name"] == said.Name {
			r.outputs[last] = Output{"output_type": "stream", "name": said.Name, "text": r.outputs[last]["text"].(string) + said.Text}
			break
		}
		r.add(Output{"output_type": "stream", "name": said.Name, "text": said.Text}, "")
	case "error":
		r.add(Output{"output_type": "error", "ename": said.EName, "evalue": said.EValue, "traceback": said.Traceback}, "")
	case "execute_result": // it has no number of its own
		r.add(data, "")
	case "update_display_data", "display_data":
		places := r.shown[said.Transient.ID]
		if kind == "display_data" || len(places) == 0 {
			r.add(data, said.Transient.ID)
			break
		}
		for _, place := range places {
			r.outputs[place] = data
		}
	default:
		return false
	}
	return true
}

func (r *Record) clear() { *r = Record{} }

func (r *Record) add(output Output, id string) {
	if r.clears {
		r.clear()
	}
	if id != "" {
		if r.shown == nil {
			r.shown = map[string][]int{}
		}
		r.shown[id] = append(r.shown[id], len(r.outputs))
	}
	r.outputs = append(r.outputs, output)
}

func orObject(text json.RawMessage) json.RawMessage {
	if len(text) == 0 {
		return json.RawMessage("{}")
	}
	return text
}

// Outputs are the outputs as they are now.
func (r *Record) Outputs() []Output { return slices.Clone(r.outputs) }

// HTML shows outputs where there are no widgets, besides the widget that shows the same. So of scripts it has only those that find their own
// place, as those of moving pictures do; others would run a second time for the first place.
func HTML(outputs []Output) string {
	var b strings.Builder
	for _, output := range outputs {
		data := texts(output)
		picture := ""
		for _, kind := range []string{"image/png", "image/jpeg", "image/gif"} {
			if data[kind] != "" && picture == "" {
				picture = `<img alt="` + html.EscapeString(data["text/plain"]) + `" src="data:` + kind + ";base64," + strings.TrimSpace(data[kind]) + `">`
			}
		}
		switch {
		case data["text/html"] != "":
			text := data["text/html"]
			if !strings.Contains(text, "document.currentScript") {
				text = script.ReplaceAllString(text, "")
			}
			b.WriteString("<div>" + text + "</div>\n")
		case data["image/svg+xml"] != "":
			b.WriteString("<div>" + data["image/svg+xml"] + "</div>\n")
		case picture != "":
			b.WriteString("<div>" + picture + "</div>\n")
		default:
			b.WriteString(`<pre style="font-family: monospace">` + html.EscapeString(data["text/plain"]) + "</pre>\n")
		}
	}
	return b.String()
}

// Text shows outputs where there is only text.
func Text(outputs []Output) string {
	var b strings.Builder
	for _, output := range outputs {
		text := texts(output)["text/plain"]
		b.WriteString(text)
		if !strings.HasSuffix(text, "\n") {
			b.WriteByte('\n')
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// texts are the forms of an output that are text, by their types.
func texts(output Output) map[string]string {
	switch output["output_type"] {
	case "stream":
		return map[string]string{"text/plain": plain(output["text"].(string))}
	case "error":
		return map[string]string{"text/plain": plain(strings.Join(output["traceback"].([]string), "\n"))}
	}
	var all map[string]any
	_ = json.Unmarshal(output["data"].(json.RawMessage), &all)
	found := map[string]string{}
	for kind, data := range maps.All(all) {
		if text, is := data.(string); is {
			found[kind] = text
		}
	}
	return found
}

// plain is a text without colours, and without what it overwrites.
func plain(text string) string {
	return overwritten.ReplaceAllString(escape.ReplaceAllString(text, ""), "$1")
}

var (
	script      = regexp.MustCompile(`(?is)<script\b.*?</script>`)
	escape      = regexp.MustCompile(`\x1b\[[0-?]*[ -/]*[@-~]`)
	overwritten = regexp.MustCompile(`(?m)^.*\r([^\r\n])`)
)
