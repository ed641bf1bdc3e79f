package kernelbackend_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/gobackend"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/models/kernelbackend"
)

type node = graph.Node

// plain is GoMLX's backend, engine ours; the others run one operation after another,
// because GoMLX's backend can wait forever when several loops run at once.
var plain, engine, plainSequential, engineSequential compute.Backend

func TestMain(m *testing.M) {
	plain = must1(gobackend.New(""))
	engine = must1(compute.NewWithConfig(kernelbackend.Name))
	plainSequential = must1(gobackend.New("ops_sequential"))
	engineSequential = must1(kernelbackend.New("ops_sequential"))
	os.Exit(m.Run())
}

func must1[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// runs counts how often each kernel ran.
var runs struct {
	double, divide, sum atomic.Int64
}

// The kernels compute what the bodies in double, divide and so on compute, so that a
// graph has the same results whichever ran.
func init() {
	kernelbackend.Register("double", func(string) (kernelbackend.Kernel, error) {
		return func(inputs, outputs []kernelbackend.Tensor) error {
			runs.double.Add(1)
			for i, x := range inputs[0].Values {
				outputs[0].Values[i] = 2 * x
			}
			return nil
		}, nil
	})
	kernelbackend.Register("divide", func(parameters string) (kernelbackend.Kernel, error) {
		var by float32
		if _, err := fmt.Sscanf(parameters, "by=%g", &by); err != nil {
			return nil, fmt.Errorf("parameters %q: %w", parameters, err)
		}
		return func(inputs, outputs []kernelbackend.Tensor) error {
			runs.divide.Add(1)
			for i, x := range inputs[0].Values {
				whole := float32(math.Floor(float64(x / by)))
				outputs[0].Values[i], outputs[1].Values[i] = whole, x-whole*by
			}
			return nil
		}, nil
	})
	kernelbackend.Register("sum", func(string) (kernelbackend.Kernel, error) {
		return func(inputs, outputs []kernelbackend.Tensor) error {
			runs.sum.Add(1)
			if len(outputs[0].Shape) != 0 {
				return fmt.Errorf("the sum has the shape %v", outputs[0].Shape)
			}
			outputs[0].Values[0] = 0
			for _, x := range inputs[0].Values {
				outputs[0].Values[0] += x
			}
			return nil
		}, nil
	})
	kernelbackend.Register("fail", func(parameters string) (kernelbackend.Kernel, error) {
		if parameters == "early" {
			return nil, errors.New("no such kernel")
		}
		return func(inputs, outputs []kernelbackend.Tensor) error {
			if parameters == "panic" {
				var empty []int
				empty[len(inputs)]++
			}
			return errors.New("out of luck")
		}, nil
	})
}

func call(name, parameters string, body func(x *node) []*node) func(x *node) []*node {
	return func(x *node) []*node {
		return kernelbackend.Call(name, parameters, []*node{x}, func(inputs []*node) []*node { return body(inputs[0]) })
	}
}

func double(x *node) *node {
	return call("double", "", func(x *node) []*node { return []*node{graph.Add(x, x)} })(x)[0]
}

func divide(x *node, by float64) (whole, rest *node) {
	both := call("divide", fmt.Sprintf("by=%g", by), func(x *node) []*node {
		whole := graph.StopGradient(graph.Floor(graph.DivScalar(x, by))) // GoMLX has no gradient of Floor
		return []*node{whole, graph.Sub(x, graph.MulScalar(whole, by))}
	})(x)
	return both[0], both[1]
}

func sum(x *node) *node {
	return call("sum", "", func(x *node) []*node { return []*node{graph.ReduceAllSum(x)} })(x)[0]
}

func fail(how string) func(x *node) *node {
	return func(x *node) *node {
		return call("fail", how, func(x *node) []*node { return []*node{graph.Neg(x)} })(x)[0]
	}
}

// while doubles x until its sum is over a limit; the limit is captured.
func while(x, limit *node) *node {
	cond := graph.NewClosure(x.Graph(), func(g *graph.Graph) []*node {
		return []*node{graph.LessThan(graph.ReduceAllSum(graph.Parameter(g, "x", x.Shape())), limit)}
	})
	body := graph.NewClosure(x.Graph(), func(g *graph.Graph) []*node {
		x := graph.Parameter(g, "x", x.Shape())
		return []*node{graph.Add(x, x)}
	})
	return graph.While(cond, body, x)[0]
}

// either is yes or no; both are captured.
func either(predicate, yes, no *node) *node {
	branch := func(of *node) *graph.Function {
		return graph.NewClosure(of.Graph(), func(*graph.Graph) []*node { return []*node{graph.Add(of, of)} })
	}
	return graph.If(predicate, branch(yes), branch(no))[0]
}

func once(build func(x *node) *node, x any) *tensors.Tensor {
	return graph.MustNewExec(engine, build).MustCall1(x)
}

// far calls a function that is not registered, twice. It has no constants: GoMLX would
// use those of main in it.
func far(x *node) *node {
	g := x.Graph()
	f := graph.NewFunction(g, fmt.Sprintf("far %d", len(g.Nodes())), func(g *graph.Graph) []*node {
		return []*node{graph.Exp(graph.Neg(graph.Abs(graph.Parameter(g, "x", x.Shape()))))}
	})
	return graph.Add(f.Call(x)[0], f.Call(graph.Neg(graph.Neg(x)))[0])
}

var input = []float32{1, 5, -3, 8.5, 0, 2, -7, 4}

// Graphs with and without kernels, of x with 8 numbers, give what they give on GoMLX's
// backend; kernels says how often kernels must run.
func TestGraphsGiveWhatTheyGiveOnGoMLXsBackend(t *testing.T) {
	tests := []struct {
		name     string
		kernels  int64
		closures bool
		graph    func(x *node) []*node
	}{
		{"no kernel", 0, false, func(x *node) []*node { return []*node{graph.Exp(x), graph.ReduceAllSum(x)} }},
		{"no kernel, a parameter and the same value twice", 0, false, func(x *node) []*node {
			y := graph.Neg(x)
			return []*node{x, y, y, x}
		}},
		{"while, if, sort", 0, true, func(x *node) []*node {
			limit := graph.AddScalar(graph.ReduceMax(x), 100)
			sorted := graph.Sort(x, 0, true)
			return []*node{while(x, limit), either(graph.LessThan(graph.ReduceAllSum(x), limit), x, graph.Neg(x)), sorted}
		}},
		{"one kernel", 1, false, func(x *node) []*node { return []*node{graph.Neg(double(graph.Exp(x)))} }},
		{"a kernel and nothing else", 1, false, func(x *node) []*node { return []*node{double(x)} }},
		{"in series, nothing between", 3, false, func(x *node) []*node { return []*node{double(double(double(x)))} }},
		{"in series", 3, false, func(x *node) []*node {
			for range 3 {
				x = graph.AddScalar(double(graph.Neg(x)), 1)
			}
			return []*node{x}
		}},
		{"side by side", 2, false, func(x *node) []*node {
			return []*node{graph.Add(double(graph.Neg(x)), double(graph.Exp(x)))}
		}},
		{"side by side, at different depths", 4, false, func(x *node) []*node {
			y := double(graph.Neg(x))
			return []*node{graph.Add(double(graph.Exp(double(y))), y), graph.Mul(sum(graph.Neg(x)), x), y}
		}},
		{"two outputs", 1, false, func(x *node) []*node {
			whole, rest := divide(x, 3)
			return []*node{graph.Mul(whole, whole), rest}
		}},
		{"an output unused", 1, false, func(x *node) []*node {
			_, rest := divide(x, 3)
			return []*node{graph.Neg(rest)}
		}},
		{"a kernel that nothing needs", 1, false, func(x *node) []*node {
			double(graph.Exp(double(x)))
			return []*node{double(x)}
		}},
		{"no kernel is needed", 0, false, func(x *node) []*node {
			double(x)
			return []*node{graph.Exp(x)}
		}},
		{"results are parameters, constants, kernel outputs, some twice", 1, false, func(x *node) []*node {
			y := double(x)
			c := graph.Const(x.Graph(), []float32{1, 2, 3})
			return []*node{x, y, c, y, graph.Neg(y), x, c, graph.Identity(x)}
		}},
		{"results of the first stage", 2, false, func(x *node) []*node {
			y := graph.Exp(x)
			return []*node{y, graph.Neg(x), double(y), graph.Add(double(y), y)}
		}},
		{"kernels of constants", 2, false, func(x *node) []*node {
			c := graph.IotaFull(x.Graph(), shapes.Make(dtypes.Float32, 4))
			c = graph.MulScalar(c, 3)
			return []*node{graph.Add(double(c), c), graph.Add(double(x), graph.Concatenate([]*node{c, c}, 0))}
		}},
		{"scalars", 2, false, func(x *node) []*node { return []*node{graph.Mul(x, double(sum(x)))} }},
		{"closures that capture what comes before, from a kernel, and constants", 3, true, func(x *node) []*node {
			early := graph.AddScalar(graph.ReduceMax(x), 100)
			y := double(x)
			late := sum(graph.Abs(y))
			z := graph.Const(x.Graph(), []float32{1, 2})
			return []*node{
				while(graph.Abs(y), early), while(graph.Abs(x), graph.MulScalar(late, 10)),
				either(graph.LessThan(early, late), x, y), either(graph.LessThan(late, early), z, graph.Neg(z)),
				while(double(graph.Abs(x)), graph.MulScalar(early, 3)), graph.Sort(y, 0, true), graph.Sort(x, 0, false),
			}
		}},
		{"functions that are not registered, in several stages", 2, false, func(x *node) []*node {
			return []*node{far(double(far(double(far(x)))))}
		}},
		{"a function called in two stages", 1, false, func(x *node) []*node {
			g := x.Graph()
			f := graph.NewFunction(g, "negative", func(g *graph.Graph) []*node {
				return []*node{graph.Neg(graph.Parameter(g, "x", x.Shape()))}
			})
			return []*node{f.Call(double(f.Call(x)[0]))[0]}
		}},
		{"a kernel in a closure: its body runs", 1, true, func(x *node) []*node {
			yes := graph.NewClosure(x.Graph(), func(*graph.Graph) []*node { return []*node{graph.Neg(x)} })
			no := graph.NewClosure(x.Graph(), func(g *graph.Graph) []*node {
				inside := graph.Const(g, input)
				return []*node{double(inside)}
			})
			return []*node{graph.If(graph.LessThan(graph.ReduceAllSum(x), graph.Const(x.Graph(), float32(0))), yes, no)[0], double(x)}
		}},
		{"random numbers", 1, false, func(x *node) []*node {
			state := graph.Const(x.Graph(), []uint64{1, 2, 3})
			state, first := graph.RandomUniform(state, x.Shape())
			_, second := graph.RandomUniform(state, x.Shape())
			return []*node{first, graph.Add(double(first), second)}
		}},
		{"the gradient of a kernel is that of its body", 2, false, func(x *node) []*node {
			loss := sum(graph.Square(double(x)))
			return append(graph.Gradient(loss, x), loss)
		}},
		{"the gradient of a kernel with several outputs", 1, false, func(x *node) []*node {
			whole, rest := divide(x, 3)
			return append(graph.Gradient(graph.ReduceAllSum(graph.Square(rest)), x), whole)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := runs.double.Load() + runs.divide.Load() + runs.sum.Load()
			wantOf, gotOf := graph.MustNewExec(plain, test.graph), graph.MustNewExec(engine, test.graph)
			if test.closures {
				wantOf, gotOf = graph.MustNewExec(plainSequential, test.graph), graph.MustNewExec(engineSequential, test.graph)
			}
			for round := range int64(3) { // with memory that was used before
				x := make([]float32, len(input))
				for i := range x {
					x[i] = input[i] * float32(round+1)
				}
				want, got := wantOf.MustCall(x), gotOf.MustCall(x)
				if len(got) != len(want) {
					t.Fatalf("got %d results, want %d", len(got), len(want))
				}
				for i := range want {
					if !got[i].InDelta(want[i], 1e-6) {
						t.Errorf("round %d: result %d is %v, want %v", round, i, got[i], want[i])
					}
				}
				if ran := runs.double.Load() + runs.divide.Load() + runs.sum.Load() - before; ran != test.kernels*(round+1) {
					t.Fatalf("after round %d %d kernels have run, want %d", round, ran, test.kernels*(round+1))
				}
			}
		})
	}
}

func TestOtherNumbersThanFloat32TakeTheBody(t *testing.T) {
	before := runs.double.Load()
	got := once(double, []float64{1, 2})
	if fmt.Sprint(got.Value()) != "[2 4]" || runs.double.Load() != before {
		t.Errorf("got %v, and the kernel ran %d times", got, runs.double.Load()-before)
	}
}

func TestErrorsNameTheKernel(t *testing.T) {
	for how, want := range map[string][]string{
		"early": {`the kernel for function "fail early #`, "no such kernel"},
		"late":  {`kernel "fail late #`, "out of luck"},
		"panic": {`kernel "fail panic #`, "index out of range", "kernelbackend_test.go"},
	} {
		exec := graph.MustNewExec(engine, func(x *node) *node { return graph.Neg(fail(how)(double(graph.Exp(x)))) })
		for range 2 { // an execution after one that failed
			_, err := exec.Call(input)
			for _, part := range want {
				if err == nil || !strings.Contains(err.Error(), part) {
					t.Errorf("%s: got the error %v, want %q in it", how, err, part)
				}
			}
		}
	}
}

func TestMistakesOfTheCaller(t *testing.T) {
	for _, name := range []string{"", "two words", "a#1", "double"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Register accepted the name %q", name)
				}
			}()
			kernelbackend.Register(name, nil)
		}()
	}
	g := graph.NewGraph(engine, "mistakes")
	x := graph.Parameter(g, "x", shapes.Make(dtypes.Float32, 2))
	if err := g.Compile(double(x)); err != nil {
		t.Fatal(err)
	}
	b := must1(engine.BufferFromFlatData(0, []float32{1, 2, 3}, shapes.Make(dtypes.Float32, 3)))
	foreign := must1(plain.BufferFromFlatData(0, []float32{1, 2}, shapes.Make(dtypes.Float32, 2)))
	finalized := must1(engine.BufferFromFlatData(0, []float32{1, 2}, shapes.Make(dtypes.Float32, 2)))
	finalized.Finalize()
	for _, wrong := range []compute.Buffer{b, foreign, finalized} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("the input %v of a kernel was accepted", wrong)
				}
			}()
			g.RunWithBuffers([]compute.Buffer{wrong}, []bool{false}, 0)
		}()
	}
}

