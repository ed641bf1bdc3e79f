package page

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"hash/crc32"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
	"firstneuron/pkg/assistant/texts"
)

//go:embed templates
var files embed.FS

//go:embed texts.json
var file []byte

var catalogue = texts.Parse(file)

// pages are the templates in each language.
var pages = map[string]*template.Template{"en": pagesIn("en"), "ru": pagesIn("ru")}

func pagesIn(language string) *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"T":       catalogue.In(language).Say,
		"tell":    func(err error) string { return texts.Tell(err, language) },
		"bytes":   func(n int) string { return texts.Bytes(n).In(language) },
		"tabs":    func() []tab { return tabs },
		"blocks":  blocksOf,
		"join":    strings.Join,
		"digest":  func(content []byte) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(content)) },
		"holds":   holds,
		"compare": assistant.CompareOutcomes,
		"server":  assistant.Server,
		"checked": alttext.CheckPage,
		"noAlt":   func() string { return alttext.NoAlt },
		"faulty": func(pictures []alttext.PagePicture) (n int) {
			for _, picture := range pictures {
				n += min(1, len(picture.Findings))
			}
			return n
		},
		"heading": heading,
	}).ParseFS(files, "templates/*.html"))
}

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

// tabOf is the tab with which a form's address begins, or else the one that was open.
func tabOf(r *http.Request) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, name := range []string{first, r.FormValue("tab")} {
		if slices.ContainsFunc(tabs, func(t tab) bool { return t.Name == name }) {
			return name
		}
	}
	return tabs[0].Name
}

// sideOf is the half of the page that a narrow window shows: "build" or "preview".
func sideOf(r *http.Request) string {
	if r.FormValue("side") == "preview" {
		return "preview"
	}
	return "build"
}

// A view is what a page shows of the session, which is locked meanwhile.
type view struct {
	*session
	Language   string
	Draft      assistant.Draft
	Tab, Side  string
	Fault      error // what keeps the page from doing what was asked
	Engine     string
	NoEngine   error
	AsksServer bool // nobody has chosen the server that the draft names

	Query       string              // what is looked for in the knowledge
	Versions    []assistant.Version // newest first
	Version     int                 // the newest one
	Compared    int                 // the version that is compared with it
	Differences []assistant.Difference
}

// mostShown is how many versions the page lists.
const mostShown = 200

// draw answers with the page. With an error it has the sentence at its top, and the status says that nothing was done.
func (s *session) draw(w http.ResponseWriter, r *http.Request, fault error) {
	name := "builder.html"
	if s.Builder == nil {
		name = "chat.html"
	}
	var page bytes.Buffer
	s.mutex.Lock()
	v := s.look(r, fault)
	err := pages[v.Language].ExecuteTemplate(&page, name, v)
	s.mutex.Unlock()
	if err != nil {
		http.Error(w, "the page cannot be drawn: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if fault != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
	page.WriteTo(w)
}

func (s *session) look(r *http.Request, fault error) view {
	draft := s.draft()
	v := view{
		session: s, Language: s.language(), Draft: draft, Tab: tabOf(r), Side: sideOf(r),
		Fault: cmp.Or(fault, s.Unsaved), Query: strings.TrimSpace(r.URL.Query().Get("query")),
		AsksServer: s.allowed().Settings.Address != draft.Settings.Address, Versions: s.Assistant.Versions(),
	}
	engine, err := s.engine(s.allowed())
	if v.NoEngine = err; err == nil {
		v.Engine = engine.Name(v.Language)
	}
	v.Version = len(v.Versions)
	var compared int
	if fmt.Sscan(r.URL.Query().Get("compare"), &compared); compared > 0 && compared <= v.Version {
		v.Compared, v.Differences = compared, assistant.Compare(v.Versions[compared-1].Draft, draft)
	}
	slices.Reverse(v.Versions)
	v.Versions = v.Versions[:min(v.Version, mostShown)]
	return v
}

// Unanswered says whether the last message has no answer, or one that failed.
func (s *session) Unanswered() bool {
	n := len(s.Memory.Conversation)
	return n > 0 && s.Answer == nil && (s.Memory.Conversation[n-1].Role == assistant.RoleUser || s.Memory.Conversation[n-1].Note != "")
}

// checkPage keeps HTML that was pasted.
func (s *session) checkPage(r *http.Request) error {
	s.Memory.Pasted = lines(r.FormValue("html"))
	return s.remember()
}

// holds tells whether a suggestion has a choice in it, whose box is ticked then.
func holds(suggestion, choice string) bool {
	return strings.Contains(strings.ToLower(suggestion), strings.ToLower(choice))
}
