package chart

import (
	"cmp"
	"fmt"
	"image/color"
	"strings"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot/vg"
)

// Confusion returns a confusion matrix with its counts printed: counts[i][j] examples of class i were predicted
// to be of class j. Right answers, on the diagonal, are blue and framed; mistakes are orange, the deeper the more
// there are of a kind, however many answers are right.
func Confusion(counts [][]int, classes []string) Mark {
	values := &mat.Dense{}
	if len(classes) > 0 {
		values = mat.NewDense(len(classes), len(classes), nil)
	}
	if len(counts) != len(classes) {
		panic(fmt.Sprintf("chart.Confusion: %d rows of counts for %d classes; each class needs a row", len(counts), len(classes)))
	}
	for i, row := range counts {
		if len(row) != len(classes) {
			panic(fmt.Sprintf("chart.Confusion: row %d has %d counts for %d classes; it needs one for each", i+1, len(row), len(classes)))
		}
		for j, n := range row {
			if n < 0 {
				panic(fmt.Sprintf("chart.Confusion: row %d, column %d counts %d examples; a count is 0 or more", i+1, j+1, n))
			}
			values.Set(i, j, float64(n))
		}
	}
	return confusion{heatMap{rows: classes, columns: classes, values: values}}
}

type confusion struct{ heatMap }

// Draw implements Mark.
func (c confusion) Draw(f Frame) {
	if len(c.rows) == 0 {
		return
	}
	right, mistakes, _, _ := c.most()
	c.drawCells(f, c.printed(), func(row, column int) color.NRGBA {
		n, zero := c.values.At(row, column), 0.5
		if row == column {
			return colourAt(diverging, zero-0.4*n/max(right, 1))
		}
		return colourAt(diverging, zero+0.4*n/max(mistakes, 1))
	})
	last := len(c.rows) - 1
	f.SetLineWidth(1.5)
	f.SetLineDash(nil, 0)
	f.SetColor(ink)
	for i := range c.rows {
		x, y := float64(i), float64(last-i)
		corner, opposite := f.At(x-0.5, y-0.5), f.At(x+0.5, y+0.5)
		f.Stroke(vg.Rectangle{Min: corner, Max: opposite}.Path())
	}
}

func (c confusion) adjust(x, y *Axis) {
	c.heatMap.adjust(x, y)
	x.Label, y.Label = cmp.Or(x.Label, "predicted class"), cmp.Or(y.Label, "true class")
}

// most returns the largest count of right answers and of one kind of mistake, and which mistake that is.
func (c confusion) most() (right, mistakes float64, truth, predicted int) {
	for i := range c.rows {
		for j := range c.rows {
			switch n := c.values.At(i, j); {
			case i == j:
				right = max(right, n)
			case n > mistakes:
				mistakes, truth, predicted = n, i, j
			}
		}
	}
	return right, mistakes, truth, predicted
}

// Describe implements Mark. Of the counts it tells those that are not 0.
func (c confusion) Describe(_, _ Axis) Description {
	d := Description{Kind: "confusion matrix", Summary: "no data"}
	if len(c.rows) == 0 {
		return d
	}
	var rows []string
	for i := range c.rows {
		var words []string
		for j := range c.rows {
			if n := c.values.At(i, j); n > 0 {
				words = append(words, c.columnName(j)+" "+number(n))
			}
		}
		if len(words) > 0 {
			rows = append(rows, fmt.Sprintf("true class %s predicted as %s", c.rowName(i), strings.Join(words, ", ")))
		}
	}
	if !c.printed() {
		rows, d.Note = nil, "the counts of more than 20 classes are not printed"
	}
	total, right := mat.Sum(c.values), mat.Trace(c.values)
	d.Summary = fmt.Sprintf("%d classes, %s of %s right", len(c.rows), decimal(right, 0), count(int(total), "example"))
	if _, mistakes, truth, predicted := c.most(); mistakes > 0 {
		d.Summary += fmt.Sprintf(", most often confused: %s predicted as %s, %s", c.rowName(truth), c.columnName(predicted), count(int(mistakes), "time"))
	}
	if len(rows) > 0 {
		d.Summary += ": " + strings.Join(rows, "; ")
	}
	return d
}

func (c confusion) scale() *colourScale { return nil }

// printed says whether the cells have space for their counts.
func (c confusion) printed() bool { return len(c.rows) <= 20 }

func (c confusion) size() (width, height float64) {
	side := 34 * float64(len(c.rows))
	return max(480, min(side+140, 900)), max(340, min(side+100, 860))
}
