package chart

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"
)

// ring is a digit 0 of 8 x 8 pixels, as bright as its middle is far.
func ring() []float32 {
	values := make([]float32, 64)
	for i := range values {
		away := math.Hypot(float64(i/8)-3.5, float64(i%8)-3.5)
		values[i] = float32(max(0, 1-math.Abs(away-2.5)/1.5))
	}
	return values
}

// wave is a picture of both signs, as high as amplitude.
func wave(side int, amplitude float64) []float64 {
	values := make([]float64, side*side)
	for i := range values {
		values[i] = amplitude * math.Sin(float64(i%side)) * math.Cos(float64(i/side)/2)
	}
	return values
}

// photo is a photograph of 30 x 20 pixels in three stripes.
func photo() image.Image {
	picture := image.NewRGBA(image.Rect(5, 5, 35, 25))
	for y := 5; y < 25; y++ {
		for x := 5; x < 35; x++ {
			picture.Set(x, y, []color.Color{color.RGBA{R: 0xCE, G: 0x11, B: 0x26, A: 0xFF}, color.White, color.RGBA{G: 0x66, B: 0xB3, A: 0xFF}}[(x-5)/10])
		}
	}
	return picture
}

// sunset are 4 x 6 pixels in red, green and blue.
func sunset() []float64 {
	var values []float64
	for row := range 4 {
		for column := range 6 {
			values = append(values, 1-float64(row)/6, 0.7-float64(row)/5, float64(column)/6)
		}
	}
	return values
}

// grids are golden pictures too.
func imageGrids() map[string]*Figure {
	digits := Pictures(4)
	for i := range 6 {
		digits.Add(Pixels(fmt.Sprintf("said to be %d, is 0", i), []int{8, 8, 1}, ring()))
	}
	maps := make([]float32, 6*6*5)
	for i := range maps {
		maps[i] = float32(i%5-2) * float32(math.Sin(float64(i/5)))
	}
	kernel := []float64{-1, 0, 1, -2, 0, 2.5, -1, math.NaN(), 1}
	return map[string]*Figure{
		"images-pixels":   New("Digits", digits),
		"images-signed":   New("Weights", Pictures(3, Diverging("weak", []int{8, 8}, wave(8, 0.2)), Diverging("strong", []int{8, 8, 1}, wave(8, 1.5)), Diverging("", []int{8, 8}, wave(8, 0)))),
		"images-separate": New("Weights, each by its own scale", Pictures(3, Diverging("weak", []int{8, 8}, wave(8, 0.2)), Diverging("strong", []int{8, 8}, wave(8, 1.5))).Separate()),
		"images-numbers":  New("A kernel", Pictures(2, Diverging("kernel", []int{3, 3}, kernel), Pixels("what it sees", []int{3, 3}, []float64{0, 0.5, 1, 0, 0.5, 1, 0, 0.5, 1})).Numbers()),
		"images-framed":   New("Where the kernel stands", Pictures(1, Pixels("a digit", []int{8, 8}, ring()).Framed(2, 4, 3, 3)).Numbers()),
		"images-channels": New("Feature maps", Pictures(5, Channels([]int{6, 6, 5}, maps)...)),
		"images-mixed": New("Pictures of all kinds", Pictures(3,
			Image("a flag", photo()), Pixels("a sunset", []int{4, 6, 3}, sunset()), Diverging("a kernel", []int{3, 3}, kernel),
			Pixels("a row", []int{1, 12}, make([]float64, 12)), Pixels("a caption that is much too long for one line, and for two", []int{8, 8}, ring()))),
		"images-empty": New("Nothing yet", Pictures(3)),
	}
}

