package setup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// PythonEnvironment is the user's, less what would bring other folders' packages in or send ours elsewhere.
func PythonEnvironment() []string {
	return toolrun.WithVariables(os.Environ(), toolrun.Variables{
		"PYTHONHOME": "", "PYTHONPATH": "", "PIP_TARGET": "", "PIP_PREFIX": "", "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "",
		"VIRTUAL_ENV": "", "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1",
	})
}

// python is a Python that works and that can make environments.
type python struct {
	path    string
	version string // such as 3.11.7
}

// oldestPython is the version for which requirements-dev.txt has been resolved.
var oldestPython = [2]int{3, 10}

// findPython takes the first Python on the machine that serves. One inside the given folder does not count: it is our
// own environment, which cannot be made from itself.
func findPython(ctx context.Context, except string) (python, error) {
	var tooOld, crippled []string
	for _, name := range pythonNames() {
		path, found := findProgram(name, except)
		if !found {
			continue
		}
		version, makesEnvironments, err := askPython(ctx, path)
		switch {
		case err != nil:
		case !newEnough(version):
			tooOld = append(tooOld, fmt.Sprintf("%s is %s", path, version))
		case !makesEnvironments:
			crippled = append(crippled, fmt.Sprintf("%s (%s)", path, version))
		default:
			return python{path, version}, nil
		}
	}
	switch {
	case ctx.Err() != nil:
		return python{}, ctx.Err()
	case len(crippled) > 0:
		return python{}, fmt.Errorf("%s has no venv module, which makes environments. Install it (on Debian and Ubuntu: sudo apt install python3-venv), then run the command again", crippled[0])
	case len(tooOld) > 0:
		return python{}, fmt.Errorf("no Python is new enough: %s, and 3.10 or newer is needed. Install one (https://www.python.org/downloads/) or name one, as in PYTHON=/path/to/python3, then run the command again", strings.Join(tooOld, ", "))
	default:
		return python{}, errors.New("no Python was found. Install Python 3.10 or newer (https://www.python.org/downloads/; on Debian and Ubuntu: sudo apt install python3 python3-venv), then run the command again")
	}
}

// lookAtPython says which Python an environment would be made with.
func (c Clone) lookAtPython(ctx context.Context) Finding {
	found, err := findPython(ctx, c.Venv())
	if err != nil {
		return Finding{"missing", err.Error(), ""}
	}
	return OK("Python %s, %s", found.version, found.path)
}

// findProgram looks a program up as the shell does, in all folders of PATH but those inside one.
func findProgram(name, except string) (path string, found bool) {
	folders := filepath.SplitList(os.Getenv("PATH"))
	if filepath.Base(name) != name {
		folders = []string{""} // a path is taken as it is
	}
	for _, folder := range folders {
		path, err := exec.LookPath(filepath.Join(folder, name))
		if err == nil && !strings.HasPrefix(path, except+string(filepath.Separator)) {
			return path, true
		}
	}
	return "", false
}

func pythonNames() []string {
	var names []string
	if chosen := os.Getenv("PYTHON"); chosen != "" {
		names = append(names, chosen)
	}
	names = append(names, "python3", "python")
	for minor := 14; minor >= oldestPython[1]; minor-- {
		names = append(names, fmt.Sprintf("python3.%d", minor))
	}
	return names
}

// pythonAnswer is written so that a Python of any age understands it. Debian leaves out ensurepip, not venv.
const pythonAnswer = `import sys
print("%d.%d.%d" % tuple(sys.version_info[:3]))
try:
    import venv, ensurepip
    print("venv")
except ImportError:
    print("no venv")
`

// askPython runs a Python and asks for its version, and whether it can make environments.
func askPython(ctx context.Context, path string) (version string, makesEnvironments bool, err error) {
	cmd := exec.CommandContext(ctx, path, "-c", pythonAnswer)
	cmd.Env = PythonEnvironment()
	answer, err := cmd.Output()
	if err != nil {
		return "", false, err
	}
	version, rest, _ := strings.Cut(string(answer), "\n")
	return version, strings.TrimSpace(rest) == "venv", nil
}

func newEnough(version string) bool {
	var major, minor int
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil {
		return false
	}
	return major > oldestPython[0] || major == oldestPython[0] && minor >= oldestPython[1]
}
