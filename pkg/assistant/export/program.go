package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"

	"firstneuron/pkg/assistant"
)

// ClassifierFile is the name of a further file of a program: the network that tells kinds of pictures apart, as
// classify.Classifier's Bytes. A program without it asks for the kind of a picture.
const ClassifierFile = "classifier.bin"

// assistantFile is the assistant itself, as Assistant.SaveZip writes it.
const assistantFile = "assistant.zip"

// WriteProgram makes a program of its own out of an assistant: a copy of the runner, the program of kernel-setup/assistant,
// and behind it a zip file with the assistant's own zip file in it, and with further files for the runner by their names,
// which [Extra] finds. It runs where the runner does, and needs nothing else. unzip and other zip tools open it too:
// everything that was built is in it, the versions and trials as well.
func WriteProgram(w io.Writer, runner string, a *assistant.Assistant, extras map[string][]byte) error {
	program, err := os.ReadFile(runner)
	if err != nil {
		return catalogue.Errorf("runner.none", err)
	}
	if _, err := zip.NewReader(bytes.NewReader(program), int64(len(program))); err == nil {
		return catalogue.Errorf("runner.full", runner)
	}
	var kept bytes.Buffer
	if err := a.SaveZip(&kept); err != nil {
		return err
	}
	files := map[string][]byte{assistantFile: kept.Bytes()}
	maps.Copy(files, extras)

	_, err = w.Write(program)
	out := zip.NewWriter(w)
	out.SetOffset(int64(len(program))) // positions are counted from the beginning of the program, as zip tools expect it
	for _, name := range slices.Sorted(maps.Keys(files)) {
		entry, failed := out.Create(name)
		if err = errors.Join(err, failed); err == nil {
			_, err = entry.Write(files[name])
		}
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return catalogue.Errorf("write", err)
	}
	return nil
}

// Carried is the assistant that this very program carries; ok is false where it carries none. An error says that what
// it carries is damaged.
func Carried() (a *assistant.Assistant, ok bool, err error) {
	kept, ok, err := Extra(assistantFile)
	if !ok {
		return nil, false, err
	}
	if a, err = assistant.LoadZip(bytes.NewReader(kept), int64(len(kept))); err != nil {
		return nil, false, catalogue.Errorf("carried.damaged", err)
	}
	return a, true, nil
}

// Extra is one of the further files that this program carries for its runner; ok is false where there is none of this
// name.
func Extra(name string) (content []byte, ok bool, err error) {
	path, err := os.Executable()
	if err != nil {
		return nil, false, catalogue.Errorf("carried.unread", err)
	}
	archive, err := zip.OpenReader(path)
	switch {
	case errors.Is(err, zip.ErrFormat): // nothing is behind the program
		return nil, false, nil
	case err != nil:
		return nil, false, catalogue.Errorf("carried.unread", err)
	}
	defer archive.Close()
	content, err = fs.ReadFile(archive, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, catalogue.Errorf("carried.damaged", err)
	}
	return content, true, nil
}
