package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"firstneuron/internal/clone"
	"firstneuron/pkg/assistant"
)

// Program makes a program of its own out of an assistant: a copy of the runner, the program of kernel-setup/assistant,
// with the assistant's zip file behind it; see Runner. It runs where the runner does, and needs nothing else. unzip and
// other zip tools open it too: everything that was built is in it, the versions and trials as well.
//
// The program is written whole or not at all; one that was at path before is replaced.
func Program(path, runner string, a *assistant.Assistant) error {
	return ProgramWith(path, runner, a, nil)
}

// ClassifierFile is the name of a further file of a program: the network that tells kinds of pictures apart, as
// classify.Classifier's Bytes. A program without it asks for the kind of a picture.
const ClassifierFile = "classifier.bin"

// ProgramWith is Program with further files for the runner, by their names; Extra finds them.
func ProgramWith(path, runner string, a *assistant.Assistant, extras map[string][]byte) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("cannot write the program %s: %w", path, reason(err))
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err := WriteProgram(file, runner, a, extras); err != nil {
		return err
	}
	if err := errors.Join(file.Chmod(0o755), file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("cannot write the program %s: %w", path, reason(err))
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return fmt.Errorf("cannot put the program at %s: %w", path, reason(err))
	}
	return nil
}

// Runner is the program that kernel-setup has built in this clone of First Neuron, for Program to copy.
func Runner() (path string, err error) {
	root, found := clone.Folder()
	if !found {
		return "", errors.New("the folder of First Neuron is not at the working folder or above it: change into it")
	}
	path = filepath.Join(root, ".venv", "bin", "first-neuron-assistant")
	if runtime.GOOS == "windows" {
		path = filepath.Join(root, ".venv", "Scripts", "first-neuron-assistant.exe")
	}
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("there is no runner at %s (%w): go run ./kernel-setup start builds it", path, reason(err))
	}
	return path, nil
}

// extraFolder keeps what is the runner's apart from what is the assistant's.
const extraFolder = "runner/"

// WriteProgram writes what ProgramWith puts into a file.
func WriteProgram(w io.Writer, runner string, a *assistant.Assistant, extras map[string][]byte) error {
	file, err := os.Open(runner)
	if err != nil {
		return fmt.Errorf("there is no runner at %s (%w): go run ./kernel-setup start builds it", runner, reason(err))
	}
	defer file.Close()
	size, err := checkRunner(file)
	if err != nil {
		return fmt.Errorf("the runner %s %w", runner, err)
	}

	var kept bytes.Buffer
	if err := a.SaveZip(&kept); err != nil {
		return err
	}
	archive, err := zip.NewReader(bytes.NewReader(kept.Bytes()), int64(kept.Len()))
	if err != nil {
		return fmt.Errorf("cannot read back the assistant's zip file: %w", err)
	}
	if _, err := io.CopyN(w, file, size); err != nil {
		return fmt.Errorf("cannot copy the runner %s: %w", runner, reason(err))
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
		return fmt.Errorf("cannot write the assistant behind the runner: %w", reason(err))
	}
	return nil
}

// checkRunner refuses what would not run: a folder, or a program that carries an assistant already.
func checkRunner(file *os.File) (size int64, err error) {
	info, err := file.Stat()
	if err != nil {
		return 0, fmt.Errorf("cannot be looked at: %w", reason(err))
	}
	if !info.Mode().IsRegular() {
		return 0, errors.New("is no file: name the program that kernel-setup has built")
	}
	if _, err := zip.NewReader(file, info.Size()); err == nil {
		return 0, errors.New("carries an assistant already: name the program that kernel-setup has built")
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
		return nil, false, fmt.Errorf("the assistant in this program is damaged, take a new copy of it: %w", err)
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
		return nil, false, fmt.Errorf("the file %s in this program is damaged, take a new copy of it: %w", name, err)
	}
	return content, true, nil
}

// openCarried opens the zip file behind this program; nil without an error where there is none.
func openCarried() (*zip.ReadCloser, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("cannot find this program's own file: %w", err)
	}
	archive, err := zip.OpenReader(path)
	if errors.Is(err, zip.ErrFormat) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read this program's own file %s: %w", path, reason(err))
	}
	return archive, nil
}

// reason is an error without the name of a file that the sentence has named already.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
