package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/openai"
	"firstneuron/pkg/assistant/page"
)

// A modelServer answers each question with its own name, and keeps the key and the text of what it is asked.
type modelServer struct {
	*httptest.Server
	mutex sync.Mutex
	asked []string
}

func newModelServer(t *testing.T, name string) *modelServer {
	s := &modelServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		s.mutex.Lock()
		s.asked = append(s.asked, r.Header.Get("Authorization")+" "+string(content))
		s.mutex.Unlock()
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"I am %s.\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n", name)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *modelServer) address() string { return s.URL + "/v1" }

// take returns what the server was asked since the last time.
func (s *modelServer) take() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	asked := strings.Join(s.asked, "\n")
	s.asked = nil
	return asked
}

// A builderPage is the builder's page as a person uses it.
type builderPage struct {
	t      *testing.T
	root   string
	client *http.Client
}

func openBuilder(t *testing.T, folder string, servers *assistant.Servers) *builderPage {
	t.Helper()
	e := newEngines(ofProgram, servers)
	server, err := page.Builder(page.Options{Folder: folder, Engine: e.engine, Servers: servers,
		Key: func(address, key string) { e.useKey(address, openai.NewSecret(key)) }})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener) }()
	t.Cleanup(func() { end(); <-ended }) // what runs in the background, such as trials, writes nothing after that
	jar, _ := cookiejar.New(nil)
	b := &builderPage{t, "http://" + listener.Addr().String(), &http.Client{Jar: jar}}
	if response, err := b.client.Get(server.Address(listener)); err != nil || response.Body.Close() != nil {
		t.Fatal(err)
	}
	return b
}

// post sends a form: names and values in turn. A name with a point is the one of a file.
func (b *builderPage) post(path string, values ...string) string {
	b.t.Helper()
	var content bytes.Buffer
	form := multipart.NewWriter(&content)
	for i := 0; i < len(values); i += 2 {
		if field, _, isFile := strings.Cut(values[i], "."); isFile {
			part, _ := form.CreateFormFile(field, values[i])
			io.WriteString(part, values[i+1])
		} else {
			form.WriteField(values[i], values[i+1])
		}
	}
	form.Close()
	request, _ := http.NewRequest(http.MethodPost, b.root+path, &content)
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Origin", b.root)
	response, err := b.client.Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		b.t.Fatalf("%s: got %s, %v: %.2000s", path, response.Status, err, text)
	}
	return string(text)
}

// naming is alma with a server.
func naming(t *testing.T, address string) *assistant.Assistant {
	return alma(t, func(d *assistant.Draft) { d.Settings.Address, d.Settings.Model = address, "m" })
}

const question = "On which ground does the logo stand?"

