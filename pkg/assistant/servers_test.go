package assistant_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestServer(t *testing.T) {
	for address, want := range map[string]string{
		"http://h":                        "http://h:80",
		"http://h:80/v1":                  "http://h:80",
		"HTTP://H:80":                     "http://h:80",
		" http://h/v1 ":                   "http://h:80",
		"http://h:/v1":                    "http://h:80",
		"http://h:8080":                   "http://h:8080",
		"http://h:443":                    "http://h:443",
		"https://h":                       "https://h:443",
		"https://h:443/v1":                "https://h:443",
		"https://API.OpenAI.com/v1":       "https://api.openai.com:443",
		"https://api.openai.com.evil.org": "https://api.openai.com.evil.org:443",
		"https://api.openai.com@evil.org": "https://evil.org:443",
		"https://\u0430pi.openai.com":     `https://\u0430pi.openai.com:443`, // begins with a Cyrillic letter
		"https://m\u0130stral.ai":         `https://m\u0130stral.ai:443`,     // is another host than mistral.ai
		"https://\u212aeys.ai":            `https://\u212aeys.ai:443`,
		"http://[::1]:8080/v1":            "http://[::1]:8080",
		"http://[::1]/v1":                 "http://[::1]:80",
		"localhost:11434/v1":              `"localhost:11434/v1"`,
		"x\ntyped http://h:80":            `"x\ntyped http://h:80"`,
	} {
		if got := assistant.Server(address); got != want {
			t.Errorf("%q: got %s, want %s", address, got, want)
		}
	}
}

func draftAt(address string) assistant.Draft {
	return assistant.Draft{Name: "Alma", Settings: assistant.Settings{Address: address, Model: "m"}}
}

func TestOnlyServersThatThePersonChoseAreAllowed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "first-neuron", "servers.txt")
	for name, s := range map[string]*assistant.Servers{"zero": {}, "in memory": assistant.OpenServers(""), "in a file": assistant.OpenServers(file)} {
		if err := s.Type("http://Typed/v1"); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := s.Confirm("https://confirmed:9000"); err != nil {
				t.Fatal(err)
			}
		}
		s.Confirm("http://typed:80") // which says less than what is known
		if name == "in a file" {
			s = assistant.OpenServers(file)
		}
		for address, want := range map[string]struct{ allowed, typed bool }{
			"http://typed/other":     {true, true},
			"http://TYPED:80":        {true, true},
			"http://typed:81":        {},
			"https://typed":          {},
			"https://confirmed:9000": {true, false},
			"http://confirmed:9000":  {},
			"https://confirmed":      {},
			"http://unknown":         {},
			"nonsense":               {},
			"":                       {},
		} {
			d := draftAt(address)
			allowed := s.Allowed(d)
			if got := allowed.Settings.Address == address && address != ""; got != want.allowed || s.Typed(address) != want.typed {
				t.Errorf("%s, %q: allowed %v, typed %v, want %v", name, address, got, s.Typed(address), want)
			}
			if d.Settings.Address = allowed.Settings.Address; allowed.Settings != d.Settings {
				t.Errorf("%s, %q: other settings have changed too: %+v", name, address, allowed.Settings)
			}
		}
	}
	content, err := os.ReadFile(file)
	if want := "typed http://typed:80\nconfirmed https://confirmed:9000\n"; string(content) != want || err != nil {
		t.Errorf("the file has %q, %v, want %q", content, err, want)
	}
}

func TestAConfirmedServerCanBeTypedLater(t *testing.T) {
	file := filepath.Join(t.TempDir(), "servers.txt")
	s := assistant.OpenServers(file)
	s.Confirm("http://h")
	s.Type("http://h")
	if !s.Typed("http://h") || !assistant.OpenServers(file).Typed("http://h") {
		t.Error("it was typed, and does not count as typed")
	}
}

func TestAFileOfServersThatIsDamagedOrCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	damaged := filepath.Join(folder, "damaged")
	if err := os.WriteFile(damaged, []byte("typed\n\n trusted http://h:80\nhttp://h:80\n\xff typed http://h:80\nconfirmed http://kept:80"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := assistant.OpenServers(damaged)
	for address, want := range map[string]string{"http://h": "", "": "", "http://kept": "http://kept"} {
		if got := s.Allowed(draftAt(address)).Settings.Address; got != want {
			t.Errorf("damaged: %q is allowed as %q, want %q", address, got, want)
		}
	}
	s = assistant.OpenServers(filepath.Join(damaged, "servers.txt")) // below a file
	if err := s.Confirm("http://h"); err == nil || !strings.Contains(err.Error(), "http://h:80 is used until the program ends") {
		t.Errorf("got %v, want that it is forgotten", err)
	}
	if s.Allowed(draftAt("http://h")).Settings.Address == "" {
		t.Error("it is not even used until then")
	}
}
