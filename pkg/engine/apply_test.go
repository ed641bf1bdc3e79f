package engine

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Apply and ApplyBack are Outputs and Gradients in other clothes: with the slopes of a
// loss, they give the same gradients, and those at the inputs fit differences.
func TestApply(t *testing.T) {
	for _, stack := range stacks {
		if slices.ContainsFunc(stack.layers, func(l Layer) bool { _, dropout := l.(Dropout); return dropout || l == BatchNorm{} }) {
			continue // they are others in training: not operations on their own
		}
		t.Run(stack.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(4, 2))
			n, err := New(stack.shape, stack.layers...)
			if err != nil {
				t.Fatal(err)
			}
			randomize(rng, n)
			const examples = 19
			in, out := n.sizes[0], n.sizes[len(n.layers)]
			x, dy, y, dx := numbers(rng, examples*in), numbers(rng, examples*out), make([]float32, examples*out), make([]float32, examples*in)
			rows := make([][]float64, examples)
			for e := range rows {
				for _, v := range x[e*in : (e+1)*in] {
					rows[e] = append(rows[e], float64(v))
				}
			}
			n.Apply(x, y)
			sameNumbers(t, "outputs", y, n.Outputs(rows), 0)
			n.ApplyBack(x, dy, dx)

			oracle := newPlain(stack.shape, stack.layers, n)
			value := func() float64 { // whose gradient at the outputs is dy
				sum, all := 0.0, oracle.outputs(rows)
				for e, z := range all[len(all)-1] {
					for i, v := range z {
						sum += v * float64(dy[e*out+i])
					}
				}
				return sum
			}
			difference := func(at *float64) float32 {
				const h = 1e-6
				was := *at
				*at = was + h
				up := value()
				*at = was - h
				down := value()
				*at = was
				return float32((up - down) / (2 * h))
			}
			for range 10 {
				e, i := rng.IntN(examples), rng.IntN(in)
				sameNumbers(t, "the slope at an input", dx[e*in+i:][:1], []float32{difference(&rows[e][i])}, 1e-3)
			}
			for i, p := range n.Parameters() {
				at := rng.IntN(len(p.Values))
				sameNumbers(t, "the slope at "+p.Name, p.Gradient[at:][:1], []float32{difference(&oracle.parameters[i][at])}, 1e-3)
			}
		})
	}
}
