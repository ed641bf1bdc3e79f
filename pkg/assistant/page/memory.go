package page

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"firstneuron/pkg/assistant"
)

// memory is what the page keeps between two starts and the assistant has no place for.
type memory struct {
	Token        string `json:"token"` // so that a page that is open goes on with a new server
	Conversation []turn `json:"conversation"`
	Latest       trials `json:"latest,omitzero"` // how the trials came out with the newest version that was tried
	Earlier      trials `json:"earlier,omitzero"`
	Sides        *sides `json:"sides,omitempty"`
}

// A turn is a message in the preview, and what became of it.
type turn struct {
	assistant.Message
	Note string `json:"note,omitempty"` // why an answer ends early: it was stopped, or the engine failed
}

// trials are outcomes with the version of the draft that they belong to.
type trials struct {
	Version  int                 `json:"version"`
	Outcomes []assistant.Outcome `json:"outcomes"`
}

// readMemory reads a file that remember has written. Where there is none, or no name, the memory is fresh.
func readMemory(file string) (memory, error) {
	fresh := memory{Token: newToken()}
	if file == "" {
		return fresh, nil
	}
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return fresh, nil
	} else if err != nil {
		return memory{}, catalogue.Errorf("error.memory", err)
	}
	kept := memory{}
	if err := json.Unmarshal(content, &kept); err != nil {
		return memory{}, catalogue.Errorf("error.memory.damaged", file, err)
	}
	if kept.Token == "" {
		kept.Token = fresh.Token
	}
	return kept, nil
}

// write puts the memory into a file that appears whole or not at all, and that only its owner may read: it has the token.
func (m memory) write(file string) error {
	content, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.part") // created for its owner alone
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name())
	_, err = beside.Write(content)
	if err := errors.Join(err, beside.Sync(), beside.Close()); err != nil {
		return err
	}
	return os.Rename(beside.Name(), file)
}
