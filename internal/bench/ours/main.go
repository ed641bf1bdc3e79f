// Command ours is First Neuron's side of the benchmarks: like the programs in
// ../python, it trains a network as far as it is asked to.
//
//	ours WORKLOAD VARIANT
//
// WORKLOAD is JSON, VARIANT is a backend, such as "engine" or "xla:cpu", or "engine
// unknown" for a function that the engine does not know as a whole. Requests and answers
// are lines: see process in ../process.go.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"iter"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("ours: ")
	if len(os.Args) != 3 {
		log.Fatal("usage: ours WORKLOAD VARIANT")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// A workload is what bench tells the programs to train.
type workload struct {
	Network        string
	Widths         []int
	Folder         string
	Batch, Threads int
	Rate           float64
}

func run(task, variant string) error {
	backend, unknown, _ := strings.Cut(variant, " ")
	var w workload
	if err := json.Unmarshal([]byte(task), &w); err != nil {
		return fmt.Errorf("read the workload %.80q: %w", task, err)
	}
	runtime.GOMAXPROCS(w.Threads)
	versions, err := json.Marshal(gomlxVersions())
	if err != nil {
		return err
	}
	fmt.Println(string(versions))

	train, err := w.read("train")
	if err != nil {
		return err
	}
	test, err := w.read("test")
	if err != nil {
		return err
	}
	fmt.Println("ready")

	rng := rand.New(rand.NewPCG(1, 2))
	function := w.function(len(train.Classes))
	if unknown != "" {
		function = withOwnLayer(function)
	}
	m, err := models.New(rng, train.Shape, function, models.Options{Backend: backend})
	if err != nil {
		return err
	}
	next, stop := iter.Pull2(m.Steps(rng, train, models.Training{Steps: math.MaxInt, Batch: w.Batch, Rate: w.Rate}))
	defer stop()
	for requests := bufio.NewScanner(os.Stdin); requests.Scan(); {
		var steps int
		if _, err := fmt.Sscanf(requests.Text(), "train %d", &steps); err != nil {
			fmt.Println(accuracy(m, test, w.Batch))
			continue
		}
		for range steps {
			if _, _, more := next(); !more {
				return fmt.Errorf("the training ended at step %d: %w", m.StepCount(), m.Err())
			}
		}
		fmt.Println("done")
	}
	return nil
}

func (w workload) read(part string) (*datasets.Set, error) {
	return datasets.LoadIDX(filepath.Join(w.Folder, part+"-pictures"), filepath.Join(w.Folder, part+"-labels"))
}

func (w workload) function(classes int) models.Function {
	if w.Network == "cnn" {
		return models.Convolutional(classes, 128, 32, 64)
	}
	return models.Multilayer(classes, w.Widths[1])
}

// withOwnLayer is a model function with a layer that the engine does not know: the
// largest logit is subtracted, which changes no probability.
func withOwnLayer(function models.Function) models.Function {
	return func(scope *model.Scope, x *graph.Node) *graph.Node {
		logits := function(scope, x)
		return graph.Sub(logits, graph.ReduceAndKeep(logits, graph.ReduceMax, -1))
	}
}

// accuracy classifies in small batches, as all programs do, so that it needs no more
// memory than training.
func accuracy(m *models.Model, test *datasets.Set, batch int) float64 {
	var right float64
	for part := range test.Batches(nil, batch) {
		right += m.Accuracy(part) * float64(part.Len())
	}
	return right / float64(test.Len())
}

// gomlxVersions are those of GoMLX's modules in this program.
func gomlxVersions() map[string]string {
	found := make(map[string]string)
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return found // a program that the go command did not build has none
	}
	for _, module := range info.Deps {
		if name, is := strings.CutPrefix(module.Path, "github.com/"); is && strings.HasPrefix(name, "gomlx/") {
			found[name] = strings.TrimPrefix(module.Version, "v")
		}
	}
	return found
}