// Many goroutines execute one graph: the results do not mix.
func TestConcurrentExecutions(t *testing.T) {
	exec := graph.MustNewExec(engine, func(x *node) *node {
		return graph.Add(double(graph.Exp(double(x))), graph.Neg(x))
	})
	exec.MustCall(make([]float32, 1000))
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for range 20 {
				x := make([]float32, 1000)
				for i := range x {
					x[i] = float32(worker) / 8
				}
				for i, got := range exec.MustCall1(x).Value().([]float32) {
					want := float32(2*math.Exp(2*float64(x[i]))) - x[i]
					if math.Abs(float64(got-want)) > 1e-4 {
						t.Errorf("worker %d: number %d is %v, want %v", worker, i, got, want)
						return
					}
				}
			}
		})
	}
	all.Wait()
}

// Donated inputs, whoever reads them last, are gone afterwards; others stay as they were.
func TestDonatedInputs(t *testing.T) {
	for name, build := range map[string]func(x *node) []*node{
		"a kernel reads it":              func(x *node) []*node { return []*node{graph.Neg(double(x))} },
		"a stage reads it":               func(x *node) []*node { return []*node{double(graph.Neg(x))} },
		"first a stage, then a kernel":   func(x *node) []*node { return []*node{graph.Neg(x), double(x)} },
		"two stages and a kernel":        func(x *node) []*node { return []*node{graph.Add(double(graph.Neg(x)), x), double(x)} },
		"nothing reads it":               func(x *node) []*node { return []*node{double(graph.Const(x.Graph(), input))} },
		"it is a result":                 func(x *node) []*node { return []*node{x, double(x)} },
		"it is a result, read by others": func(x *node) []*node { return []*node{x, graph.Neg(x), graph.Exp(double(x)), x} },
		"no kernel":                      func(x *node) []*node { return []*node{graph.Exp(x), x} },
		"a kernel fails":                 func(x *node) []*node { return []*node{graph.Add(fail("late")(graph.Exp(x)), x)} },
	} {
		t.Run(name, func(t *testing.T) {
			g := graph.NewGraph(engine, name)
			x := graph.Parameter(g, "x", shapes.Make(dtypes.Float32, len(input)))
			if err := g.Compile(build(x)...); err != nil {
				t.Fatal(err)
			}
			run := func(b compute.Buffer, donate bool) (results []string) {
				defer func() {
					if said := recover(); said != nil {
						results = []string{"failed"}
					}
				}()
				for _, result := range g.RunWithBuffers([]compute.Buffer{b}, []bool{donate}, 0) {
					results = append(results, fmt.Sprint(result.Value()))
					if err := result.FinalizeAll(); err != nil {
						t.Error(err)
					}
				}
				return results
			}
			shared := func() (compute.Buffer, []float32) {
				b, flat, err := engine.NewSharedBuffer(0, shapes.Make(dtypes.Float32, len(input)))
				if err != nil {
					t.Fatal(err)
				}
				copy(flat.([]float32), input)
				return b, flat.([]float32)
			}
			kept, values := shared()
			want := run(kept, false)
			for range 3 {
				donated, _ := shared()
				if got := run(donated, true); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("donated: got %v, want %v", got, want)
				}
				if got := run(kept, false); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("kept: got %v, want %v", got, want)
				}
			}
			if fmt.Sprint(values) != fmt.Sprint(input) {
				t.Errorf("an input that was not donated became %v", values)
			}
			if err := kept.Finalize(); err != nil {
				t.Errorf("an input that was not donated: %v", err)
			}
		})
	}
}

