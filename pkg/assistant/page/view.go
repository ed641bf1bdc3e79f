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
	"firstneuron/pkg/assistant/alttext"
	"firstneuron/pkg/assistant/builder"
	"firstneuron/pkg/assistant/knowledge"
	"firstneuron/pkg/assistant/texts"
)

//go:embed templates
var files embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"parts": passageParts,
	"lines": func(entries []string) string { return strings.Join(entries, "\n") },
	"comma": func(entries []string) string { return strings.Join(entries, ", ") },
	"class": func(verdict string) string { return strings.ReplaceAll(verdict, " ", "-") },
	"holds": func(text, part string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(part)) },
}).ParseFS(files, "templates/*.html"))

// A tab has a name, which stands in the address, and a drawing of 24 by 24.
type tab struct{ Name, Icon string }

var tabs = []tab{
	{"conversation", "M4 5h16v11H10l-5 4v-4H4z"},
	{"name", "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6"},
	{"instructions", "M5 4h14v16H5zM9 9h6M9 13h6M9 17h3"},
	{"knowledge", "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v13"},
	{"trials", "M9 4h6M10 4v6l-5 9h14l-5-9V4"},
	{"check", "M4 5h16v14H4zM8 12l3 3 5-6"},
	{"versions", "M12 7v5l3 2M4 12a8 8 0 1 0 3-6M4 4v4h4"},
	{"settings", "M4 8h9M17 8h3M4 16h3M11 16h9M15 6v4M9 14v4"},
	{"export", "M12 4v11M8 11l4 4 4-4M5 19h14"},
}

// A view is what a page shows. It is drawn while the session is locked.
type view struct {
	words
	Tab       string // which one is open
	Side      string // which half a narrow window shows: "build" or "preview"
	Session   string // another one after a new start, when revisions begin from the start
	Revision  int
	Error     string
	Draft     assistant.Draft
	AvatarAt  string // changes with the avatar, so that a browser loads it again
	Assistant *assistant.Assistant

	Conversation []shownTurn
	Answering    bool
	Answer       string // as far as it has come
	Unanswered   bool   // the last message has no answer, or one that failed
	Engine       string
	EngineFault  string
	Server       string // that the draft names, or ""
	AsksServer   bool   // nobody has chosen that one yet

	Builder *builder.Builder // nil where nothing is built, and all below is empty
	Tabs    []tab
	Chips   []string // the ways to improve a suggestion that are offered as buttons
	Exports []Export

	Files   []shownFile
	Query   string // what is looked for in the knowledge
	Hits    []knowledge.Hit
	HitsErr string

	Outcomes    []assistant.TrialChange
	Tried       int // the version that the outcomes belong to
	TriedBefore int

	Versions        []assistant.Version // newest first
	Version         int                 // the newest one
	Compared        int                 // the version that is compared with the newest one
	Differences     []assistant.Difference
	AsksKey, HasKey bool

	Local    []LocalServer
	Looked   bool // for servers on this computer
	Finds    bool // whether the page can look for them
	Models   []string
	ModelsOf string // why they cannot be listed
	Choices  []choice
	Sides    *sides
	Beside   []assistant.TrialChange // the outcomes of two models, as before and after
	Thinking bool

	Pasted   string // HTML that was checked
	Pictures []alttext.PagePicture
}

type shownTurn struct {
	turn
	Number int
}

type shownFile struct {
	Name     string
	Size     string
	Passages int
	Error    string
}

// mostShown is how many versions the page lists.
const mostShown = 200

