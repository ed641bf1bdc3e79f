package datasets_test

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"io/fs"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstneuron/pkg/datasets"
)

// A training set and a test set, and one epoch in batches.
func Example() {
	rng := rand.New(rand.NewPCG(1, 2))
	train, test := datasets.Digits().Split(rng, 0.8)
	fmt.Println(train)
	fmt.Println(test)
	examples := 0
	for batch := range train.Batches(rng, 100) {
		examples += batch.Len()
	}
	fmt.Println("one epoch has", examples, "examples")
	// Output:
	// digits: 1438 pictures of 8x8x1, 10 classes
	// digits: 359 pictures of 8x8x1, 10 classes
	// one epoch has 1438 examples
}

func ExampleNew() {
	s, err := datasets.New("flowers", [][]float64{{5.1, 3.5}, {6.2, 2.9}}, []int{0, 1}, "setosa", "versicolor")
	fmt.Println(s, err)
	fmt.Println(s.Class(1))
	_, err = datasets.New("flowers", [][]float64{{5.1, 3.5}, {6.2}}, []int{0, 1})
	fmt.Println(err)
	// Output:
	// flowers: 2 examples of 2 numbers, 2 classes <nil>
	// versicolor
	// datasets: row 2 of flowers has 1 numbers but row 1 has 2: give every row the same number of them
}

// Without labels a set can be asked about, but not learnt from.
func ExampleNew_withoutLabels() {
	s, err := datasets.New("questions", [][]float64{{5.1, 3.5}, {6.2, 2.9}}, nil)
	fmt.Println(s, err)
	_, err = s.TargetsFor(2)
	fmt.Println(err)
	// Output:
	// questions: 2 examples of 2 numbers <nil>
	// datasets: questions has neither labels nor targets, so there is nothing to learn from it: give New labels, or use NewTargets
}

func ExampleNew_labels() {
	rows := [][]float64{{5.1}, {6.2}, {7.3}}
	_, err := datasets.New("from 1", rows, []int{1, 2, 3})
	fmt.Println(err)
	_, err = datasets.New("a gap", rows, []int{0, 1, 3})
	fmt.Println(err)
	// Output:
	// datasets: the labels of from 1 start at 1: labels count the classes from 0, so subtract 1 from each, or name all 4 classes from 0 to 3
	// datasets: the labels of a gap leave out 2, though they go up to 3: number the classes without a gap, or name all 4 of them
}

// Numbers to learn instead of classes: here the sum of two others.
func ExampleNewTargets() {
	s, err := datasets.NewTargets("sums", [][]float64{{1, 2}, {3, 4}}, [][]float64{{3}, {7}})
	fmt.Println(s, err)
	fmt.Println(s.TargetsFor(1))
	// Output:
	// sums: 2 examples of 2 numbers, 1 targets <nil>
	// [[3] [7]] <nil>
}

// Soft labels: 0.9 and 0.1 instead of 1 and 0.
func ExampleSet_WithTargets() {
	soft, err := datasets.XOR().WithTargets([][]float64{{0.1}, {0.9}, {0.9}, {0.1}})
	fmt.Println(soft, err)
	fmt.Println(soft.TargetsFor(1))
	// Output:
	// XOR: 4 examples of 2 numbers, 2 classes <nil>
	// [[0.1] [0.9] [0.9] [0.1]] <nil>
}

func ExampleSet_Check() {
	s := &datasets.Set{Name: "mine", Shape: []int{2}, Values: []float64{1, 2, 3, 4}, Labels: []int{0, 1}, Classes: []string{"a"}}
	fmt.Println(s.Check())
	// Output: datasets: example 2 of mine has the label 1, but there are 1 classes: labels count from 0, so correct it or name more classes
}

func ExamplePatterns() {
	s := datasets.Patterns()
	fmt.Println(s.Rows(), s.Labels)
	// Output: [[0 0 1] [1 1 1] [1 0 1] [0 1 1]] [0 1 1 0]
}

func ExampleXOR() {
	s := datasets.XOR()
	fmt.Println(s.Rows(), s.Labels)
	// Output: [[0 0] [0 1] [1 0] [1 1]] [0 1 1 0]
}

func ExampleSet_WithBias() {
	fmt.Println(datasets.XOR().WithBias().Rows())
	// Output: [[0 0 1] [0 1 1] [1 0 1] [1 1 1]]
}

func ExampleMoons() {
	s := datasets.Moons(rand.New(rand.NewPCG(1, 2)), 200, 0.1)
	fmt.Println(s, s.Counts())
	// Output: two moons: 200 examples of 2 numbers, 2 classes [100 100]
}

