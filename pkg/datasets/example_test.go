package datasets_test

import (
	"errors"
	"fmt"
	"image"
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

// Two parts, to train and to test with, and a part in batches.
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

func ExampleSet_Check() {
	s := &datasets.Set{Name: "mine", Shape: []int{2}, Values: []float32{1, 2, 3}, Labels: []int{0, 1}, Classes: []string{"a", "b"}}
	fmt.Println(s.Check())
	// Output: datasets: mine has 2 labels and the shape [2], but 3 numbers: it needs 4
}

func ExamplePatterns() {
	s := datasets.Patterns()
	fmt.Println(s.Rows(), s.Targets())
	// Output: [[0 0 1] [1 1 1] [1 0 1] [0 1 1]] [0 1 1 0]
}

func ExampleXOR() {
	s := datasets.XOR()
	fmt.Println(s.Rows(), s.Targets())
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

// Straight lines do not part two circles, but the distance from the middle does.
func ExampleCircles() {
	s := datasets.Circles(rand.New(rand.NewPCG(1, 2)), 100, 0.05)
	inner := 0
	for i := range s.Len() {
		if point := s.Example(i); math.Hypot(float64(point[0]), float64(point[1])) < 0.75 {
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

func ExampleSet_Turn() {
	draw(datasets.Digits().Turn(90), 7)
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

// Each picture goes its own way.
func ExampleSet_Augment() {
	rng := rand.New(rand.NewPCG(1, 2))
	zeros := datasets.Digits().Subset([]int{0, 0, 0})
	zeros = zeros.Augment(rng, datasets.AugmentOptions{Shift: 1, Turn: 10})
	fmt.Println(zeros)
	fmt.Println("the first two are still the same:", slices.Equal(zeros.Example(0), zeros.Example(1)))
	// Output:
	// digits: 3 pictures of 8x8x1, 10 classes
	// the first two are still the same: false
}

func ExampleSet_OneHot() {
	fmt.Println(datasets.Digits().Slice(2, 4).OneHot())
	// Output: [[0 0 1 0 0 0 0 0 0 0] [0 0 0 1 0 0 0 0 0 0]]
}

func ExampleSet_Targets() {
	fmt.Println(datasets.Patterns().Targets())
	// Output: [0 1 1 0]
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

// Every class is dealt out in the same proportion.
func ExampleSet_Split() {
	first, rest := datasets.Digits().Split(rand.New(rand.NewPCG(1, 2)), 0.5)
	fmt.Println(first.Counts())
	fmt.Println(rest.Counts())
	// Output:
	// [89 91 89 92 91 91 90 89 87 90]
	// [89 91 88 91 90 91 91 90 87 90]
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
	fmt.Println(shuffled.Rows(), shuffled.Targets())
	// Output:
	// [[1 0 1] [0 1 1] [1 1 1] [0 0 1]] [1 0 1 0]
}

func ExampleSet_Picture() {
	fmt.Println(datasets.Digits().Picture(0).Bounds())
	// Output: (0,0)-(8,8)
}

func ExampleFaces() {
	rng := rand.New(rand.NewPCG(1, 2))
	real := datasets.Faces(rng, 600, datasets.FacesOptions{})
	cartoons := datasets.Faces(rng, 200, datasets.FacesOptions{Exaggeration: 1, Kinds: true})
	fmt.Println(real, real.Classes)
	fmt.Println(cartoons, cartoons.Classes)
	// Output:
	// faces: 600 pictures of 32x32x1, 2 classes [face thing]
	// faces: 200 pictures of 32x32x1, 4 classes [face car socket bag]
}

// Stripes, lying and standing, for a network that shall tell them apart.
func ExampleDrawn() {
	rng := rand.New(rand.NewPCG(1, 2))
	shape, classes := []int{8, 8, 1}, []string{"lying", "standing"}
	stripes := datasets.Drawn(rng, 100, "stripes", shape, classes, func(rng *rand.Rand, i int, example []float32) int {
		at := rng.IntN(8)
		for k := range 8 {
			example[[]int{8*at + k, 8*k + at}[i%2]] = 1
		}
		return i % 2
	})
	fmt.Println(stripes, stripes.Counts())
	// Output: stripes: 100 pictures of 8x8x1, 2 classes [50 50]
}

func ExampleFit() {
	picture := image.NewRGBA(image.Rect(0, 0, 320, 240)) // see-through: it becomes white
	values := datasets.Fit(picture, 32, 32)
	fmt.Println(len(values), "numbers, the first is", values[0])
	// Output: 3072 numbers, the first is 1
}

func ExampleReadIDX() {
	// Two pictures of 1x3 pixels, and their labels, as they stand in files.
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
	// datasets: slopes: pictures is cut off at byte 18 of its content, which should have 22: get the file anew
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
	// datasets: not everything in album can be used: mend it, convert it to PNG or JPEG, or take it away:
	//   album/cats/kitty.webp is neither PNG nor JPEG
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
