// Package arch holds the rules of this repository that a program can check, and
// its tests enforce them: what may import what, what a notebook in git may hold, how
// the lessons follow each other, and where links lead.
//
// Arrows go one way: what computes knows nothing of what draws, what draws knows
// nothing of what computes, and each foreign library is known to one package,
// but for those that [Shared] names. Only notebooks bring the sides together.
package arch

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Rules gives each folder with Go files what it may import besides the standard
// library and itself: a path stands for the package and all below it.
var Rules = map[string][]string{
	"pkg/neuron":                  {"gonum.org/v1/gonum", "firstneuron/pkg/datasets"},
	"pkg/network":                 {"gonum.org/v1/gonum", "firstneuron/internal/atomicfile", "firstneuron/pkg/neuron", "firstneuron/pkg/datasets", "firstneuron/pkg/metrics"},
	"pkg/network/loops":           {"gonum.org/v1/gonum", "firstneuron/pkg/neuron", "firstneuron/pkg/network", "firstneuron/pkg/datasets"}, // its tests compare with network
	"pkg/chart":                   {"gonum.org/v1/gonum", "gonum.org/v1/plot"},
	"pkg/show":                    {"github.com/janpfeifer/gonb/gonbui", "firstneuron/internal/control", "firstneuron/internal/interrupt", "firstneuron/internal/testfile"},
	"pkg/engine":                  {"golang.org/x/sys/cpu"},
	"pkg/engine/product":          {"firstneuron/pkg/engine"},
	"pkg/lesson":                  {},
	"pkg/exercises":               {"firstneuron/pkg/lesson", "gonum.org/v1/gonum", "firstneuron/pkg/datasets", "firstneuron/pkg/engine", "firstneuron/pkg/network", "firstneuron/pkg/neuron"}, // all but the first in its tests
	"pkg/datasets":                {"firstneuron/internal/clone", "firstneuron/internal/picturefile"},
	"pkg/metrics":                 {},
	"pkg/models":                  {"gonum.org/v1/gonum", "github.com/gomlx/gomlx", "github.com/gomlx/compute", "firstneuron/internal/atomicfile", "firstneuron/internal/clone", "firstneuron/pkg/datasets", "firstneuron/pkg/engine", "firstneuron/pkg/metrics", "firstneuron/pkg/network", "firstneuron/pkg/neuron", "firstneuron/internal/testfile"}, // its tests compare with network and neuron
	"pkg/models/kernelbackend":    {"github.com/gomlx/compute", "github.com/gomlx/gomlx/core", "github.com/gomlx/gomlx/ml/model", "github.com/gomlx/gomlx/ml/layers", "github.com/gomlx/gomlx/ml/train/optimizer"},                                                                                                                                      // the last three in its tests
	"pkg/models/xla":              {"github.com/gomlx/go-xla/compute/xla"},
	"pkg/runs":                    {"firstneuron/internal/atomicfile", "firstneuron/internal/clone", "firstneuron/internal/filelock", "firstneuron/internal/interrupt", "firstneuron/internal/process", "firstneuron/pkg/datasets", "firstneuron/pkg/models", "firstneuron/pkg/network", "firstneuron/pkg/neuron", "github.com/gomlx/gomlx/core/graph", "github.com/gomlx/gomlx/ml/model"}, // the last five in its tests
	"pkg/runs/sweep":              {"firstneuron/internal/filelock", "firstneuron/internal/interrupt", "firstneuron/internal/process", "firstneuron/pkg/datasets", "firstneuron/pkg/network", "firstneuron/pkg/runs", "firstneuron/internal/testfile"},                                                                                                                                     // network and testfile in its tests
	"pkg/runs/sweep/slurm":        {"firstneuron/internal/filelock", "firstneuron/pkg/datasets", "firstneuron/pkg/network", "firstneuron/pkg/runs", "firstneuron/pkg/runs/sweep"},                                                                                                                                                                                                          // datasets and network in its tests
	"pkg/runs/tensorboard":        {"google.golang.org/protobuf/encoding/protowire", "firstneuron/internal/atomicfile", "firstneuron/pkg/runs"},
	"pkg/runs/view":               {"gonum.org/v1/gonum", "firstneuron/pkg/chart", "firstneuron/pkg/datasets", "firstneuron/pkg/metrics", "firstneuron/pkg/network", "firstneuron/pkg/neuron", "firstneuron/pkg/runs", "firstneuron/pkg/runs/sweep", "firstneuron/pkg/show", "firstneuron/internal/testfile"}, // here what was recorded meets what draws; network in its tests
	"pkg/pictures":                {"golang.org/x/image/font", "golang.org/x/image/math", "golang.org/x/image/vector", "firstneuron/pkg/datasets", "firstneuron/pkg/chart"},
	"pkg/assistant":               {"firstneuron/internal/atomicfile", "firstneuron/internal/clone", "firstneuron/internal/filelock", "firstneuron/internal/picturefile", "firstneuron/pkg/assistant/texts"},
	"pkg/assistant/texts":         {"golang.org/x/text/feature/plural", "golang.org/x/text/language", "golang.org/x/text/message", "golang.org/x/text/number"},
	"pkg/assistant/alttext":       {"github.com/PuerkitoBio/goquery", "firstneuron/internal/picturefile", "firstneuron/pkg/assistant", "firstneuron/pkg/chart"}, // its tests read what chart writes
	"pkg/assistant/builder":       {"firstneuron/pkg/assistant"},
	"pkg/assistant/embedded":      {"firstneuron/internal/picturefile", "firstneuron/pkg/assistant", "firstneuron/pkg/chart"}, // its tests ask about charts
	"pkg/assistant/export":        {"firstneuron/pkg/assistant"},
	"pkg/assistant/knowledge":     {"github.com/blevesearch/snowballstem", "github.com/klippa-app/go-pdfium", "github.com/tetratelabs/wazero", "golang.org/x/net/html", "golang.org/x/text/encoding", "golang.org/x/text/transform", "golang.org/x/text/unicode", "firstneuron/pkg/assistant", "firstneuron/pkg/datasets", "firstneuron/pkg/neuron"}, // a neuron learns in its tests
	"pkg/assistant/vectors":       {},
	"pkg/assistant/openai":        {"golang.org/x/term", "firstneuron/internal/picturefile", "firstneuron/pkg/assistant"},
	"pkg/assistant/page":          {"firstneuron/internal/atomicfile", "firstneuron/internal/picturefile", "firstneuron/pkg/assistant"},
	"pkg/assistant/classify":      {"gonum.org/v1/gonum", "firstneuron/internal/picturefile", "firstneuron/pkg/datasets", "firstneuron/pkg/metrics", "firstneuron/pkg/models", "firstneuron/pkg/pictures"}, // metrics in its tests
	"kernel-setup":                {"golang.org/x/term", "firstneuron/internal/atomicfile", "firstneuron/internal/filelock", "firstneuron/internal/process", "firstneuron/internal/scratch", "firstneuron/pkg/datasets", "firstneuron/pkg/engine", "firstneuron/pkg/runs", "firstneuron/internal/testfile"},
	"kernel-setup/setup":          {"firstneuron/internal/atomicfile", "firstneuron/internal/clone", "firstneuron/internal/filelock", "firstneuron/internal/scratch", "firstneuron/kernel-setup/toolrun", "firstneuron/kernel-setup/kernel/cells", "firstneuron/kernel-setup/kernel/modules", "firstneuron/internal/testfile"},
	"kernel-setup/download":       {"firstneuron/internal/testfile"},
	"kernel-setup/toolrun":        {"firstneuron/internal/process", "firstneuron/internal/scratch"},
	"kernel-setup/kernel":         {"firstneuron/internal/control", "firstneuron/internal/process", "firstneuron/internal/scratch"},
	"kernel-setup/kernel/assist":  {"firstneuron/internal/process", "firstneuron/kernel-setup/kernel/cells", "firstneuron/kernel-setup/kernel/modules", "firstneuron/internal/testfile"}, // the last in its tests
	"kernel-setup/kernel/modules": {"firstneuron/internal/process", "firstneuron/internal/testfile"},
	"kernel-setup/kernel/cells":   {},
	"kernel-setup/kernel/inject":  {},
	"kernel-setup/kernel/knobs":   {"firstneuron/internal/control", "firstneuron/kernel-setup/kernel/cells"},
	"kernel-setup/kernel/relay":   {"firstneuron/internal/control", "github.com/janpfeifer/gonb/gonbui/protocol", "golang.org/x/sys/unix"},
	"kernel-setup/kernel/explain": {"firstneuron/kernel-setup/kernel/cells", "firstneuron/kernel-setup/kernel/modules"},
	"kernel-setup/kernel/jupyter": {"github.com/go-zeromq/zmq4"},
	"kernel-setup/assistant":      {"golang.org/x/term", "firstneuron/internal/clone", "firstneuron/internal/filelock", "firstneuron/internal/picturefile", "firstneuron/pkg/assistant", "firstneuron/pkg/pictures"}, // its tests draw what it is asked about
	"internal/process":            {"golang.org/x/sys/unix"},
	"internal/filelock":           {"github.com/gofrs/flock"},
	"internal/scratch":            {},
	"internal/testfile":           {}, // for tests
	"internal/atomicfile":         {},
	"internal/interrupt":          {},
	"internal/arch":               {},
	"internal/clone":              {},
	"internal/control":            {},
	"internal/picturefile":        {"golang.org/x/image/webp"},
	"internal/bench":              {"firstneuron/internal/process", "firstneuron/pkg/engine", "firstneuron/pkg/neuron", "firstneuron/pkg/datasets"},
	"internal/bench/ours":         {"github.com/gomlx/gomlx/core/graph", "github.com/gomlx/gomlx/ml/model", "firstneuron/pkg/datasets", "firstneuron/pkg/models"},
}

