package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
	"firstneuron/pkg/assistant/knowledge"
)

//go:embed templates
var files embed.FS

var pages = template.Must(template.New("").ParseFS(files, "templates/*.html"))

// tabs in their order: the name in the address, the text that is shown, and the path of a drawing of 24 by 24.
var tabs = []struct{ Name, Text, Icon string }{
	{"conversation", "Conversation", "M4 5h16v11H10l-5 4v-4H4z"},
	{"name", "Name and avatar", "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6"},
	{"instructions", "Instructions", "M5 4h14v16H5zM9 9h6M9 13h6M9 17h3"},
	{"knowledge", "Knowledge", "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v13"},
	{"trials", "Trials", "M9 4h6M10 4v6l-5 9h14l-5-9V4"},
	{"versions", "Versions", "M12 7v5l3 2M4 12a8 8 0 1 0 3-6M4 4v4h4"},
	{"settings", "Settings", "M4 8h9M17 8h3M4 16h3M11 16h9M15 6v4M9 14v4"},
	{"export", "Export", "M12 4v11M8 11l4 4 4-4M5 19h14"},
}

// A view is what a page shows, as it was at one moment.
type view struct {
	words
	Builds   bool
	Tab      string // which one is open
	Side     string // which half a narrow window shows: "build" or "preview"
	Session  string // another one after a new start, when revisions begin anew
	Revision int
	Error    string

	Draft    assistant.Draft
	AvatarAt string // changes with the avatar, so that a browser loads it anew

	Transcript []assistant.Message
	Question   builder.Question
	Chips      []string

	Conversation []shownTurn
	Answering    bool
	Answer       string // as far as it has come
	Unanswered   bool   // the last message has no answer, or one that failed
	Engine       string
	EngineFault  string
	Server       string // that the draft names, or ""
	AsksServer   bool   // nobody has chosen that one yet

	Files   []shownFile
	Query   string // what is looked for in the knowledge
	Hits    []knowledge.Hit
	HitsErr string

	Trials      []assistant.Trial
	Outcomes    []assistant.TrialChange
	Version     int // the newest one
	Tried       int // the version that the outcomes belong to
	TriedBefore int

	Versions        []assistant.Version // newest first
	CanUndo         bool
	CanRedo         bool
	Compared        int // the version that is compared with the newest one
	Differences     []assistant.Difference
	Exports         []Export
	AsksKey, HasKey bool
}

type shownTurn struct {
	turn
	Number int
}

// A part of a text is what it says itself, or what it quotes in lines that begin with ">".
type part struct {
	Quoted bool
	Text   string
}

// Parts are the parts of the text, in their order. What a user says is one part.
func (t shownTurn) Parts() (parts []part) {
	for line := range strings.Lines(t.Text) {
		quoted := t.Role == assistant.RoleAssistant && strings.HasPrefix(line, ">")
		if quoted {
			line = strings.TrimPrefix(line[1:], " ")
		}
		if last := len(parts) - 1; last >= 0 && parts[last].Quoted == quoted {
			parts[last].Text += line
		} else {
			parts = append(parts, part{quoted, line})
		}
	}
	for i := range parts {
		parts[i].Text = strings.Trim(parts[i].Text, "\n")
	}
	return slices.DeleteFunc(parts, func(p part) bool { return p.Text == "" })
}

type shownFile struct {
	Name     string
	Size     string
	Passages int
	Error    string
}

type shownOutcome struct {
	words
	*assistant.Outcome
}

// chips are the ways to improve a suggestion that are offered as buttons.
var chips = []string{"shorter", "longer", "friendlier", "more formal"}

// mostShown is how many versions the page lists.
const mostShown = 200

func (r *session) show(w http.ResponseWriter, request *http.Request) { r.draw(w, request, "", nil) }