func TestAKeyIsSentToTheServerThatItWasTypedForAndToNoOther(t *testing.T) {
	for name, environment := range map[string]bool{"typed": false, "in the environment": true} {
		t.Run(name, func(t *testing.T) {
			const keyOfA, keyOfB = "sk-the-key-of-a", "sk-the-key-of-b"
			t.Setenv("OPENAI_API_KEY", "")
			t.Setenv("FIRSTNEURON_API_SERVER", "")
			t.Setenv("FIRSTNEURON_API_KEY", "")
			if environment {
				t.Setenv("FIRSTNEURON_API_KEY", keyOfA)
			}
			a, b := newModelServer(t, "server A"), newModelServer(t, "server B")
			builder := openBuilder(t, filepath.Join(t.TempDir(), "alma"), &assistant.Servers{})
			builder.post("/settings", "address", a.address(), "model", "m", "shown", "")
			if !environment {
				builder.post("/settings/key", "key", keyOfA, "address", a.address())
			}
			builder.post("/preview/say", "text", question)
			if got := a.take(); !strings.HasPrefix(got, "Bearer "+keyOfA+" ") || !strings.Contains(got, question) {
				t.Errorf("A was asked %q, want the question with its key", got)
			}

			var archive bytes.Buffer
			if err := naming(t, b.address()).SaveZip(&archive); err != nil {
				t.Fatal(err)
			}
			builder.post("/export/import", "file.zip", archive.String())
			page := builder.post("/preview/say", "text", question)
			if got := b.take() + a.take(); got != "" {
				t.Errorf("after an import a server was asked %q, want nothing", got)
			}
			if !strings.Contains(page, "wants to answer with the server "+b.URL+".") || !strings.Contains(page, "white ground") {
				t.Error("the page does not ask about B, or the offline engine does not answer")
			}
			builder.post("/settings", "language", "en", "address", b.address(), "model", "m", "shown", b.address())
			if builder.post("/preview/again"); b.take() != "" {
				t.Error("B was asked after other settings were saved")
			}

			builder.post("/server", "address", b.address())
			page = builder.post("/preview/say", "text", question)
			if got := b.take(); !strings.Contains(got, question) || !strings.Contains(got, "white ground") || strings.Contains(got, "Bearer") {
				t.Errorf("once it was confirmed B was asked %q, want the question and the passage, and no key", got)
			}
			if !strings.Contains(page, "I am server B.") {
				t.Error("the answer of B is not on the page")
			}
			builder.post("/settings/key", "key", keyOfB, "address", b.address())
			builder.post("/preview/say", "text", question)
			if got := b.take(); !strings.HasPrefix(got, "Bearer "+keyOfB+" ") || a.take() != "" {
				t.Errorf("with a key of its own B was asked %q", got)
			}

			builder.post("/versions/back", "number", "1")
			builder.post("/preview/say", "text", question)
			if got := a.take(); !strings.HasPrefix(got, "Bearer "+keyOfA+" ") || strings.Contains(got, keyOfB) || b.take() != "" {
				t.Errorf("back at A it was asked %q, want its own key", got)
			}
		})
	}
}

func TestAFolderFromElsewhereSendsNothing(t *testing.T) {
	t.Setenv("FIRSTNEURON_API_SERVER", "")
	t.Setenv("FIRSTNEURON_API_KEY", "sk-the-key")
	b, folder, chosen := newModelServer(t, "server B"), filepath.Join(t.TempDir(), "alma"), filepath.Join(t.TempDir(), "servers.txt")
	if err := naming(t, b.address()).Save(folder); err != nil {
		t.Fatal(err)
	}
	builder := openBuilder(t, folder, assistant.OpenServers(chosen))
	if page := builder.post("/preview/say", "text", question); b.take() != "" || !strings.Contains(page, "wants to answer with the server "+b.URL+".") {
		t.Error("the server of a folder was asked, or the page does not ask about it")
	}
	builder.post("/server", "address", b.address())

	builder = openBuilder(t, folder, assistant.OpenServers(chosen))
	page := builder.post("/preview/say", "text", question)
	if got := b.take(); !strings.Contains(got, question) || strings.Contains(got, "Bearer") || strings.Contains(page, "wants to answer") {
		t.Errorf("after a new start the server that was confirmed was asked %q, want the question without a key", got)
	}
}

// The page may not be the only one that looks: no key goes to a server that is like its own.
func TestTheKeyForAServer(t *testing.T) {
	t.Setenv("FIRSTNEURON_API_SERVER", "")
	t.Setenv("FIRSTNEURON_API_KEY", "of the environment")
	servers := &assistant.Servers{}
	servers.Type("http://host/v1")
	servers.Confirm("http://confirmed/v1")
	e := newEngines(ofProgram, servers)
	has := func(address string) bool { return !e.keyFor(address).IsZero() }
	for address, want := range map[string]bool{
		"http://host": true, "http://HOST:80/other": true, "https://host": false, "http://host:8080": false, "http://host.example": false,
		"http://confirmed/v1": false, "http://other": false, "": false,
	} {
		if has(address) != want {
			t.Errorf("the environment's key for %q: got %v, want %v", address, !want, want)
		}
	}
	e.environment = openai.Secret{}
	e.useKey("https://Secure.example:443/v1", openai.NewSecret("typed"))
	for address, want := range map[string]bool{
		"https://secure.example": true, "http://secure.example:443": false, "https://secure.example:444": false, "http://host": false,
	} {
		if has(address) != want {
			t.Errorf("a key that was typed for another, for %q: got %v, want %v", address, !want, want)
		}
	}
	t.Setenv("FIRSTNEURON_API_SERVER", "http://confirmed")
	if e = newEngines(ofProgram, servers); !has("http://confirmed/v1") {
		t.Error("a confirmed server that the environment names with the key does not get it")
	}
}

