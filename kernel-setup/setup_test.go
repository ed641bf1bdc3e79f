package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"firstneuron/kernel-setup/toolrun"
)

func TestPlacesWhereSetUpCannotEndWell(t *testing.T) {
	t.Run("a comma in the path", func(t *testing.T) {
		p := emptyProject(t)
		p.root += ", again"
		if err := p.checkFolder(); err == nil || !strings.Contains(err.Error(), "rename the folder") {
			t.Errorf("got %v, want the advice to rename the folder", err)
		}
	})
	t.Run("not writable", func(t *testing.T) {
		if runtime.GOOS == "windows" || isRoot() {
			t.Skip("here every folder can be written to")
		}
		p := emptyProject(t)
		if err := os.Chmod(p.root, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(p.root, 0o777)
		if err := p.checkFolder(); err == nil || !strings.Contains(err.Error(), "cannot write in "+p.root) {
			t.Errorf("got %v, want that the folder cannot be written to", err)
		}
	})
	t.Run("an incomplete clone", func(t *testing.T) {
		p := emptyProject(t)
		os.Remove(p.requirements())
		if _, err := p.lock(); err == nil || !strings.Contains(err.Error(), "not complete") {
			t.Errorf("got %v, want that the clone is not complete", err)
		}
	})
}

func TestAStepThatWasCutOffIsDoneAgain(t *testing.T) {
	p := emptyProject(t)
	cut := errors.New("cut off")
	if err := p.stamped(packagesStamp, "one", func() error { return cut }); err != cut {
		t.Fatal(err)
	}
	if got := p.stamp(packagesStamp); got != atWork {
		t.Errorf("after a cut the stamp is %q, want %q", got, atWork)
	}
	if err := p.stamped(packagesStamp, "one", func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got := p.stamp(packagesStamp); got != "one" {
		t.Errorf("after the work the stamp is %q, want one", got)
	}
}

func TestAStampHoldsAsLongAsItsInputs(t *testing.T) {
	p := emptyProject(t)
	for _, name := range tools {
		write(t, p.tool(name), "")
	}
	done := func() bool { return p.toolsAreInstalled(t.Context()) }
	if done() {
		t.Error("without a stamp the tools count as installed")
	}
	stamp := func() {
		wanted, err := p.toolsFingerprint()
		if err != nil {
			t.Fatal(err)
		}
		if err := p.setStamp(toolsStamp, wanted); err != nil {
			t.Fatal(err)
		}
	}
	stamp()
	if !done() {
		t.Error("with a stamp the tools do not count as installed")
	}
	p.goVersion = "go1.27.0"
	if done() {
		t.Error("the tools of another Go count as installed")
	}
	stamp()
	write(t, filepath.Join(p.toolsModule(), "go.sum"), "changed\n")
	if done() {
		t.Error("the tools of another go.sum count as installed")
	}
	stamp()
	os.Remove(p.tool("gopls"))
	if done() {
		t.Error("a tool that is gone counts as installed")
	}
}

func TestAnEnvironmentWhosePackagesWereCutOffIsMadeAnew(t *testing.T) {
	p := emptyProject(t)
	fakePython(t, p.bin(), "python", "3.12.1", "venv")
	if err := p.setStamp(environmentStamp, p.environmentFingerprint("3.12.1")); err != nil {
		t.Fatal(err)
	}
	if !p.environmentIsMade(t.Context()) {
		t.Fatal("a whole environment does not count")
	}
	if err := p.withdrawStamp(packagesStamp); err != nil {
		t.Fatal(err)
	}
	if p.environmentIsMade(t.Context()) {
		t.Error("an environment whose packages were cut off counts as made")
	}
}

func TestTheDoctorTellsACutFromAMove(t *testing.T) {
	p := emptyProject(t)
	if err := makeOurs(p.venv()); err != nil {
		t.Fatal(err)
	}
	if err := p.withdrawStamp(packagesStamp); err != nil {
		t.Fatal(err)
	}
	if got, want := p.lookAtEnvironment(t.Context()).what, "the installation of its packages was cut off"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAMovedEnvironmentIsMadeAnew(t *testing.T) {
	p := emptyProject(t)
	fakePython(t, p.bin(), "python", "3.12.1", "venv")
	if err := p.setStamp(environmentStamp, p.environmentFingerprint("3.12.1")); err != nil {
		t.Fatal(err)
	}
	moved := *p
	moved.root = filepath.Join(filepath.Dir(p.root), "moved")
	if err := os.Rename(p.root, moved.root); err != nil {
		t.Fatal(err)
	}
	if moved.environmentIsMade(t.Context()) {
		t.Error("an environment that was moved counts as made")
	}
}

func TestADoneStepIsNotWorkedOn(t *testing.T) {
	p := emptyProject(t)
	worked := 0
	s := step{
		name:   "a step",
		isDone: func(context.Context) bool { return worked > 0 },
		work:   func(context.Context, *toolrun.Progress) error { worked++; return nil },
	}
	for range 2 {
		if err := p.take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if worked != 1 {
		t.Errorf("worked %d times, want 1", worked)
	}
}
