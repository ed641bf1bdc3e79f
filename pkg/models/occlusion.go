package models

import (
	"fmt"
	"slices"
)

// grey is what Occlusion covers a picture with: half way between black, 0, and white, 1.
const grey = 0.5

// Occlusion shows by what a model recognises a picture: the result is a map, [height x width], of how much the output
// of a class falls when a grey square of size x size pixels around each pixel covers the picture. Where the number is
// large, there was something that spoke for the class; below 0, something that spoke against it.
//
// Grey is 0.5, in all channels. At the border the square is smaller: only what is inside the picture is covered. With
// an even size it reaches one pixel further up and to the left than down and to the right. A model with a single
// output has the probability of class 1 in it, and 1 minus that is the output of class 0.
//
// These maps are from Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014, section 4.2. It
// takes a forward pass for each pixel. Occlusion panics if the model is not for pictures of [height, width, channels],
// the example has another size, there is no such class, or size is below 1.
func (m *Model) Occlusion(example []float64, class, size int) []float64 {
	m.checkExample(example)
	switch {
	case len(m.shape) != 3:
		panic(fmt.Sprintf("models: only pictures of [height width channels] can be covered by a square, not examples of shape %v", m.shape))
	case class < 0 || class >= max(m.outputs, 2):
		panic(fmt.Sprintf("models: there is no class %d: a model with %d outputs has the classes 0 to %d", class, m.outputs, max(m.outputs, 2)-1))
	case size < 1:
		panic(fmt.Sprintf("models: a square of %d x %d pixels covers nothing: the size must be at least 1", size, size))
	}
	places := make([]int, m.shape[0]*m.shape[1])
	for place := range places {
		places[place] = place
	}
	uncovered := m.outputOf(class, [][]float64{example})[0]
	falls := make([]float64, 0, len(places))
	for part := range slices.Chunk(places, chunk) {
		var pictures [][]float64
		for _, place := range part {
			pictures = append(pictures, m.covered(example, place, size))
		}
		for _, output := range m.outputOf(class, pictures) {
			falls = append(falls, uncovered-output)
		}
	}
	return falls
}

// covered is a copy of an example with a grey square around one of its pixels.
func (m *Model) covered(example []float64, place, size int) []float64 {
	height, width, channels := m.shape[0], m.shape[1], m.shape[2]
	picture := slices.Clone(example)
	top, left := place/width-size/2, place%width-size/2
	for row := max(0, top); row < min(height, top+size); row++ {
		for column := max(0, left); column < min(width, left+size); column++ {
			for channel := range channels {
				picture[(row*width+column)*channels+channel] = grey
			}
		}
	}
	return picture
}

// outputOf is the output of one class for each of some examples.
func (m *Model) outputOf(class int, examples [][]float64) []float64 {
	outputs := make([]float64, len(examples))
	for i, row := range m.outputsOf(m.rowsFor(examples)) {
		switch {
		case len(row) > 1:
			outputs[i] = row[class]
		case class == 1:
			outputs[i] = row[0]
		default:
			outputs[i] = 1 - row[0]
		}
	}
	return outputs
}