// callDouble is a call of the kernel for 2 numbers as Register describes it.
func callDouble(builder compute.Builder, x compute.Value) compute.Value {
	function := must1(builder.NewFunction("double"))
	must1(function.Parameter("x", shapes.Make(dtypes.Float32, 2), nil))
	doubled := must1(function.Parameter("doubled", shapes.Make(dtypes.Float32, 2), nil))
	if err := function.Return([]compute.Value{doubled}, nil); err != nil {
		panic(err)
	}
	main := builder.Main()
	return must1(main.Call(function, x, must1(main.Add(x, x))))[0]
}

// What stages and kernels hand to each other is used again by the next execution: only
// the result, which goes to the caller, is new.
func TestMemoryIsUsedAgain(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // or it would empty the pools
	g := graph.NewGraph(engine, "memory")
	x := graph.Parameter(g, "x", shapes.Make(dtypes.Float32, 1<<18))
	y := graph.Exp(x)
	for range 4 {
		y = graph.Neg(double(graph.Exp(graph.Neg(double(double(y))))))
	}
	if err := g.Compile(y); err != nil {
		t.Fatal(err)
	}
	in := must1(engine.BufferFromFlatData(0, make([]float32, 1<<18), x.Shape()))
	run := func() { g.RunWithBuffers([]compute.Buffer{in}, []bool{false}, 0)[0].MustFinalizeAll() }
	run()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	const rounds = 10
	for range rounds {
		run()
	}
	runtime.ReadMemStats(&after)
	one := uint64(4 << 18)
	if taken := (after.TotalAlloc - before.TotalAlloc) / rounds; taken > 8*one { // with the race detector, pools forget some
		t.Errorf("an execution took %d bytes of new memory, its result has %d", taken, one)
	}
}

