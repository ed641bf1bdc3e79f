package slurm_test

import (
	"fmt"
	"os"
	"time"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
	"firstneuron/pkg/runs/sweep/slurm"
)

// The call of On sends the trials to a cluster: each asks for two processors, 4 GB of memory and at most twenty minutes, and at most eight run at
// once. Where this example runs there is no Slurm.
func ExampleJob() {
	train := func(t *sweep.Trial) error {
		net := network.New(t.Rand(), network.Dense(2, t.Int("hidden"), network.Tanh), network.Dense(t.Int("hidden"), 1, network.Sigmoid))
		for range sweep.Record(t, net, net.Steps(datasets.XOR(), 300)) {
		}
		t.Log("accuracy", net.Accuracy(datasets.XOR()))
		return nil
	}
	folder, path := temporary()
	defer os.RemoveAll(folder)
	defer os.Setenv("PATH", path)

	s := sweep.Grid(runs.Open(folder), "XOR", sweep.Values("hidden", 1, 2, 4), sweep.Seeds(5)).AtOnce(8).
		On(slurm.Job{Partition: "short", Time: 20 * time.Minute, CPUs: 2, Memory: "4G", Options: []string{"--account=ml101"}})
	for range s.Run(train) {
	}
	fmt.Println(s.Left(), "trials are left")
	fmt.Println(s.Err())
	// Output:
	// 15 trials are left
	// slurm: there is no command sbatch here, so no job can be submitted: run this on a machine that submits jobs, such as the cluster's login node, or leave out On to run the trials on this machine
}

// temporary is a folder for the ledger. No program is on the path any more.
func temporary() (folder, path string) {
	folder, err := os.MkdirTemp("", "slurm-*")
	if err != nil {
		panic(err)
	}
	path = os.Getenv("PATH")
	os.Setenv("PATH", folder)
	return folder, path
}