// Shared are the foreign libraries that several packages may import, and why.
var Shared = map[string]string{
	"gonum.org/v1/gonum":                          "the mathematics itself, for all that calculate",
	"github.com/gomlx/compute":                    "what a backend is made of: models choose one, kernelbackend is one",
	"github.com/gomlx/gomlx/core":                 "graphs, in which a kernel is called, and in tests the tensors that go in and out",
	"github.com/gomlx/gomlx/core/graph":           "the words in which a model function is written",
	"github.com/gomlx/gomlx/ml/model":             "the same: a scope names the weights",
	"github.com/gomlx/gomlx/ml/layers/activation": "the same: activation functions",
	"github.com/gomlx/gomlx/ml/layers":            "GoMLX's own layers, in tests of the backend",
	"github.com/gomlx/gomlx/ml/train/optimizer":   "training, in tests of the backend",
	"golang.org/x/sys/unix":                       "what only Unix has: who the parent of orphans is, which pipe was written to",
	"golang.org/x/term":                           "whether a person sits at a terminal, how wide it is, and a key that is typed there",
	"github.com/janpfeifer/gonb/gonbui/protocol":  "the messages between a cell's program and the kernel, which have two ends",
}

const module = "firstneuron"

// Check reads the imports of every Go file below the module's root and returns a
// sentence for each one that the rules do not allow, and for each folder that
// has no rule. Folders with a go.mod of their own, testdata, and folders whose
// name begins with a dot are left out, as the go command leaves them out.
func Check(root fs.FS, rules map[string][]string) ([]string, error) {
	var faults []string
	unruled := map[string]bool{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != "." && isOutside(root, name) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		folder := path.Dir(name)
		allowed, ruled := rules[folder]
		if !ruled {
			if !unruled[folder] {
				unruled[folder] = true
				faults = append(faults, fmt.Sprintf("%s has no rule: say in internal/arch what it may import", folder))
			}
			return nil
		}
		imports, err := importsOf(root, name)
		if err != nil {
			return err
		}
		for _, imported := range imports {
			if !isStandard(imported) && !within(imported, []string{path.Join(module, folder)}) && !within(imported, allowed) {
				faults = append(faults, fmt.Sprintf("%s imports %s, which the rules do not allow to %s", name, imported, folder))
			}
		}
		return nil
	})
	return faults, err
}

