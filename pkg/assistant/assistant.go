// Package assistant is an assistant that somebody builds: its draft, all versions
// of it, the trials beside it, and how they are kept.
//
//	a := assistant.New()
//	a.Change("a name", func(d *assistant.Draft) { d.Name = "Alma" })
//	err := a.Save("assistants/alma")
//
// The packages below it do the rest: builder asks and suggests, knowledge reads
// and searches files, embedded and openai answer, alttext writes and checks alt
// texts, export writes other formats, page shows it all in a browser.
package assistant

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"time"
)

// An Assistant is a draft with all its versions, the trials beside it, and the conversation in which it is built.
// Its methods may not be called at the same time.
type Assistant struct {
	Trials   []Trial
	Building []byte // what package builder remembers of its conversation, in JSON; nil before it began

	Clock func() time.Time // tells the time of a version: time.Now, or what a test sets

	versions []Version
	known    map[string]bool      // SHA-256 of each assistant.json that this was loaded from or saved as
	stored   map[string]time.Time // when the files under their SHA-256 were written, as far as it is known that they are whole
	sums     map[piece]string     // SHA-256 of contents of versions, which never change
}

// A Version is a draft as it was after one change. Versions are numbered from 1 and never change.
type Version struct {
	Number int       `json:"number"`
	Time   time.Time `json:"time"` // in UTC
	What   string    `json:"what"` // the change in a few words: "name accepted", "undo: name accepted"
	Draft  Draft     `json:"-"`

	links
}

// links are the numbers of the versions to which undo and redo lead; 0 is the empty draft.
type links struct {
	Change int `json:"change"`          // whose change made this draft: this version, or the one that an undo or a redo came back to
	Before int `json:"before"`          // the change that undo goes back to
	After  int `json:"after,omitempty"` // the version that redo goes on to; 0 where nothing was undone
}

// New returns an assistant with an empty draft and no versions.
func New() *Assistant {
	return &Assistant{Clock: time.Now, known: map[string]bool{}, stored: map[string]time.Time{}, sums: map[piece]string{}}
}

// Draft returns the current draft: a copy, which may be changed and changes nothing here.
func (a *Assistant) Draft() Draft { return a.last().Draft.Clone() }

// Change lets change work on a copy of the draft and keeps the result as a new version; what says in a few words what was
// done. It returns false, and keeps everything as it was, when nothing changed or when [Draft.Check] finds that the result
// cannot be kept.
//
// Some things are never kept: the parts of a server's address that can hold a password or a key (before an @, after a ? or #),
// bytes that are not UTF-8, and settings that cannot be, such as a temperature of NaN.
func (a *Assistant) Change(what string, change func(*Draft)) bool {
	last := a.last()
	d := last.Draft.Clone()
	change(&d)
	d = d.Clone() // change may still use what it put in
	d.tidy()
	if reflect.DeepEqual(d, last.Draft) {
		return false
	}
	check := d.Check
	if bytes.Equal(d.Avatar.Picture, last.Draft.Avatar.Picture) {
		check = d.checkButAvatar
	}
	if check() != nil {
		return false
	}
	number := len(a.versions) + 1
	a.keep(Version{What: what, Draft: d, links: links{Change: number, Before: last.Change}})
	return true
}

// CanUndo says whether there is a change to take back.
func (a *Assistant) CanUndo() bool { return a.last().Change > 0 }

// Undo takes back the last change that was not taken back yet: calling it again and again leads to the empty draft. It makes a new
// version, like every change. False means that there is nothing to undo.
func (a *Assistant) Undo() bool {
	last := a.last()
	return last.Change > 0 && a.comeTo("undo: "+a.version(last.Change).What, a.version(last.Before), last.Number)
}

// CanRedo says whether there is something that was undone, and no other change since.
func (a *Assistant) CanRedo() bool { return a.last().After > 0 }

// Redo repeats the change that was undone last, in a new version. False means that there is nothing to redo.
func (a *Assistant) Redo() bool {
	undone := a.version(a.last().After)
	return undone.Number > 0 && a.comeTo("redo: "+a.version(undone.Change).What, undone, undone.After)
}

// comeTo makes a version of the draft of an earlier one.
func (a *Assistant) comeTo(what string, v Version, after int) bool {
	a.keep(Version{What: what, Draft: v.Draft, links: links{v.Change, v.Before, after}})
	return true
}

// GoBack makes the draft of an earlier version the current one. It is a change like any other: the versions in between stay, and
// Undo takes it back. It does nothing if the drafts are the same. The error names a number that no version has.
func (a *Assistant) GoBack(number int) error {
	if number < 1 || number > len(a.versions) {
		return catalogue.Errorf("version.none", number, len(a.versions))
	}
	a.Change(fmt.Sprintf("back to version %d", number), func(d *Draft) { *d = a.version(number).Draft })
	return nil
}

// Versions returns all versions, oldest first. Their drafts are those of the assistant: read them, and [Draft.Clone] one to change it.
func (a *Assistant) Versions() []Version { return slices.Clone(a.versions) }

func (a *Assistant) last() Version { return a.version(len(a.versions)) }

// version returns the version with this number; 0 is the empty draft before all of them.
func (a *Assistant) version(number int) Version {
	if number == 0 {
		return Version{}
	}
	return a.versions[number-1]
}

func (a *Assistant) keep(v Version) {
	v.Number = len(a.versions) + 1
	v.Time = a.Clock().UTC().Round(0) // a saved time has no monotonic clock
	v.What = fmt.Sprintf("%.150s", valid(v.What))
	a.versions = append(a.versions, v)
}
