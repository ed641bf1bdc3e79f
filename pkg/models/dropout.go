package models

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/engine"
)

// Dropout is GoMLX's dropout: in training it replaces a fraction of the numbers, rate,
// drawn again at each step, by 0, and divides the others by 1 - rate, so that their mean
// stays. At inference it changes nothing. A rate below 0, or of 1 and more,
// is a mistake that [New] reports.
func Dropout(scope *model.Scope, x *graph.Node, rate float64) *graph.Node {
	if !(rate >= 0 && rate < 1) { // written so that NaN fails too
		panic(fmt.Sprintf("a dropout rate of %v: it must be 0 or more, and less than 1", rate))
	}
	dropped := layers.DropoutStatic(scope, x, rate)
	if dropped == x { // at inference
		return x
	}
	return know(dropped, known{layer: engine.Dropout{Rate: rate}, input: x})
}
