package pictures

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
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
					drawn := func(seed uint64) image.Image { return Draw(seeded(seed), kind, style, size.X, size.Y) }
					first, again, other := drawn(1), drawn(1), drawn(2)
					if got := first.Bounds(); got != (image.Rectangle{Max: size}) {
						t.Errorf("bounds are %v, want the size %v", got, size)
					}
					values := datasets.Fit(first, size.Y, size.X)
					if !slices.Equal(values, datasets.Fit(again, size.Y, size.X)) {
						t.Errorf("%v: the same seed draws another picture", size)
					}
					if slices.Equal(values, datasets.Fit(other, size.Y, size.X)) {
						t.Errorf("%v: another seed draws the same picture", size)
					}
					if slices.Min(values) == slices.Max(values) {
						t.Errorf("%v: the picture has one colour only", size)
					}
					if _, _, _, opaque := first.At(size.X/2, size.Y/2).RGBA(); opaque != 0xffff {
						t.Errorf("%v: the picture lets through what is below", size)
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
			large, small := datasets.Fit(Draw(seeded(3), kind, style, 400, 300), 1, 1), datasets.Fit(Draw(seeded(3), kind, style, 200, 150), 1, 1)
			for channel := range large {
				if difference := math.Abs(float64(large[channel] - small[channel])); difference > 0.04 {
					t.Errorf("%s, %s: the mean of channel %d differs by %.3f between 400 x 300 and 200 x 150", kind, style, channel, difference)
				}
			}
		}
	}
}

func TestSetKeepsToItsStyles(t *testing.T) {
	mean := func(style string) float64 {
		set := Set(seeded(1), 40, 16, Options{Styles: map[string][]string{"photograph": {style}}})
		sum := 0.0
		for i := range set.Len() {
			if set.Class(i) == "photograph" {
				for _, value := range set.Example(i) {
					sum += float64(value) / float64(set.Size()) / 10
				}
			}
		}
		return sum
	}
	if night, sea := mean("night"), mean("sea"); night > 0.2 || sea < 0.35 {
		t.Errorf("nights have a mean brightness of %.2f and seas of %.2f, want dark and bright", night, sea)
	}
}

func TestSetIsTheSameOnOneProcessor(t *testing.T) {
	several := Set(seeded(1), 24, 20, Options{})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := Set(seeded(1), 24, 20, Options{}); !slices.Equal(one.Values, several.Values) {
		t.Error("the same seed draws other pictures on one processor")
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

// Package datasets reads the same picture from a file.
func TestFitDoesWhatReadingAFileDoes(t *testing.T) {
	odd := image.NewNRGBA(image.Rect(3, 5, 60, 46)) // see-through, and not at the origin
	rng := seeded(4)
	for i := range odd.Pix {
		odd.Pix[i] = uint8(rng.Uint32())
	}
	grey := image.NewGray(image.Rect(0, 0, 7, 50))
	for i := range grey.Pix {
		grey.Pix[i] = uint8(rng.Uint32())
	}
	single, drawn := image.NewNRGBA(image.Rect(0, 0, 1, 1)), Draw(rng, "chart", "", 123, 77)
	for name, picture := range map[string]image.Image{"see-through": odd, "grey": grey, "one pixel": single, "drawn": drawn} {
		for _, size := range []image.Point{{32, 32}, {20, 9}, {1, 1}, {70, 90}} {
			folder := t.TempDir()
			if err := os.Mkdir(filepath.Join(folder, "a"), 0o777); err != nil {
				t.Fatal(err)
			}
			var file bytes.Buffer
			if err := png.Encode(&file, picture); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, "a", "a.png"), file.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
			want, err := datasets.ColourFolder(folder, size.Y, size.X)
			if err != nil {
				t.Fatal(err)
			}
			for i, got := range datasets.Fit(picture, size.Y, size.X) {
				if math.Abs(float64(got-want.Values[i])) > 1e-5 {
					t.Fatalf("%s to %v: number %d is %v, from a file it is %v", name, size, i, got, want.Values[i])
				}
			}
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
		{"a set's style", func() { Set(seeded(1), 4, 32, Options{Styles: map[string][]string{"chart": {"sea"}}}) }, `no style "sea"`},
		{"a set's size", func() { Set(seeded(1), 4, 0, Options{}) }, "of 0 x 0"},
		{"a picture without pixels", func() { datasets.Fit(image.NewGray(image.Rectangle{}), 3, 3) }, "a picture of 0 x 0 pixels"},
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
