package classify

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/models"
	"firstneuron/pkg/pictures"
)

// The assistant's own classifier, taught once for all tests.
var taught struct {
	sync.Once
	classifier *Classifier
	options    Options
	err        error
}

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "recognise")
	if err != nil {
		panic(err)
	}
	taught.options.Checkpoint = folder
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

func open(t *testing.T) *Classifier {
	t.Helper()
	taught.Do(func() { taught.classifier, taught.err = Open(taught.options) })
	if taught.err != nil {
		t.Fatal(taught.err)
	}
	return taught.classifier
}

// quick learns next to nothing, for tests of all that is not learning.
func quick(t *testing.T) Options {
	return Options{Examples: 64, Epochs: 1, Checkpoint: t.TempDir()}
}

// The bounds are loose: what was measured is well above them. Held-out styles are the
// harder question, since nothing was ever chosen by them.
func TestKindsAreToldApart(t *testing.T) {
	r := open(t)
	for _, test := range []struct {
		name            string
		styles          map[string][]string
		right, weakest  float64 // of all, and of the kind that it knows least well
		byChance, count float64
	}{
		{"styles it has learnt from", Known(), 0.85, 0.7, 0.25, 400},
		{"styles it has never seen", HeldOut(), 0.5, 0.25, 0.25, 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			set := Apart(int(test.count), test.styles)
			confusion := r.Model().Confusion(set)
			t.Logf("%.3f right of %d; %q are said to be %v", confusion.Accuracy(), set.Len(), set.Classes, confusion)
			// By chance the share right would scatter by this much around a quarter.
			scatter := math.Sqrt(test.byChance * (1 - test.byChance) / test.count)
			if got := confusion.Accuracy(); got < test.right || got < test.byChance+5*scatter {
				t.Errorf("%.3f are right, want at least %v", got, test.right)
			}
			for class, kind := range set.Classes {
				if got := confusion.Recall(class); got < test.weakest {
					t.Errorf("of each %s %.3f are right, want at least %v", kind, got, test.weakest)
				}
			}
		})
	}
}

func TestHeldOutStylesAreNotLearntFrom(t *testing.T) {
	for _, kind := range pictures.Kinds() {
		known, heldOut := Known()[kind], HeldOut()[kind]
		if len(known) < 5 || len(heldOut) != 2 {
			t.Errorf("%s has %d styles to learn from and %d held out, want 5 or more and 2", kind, len(known), len(heldOut))
		}
		if got := append(slices.Clone(known), heldOut...); !slices.Equal(got, pictures.Styles(kind)) {
			t.Errorf("the styles of %s are %q, together they should be %q", kind, got, pictures.Styles(kind))
		}
	}
}

func TestSecondOpeningNeedsNoTraining(t *testing.T) {
	first := open(t)
	second, err := New(taught.options)
	if err != nil {
		t.Fatal(err)
	}
	if second.Learnt() {
		t.Error("a new classifier says that it has learnt")
	}
	if !second.Load() || !second.Learnt() {
		t.Fatal("the checkpoint is not found")
	}
	wantTheSame(t, first, second)
}

// wantTheSame asks both the same questions.
func wantTheSame(t *testing.T, first, second *Classifier) {
	t.Helper()
	for i, kind := range pictures.Kinds() {
		picture := pictures.Draw(rand.New(rand.NewPCG(uint64(i), 1)), kind, "", 200, 150)
		if got, want := second.Probabilities(picture), first.Probabilities(picture); !slices.Equal(got, want) {
			t.Errorf("probabilities for a %s are %v, want %v", kind, got, want)
		}
	}
}

func TestKeptNetworkAnswersTheSame(t *testing.T) {
	r := open(t)
	content, err := r.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if len(content) > 200_000 {
		t.Errorf("the network has %d bytes, want at most 200,000", len(content))
	}
	again, err := FromBytes(content)
	if err != nil {
		t.Fatal(err)
	}
	wantTheSame(t, r, again)

	folder := t.TempDir()
	if err := r.Write(folder); err != nil {
		t.Fatal(err)
	}
	if again, err = OpenFolder(folder); err != nil {
		t.Fatal(err)
	}
	wantTheSame(t, r, again)
	if _, err := OpenFolder(t.TempDir()); err == nil {
		t.Error("a folder without a network is opened, want an error")
	}
}