func TestAProgramFromElsewhereAsksInTheTerminal(t *testing.T) {
	t.Setenv("FIRSTNEURON_API_SERVER", "")
	t.Setenv("FIRSTNEURON_API_KEY", "sk-the-key")
	b, servers := newModelServer(t, "server B"), &assistant.Servers{}
	talk := func(lines ...string) (out, complaints string) {
		var shown, complained bytes.Buffer
		c := console{strings.NewReader(strings.Join(lines, "\n")), &shown, &complained, false, catalogue.In("en")}
		if err := chat(naming(t, b.address()).Draft(), newEngines(ofProgram, servers), c); err != nil {
			t.Error(err)
		}
		return shown.String(), complained.String()
	}
	out, complaints := talk(question)
	host, _ := url.Parse(b.URL)
	if b.take() != "" || !strings.Contains(out, "white ground") || !strings.Contains(complaints, host.Host) || !strings.Contains(complaints, "/server") {
		t.Errorf("it says %q and complains %q, want an answer offline and how to use the server", out, complaints)
	}
	out, _ = talk("/server", question)
	if got := b.take(); !strings.Contains(out, "I am server B.") || !strings.Contains(got, question) || strings.Contains(got, "Bearer") {
		t.Errorf("after /server it says %q, and the server was asked %q", out, got)
	}
	if out, complaints = talk(question); !strings.Contains(out, "I am server B.") || complaints != "" {
		t.Errorf("the next time it says %q and complains %q", out, complaints)
	}
}

// like are addresses that somebody could take for one of this server's: PORT-A is its port, PORT-B another server's.
var like = map[string]struct{ typed, imported, asksAbout string }{
	"another port":       {"http://127.0.0.1:PORT-A/v1", "http://127.0.0.1:PORT-B/v1", "http://127.0.0.1:PORT-B"},
	"another name":       {"http://127.0.0.1:PORT-A/v1", "http://localhost:PORT-A/v1", "http://localhost:PORT-A"},
	"a point at its end": {"http://localhost:PORT-A/v1", "http://localhost.:PORT-A/v1", "http://localhost.:PORT-A"},
	"https":              {"http://127.0.0.1:PORT-A/v1", "https://127.0.0.1:PORT-A/v1", "https://127.0.0.1:PORT-A"},
	"a user":             {"http://127.0.0.1:PORT-A/v1", "http://127.0.0.1:PORT-A@127.0.0.1:PORT-B/v1", "http://127.0.0.1:PORT-B"},
	"wide digits":        {"http://127.0.0.1:PORT-A/v1", "http://\uff11\uff12\uff17.0.0.1:PORT-B/v1", `http://\uff11\uff12\uff17.0.0.1:PORT-B`},
	"a Cyrillic letter":  {"http://localhost:PORT-A/v1", "http://l\u043ecalhost:PORT-B/v1", `http://l\u043ecalhost:PORT-B`},
	"a Turkish I":        {"http://mistral.localhost:PORT-A/v1", "http://m\u0130stral.localhost:PORT-A/v1", `http://m\u0130stral.localhost:PORT-A`},
	"a Kelvin sign":      {"http://keys.localhost:PORT-A/v1", "http://\u212aeys.localhost:PORT-B/v1", `http://\u212aeys.localhost:PORT-B`},
	"capitals":           {"http://localhost:PORT-A/v1", "HTTP://LocalHost:PORT-A/other", ""}, // is the same server
	"an @ in the path":   {"http://127.0.0.1:PORT-A/v1", "http://127.0.0.1:PORT-B/@127.0.0.1:PORT-A/v1", ""},
}