// sharedLibraries returns a sentence for each library, or part of one, that two folders may import though it is not shared.
func sharedLibraries(rules map[string][]string, shared map[string]string) []string {
	var faults []string
	folders := slices.Sorted(maps.Keys(rules))
	for i, folder := range folders {
		for _, other := range folders[i+1:] {
			for _, a := range rules[folder] {
				for _, b := range rules[other] {
					isForeign := !within(a, []string{module}) && !within(a, slices.Collect(maps.Keys(shared))) && !within(b, slices.Collect(maps.Keys(shared)))
					if isForeign && (within(a, []string{b}) || within(b, []string{a})) {
						faults = append(faults, fmt.Sprintf("%s may import %s, and %s may import %s: a library has one package", folder, a, other, b))
					}
				}
			}
		}
	}
	return faults
}

func isOutside(root fs.FS, folder string) bool {
	base := path.Base(folder)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" {
		return true
	}
	_, err := fs.Stat(root, path.Join(folder, "go.mod"))
	return err == nil
}

func importsOf(root fs.FS, name string) ([]string, error) {
	source, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var imports []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		imports = append(imports, imported)
	}
	return imports, nil
}

// isStandard tells the standard library by its first element, which has no dot.
// C is foreign, whatever its name.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return first != module && first != "C" && !strings.Contains(first, ".")
}

func within(imported string, paths []string) bool {
	return slices.ContainsFunc(paths, func(allowed string) bool {
		return imported == allowed || strings.HasPrefix(imported, allowed+"/")
	})
}