func TestImageGridAlt(t *testing.T) {
	nan := math.NaN()
	many := Pictures(10)
	for i := range 43 {
		many.Add(Pixels(fmt.Sprint(i), []int{1, 1}, []float64{0.5}))
	}
	for _, test := range []struct {
		name string
		grid *ImageGrid
		want string
	}{
		{"nothing", Pictures(3), "no data."},
		{"one", Pictures(3, Pixels("seven", []int{2, 2}, []float64{0, 0.25, 0.5, 1})), `1 picture of 2 by 2 pixels, values from 0 to 1: "seven".`},
		{"no captions", Pictures(3, Pixels("", []int{1, 2}, []float64{0, 1}), Pixels("", []int{1, 2}, []float64{0, 0.5})),
			"2 pictures of 1 by 2 pixels, values from 0 to 1."},
		{"one pixel", Pictures(1, Pixels("", []int{1, 1}, []float64{0.5})), "1 picture of 1 by 1 pixel, each value 0.5."},
		{"sizes", Pictures(2, Pixels("a", []int{1, 2}, []float64{0, 1}), Pixels("b", []int{2, 1}, []float64{0, 1})),
			`2 pictures of different sizes, values from 0 to 1: "a", "b".`},
		{"colours", Pictures(2, Pixels("sunset", []int{4, 6, 3}, sunset())), `1 picture of 4 by 6 pixels, values from 0 to 1: "sunset".`},
		{"signed", Pictures(2, Diverging("weak", []int{1, 2}, []float64{-0.1, 0.2}), Diverging("strong", []int{1, 2}, []float64{-3, 2})),
			`2 pictures of 1 by 2 pixels, values from -3 in "strong" to 2 in "strong": "weak", "strong".`},
		{"signed without captions", Pictures(2, Diverging("", []int{1, 2}, []float64{-5, 0.2}), Diverging("", []int{1, 2}, []float64{-3, 2})),
			"2 pictures of 1 by 2 pixels, values from -5 in picture 1 to 2 in picture 2."},
		{"one signed", Pictures(2, Diverging("kernel", []int{1, 2}, []float64{-1, 1})), `1 picture of 1 by 2 pixels, values from -1 to 1: "kernel".`},
		{"a picture and its maps", Pictures(2, Pixels("digit", []int{1, 2}, []float64{0, 255}), Diverging("map", []int{1, 2}, []float64{-1, 1})),
			`2 pictures of 1 by 2 pixels, values from -1 in "map" to 1 in "map": "digit", "map".`},
		{"channels", Pictures(2, Channels([]int{1, 2, 2}, []float64{1, 10, 2, 20})...),
			`2 pictures of 1 by 2 pixels, values from 1 in "1" to 20 in "2": "1", "2".`},
		{"not numbers", Pictures(2, Pixels("a", []int{1, 3}, []float64{0, nan, 1}), Pixels("b", []int{1, 3}, []float64{math.Inf(1), nan, 1})),
			`2 pictures of 1 by 3 pixels, values from 0 to 1: "a", "b" (3 values are not numbers and are left out).`},
		{"no numbers", Pictures(2, Diverging("a", []int{1, 1}, []float64{nan})),
			`1 picture of 1 by 1 pixel, no data: "a" (1 value is not a number and is left out).`},
		{"a photograph", Pictures(2, Image("flag", photo())), `1 picture of 20 by 30 pixels: "flag".`},
		{"a photograph and a map", Pictures(2, Image("flag", photo()), Diverging("map", []int{20, 30}, make([]float64, 600))),
			`2 pictures of 20 by 30 pixels, each value 0: "flag", "map".`},
		{"a frame", Pictures(2, Pixels("digit", []int{8, 8}, ring()).Framed(2, 4, 3, 3)),
			`1 picture of 8 by 8 pixels, values from 0 to 0.967: "digit" with a frame around rows 3 to 5 and columns 5 to 7.`},
		{"a frame around a pixel", Pictures(2, Pixels("", []int{8, 8}, ring()), Pixels("", []int{8, 8}, ring()).Framed(0, 7, 1, 1)),
			`2 pictures of 8 by 8 pixels, values from 0 to 0.967: picture 2 with a frame around row 1 and column 8.`},
		{"quotation marks", Pictures(2, Pixels(`a "b"`, []int{1, 1}, []float64{0})), `1 picture of 1 by 1 pixel, each value 0: "a \"b\"".`},
		{"empty pictures", Pictures(2, Pixels("a", []int{0, 5}, []float64{})), `1 picture of 0 by 5 pixels: "a".`},
		{"hardly different", Pictures(2, Pixels("", []int{1, 2}, []float64{0.500001, 0.500003})), "1 picture of 1 by 2 pixels, values from 0.500001 to 0.500003."},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := New("", test.grid).Alt(); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
	const end = `"38", "39", and 3 more.`
	if got := New("", many).Alt(); len(got) < len(end) || got[len(got)-len(end):] != end {
		t.Errorf("of 43 captions the words end with %s, want %s", got[max(0, len(got)-40):], end)
	}
}

// Pixels have the colours of their numbers; what lies beyond 0 and 1 is drawn as these.
func TestColoursOfPixels(t *testing.T) {
	scale := sharedScale(0, Diverging("", []int{1, 2}, []float64{-4, 2}))
	for _, test := range []struct {
		name    string
		picture Picture
		want    []color.NRGBA
	}{
		{"grey", Pixels("", []int{1, 5}, []float64{-1, 0, 0.5, 1, 300}), []color.NRGBA{{0, 0, 0, 255}, {0, 0, 0, 255}, {128, 128, 128, 255}, {255, 255, 255, 255}, {255, 255, 255, 255}}},
		{"red, green and blue", Pixels("", []int{1, 2, 3}, []float32{1, 0, 0, 0, 0.2, 2}), []color.NRGBA{{255, 0, 0, 255}, {0, 51, 255, 255}}},
		{"not numbers", Pixels("", []int{1, 2, 3}, []float64{1, math.NaN(), 0, 0, 0, math.Inf(1)}), []color.NRGBA{gridInk, gridInk}},
		{"signed", Diverging("", []int{1, 3}, []float64{-4, math.NaN(), 4}), []color.NRGBA{diverging[0], gridInk, diverging[len(diverging)-1]}},
	} {
		painted := test.picture.paint(scale)
		for i, want := range test.want {
			if got := color.NRGBAModel.Convert(painted.At(i, 0)); got != want {
				t.Errorf("%s: pixel %d is %v, want %v", test.name, i, got, want)
			}
		}
	}
	white := color.NRGBAModel.Convert(Diverging("", []int{1, 1}, []float64{0}).paint(scale).At(0, 0)).(color.NRGBA)
	if white.R < 0xE8 || white.G < 0xE8 || white.B < 0xE8 {
		t.Errorf("zero is %v, want nearly white", white)
	}
}

// Values are read when the figure is drawn: a picture may change between two frames.
func TestPicturesFollowTheirValues(t *testing.T) {
	values := []float64{0, 0}
	figure := New("Weights", Pictures(1, Diverging("", []int{1, 2}, values)))
	before := figure.Alt()
	values[1] = 3
	if after := figure.Alt(); before == after {
		t.Errorf("before and after the change the words are %q", after)
	}
}

func TestImageGridPanics(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func()
		want string
	}{
		{"no columns", func() { Pictures(0) }, "chart.Pictures: 0 columns; pictures need at least 1"},
		{"too few values", func() { Pixels("", []int{2, 2}, []float64{1}) }, "chart.Pixels: 1 values for a picture of the shape [2 2], which has 4"},
		{"no values", func() { Pixels[float64]("", []int{2, 2, 3}, nil) }, "chart.Pixels: 0 values for a picture of the shape [2 2 3], which has 12"},
		{"one side", func() { Pixels("", []int{4}, make([]float64, 4)) }, "chart.Pixels: a picture cannot have the shape [4]; it must be [height width], [height width 1] or [height width 3]"},
		{"no shape", func() { Pixels("", nil, []float64{1}) }, "chart.Pixels: a picture cannot have the shape []; it must be [height width], [height width 1] or [height width 3]"},
		{"two channels", func() { Pixels("", []int{1, 1, 2}, []float64{1, 2}) }, "chart.Pixels: a picture cannot have the shape [1 1 2]; it must be [height width], [height width 1] or [height width 3]"},
		{"a negative side", func() { Pixels("", []int{-1, -4}, make([]float64, 4)) }, "chart.Pixels: a picture cannot have the shape [-1 -4]"},
		{"more than there is", func() { Pixels("", []int{1 << 32, 1 << 32}, []float64{}) }, "chart.Pixels: a picture cannot have the shape [4294967296 4294967296]"},
		{"signed colours", func() { Diverging("", []int{1, 1, 3}, []float64{1, 2, 3}) },
			"chart.Diverging: the picture has the shape [1 1 3], but only one channel can be drawn in diverging colours; use Channels to make a picture of each"},
		{"channels of a row", func() { Channels([]int{2, 2}, make([]float64, 4)) },
			"chart.Channels: 4 values and the shape [2 2]; it must be height, width and channels, and their product the number of values"},
		{"too few channels", func() { Channels([]int{2, 2, 2}, make([]float64, 4)) },
			"chart.Channels: 4 values and the shape [2 2 2]; it must be height, width and channels, and their product the number of values"},
		{"no image", func() { Image("", nil) }, "chart.Image: the image is nil; decode one from a file, or take one of a data set's pictures"},
		{"a frame outside", func() { Pixels("", []int{8, 8}, ring()).Framed(6, 0, 3, 3) },
			"chart.Framed: a frame of 3 by 3 pixels at row 6, column 0 is not inside the picture of 8 by 8"},
		{"an empty frame", func() { Pixels("", []int{8, 8}, ring()).Framed(0, 0, 0, 3) },
			"chart.Framed: a frame of 0 by 3 pixels at row 0, column 0 is not inside the picture of 8 by 8"},
		{"a negative frame", func() { Pixels("", []int{8, 8}, ring()).Framed(2, 2, -1, 1) },
			"chart.Framed: a frame of -1 by 1 pixels at row 2, column 2 is not inside the picture of 8 by 8"},
		{"no grid", func() { var none *ImageGrid; New("", none) }, "chart.New: mark 1 is nil; make one with Line, Bars or another of this package's functions"},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if got := recover(); got != test.want {
					t.Errorf("got %v, want %s", got, test.want)
				}
			}()
			test.do()
		})
	}
}

