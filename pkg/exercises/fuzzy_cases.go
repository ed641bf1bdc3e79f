package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type smooths = func(label, classes int, rate float64) []float64

// Smoothed is lesson 14's first exercise: the targets of one example with label smoothing.
var Smoothed = &lesson.Exercise[smooths]{
	Name:  "smoothed",
	Right: smoothed,
	Try: func(f smooths, t *lesson.Trial) {
		for _, c := range []struct {
			label, classes int
			rate           float64
		}{{0, 2, 0.2}, {1, 3, 0.3}, {3, 4, 0.1}, {2, 5, 0}, {0, 4, 1}} {
			t.Call(fmt.Sprintf("smoothed(%d, %d, %v)", c.label, c.classes, c.rate), func() []float64 { return f(c.label, c.classes, c.rate) })
		}
	},
	Why: "The rate is taken off the 1 of the label and divided evenly between all classes, the label's own class too. The targets still add up to 1.",
	How: "Give each class `rate / float64(classes)` and then add `1 - rate` at the label.",
	Mistakes: []lesson.Mistake[smooths]{
		{
			Wrong: targetsBy(func(_ int, rate float64) (own, other float64) { return 1 - rate, 0 }),
			Where: "What was taken off the label goes to nobody.",
			Why:   "The targets are probabilities, so they must add up to 1.",
			How:   "Give each class `rate / float64(classes)`, and add `1 - rate` at the label.",
		},
		{
			Wrong: targetsBy(func(classes int, rate float64) (own, other float64) { return 1 - rate, rate / float64(classes-1) }),
			Where: "The rate is divided between the other classes only.",
			Why:   "Some do it this way. Here, as in the paper, the label's own class gets its share too, so that a rate of 1 makes all classes equal.",
			How:   "Divide by `float64(classes)`, and write `targets[label] += 1 - rate`.",
		},
		{
			Wrong: targetsBy(func(classes int, rate float64) (own, other float64) { return 1, rate / float64(classes) }),
			Where: "The label keeps its whole 1.",
			Why:   "What the other classes get must be taken from the label: the targets add up to 1.",
			How:   "Write `targets[label] += 1 - rate` after each class has its share.",
		},
		{
			Wrong: targetsBy(func(classes int, rate float64) (own, other float64) { return 1 - rate, rate / float64(classes) }),
			Where: "The label's own class does not get its share of the rate.",
			Why:   "The rate is divided between all classes. Without the share of the label the targets add up to less than 1.",
			How:   "Add at the label, `targets[label] += 1 - rate`, and do not replace what is there.",
		},
		{
			Wrong: targetsBy(func(classes int, rate float64) (own, other float64) {
				return 1 + rate/float64(classes), rate / float64(classes)
			}),
			Where: "Each class gets its share, but nothing is taken off the label.",
			Why:   "The targets add up to more than 1.",
			How:   "Write `targets[label] += 1 - rate`.",
		},
		{
			Wrong: targetsBy(func(_ int, rate float64) (own, other float64) { return 1 - rate, rate }),
			Where: "Every other class gets the whole rate.",
			Why:   "The rate is divided between the classes: with many of them they would add up to more than 1.",
			How:   "Give each class `rate / float64(classes)`.",
		},
		{
			Wrong: targetsBy(func(classes int, rate float64) (own, other float64) {
				return rate + (1-rate)/float64(classes), (1 - rate) / float64(classes)
			}),
			Where: "The rate and 1 minus the rate have changed places.",
			Why:   "A rate of 0 leaves the label as it is. The larger the rate, the more is divided.",
			How:   "Give each class `rate / float64(classes)`, and add `1 - rate` at the label.",
		},
		{
			Wrong: targetsBy(func(int, float64) (own, other float64) { return 1, 0 }),
			Where: "The rate has no effect: that is one-hot.",
			Why:   "Smoothing takes a part of the 1 away and divides it.",
			How:   "Give each class `rate / float64(classes)`, and add `1 - rate` at the label.",
		},
		{
			Wrong: targetsBy(func(classes int, _ float64) (own, other float64) { return 1 / float64(classes), 1 / float64(classes) }),
			Where: "The label has no effect: all classes are equal.",
			Why:   "Only the rate is divided evenly. The rest belongs to the label.",
			How:   "Add `1 - rate` at the label.",
		},
		{
			Wrong: targetsBy(func(classes int, rate float64) (own, other float64) {
				return 1 - rate + rate/float64(classes), 0
			}),
			Where: "Only the target of the label is set.",
			Why:   "Every class has a target: the others share the rate too.",
			How:   "Loop with `for i := range targets` to give each class its share.",
		},
		{
			Wrong: targetsBy(func(_ int, rate float64) (own, other float64) { return 1 - rate/2, rate / 2 }),
			Where: "The rate is always divided by 2.",
			Why:   "That is right for two classes. With more the targets add up to more than 1.",
			How:   "Divide by `float64(classes)`.",
		},
		{
			Wrong: func(label, classes int, rate float64) []float64 {
				return smoothed((label+classes-1)%classes, classes, rate)
			},
			Where: "The large target belongs to the class before.",
			Why:   "Labels count from 0, as indices in Go do.",
			How:   "Write `targets[label]`, without subtracting 1.",
		},
		{
			Wrong: func(label, classes int, rate float64) []float64 { return smoothed(label, classes, rate/100) },
			Where: "The rate is taken for a percentage.",
			Why:   "A rate of 0.1 is a tenth, not a tenth of a percent.",
			How:   "Divide the rate as it is, `rate / float64(classes)`.",
		},
		{
			Wrong: func(label, classes int, rate float64) []float64 {
				return append(make([]float64, classes), smoothed(label, classes, rate)...)
			},
			Where: "There are twice as many targets as classes.",
			Why:   "A slice that was made with a length is full of zeros already, and what is appended comes after them.",
			How:   "Fill it by index: `targets[i] = rate / float64(classes)`.",
		},
		{
			Wrong: func(label, classes int, rate float64) []float64 {
				return smoothed(label, classes, rate)[:label+1]
			},
			Where: "The classes after the label are missing.",
			Why:   "Every class has a target, also those after the label.",
			How:   "Begin with `targets := make([]float64, classes)`.",
		},
	},
}

