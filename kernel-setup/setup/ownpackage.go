package setup

import (
	"embed"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

// pythonPackage is our own: what papermill and nbconvert need to know about Go. It is in the form in which pip installs.
//
//go:embed python/first_neuron/*.py python/first_neuron-1.0.dist-info/*
var pythonPackage embed.FS

// pythonPackageFiles is where each of its files must be.
func (p *Project) pythonPackageFiles() (map[string][]byte, error) {
	folders, err := filepath.Glob(filepath.Join(p.Venv(), "lib", "python3.*", "site-packages"))
	if len(folders) == 0 {
		err = errors.Join(err, errors.New("the Python environment has no folder for packages"))
	}
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	err = fs.WalkDir(pythonPackage, "python", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := filepath.FromSlash(strings.TrimPrefix(path, "python/"))
		files[filepath.Join(folders[0], name)], err = pythonPackage.ReadFile(path)
		return err
	})
	return files, err
}