// The graph of GoMLX never returns one value twice, a backend may be asked to.
func TestOneValueReturnedTwice(t *testing.T) {
	builder := engine.Builder("twice")
	main := builder.Main()
	x := must1(main.Parameter("x", shapes.Make(dtypes.Float32, 2), nil))
	y := callDouble(builder, x)
	z := must1(main.Neg(y))
	if err := main.Return([]compute.Value{y, y, z, z, x, x}, nil); err != nil {
		t.Fatal(err)
	}
	executable := must1(builder.Compile())
	if _, err := main.Neg(y); err == nil {
		t.Error("a compiled graph took another operation")
	}
	names, inputs := executable.Inputs()
	if fmt.Sprint(names, inputs, len(executable.Outputs())) != "[x] [(Float32)[2]] 6" {
		t.Errorf("the executable has %v %v and %v", names, inputs, executable.Outputs())
	}
	in := must1(engine.BufferFromFlatData(0, []float32{1, 2}, shapes.Make(dtypes.Float32, 2)))
	var got []any
	outputs := must1(executable.Execute([]compute.Buffer{in}, []bool{true}, 0))
	for _, output := range outputs {
		got = append(got, must1(output.Data()))
		if output.Backend() != engine {
			t.Error("a result is of another backend")
		}
	}
	if want := "[[2 4] [2 4] [-2 -4] [-2 -4] [1 2] [1 2]]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, output := range outputs {
		if err := output.Finalize(); err != nil {
			t.Error(err)
		}
	}
	executable.Finalize()
	if _, err := executable.Execute([]compute.Buffer{in}, nil, 0); err == nil {
		t.Error("a finalized executable was executed")
	}
}