// No straight line separates two circles, but the distance from the middle does.
func ExampleCircles() {
	s := datasets.Circles(rand.New(rand.NewPCG(1, 2)), 100, 0.05)
	inner := 0
	for i := range s.Len() {
		if point := s.Example(i); math.Hypot(point[0], point[1]) < 0.75 {
			inner++
		}
	}
	fmt.Println(inner, "of", s.Len(), "are in the inner circle")
	// Output: 50 of 100 are in the inner circle
}

func ExampleSpirals() {
	fmt.Println(datasets.Spirals(rand.New(rand.NewPCG(1, 2)), 300, 3, 0.02))
	// Output: spirals: 300 examples of 2 numbers, 3 classes
}

func ExampleDigits() {
	s := datasets.Digits()
	fmt.Println("the first one is a", s.Class(0))
	draw(s, 0)
	// Output:
	// the first one is a 0
	// |  .Oo   |
	// |  OOoO. |
	// |  O  oo |
	// | .O  oo |
	// | .o  oo |
	// | .o  O. |
	// |  O.oO  |
	// |  .Oo   |
}

func ExampleSet_Rotate() {
	draw(datasets.Digits().Rotate(90), 7)
	// Output:
	// |        |
	// |OO .    |
	// |OoOO.   |
	// |O.oOO.  |
	// |o. oOOO.|
	// |.. oo oO|
	// |   .    |
	// |        |
}

func ExampleSet_Shift() {
	draw(datasets.Digits().Shift(2, -3), 7)
	// Output:
	// |   .ooOO|
	// |    oOO.|
	// |     O. |
	// |    oO  |
	// |    O.  |
	// |        |
	// |        |
	// |        |
}

func ExampleSet_Flip() {
	draw(datasets.Digits().Flip(), 7)
	// Output:
	// | OOOo.  |
	// | Oo...  |
	// |  Oo    |
	// | .OOoo. |
	// |  .OOo  |
	// |   .O   |
	// |    Oo  |
	// |    .O  |
}

// Each picture is changed in its own way.
func ExampleSet_Augment() {
	rng := rand.New(rand.NewPCG(1, 2))
	zeros := datasets.Digits().Subset([]int{0, 0, 0})
	zeros = zeros.Augment(rng, datasets.AugmentOptions{Shift: 1, Rotate: 10})
	fmt.Println(zeros)
	fmt.Println("the first two are still the same:", slices.Equal(zeros.Example(0), zeros.Example(1)))
	// Output:
	// digits: 3 pictures of 8x8x1, 10 classes
	// the first two are still the same: false
}

// One output gives a single number, as many outputs as classes give a number for each (one-hot).
func ExampleSet_TargetsFor() {
	s := datasets.XOR()
	fmt.Println(s.TargetsFor(1))
	fmt.Println(s.TargetsFor(2))
	_, err := s.TargetsFor(3)
	fmt.Println(err)
	// Output:
	// [[0] [1] [1] [0]] <nil>
	// [[1 0] [0 1] [0 1] [1 0]] <nil>
	// datasets: XOR has 2 classes, and the outputs are 3: there must be one for each class, or a single one for two classes
}

func ExampleSet_Rows() {
	fmt.Println(datasets.Patterns().Rows()[2])
	// Output: [1 0 1]
}

func ExampleSet_Example() {
	fmt.Println(datasets.Patterns().Example(2))
	// Output: [1 0 1]
}

func ExampleSet_Counts() {
	fmt.Println(datasets.Digits().Counts())
	// Output: [178 182 177 183 181 182 181 179 174 180]
}

// Each class is divided in the same proportion.
func ExampleSet_Split() {
	first, rest := datasets.Digits().Split(rand.New(rand.NewPCG(1, 2)), 0.5)
	fmt.Println(first.Counts())
	fmt.Println(rest.Counts())
	// Output:
	// [89 91 89 92 91 91 90 89 87 90]
	// [89 91 88 91 90 91 91 90 87 90]
}

// The last batch is as large as what is left.
func ExampleSet_IndexedBatches() {
	for indices, batch := range datasets.XOR().IndexedBatches(rand.New(rand.NewPCG(1, 2)), 3) {
		fmt.Println(indices, batch.Rows())
	}
	// Output:
	// [2 3 1] [[1 0] [1 1] [0 1]]
	// [0] [[0 0]]
}

func ExampleSet_Batches() {
	for batch := range datasets.Digits().Batches(nil, 800) {
		fmt.Println(batch)
	}
	// Output:
	// digits: 800 pictures of 8x8x1, 10 classes
	// digits: 800 pictures of 8x8x1, 10 classes
	// digits: 197 pictures of 8x8x1, 10 classes
}