type morphs = func(a, b []float64, share float64) []float64

// Morph is lesson 14's second exercise: a picture between two others.
var Morph = &lesson.Exercise[morphs]{
	Name:  "morph",
	Right: morph,
	Try: func(f morphs, t *lesson.Trial) {
		for _, c := range []struct {
			a, b  []float64
			share float64
		}{
			{[]float64{1, 0.5, 0, 0.8}, []float64{0, 0.2, 0.6, 0.4}, 0.75},
			{[]float64{0.3, 0.9, 0.1}, []float64{0.5, 0.2, 0.7}, 0.4},
			{[]float64{0.2, 0.4}, []float64{0.9, 0.7}, 1},
			{[]float64{0.2, 0.4}, []float64{0.9, 0.7}, 0},
		} {
			t.Call(fmt.Sprintf("morph(%v, %v, %v)", c.a, c.b, c.share), func() []float64 { return f(c.a, c.b, c.share) }, c.a, c.b)
		}
	},
	Why: "Each pixel is a weighted mean of the two: the first picture counts as much as the share says, the second one has what is left of 1.",
	How: "Fill a new slice: `mixed[i] = share*a[i] + (1-share)*b[i]`.",
	Mistakes: []lesson.Mistake[morphs]{
		{
			Wrong: func(a, b []float64, share float64) []float64 { return morph(b, a, share) },
			Where: "The two pictures have changed places.",
			Why:   "The share is that of the first picture: a share of 1 is the first picture itself.",
			How:   "Write `share*a[i] + (1-share)*b[i]`.",
		},
		{
			Wrong: eachPair(func(a, b, _ float64) float64 { return a + b }),
			Where: "The pixels are added without the share.",
			Why:   "The sum of two pictures is brighter than either. A weighted mean stays between them.",
			How:   "Write `share*a[i] + (1-share)*b[i]`.",
		},
		{
			Wrong: eachPair(func(a, b, _ float64) float64 { return (a + b) / 2 }),
			Where: "The share has no effect: the mix is always half and half.",
			Why:   "The exaggeration must lead from one picture to the other.",
			How:   "Write `share*a[i] + (1-share)*b[i]`.",
		},
		{
			Wrong: eachPair(func(a, b, share float64) float64 { return share*a + b }),
			Where: "The second picture counts whole.",
			Why:   "The weights of the two must add up to 1.",
			How:   "Multiply `b[i]` by `(1-share)`.",
		},
		{
			Wrong: eachPair(func(a, b, share float64) float64 { return a + (1-share)*b }),
			Where: "The first picture counts whole.",
			Why:   "The weights of the two must add up to 1.",
			How:   "Multiply `a[i]` by `share`.",
		},
		{
			Wrong: eachPair(func(a, b, share float64) float64 { return share * (a + b) }),
			Where: "Both pictures are multiplied by the share.",
			Why:   "The second picture has what is left of 1.",
			How:   "Multiply `b[i]` by `(1-share)`.",
		},
		{
			Wrong: eachPair(func(a, _, share float64) float64 { return share * a }),
			Where: "The second picture is missing.",
			Why:   "The first picture alone only becomes darker.",
			How:   "Add `(1-share)*b[i]`.",
		},
		{
			Wrong: eachPair(func(a, b, share float64) float64 { return share * (a - b) }),
			Where: "The step from the second picture to the first is right, but the second one itself is missing.",
			Why:   "At a share of 0 the second picture must remain.",
			How:   "Write `b[i] + share*(a[i]-b[i])`.",
		},
		{
			Wrong: eachPair(func(a, b, share float64) float64 { return b + share*(b-a) }),
			Where: "The step leads away from the first picture.",
			Why:   "At a share of 1 the first picture must come out.",
			How:   "Write `b[i] + share*(a[i]-b[i])`.",
		},
		{
			Wrong: eachPair(func(a, b, share float64) float64 { return a * b }),
			Where: "The pixels are multiplied with each other.",
			Why:   "That is dark wherever one of the two is dark, whatever the share.",
			How:   "Write `share*a[i] + (1-share)*b[i]`.",
		},
		{
			Wrong: eachPair(func(a, b, share float64) float64 { return max(share*a, (1-share)*b) }),
			Where: "Of each pair of pixels only the larger one is kept.",
			Why:   "A mix has something of both in each pixel.",
			How:   "Add the two, `share*a[i] + (1-share)*b[i]`.",
		},
		{
			Wrong: func(a, b []float64, share float64) []float64 {
				if share >= 0.5 {
					return slices.Clone(a)
				}
				return slices.Clone(b)
			},
			Where: "It is one picture or the other, and never anything between.",
			Why:   "The share says how much of each, and not which.",
			How:   "Write `share*a[i] + (1-share)*b[i]`.",
		},
		{
			Wrong: func(a, b []float64, share float64) []float64 {
				cut := int(math.Round(share * float64(len(a))))
				return slices.Concat(a[:cut], b[cut:])
			},
			Where: "The first pixels are those of one picture, the others those of the other.",
			Why:   "That puts two pieces together. In a morph every pixel is mixed.",
			How:   "Write `share*a[i] + (1-share)*b[i]` for every i.",
		},
		{
			Wrong: func(a, b []float64, share float64) []float64 {
				for i := range a {
					a[i] = share*a[i] + (1-share)*b[i]
				}
				return a
			},
			Where: "The mix is right, but the first picture is changed.",
			Why:   "The next mix would begin with a picture that is mixed already.",
			How:   "Begin with `mixed := make([]float64, len(a))`.",
		},
		{
			Wrong: func(a, b []float64, share float64) []float64 {
				for i := range b {
					b[i] = share*a[i] + (1-share)*b[i]
				}
				return b
			},
			Where: "The mix is right, but the second picture is changed.",
			Why:   "The next mix would begin with a picture that is mixed already.",
			How:   "Begin with `mixed := make([]float64, len(a))`.",
		},
		{
			Wrong: func(a, b []float64, share float64) []float64 {
				return append(make([]float64, len(a)), morph(a, b, share)...)
			},
			Where: "The result has twice as many pixels.",
			Why:   "A slice that was made with a length is full of zeros already, and what is appended comes after them.",
			How:   "Fill it by index: `mixed[i] = share*a[i] + (1-share)*b[i]`.",
		},
		{
			Wrong: func(a, b []float64, share float64) []float64 {
				mixed := morph(a, b, share)
				mixed[len(mixed)-1] = 0
				return mixed
			},
			Where: "The last pixel is not mixed: the loop ends one too early.",
			Why:   "Every pixel is mixed.",
			How:   "Loop with `for i := range a`.",
		},
	},
}

