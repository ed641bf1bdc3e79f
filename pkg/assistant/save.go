package assistant

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Save writes the assistant with all its versions, trials and the builder's conversation into a folder, which is made where it is
// missing. It appears as a whole or not at all: everything is written into a hidden folder beside it, which then takes its
// place. When the program is killed meanwhile, or the power fails, [Load] finds the assistant as it was saved before, or as it was
// to be saved. Where neither can be put into its place, the error names the folder that has the one from before.
//
// A folder that is there already is replaced only when it holds a saved assistant and nothing else: the error names a file
// that would be lost.
func (a *Assistant) Save(folder string) error {
	if err := a.save(folder); err != nil {
		return fmt.Errorf("assistant: cannot save to %s: %w", folder, err)
	}
	return nil
}

func (a *Assistant) save(folder string) error {
	p, err := a.write()
	if err != nil {
		return err
	}
	if folder, err = settled(folder); err != nil {
		return err
	}
	exists, err := replaceable(folder)
	if err != nil {
		return err
	}
	parent, name := filepath.Split(folder)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(parent, "."+name+saving+"*")
	if err != nil {
		return err
	}
	fresh, old := filepath.Join(beside, "new"), filepath.Join(beside, "old")
	oldIsBeside := false // and nothing is in its place yet
	defer func() {
		if !oldIsBeside {
			os.RemoveAll(beside) // what stays is taken away by settled, a day later
		}
	}()
	if err := p.writeFolder(fresh, folder); err != nil {
		return err
	}
	if err := errors.Join(syncFolders(beside), syncFolder(parent)); err != nil {
		return err
	}
	if exists {
		if err := rename(folder, old); err != nil {
			return err
		}
		oldIsBeside = true
	}
	if err := rename(fresh, folder); err != nil {
		if !exists {
			return err
		}
		if back := rename(old, folder); back != nil {
			return fmt.Errorf("the assistant that was there is in %s now, and could not be put back: %w", old, errors.Join(err, back))
		}
		oldIsBeside = false
		return err
	}
	if err := syncFolder(parent); err != nil {
		return err
	}
	oldIsBeside = false
	return nil
}

// writeFolder writes the parts into a new folder. What the folder before has already gets a second name instead: versions do not
// change, and a disk takes its time over each file that is synced.
func (p parts) writeFolder(folder, before string) error {
	for name, content := range p {
		name = filepath.FromSlash(name)
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if link(filepath.Join(before, name), file, content) {
			continue
		}
		if err := writeFile(file, content); err != nil {
			return err
		}
	}
	return nil
}

// link gives a file that has this content another name. Not every file system can.
func link(saved, file string, content []byte) bool {
	if info, err := os.Lstat(saved); err != nil || !info.Mode().IsRegular() {
		return false
	}
	same, err := os.ReadFile(saved)
	return err == nil && bytes.Equal(same, content) && os.Link(saved, file) == nil
}

const (
	saving   = ".saving-"     // in the name of the hidden folder beside
	giveUpOn = 24 * time.Hour // how old such a folder must be to count as left by a killed program
)

// settled returns the absolute path of a folder to save to or to load, behind symbolic links, and ends what a killed save had
// begun: once the old folder was moved away the new one is complete, and takes its place.
func settled(folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	if target, err := filepath.EvalSymlinks(folder); err == nil {
		folder = target
	}
	parent, name := filepath.Split(folder)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return folder, nil // no parent: nothing was ever saved there
	}
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), "."+name+saving) {
			continue
		}
		beside := filepath.Join(parent, entry.Name())
		_, missing := os.Lstat(folder)
		_, moved := os.Lstat(filepath.Join(beside, "old"))
		if missing != nil && moved == nil {
			if err := rename(filepath.Join(beside, "new"), folder); err != nil {
				old := filepath.Join(beside, "old")
				if back := rename(old, folder); back != nil {
					return "", fmt.Errorf("a save was cut off, and the assistant in %s cannot be put back: %w", old, errors.Join(err, back))
				}
			}
			if err := syncFolder(parent); err != nil {
				return "", err
			}
		}
		if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > giveUpOn {
			os.RemoveAll(beside)
		}
	}
	return folder, nil
}

// belongs are the paths of the files in a saved assistant, but for those in knowledge.
var belongs = regexp.MustCompile(`^(assistant\.json|instructions\.md|avatar\.(svg|png|jpg)|trials\.json|builder\.json|` +
	`trials/\d+-\d+\.\w+|versions/\d+\.json|versions/files/[0-9a-f]{64})$`)

// replaceable says whether there is a folder, and returns an error when a save over it would lose something.
func replaceable(folder string) (exists bool, err error) {
	info, err := os.Lstat(folder)
	if os.IsNotExist(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !info.IsDir() {
		return false, fmt.Errorf("it is a file: choose another folder")
	}
	var known []string
	head := struct {
		Schema int
		Draft  struct{ Knowledge []struct{ Name string } }
	}{}
	if text, err := os.ReadFile(filepath.Join(folder, "assistant.json")); err == nil {
		json.Unmarshal(text, &head)
		for _, file := range head.Draft.Knowledge {
			known = append(known, "knowledge/"+file.Name)
		}
	}
	if head.Schema > schema {
		return false, fmt.Errorf("the assistant there was made by a newer First Neuron: choose another folder")
	}
	return true, filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if head.Schema > 0 && belongs.MatchString(name) || slices.Contains(known, name) || droppedBySystem(name) {
			return nil
		}
		return fmt.Errorf("%q in it is not a part of a saved assistant and would be lost: move it, or choose another folder", name)
	})
}

// firstDay is the first one that a zip archive can name. It stands for the time of writing, which would make each archive differ.
var firstDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// SaveZip writes the same files as [Assistant.Save] as a zip archive. The same assistant gives the same bytes.
func (a *Assistant) SaveZip(w io.Writer) error {
	p, err := a.write()
	if err != nil {
		return fmt.Errorf("assistant: cannot save as a zip archive: %w", err)
	}
	// LoadZip takes an archive that unpacks to much more than itself for a bomb: a large one is not compressed.
	method, all := zip.Deflate, 0
	for _, content := range p {
		all += len(content)
	}
	if all > mostUnpacked {
		method = zip.Store
	}
	archive := zip.NewWriter(w)
	for _, name := range sortedKeys(p) {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: firstDay})
		if err != nil {
			return fmt.Errorf("assistant: cannot save as a zip archive: %w", err)
		}
		if _, err := part.Write(p[name]); err != nil {
			return fmt.Errorf("assistant: cannot save as a zip archive: %w", err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("assistant: cannot save as a zip archive: %w", err)
	}
	return nil
}
