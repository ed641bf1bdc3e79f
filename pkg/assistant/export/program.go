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
	"strings"

	"firstneuron/pkg/assistant"
)

// ClassifierFile is the name of a further file of a program: the network that tells kinds of pictures apart, as
// classify.Classifier's Bytes. A program without it asks for the kind of a picture.
const ClassifierFile = "classifier.bin"

// extraFolder keeps what is the runner's apart from what is the assistant's.
const extraFolder = "runner/"

// WriteProgram makes a program of its own out of an assistant: a copy of the runner, the program of kernel-setup/assistant,
// with the assistant's zip file behind it, and further files for the runner by their names, which [Extra] finds. It runs
// where the runner does, and needs nothing else. unzip and other zip tools open it too: everything that was built is in
// it, the versions and trials as well.
func WriteProgram(w io.Writer, runner string, a *assistant.Assistant, extras map[string][]byte) error {
	file, err := os.Open(runner)
	if err != nil {
		return catalogue.Errorf("runner.none", err)
	}
	defer file.Close()
	size, err := checkRunner(file)
	if err != nil {
		return catalogue.Errorf("runner", runner, err)
	}

	var kept bytes.Buffer
	if err := a.SaveZip(&kept); err != nil {
		return err
	}
	archive, err := zip.NewReader(bytes.NewReader(kept.Bytes()), int64(kept.Len()))
	if err != nil {
		return catalogue.Errorf("write", err)
	}
	if _, err := io.CopyN(w, file, size); err != nil {
		return catalogue.Errorf("write", err)
	}
	out := zip.NewWriter(w)
	out.SetOffset(size) // positions are counted from the beginning of the program, as zip tools expect it
	for _, entry := range archive.File {
		err = errors.Join(err, out.Copy(entry))
	}
	for _, name := range slices.Sorted(maps.Keys(extras)) {
		entry, createError := out.Create(extraFolder + name)
		if err = errors.Join(err, createError); err == nil {
			_, err = entry.Write(extras[name])
		}
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return catalogue.Errorf("write", err)
	}
	return nil
}

// checkRunner refuses what would not run: a folder, or a program that carries an assistant already.
func checkRunner(file *os.File) (size int64, err error) {
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, catalogue.Errorf("runner.file")
	}
	if _, err := zip.NewReader(file, info.Size()); err == nil {
		return 0, catalogue.Errorf("runner.full")
	}
	_, err = file.Seek(0, io.SeekStart)
	return info.Size(), err
}

// Carried is the assistant that this very program carries; ok is false where it carries none. An error says that what
// it carries is damaged.
func Carried() (a *assistant.Assistant, ok bool, err error) {
	archive, err := openCarried()
	if archive == nil {
		return nil, false, err
	}
	defer archive.Close()
	if a, err = loadBeside(&archive.Reader); err != nil {
		return nil, false, catalogue.Errorf("carried.damaged", err)
	}
	return a, true, nil
}

// loadBeside loads the assistant from all files of an archive but the runner's.
func loadBeside(archive *zip.Reader) (*assistant.Assistant, error) {
	var kept bytes.Buffer
	out := zip.NewWriter(&kept)
	var err error
	for _, entry := range archive.File {
		if !strings.HasPrefix(entry.Name, extraFolder) {
			err = errors.Join(err, out.Copy(entry))
		}
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return nil, err
	}
	return assistant.LoadZip(bytes.NewReader(kept.Bytes()), int64(kept.Len()))
}

// Extra is one of the further files that this program carries for its runner; ok is false where there is none of this
// name.
func Extra(name string) (content []byte, ok bool, err error) {
	archive, err := openCarried()
	if archive == nil {
		return nil, false, err
	}
	defer archive.Close()
	content, err = fs.ReadFile(archive, extraFolder+name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, catalogue.Errorf("carried.damaged", err)
	}
	return content, true, nil
}

// openCarried opens the zip file behind this program; nil without an error where there is none.
func openCarried() (*zip.ReadCloser, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, catalogue.Errorf("carried.unread", err)
	}
	archive, err := zip.OpenReader(path)
	if errors.Is(err, zip.ErrFormat) {
		return nil, nil
	}
	if err != nil {
		return nil, catalogue.Errorf("carried.unread", err)
	}
	return archive, nil
}