func TestOddImageGrids(t *testing.T) {
	words := []string{"", "a caption of many words that has no end", "averyveryverylongwordthatcanbebrokennowhere", "a<b>&\"c\"", "\x00\x1b[0m", "две\nстроки", "\xff\xfe"}
	for _, a := range oddValues {
		for _, b := range oddValues {
			for name, grid := range map[string]*ImageGrid{
				"pixels":   Pictures(2, Pixels("", []int{1, 2}, []float64{a, b}), Pixels("", []int{1, 1, 3}, []float64{a, b, a})),
				"signed":   Pictures(2, Diverging("", []int{1, 2}, []float64{a, b}), Diverging("", []int{1, 1}, []float64{b})),
				"separate": Pictures(2, Diverging("", []int{1, 2}, []float64{a, b}), Diverging("", []int{1, 1}, []float64{b})).Separate(),
				"channels": Pictures(2, Channels([]int{1, 1, 2}, []float64{a, b})...),
			} {
				mustDraw(t, fmt.Sprintf("%s of %v and %v", name, a, b), New("", grid))
			}
			mustDraw(t, fmt.Sprintf("numbers %v and %v", a, b), New("", Pictures(1, Diverging("", []int{1, 2}, []float64{a, b})).Numbers()))
		}
	}
	for _, size := range []float64{200, 3000} {
		grid := Pictures(3)
		for _, word := range words {
			grid.Add(Diverging(word, []int{5, 3}, make([]float64, 15)))
		}
		mustDraw(t, fmt.Sprintf("captions at size %v", size), New("", grid).Size(size, size))
	}
	mustDraw(t, "with logarithmic axes", New("", Pictures(1, Pixels("a", []int{8, 8}, ring()))).LogX().LogY())
	for name, grid := range map[string]*ImageGrid{
		"pictures without pixels": Pictures(2, Pixels("a", []int{0, 0}, []float64{}), Diverging("b", []int{0, 9}, []float64{}), Image("c", image.NewGray(image.Rect(0, 0, 0, 0))), Picture{}).Numbers(),
		"very wide":               Pictures(2, Pixels("a", []int{1, 5000}, make([]float64, 5000)), Pixels("b", []int{5000, 1}, make([]float64, 5000))),
		"more columns than any":   Pictures(1<<40, Pixels("a", []int{8, 8}, ring())),
		"many columns":            Pictures(300, Channels([]int{2, 2, 300}, make([]float64, 1200))...),
		"many pictures":           Pictures(1, Channels([]int{2, 2, 60}, make([]float64, 240))...),
		"large with numbers":      Pictures(1, Diverging("a", []int{60, 60}, make([]float64, 3600))).Numbers(),
	} {
		mustDraw(t, name, New("", grid))
		if _, err := New("", grid).PNG(); err != nil {
			t.Errorf("%s as PNG: %v", name, err)
		}
	}
}
