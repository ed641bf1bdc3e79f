package assistant

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
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
	parts, err := a.parts()
	if err != nil {
		return err
	}
	if err := canSave(folder); err != nil { // before anything is made there
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
	removePartial(folder)
	names, isStored := slices.Sorted(maps.Keys(parts)), func(name string) bool { return strings.HasPrefix(name, "files/") }
	for _, name := range names {
		if isStored(name) {
			if err := a.store(filepath.Join(folder, name), parts[name]); err != nil {
				return err
			}
		}
	}
	// Until there are other instructions, Load takes those of the newest version: so they change together with assistant.json.
	instructions := filepath.Join(folder, "instructions.md")
	has, err := keepOther(instructions, parts["instructions.md"], func(before []byte) bool {
		return slices.ContainsFunc(a.versions, func(v Version) bool { return v.Draft.Instructions == string(before) })
	})
	if err == nil && !has {
		err = atomicfile.Remove(instructions)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	a.known[hash(parts["assistant.json"])] = true
	for _, name := range names { // assistant.json, which decides, is the first of the others
		if !isStored(name) {
			mayGo := func(before []byte) bool { return name != "assistant.json" || a.known[hash(before)] }
			if err := replace(filepath.Join(folder, name), parts[name], mayGo); err != nil {
				return err
			}
		}
	}
	return nil
}

// canSave returns the error of a folder that is not for assistants.
func canSave(folder string) error {
	if text, err := os.ReadFile(filepath.Join(folder, "assistant.json")); err == nil {
		_, err = headOf(text)
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) { // a file, for example
		return catalogue.Errorf("save.place", err)
	}
	for _, entry := range entries {
		if name := entry.Name(); name != "files" && name != "Thumbs.db" && name != "desktop.ini" && !strings.HasPrefix(name, ".") {
			return catalogue.Errorf("save.foreign", name)
		}
	}
	return nil
}

const partial = ".part-*" // the name of a file that is being written

// removePartial removes what programs left that were killed while they saved.
func removePartial(folder string) {
	for _, pattern := range []string{partial, "files/*/" + partial} {
		names, _ := fs.Glob(os.DirFS(folder), pattern)
		for _, name := range names {
			os.Remove(filepath.Join(folder, name))
		}
	}
}

// store puts a content under its SHA-256, and right where the disk has damaged it. One that was stored before is read again only
// where its size or time has changed.
func (a *Assistant) store(file string, content []byte) error {
	info, err := os.Lstat(file)
	if err == nil && info.Size() == int64(len(content)) && info.ModTime().Equal(a.stored[file]) {
		return nil
	}
	if err := replace(file, content, keepAll); err != nil {
		return err
	}
	if info, err = os.Lstat(file); err == nil {
		a.stored[file] = info.ModTime()
	}
	return err
}

// lock keeps all others from saving to a folder, or reading it, until unlock. It waits for another program that is saving.
func lock(folder string) (unlock func(), err error) {
	unlock, err = filelock.Lock(filepath.Join(folder, ".lock"), 20*time.Second)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, catalogue.Errorf("save.lock", folder)
	}
	return unlock, err
}

// firstDay is the earliest time in a zip archive. The time of writing would make each archive differ.
var firstDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// SaveZip writes the same files as [Assistant.Save] as a zip archive. The same assistant gives the same bytes.
func (a *Assistant) SaveZip(w io.Writer) error {
	parts, err := a.parts()
	if err != nil {
		return err
	}
	// LoadZip takes an archive that unpacks to much more than itself for a bomb: a large one is not compressed.
	method, all := zip.Deflate, 0
	for _, content := range parts {
		if all += len(content); all > mostUnpacked {
			method = zip.Store
		}
	}
	archive := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: firstDay})
		if err != nil {
			return err
		}
		if _, err := part.Write(parts[name]); err != nil {
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