func ExampleSet_Slice() {
	fmt.Println(datasets.Patterns().Slice(1, 3).Rows())
	// Output: [[1 1 1] [1 0 1]]
}

func ExampleSet_Subset() {
	fmt.Println(datasets.Patterns().Subset([]int{3, 0}).Rows())
	// Output: [[0 1 1] [0 0 1]]
}

func ExampleSet_Shuffle() {
	shuffled := datasets.Patterns().Shuffle(rand.New(rand.NewPCG(1, 2)))
	fmt.Println(shuffled.Rows(), shuffled.Labels)
	// Output:
	// [[1 0 1] [0 1 1] [1 1 1] [0 0 1]] [1 0 1 0]
}

func ExampleSet_Picture() {
	fmt.Println(datasets.Digits().Picture(0).Bounds())
	// Output: (0,0)-(8,8)
}

// Stripes, horizontal and vertical, for a network to tell apart.
func ExampleGenerate() {
	rng := rand.New(rand.NewPCG(1, 2))
	shape, classes := []int{8, 8, 1}, []string{"horizontal", "vertical"}
	stripes := datasets.Generate(rng, 100, "stripes", shape, classes, func(rng *rand.Rand, i int, example []float64) int {
		at := rng.IntN(8)
		for k := range 8 {
			example[[]int{8*at + k, 8*k + at}[i%2]] = 1
		}
		return i % 2
	})
	fmt.Println(stripes, stripes.Counts())
	// Output: stripes: 100 pictures of 8x8x1, 2 classes [50 50]
}

func ExampleResize() {
	picture := image.NewRGBA(image.Rect(0, 0, 320, 240)) // transparent: it becomes white
	values := datasets.Resize(picture, 32, 32)
	fmt.Println(len(values), "numbers, the first is", values[0])
	// Output: 3072 numbers, the first is 1
}

// A picture of any size becomes an example that a model for the digits can predict from.
func ExampleFromImage() {
	picture := image.NewGray(image.Rect(0, 0, 80, 80)) // black
	for y := range 80 {
		picture.SetGray(45, y, color.Gray{255}) // a thin white line
	}
	example, err := datasets.FromImage(picture, datasets.Digits().Shape)
	fmt.Println(len(example), err)
	fmt.Println("the first row:", example[:8])
	// Output:
	// 64 <nil>
	// the first row: [0 0 0 0 0.1 0 0 0]
}

func ExampleLoadPicture() {
	example, err := datasets.LoadPicture("testdata/small.png", []int{2, 2, 1})
	fmt.Println(example, err)
	_, err = datasets.LoadPicture("testdata/oracles.json", []int{2, 2, 1})
	fmt.Println(err)
	// Output:
	// [0 1 0.2 0.8] <nil>
	// datasets: testdata/oracles.json is not a PNG, JPEG, GIF or WebP picture: convert it to one
}

func ExampleReadIDX() {
	// Two pictures of 1x3 pixels, and their labels, as in files.
	pictures := "\x00\x00\x08\x03" + "\x00\x00\x00\x02" + "\x00\x00\x00\x01" + "\x00\x00\x00\x03" + "\x00\x33\xff\xff\x33\x00"
	labels := "\x00\x00\x08\x01" + "\x00\x00\x00\x02" + "\x00\x01"
	s, err := datasets.ReadIDX("slopes", strings.NewReader(pictures), strings.NewReader(labels), "up", "down")
	fmt.Println(s, err)
	fmt.Println(s.Class(0), s.Example(0))
	_, err = datasets.ReadIDX("slopes", strings.NewReader(pictures[:18]), strings.NewReader(labels))
	fmt.Println(err)
	// Output:
	// slopes: 2 pictures of 1x3x1, 2 classes <nil>
	// up [0 0.2 1]
	// datasets: slopes: pictures is cut off at byte 18 of its content: get the file again
}

// EMNIST's letters have the labels 1 to 26. With a name for 0 too they can be
// read, and then counted from 0.
func ExampleReadIDX_labelsFrom1() {
	pictures := "\x00\x00\x08\x03" + "\x00\x00\x00\x02" + "\x00\x00\x00\x01" + "\x00\x00\x00\x01" + "\x33\xff"
	labels := "\x00\x00\x08\x01" + "\x00\x00\x00\x02" + "\x01\x02"
	_, err := datasets.ReadIDX("letters", strings.NewReader(pictures), strings.NewReader(labels))
	fmt.Println(err)
	s, err := datasets.ReadIDX("letters", strings.NewReader(pictures), strings.NewReader(labels), "none", "A", "B")
	if err != nil {
		log.Fatal(err)
	}
	for i := range s.Labels {
		s.Labels[i]--
	}
	s.Classes = s.Classes[1:]
	fmt.Println(s, s.Check())
	// Output:
	// datasets: the labels of letters start at 1: labels count the classes from 0, so subtract 1 from each, or name all 3 classes from 0 to 2
	// letters: 2 pictures of 1x1x1, 2 classes <nil>
}

