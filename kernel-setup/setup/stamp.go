package setup

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"firstneuron/internal/atomicfile"
	"firstneuron/kernel-setup/toolrun"
)

// A stamp is a small file in .venv that says from what a step's result was made. It is withdrawn before the work
// begins and set after the work has succeeded and is on the disk: a step that was cut off anywhere has none.
type stamp string // the path of the file

func (c Clone) stamp(name string) stamp {
	return stamp(filepath.Join(c.Venv(), "share", "first-neuron", name+".stamp"))
}

// atWork is what a stamp holds between withdrawal and setting: the step has been begun, and not finished.
const atWork = "at work\n"

// read is the fingerprint of what the step was last made from; empty when it never was.
func (s stamp) read() string {
	text, err := os.ReadFile(string(s))
	if err != nil {
		return ""
	}
	return string(text)
}

func (s stamp) withdraw() error { return s.set(atWork) }

func (s stamp) set(fingerprint string) error {
	if err := writeFile(string(s), []byte(fingerprint)); err != nil {
		return toolrun.Explain("write "+string(s), "", err)
	}
	return nil
}

// around does work between the withdrawal of a stamp and its setting.
func (s stamp) around(fingerprint string, work func() error) error {
	if err := s.withdraw(); err != nil {
		return err
	}
	if err := work(); err != nil {
		return err
	}
	syncDisks()
	return s.set(fingerprint)
}

// writeFile writes a file and makes its folder. It is either the old file or the whole new one, whatever happens.
func writeFile(path string, text []byte) error {
	if err := atomicfile.MakeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	return atomicfile.Write(path, ".first-neuron-*", text, 0o644)
}

// fingerprint stands for the contents of files and for what else a result depends on.
func fingerprint(files []string, more ...string) (string, error) {
	hash := sha256.New()
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(hash, "%d %x\n", len(text), sha256.Sum256(text))
	}
	for _, text := range more {
		fmt.Fprintf(hash, "%q\n", text)
	}
	return hex.EncodeToString(hash.Sum(nil)) + "\n", nil
}
