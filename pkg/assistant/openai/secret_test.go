package openai

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

const testKey = "sk-proj-a1B2+c3D4/e5F6=g7H8"

// shown is a value in every form in which it could get into a log or a file.
func shown(t *testing.T, value any) string {
	t.Helper()
	var all strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%T"} {
		fmt.Fprintf(&all, verb+"\n", value)
	}
	fmt.Fprintln(&all, value)
	asJSON, err := json.Marshal(value)
	if err != nil {
		fmt.Fprintln(&all, err)
	}
	all.Write(asJSON)
	slog.New(slog.NewTextHandler(&all, nil)).Info("asked", "with", value)
	slog.New(slog.NewJSONHandler(&all, nil)).Info("asked", "with", value)
	return all.String()
}

func checkHidden(t *testing.T, text string) {
	t.Helper()
	for _, form := range []string{testKey, fmt.Sprintf("%x", testKey), fmt.Sprintf("%X", testKey), testKey[:12], testKey[12:]} {
		if strings.Contains(text, form) {
			t.Errorf("%q is to be read in %q", form, text)
		}
	}
}

func TestAKeyIsNeverShown(t *testing.T) {
	secret := NewSecret(testKey)
	if secret.reveal() != testKey {
		t.Fatalf("the key is %q, want %q", secret.reveal(), testKey)
	}
	engine, err := New(assistant.Settings{Address: "http://localhost:1"}, Options{Key: secret})
	if err != nil {
		t.Fatal(err)
	}
	type holder struct {
		Key    Secret
		hidden Secret
	}
	for name, value := range map[string]any{
		"itself": secret, "a pointer": &secret, "in a slice": []Secret{secret},
		"in a struct": holder{secret, secret}, "in a pointer to one": &holder{secret, secret}, "in options": Options{Key: secret},
		"in an engine": engine, "in an engine's value": *engine,
	} {
		t.Run(name, func(t *testing.T) { checkHidden(t, shown(t, value)) })
	}
}

func TestWhatStandsForAKey(t *testing.T) {
	for _, test := range []struct {
		secret Secret
		want   string
		zero   bool
	}{
		{NewSecret(testKey), "[hidden]", false},
		{NewSecret(" \n"), "", true},
		{Secret{}, "", true},
	} {
		asJSON, err := json.Marshal(test.secret)
		if got := fmt.Sprint(test.secret); got != test.want || string(asJSON) != `"`+test.want+`"` || err != nil || test.secret.IsZero() != test.zero {
			t.Errorf("got %q and %s, want %q", got, asJSON, test.want)
		}
	}
}

