package models

import (
	"crypto/sha256"
	"encoding/binary"
	"path"
	"sync"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/engine"
)

// An onEngine computes a model whose layers the engine knows. While it trains, the
// weights and what Adam remembers are in the engine's memory; the variables of GoMLX's
// store get them when somebody reads these.
type onEngine struct {
	stack
	network *engine.Network
	adam    *engine.Adam

	passes      sync.Mutex // while gradients are read
	mu          sync.Mutex
	storeIsOld  bool // the engine has newer numbers than the store
	engineIsOld bool // and the other way round
}

func newOnEngine(s stack, shape []int) (*onEngine, error) {
	network, err := engine.New(shape, s.layers...)
	if err == nil {
		err = s.checkShapes(network)
	}
	if err != nil {
		return nil, err
	}
	return &onEngine{stack: s, network: network, adam: &engine.Adam{}, engineIsOld: true}, nil
}

// engineLoss is the engine's loss for a model: cross-entropy over classes, or with one output
// for two.
func (m *Model) engineLoss() engine.Loss {
	if m.outputs == 1 {
		return engine.BinaryCrossEntropy
	}
	return engine.CrossEntropy
}

// ready brings the store's numbers into the engine if they have changed.
func (e *onEngine) ready(store *model.Store) *engine.Network {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.engineIsOld {
		return e.network
	}
	e.engineIsOld = false
	for i, p := range e.network.Parameters() {
		readTensor(e.parameters[i].MustValue(), p.Values)
	}
	for i, p := range e.network.Averages() {
		readTensor(e.averages[i].MustValue(), p.Values)
	}
	e.adam.Steps, e.adam.First, e.adam.Second = 0, nil, nil
	counter := store.GetVariable(adamPath("step"))
	if counter == nil {
		return e.network
	}
	e.adam.Steps = int(tensors.ToScalar[float32](counter.MustValue()))
	for i := range e.parameters {
		first, second := e.moments(store, i)
		values := make([]float32, 2*first.Shape().Size())
		half := len(values) / 2
		readTensor(first.MustValue(), values[:half])
		readTensor(second.MustValue(), values[half:])
		e.adam.First = append(e.adam.First, values[:half]...)
		e.adam.Second = append(e.adam.Second, values[half:]...)
	}
	return e.network
}

// settle brings the engine's numbers into the store if it has newer ones: the weights,
// and what GoMLX's Adam would remember, under the same names, so that a training may go
// on with either. steps is how many the model has made.
func (e *onEngine) settle(store *model.Store, steps int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.storeIsOld {
		return
	}
	e.storeIsOld = false
	for i, p := range e.network.Parameters() {
		writeTensor(e.parameters[i].MustValue(), p.Values)
	}
	for i, p := range e.network.Averages() {
		writeTensor(e.averages[i].MustValue(), p.Values)
	}
	if e.adam.Steps == 0 {
		return
	}
	setScalar(store, adamPath("step"), float32(e.adam.Steps))
	setScalar(store, path.Join(model.ScopeSeparator, optimizer.GlobalStepVariableName), int64(steps))
	setScalar(store, path.Join(model.ScopeSeparator, optimizer.Scope, optimizer.ParamLearningRate), float32(e.adam.Rate))
	offset := 0
	for i, p := range e.network.Parameters() {
		first, second := e.moments(store, i)
		writeTensor(first.MustValue(), e.adam.First[offset:][:len(p.Values)])
		writeTensor(second.MustValue(), e.adam.Second[offset:][:len(p.Values)])
		offset += len(p.Values)
	}
}

func adamPath(name string) string {
	return path.Join(model.ScopeSeparator, optimizer.AdamDefaultScope, name)
}

// moments are the variables of Adam's two moments of a parameter; it makes them where
// there are none.
func (e *onEngine) moments(store *model.Store, parameter int) (first, second *model.Variable) {
	variable := e.parameters[parameter]
	moment := func(name string) *model.Variable {
		at := path.Join(adamPath(variable.Scope()), variable.Name()+name)
		if found := store.GetVariable(at); found != nil {
			return found
		}
		return must1(store.CreateVariable(at, tensors.FromShape(shapes.Make(variable.DType(), variable.Shape().Dimensions...)))).SetTrainable(false)
	}
	return moment("_1st_moment"), moment("_2nd_moment")
}

func setScalar[T float32 | int64](store *model.Store, at string, value T) {
	tensor := tensors.FromValue(value)
	if found := store.GetVariable(at); found != nil {
		must(found.SetValue(tensor))
		return
	}
	must1(store.CreateVariable(at, tensor)).SetTrainable(false)
}

func readTensor(t *tensors.Tensor, to []float32) {
	t.MustConstFlatData(func(flat any) { copy(to, flat.([]float32)) })
}

func writeTensor(t *tensors.Tensor, from []float32) {
	t.MustMutableFlatData(func(flat any) { copy(flat.([]float32), from) })
}

// seed is what dropout drops in the model's next step: it follows from the first weights'
// source and the number of steps, so a resumed training drops the same.
func (m *Model) seed() uint64 {
	sum := sha256.New()
	if state := m.store.GetVariable(model.ScopeSeparator + model.RNGStateVariableName); state != nil {
		must(state.MustValue().ConstBytes(func(data []byte) { sum.Write(data) }))
	}
	binary.Write(sum, binary.LittleEndian, int64(m.steps))
	return binary.LittleEndian.Uint64(sum.Sum(nil))
}

// settle makes the store's variables those of the model, wherever they are, before
// something reads them.
func (m *Model) settle() {
	if m.engine != nil {
		m.engine.settle(m.store, m.steps)
	}
}

// changed says that the store's variables were written.
func (m *Model) changed() {
	if m.engine != nil {
		m.engine.mu.Lock()
		m.engine.engineIsOld = true
		m.engine.mu.Unlock()
	}
}
