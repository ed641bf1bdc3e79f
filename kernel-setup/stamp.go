package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// A stamp is a small file in .venv that says from what a step's result was made. It is withdrawn before the work
// begins and set, by a rename, after the work has succeeded: a step that was cut off anywhere has none.

func (p *project) stampPath(name string) string {
	return filepath.Join(p.venv(), "share", "first-neuron", name+".stamp")
}

// atWork is what a stamp holds between withdrawal and setting: the step has been begun, and not finished.
const atWork = "at work\n"

// stamp is the fingerprint of what the step was last made from; empty when it never was.
func (p *project) stamp(name string) string {
	text, err := os.ReadFile(p.stampPath(name))
	if err != nil {
		return ""
	}
	return string(text)
}

func (p *project) withdrawStamp(name string) error { return p.setStamp(name, atWork) }

func (p *project) setStamp(name, fingerprint string) error {
	path := p.stampPath(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return replaceFile(path, []byte(fingerprint))
}

// stamped does work between the withdrawal of a stamp and its setting.
func (p *project) stamped(name, fingerprint string, work func() error) error {
	if err := p.withdrawStamp(name); err != nil {
		return err
	}
	if err := work(); err != nil {
		return err
	}
	return p.setStamp(name, fingerprint)
}

// replaceFile writes a file so that it is either the old one or the whole new one.
func replaceFile(path string, text []byte) error {
	next := path + ".new"
	if err := os.WriteFile(next, text, 0o666); err != nil {
		return err
	}
	return os.Rename(next, path)
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
