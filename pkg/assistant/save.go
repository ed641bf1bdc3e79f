package assistant

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"firstneuron/internal/filelock"
)

// Save writes the assistant with all its versions, trials and the builder's conversation into a folder, which is made where it is
// missing. What is there already is not written again, and nothing but assistant.json, instructions.md and the avatar is ever
// replaced: assistant.json last, in one step. When the program is killed meanwhile, the disk is full or the power fails, [Load]
// finds the assistant as it was saved before. Programs that save to one folder wait for each other; where another one has
// saved an assistant that does not go on from this one's versions, its assistant.json is kept as "replaced-….json".
//
// A folder that has other files in it, and no assistant, is an error.
func (a *Assistant) Save(folder string) error {
	if err := a.save(folder); err != nil {
		return catalogue.Errorf("save.folder", folder, err)
	}
	return nil
}

func (a *Assistant) save(folder string) error {
	p, err := a.layOut()
	if err != nil {
		return err
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return err
	}
	if target, err := filepath.EvalSymlinks(folder); err == nil {
		folder = target
	}
	if _, err := beforeSave(folder); err != nil { // before anything is made there
		return err
	}
	if err := makeFolder(folder); err != nil {
		return err
	}
	unlock, err := lock(folder)
	if err != nil {
		return err
	}
	defer unlock()
	before, err := beforeSave(folder)
	if err != nil {
		return err
	}
	contents := Contents(filepath.Join(folder, "files"))
	for _, name := range slices.Sorted(maps.Keys(p.parts)) {
		if rest, ok := strings.CutPrefix(name, "files/"); ok {
			if err := contents.put(rest, p.parts[name]); err != nil {
				return err
			}
		}
	}
	if err := a.keepReplaced(folder, before, p); err != nil {
		return err
	}
	if err := a.keepInstructions(folder, contents, p); err != nil {
		return err
	}
	// assistant.json decides. Its views come after it, so that a change by hand is always newer than it.
	for _, name := range []string{"assistant.json", "instructions.md", "avatar.svg", "avatar.png", "avatar.jpg", "avatar.gif", "avatar.webp"} {
		content, ok := p.parts[name]
		if is, err := os.ReadFile(filepath.Join(folder, name)); !ok || err == nil && string(is) == string(content) {
			continue
		}
		if err := writeFile(filepath.Join(folder, name), content); err != nil {
			return err
		}
	}
	return syncFolder(folder)
}

// beforeSave returns the assistant.json of a folder, nil for none. The error says why nothing can be saved there.
func beforeSave(folder string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(folder, "assistant.json"))
	if err == nil {
		_, err = headOf(text)
		return text, err
	}
	entries, unread := os.ReadDir(folder)
	switch {
	case errors.Is(unread, os.ErrNotExist):
		return nil, nil
	case unread != nil: // a file, for example
		return nil, catalogue.Errorf("save.place", unread)
	}
	for _, entry := range entries {
		if name := entry.Name(); !droppedBySystem(name) && name != "files" && !strings.HasPrefix(name, ".") {
			return nil, catalogue.Errorf("save.foreign", name)
		}
	}
	return nil, nil
}

// keepReplaced gives the assistant.json that this save does not go on from a name of its own, before it is replaced.
func (a *Assistant) keepReplaced(folder string, before []byte, p *layout) error {
	if before == nil {
		return nil
	}
	var saved savedAssistant
	n := 0
	if fromJSON("assistant.json", before, &saved) == nil && saved.Schema == schema {
		n = len(saved.Versions)
	}
	if n > 0 && n <= len(a.versions) && slices.Equal(saved.Versions, p.saved.Versions[:n]) {
		known := p.draft(a.version(n).Draft)
		known.Instructions = ""
		is, err1 := json.Marshal(saved.Draft)
		was, err2 := json.Marshal(known)
		if err1 == nil && err2 == nil && bytes.Equal(is, was) {
			return nil
		}
	}
	return writeFile(filepath.Join(folder, "replaced-"+hash(before)[:12]+".json"), before)
}

// keepInstructions notes which instructions.md is replaced, and keeps what somebody wrote there since it was loaded.
func (a *Assistant) keepInstructions(folder string, contents Contents, p *layout) error {
	is, err := os.ReadFile(filepath.Join(folder, "instructions.md"))
	if err != nil || bytes.Equal(is, p.parts["instructions.md"]) {
		return nil
	}
	if !slices.ContainsFunc(a.versions, func(v Version) bool { return v.Draft.Instructions == string(is) }) {
		if err := contents.put(hash(is)+"/instructions.md", is); err != nil {
			return err
		}
	}
	return p.finish(hash(is))
}

const patience = 20 * time.Second // for another program that is saving

// lock keeps all others from saving to a folder, or reading it, until unlock.
func lock(folder string) (unlock func(), err error) {
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		unlock, taken, err := filelock.TryLock(filepath.Join(folder, ".lock"))
		switch {
		case !taken && err != nil:
			return nil, err
		case !taken:
			return unlock, nil
		case time.Since(began) > patience:
			return nil, catalogue.Errorf("save.lock", folder)
		}
	}
}

// firstDay is the first one that a zip archive can name. It stands for the time of writing, which would make each archive differ.
var firstDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// SaveZip writes the same files as [Assistant.Save] as a zip archive. The same assistant gives the same bytes.
func (a *Assistant) SaveZip(w io.Writer) error {
	if err := a.saveZip(w); err != nil {
		return catalogue.Errorf("save.zip", err)
	}
	return nil
}

func (a *Assistant) saveZip(w io.Writer) error {
	l, err := a.layOut()
	if err != nil {
		return err
	}
	p := l.parts
	// LoadZip takes an archive that unpacks to much more than itself for a bomb: a large one is not compressed.
	method, all := zip.Deflate, 0
	for _, content := range p {
		all += len(content)
	}
	if all > mostUnpacked {
		method = zip.Store
	}
	archive := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: firstDay})
		if err != nil {
			return err
		}
		if _, err := part.Write(p[name]); err != nil {
			return err
		}
	}
	return archive.Close()
}
