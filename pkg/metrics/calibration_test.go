package metrics

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// oracleLogits are logits and labels that numpy makes just so: of example i and class c
// scale x sin(1 + 7i + 3c), and of every third example another label than the largest.
func oracleLogits(classes int, scale float64) (logits [][]float64, labels []int) {
	for i := range 60 {
		row := make([]float64, classes)
		for c := range row {
			row[c] = scale * math.Sin(1+7*float64(i)+3*float64(c))
		}
		label := slices.Index(row, slices.Max(row))
		if classes == 1 && row[0] > 0 {
			label = 1
		}
		if i%3 == 0 {
			label = i / 3 % max(classes, 2)
		}
		logits, labels = append(logits, row), append(labels, label)
	}
	return logits, labels
}

// What scikit-learn 1.9.1 and scipy 1.17.1 say of them, with z for the logits and y for the labels:
//
//	p = softmax(z, 1); confidence = p.max(1); right = p.argmax(1) == y
//	accuracy, mean = calibration_curve(right, confidence, n_bins=bins)  # of the bins with examples
//	count = bincount(searchsorted(linspace(0, 1, bins + 1)[1:-1], confidence), minlength=bins)
//	error = (count[count > 0] * abs(accuracy - mean)).sum() / 60
//	found = minimize_scalar(lambda u: log_loss(y, softmax(z / exp(u), 1)), bounds=(-5, 5), method="bounded")
//	temperature, loss = exp(found.x), found.fun
//
// and with a sigmoid for one output.
var calibrations = []struct {
	classes           int
	scale             float64
	counts            []int
	accuracy, mean    []float64
	error             float64
	temperature, loss float64
}{
	{3, 4, []int{0, 0, 0, 0, 2, 8, 15, 10, 2, 23},
		[]float64{0.5, 0.75, 0.9333333333333333, 1, 0.5, 0.782608695652174},
		[]float64{0.4557930467356408, 0.5460644493829204, 0.653222132720293, 0.7189927541906165, 0.8440948899882734, 0.9870257386791907},
		0.23535700913921215, 2.209555847707303, 0.7109404963536057},
	{4, 1, []int{0, 17, 43, 0, 0},
		[]float64{0.7058823529411765, 0.7674418604651163}, []float64{0.3462166385104808, 0.44193050315358107},
		0.33518842516196407, 0.7373904092298273, 1.1051020748658338},
	{2, 9, []int{0, 0, 0, 1, 0, 2, 57},
		[]float64{1, 0.5, 0.8421052631578947}, []float64{0.5000676548926335, 0.7524597010788538, 0.9926779505624134},
		0.1597915821553773, 8.004978438185873, 0.47570600328709334},
	{1, 3, []int{0, 0, 14, 46},
		[]float64{0.7857142857142857, 0.8260869565217391}, []float64{0.6356683565632023, 0.9022841133143926},
		0.09342853700962046, 1.4823248419346997, 0.5049115754404714},
}

func TestCalibration(t *testing.T) {
	for _, test := range calibrations {
		t.Run(fmt.Sprint(test.classes, " outputs"), func(t *testing.T) {
			logits, labels := oracleLogits(test.classes, test.scale)
			got := NewCalibration(Probabilities(logits, 1), labels, len(test.counts))
			var counts []int
			var accuracy, mean []float64
			for _, bin := range got.Bins {
				counts = append(counts, bin.Count)
				if bin.Count > 0 {
					accuracy, mean = append(accuracy, bin.Accuracy), append(mean, bin.Confidence)
				} else if bin != (CalibrationBin{}) {
					t.Errorf("an empty bin is %v", bin)
				}
			}
			if !slices.Equal(counts, test.counts) {
				t.Errorf("counts %v, want %v", counts, test.counts)
			}
			near(t, "accuracy", accuracy, test.accuracy, 1e-12)
			near(t, "confidence", mean, test.mean, 1e-12)
			near(t, "error", []float64{got.Error()}, []float64{test.error}, 1e-12)
		})
	}
}

