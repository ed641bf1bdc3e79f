package setup

import (
	"path/filepath"
	"testing"

	"firstneuron/internal/testfile"
)

func TestTheProjectIsFoundFromItsFolders(t *testing.T) {
	p := thisProject(t)
	t.Chdir(filepath.Join(p.Root, "kernel-setup", "tools")) // a module of its own, inside ours
	inner, err := Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if inner.Root != p.Root {
		t.Errorf("from kernel-setup/tools the project is %s, want %s", inner.Root, p.Root)
	}
}

// thisProject is the clone that the tests run in.
func thisProject(t *testing.T) *Project {
	t.Helper()
	p, err := Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// emptyProject is a clone in a folder of its own, with the files that set-up reads.
func emptyProject(t *testing.T) *Project {
	t.Helper()
	p := &Project{Clone{filepath.Join(t.TempDir(), "Учёба ü", "first neuron")}, Toolchain{Root: "/go", version: "go1.26.0"}}
	testfile.Write(t, p.requirements(), "numpy==2.0.0 \\\n    --hash=sha256:00\n")
	testfile.Write(t, filepath.Join(p.toolsModule(), "go.mod"), "module tools\n")
	testfile.Write(t, filepath.Join(p.toolsModule(), "go.sum"), "")
	return p
}

func silent(string) {}