// With dynamic shapes the body runs.
func TestDynamicShapesTakeTheBody(t *testing.T) {
	before := runs.double.Load()
	builder := engine.Builder("dynamic")
	fixed := shapes.Make(dtypes.Float32, 2)
	main := builder.Main()
	x := must1(main.Parameter("x", fixed, nil))
	any := must1(main.Parameter("any", shapes.MakeDynamic(dtypes.Float32, []int{shapes.DynamicDim}, []string{"batch"}), nil))
	y := callDouble(builder, x)
	if err := main.Return([]compute.Value{y, must1(main.Neg(any))}, nil); err != nil {
		t.Fatal(err)
	}
	in := must1(engine.BufferFromFlatData(0, []float32{1, 2}, fixed))
	long := must1(engine.BufferFromFlatData(0, []float32{1, 2, 3}, shapes.Make(dtypes.Float32, 3)))
	outputs := must1(must1(builder.Compile()).Execute([]compute.Buffer{in, long}, nil, 0))
	if got := fmt.Sprint(must1(outputs[0].Data()), must1(outputs[1].Data())); got != "[2 4] [-1 -2 -3]" || runs.double.Load() != before {
		t.Errorf("got %s, and the kernel ran %d times", got, runs.double.Load()-before)
	}
}

// A whole training gives the same losses, bit for bit: without kernels, and with ones
// that compute what the body computes.
func TestTraining(t *testing.T) {
	same := func(x *node) *node { return x }
	want := fmt.Sprint(trained(plain, same))
	if got := fmt.Sprint(trained(engine, same)); got != want {
		t.Errorf("without kernels: got the losses %v, want %v", got, want)
	}
	want = fmt.Sprint(trained(plain, double))
	for name, hidden := range map[string]func(x *node) *node{"gradient of the body": double, "gradient by a kernel": doubleWithGradient} {
		before := runs.double.Load()
		if got := fmt.Sprint(trained(engine, hidden)); got != want {
			t.Errorf("%s: got the losses %v, want %v", name, got, want)
		}
		if runs.double.Load() == before {
			t.Errorf("%s: no kernel ran", name)
		}
	}
}

