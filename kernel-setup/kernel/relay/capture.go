package relay

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// captureName is, among GoNB's temporary files, the file with the name of the file into which output is copied.
const captureName = "capture"

// Capture lets a cell's program copy its output into a file too, as the line %capture asks for. GoNB makes the file. An
// empty name ends that.
func Capture(cells, file string) error {
	path := filepath.Join(cells, captureName)
	if file == "" {
		return os.RemoveAll(path)
	}
	return os.WriteFile(path, []byte(file), 0o600)
}

// openCapture opens the file into which output is to be copied; nil if there is none. A name may begin with ~ and have
// variables, as GoNB's %capture says.
func openCapture(cells string) (*os.File, error) {
	text, err := os.ReadFile(filepath.Join(cells, captureName))
	if err != nil {
		return nil, nil
	}
	name := Letters(os.ExpandEnv(string(text)))
	if rest, found := strings.CutPrefix(name, "~/"); found {
		home, err := os.UserHomeDir()
		if err != nil {
			return nil, err
		}
		name = filepath.Join(home, rest)
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
}

// copyText sends records, and copies their text into a file.
func copyText(file *os.File, send func(Record)) func(Record) {
	return func(record Record) {
		_, _ = file.WriteString(record.Text)
		send(record)
	}
}

// copyShown takes what a program shows, and copies into a file what of it is text.
func copyShown(file *os.File, take func(*protocol.DisplayData)) func(*protocol.DisplayData) {
	return func(data *protocol.DisplayData) {
		for _, content := range data.Data {
			if text, ok := content.(string); ok {
				_, _ = file.WriteString(text)
			}
		}
		take(data)
	}
}