func TestTheKeyInTheEnvironment(t *testing.T) {
	tests := []struct{ name, ours, server, openAIs, address, want string }{
		{"none", "", "", "", "https://api.openai.com/v1", ""},
		{"none, but a server", "", "http://localhost", "", "http://localhost", ""},
		{"ours, to OpenAI", "ours", "", "theirs", "https://api.openai.com", "ours"},
		{"ours, to another", "ours", "", "theirs", "http://localhost", "ours"},
		{"ours, to its server", "ours", "http://LOCALHOST:80/v1", "theirs", "http://localhost/api", "ours"},
		{"ours, to another port", "ours", "http://localhost:80", "theirs", "http://localhost:81", ""},
		{"ours, by another scheme", "ours", "http://localhost:80", "", "https://localhost:80", ""},
		{"ours, to another host", "ours", "http://localhost", "", "http://127.0.0.1", ""},
		{"ours, whose server cannot be read", "ours", "localhost", "", "http://localhost", ""},
		{"OpenAI's, to OpenAI", "", "", "theirs", "https://api.openai.com/v1", "theirs"},
		{"OpenAI's, to OpenAI in capitals", "", "", "theirs", "https://API.OpenAI.com:443", "theirs"},
		{"OpenAI's, to another port", "", "", "theirs", "https://api.openai.com:8443", ""},
		{"OpenAI's, to another", "", "", "theirs", "http://localhost", ""},
		{"OpenAI's, to ours", "", "http://localhost", "theirs", "http://localhost", ""},
		{"OpenAI's, to one with a like name", "", "", "theirs", "https://api.openai.com.example.org", ""},
		{"ours is blank", "  ", "", "theirs", "https://api.openai.com", "theirs"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("FIRSTNEURON_API_KEY", test.ours)
			t.Setenv("FIRSTNEURON_API_SERVER", test.server)
			t.Setenv("OPENAI_API_KEY", test.openAIs)
			if got := KeyFromEnvironment().forServer(test.address).reveal(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A server knows the key and may say it in every place that could get into an error.
func TestAKeyThatTheServerSaysIsNotRepeated(t *testing.T) {
	quoted, _ := json.Marshal("Incorrect API key provided: " + testKey + ". Bearer " + testKey)
	half, _ := json.Marshal("Incorrect API key provided: " + testKey[:14] + "***, " + strings.ToUpper(testKey))
	escaped := `"` + strings.ReplaceAll(testKey, "a", `\u0061`) + `"`
	tests := map[string]reply{
		"in a message":                  status(401, `{"error":{"message":`+string(quoted)+`}}`),
		"in an error that is a string":  status(400, `{"error":`+string(quoted)+`}`),
		"in a message beside the error": status(403, `{"message":`+string(quoted)+`}`),
		"half of it, and in capitals":   status(401, `{"error":{"message":`+string(half)+`}}`),
		"escaped":                       status(500, `{"error":{"message":`+escaped+`}}`),
		"in the headers":                status(401, "", "Www-Authenticate", testKey, "X-Key", testKey),
		"in the type":                   page("text/"+strings.NewReplacer("/", "", "=", "").Replace(testKey)+"; a="+testKey, ""),
		"in a body that is no JSON":     status(401, testKey),
		"in a redirect's path":          status(307, "", "Location", "/"+testKey),
		"in a redirect's query":         status(307, "", "Location", "/?key="+testKey),
		"in the stream":                 stream(`data: {"error":{"message":` + string(quoted) + `}}`),
		"in a stream of no JSON":        stream("data: " + testKey),
		"in a status that is none": func(w http.ResponseWriter, _ *http.Request) {
			connection, _, _ := w.(http.Hijacker).Hijack()
			io.WriteString(connection, "HTTP/1.1 "+testKey+"\r\n\r\n")
			connection.Close()
		},
		"in no HTTP at all": func(w http.ResponseWriter, _ *http.Request) {
			connection, _, _ := w.(http.Hijacker).Hijack()
			io.WriteString(connection, testKey+"\r\n\r\n")
			connection.Close()
		},
	}
	for name, reply := range tests {
		t.Run(name, func(t *testing.T) {
			s := serve(t, reply)
			e := s.engine(t, Options{Key: NewSecret(testKey)})
			_, _, err := drain(e, t.Context(), asking("Hello?"))
			if err == nil {
				t.Fatal("got no error, want one")
			}
			if s.requests[0].Header.Get("Authorization") != "Bearer "+testKey {
				t.Errorf("the server did not get the key, but %q", s.requests[0].Header.Get("Authorization"))
			}
			checkHidden(t, shown(t, err))
			checkHidden(t, strings.ToLower(err.Error()))
			_, err = e.Models(t.Context())
			if err == nil {
				t.Fatal("got no error for the models, want one")
			}
			checkHidden(t, shown(t, err))
		})
	}
}

func TestRedact(t *testing.T) {
	tests := []struct{ name, key, text, want string }{
		{"no key", "", "all is well", "all is well"},
		{"not in it", testKey, "all is well", "all is well"},
		{"whole", testKey, "Bearer " + testKey + "!", "Bearer [hidden]!"},
		{"twice", testKey, testKey + testKey, "[hidden]"},
		{"with another letter between", testKey, testKey + "-" + testKey, "[hidden]-[hidden]"},
		{"nothing else", testKey, testKey, "[hidden]"},
		{"a half", testKey, "key sk-proj-a1B2… is wrong", "key [hidden]… is wrong"},
		{"less than it takes to tell", testKey, "key sk-proj… is wrong", "key sk-proj… is wrong"},
		{"in an address", testKey, "?key=sk-proj-a1B2%2Bc3D4%2Fe5F6%3Dg7H8&", "?key=[hidden]&"},
		{"a short key", "abc", "it is ABC, abc or ab", "it is [hidden], [hidden] or ab"},
		{"of letters that nobody types", "---", "a -- b ---", "a -- b ---"},
		{"other letters beside", testKey, "ключ " + testKey + " неверен", "ключ [hidden] неверен"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := redact(test.key, test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
