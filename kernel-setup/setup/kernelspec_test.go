package setup

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

func TestKernelJSON(t *testing.T) {
	for _, root := range []string{"/home/me/first", "/tmp/with space/Учёба ü/first neuron", "/odd/$HOME/{x}"} {
		p := &Project{Clone{root}, Toolchain{Root: "/opt/go", flags: goFlags{"-buildvcs=false", "-mod=vendor", "-tags=a,b", "-ldflags=-X main.x=1 -s"}}}
		text, err := kernelspec{p}.json()
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			DisplayName   string `json:"display_name"`
			Language      string
			InterruptMode string `json:"interrupt_mode"`
			Argv          []string
			Env           map[string]string
		}
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		if got.DisplayName != "Go (First Neuron)" || got.Language != "go" || got.InterruptMode != "message" {
			t.Errorf("the kernel is %q in %q with interrupts by %q", got.DisplayName, got.Language, got.InterruptMode)
		}
		for _, want := range []string{filepath.Join(root, ".venv", "bin", "first-neuron-kernel"), "{connection_file}", filepath.Join(root, ".venv", "bin", "gonb"), root} {
			if !slices.Contains(got.Argv, want) {
				t.Errorf("argv %q lacks %q", got.Argv, want)
			}
		}
		// Jupyter puts variables in for $NAME: what reaches the kernel must be the path.
		put := func(name string) string { return map[string]string{"PATH": "/usr/bin", "$": "$"}[name] }
		if path, want := os.Expand(got.Env["PATH"], put), "/opt/go/bin:"+root+"/.venv/bin:/usr/bin"; path != want {
			t.Errorf("PATH is %q, want %q", path, want)
		}
		if flags, want := got.Env["GOFLAGS"], "-tags=a,b -buildvcs=false '-ldflags=-s -w'"; flags != want {
			t.Errorf("GOFLAGS is %q, want %q", flags, want)
		}
		if flags := got.Env["FIRST_NEURON_USERS_GOFLAGS"]; flags != "${GOFLAGS}" {
			t.Errorf("the user's GOFLAGS are to be %q, want Jupyter's", flags)
		}
		if proxy, set := got.Env["GOPROXY"]; set || got.Env["GOWORK"] != "" {
			t.Errorf("GOPROXY is %q, GOWORK is %q: want the user's and nothing", proxy, got.Env["GOWORK"])
		}
	}
}

func TestTheKernelOfAKernelIsTheSame(t *testing.T) {
	p := &Project{Clone{"/x"}, Toolchain{Root: "/opt/go", flags: goFlags{"-tags=a"}}}
	outside, err := kernelspec{p}.json()
	if err != nil {
		t.Fatal(err)
	}
	p.Go.flags = parseFlags(p.kernelVariables()["GOFLAGS"]) // doctor in a notebook's cell sees what the kernel set
	inside, err := kernelspec{p}.json()
	if err != nil {
		t.Fatal(err)
	}
	if string(inside) != string(outside) {
		t.Errorf("from inside a kernel kernel.json would be\n%s\nfrom outside\n%s", inside, outside)
	}
}

func TestInstalledKernelIsCheckedByContent(t *testing.T) {
	p := emptyProject(t)
	k := kernelspec{p}
	if k.isInstalled(t.Context()) {
		t.Error("nothing counts as an installed kernel")
	}
	packages := filepath.Join(p.Venv(), "lib", "python3.14", "site-packages")
	if err := os.MkdirAll(packages, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := k.install(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if !k.isInstalled(t.Context()) {
		t.Error("the kernel just installed does not count")
	}
	for _, name := range []string{"logo-svg.svg", "logo-32x32.png", "logo-64x64.png"} {
		if !testfile.Exists(filepath.Join(p.kernelspecFolder(), name)) {
			t.Errorf("%s is missing", name)
		}
	}
	// pip takes the package for one of its own by this list.
	record, err := os.ReadFile(filepath.Join(packages, "first_neuron-1.0.dist-info", "RECORD"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(record)) {
		if name, _, _ := strings.Cut(line, ","); !testfile.Exists(filepath.Join(packages, name)) {
			t.Errorf("%s is missing", name)
		}
	}
	p.Go.Root = "/another/go"
	if k.isInstalled(t.Context()) {
		t.Error("the kernel of another Go counts")
	}
}

func TestSplitAndJoinFlags(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                 nil,
		"-mod=mod":                         {"-mod=mod"},
		"  -a   -b ":                       {"-a", "-b"},
		"-buildvcs=false '-ldflags=-s -w'": {"-buildvcs=false", "-ldflags=-s -w"},
		`"-ldflags=-X 'a=b c'" -v`:         {"-ldflags=-X 'a=b c'", "-v"},
	} {
		got := parseFlags(text)
		if !slices.Equal(got, want) {
			t.Errorf("%q splits into %q, want %q", text, got, want)
		}
		if again := parseFlags(got.String()); !slices.Equal(again, got) {
			t.Errorf("%q joined and split again is %q", got, again)
		}
	}
}