// otherLayers are the weights of another network.
func otherLayers(t *testing.T) []byte {
	t.Helper()
	m, err := models.New(rand.New(rand.NewPCG(1, 2)), []int{Size, Size, 3}, models.Linear(4), models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	weights, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return weights
}

func TestDamagedBytesAreRefused(t *testing.T) {
	whole, err := open(t).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	changed := slices.Clone(whole)
	changed[len(changed)-9] ^= 1
	for _, test := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"nothing", nil, "do not begin with"},
		{"something else", []byte("PK\x03\x04\nabc"), "do not begin with"},
		{"a changed bit", changed, "damaged"},
		{"cut off", whole[:len(whole)-4], "damaged"},
		{"one number too many", append(slices.Clone(whole), 0, 0, 0, 0), "damaged"},
		{"a later format", bytes.Replace(whole, []byte("model 2"), []byte("model 3"), 1), "of another version"},
		{"other layers", otherLayers(t), "other layers"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := FromBytes(test.content); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
	if r, err := New(quick(t)); err != nil {
		t.Error(err)
	} else if _, err := r.Bytes(); err == nil {
		t.Error("a classifier that has learnt nothing can be kept, want an error")
	}
}

func TestManyMayAskAtTheSameTime(t *testing.T) {
	r := open(t)
	picture := pictures.Draw(rand.New(rand.NewPCG(1, 1)), "photograph", "sea", 120, 90)
	want, confidence := r.Kind(picture)
	var done sync.WaitGroup
	for range 8 {
		done.Go(func() {
			for range 5 {
				if kind, sure := r.Kind(picture); kind != want || sure != confidence {
					t.Errorf("got %s (%v), want %s (%v)", kind, sure, want, confidence)
				}
			}
		})
	}
	done.Wait()
}

func TestAnyPictureHasAnAnswer(t *testing.T) {
	r := open(t)
	white := image.NewRGBA(image.Rect(0, 0, 50, 50))
	draw.Draw(white, white.Rect, image.White, image.Point{}, draw.Src)
	clear, empty := image.NewNRGBA(image.Rect(0, 0, 50, 50)), image.NewGray(image.Rectangle{})
	if got, want := r.Probabilities(clear), r.Probabilities(white); !slices.Equal(got, want) {
		t.Errorf("see-through is %v, want what white is, %v", got, want)
	}
	nothing := r.Probabilities(empty)
	for class, want := range r.Probabilities(white) {
		if got := nothing[class]; math.Abs(got-want) > 1e-5 {
			t.Errorf("nothing is a %s with %v, want what white is, %v", pictures.Kinds()[class], got, want)
		}
	}
	for _, size := range []image.Point{{1, 1}, {1, 3000}, {5000, 2}, {33, 31}} {
		kind, confidence := r.Kind(image.NewPaletted(image.Rectangle{Max: size}, color.Palette{color.Black, color.White}))
		if !slices.Contains(pictures.Kinds(), kind) || confidence < 0.25 || confidence > 1 {
			t.Errorf("%v: got %q with %v, want one of %q with 0.25 to 1", size, kind, confidence, pictures.Kinds())
		}
	}
}

func TestDamagedCheckpointIsLearntAgain(t *testing.T) {
	options := quick(t)
	first, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	damaged := 0
	err = filepath.WalkDir(options.Checkpoint, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		damaged++
		return os.WriteFile(path, []byte("damaged"), 0o666)
	})
	if err != nil || damaged == 0 {
		t.Fatalf("%d files damaged, %v", damaged, err)
	}
	r, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	if r.Load() {
		t.Error("a damaged checkpoint is loaded")
	}
	second, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	wantTheSame(t, first, second)
	if r.Load(); !r.Learnt() {
		t.Error("the new checkpoint is not found")
	}
}

func TestBreakTrainsOn(t *testing.T) {
	options := quick(t)
	r, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	for range r.Steps() {
		break
	}
	if r.Learnt() || r.Err() != nil {
		t.Errorf("after one step: learnt %v, error %v, want neither", r.Learnt(), r.Err())
	}
	var numbers []int
	for number := range r.Steps() {
		numbers = append(numbers, number)
	}
	if !slices.Equal(numbers, []int{0, 1}) || !r.Learnt() || r.Total() != 2 || r.Model().StepCount() != 3 {
		t.Errorf("after a break: the steps %v of %d, learnt %v, %d in all, want [0 1] of 2, true, 3", numbers, r.Total(), r.Learnt(), r.Model().StepCount())
	}
}