type symmetries = func(picture []float64, width int) float64

// Symmetry is lesson 14's third exercise: how much a picture is like its mirror image.
var Symmetry = &lesson.Exercise[symmetries]{
	Name:  "symmetry",
	Right: symmetry,
	Try: func(f symmetries, t *lesson.Trial) {
		for _, c := range []struct {
			picture []float64
			width   int
		}{
			{[]float64{0.1, 0.5, 0.3, 0.8, 0.2, 0.9}, 3},
			{[]float64{0.4, 0.7, 0.7, 0.4, 0, 1, 1, 0}, 4},
			{[]float64{1, 0, 0.2, 0.9, 0.6, 0.5, 0.3, 0.1}, 2},
			{[]float64{1, 0.2, 0, 0, 1, 0.5, 0.1, 0.3, 0, 0, 0, 0.25, 0.5, 0.75, 1, 0.6}, 4},
		} {
			t.Call(fmt.Sprintf("symmetry(%v, %d)", c.picture, c.width), func() []float64 { return []float64{f(c.picture, c.width)} }, c.picture)
		}
	},
	Why: "Each pixel is compared with the one at the other end of its row, as far from the right edge as it is from the left. The mean of the distances, without signs, is taken from 1.",
	How: "In column c the partner of pixel i is `picture[i-c+width-1-c]`, with `c := i % width`. Add up `math.Abs` of the differences, and return 1 minus their mean.",
	Mistakes: []lesson.Mistake[symmetries]{
		{
			Wrong: func(p []float64, width int) float64 { return 1 - symmetry(p, width) },
			Where: "A symmetric picture gets 0: the mean distance is not taken from 1.",
			Why:   "The more alike the halves are, the larger symmetry should be, and 1 where they are equal.",
			How:   "Return `1 - sum/float64(len(picture))`.",
		},
		{
			Wrong: func(p []float64, width int) float64 { return 1 - distanceOf(p, mirror(p, width), math.Abs) },
			Where: "The sum of the distances is taken from 1, and not their mean.",
			Why:   "With a sum, large pictures would be less symmetric than small ones.",
			How:   "Divide the sum by `float64(len(picture))`.",
		},
		{
			Wrong: pixelsBy(func(p []float64, width int) []float64 {
				rows := slices.Collect(slices.Chunk(p, width))
				slices.Reverse(rows)
				return slices.Concat(rows...)
			}),
			Where: "The upper half is compared with the lower one.",
			Why:   "A face is symmetric from left to right: the partner of a pixel is in the same row.",
			How:   "Stay in the row and mirror the column: `width - 1 - c`.",
		},
		{
			Wrong: pixelsBy(func(p []float64, _ int) []float64 {
				turned := slices.Clone(p)
				slices.Reverse(turned)
				return turned
			}),
			Where: "The picture is compared with itself turned upside down.",
			Why:   "Reversing all pixels mirrors the rows too. Only the columns should be mirrored.",
			How:   "Mirror within a row: `i-c+width-1-c` with `c := i % width`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				sum := 0.0
				for i := range p {
					sum += math.Abs(p[i] - p[i-i%width+width-i%width])
				}
				return 1 - sum/float64(len(p))
			},
			Where: "The mirrored column is one too far to the right.",
			Why:   "Columns count from 0, so the last one has the number width - 1.",
			How:   "Mirror the column by `width - 1 - c`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				return 1 - distanceOf(p, mirror(p, width), func(d float64) float64 { return d })/float64(len(p))
			},
			Where: "It is 1 for every picture: the differences cancel.",
			Why:   "Each pair is met twice, from both sides, with opposite signs.",
			How:   "Take `math.Abs` of each difference.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				return 1 - distanceOf(p, mirror(p, width), func(d float64) float64 { return d * d })/float64(len(p))
			},
			Where: "The differences are squared.",
			Why:   "Squares make small differences count for almost nothing. Here the distance itself is asked for.",
			How:   "Use `math.Abs` in place of the square.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				return 1 - math.Sqrt(distanceOf(p, mirror(p, width), func(d float64) float64 { return d * d })/float64(len(p)))
			},
			Where: "It is the root of the mean square.",
			Why:   "That counts a few large differences more than many small ones. Here the mean of the distances is asked for.",
			How:   "Use `math.Abs`, and no root.",
		},
		{
			Wrong: func(p []float64, width int) float64 { return symmetry(p[:width], width) },
			Where: "Only the first row is looked at.",
			Why:   "The eyes and the mouth are further down.",
			How:   "Loop with `for i := range picture`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				return 1 - distanceOf(p, mirror(p, width), math.Abs)/float64(width)
			},
			Where: "The sum is divided by the width.",
			Why:   "There is a distance for each pixel, so their number is that of the pixels.",
			How:   "Divide by `float64(len(picture))`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				return 1 - distanceOf(p, mirror(p, width), math.Abs)/float64(len(p)/width)
			},
			Where: "The sum is divided by the height.",
			Why:   "There is a distance for each pixel, so their number is that of the pixels.",
			How:   "Divide by `float64(len(picture))`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				return 1 - distanceOf(p, mirror(p, width), math.Abs)/2/float64(len(p))
			},
			Where: "Only half of the distance is counted.",
			Why:   "Whoever goes through half of the columns must also divide by half of the pixels.",
			How:   "Go through all pixels and divide by `float64(len(picture))`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				return 1 - 2*distanceOf(p, mirror(p, width), math.Abs)/float64(len(p))
			},
			Where: "Every distance counts twice.",
			Why:   "Whoever goes through all pixels meets each pair twice, and has to divide by the number of all pixels.",
			How:   "Divide by `float64(len(picture))`.",
		},
		{
			Wrong: pixelsBy(func(p []float64, _ int) []float64 { return slices.Concat(p[1:], p[:1]) }),
			Where: "Each pixel is compared with its neighbour.",
			Why:   "That tells how smooth a picture is. The mirror image is asked for.",
			How:   "Compare with the other end of the row, column `width - 1 - c`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				largest := 0.0
				for i, x := range mirror(p, width) {
					largest = max(largest, math.Abs(p[i]-x))
				}
				return 1 - largest
			},
			Where: "The largest distance decides alone.",
			Why:   "A single bright pixel would make a face asymmetric.",
			How:   "Add the distances up and divide by `float64(len(picture))`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				sides, pixels := [2]float64{}, [2]float64{}
				for i, x := range p {
					side := i % width * 2 / width
					sides[side] += x
					pixels[side]++
				}
				return 1 - math.Abs(sides[0]/pixels[0]-sides[1]/pixels[1])
			},
			Where: "Only the brightness of the two halves is compared.",
			Why:   "Two halves can be equally bright and look quite different.",
			How:   "Compare pixel by pixel: `math.Abs(picture[i] - picture[i-c+width-1-c])`.",
		},
		{
			Wrong: func(p []float64, width int) float64 {
				result := symmetry(p, width)
				copy(p, mirror(p, width))
				return result
			},
			Where: "The number is right, but the picture is mirrored.",
			Why:   "Whoever called the function still needs the picture as it was.",
			How:   "Only read from the picture, as in `picture[i-c+width-1-c]`, or work on `slices.Clone(picture)`.",
		},
	},
}

