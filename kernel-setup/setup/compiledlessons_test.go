package setup

import (
	"path/filepath"
	"slices"
	"testing"

	"firstneuron/internal/testfile"
)

func TestImportsOf(t *testing.T) {
	for _, c := range []struct {
		name, cell string
		want       []string
	}{
		{"one", "import \"firstneuron/pkg/neuron\"\n%%\nn := neuron.Classic()", []string{"firstneuron/pkg/neuron"}},
		{"a block", "import (\n\t\"fmt\"\n\tm \"gonum.org/v1/gonum/mat\"\n)\n\nvar x = 1", []string{"fmt", "gonum.org/v1/gonum/mat"}},
		{"below GoNB's own lines", "%noautoget\n!ls\nimport \"fmt\"\n%% --rate=1\nfmt.Println(1)", []string{"fmt"}},
		{"two lines", "import \"fmt\"\nimport \"math\"\n", []string{"fmt", "math"}},
		{"below a comment that ends like a command", "/*\n!ls */\nimport \"a\"", []string{"a"}},
		{"none", "%%\nfmt.Println(`import \"no\"`)", nil},
		{"no Go at all", "!go version", nil},
	} {
		if got := importsOf(c.cell); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLessonImportsComeFromAllNotebooks(t *testing.T) {
	p := emptyProject(t)
	testfile.Write(t, filepath.Join(p.Notebooks(), "01.ipynb"), `{"cells": [
		{"cell_type": "markdown", "source": "import \"not/code\""},
		{"cell_type": "code", "source": ["import \"one/list\"\n", "%%\n"]}]}`)
	testfile.Write(t, filepath.Join(p.Notebooks(), "ru", "01.ipynb"), `{"cells": [{"cell_type": "code", "source": "import \"two/text\""}]}`)
	testfile.Write(t, filepath.Join(p.Notebooks(), "ru", "torn.ipynb"), `{"cells": [`)
	testfile.Write(t, filepath.Join(p.Notebooks(), ".ipynb_checkpoints", "old.ipynb"), `{"cells": [{"cell_type": "code", "source": "import \"old/one\""}]}`)
	got, err := lessons{p}.imports()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"one/list": true, "two/text": true, "fmt": true, "not/code": false, "old/one": false} {
		if slices.Contains(got, path) != want {
			t.Errorf("%s among the imports: %v, want %v", path, !want, want)
		}
	}
}
