package setup

import (
	"context"
	"errors"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// environment is the Python environment in .venv.
type environment struct{ Clone }

func (e environment) step() Step {
	return Step{Name: "Python environment", Usual: 10 * time.Second, alone: true, IsDone: e.isMade, Work: e.make}
}

func (e environment) stamp() stamp { return e.Clone.stamp("environment") }

// isMade tells whether .venv is whole, stands where it was made (its programs name their own folder, so a renamed or
// copied one does not work) and has a Python that runs. An environment in which the installation of packages was cut
// off does not count: what pip leaves then cannot be trusted.
func (e environment) isMade(ctx context.Context) bool {
	made := e.stamp().read()
	if made == "" || packages(e).wereCutOff() {
		return false
	}
	version, _, err := askPython(ctx, e.Python())
	return err == nil && made == e.fingerprint(version)
}

func (e environment) fingerprint(version string) string {
	return "Python " + version + " in " + e.Venv() + "\n"
}

func (e environment) make(ctx context.Context, shown *toolrun.Progress) error {
	const purpose = "make the Python environment"
	python, err := findPython(ctx, e.Venv())
	if err != nil {
		return err
	}
	if err := errors.Join(removeOwned(e.Venv()), MakeOwned(e.Venv())); err != nil {
		return toolrun.Explain(purpose, "", err)
	}
	cmd := toolrun.Command(ctx, e.Root, PythonEnvironment(), python.path, "-m", "venv", e.Venv())
	if err := toolrun.Run(ctx, shown, cmd, purpose); err != nil {
		return err
	}
	return e.stamp().set(e.fingerprint(python.version))
}

func (e environment) look(ctx context.Context) Finding {
	owner, err := ownerOf(e.Venv())
	switch {
	case err != nil || owner == someoneElse:
		return Finding{"broken", e.Venv() + " is not made by this program", "move it away, then " + fixByStart}
	case owner == nobody:
		return Finding{"missing", "Python environment in .venv", fixByStart}
	case packages(e).wereCutOff():
		return Finding{"broken", "Python environment in .venv: the installation of its packages was cut off", fixByStart}
	case e.stamp().read() == "": // .venv has been made for the assistant alone
		return Finding{"missing", "Python environment in .venv", fixByStart}
	case !e.isMade(ctx):
		return Finding{"broken", "Python environment in .venv: not finished, or moved, or its Python is gone", fixByStart}
	}
	return OK("Python environment in .venv")
}
