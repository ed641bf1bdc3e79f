package exercises

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

func TestOcclude(t *testing.T) {
	painted := func(picture []float64, height, width, row, column, size int) []float64 { // by package image/draw
		mask := image.NewAlpha(image.Rect(0, 0, width, height))
		square := image.Rect(0, 0, size, size).Add(image.Pt(column-size/2, row-size/2))
		draw.Draw(mask, square, image.NewUniform(color.Opaque), image.Point{}, draw.Src)
		covered := slices.Clone(picture)
		for i := range covered {
			if mask.AlphaAt(i%width, i/width).A > 0 {
				covered[i] = 0.5
			}
		}
		return covered
	}
	teaches(t, Occlude, []occludes{
		painted,
		func(picture []float64, height, width, row, column, size int) []float64 {
			covered := append([]float64(nil), picture...)
			for i := range covered {
				if math.Abs(float64(i/width-row)) <= float64(size)/2 && math.Abs(float64(i%width-column)) <= float64(size)/2 {
					covered[i] = 0.5
				}
			}
			return covered
		},
		func(picture []float64, height, width, row, column, size int) []float64 {
			covered := make([]float64, height*width)
			copy(covered, picture)
			for down := -(size / 2); down <= size/2; down++ {
				for right := -(size / 2); right <= size/2; right++ {
					if r, c := row+down, column+right; r >= 0 && r < height && c >= 0 && c < width {
						covered[r*width+c] = 0.5
					}
				}
			}
			return covered
		},
		func(picture []float64, height, width, row, column, size int) []float64 {
			rows := [][]float64{}
			for r, pixels := range slices.Collect(slices.Chunk(slices.Clone(picture), width)) {
				if r >= row-size/2 && r <= row+size/2 {
					part := pixels[max(0, column-size/2):min(width, column+size/2+1)]
					floats.Scale(0, part)
					floats.AddConst(0.5, part)
				}
				rows = append(rows, pixels)
			}
			return slices.Concat(rows...)
		},
		func(picture []float64, height, width, row, column, size int) []float64 {
			return everyWeight(picture, func(i int) float64 {
				if r, c := i/width, i%width; near(r-row, c-column, size) {
					return 1.0 / 2
				}
				return picture[i]
			})
		},
	}...)
}

func TestTemper(t *testing.T) {
	byLogSumExp := func(logits []float64, temperature float64) []float64 { // by gonum
		scaled := floats.ScaleTo(make([]float64, len(logits)), 1/temperature, logits)
		whole := floats.LogSumExp(scaled)
		return everyWeight(scaled, func(i int) float64 { return math.Exp(scaled[i] - whole) })
	}
	teaches(t, Temper, []tempers{
		byLogSumExp,
		func(logits []float64, temperature float64) []float64 { // softmax of lesson 07, of other logits
			return softmax(everyWeight(logits, func(i int) float64 { return logits[i] / temperature }))
		},
		func(logits []float64, temperature float64) []float64 { // each is 1 divided by the sum of all ratios
			return everyWeight(logits, func(i int) float64 {
				sum := 0.0
				for _, z := range logits {
					sum += math.Exp((z - logits[i]) / temperature)
				}
				return 1 / sum
			})
		},
		func(logits []float64, temperature float64) []float64 {
			least := slices.Min(logits)
			return shared(logits, floats.Sum, func(z float64) float64 { return math.Pow(math.E, (z-least)/temperature) })
		},
		func(logits []float64, temperature float64) []float64 {
			return shared(softmax(logits), floats.Sum, func(p float64) float64 { return math.Pow(p, 1/temperature) })
		},
	}...)
	// With two logits it is the sigmoid of their difference.
	if got, want := temper([]float64{1, 4}, 2)[1], sigmoid(1.5); math.Abs(got-want) > 1e-12 {
		t.Errorf("temper([1 4], 2) is %v, want %v", got, want)
	}
}

func TestCalibrationError(t *testing.T) {
	teaches(t, CalibrationError, []calibrates{
		func(confidences, right []float64, bins int) float64 {
			return binned(floorBin, expected)(confidences, right, bins)
		},
		func(confidences, right []float64, bins int) (sum float64) { // mean confidence and accuracy, bin by bin
			for bin := range bins {
				var c, r []float64
				for i, confidence := range confidences {
					last := bin == bins-1 && confidence == 1
					if from := float64(bin) / float64(bins); last || confidence >= from && confidence < float64(bin+1)/float64(bins) {
						c, r = append(c, confidence), append(r, right[i])
					}
				}
				if len(c) > 0 {
					sum += float64(len(c)) / float64(len(right)) * math.Abs(stat.Mean(c, nil)-stat.Mean(r, nil))
				}
			}
			return sum
		},
		func(confidences, right []float64, bins int) float64 { // by gonum's histogram, weighted
			sorted, by := slices.Clone(confidences), make([]int, len(confidences))
			floats.Argsort(sorted, by)
			ordered := everyWeight(sorted, func(i int) float64 { return right[by[i]] })
			dividers := floats.Span(make([]float64, bins+1), 0, 1)
			dividers[bins] = math.Nextafter(1, 2)
			return floats.Distance(stat.Histogram(nil, dividers, sorted, sorted), stat.Histogram(nil, dividers, sorted, ordered), 1) / float64(len(right))
		},
		func(confidences, right []float64, bins int) float64 {
			sure, correct := map[int]float64{}, map[int]float64{}
			for i := range right {
				bin := int(math.Floor(confidences[i] * float64(bins)))
				if bin == bins {
					bin--
				}
				sure[bin] += confidences[i]
				correct[bin] += right[i]
			}
			sum := 0.0
			for bin := range sure {
				sum += math.Abs(sure[bin] - correct[bin])
			}
			return sum / float64(len(confidences))
		},
		func(confidences, right []float64, bins int) (sum float64) {
			n, gaps := float64(len(right)), make([]float64, bins)
			for i, r := range right {
				gaps[min(bins-1, int(confidences[i]*float64(bins)))] += (r - confidences[i]) / n
			}
			return floats.Norm(gaps, 1)
		},
	}...)
	// By hand: in the bin from 0.5 to 0.6 the confidences are 0.55 and 0.59, and one of two is right; above 0.9 they
	// are 0.95, and it is wrong: (|1.14 - 1| + |0.95 - 0|) / 3.
	if got := calibrationError([]float64{0.55, 0.59, 0.95}, []float64{1, 0, 0}, 10); math.Abs(got-(0.14+0.95)/3) > 1e-12 {
		t.Errorf("the calibration error is %v, want %v", got, (0.14+0.95)/3)
	}
}
