package assistant

import (
	"cmp"
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Servers are the model servers that a person lets assistants use. A draft may come with a server that somebody else chose: nothing is
// sent there until the person has typed its address or confirmed it. The zero value has no servers.
type Servers struct {
	file  string
	mutex sync.Mutex
	lines []string // "typed " or "confirmed " and what Server makes of the address
}

// OpenServers reads the servers that were chosen before from a file with one in each line: "typed http://localhost:11434". Lines that
// cannot be read do not count. Without a file, "", the servers are forgotten when the program ends.
func OpenServers(file string) *Servers {
	content, _ := os.ReadFile(file)
	return &Servers{file: file, lines: strings.Split(string(content), "\n")}
}

// Allowed is the draft as an engine may have it: without the address of a server that the person has not chosen.
func (s *Servers) Allowed(d Draft) Draft {
	if address := d.Settings.Address; !s.Typed(address) && !s.has("confirmed", address) {
		d.Settings.Address = ""
	}
	return d
}

// Typed says whether the person wrote the address of this server. Only then it may have a key that names no server.
func (s *Servers) Typed(address string) bool { return s.has("typed", address) }

// Confirm allows the server at an address that came with a draft. The error says why this is forgotten when the program ends.
func (s *Servers) Confirm(address string) error { return s.choose("confirmed", address) }

// Type allows the server at an address that the person wrote. Its error is that of [Servers.Confirm].
func (s *Servers) Type(address string) error { return s.choose("typed", address) }

func (s *Servers) has(way, address string) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return slices.Contains(s.lines, way+" "+Server(address))
}

func (s *Servers) choose(way, address string) error {
	if s.Typed(address) || s.has(way, address) {
		return nil
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	line := way + " " + Server(address)
	s.lines = append(s.lines, line)
	if s.file == "" {
		return nil
	}
	if err := addLine(s.file, line); err != nil {
		return catalogue.Errorf("server.forgotten", Server(address), err)
	}
	return nil
}

// addLine writes the line at once, so that two programs may add theirs at the same time.
func addLine(file, line string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(line + "\n")
	return errors.Join(err, f.Close())
}

// Server names the server at an address, whatever its path: scheme, host and port, as in "https://api.openai.com:443". Two addresses
// lead to the same server if their names are equal. Letters beyond ASCII are escaped, since many look like others, and an address that
// cannot be read is its own name, in quotation marks.
func Server(address string) string {
	address = strings.TrimSpace(withoutSecrets(address))
	parsed, err := url.Parse(address)
	if err != nil || parsed.Hostname() == "" {
		return strconv.QuoteToASCII(address)
	}
	host := strings.Trim(strconv.QuoteToASCII(parsed.Hostname()), `"`)
	host = strings.ToLower(host) // after escaping: a host with the Turkish İ is another one than that with i
	port := cmp.Or(parsed.Port(), map[string]string{"http": "80", "https": "443"}[parsed.Scheme])
	return parsed.Scheme + "://" + net.JoinHostPort(host, port)
}
