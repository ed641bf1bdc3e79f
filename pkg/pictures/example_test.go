package pictures_test

import (
	"fmt"
	"math/rand/v2"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/pictures"
)

func ExampleDraw() {
	picture := pictures.Draw(rand.New(rand.NewPCG(1, 2)), "chart", "bars", 640, 480)
	again := pictures.Draw(rand.New(rand.NewPCG(1, 2)), "chart", "bars", 640, 480)
	fmt.Println(picture.Bounds(), "the same again:", picture.At(200, 300) == again.At(200, 300))
	// Output: (0,0)-(640,480) the same again: true
}

func ExampleKinds() {
	for _, kind := range pictures.Kinds() {
		fmt.Printf("%s: %q\n", kind, pictures.Styles(kind))
	}
	// Output:
	// screenshot: ["editor" "terminal" "dialog" "web page" "phone" "files" "spreadsheet" "chat"]
	// illustration: ["flat scene" "line art" "blobs" "pattern" "glossy" "poster" "mascot" "isometric"]
	// photograph: ["landscape" "portrait" "table" "close-up" "street" "flower" "night" "sea"]
	// chart: ["bars" "lines" "pie" "scatter" "heat map" "our own" "area" "diagram"]
}

func ExampleSet() {
	set := pictures.Set(rand.New(rand.NewPCG(1, 2)), 40, 32, pictures.Options{})
	fmt.Println(set)
	fmt.Println(set.Counts(), set.Class(0), set.Class(1), set.Class(2), set.Class(3))
	// Output:
	// kinds of pictures: 40 pictures of 32x32x3, 4 classes
	// [10 10 10 10] screenshot illustration photograph chart
}

// Charts that are all of one style, and the other kinds in all of theirs.
func ExampleOptions() {
	options := pictures.Options{Styles: map[string][]string{"chart": {"pie"}}}
	set := pictures.Set(rand.New(rand.NewPCG(1, 2)), 8, 32, options)
	fmt.Println(set.Class(3), set.Class(7), set.Len())
	// Output: chart chart 8
}

func ExampleFaces() {
	rng := rand.New(rand.NewPCG(1, 2))
	realistic := pictures.Faces(rng, 600, 32, pictures.FacesOptions{})
	cartoons := pictures.Faces(rng, 200, 32, pictures.FacesOptions{Exaggeration: 1, Kinds: true})
	fmt.Println(realistic, realistic.Classes)
	fmt.Println(cartoons, cartoons.Classes)
	// Output:
	// faces: 600 pictures of 32x32x1, 2 classes [face thing]
	// faces: 200 pictures of 32x32x1, 4 classes [face car socket bag]
}

// Somebody who takes everything for a face has all of the faces, and all of the things.
func ExampleExaggerationTest() {
	test := pictures.NewExaggerationTest(1, 10, 24)
	result := test.Measure(func(set *datasets.Set) (outputs [][]float64) {
		for range set.Len() {
			outputs = append(outputs, []float64{1, 0})
		}
		return outputs
	})
	fmt.Println(test.Exaggerations[3], result.Recall[3], result.FalseFaces)
	// Output: 0.3 1 1
}

// Most faces are drawn with a shirt, and few things have something like it.
func ExampleFeatures() {
	test := pictures.NewExaggerationTest(1, 100, 24)
	for _, set := range []*datasets.Set{test.Faces[0], test.Things} {
		clear := 0
		for _, picture := range set.Rows() {
			if _, _, _, shirt := pictures.Features(picture, 24); shirt > 0.3 {
				clear++
			}
		}
		fmt.Println(clear, "of", set.Len(), "seem to have a shirt")
	}
	// Output:
	// 86 of 100 seem to have a shirt
	// 14 of 100 seem to have a shirt
}