func ExampleLoadIDX() {
	_, err := datasets.LoadIDX("letters/pictures-idx3-ubyte.gz", "letters/labels-idx1-ubyte.gz", "A", "B", "C")
	fmt.Println("not there:", errors.Is(err, fs.ErrNotExist))
	// Output: not there: true
}

// The files have to be on the machine: `go run ./kernel-setup data fashion-mnist`.
func ExampleFashionMNIST() {
	train, test, err := datasets.FashionMNIST()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(train)
	fmt.Println(test)
}

// A tenth of the set learns in a tenth of the time.
func ExampleFashionMNISTWith() {
	train, test, err := datasets.FashionMNISTWith(datasets.FashionMNISTOptions{Train: 6000, Test: 1000})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(train)
	fmt.Println(test)
}

func ExampleFolder() {
	album, err := os.MkdirTemp("", "album")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(album)
	if err := os.MkdirAll(filepath.Join(album, "cats"), 0o777); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(album, "cats", "kitty.webp"), []byte("RIFF"), 0o666); err != nil {
		log.Fatal(err)
	}
	_, err = datasets.Folder(album, 28, 28)
	fmt.Println(filepath.ToSlash(strings.ReplaceAll(err.Error(), album, "album")))
	// Output:
	// datasets: not all files in album can be used: fix or remove these:
	//   album/cats/kitty.webp is not a PNG, JPEG, GIF or WebP picture: convert it to one
}

// draw shows a picture of 8x8 pixels as text.
func draw(s *datasets.Set, i int) {
	for row := range 8 {
		text := ""
		for _, value := range s.Example(i)[8*row : 8*row+8] {
			text += string(" .oO"[min(int(4*value), 3)])
		}
		fmt.Println("|" + text + "|")
	}
}

// Sets of the same shape and classes become one; of others, the panic says what differs.
func ExampleJoin() {
	digits, xor := datasets.Digits(), datasets.XOR()
	joined := datasets.Join("digits, some twice", digits, digits.Slice(0, 100))
	fmt.Println(joined)
	defer func() { fmt.Println(recover()) }()
	datasets.Join("both", digits, xor)
	// Output:
	// digits, some twice: 1897 pictures of 8x8x1, 10 classes
	// datasets: set 1 (digits) and set 2 (XOR) of both cannot be joined: an example has the shape [8 8 1] in the one and [2] in the other
}

// Sets with different classes get one list of classes before they are joined.
func ExampleSet_WithClasses() {
	pets, err := datasets.New("pets", [][]float64{{4.1}, {5.0}}, []int{0, 1}, "cat", "dog")
	if err != nil {
		log.Fatal(err)
	}
	birds, err := datasets.New("birds", [][]float64{{0.2}}, []int{0}, "owl")
	if err != nil {
		log.Fatal(err)
	}
	classes := []string{"owl", "cat", "dog"}
	all := datasets.Join("animals", pets.WithClasses(classes...), birds.WithClasses(classes...))
	fmt.Println(all, all.Labels, all.Class(2))
	// Output: animals: 3 examples of 1 numbers, 3 classes [1 2 0] owl
}

// Label smoothing: 0.95 and 0.05 instead of 1 and 0.
func ExampleSet_Smooth() {
	smooth := datasets.XOR().Smooth(0.1)
	fmt.Println(smooth.Labels)
	fmt.Printf("%.2f\n", smooth.Targets)
	// Output:
	// [0 1 1 0]
	// [[0.95 0.05] [0.05 0.95] [0.05 0.95] [0.95 0.05]]
}

func ExampleSet_Only() {
	fmt.Println(datasets.Digits().Only("8"))
	// Output: digits: 174 pictures of 8x8x1, 10 classes
}

// The nearest neighbour tells digits apart without any training.
func ExampleSet_Nearest() {
	known, rest := datasets.Digits().Split(nil, 0.5)
	nearest := known.Nearest(rest.Example(0))
	fmt.Println("a", rest.Class(0), "is most like a", known.Class(nearest))
	// Output: a 0 is most like a 0
}

// A copy with another name is the same data; one with another number is not.
func ExampleSet_Digest() {
	set := datasets.XOR()
	copied := *set
	copied.Name = "another name"
	fmt.Println(copied.Digest() == set.Digest())
	copied.Values = append([]float64{0.5}, set.Values[1:]...)
	fmt.Println(copied.Digest() == set.Digest())
	// Output:
	// true
	// false
}
