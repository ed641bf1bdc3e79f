package setup

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// packages are the Python packages that requirements-dev.txt pins.
type packages struct{ Clone }

func (k packages) step() Step {
	return Step{Name: "Python packages", Usual: 60 * time.Second, alone: true, IsDone: k.areInstalled, Work: k.install}
}

func (k packages) stamp() stamp { return k.Clone.stamp("packages") }

func (k packages) areInstalled(context.Context) bool {
	wanted, err := fingerprint([]string{k.requirements()})
	return err == nil && k.stamp().read() == wanted
}

func (k packages) wereCutOff() bool { return k.stamp().read() == atWork }

// install installs exactly what the lock file names, and checks every download against its hash there.
func (k packages) install(ctx context.Context, shown *toolrun.Progress) error {
	wanted, err := fingerprint([]string{k.requirements()})
	if err != nil {
		return err
	}
	return k.stamp().around(wanted, func() error {
		cmd := toolrun.Command(ctx, k.Root, PythonEnvironment(), k.Python(), "-I", "-m", "pip", "install",
			"--no-deps", "--require-hashes", "-r", k.requirements(),
			"--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "3")
		return toolrun.Run(ctx, shown, cmd, "download and install the Python packages")
	})
}

// differences is a program for the environment's Python. It reads [[name, version, condition], ...], and prints those of
// which the environment holds another version, or none, as [[name, version, what it holds], ...].
const differences = `
import importlib.metadata, json, sys
try:
    from packaging.markers import Marker
except ImportError:
    Marker = None
wrong = []
for name, version, condition in json.load(sys.stdin):
    if condition and Marker and not Marker(condition).evaluate():
        continue
    try:
        held = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        held = "missing"
    if held != version:
        wrong.append([name, version, held])
print(json.dumps(wrong))
`

func (k packages) look(ctx context.Context) Finding {
	text, err := os.ReadFile(k.requirements())
	if err != nil {
		return Finding{"missing", err.Error(), "git checkout requirements-dev.txt"}
	}
	var wanted [][3]string
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		if name, version, condition, found := packageVersion(lines.Text()); found {
			wanted = append(wanted, [3]string{name, version, condition})
		}
	}
	input, err := json.Marshal(wanted)
	if err != nil {
		return Finding{"broken", err.Error(), fixByRemove}
	}
	cmd := exec.CommandContext(ctx, k.Python(), "-I", "-c", differences)
	cmd.Stdin = bytes.NewReader(input)
	answer, err := cmd.Output()
	var wrong [][3]string
	if err != nil || json.Unmarshal(answer, &wrong) != nil {
		return Finding{"missing", "Python packages of requirements-dev.txt", fixByStart}
	}
	installed := k.areInstalled(ctx)
	switch {
	case len(wrong) == 0 && installed:
		return OK("Python packages, as requirements-dev.txt pins them")
	case len(wrong) == 0:
		return Finding{"old", "Python packages: requirements-dev.txt has changed, or their installation was cut off", fixByStart}
	}
	first, fix := wrong[0], fixByStart
	if installed { // someone has changed them by hand, and set-up trusts its stamp
		fix = fixByRemove
	}
	return Finding{"old", fmt.Sprintf("Python packages: %d differ from requirements-dev.txt, such as %s: wanted %s, found %s", len(wrong), first[0], first[1], first[2]), fix}
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