// A learner who takes a line out of the network must not get what another one has learnt.
func TestAnotherFunctionLearnsForItself(t *testing.T) {
	options := quick(t)
	first, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	options.Function = func(scope *model.Scope, x *graph.Node) *graph.Node {
		return Function(scope, graph.MulScalar(x, 0.5))
	}
	other, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	if other.Load() {
		t.Error("a network with the same layers, but other answers, takes the first one's checkpoint")
	}
	options.Function = func(scope *model.Scope, x *graph.Node) *graph.Node { return Function(scope, x) }
	same, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	if !same.Load() {
		t.Fatal("the same function, written once more, does not find the checkpoint")
	}
	wantTheSame(t, first, same)
}

func TestWhatCannotBeKeptIsAnError(t *testing.T) {
	options := quick(t)
	options.Checkpoint = filepath.Join(options.Checkpoint, "file")
	if err := os.WriteFile(options.Checkpoint, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(options); err == nil || !strings.Contains(err.Error(), "cannot be kept") {
		t.Errorf("got the error %v, want one that says that it cannot be kept", err)
	}
}

func TestOwnPicturesAreLearnt(t *testing.T) {
	options := Options{Examples: 320, Epochs: 4, Checkpoint: t.TempDir(), Folder: t.TempDir()}
	// Nobody would take them for charts, unless told so.
	pink := image.NewRGBA(image.Rect(0, 0, 60, 40))
	draw.Draw(pink, pink.Rect, image.NewUniform(color.RGBA{255, 0, 200, 255}), image.Point{}, draw.Src)
	for _, name := range []string{"a.png", "b.png", "c.png"} {
		writePicture(t, filepath.Join(options.Folder, "chart", name), pink)
	}
	r, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	if kind, confidence := r.Kind(pink); kind != "chart" || confidence < 0.8 {
		t.Errorf("own pictures of a chart are said to be: %s (%.2f), want chart (0.80 or more)", kind, confidence)
	}
	learn, err := options.Learn()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := learn.Counts(), []int{80, 80, 80, 80 + 3*20}; !slices.Equal(got, want) {
		t.Errorf("it learns from %v, want %v: each of three own ones 20 times", got, want)
	}
	// Another picture in the folder is another thing to learn.
	writePicture(t, filepath.Join(options.Folder, "photograph", "d.png"), pink)
	r, err = New(options)
	if err != nil {
		t.Fatal(err)
	}
	if r.Load() {
		t.Error("with another picture in the folder, the old checkpoint is taken")
	}
}

func writePicture(t *testing.T, path string, picture image.Image) {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestWrongOptionsAreNamed(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "paintings"), 0o777); err != nil {
		t.Fatal(err)
	}
	linked, elsewhere := t.TempDir(), t.TempDir() // a class may be a link to a folder elsewhere
	if err := os.Symlink(elsewhere, filepath.Join(linked, "drawings")); err != nil {
		t.Fatal(err)
	}
	writePicture(t, filepath.Join(elsewhere, "a.png"), image.NewGray(image.Rect(0, 0, 9, 9)))
	noPicture := t.TempDir()
	if err := os.MkdirAll(filepath.Join(noPicture, "chart"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(noPicture, "chart", "a.png"), []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		options Options
		want    string
	}{
		{"a folder that is not there", Options{Folder: filepath.Join(folder, "none")}, "none"},
		{"a class that is no kind", Options{Folder: folder}, "paintings is no kind of picture: name the folders"},
		{"a link that is no kind", Options{Folder: linked, Examples: 8}, "drawings is no kind of picture"},
		{"a file that is no picture", Options{Folder: noPicture, Examples: 8}, "a.png is not a PNG, JPEG, GIF or WebP picture"},
		{"no examples", Options{Examples: -1}, "-1 examples"},
		{"no epochs", Options{Epochs: -1}, "-1 epochs"},
		{"a rate that is no number", Options{Rate: math.NaN()}, "the rate NaN"},
		{"a function of other classes", Options{Function: models.Linear(3)}, "has 3 outputs; give it 4"},
		{"a function with a mistake", Options{Function: func(scope *model.Scope, x *graph.Node) *graph.Node { return x }}, "logits of shape"},
		{"a style that is none", Options{Styles: map[string][]string{"chart": {"bar"}}}, `"bar" is no style of the kind "chart"`},
		{"a kind that is none", Options{Styles: map[string][]string{"painting": nil}}, `"painting" is no kind`},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.options.Checkpoint = t.TempDir()
			if _, err := Open(test.options); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}
