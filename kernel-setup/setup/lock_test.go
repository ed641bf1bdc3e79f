package setup

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/toolrun"
)

func TestTwoSetUpsAtOnce(t *testing.T) {
	p := emptyProject(t)
	unlock, err := p.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Lock(); err == nil || !strings.Contains(err.Error(), "another set-up is at work") {
		t.Errorf("the second lock gave %v, want that another set-up is at work", err)
	}
	unlock()
	unlock, err = p.Lock()
	if err != nil {
		t.Fatalf("after the first has ended: %v", err)
	}
	unlock()
}

// inUse makes an environment that somebody uses, and returns how that one ends.
func inUse(t *testing.T, p *Project) (release func()) {
	t.Helper()
	if err := MakeOwned(p.Venv()); err != nil {
		t.Fatal(err)
	}
	release, err := p.use()
	if err != nil {
		t.Fatal(err)
	}
	return release
}

func TestAnEnvironmentInUseIsNotRemoved(t *testing.T) {
	p := emptyProject(t)
	first := inUse(t, p)
	second, err := p.use() // two JupyterLabs side by side
	if err != nil {
		t.Fatal(err)
	}
	const want = "is at work in this folder: end it (Ctrl-C in its terminal), then run remove again"
	for _, release := range []func(){first, second} {
		if err := p.Remove(silent); err == nil || !strings.Contains(err.Error(), want) {
			t.Fatalf("remove said %v, want %q", err, want)
		}
		if !testfile.Exists(filepath.Join(p.Venv(), marker)) {
			t.Fatal("remove has taken the environment away under its user")
		}
		release()
	}
	if err := p.Remove(silent); err != nil || testfile.Exists(p.Venv()) {
		t.Errorf("after the last user has ended: %v, .venv there: %v", err, testfile.Exists(p.Venv()))
	}
}

func TestAnEnvironmentInUseIsNotRenewed(t *testing.T) {
	p := emptyProject(t)
	release := inUse(t, p)
	worked, ready := false, true
	s := Step{
		Name:   "a step",
		alone:  true,
		IsDone: func(context.Context) bool { return ready },
		Work:   func(context.Context, *toolrun.Progress) error { worked = true; return nil },
	}
	if err := p.Take(t.Context(), s); err != nil {
		t.Errorf("a step that is done: %v", err)
	}
	ready = false
	if err := p.Take(t.Context(), s); err == nil || !strings.Contains(err.Error(), "has to be renewed, but JupyterLab") || worked {
		t.Errorf("a step with work to do said %v, worked: %v; want that the environment has to be renewed and is in use", err, worked)
	}
	release()
	if err := p.Take(t.Context(), s); err != nil || !worked {
		t.Errorf("after the user has ended: %v, worked: %v", err, worked)
	}
	for _, s := range p.Steps()[:2] {
		if !s.alone {
			t.Errorf("%s may be renewed under JupyterLab", s.Name)
		}
	}
}

func TestAnEmptyEnvironmentIsUnused(t *testing.T) {
	p := emptyProject(t)
	for _, make := range []func() error{
		func() error { return nil },
		func() error { return os.Mkdir(p.Venv(), 0o777) },
	} {
		if err := make(); err != nil {
			t.Fatal(err)
		}
		if err := p.checkUnused("go on"); err != nil {
			t.Error(err)
		}
	}
}