func TestNothingIsSentToAServerThatIsLikeTheTypedOne(t *testing.T) {
	const key = "sk-the-key-of-a"
	t.Setenv("FIRSTNEURON_API_KEY", "")
	t.Setenv("OPENAI_API_KEY", "")
	for name, test := range like {
		t.Run(name, func(t *testing.T) {
			a, b := newModelServer(t, "server A"), newModelServer(t, "server B")
			with := func(address string) string {
				portA, portB := a.URL[strings.LastIndex(a.URL, ":")+1:], b.URL[strings.LastIndex(b.URL, ":")+1:]
				return strings.NewReplacer("PORT-A", portA, "PORT-B", portB).Replace(address)
			}
			builder := openBuilder(t, filepath.Join(t.TempDir(), "alma"), &assistant.Servers{})
			builder.post("/settings", "address", with(test.typed), "model", "m", "shown", "")
			builder.post("/settings/key", "key", key, "address", with(test.typed))
			builder.post("/export/import", "file.zip", zipNaming(t, with(test.imported)))
			page := builder.post("/preview/say", "text", question)
			if test.asksAbout == "" {
				if got := b.take(); got != "" {
					t.Errorf("B was asked %q, want nothing", got)
				}
				return
			}
			if got := a.take() + b.take(); got != "" {
				t.Errorf("a server was asked %q, want nothing", got)
			}
			if asks := with(test.asksAbout); !strings.Contains(page, "wants to answer with the server "+asks+".") {
				t.Errorf("the page does not ask about %s", asks)
			}
			builder.post("/trials/add", "message", question, "expect", "server")
			builder.post("/trials/run")
			if got := a.take() + b.take(); got != "" {
				t.Errorf("by its trials a server was asked %q, want nothing", got)
			}
			if !strings.Contains(test.imported, "127.0.0.1") {
				return // a name would be looked up in a network
			}
			builder.post("/server", "address", with(test.imported))
			builder.post("/preview/say", "text", question)
			if got := a.take() + b.take(); strings.Contains(got, key) {
				t.Errorf("once it was confirmed it was asked %q, want no key", got)
			}
		})
	}
}

// zipNaming is a zip whose assistant.json has the address as it is, as a hostile one would.
func zipNaming(t *testing.T, address string) string {
	t.Helper()
	var hostile bytes.Buffer
	write := zip.NewWriter(&hostile)
	file, _ := write.Create("assistant.json")
	fmt.Fprintf(file, `{"format": "First Neuron assistant", "schema": 2, "draft": {"name": "Alma", "settings": {"address": "%s", "model": "m"}}}`, address)
	write.Create("instructions.md")
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	return hostile.String()
}

func TestARedirectTakesNothingToAnotherServer(t *testing.T) {
	b := newModelServer(t, "server B")
	a := httptest.NewServer(http.RedirectHandler(b.address()+"/chat/completions", http.StatusTemporaryRedirect))
	t.Cleanup(a.Close)
	builder := openBuilder(t, filepath.Join(t.TempDir(), "alma"), &assistant.Servers{})
	builder.post("/settings", "address", a.URL, "model", "m", "shown", "")
	builder.post("/settings/key", "key", "sk-the-key-of-a", "address", a.URL)
	if page := builder.post("/preview/say", "text", question); b.take() != "" || !strings.Contains(page, "is not followed") {
		t.Error("B was asked, or the page does not say that the redirect was not followed")
	}
}