// draw answers with the page. With an error it has the sentence at its top, and the status says that nothing was done.
func (r *session) draw(w http.ResponseWriter, request *http.Request, tab string, fault error) {
	view := r.look(request, tab)
	if fault != nil {
		view.Error = fault.Error()
	}
	name := "chat.html"
	if r.builds {
		name = "builder.html"
	}
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, view); err != nil {
		http.Error(w, "the page cannot be drawn: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if fault != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
	page.WriteTo(w)
}

// look takes a view of the session.
func (r *session) look(request *http.Request, tab string) view {
	r.mutex.Lock()
	v := r.snapshot()
	r.mutex.Unlock()

	v.Tab, v.Side = tab, "build"
	if v.Tab == "" {
		v.Tab = request.FormValue("tab")
	}
	if !slices.ContainsFunc(tabs, func(t struct{ Name, Text, Icon string }) bool { return t.Name == v.Tab }) {
		v.Tab = tabs[0].Name
	}
	if request.FormValue("side") == "preview" {
		v.Side = "preview"
	}
	if !v.Builds {
		return v
	}
	if v.Query = strings.TrimSpace(request.URL.Query().Get("query")); v.Query != "" {
		var err error
		if v.Hits, err = r.search(v.Draft, v.Query); err != nil {
			v.HitsErr = err.Error()
		}
	}
	fmt.Sscan(request.URL.Query().Get("compare"), &v.Compared)
	if i := slices.IndexFunc(v.Versions, func(version assistant.Version) bool { return version.Number == v.Compared }); i >= 0 {
		v.Differences = assistant.Compare(v.Versions[i].Draft, v.Draft)
	} else {
		v.Compared = 0
	}
	return v
}

func (r *session) snapshot() view {
	draft := r.assistant.Draft()
	v := view{
		words: wordsFor(draft.Settings.Language), Builds: r.builds, Session: r.name, Revision: r.revision, Draft: draft,
		AvatarAt: fmt.Sprintf("/avatar?of=%s-%d", r.name, len(r.assistant.Versions())), Chips: chips, Answering: r.answer != nil,
	}
	if r.answer != nil {
		v.Answer = r.answer.text
	}
	for i, t := range r.memory.Conversation {
		v.Conversation = append(v.Conversation, shownTurn{t, i})
	}
	if n := len(v.Conversation); n > 0 && !v.Answering {
		last := v.Conversation[n-1]
		v.Unanswered = last.Role == assistant.RoleUser || last.Note != ""
	}
	if draft.Settings.Address != "" {
		v.Server = assistant.Server(draft.Settings.Address)
		v.AsksServer = r.draftNow().Settings.Address == ""
	}
	if engine, err := r.engineNow(); err != nil {
		v.EngineFault = err.Error()
	} else {
		v.Engine = engine.Name(draft.Settings.Language)
	}
	if r.unsaved != nil {
		v.Error = r.unsaved.Error()
	}
	if r.builds {
		r.snapshotBuilding(&v)
	}
	return v
}

func (r *session) snapshotBuilding(v *view) {
	v.Transcript, v.Question = r.builder.Transcript(), r.builder.Question()
	for _, file := range v.Draft.Knowledge {
		shown := shownFile{Name: file.Name, Size: size(len(file.Content))}
		reading := r.readingOf(file)
		if shown.Passages = reading.passages; reading.err != nil {
			shown.Error = reading.err.Error()
		}
		v.Files = append(v.Files, shown)
	}
	v.Trials = slices.Clone(r.assistant.Trials)
	if latest := r.memory.Latest; latest != nil {
		var before []assistant.Outcome
		if r.memory.Earlier != nil {
			before, v.TriedBefore = r.memory.Earlier.Outcomes, r.memory.Earlier.Version
		}
		v.Outcomes, v.Tried = assistant.CompareOutcomes(before, latest.Outcomes), latest.Version
	}
	v.Versions = r.assistant.Versions()
	v.Version = len(v.Versions)
	slices.Reverse(v.Versions)
	v.Versions = v.Versions[:min(len(v.Versions), mostShown)]
	v.CanUndo, v.CanRedo = r.assistant.CanUndo(), r.assistant.CanRedo()
	v.Exports = r.options.Exports
	v.AsksKey, v.HasKey = r.options.Key != nil && v.Server != "", r.keyed[v.Server]
}

// Tabs are the tabs for the template.
func (v view) Tabs() []struct{ Name, Text, Icon string } { return tabs }

// Joined writes entries a line each, for a text field.
func (v view) Joined(entries []string) string { return strings.Join(entries, "\n") }

// Talk is what the button needs that leads to the builder's question about a field.
func (v view) Talk(field, text string) struct{ Field, Text string } {
	return struct{ Field, Text string }{field, v.T(text)}
}

// Outcome is an outcome with the words to show it in.
func (v view) Outcome(outcome *assistant.Outcome) shownOutcome { return shownOutcome{v.words, outcome} }

// Class makes a class for the style sheet of a verdict.
func (v view) Class(verdict string) string { return strings.ReplaceAll(verdict, " ", "-") }

// Chosen says whether an answer names a choice, which a form then ticks.
func (v view) Chosen(choice string) bool {
	return strings.Contains(strings.ToLower(v.Question.Suggestion), strings.ToLower(choice))
}

func size(bytes int) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}