func smoothed(label, classes int, rate float64) []float64 {
	targets := make([]float64, classes)
	for i := range targets {
		targets[i] = rate / float64(classes)
	}
	targets[label] += 1 - rate
	return targets
}

func morph(a, b []float64, share float64) []float64 {
	mixed := make([]float64, len(a))
	for i := range a {
		mixed[i] = share*a[i] + (1-share)*b[i]
	}
	return mixed
}

func symmetry(picture []float64, width int) float64 {
	sum := 0.0
	for i := range picture {
		c := i % width
		sum += math.Abs(picture[i] - picture[i-c+width-1-c])
	}
	return 1 - sum/float64(len(picture))
}

// The rest is what mistaken functions get right.

// targetsBy sets the target of the label and that of each other class.
func targetsBy(of func(classes int, rate float64) (own, other float64)) smooths {
	return func(label, classes int, rate float64) []float64 {
		own, other := of(classes, rate)
		targets := slices.Repeat([]float64{other}, classes)
		targets[label] = own
		return targets
	}
}

// eachPair makes each pixel of the pixels of two pictures.
func eachPair(of func(a, b, share float64) float64) morphs {
	return func(a, b []float64, share float64) []float64 {
		mixed := make([]float64, len(a))
		for i := range a {
			mixed[i] = of(a[i], b[i], share)
		}
		return mixed
	}
}

// mirror exchanges left and right.
func mirror(picture []float64, width int) []float64 {
	mirrored := slices.Clone(picture)
	for row := range slices.Chunk(mirrored, width) {
		slices.Reverse(row)
	}
	return mirrored
}

// distanceOf adds up what a measure makes of the differences of two pictures.
func distanceOf(a, b []float64, measure func(difference float64) float64) (sum float64) {
	for i := range a {
		sum += measure(a[i] - b[i])
	}
	return sum
}

// pixelsBy compares a picture with another one that is made of it.
func pixelsBy(other func(picture []float64, width int) []float64) symmetries {
	return func(picture []float64, width int) float64 {
		return 1 - distanceOf(picture, other(picture, width), math.Abs)/float64(len(picture))
	}
}
