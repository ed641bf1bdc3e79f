package main

import (
	"fmt"
	"iter"
	"math"
	"runtime/debug"
	"strings"

	"firstneuron/internal/bench/measure"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
)

// A network is one of pkg/models, whose steps are taken as a job asks for them.
type network struct {
	model *models.Model
	next  func() (int, models.Step, bool)
}

func newNetwork(job measure.Job, backend string, train *datasets.Set) (measure.Network, error) {
	m, err := models.New(job.Shape, function(job), models.Options{Seed: 1, Backend: backend})
	if err != nil {
		return nil, err
	}
	next, _ := iter.Pull2(m.Steps(train, models.Training{Steps: math.MaxInt, Batch: job.Batch, Rate: job.Rate}))
	return &network{m, next}, nil
}

func function(job measure.Job) models.Function {
	if job.Network == "cnn" {
		return models.Convolutional(job.Classes, 128, 32, 64)
	}
	return models.Multilayer(job.Classes, job.Widths[1:len(job.Widths)-1]...)
}

func (n *network) Train(first, count int) error {
	for range count {
		if _, _, more := n.next(); !more {
			return fmt.Errorf("training ended at step %d: %w", n.model.Seen(), n.model.Err())
		}
	}
	return nil
}

func (n *network) Answers(pictures *datasets.Set) []int { return n.model.Answers(pictures) }

// versions are those of GoMLX's modules in this program.
func versions() map[string]string {
	found := make(map[string]string)
	info, _ := debug.ReadBuildInfo() // without it the versions stay unsaid
	if info == nil {
		return found
	}
	for _, module := range info.Deps {
		if strings.HasPrefix(module.Path, "github.com/gomlx/") {
			found[strings.TrimPrefix(module.Path, "github.com/")] = strings.TrimPrefix(module.Version, "v")
		}
	}
	return found
}
