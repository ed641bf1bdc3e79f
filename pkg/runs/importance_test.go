package runs

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// ended is a run that ended with one figure.
func ended(status Status, y float64, values map[string]string) Run {
	return Run{Head: Head{Values: values}, Status: status, Curves: map[string][]Point{"loss": {{Value: y}}}}
}

// The numbers are those of testdata/importance.py, which fits by least squares.
func TestImportance(t *testing.T) {
	var grid, random []Run
	for i := range 3 {
		for j := range 4 {
			for k := range 5 {
				x, z, s := float64(i), float64(j), float64(k)
				grid = append(grid, ended(Finished, 0.5*x-0.2*z+0.1*x*z+0.1*math.Sin(3*x+5*z+7*s),
					map[string]string{"rate": fmt.Sprint(i), "hidden": fmt.Sprint(j), "seed": fmt.Sprint(k), "same": "1"}))
			}
		}
	}
	for i := range 40 {
		x := float64(17*i%40) / 40
		random = append(random, ended(Finished, math.Sin(5*x)+0.2*math.Cos(float64(i)), map[string]string{"rate": fmt.Sprint(x)}))
	}
	left := []Run{ended(Failed, 100, map[string]string{"rate": "0"}), ended(Finished, math.NaN(), nil), ended(Finished, math.Inf(1), nil)}
	for name, test := range map[string]struct {
		all  []Run
		want []Effect
	}{
		"grid":                 {grid, []Effect{{"rate", 0.906996064646, 2. / 59}, {"hidden", 0.049060861769, 3. / 59}, {"seed", 0.000073314006, 4. / 59}}},
		"grid with failed":     {append(left, grid...), []Effect{{"rate", 0.906996064646, 2. / 59}, {"hidden", 0.049060861769, 3. / 59}, {"seed", 0.000073314006, 4. / 59}}},
		"forty random numbers": {random, []Effect{{"rate", 0.905103131644, 4. / 39}}},
	} {
		got, err := Importance(test.all, "loss")
		if err != nil || len(got) != len(test.want) {
			t.Errorf("%s: got %v, %v", name, got, err)
			continue
		}
		for i, want := range test.want {
			if got[i].Setting != want.Setting || math.Abs(got[i].Share-want.Share) > 1e-11 || math.Abs(got[i].Chance-want.Chance) > 1e-15 {
				t.Errorf("%s: got %v, want %v", name, got[i], want)
			}
		}
	}
}

func TestImportanceThatCannotBeTold(t *testing.T) {
	one, other, same := map[string]string{"rate": "1"}, map[string]string{"rate": "2"}, map[string]string{"rate": "1"}
	for want, all := range map[string][]Run{
		`"loss" is 1 in each of 2 runs`: {ended(Finished, 1, one), ended(Finished, 1, other)},
		`none of 2 runs has ended with a number for "loss"; their figures are ["loss"]`: {ended(Failed, 1, one), ended(Finished, math.Inf(1), other)},
		`the 2 runs with a number for "loss" differ in no setting`:                      {ended(Finished, 1, one), ended(Finished, 2, same)},
	} {
		if got, err := Importance(all, "loss"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, %v, want %q", got, err, want)
		}
	}
}
