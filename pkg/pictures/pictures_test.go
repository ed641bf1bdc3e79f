package pictures

import (
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/datasets"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func TestEveryStyleInEverySize(t *testing.T) {
	for _, kind := range Kinds() {
		if n := len(Styles(kind)); n < 5 {
			t.Errorf("%s has %d styles, want at least 5", kind, n)
		}
		for _, style := range Styles(kind) {
			t.Run(kind+"/"+style, func(t *testing.T) {
				for _, size := range []image.Point{{16, 16}, {16, 90}, {97, 61}, {300, 40}, {240, 180}} {
					draw := func(seed uint64) image.Image { return Draw(seeded(seed), kind, style, size.X, size.Y) }
					first, again, other := draw(1), draw(1), draw(2)
					if got := first.Bounds(); got != (image.Rectangle{Max: size}) {
						t.Errorf("bounds are %v, want the size %v", got, size)
					}
					values := datasets.Resize(first, size.Y, size.X)
					if !slices.Equal(values, datasets.Resize(again, size.Y, size.X)) {
						t.Errorf("%v: the same seed draws another picture", size)
					}
					if slices.Equal(values, datasets.Resize(other, size.Y, size.X)) {
						t.Errorf("%v: another seed draws the same picture", size)
					}
					if slices.Min(values) == slices.Max(values) {
						t.Errorf("%v: the picture has one colour only", size)
					}
					if _, _, _, opaque := first.At(size.X/2, size.Y/2).RGBA(); opaque != 0xffff {
						t.Errorf("%v: the picture is transparent", size)
					}
				}
			})
		}
	}
}

// What is said of the kinds can be counted: in a photograph neighbours differ nearly everywhere, on
// a screen or in a chart mostly not.
func TestPhotographsHaveNoEvenAreas(t *testing.T) {
	for _, kind := range []string{"screenshot", "photograph", "chart"} {
		for _, style := range Styles(kind) {
			alike, all := 0, 0
			for seed := range 5 {
				picture := Draw(seeded(uint64(seed)), kind, style, 200, 150)
				for y := range 150 {
					for x := range 199 {
						if color.NRGBAModel.Convert(picture.At(x, y)) == color.NRGBAModel.Convert(picture.At(x+1, y)) {
							alike++
						}
						all++
					}
				}
			}
			switch share := float64(alike) / float64(all); {
			case kind == "photograph" && share > 0.35:
				t.Errorf("photograph, %s: %.2f of the neighbours are alike, want at most 0.35", style, share)
			case kind != "photograph" && share < 0.45:
				t.Errorf("%s, %s: %.2f of the neighbours are alike, want at least 0.45", kind, style, share)
			}
		}
	}
}

// A large picture made smaller looks like one that was drawn small: their mean colours agree.
func TestSizeChangesNothingElse(t *testing.T) {
	for _, kind := range []string{"screenshot", "illustration", "chart"} { // a photograph has other noise in another size
		for _, style := range Styles(kind) {
			large, small := datasets.Resize(Draw(seeded(3), kind, style, 400, 300), 1, 1), datasets.Resize(Draw(seeded(3), kind, style, 200, 150), 1, 1)
			for channel := range large {
				if difference := math.Abs(large[channel] - small[channel]); difference > 0.04 {
					t.Errorf("%s, %s: the mean of channel %d differs by %.3f between 400 x 300 and 200 x 150", kind, style, channel, difference)
				}
			}
		}
	}
}

func TestSetKeepsToItsStyles(t *testing.T) {
	brightness := func(style string) float64 {
		set := Set(seeded(1), 40, 16, Options{Styles: map[string][]string{"photograph": {style}}})
		sum := 0.0
		for i := 2; i < set.Len(); i += 4 {
			sum += mean(set.Example(i)) / 10
		}
		return sum
	}
	if night, sea := brightness("night"), brightness("sea"); night > 0.2 || sea < 0.35 {
		t.Errorf("nights have a mean brightness of %.2f and seas of %.2f, want dark and bright", night, sea)
	}
}

