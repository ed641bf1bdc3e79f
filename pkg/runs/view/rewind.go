package view

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"firstneuron/pkg/chart"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/metrics"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/show"
)

// A Panel is a part of what [Rewind] shows. It ranges over the steps of a run, at each of which the
// model has the weights of that moment, and returns a figure for each, or none at all. [Curve], [Weights], [Filters],
// [Boundary] and [Confusion] make one.
type Panel func(run runs.Run, steps iter.Seq[int]) []*chart.Figure

// Rewind shows a run that has kept its weights, with a slider and a play button as [show.Frames] has
// them: a frame for each snapshot, with the panels side by side. Of more than fifty snapshots it shows
// fifty, evenly spaced. Afterwards the model has the same weights as before. It says so if the run, or a
// part of it, cannot be rewound.
//
//	view.Rewind(ledger, id, net, view.Curve("loss"), view.Confusion(net, test))
func Rewind(ledger *runs.Ledger, id string, model runs.Model, panels ...Panel) {
	frames, faults, err := rewound(ledger, id, model, panels)
	if err != nil {
		fmt.Println(err)
		return
	}
	show.Frames(frames...)
	if faults != nil {
		fmt.Println(faults)
	}
}

// rewound are the frames, and what could not be read of the weights.
func rewound(ledger *runs.Ledger, id string, model runs.Model, panels []Panel) (frames []show.Frame, faults []string, err error) {
	if len(panels) == 0 {
		return nil, nil, fmt.Errorf("view: there is nothing to show of %s: give Rewind a panel, such as view.Curve(\"loss\")", id)
	}
	steps, err := ledger.Rewind(id, model)
	if err != nil {
		return nil, nil, err
	}
	run := ledger.Run(id)
	kept, faults := ledger.Snapshots(id)
	var all []int
	for _, snapshot := range kept {
		all = append(all, snapshot.Steps)
	}
	shown := evenly(all)
	chosen := func(yield func(int) bool) {
		for step := range steps {
			if slices.Contains(shown, step) && !yield(step) {
				return
			}
		}
	}
	figures := make([][]*chart.Figure, len(shown))
	for _, panel := range panels {
		for i, figure := range panel(run, chosen) {
			figures[i] = append(figures[i], figure)
		}
	}
	if len(figures[0]) == 0 {
		return nil, nil, fmt.Errorf("view: none of the panels has anything to show of %s", id)
	}
	for i, step := range shown {
		frames = append(frames, show.Frame{Name: after(step), Drawing: chart.Panels(2, figures[i]...)})
	}
	return frames, faults, nil
}

// mostFrames is enough for smooth movement, and few enough to be drawn in a second or two.
const mostFrames = 50

// evenly leaves that many steps, the first and the last among them.
func evenly(steps []int) []int {
	if len(steps) <= mostFrames {
		return steps
	}
	left := make([]int, mostFrames)
	for i := range left {
		left[i] = steps[i*(len(steps)-1)/(mostFrames-1)]
	}
	return left
}

func after(steps int) string {
	switch steps {
	case 0:
		return "before the first step"
	case 1:
		return "after 1 step"
	}
	return fmt.Sprintf("after %d steps", steps)
}

// Curve is a figure of the run, such as its loss, with a vertical line at the step. Where the run has no such figure, it says
// so, and which there are, and there is no panel.
func Curve(figure string) Panel {
	return func(run runs.Run, steps iter.Seq[int]) (figures []*chart.Figure) {
		if len(run.Curves[figure]) == 0 {
			fmt.Println(lacking(figure, run))
			return nil
		}
		line := chart.Line(figure)
		for _, point := range run.Curves[figure] {
			line.Add(float64(point.Step), point.Value)
		}
		for step := range steps {
			figures = append(figures, chart.New("The run's "+figure, line, now(step)).Axes("step", figure).Size(panelWidth, panelHeight))
		}
		return figures
	}
}

const panelWidth, panelHeight = 420, 320 // in CSS pixels: two beside each other are as wide as a notebook

// now is a mark of how far a run has come: a vertical line.
type now int

func (n now) Draw(f chart.Frame) {
	x := f.At(float64(n), 1).X // 1, because a logarithmic axis has no 0
	f.StrokeLine2(f.Style.Line(), x, f.Min.Y, x, f.Max.Y)
}

