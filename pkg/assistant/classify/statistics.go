package classify

import (
	"image"
	"image/draw"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"

	"firstneuron/pkg/datasets"
)

// StatisticsNames says what each number of [Statistics] is.
var StatisticsNames = []string{
	"equal neighbours", "soft steps", "strong edges", "thin lines", "crisp edges", "edges of colour", "long equal runs", "rows without edges", "edges in bursts",
	"most frequent colour", "eight most frequent colours", "entropy of colours",
	"white", "black", "grey", "saturated", "mean saturation", "entropy of hues",
	"border of one colour", "brightness of the border", "aspect",
	"empty fields", "full fields", "fields at the border", "horizontal lines", "vertical lines", "both kinds of lines", "gentle slopes",
}

// Statistics describes a picture at its full size by numbers that tell the kinds apart. White is put behind what is transparent.
func Statistics(picture image.Image) []float64 {
	if picture.Bounds().Empty() {
		picture = image.NewGray(image.Rect(0, 0, 1, 1))
	}
	return append(pixelStatistics(picture), layoutStatistics(picture)...)
}

const (
	sampledRows = 400 // of the picture, evenly over its height
	strong      = 48  // of 255: an edge that one sees at once
)

// pixelStatistics compares each pixel with its neighbours, in rows of the picture at its full size.
func pixelStatistics(picture image.Image) []float64 {
	bounds := picture.Bounds()
	width, height := bounds.Dx(), bounds.Dy()
	line := image.NewRGBA(image.Rect(0, 0, width, 1))
	var equal, soft, edges, thin, crisp, chromatic, runs, white, black, grey, saturated, saturation float64
	var border, pixels, pairs float64
	colours, borders := make([]float64, 4096), make([]float64, 4096)
	hues := make([]float64, 12)
	var edgesOfRows []float64
	step := max(1, height/sampledRows)
	for y := 0; y < height; y += step {
		draw.Draw(line, line.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(line, line.Rect, picture, bounds.Min.Add(image.Pt(0, max(0, min(y, height-2)))), draw.Over) // the examples were measured without the last row
		row, run, edgesOfRow := line.Pix, 1, 0.0
		for x := range width {
			p := row[4*x : 4*x+4]
			r, g, b := int(p[0]), int(p[1]), int(p[2])
			high, low := max(r, g, b), min(r, g, b)
			pixels++
			colour := r>>4<<8 | g>>4<<4 | b>>4
			colours[colour]++
			saturation += float64(high-low) / 255
			switch {
			case low >= 250:
				white++
			case high <= 24:
				black++
			}
			if high-low <= 12 {
				grey++
			}
			if high-low > 96 {
				saturated++
			}
			if high-low > 32 {
				hues[hue(r, g, b)]++
			}
			if x == 0 || x == width-1 || y < step || y+step >= height {
				borders[colour]++
				border++
			}
			if x == 0 {
				continue
			}
			pairs++
			d := distance(p, row[4*x-4:])
			switch {
			case d == 0:
				equal++
				run++
			case d > strong:
				edges++
				edgesOfRow++
				if x >= 2 && x+1 < width && distance(row[4*x-4:], row[4*x-8:]) <= 4 && distance(p, row[4*x+4:]) <= 4 {
					crisp++
				}
				if q := row[4*x-4:]; abs((r-int(q[0]))-(b-int(q[2]))) > strong {
					chromatic++
				}
			case d > 4:
				soft++
			}
			if d > 0 || x == width-1 {
				if run >= 24 {
					runs += float64(run)
				}
				run = 1
			}
			if x >= 3 && d > 24 && distance(p, row[4*x-8:]) <= 8 || x >= 3 && d > 24 && distance(p, row[4*x-12:]) <= 8 {
				thin++
			}
		}
		edgesOfRows = append(edgesOfRows, edgesOfRow/float64(width))
	}
	pairs = max(pairs, 1)
	empty, spread := bursts(edgesOfRows)
	slices.Sort(colours)
	slices.Reverse(colours)
	common := floats.MaxIdx(borders)
	borderBrightness := (0.299*float64(common>>8) + 0.587*float64(common>>4&15) + 0.114*float64(common&15)) / 15
	return []float64{
		equal / pairs, soft / pairs, edges / pairs, thin / pairs, crisp / (edges + 1), chromatic / (edges + 1), runs / pixels, empty, spread,
		colours[0] / pixels, floats.Sum(colours[:8]) / pixels, entropy(colours),
		white / pixels, black / pixels, grey / pixels, saturated / pixels, saturation / pixels, entropy(hues),
		borders[common] / border, borderBrightness, math.Log(float64(width) / float64(height)),
	}
}

// distance is the largest difference of two pixels' channels.
func distance(a, b []uint8) int {
	d := 0
	for i := range 3 {
		d = max(d, int(a[i])-int(b[i]), int(b[i])-int(a[i]))
	}
	return d
}

func abs(a int) int { return max(a, -a) }

// hue is one of twelve parts of the colour circle.
func hue(r, g, b int) int {
	high, low := max(r, g, b), min(r, g, b)
	d := float64(high - low)
	h := 0.0
	switch high {
	case r:
		h = float64(g-b) / d
	case g:
		h = 2 + float64(b-r)/d
	default:
		h = 4 + float64(r-g)/d
	}
	return int(math.Mod(h+6, 6)*2) % 12
}

// bursts says in which share of the rows there are no edges, and how unevenly the rows have them: lines of text do.
func bursts(rows []float64) (empty, spread float64) {
	for _, v := range rows {
		if v == 0 {
			empty++
		}
	}
	mean, deviation := stat.PopMeanStdDev(rows, nil)
	return empty / float64(len(rows)), deviation / (mean + 0.001)
}

// entropy in bits, of how often each of several things occurs.
func entropy(counts []float64) (bits float64) {
	shares := floats.ScaleTo(make([]float64, len(counts)), 1/max(floats.Sum(counts), 1), counts)
	return stat.Entropy(shares) / math.Ln2
}

const fields = 8 // in each direction, of 16 x 16 pixels

// layoutStatistics looks at the whole picture, in grey and small.
func layoutStatistics(picture image.Image) []float64 {
	const side = 16 * fields
	var grey []float64
	for p := range slices.Chunk(datasets.Resize(picture, side, side), 3) {
		grey = append(grey, 0.299*p[0]+0.587*p[1]+0.114*p[2])
	}
	at := func(x, y int) float64 { return grey[y*side+x] }
	var energies [fields * fields]float64
	var gentle float64
	for y := range side - 1 {
		for x := range side - 1 {
			dx, dy := math.Abs(at(x+1, y)-at(x, y)), math.Abs(at(x, y+1)-at(x, y))
			energies[y/16*fields+x/16] += (dx + dy) / 256
			if steep := max(dx, dy); steep > 0.004 && steep <= 0.04 {
				gentle++
			}
		}
	}
	var empty, full, atBorder, all float64
	for i, e := range energies {
		x, y := i%fields, i/fields
		if e < 0.004 {
			empty++
		} else if e > 0.06 {
			full++
		}
		all += e
		if x == 0 || y == 0 || x == fields-1 || y == fields-1 {
			atBorder += e
		}
	}
	lines := func(step func(i, j int) float64) (long float64) {
		for i := range side - 1 {
			run, longest := 0, 0
			for j := range side {
				if run++; step(i, j) < 0.02 {
					run = 0
				}
				longest = max(longest, run)
			}
			if longest > side/4 {
				long++
			}
		}
		return long / side
	}
	horizontal := lines(func(i, j int) float64 { return math.Abs(at(j, i+1) - at(j, i)) })
	vertical := lines(func(i, j int) float64 { return math.Abs(at(i+1, j) - at(i, j)) })
	const n = fields * fields
	return []float64{empty / n, full / n, atBorder / (all + 0.001), horizontal, vertical, min(horizontal, vertical), gentle / (side * side)}
}