// draw answers with the page. With an error it has the sentence at its top, and the status says that nothing was done.
func (s *session) draw(w http.ResponseWriter, r *http.Request, tab string, fault error) {
	var page bytes.Buffer
	if err := s.drawInto(&page, r, tab, fault); err != nil {
		http.Error(w, "the page cannot be drawn: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if fault != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
	page.WriteTo(w)
}

func (s *session) drawInto(page *bytes.Buffer, r *http.Request, tab string, fault error) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	v := s.look()
	if fault != nil {
		v.Error = texts.Tell(fault, v.Language)
	}
	if r.FormValue("side") == "preview" {
		v.Side = "preview"
	}
	if s.builder == nil {
		return pages.ExecuteTemplate(page, "chat.html", v)
	}
	s.lookAtBuilding(&v)
	for _, t := range tabs {
		if t.Name == r.FormValue("tab") {
			v.Tab = t.Name
		}
	}
	if tab != "" {
		v.Tab = tab
	}
	s.answerQuery(&v, r)
	return pages.ExecuteTemplate(page, "builder.html", v)
}

// answerQuery looks for what the address asks for: passages of the knowledge, and what has changed since a version.
func (s *session) answerQuery(v *view, r *http.Request) {
	if v.Query = strings.TrimSpace(r.URL.Query().Get("query")); v.Query != "" {
		index, err := s.cache.Index(v.Draft.Knowledge, v.Language)
		if index != nil { // what could not be read is told beside each file
			v.Hits = index.Search(v.Query, found)
		} else {
			v.HitsErr = told(err, v.Language)
		}
	}
	compared := 0
	fmt.Sscan(r.URL.Query().Get("compare"), &compared)
	if all := s.assistant.Versions(); compared > 0 && compared <= len(all) {
		v.Compared, v.Differences = compared, assistant.Compare(all[compared-1].Draft, v.Draft)
	}
}

func (s *session) look() view {
	draft := s.draft()
	v := view{
		words: words{catalogue.In(draft.Settings.Language)}, Tab: tabs[0].Name, Side: "build", Session: s.name, Revision: s.revision,
		Draft: draft, Assistant: s.assistant, AvatarAt: fmt.Sprintf("/avatar?of=%s-%d", s.name, len(s.assistant.Versions())),
		Answering: s.answer != nil, Answer: s.answer.soFar(),
	}
	for i, t := range s.memory.Conversation {
		v.Conversation = append(v.Conversation, shownTurn{t, i})
	}
	if n := len(v.Conversation); n > 0 && !v.Answering {
		last := v.Conversation[n-1]
		v.Unanswered = last.Role == assistant.RoleUser || last.Note != ""
	}
	if draft.Settings.Address != "" {
		v.Server = assistant.Server(draft.Settings.Address)
		v.AsksServer = s.draftNow().Settings.Address == ""
	}
	if engine, err := s.engineNow(); err != nil {
		v.EngineFault = texts.Tell(err, v.Language)
	} else {
		v.Engine = engine.Name(v.Language)
	}
	v.Error = told(s.unsaved, v.Language)
	return v
}

func (s *session) lookAtBuilding(v *view) {
	v.Builder, v.Tabs, v.Exports = s.builder, tabs, s.options.Exports
	v.Chips = []string{v.T("chip.shorter"), v.T("chip.longer"), v.T("chip.friendlier"), v.T("chip.formal")}
	for _, file := range v.Draft.Knowledge {
		shown := shownFile{Name: file.Name, Size: texts.Bytes(len(file.Content)).In(v.Language)}
		reading := s.readingOf(file)
		shown.Passages, shown.Error = reading.passages, told(reading.err, v.Language)
		v.Files = append(v.Files, shown)
	}
	if latest := s.memory.Latest; latest != nil {
		var before []assistant.Outcome
		if s.memory.Earlier != nil {
			before, v.TriedBefore = s.memory.Earlier.Outcomes, s.memory.Earlier.Version
		}
		v.Outcomes, v.Tried = assistant.CompareOutcomes(before, latest.Outcomes), latest.Version
	}
	v.Versions = s.assistant.Versions()
	v.Version = len(v.Versions)
	slices.Reverse(v.Versions)
	v.Versions = v.Versions[:min(len(v.Versions), mostShown)]
	v.Local, v.Looked, v.Finds, v.Choices, v.Sides = s.local, s.looked, s.options.Local != nil, s.choices(), s.memory.Sides
	if v.Sides != nil {
		v.Beside = assistant.CompareOutcomes(v.Sides.Outcomes[0], v.Sides.Outcomes[1])
	}
	listed := s.listings[s.draftNow().Settings.Address]
	v.Models, v.ModelsOf, v.Thinking = listed.Models, told(listed.Fault, v.Language), s.thinking
	v.Pasted, v.Pictures = s.pasted, s.pictures
	v.AsksKey, v.HasKey = s.options.Key != nil && v.Server != "", s.keyed[v.Server]
}

// SideNames are the names of the two engines that trials run against, in their form.
func (view) SideNames() []string { return []string{"one", "other"} }

// IsMissing says whether a picture has no alt text at all.
func (view) IsMissing(picture alttext.PagePicture) bool { return picture.Text == alttext.NoAlt }

// Faulty is how many pictures have a text with something wrong.
func (v view) Faulty() (n int) {
	for _, picture := range v.Pictures {
		if len(picture.Findings) > 0 {
			n++
		}
	}
	return n
}