func TestSetsAreTheSameOnOneProcessor(t *testing.T) {
	several, faces := Set(seeded(1), 24, 20, Options{}), Faces(seeded(1), 24, 20, FacesOptions{})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := Set(seeded(1), 24, 20, Options{}); !slices.Equal(one.Values, several.Values) {
		t.Error("the same seed draws other pictures on one processor")
	}
	if one := Faces(seeded(1), 24, 20, FacesOptions{}); !slices.Equal(one.Values, faces.Values) {
		t.Error("the same seed draws other faces on one processor")
	}
	if err := several.Check(); err != nil {
		t.Error(err)
	}
	for i, value := range several.Values {
		if value < 0 || value > 1.00001 {
			t.Fatalf("number %d is %v, want one from 0 to 1", i, value)
		}
	}
	if empty := Set(seeded(1), 0, 20, Options{}); empty.Len() != 0 || len(empty.Classes) != 4 {
		t.Errorf("no pictures are %v", empty)
	}
}

// The checksums change only where the drawing is changed on purpose. They are equal with GOARCH=386 and with
// GOAMD64=v3, where the compiler fuses multiplications and additions. Photographs are left out, because Go's JPEG
// encoder may change, and "our own", because package chart may.
func TestPicturesAreTheSameOnEveryMachine(t *testing.T) {
	faces := fnv.New32a()
	for _, value := range Faces(seeded(1), 40, 32, FacesOptions{Exaggeration: 0.5, Colour: true}).Values {
		faces.Write([]byte{uint8(math.Round(255 * value))})
	}
	if got, want := faces.Sum32(), uint32(0xde61b465); got != want {
		t.Errorf("faces have the checksum %#x, want %#x", got, want)
	}
	for kind, want := range map[string]uint32{"screenshot": 0x6eeb590d, "illustration": 0x684b5808, "chart": 0x40615f94} {
		sum := fnv.New32a()
		for _, style := range Styles(kind) {
			if style != "our own" {
				for seed := range uint64(3) {
					sum.Write(Draw(seeded(seed), kind, style, 160, 120).(*image.RGBA).Pix)
				}
			}
		}
		if got := sum.Sum32(); got != want {
			t.Errorf("%ss have the checksum %#x, want %#x", kind, got, want)
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func()
		want string
	}{
		{"a kind", func() { Draw(seeded(1), "painting", "", 100, 100) }, `there is no kind "painting": the kinds are ["screenshot"`},
		{"a style", func() { Draw(seeded(1), "chart", "bar", 100, 100) }, `there is no style "bar" of the kind "chart": its styles are ["bars"`},
		{"too small", func() { Draw(seeded(1), "chart", "bars", 100, 3) }, "cannot draw 100 x 3 pixels"},
		{"too large", func() { Draw(seeded(1), "chart", "bars", 100_000, 1000) }, "cannot draw 100000 x 1000 pixels"},
		{"no style", func() { Set(seeded(1), 4, 32, Options{Styles: map[string][]string{"chart": {}}}) }, `no style of the kind "chart" is chosen`},
		{"a set's kind", func() { Set(seeded(1), 4, 32, Options{Styles: map[string][]string{"painting": {"oil"}}}) }, `there is no kind "painting"`},
		{"a set's length", func() { Set(seeded(1), -1, 32, Options{}) }, "cannot generate -1 examples"},
		{"the number of faces", func() { Faces(seeded(1), -1, 32, FacesOptions{}) }, "cannot generate -1 examples of faces"},
		{"the size of faces", func() { Faces(seeded(1), 1, 0, FacesOptions{}) }, "faces of 0 x 0 pixels: they need at least 8 x 8"},
		{"small faces", func() { Faces(seeded(1), 1, 7, FacesOptions{}) }, "faces of 7 x 7 pixels"},
		{"exaggeration", func() { Faces(seeded(1), 1, 32, FacesOptions{Exaggeration: 2}) }, "an exaggeration of 2: it must be from 0 to 1"},
		{"negative exaggeration", func() { Faces(seeded(1), 1, 32, FacesOptions{Exaggeration: -0.1}) }, "an exaggeration of -0.1"},
		{"exaggeration NaN", func() { Faces(seeded(1), 1, 32, FacesOptions{Exaggeration: math.NaN()}) }, "an exaggeration of NaN"},
		{"a set's style", func() { Set(seeded(1), 4, 32, Options{Styles: map[string][]string{"chart": {"sea"}}}) }, `no style "sea"`},
		{"a set's size", func() { Set(seeded(1), 4, 0, Options{}) }, "of 0 x 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, test.want) {
					t.Errorf("got %s, want %s", got, test.want)
				}
			}()
			test.do()
		})
	}
}
