package assistant

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"firstneuron/internal/atomicfile"
	"firstneuron/internal/clone"
	"firstneuron/internal/filelock"
)

// Save writes the assistant with all its versions, trials and the builder's conversation into a folder, which is made where it is
// missing. What is there already is not written again, and nothing but assistant.json, instructions.md and the avatar is ever
// replaced, each in one step. When the program is killed meanwhile, the disk is full or the power fails, [Load] finds the
// assistant as it was saved before. Programs that save to one folder wait for each other. What somebody else has written to
// assistant.json or instructions.md since this assistant was loaded or saved is kept beside it, as "replaced-….json" or ".md".
//
// A folder that has other files in it, and no assistant, is an error.
func (a *Assistant) Save(folder string) (err error) {
	defer tellWhere(&err, "save.folder", folder)
	l, err := a.layOut()
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
	if err := atomicfile.MakeFolder(folder); err != nil {
		return err
	}
	unlock, err := lock(folder)
	if err != nil {
		return err
	}
	defer unlock()
	names := slices.Sorted(maps.Keys(l.parts))
	for _, name := range names {
		if inFiles, ok := strings.CutPrefix(name, "files/"); ok {
			if err := Contents(filepath.Join(folder, "files")).put(inFiles, l.parts[name]); err != nil {
				return err
			}
		}
	}
	if err := a.keepOthers(folder, l); err != nil {
		return err
	}
	for _, name := range slices.Backward(names) { // assistant.json, which decides, is the last one
		file := filepath.Join(folder, name)
		if strings.HasPrefix(name, "files/") || holds(file, l.parts[name]) {
			continue
		}
		if err := writeFile(file, l.parts[name]); err != nil {
			return err
		}
	}
	return nil
}

// keepOthers keeps what somebody else has written to the files that this save replaces. Where instructions.md is one of them,
// assistant.json says so until it is done: one that is left by a save that was cut off is no change by hand.
func (a *Assistant) keepOthers(folder string, l *layout) error {
	file, main := filepath.Join(folder, "assistant.json"), l.parts["assistant.json"]
	before, err := beforeSave(folder)
	if err != nil {
		return err
	}
	if before != nil && !bytes.Equal(before, main) && !a.known[hash(before)] {
		if err := keep(file, before); err != nil {
			return err
		}
	}
	if a.known == nil {
		a.known = map[string]bool{}
	}
	a.known[hash(main)] = true
	file = filepath.Join(folder, "instructions.md")
	instructions, err := os.ReadFile(file)
	switch {
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	case err == nil && bytes.Equal(instructions, l.parts["instructions.md"]):
		return nil
	case err == nil && !slices.ContainsFunc(a.versions, func(v Version) bool { return v.Draft.Instructions == string(instructions) }):
		if err := keep(file, instructions); err != nil {
			return err
		}
	}
	l.saved.Replaces = hash(instructions)
	if main, err = inJSON("assistant.json", l.saved); err != nil {
		return err
	}
	a.known[hash(main)] = true
	return writeFile(filepath.Join(folder, "assistant.json"), main)
}

// beforeSave returns the assistant.json of a folder, nil for none. The error says why nothing can be saved there.
func beforeSave(folder string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(folder, "assistant.json"))
	if err == nil {
		_, err = headOf(text)
		return text, err
	}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) { // a file, for example
		return nil, catalogue.Errorf("save.place", err)
	}
	for _, entry := range entries {
		if name := entry.Name(); name != "files" && name != "Thumbs.db" && name != "desktop.ini" && !strings.HasPrefix(name, ".") {
			return nil, catalogue.Errorf("save.foreign", name)
		}
	}
	return nil, nil
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

// firstDay is the earliest time in a zip archive. The time of writing would make each archive differ.
var firstDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// SaveZip writes the same files as [Assistant.Save] as a zip archive. The same assistant gives the same bytes.
func (a *Assistant) SaveZip(w io.Writer) (err error) {
	defer tellWhere(&err, "save.zip")
	l, err := a.layOut()
	if err != nil {
		return err
	}
	// LoadZip takes an archive that unpacks to much more than itself for a bomb: a large one is not compressed.
	method, all := zip.Deflate, 0
	for _, content := range l.parts {
		if all += len(content); all > mostUnpacked {
			method = zip.Store
		}
	}
	archive := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(l.parts)) {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: firstDay})
		if err != nil {
			return err
		}
		if _, err := part.Write(l.parts[name]); err != nil {
			return err
		}
	}
	return archive.Close()
}

// Folder is the folder assistants/NAME of First Neuron, where lessons and the builder's page keep what somebody builds. Git leaves it
// alone, and so does `go run ./kernel-setup remove`. Outside the project it is assistants/NAME in the working folder.
func Folder(name string) string {
	root, _ := clone.Folder()
	return filepath.Join(root, "assistants", name)
}
