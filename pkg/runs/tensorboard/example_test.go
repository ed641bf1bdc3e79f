package tensorboard_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/tensorboard"
)

// A training is recorded, and all runs of the ledger are written for TensorBoard.
func ExampleWrite() {
	folder, err := os.MkdirTemp("", "runs-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	ledger := runs.Open(filepath.Join(folder, "runs"))
	for range runs.Record(ledger.New(runs.Settings{Name: "digits"}), slices.All([]float64{0.9, 0.5, 0.3})) {
	}
	all, err := ledger.Runs()
	if err == nil {
		err = tensorboard.Write(filepath.Join(folder, "tensorboard"), all)
	}
	files, _ := filepath.Glob(filepath.Join(folder, "tensorboard", all[0].ID, "events.out.tfevents.*"))
	fmt.Println(len(files), err)
	// Output: 1 <nil>
}
