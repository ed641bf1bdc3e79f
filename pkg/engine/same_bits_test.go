package engine

import (
	"fmt"
	"testing"
)

// The results of training have the same bits however many workers share the work.
func TestSameBitsForAnyNumberOfWorkers(t *testing.T) {
	eachTraining(t, func(t *testing.T, stack stack, examples int, optimizer func() Optimizer) {
		one := train(t, stack.shape, stack.layers, examples, 1, optimizer())
		for _, workers := range []int{2, 8} {
			sameTraining(t, fmt.Sprintf("%d workers", workers), train(t, stack.shape, stack.layers, examples, workers, optimizer()), one)
		}
	})
}

// AVX2 and AVX-512 add in the same order, so they give the same bits. The plain loops
// round a product before they add it, where the vector instructions do not, so these
// agree only nearly. With Adam the difference is larger: it makes whole steps even of
// gradients that are nothing but rounding errors, as before batch normalization.
func TestInstructionsAgree(t *testing.T) {
	if Instructions() == "plain Go" {
		t.Skip("this processor has no AVX2")
	}
	eachTraining(t, func(t *testing.T, stack stack, examples int, optimizer func() Optimizer) {
		results := map[string]trained{}
		withInstructions(t, func(t *testing.T) {
			if Instructions() == "plain Go" && examples > 37 {
				return // it would take long, and adds nothing to batches of 37
			}
			results[Instructions()] = train(t, stack.shape, stack.layers, examples, 1, optimizer())
		})
		plain, avx2, avx512 := results["plain Go"], results["AVX2"], results["AVX-512"]
		for step, want := range plain.losses { // of batches up to 37
			if got := avx2.losses[step]; !(relative(got, want) < 1e-4) {
				t.Fatalf("the loss of step %d is %v with AVX2, and %v in plain Go", step+1, got, want)
			}
		}
		tolerance := 1e-4
		if _, ok := optimizer().(*Adam); ok {
			tolerance = 1e-2
		}
		if worst := largestError(plain.last, avx2.last[:len(plain.last)]); !(worst < tolerance) {
			t.Errorf("the outputs with AVX2 differ from plain Go's by %.1g", worst)
		}
		if avx512.losses != nil {
			sameTraining(t, "AVX-512 and AVX2", avx512, avx2)
		}
	})
}

// eachTraining goes through stacks, sizes of batches and optimizers.
func eachTraining(t *testing.T, test func(t *testing.T, stack stack, examples int, optimizer func() Optimizer)) {
	sizes := []int{1, 16, 37, 128}
	if testing.Short() {
		sizes = []int{1, 37}
	}
	for _, stack := range someStacks() {
		for _, examples := range sizes {
			for name, optimizer := range optimizers {
				t.Run(fmt.Sprintf("%s/%d/%s", stack.name, examples, name), func(t *testing.T) {
					test(t, stack, examples, optimizer)
				})
			}
		}
	}
}
