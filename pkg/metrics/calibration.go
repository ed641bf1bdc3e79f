package metrics

import (
	"fmt"
	"math"
	"slices"
)

// Confidence is how sure each row of outputs is of the class that [Classify] gives it: the
// largest of the probabilities. A single output p is the probability of class 1, so it is
// max(p, 1-p), at least 0.5. A row with a NaN has the confidence NaN.
func Confidence(outputs [][]float64) []float64 {
	confidences := make([]float64, len(outputs))
	for i, row := range outputs {
		switch len(row) {
		case 0:
			panic(fmt.Sprintf("metrics: example %d has no outputs", i))
		case 1:
			confidences[i] = max(row[0], 1-row[0])
		default:
			confidences[i] = slices.Max(row) // NaN, if there is one
		}
	}
	return confidences
}

// A Calibration compares how sure a model is with how often it is right. Where it is
// calibrated, 80 of 100 answers with the confidence 0.8 are right. Drawn over Confidence,
// Accuracy is the reliability diagram; below the diagonal the model is too sure.
//
// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", 2017.
type Calibration struct {
	Bins []CalibrationBin
}

// A CalibrationBin has the examples whose confidence is in one part of 0 to 1. In an empty
// one all are 0.
type CalibrationBin struct {
	Confidence float64 // mean of the examples
	Accuracy   float64 // the fraction of them that is right
	Count      int
}

// NewCalibration sorts examples by the confidence of their outputs into bins of equal width,
// as Guo and others do: of ten bins, the first is from 0 to 0.1, which belongs to it. Outputs
// are probabilities, [examples][classes], or [examples][1] for two classes, as those of a
// model are. It panics if bins is below 1, there are not as many outputs as labels, a
// label is no class, or a confidence is not from 0 to 1.
func NewCalibration(outputs [][]float64, labels []int, bins int) Calibration {
	if bins < 1 {
		panic(fmt.Sprintf("metrics: a calibration with %d bins: it must have at least 1, for example 10", bins))
	}
	checkOutputs(outputs, labels)
	c := Calibration{Bins: make([]CalibrationBin, bins)}
	classes := Classify(outputs)
	for i, confidence := range Confidence(outputs) {
		if !(confidence >= 0 && confidence <= 1) { // written so that NaN fails too
			panic(fmt.Sprintf("metrics: example %d has the confidence %v: outputs must be probabilities, from 0 to 1", i, confidence))
		}
		place := int(math.Ceil(confidence*float64(bins))) - 1
		bin := &c.Bins[max(place, 0)]
		bin.Count++
		bin.Confidence += confidence
		if classes[i] == labels[i] {
			bin.Accuracy++
		}
	}
	for i := range c.Bins {
		if bin := &c.Bins[i]; bin.Count > 0 {
			bin.Confidence /= float64(bin.Count)
			bin.Accuracy /= float64(bin.Count)
		}
	}
	return c
}

// Error is the expected calibration error: how far accuracy and confidence of a bin are apart,
// as a mean over the examples. 0 is calibrated; of no examples it is 0, too.
func (c Calibration) Error() float64 {
	apart, all := 0.0, 0
	for _, bin := range c.Bins {
		apart += float64(bin.Count) * math.Abs(bin.Accuracy-bin.Confidence)
		all += bin.Count
	}
	return apart / float64(max(all, 1))
}

// Probabilities is the softmax of logits, each divided by the temperature: above 1 it makes
// the probabilities more equal, below 1 less. Which one is the largest stays the same. A
// single logit becomes the probability of class 1, its sigmoid. Logits may also be the
// logarithms of probabilities. It panics if the temperature is not positive.
func Probabilities(logits [][]float64, temperature float64) [][]float64 {
	if !(temperature > 0) {
		panic(fmt.Sprintf("metrics: a temperature of %v: it must be positive", temperature))
	}
	rows := make([][]float64, len(logits))
	for i, row := range logits {
		if len(row) == 1 {
			rows[i] = []float64{softmax([]float64{0, row[0]}, temperature)[1]}
		} else {
			rows[i] = softmax(row, temperature)
		}
	}
	return rows
}

func softmax(logits []float64, temperature float64) []float64 {
	probabilities, sum := make([]float64, len(logits)), 0.0
	if len(logits) == 0 {
		return probabilities
	}
	top := slices.Max(logits) // subtracted from all, because e^1000 is infinite
	for i, logit := range logits {
		probabilities[i] = math.Exp((logit - top) / temperature)
		sum += probabilities[i]
	}
	for i := range probabilities {
		probabilities[i] /= sum
	}
	return probabilities
}

// The temperatures that [Temperature] chooses from.
const (
	minTemperature = 0.01
	maxTemperature = 100
)

// Temperature is the one at which [Probabilities] have the smallest cross-entropy with the
// labels, from 0.01 to 100. Choose it on a validation set: on the training set a model is
// more often right than elsewhere. Where all are right, it is 0.01: the surer, the smaller the
// cross-entropy. It panics if there are no examples, not as many logits as labels, a
// label is no class, or a logit is NaN or infinite.
//
// Source: temperature scaling in Guo and others, "On Calibration of Modern Neural Networks", 2017.
func Temperature(logits [][]float64, labels []int) float64 {
	checkOutputs(logits, labels)
	if len(logits) == 0 {
		panic("metrics: a temperature needs examples to choose it by")
	}
	for i, row := range logits {
		for _, logit := range row {
			if math.IsNaN(logit) || math.IsInf(logit, 0) {
				panic(fmt.Sprintf("metrics: example %d has the logit %v: it must be finite", i, logit))
			}
		}
	}
	// Over 1/temperature the cross-entropy is convex, so its slope has one zero.
	low, high := math.Log(minTemperature), math.Log(maxTemperature)
	for range 60 {
		middle := (low + high) / 2
		if tooSure(logits, labels, math.Exp(middle)) {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Exp((low + high) / 2)
}

// tooSure tells whether a higher temperature has a smaller cross-entropy. Its slope over
// 1/temperature is the expected logit minus that of the label.
func tooSure(logits [][]float64, labels []int, temperature float64) bool {
	slope := 0.0
	for i, row := range logits {
		if len(row) == 1 {
			row = []float64{0, row[0]}
		}
		for class, probability := range softmax(row, temperature) {
			slope += probability * (row[class] - row[labels[i]])
		}
	}
	return slope > 0
}

// checkOutputs finds what makes it impossible to judge outputs by labels.
func checkOutputs(outputs [][]float64, labels []int) {
	if len(outputs) != len(labels) {
		panic(fmt.Sprintf("metrics: %d outputs do not fit %d labels", len(outputs), len(labels)))
	}
	for i, row := range outputs {
		classes := len(row)
		if classes == 1 {
			classes = 2
		}
		if classes == 0 {
			panic(fmt.Sprintf("metrics: example %d has no outputs", i))
		}
		if labels[i] < 0 || labels[i] >= classes {
			panic(fmt.Sprintf("metrics: example %d has class %d, but the classes are 0 to %d", i, labels[i], classes-1))
		}
	}
}
