package network

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLoadIsExact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "net.json")
	saved, loaded := smallConvolutional(rand.New(rand.NewPCG(1, 2))), smallConvolutional(rand.New(rand.NewPCG(3, 4)))
	set := randomSet(t, rand.New(rand.NewPCG(5, 6)), saved, 7)
	if err := saved.Train(set, 5); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second replaces the first
		if err := saved.Save(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := loaded.Load(path); err != nil {
		t.Fatal(err)
	}
	samePass(t, loaded.Pass(set), saved.Pass(set))
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("beside the file there is %v", files)
	}
}

// Whatever is cut off or changed: an error that names the file, and the network stays as it was.
func TestLoadRefusesWhatDoesNotFit(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "net.json")
	saved := New(rand.New(rand.NewPCG(1, 2)), Dense(2, 3, Tanh), Dense(3, 1, Sigmoid))
	if err := saved.Save(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refuses := func(name string, text []byte, net *Network, want string) {
		t.Helper()
		damaged := filepath.Join(folder, "damaged.json")
		if err := os.WriteFile(damaged, text, 0o666); err != nil {
			t.Fatal(err)
		}
		before := slices.Concat(net.Layers[0].Rows()...)
		err := net.Load(damaged)
		if err == nil || !strings.Contains(err.Error(), damaged) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want an error that names the file and has %q", name, err, want)
		}
		same(t, name+": weights", slices.Concat(net.Layers[0].Rows()...), before, 0)
	}
	same2 := func() *Network { return New(rand.New(rand.NewPCG(3, 4)), Dense(2, 3, Tanh), Dense(3, 1, Sigmoid)) }
	for length := range len(text) - 1 {
		refuses("cut off", text[:length], same2(), "")
	}
	replaced := func(from, to string) []byte { return []byte(strings.Replace(string(text), from, to, 1)) }
	refuses("another format", replaced("network/1", "network/2"), same2(), `"firstneuron/network/2"`)
	refuses("a weight left out", replaced(`"weights":[`+firstNumber(text)+",", `"weights":[`), same2(), "is damaged")
	refuses("another weight", replaced(`"weights":[`+firstNumber(text), `"weights":[0.25`), same2(), "is damaged")
	refuses("more layers", text, New(rand.New(rand.NewPCG(1, 2)), Dense(2, 3, Tanh)), "has 2 layers, and this network has 1")
	refuses("another activation", text, New(rand.New(rand.NewPCG(1, 2)), Dense(2, 3, ReLU), Dense(3, 1, Sigmoid)), `is "dense tanh, 2 to 3, 9 parameters", and here it is "dense ReLU`)
	refuses("another width", text, New(rand.New(rand.NewPCG(1, 2)), Dense(2, 4, Tanh), Dense(4, 1, Sigmoid)), "2 to 4")

	if err := same2().Load(filepath.Join(folder, "none.json")); !os.IsNotExist(err) && !strings.Contains(err.Error(), "none.json") {
		t.Errorf("a file that is not there: %v", err)
	}
	saved.Layers[0].Bias[1] = math.NaN()
	if err := saved.Save(path); err == nil || !strings.Contains(err.Error(), "layer 1 is NaN") {
		t.Errorf("saving NaN: got %v", err)
	}
	if kept, _ := os.ReadFile(path); string(kept) != string(text) {
		t.Error("a Save that failed has changed the file")
	}
	if err := same2().Save(filepath.Join(folder, "no such folder", "net.json")); err == nil || !strings.Contains(err.Error(), "no such folder") {
		t.Errorf("saving into a folder that is not there: got %v", err)
	}
}

func firstNumber(text []byte) string {
	_, rest, _ := strings.Cut(string(text), `"weights":[`)
	number, _, _ := strings.Cut(rest, ",")
	return number
}

// Parameters are kept to the last bit, also those that are no numbers; another network's are refused.
func TestParametersAsBytes(t *testing.T) {
	saved, read := smallConvolutional(rand.New(rand.NewPCG(1, 2))), smallConvolutional(rand.New(rand.NewPCG(3, 4)))
	last := saved.Layers[len(saved.Layers)-1]
	last.Bias[0], last.Bias[1] = math.Inf(-1), math.NaN()
	kept, err := saved.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if err := read.UnmarshalBinary(kept); err != nil {
		t.Fatal(err)
	}
	for i, want := range saved.Parameters() {
		for j := range want {
			if got := read.Parameters()[i][j]; math.Float64bits(got) != math.Float64bits(want[j]) {
				t.Fatalf("parameter %d of %d: got %v, want %v", j, i, got, want[j])
			}
		}
	}
	other := New(rand.New(rand.NewPCG(1, 2)), Dense(2, 3, Tanh))
	before := slices.Concat(other.Parameters()...)
	if err := other.UnmarshalBinary(kept); err == nil || !strings.Contains(err.Error(), "bytes are not the parameters of this network, which are 72") {
		t.Errorf("got %v", err)
	}
	same(t, "parameters", slices.Concat(other.Parameters()...), before, 0)
}