// doubleWithGradient has a kernel for the gradient too, between identities with custom
// gradients, as package models writes them.
func doubleWithGradient(x *node) *node {
	var flowing *node
	passed := graph.IdentityWithCustomGradient(x, func(_, _ *node) *node { return double(flowing) })
	return graph.IdentityWithCustomGradient(double(passed), func(_, v *node) *node {
		flowing = v
		return v
	})
}

// trained are the losses of a dense net that Adam trains, with dropout.
func trained(backend compute.Backend, hidden func(x *node) *node) []float32 {
	store := model.NewStore()
	if err := store.SetRNGStateFromSeed(7); err != nil {
		panic(err)
	}
	adam := optimizer.Adam().LearningRate(0.01).Done()
	exec := model.MustNewExec(backend, store, func(scope *model.Scope, x *node) *node {
		scope.Store().SetTraining(x.Graph(), true)
		y := activation.Relu(layers.Dense(scope.In("hidden"), x, true, 16))
		y = layers.Dropout(scope.In("dropout"), hidden(y), graph.Const(x.Graph(), float32(0.3)))
		y = layers.Dense(scope.In("output"), y, true, 1)
		loss := graph.ReduceAllMean(graph.Square(graph.Sub(y, graph.ReduceAndKeep(x, graph.ReduceSum, -1))))
		adam.UpdateGraph(scope, x.Graph(), loss)
		return loss
	})
	rows := make([][]float32, 8)
	for i := range rows {
		rows[i] = []float32{float32(i) / 8, float32(i%3) / 3, float32(i%5) / 5}
	}
	var losses []float32
	for range 6 {
		losses = append(losses, tensors.ToScalar[float32](exec.MustCall1(rows)))
	}
	return losses
}

// functions_gen.go is what generate.go writes for this version of GoMLX.
func TestEveryOperationIsWritten(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "fresh.go")
	if said, err := exec.Command("go", "run", "generate.go", "-o", fresh).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if string(must1(os.ReadFile(fresh))) != string(must1(os.ReadFile("functions_gen.go"))) {
		t.Error("functions_gen.go is of another version of GoMLX: run go generate")
	}
}
