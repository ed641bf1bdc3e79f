package setup

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// KernelName is the name of our kernel's folder, and the one that notebooks give in their metadata.
const KernelName = "first-neuron"

// plainVariable lets set-up install GoNB as it is, without the kernel that fixes it.
const plainVariable = "FIRST_NEURON_PLAIN_GONB"

// kernelspec is the folder that tells Jupyter how to start our kernel, our Python package, and JupyterLab's settings.
type kernelspec struct{ *Project }

func (k kernelspec) step() Step {
	return Step{Name: "Jupyter kernel", IsDone: k.isInstalled, Work: k.install}
}

// logos are the kernel's pictures, in the sizes and under the names that Jupyter looks for.
//
//go:embed logo-*
var logos embed.FS

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

// files is what must be there, by path.
func (k kernelspec) files() (map[string][]byte, error) {
	spec, err := k.json()
	if err != nil {
		return nil, err
	}
	files, err := k.pythonPackageFiles()
	if err != nil {
		return nil, err
	}
	files[filepath.Join(k.kernelspecFolder(), "kernel.json")] = spec
	files[filepath.Join(k.jupyterFolder(), "lab", "settings", "overrides.json")] = []byte(settings)
	entries, err := logos.ReadDir(".")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if files[filepath.Join(k.kernelspecFolder(), entry.Name())], err = logos.ReadFile(entry.Name()); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (k kernelspec) isInstalled(context.Context) bool {
	files, err := k.files()
	for path, text := range files {
		if held, err := os.ReadFile(path); err != nil || !bytes.Equal(held, text) {
			return false
		}
	}
	return err == nil
}

func (k kernelspec) install(context.Context, *toolrun.Progress) error {
	files, err := k.files()
	if err != nil {
		return err
	}
	for path, text := range files {
		if err := writeFile(path, text); err != nil {
			return toolrun.Explain("install the Jupyter kernel", "", err)
		}
	}
	return nil
}

func (k kernelspec) look(ctx context.Context) Finding {
	plain := os.Getenv(plainVariable) != ""
	if _, err := os.Stat(k.kernelspecFolder()); errors.Is(err, fs.ErrNotExist) {
		return Finding{"missing", "Jupyter kernel Go (First Neuron)", fixByStart}
	}
	if !plain && !k.kernelProgram().isBuilt(ctx) {
		return Finding{"old", "Jupyter kernel Go (First Neuron): its program was built from other sources", fixByStart}
	}
	if !k.isInstalled(ctx) {
		return Finding{"old", "Jupyter kernel Go (First Neuron): not as this clone and this Go need it", fixByStart}
	}
	if plain {
		return OK("Jupyter kernel Go (First Neuron): GoNB as it is, because %s is set", plainVariable)
	}
	return OK("Jupyter kernel Go (First Neuron)")
}

// command starts our kernel, which starts GoNB behind it.
func (k kernelspec) command() []string {
	if os.Getenv(plainVariable) != "" {
		return []string{
			k.Tool("gonb"), "--kernel", "{connection_file}",
			"-go_work=" + k.Root, // firstneuron/pkg/... can be imported from any folder
			"-raw_error=true",    // errors as text: HTML ones lose their style in a notebook that is not trusted yet
			"-logtostderr=false", "-log_file=" + os.DevNull, "-stderrthreshold=FATAL",
		}
	}
	return []string{
		k.Tool(KernelProgram), "-connection", "{connection_file}",
		"-gonb", k.Tool("gonb"), "-gopls", k.Tool("gopls"), "-project", k.Root,
	}
}

// json is the text of kernel.json.
func (k kernelspec) json() ([]byte, error) {
	env := make(toolrun.Variables)
	for name, value := range k.kernelVariables() {
		if value == "" && name != "GOWORK" {
			continue // what is not set stays the user's
		}
		env[name] = strings.ReplaceAll(value, "$", "$$") // Jupyter puts variables of its own environment in for $NAME
	}
	env["PATH"] = toolrun.JoinPath(env["PATH"], "${PATH}")
	if os.Getenv(plainVariable) == "" { // our kernel itself keeps cells off the network, and has the user's settings for when a notebook lets it
		delete(env, "GOPROXY")
		delete(env, "GOSUMDB")
		env["FIRST_NEURON_USERS_GOFLAGS"] = "${GOFLAGS}" // for what cells start
	}
	return indentedJSON(struct {
		DisplayName   string            `json:"display_name"`
		Language      string            `json:"language"`
		InterruptMode string            `json:"interrupt_mode"`
		Argv          []string          `json:"argv"`
		Env           toolrun.Variables `json:"env"`
		Metadata      map[string]any    `json:"metadata"`
	}{
		DisplayName:   "Go (First Neuron)",
		Language:      "go",
		InterruptMode: "message",
		Argv:          k.command(),
		Env:           env,
		Metadata:      map[string]any{"debugger": false},
	})
}

// indentedJSON leaves <, > and & as they are: people read these files.
func indentedJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return text.Bytes(), err
}
