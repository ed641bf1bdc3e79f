package setup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/toolrun"
)

func TestPlacesWhereSetUpCannotEndWell(t *testing.T) {
	t.Run("a comma in the path", func(t *testing.T) {
		p := emptyProject(t)
		p.Root += ", again"
		if err := p.CheckFolder(); err == nil || !strings.Contains(err.Error(), "rename the folder") {
			t.Errorf("got %v, want the advice to rename the folder", err)
		}
	})
	t.Run("not writable", func(t *testing.T) {
		if os.Getuid() == 0 {
			t.Skip("here every folder can be written to")
		}
		p := emptyProject(t)
		if err := os.Chmod(p.Root, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(p.Root, 0o777)
		if err := p.CheckFolder(); err == nil || !strings.Contains(err.Error(), "cannot write in "+p.Root) {
			t.Errorf("got %v, want that the folder cannot be written to", err)
		}
	})
	t.Run("writable and as old as before", func(t *testing.T) {
		p := emptyProject(t)
		old := time.Now().Add(-time.Hour).Truncate(time.Second)
		if err := os.Chtimes(p.Root, old, old); err != nil {
			t.Fatal(err)
		}
		err := p.CheckFolder()
		if info, statErr := os.Stat(p.Root); err != nil || statErr != nil || !info.ModTime().Equal(old) {
			t.Errorf("got %v; the folder is of %v, %v; want %v", err, info.ModTime(), statErr, old)
		}
	})
	t.Run("an incomplete clone", func(t *testing.T) {
		p := emptyProject(t)
		os.Remove(p.requirements())
		if _, err := p.Lock(); err == nil || !strings.Contains(err.Error(), "not complete") {
			t.Errorf("got %v, want that the clone is not complete", err)
		}
	})
}

func TestAStepThatWasCutOffIsDoneAgain(t *testing.T) {
	p := emptyProject(t)
	s := packages{p.Clone}.stamp()
	cut := errors.New("cut off")
	if err := s.around("one", func() error { return cut }); err != cut {
		t.Fatal(err)
	}
	if got := s.read(); got != atWork {
		t.Errorf("after a cut the stamp is %q, want %q", got, atWork)
	}
	if err := s.around("one", func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got := s.read(); got != "one" {
		t.Errorf("after the work the stamp is %q, want one", got)
	}
}

func TestAStampHoldsAsLongAsItsInputs(t *testing.T) {
	p := emptyProject(t)
	for _, name := range toolNames {
		testfile.Write(t, p.Tool(name), "")
	}
	done := func() bool { return tools{p}.areInstalled(t.Context()) }
	if done() {
		t.Error("without a stamp the tools count as installed")
	}
	stamp := func() {
		wanted, err := tools{p}.fingerprint()
		if err != nil {
			t.Fatal(err)
		}
		if err := (tools{p}).stamp().set(wanted); err != nil {
			t.Fatal(err)
		}
	}
	stamp()
	if !done() {
		t.Error("with a stamp the tools do not count as installed")
	}
	p.Go.version = "go1.27.0"
	if done() {
		t.Error("the tools of another Go count as installed")
	}
	stamp()
	testfile.Write(t, filepath.Join(p.toolsModule(), "go.sum"), "changed\n")
	if done() {
		t.Error("the tools of another go.sum count as installed")
	}
	stamp()
	os.Remove(p.Tool("gopls"))
	if done() {
		t.Error("a tool that is gone counts as installed")
	}
}

func TestAnEnvironmentWhosePackagesWereCutOffIsMadeAnew(t *testing.T) {
	p := emptyProject(t)
	e := environment{p.Clone}
	fakePython(t, p.bin(), "python", "3.12.1", "venv")
	if err := e.stamp().set(e.fingerprint("3.12.1")); err != nil {
		t.Fatal(err)
	}
	if !e.isMade(t.Context()) {
		t.Fatal("a whole environment does not count")
	}
	if err := (packages{p.Clone}).stamp().withdraw(); err != nil {
		t.Fatal(err)
	}
	if e.isMade(t.Context()) {
		t.Error("an environment whose packages were cut off counts as made")
	}
}

func TestTheDoctorTellsACutFromAMove(t *testing.T) {
	p := emptyProject(t)
	if err := MakeOwned(p.Venv()); err != nil {
		t.Fatal(err)
	}
	if err := (packages{p.Clone}).stamp().withdraw(); err != nil {
		t.Fatal(err)
	}
	if got, want := (environment{p.Clone}).look(t.Context()).What, "the installation of its packages was cut off"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAMovedEnvironmentIsMadeAnew(t *testing.T) {
	p := emptyProject(t)
	e := environment{p.Clone}
	fakePython(t, p.bin(), "python", "3.12.1", "venv")
	if err := e.stamp().set(e.fingerprint("3.12.1")); err != nil {
		t.Fatal(err)
	}
	moved := p.Clone
	moved.Root = filepath.Join(filepath.Dir(p.Root), "moved")
	if err := os.Rename(p.Root, moved.Root); err != nil {
		t.Fatal(err)
	}
	if (environment{moved}).isMade(t.Context()) {
		t.Error("an environment that was moved counts as made")
	}
}

func TestADoneStepIsNotWorkedOn(t *testing.T) {
	p := emptyProject(t)
	worked := 0
	s := Step{
		Name:   "a step",
		IsDone: func(context.Context) bool { return worked > 0 },
		Work:   func(context.Context, *toolrun.Progress) error { worked++; return nil },
	}
	for range 2 {
		if err := p.Take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if worked != 1 {
		t.Errorf("worked %d times, want 1", worked)
	}
}
