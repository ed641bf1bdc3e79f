"""What a live chart costs: the same training with and without show.Live, in turn, in a cell of our kernel.

    python live.py ROUNDS

Prints a JSON list, an object for each training and figure: their names, and lists with a number for each round. Processor
is the processor time of the cell's program, Frame that of one frame in the loop, which draws and sends it, Clock the time
on the clock, all in seconds. PYTHONPATH has to name the folder of kernels.py, kernel-setup/kernel/conformance.
"""

import json
import sys

from kernels import Kernel

DECLARATIONS = """import (
	"encoding/json"
	"iter"
	"math/rand/v2"
	"runtime"
	"syscall"
	"time"
	"unsafe"

	"firstneuron/pkg/chart"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
	"firstneuron/pkg/network"
	"firstneuron/pkg/show"
)

var (
	training = flag.String("training", "network", "network or model")
	points   = flag.Int("points", 100, "of the curve")
	boundary = flag.Bool("boundary", false, "draw a decision boundary in place of a curve")
	rounds   = flag.Int("rounds", 1, "rounds")
)

// steps is a training that takes about two seconds: of a network of two layers, or of a model on the engine.
func steps(d *drawing) (iter.Seq2[int, float64], *network.Network) {
	rng := rand.New(rand.NewPCG(1, 2))
	if *training == "network" {
		net := network.New(rng, network.Dense(2, 16, network.Tanh), network.Dense(16, 1, network.Sigmoid))
		return losses(d, net.Steps(datasets.Moons(rng, 200, 0.1), 10_000)), net
	}
	digits := datasets.Digits()
	m, err := models.New(rng, digits.Shape, models.Convolutional(10, 128, 32, 64), models.Options{})
	if err != nil {
		panic(err)
	}
	return losses(d, m.Steps(rng, digits, models.Training{Epochs: 40, Batch: 128, Rate: 0.001})), nil
}

func losses[P interface{ Loss() float64 }](d *drawing, steps iter.Seq2[int, P]) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		for step, pass := range steps {
			if !yield(step, pass.Loss()) {
				return
			}
			d.resume()
		}
	}
}

// A drawing notes the processor time from where it is drawn to where the training goes on.
type drawing struct {
	figure       func() *chart.Figure
	drawn        int
	begin, spent time.Duration
	frames       int // until the training went on: all but the last
}

func (d *drawing) SVG() ([]byte, error) {
	runtime.LockOSThread()
	d.begin = processor(ofThread)
	d.drawn++
	return d.figure().SVG()
}

func (d *drawing) resume() {
	if d.begin > 0 {
		d.spent += processor(ofThread) - d.begin
		d.begin = 0
		d.frames++
		runtime.UnlockOSThread()
	}
}

func (d *drawing) Alt() string { return d.figure().Alt() }

// figure has a curve, which grows by a hundredth at most, or a decision boundary.
func figure(net *network.Network) (figure func() *chart.Figure, add func(step int, loss float64)) {
	loss := chart.Line("loss")
	curve := chart.New("Learning", loss).Axes("step", "loss")
	for i := range *points {
		loss.Add(float64(i), 1/float64(i+1)+rand.Float64()/10)
	}
	figure = func() *chart.Figure { return curve }
	if *boundary {
		answer := func(x, y float64) float64 { return net.Predict([]float64{x, y})[0] }
		figure = func() *chart.Figure {
			return chart.New("Moons", chart.DecisionBoundary("answer", answer, chart.Range{From: -1.5, To: 2.5}, chart.Range{From: -1, To: 1.5}))
		}
	}
	added := 0
	return figure, func(step int, value float64) {
		if step%20 == 0 && added < *points/100 {
			added++
			loss.Add(float64(*points+added), value)
		}
	}
}

// The clocks of processor time. What getrusage tells of a thread is too coarse for a frame.
const ofProcess, ofThread = 2, 3 // CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID

func processor(clock uintptr) time.Duration {
	var now syscall.Timespec
	if _, _, failed := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&now)), 0); failed != 0 {
		panic(failed)
	}
	return time.Duration(now.Nano())
}

type cost struct{ Processor, Clock, Frame, Frames float64 }

func train(live bool) cost {
	d := &drawing{}
	all, net := steps(d)
	picture, add := figure(net)
	d.figure = picture
	if live {
		all = show.Live(d, all)
	}
	begin, used := time.Now(), processor(ofProcess)
	for step, loss := range all {
		add(step, loss)
	}
	used = processor(ofProcess) - used
	if live {
		runtime.UnlockOSThread() // the last frame has locked it
	}
	return cost{used.Seconds(), time.Since(begin).Seconds(), d.spent.Seconds() / float64(max(d.frames, 1)), float64(d.drawn)}
}
"""
CELL = """%% --training={training} --points={points} --boundary={boundary} --rounds={rounds}
train(true) // a warm-up
var without, with []cost
for range *rounds {{
	without = append(without, train(false))
	with = append(with, train(true))
}}
text, _ := json.Marshal(map[string]any{{"without": without, "with": with}})
fmt.Println(string(text))"""
CASES = [
    ("network of two layers", "network", 100, False),
    ("network of two layers", "network", 1000, False),
    ("network of two layers", "network", 10000, False),
    ("network of two layers", "network", 100000, False),
    ("network of two layers", "network", 100, True),
    ("convolutional network on the engine", "model", 1000, False),
    ("convolutional network on the engine", "model", 10000, False),
]


def main():
    result = []
    with Kernel("ours") as kernel:
        kernel.run(DECLARATIONS, timeout=120)
        for name, training, points, boundary in CASES:
            cell = CELL.format(training=training, points=points, boundary=str(boundary).lower(), rounds=sys.argv[1])
            ran = kernel.run(cell, timeout=600)
            if ran.status != "ok":
                sys.exit(f"this cell failed:\n{cell}\n{ran}")
            figure = "a decision boundary" if boundary else f"a curve of {points:,} points"
            result.append({"training": name, "figure": figure} | json.loads(ran.text))
    print(json.dumps(result))


main()
