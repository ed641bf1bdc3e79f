// Package vectors gives texts vectors by which texts about the same things are near each other, though they share no word.
//
// A text's vector is the sum of its tokens'. These come from a table that was trained on pairs of texts with the same meaning;
// README.md says where it is from, and under which licence. It knows English well and Russian a little.
package vectors

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strings"
	"sync"
)

// Dimensions is the number of values of a vector.
const Dimensions = 128

// A Vector stands for a text.
type Vector [Dimensions]float32

// Of returns the sum of the vectors of a text's tokens, in small letters.
func Of(text string) Vector {
	t := load()
	var sum Vector
	for _, id := range t.Tokens(strings.ToLower(text)) {
		step, row := t.steps[id], table[id*Dimensions/2:(id+1)*Dimensions/2]
		for i := range len(row) {
			sum[2*i] += step * (float32(row[i]&15) - 8)
			sum[2*i+1] += step * (float32(row[i]>>4) - 8)
		}
	}
	return sum
}

// Add returns the vector of two texts together.
func (v Vector) Add(w Vector) Vector {
	for i := range v {
		v[i] += w[i]
	}
	return v
}

// Dot is the sum of the products.
func (v *Vector) Dot(w *Vector) float64 {
	var sum float32
	for i := range v {
		sum += v[i] * w[i]
	}
	return float64(sum)
}

// Unit returns the vector with the length 1, so that the Dot of two is 1 when they point the same way. That of an empty text
// stays 0.
func (v Vector) Unit() Vector {
	length := max(float32(math.Sqrt(v.Dot(&v))), 1e-9)
	for i := range v {
		v[i] /= length
	}
	return v
}

//go:embed tokens.txt
var names string

// table has four bits for each value of each token, and then the tokens' steps: a value is its four bits, less 8, times the step.
//
//go:embed table.bin
var table string

type tokenizer struct {
	ids   map[string]int
	steps []float32
}

// load is for the first text, so that a program that embeds none does not wait.
var load = sync.OnceValue(func() *tokenizer {
	all := strings.Split(names, "\n")
	t := &tokenizer{make(map[string]int, len(all)), make([]float32, len(all))}
	steps := table[len(all)*Dimensions/2:]
	for id, name := range all {
		t.ids[name] = id
		t.steps[id] = math.Float32frombits(binary.LittleEndian.Uint32([]byte(steps[4*id:])))
	}
	return t
})
