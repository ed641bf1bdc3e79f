package assistant

import (
	"regexp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant/texts"
)

// A Draft is everything that makes an assistant what it is. The zero value is the empty draft with which a builder begins.
//
// It is plain data. Change it through [Assistant.Change], which keeps the version before. The contents of files and pictures stay as
// they are once they are in a draft, since all versions share them: to change one, put another slice in its place.
type Draft struct {
	Purpose      string      `json:"purpose,omitempty"` // what it is for, in the author's words
	Task         Task        `json:"task,omitempty"`
	Name         string      `json:"name"`
	Description  string      `json:"description,omitempty"` // one sentence for those who will use it
	Instructions string      `json:"instructions,omitempty"`
	Starters     []string    `json:"starters,omitempty"` // conversation starters: what one could ask first
	Criteria     []Criterion `json:"criteria,omitempty"`
	Avatar       Avatar      `json:"avatar"`
	Knowledge    []File      `json:"-"` // files of their own in a saved assistant
	Settings     Settings    `json:"settings"`
	ByHand       []Field     `json:"byHand,omitempty"` // what a person wrote, which no suggestion replaces; sorted, each once
}

// A Task is what the embedded engine does with a message, besides answering from the knowledge.
type Task string

const (
	Answers  Task = ""          // answer questions from the knowledge
	AltTexts Task = "alt texts" // write the alt text of a picture
)