// What a server says back of its key is nowhere: not on the page, not in the folder, not in the exported zip.
func TestAKeyThatAServerSaysBackIsKeptNowhere(t *testing.T) {
	const key = "sk-proj-a1B2+c3D4/e5F6=g7H8"
	t.Setenv("FIRSTNEURON_API_SERVER", "")
	forms := map[string]string{"clear": key, "URL": url.QueryEscape(key), "percent": strings.Replace(url.QueryEscape(key), "sk-proj", "%73%6b%2d%70%72%6f%6a", 1)}
	for shift := range 3 {
		forms[fmt.Sprint("base64 ", shift)] = base64.StdEncoding.EncodeToString([]byte("abc"[:shift] + key))
	}
	for name, form := range forms {
		for _, how := range []string{"in an answer", "in an error", "in an error after an answer", "from the environment"} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Setenv("FIRSTNEURON_API_KEY", "")
				if how == "from the environment" {
					t.Setenv("FIRSTNEURON_API_KEY", key)
				}
				half := len(form) * 3 / 5
				chunk := func(text string) string {
					content, _ := json.Marshal(text)
					return fmt.Sprintf("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", content)
				}
				message, _ := json.Marshal(form)
				a := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.Header.Get("Authorization") != "Bearer "+key {
						t.Errorf("got the key %q", r.Header.Get("Authorization"))
					}
					w.Header().Set("Content-Type", "text/event-stream")
					switch how {
					case "in an error":
						w.WriteHeader(http.StatusUnauthorized)
						fmt.Fprintf(w, `{"error":{"message":%s}}`, message)
					case "in an error after an answer":
						fmt.Fprint(w, chunk("It is "+form[:half]), `data: {"error":{"message":`, string(message), "}}\n\n")
					default:
						fmt.Fprint(w, chunk("It is "+form[:half]), chunk(form[half:]+"."), "data: [DONE]\n\n")
					}
				}))
				defer a.Close()
				folder := filepath.Join(t.TempDir(), "alma")
				builder := openBuilder(t, folder, &assistant.Servers{})
				builder.post("/settings", "address", a.URL, "model", "m", "shown", "")
				if how != "from the environment" {
					builder.post("/settings/key", "key", key, "address", a.URL)
				}
				seen := builder.post("/preview/say", "text", question)
				if !strings.Contains(seen, "[hidden]") {
					t.Error("the page does not show that something is hidden")
				}
				seen += builder.post("/trials/add", "turn", "1", "expect", "blue") + builder.post("/trials/run")
				seen += builder.get("/") + unzipped(t, []byte(builder.get("/export/0")))
				if err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
					if err == nil && !entry.IsDir() {
						content, err := os.ReadFile(path)
						seen += string(content)
						return err
					}
					return err
				}); err != nil {
					t.Fatal(err)
				}
				for _, part := range []string{form[:half], form[half:], key[:13], key[13:]} {
					if strings.Contains(seen, part) {
						t.Errorf("%q is to be read", part)
					}
				}
			})
		}
	}
}

func TestAKeyThatTheServerHadBeforeIsHidden(t *testing.T) {
	const first, second = "sk-proj-a1B2+c3D4/e5F6=g7H8", "sk-proj-i9J0+k1L2"
	t.Setenv("FIRSTNEURON_API_KEY", "")
	t.Setenv("OPENAI_API_KEY", "")
	a := newModelServer(t, "the server that had "+first+" and "+second)
	builder := openBuilder(t, filepath.Join(t.TempDir(), "alma"), &assistant.Servers{})
	builder.post("/settings", "address", a.address(), "model", "m", "shown", "")
	for _, key := range []string{first, second, ""} {
		builder.post("/settings/key", "key", key, "address", a.address())
	}
	page := builder.post("/preview/say", "text", question)
	for _, part := range []string{first[:13], first[13:], second[8:]} {
		if !strings.Contains(page, "I am the server") || strings.Contains(page, part) {
			t.Errorf("%q is to be read, or nothing", part)
		}
	}
}

func (b *builderPage) get(path string) string {
	b.t.Helper()
	response, err := b.client.Get(b.root + path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		b.t.Fatalf("%s: got %s, %v", path, response.Status, err)
	}
	return string(content)
}

func unzipped(t *testing.T, content []byte) string {
	t.Helper()
	read, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil || len(read.File) == 0 {
		t.Fatalf("the exported zip cannot be read: %v", err)
	}
	all := ""
	for _, file := range read.File {
		one, err := fs.ReadFile(read, file.Name)
		if err != nil {
			t.Fatal(err)
		}
		all += string(one)
	}
	return all
}