func TestTemperature(t *testing.T) {
	for _, test := range calibrations {
		t.Run(fmt.Sprint(test.classes, " outputs"), func(t *testing.T) {
			logits, labels := oracleLogits(test.classes, test.scale)
			temperature := Temperature(logits, labels)
			near(t, "temperature", []float64{temperature}, []float64{test.temperature}, 1e-6)
			near(t, "cross-entropy", []float64{crossEntropy(Probabilities(logits, temperature), labels)}, []float64{test.loss}, 1e-12)
			if got, want := Classify(Probabilities(logits, temperature)), Classify(Probabilities(logits, 1)); !slices.Equal(got, want) {
				t.Errorf("with the temperature the classes are %v, want %v as before", got, want)
			}
			if test.classes > 1 { // logarithms of probabilities differ from the logits by a number for each example
				near(t, "temperature of logarithms", []float64{Temperature(logarithms(Probabilities(logits, 1)), labels)}, []float64{temperature}, 1e-6)
			}
		})
	}
	if got := Temperature([][]float64{{1, 2}, {3, 0}}, []int{1, 0}); math.Abs(got-0.01) > 1e-9 {
		t.Errorf("all are right: the temperature is %v, want 0.01, the lowest", got)
	}
	if got := Temperature([][]float64{{1, 2}, {3, 0}}, []int{0, 1}); math.Abs(got-100) > 1e-9 {
		t.Errorf("all are wrong: the temperature is %v, want 100, the highest", got)
	}
}

// The bins to which searchsorted(linspace(0, 1, bins + 1)[1:-1], confidence) of numpy
// brings numbers between two of them.
func TestEdgesOfBins(t *testing.T) {
	confidences := []float64{0, .1, .2, .3, .6, .7, .9, 1}
	for bins, want := range map[int][]int{10: {0, 0, 1, 2, 5, 6, 8, 9}, 5: {0, 0, 0, 1, 2, 3, 4, 4}} {
		for i, confidence := range confidences {
			c := NewCalibration([][]float64{{confidence, 0, 0}}, []int{0}, bins)
			if c.Bins[want[i]].Count != 1 {
				t.Errorf("%v is not in bin %d of %d: %v", confidence, want[i], bins, c)
			}
		}
	}
	if got := NewCalibration(nil, nil, 3); len(got.Bins) != 3 || got.Error() != 0 {
		t.Errorf("of no examples: %v with the error %v, want three empty bins and 0", got, got.Error())
	}
}

func TestConfidence(t *testing.T) {
	nan := math.NaN()
	got := Confidence([][]float64{{0.2, 0.5, 0.3}, {0.25}, {0.75}, {0.5, nan}, {nan}})
	if want := []float64{0.5, 0.75, 0.75, nan, nan}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	outputs := [][]float64{{0.2, 0.5, 0.3}, {0.25}, {0.75}, {0.5, nan}, {0.1, 0.9}}
	for threshold, want := range map[float64][]int{0: {1, 0, 1, -1, 1}, 0.5: {1, 0, 1, -1, 1}, 0.75: {-1, 0, 1, -1, 1}, 0.8: {-1, -1, -1, -1, 1}, 1: {-1, -1, -1, -1, -1}} {
		if got := ClassifyAbove(outputs, threshold); !slices.Equal(got, want) {
			t.Errorf("above %v: got %v, want %v", threshold, got, want)
		}
	}
}

// Logits that no exponential could hold, and none at all.
func TestProbabilities(t *testing.T) {
	got := Probabilities([][]float64{{1000, 999}, {-1000, -1000}, {1000}, {-1000}, {}}, 1)
	e := math.E / (1 + math.E)
	for i, want := range [][]float64{{e, 1 - e}, {0.5, 0.5}, {1}, {0}, {}} {
		near(t, fmt.Sprint("row ", i), got[i], want, 1e-12)
	}
}

func crossEntropy(outputs [][]float64, labels []int) float64 {
	sum := 0.0
	for i, row := range outputs {
		if len(row) == 1 {
			row = []float64{1 - row[0], row[0]}
		}
		sum -= math.Log(row[labels[i]])
	}
	return sum / float64(len(outputs))
}

func logarithms(rows [][]float64) [][]float64 {
	for _, row := range rows {
		for i, p := range row {
			row[i] = math.Log(p)
		}
	}
	return rows
}

func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
		return
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= tolerance) { // written so that NaN fails too
			t.Errorf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}