func (n now) Extent(_, _ chart.Axis) (across, up chart.Range) {
	return chart.Range{From: float64(n), To: float64(n)}, chart.Range{From: 1, To: 0} // one number horizontally, and none vertically
}

func (n now) Describe(_, _ chart.Axis) chart.Description {
	return chart.Description{Kind: "mark", Summary: after(int(n))}
}

// Weights are bars of weights with names, such as those of one neuron. The function returns the present
// weights of the model.
func Weights(names []string, weights func() []float64) Panel {
	return func(_ runs.Run, steps iter.Seq[int]) (figures []*chart.Figure) {
		all, reach := collected(steps, weights)
		for _, at := range all {
			figures = append(figures, chart.New("Weights", chart.Bars(names, at)).Axes("input", "weight").RangeY(-1.15*reach, 1.15*reach).Size(panelWidth, panelHeight))
		}
		return figures
	}
}

// Filters are pictures of weights with one colour scale: the kernels of a convolution, or the weights of
// each neuron of a dense layer, as a picture. Shape is height, width, and how many there are; the
// function returns the weights that the model has now, those of one place side by side, as network and
// models have them in their first layer for pictures with one channel.
func Filters(shape []int, weights func() []float64) Panel {
	return func(_ runs.Run, steps iter.Seq[int]) (figures []*chart.Figure) {
		all, reach := collected(steps, weights)
		for _, at := range all {
			columns := int(math.Ceil(math.Sqrt(float64(shape[2]))))
			filters := chart.Pictures(columns, chart.Channels(shape, at)...).Reach(reach)
			figures = append(figures, chart.New("Filters", filters).Size(panelWidth, panelHeight))
		}
		return figures
	}
}

// collected are copies of the weights at each step, and the largest absolute value of all.
func collected(steps iter.Seq[int], weights func() []float64) (all [][]float64, reach float64) {
	for range steps {
		at := slices.Clone(weights())
		all = append(all, at)
		for _, weight := range at {
			if size := math.Abs(weight); size > reach && !math.IsInf(size, 0) {
				reach = size
			}
		}
	}
	return all, reach
}

// Boundary is the probability of the second class over the plane of two inputs, with the line where it
// is 0.5, and the examples of a set. The function returns the probability according to the present model.
func Boundary(probability func(x, y float64) float64, set *datasets.Set) Panel {
	if set.Size() != 2 {
		panic(fmt.Sprintf("view.Boundary: a plane has 2 inputs, and the examples of %s have %d", set.Name, set.Size()))
	}
	return func(_ runs.Run, steps iter.Seq[int]) (figures []*chart.Figure) {
		var classes []chart.Mark
		for class, name := range set.Classes {
			points := chart.Points(name)
			for i, example := range set.Rows() {
				if set.Labels[i] == class {
					points.Add(example[0], example[1])
				}
			}
			classes = append(classes, points)
		}
		across, up := around(set, 0), around(set, 1)
		for range steps {
			boundary := chart.DecisionBoundary("probability", probability, across, up)
			figures = append(figures, chart.New("Decision boundary", append([]chart.Mark{boundary}, classes...)...).Size(panelWidth, panelHeight))
		}
		return figures
	}
}

// around is the range of the examples along an input, and a tenth more on both sides.
func around(set *datasets.Set, input int) chart.Range {
	from, to := math.Inf(1), math.Inf(-1)
	for _, example := range set.Rows() {
		from, to = min(from, example[input]), max(to, example[input])
	}
	margin := (to - from) / 10
	if margin == 0 {
		margin = 1
	}
	return chart.Range{From: from - margin, To: to + margin}
}

// Confusion is the confusion matrix of a model, such as a *network.Network or *models.Model, on a set.
func Confusion(model interface {
	Confusion(*datasets.Set) metrics.Confusion
}, set *datasets.Set) Panel {
	return func(_ runs.Run, steps iter.Seq[int]) (figures []*chart.Figure) {
		for range steps {
			counts := model.Confusion(set)
			title := fmt.Sprintf("%s: %.0f%% right", set.Name, 100*counts.Accuracy())
			figures = append(figures, chart.New(title, chart.Confusion(counts.Counts, set.Classes)).Size(panelWidth, panelHeight))
		}
		return figures
	}
}
