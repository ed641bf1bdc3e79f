package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// The names of the stamps of the two Python steps.
const (
	environmentStamp = "environment"
	packagesStamp    = "packages"
)

// environmentPython is the Python of .venv.
func (p *project) environmentPython() string { return p.tool("python") }

// environmentIsMade tells whether .venv is whole, stands where it was made (its programs name their own folder, so a
// renamed or copied one does not work) and has a Python that runs. An environment in which the installation of packages
// was cut off does not count: what pip leaves then cannot be trusted.
func (p *project) environmentIsMade(ctx context.Context) bool {
	made := p.stamp(environmentStamp)
	if made == "" || p.stamp(packagesStamp) == atWork {
		return false
	}
	version, _, err := askPython(ctx, []string{p.environmentPython()})
	return err == nil && made == p.environmentFingerprint(version)
}

func (p *project) environmentFingerprint(version string) string {
	return "Python " + version + " in " + p.venv() + "\n"
}

func (p *project) makeEnvironment(ctx context.Context, shown *toolrun.Progress) error {
	const purpose = "make the Python environment"
	python, err := findPython(ctx, p.venv())
	if err != nil {
		return err
	}
	if err := errors.Join(removeOurs(p.venv()), makeOurs(p.venv())); err != nil {
		return toolrun.Explain(purpose, "", err)
	}
	args := append(python.command[1:], "-m", "venv", p.venv())
	cmd := toolrun.Command(ctx, p.root, pythonEnvironment(), python.command[0], args...)
	if err := toolrun.Run(ctx, shown, cmd, purpose); err != nil {
		return err
	}
	return p.setStamp(environmentStamp, p.environmentFingerprint(python.version))
}

func (p *project) packagesAreInstalled(context.Context) bool {
	wanted, err := fingerprint([]string{p.requirements()})
	return err == nil && p.stamp(packagesStamp) == wanted
}

// installPackages installs exactly what the lock file names, and checks every download against its hash there.
func (p *project) installPackages(ctx context.Context, shown *toolrun.Progress) error {
	wanted, err := fingerprint([]string{p.requirements()})
	if err != nil {
		return err
	}
	return p.stamped(packagesStamp, wanted, func() error {
		cmd := toolrun.Command(ctx, p.root, pythonEnvironment(), p.environmentPython(), "-I", "-m", "pip", "install",
			"--no-deps", "--require-hashes", "-r", p.requirements(),
			"--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "3")
		return toolrun.Run(ctx, shown, cmd, "download and install the Python packages")
	})
}

// packageVersion reads a line of requirements-dev.txt, such as `numpy==2.4.6 ; python_full_version >= '3.11' \`.
func packageVersion(line string) (name, version, condition string, found bool) {
	if line == "" || strings.ContainsAny(line[:1], " \t#-") {
		return "", "", "", false
	}
	line = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(line), `\`))
	line, condition, _ = strings.Cut(line, ";")
	name, version, found = strings.Cut(strings.TrimSpace(line), "==")
	return name, version, strings.TrimSpace(condition), found
}

// settings are JupyterLab's defaults in our environment: nothing asks the network for news or for updates.
const settings = `{
  "@jupyterlab/apputils-extension:notification": {
    "checkForUpdates": false,
    "doNotDisturbMode": false,
    "fetchNews": "false"
  },
  "@jupyterlab/extensionmanager-extension:plugin": {
    "enabled": false
  }
}
`

func (p *project) settingsPath() string {
	return filepath.Join(p.jupyter(), "lab", "settings", "overrides.json")
}

// sameFile tells whether a file is there and holds just this.
func sameFile(path string, text []byte) bool {
	held, err := os.ReadFile(path)
	return err == nil && string(held) == string(text)
}