// A Criterion is something that the purpose calls for, asked by the builder: "Which pictures are used?"
type Criterion struct {
	Key      string `json:"key"` // names the criterion in code: "pictures", "screenshot"
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// A Field is a part of a draft that has a place of its own on the page and in a comparison.
type Field string

const (
	FieldPurpose      Field = "purpose"
	FieldName         Field = "name"
	FieldAvatar       Field = "avatar"
	FieldDescription  Field = "description"
	FieldInstructions Field = "instructions"
	FieldStarters     Field = "starters"
	FieldCriteria     Field = "criteria"
	FieldKnowledge    Field = "knowledge"
	FieldSettings     Field = "settings"
)

// An Avatar is the assistant's picture: drawn from a seed, or the user's own.
type Avatar struct {
	Seed    uint64 `json:"seed"` // decides the drawing
	Picture []byte `json:"-"`    // the user's own; nil for the drawing
}

// A File is a source of knowledge as it was given: text, Markdown, HTML or PDF, told apart by the extension of its name.
type File struct {
	Name    string // without a folder: "style-guide.md"
	Content []byte
}

// Fields are the fields of a draft, in the order in which they are asked, shown and compared.
var Fields = []Field{
	FieldPurpose, FieldName, FieldAvatar, FieldDescription, FieldInstructions, FieldStarters, FieldCriteria, FieldKnowledge, FieldSettings,
}

// Write notes that a person wrote this field, so that no suggestion replaces it.
func (d *Draft) Write(f Field) {
	if !d.Wrote(f) {
		d.ByHand = slices.Sorted(slices.Values(append(slices.Clone(d.ByHand), f)))
	}
}

// Wrote says whether a person wrote this field.
func (d Draft) Wrote(f Field) bool { return slices.Contains(d.ByHand, f) }

// Unwrite lets suggestions replace the field again.
func (d *Draft) Unwrite(f Field) {
	d.ByHand = slices.DeleteFunc(slices.Clone(d.ByHand), func(other Field) bool { return other == f })
}

// Add puts a file into the knowledge and replaces one of the same name. At an error, which says why the file cannot be kept, the
// draft stays as it was.
func (d *Draft) Add(file File) error {
	added := *d
	added.Knowledge = slices.Clone(d.Knowledge)
	same := func(other File) bool { return folded(other.Name) == folded(file.Name) }
	if i := slices.IndexFunc(added.Knowledge, same); i >= 0 {
		added.Knowledge[i] = file
	} else {
		added.Knowledge = append(added.Knowledge, file)
	}
	if err := added.Check(); err != nil {
		return err
	}
	*d = added
	return nil
}

// Clone returns a copy that shares nothing with d but contents, and has nil for an empty list, as after loading.
func (d Draft) Clone() Draft {
	d.Starters = append([]string(nil), d.Starters...)
	d.Criteria = append([]Criterion(nil), d.Criteria...)
	d.Knowledge = append([]File(nil), d.Knowledge...)
	d.ByHand = append([]Field(nil), d.ByHand...)
	return d
}

// What a draft may hold, so that every draft can be saved and loaded. Sizes are in bytes.
const (
	MostText      = 1_000_000 // of all its texts together: 400 pages
	MostTexts     = 100       // starters, and criteria
	MostFiles     = 200       // of knowledge
	LargestFile   = 16_000_000
	mostKnowledge = 64_000_000 // of all files of knowledge together
)

// Check says what keeps d from being saved: texts that are too long, too many of something, a file with an impossible name or the
// name of another, a file or picture that is too large. It is nil for every version of an assistant.
func (d Draft) Check() error {
	if d.Avatar.Picture != nil {
		if _, err := CheckPicture(d.Avatar.Picture); err != nil {
			return err
		}
	}
	return d.checkButAvatar()
}

// checkButAvatar checks all but the avatar's picture, which takes long to decode.
func (d Draft) checkButAvatar() error {
	size := 0
	for _, text := range d.texts() {
		size += len(*text)
	}
	switch {
	case size > MostText:
		return catalogue.Errorf("draft.text", texts.Bytes(size), texts.Bytes(MostText))
	case len(d.Starters) > MostTexts:
		return catalogue.Errorf("draft.starters", len(d.Starters), MostTexts)
	case len(d.Criteria) > MostTexts:
		return catalogue.Errorf("draft.criteria", len(d.Criteria), MostTexts)
	case len(d.Knowledge) > MostFiles:
		return catalogue.Errorf("draft.files", len(d.Knowledge), MostFiles)
	}
	for _, f := range d.ByHand {
		if !slices.Contains(Fields, f) {
			return catalogue.Errorf("draft.field", f, Fields)
		}
	}
	names, all := map[string]string{}, 0
	for _, file := range d.Knowledge {
		if err := CheckName(file.Name); err != nil {
			return err
		}
		if other, twice := names[folded(file.Name)]; twice {
			return catalogue.Errorf("draft.twice", other, file.Name)
		}
		names[folded(file.Name)] = file.Name
		if len(file.Content) > LargestFile {
			return catalogue.Errorf("draft.file", file.Name, texts.Bytes(len(file.Content)), texts.Bytes(LargestFile))
		}
		all += len(file.Content)
	}
	if all > mostKnowledge {
		return catalogue.Errorf("draft.knowledge", texts.Bytes(all), texts.Bytes(mostKnowledge))
	}
	return nil
}

// texts are all texts of d, but for names and contents of files.
func (d *Draft) texts() []*string {
	all := []*string{
		&d.Purpose, (*string)(&d.Task), &d.Name, &d.Description, &d.Instructions, &d.Settings.Language, &d.Settings.Address, &d.Settings.Model,
	}
	for i := range d.Starters {
		all = append(all, &d.Starters[i])
	}
	for i := range d.Criteria {
		all = append(all, &d.Criteria[i].Key, &d.Criteria[i].Question, &d.Criteria[i].Answer)
	}
	return all
}

// tidy leaves out what cannot be kept, and writes what means the same in the same way.
func (d *Draft) tidy() {
	for _, text := range d.texts() {
		*text = valid(*text)
	}
	d.Settings.tidy()
	slices.Sort(d.ByHand)
	d.ByHand = slices.Compact(d.ByHand)
}

// withoutSecrets cuts from a server's address what can hold a password or a key: all before an @, the query and the fragment. It
// works on the text, since an address with a key in it may be one that net/url cannot read.
func withoutSecrets(address string) string {
	return beforeAt.ReplaceAllString(query.ReplaceAllString(address, ""), "$1")
}

var (
	query    = regexp.MustCompile(`(?s)[?#].*`)
	beforeAt = regexp.MustCompile(`(?s)^([^@]*?://)?.*@`)
)

func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }
