package alttext_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// charts are pictures that package chart has drawn.
const charts = "../../chart/testdata"

func read(t testing.TB, path string) assistant.Picture {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return assistant.Picture{Name: filepath.Base(path), Content: content}
}

func TestDescribeSVG(t *testing.T) {
	for file, kind := range map[string]string{
		"line.svg": "line chart", "bars.svg": "bar chart", "points.svg": "scatter plot", "heatmap.svg": "heat map",
		"surface.svg": "contour map and trajectory", "network.svg": "network diagram", "images-mixed.svg": "set of pictures", "path.svg": "trajectory",
	} {
		d, ok := alttext.Describe(read(t, filepath.Join(charts, file)))
		if !ok || d.Sort != kind || d.Subject == "" || !strings.Contains(d.Long, "In short: ") {
			t.Errorf("%s: got %+v, %v, want a %s with its title and long description", file, d, ok, kind)
		}
	}
	d, _ := alttext.Describe(read(t, filepath.Join(charts, "bars.svg")))
	want := alttext.About{
		Name: "bars.svg", Kind: alttext.Chart, Sort: "bar chart", Subject: "Weights",
		Long: "Bar chart. Vertical axis: value (-4.63 to 9.67). In short: 3 bars, largest is first at 9.67, smallest is third at -4.63. In detail: first 9.67, second -0.21, third -4.63.",
	}
	if d != want {
		t.Errorf("bars.svg:\n got %+v\nwant %+v", d, want)
	}
	if d, _ := alttext.Describe(read(t, filepath.Join(charts, "lines.svg"))); d.Subject != `Два числа <и> "кавычки" & союз` {
		t.Errorf("lines.svg: got the title %q, want it as it was given", d.Subject)
	}
}

func TestDescribePNG(t *testing.T) {
	d, ok := alttext.Describe(read(t, "testdata/sales.png"))
	if !ok || d.Sort != "bar chart" || d.Subject != "Продажи, £" || !strings.Contains(d.Long, "sales, thousand £ (120 to 310)") || !strings.Contains(d.Long, "May 120, June 310, July 280") {
		t.Errorf("got %+v, %v, want the bar chart of three months", d, ok)
	}
}

// pngWith returns a PNG file with a chunk after its header.
func pngWith(t testing.TB, name string, data []byte) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	chunk := append([]byte(name), data...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk))
	const header = 33
	return bytes.Join([][]byte{file.Bytes()[:header], binary.BigEndian.AppendUint32(nil, uint32(len(data))), chunk, file.Bytes()[header:]}, nil)
}

const said = `{"schema":"firstneuron/chart/1","kind":"bar chart","title":"A","alt":"A: 1 bar.","description":"Bar chart. In short: 1 bar."}`

func TestDescribeOthers(t *testing.T) {
	svg := func(inside string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg">` + inside + `</svg>`)
	}
	escaped := strings.ReplaceAll(said, `"`, "&quot;")
	changed := func(old, new string) []byte {
		return svg("<metadata>" + strings.Replace(said, old, new, 1) + "</metadata>")
	}
	good := pngWith(t, "iTXt", []byte("firstneuron/chart/1\x00\x00\x00en\x00key\x00"+said))
	tests := []struct {
		name    string
		content []byte
		want    bool
	}{
		{"svg", svg("<title>A</title><metadata>" + said + "</metadata><path/>"), true},
		{"svg with entities", svg("<metadata>" + escaped + "</metadata>"), true},
		{"svg with a declaration", append([]byte("<?xml version=\"1.0\"?>\n<!-- drawn -->\n"), svg("<metadata>"+said+"</metadata>")...), true},
		{"svg cut behind the metadata", []byte("<svg><metadata>" + said + "</metadata><path"), true},
		{"png", good, true},
		{"nothing", nil, false},
		{"no picture", []byte("hello"), false},
		{"svg of others", svg("<metadata>by hand</metadata>"), false},
		{"svg without metadata", svg("<title>A</title><path/>"), false},
		{"metadata inside a group", svg("<g><metadata>" + said + "</metadata></g>"), false},
		{"metadata with elements", svg("<metadata><b>" + said + "</b></metadata>"), false},
		{"metadata behind a long drawing", svg(strings.Repeat("<path/>", 1000) + "<metadata>" + said + "</metadata>"), false},
		{"metadata of a page", []byte("<html><metadata>" + said + "</metadata></html>"), false},
		{"an entity of its own", []byte(`<!DOCTYPE svg [<!ENTITY a "` + escaped + `">]><svg><metadata>&a;</metadata></svg>`), false},
		{"another schema", changed("chart/1", "chart/2"), false},
		{"no kind", changed("bar chart", " "), false},
		{"a kind of many words", changed("bar chart", strings.Repeat("bar ", 20)), false},
		{"a title without end", changed(`"A"`, `"`+strings.Repeat("A", 601)+`"`), false},
		{"a description without end", changed("Bar chart.", strings.Repeat("so ", 14_000)), false},
		{"a number for a title", changed(`"A"`, "7"), false},
		{"half of it", svg("<metadata>" + said[:60] + "</metadata>"), false},
		{"larger than a picture may be", append(svg("<metadata>"+said+"</metadata>"), make([]byte, 32<<20)...), false},
		{"png of others", pngWith(t, "iTXt", []byte("Comment\x00\x00\x00\x00\x00"+said)), false},
		{"png with a compressed text", pngWith(t, "iTXt", []byte("firstneuron/chart/1\x00\x01\x00\x00\x00"+said)), false},
		{"png with another chunk", pngWith(t, "tEXt", []byte("firstneuron/chart/1\x00\x00\x00\x00\x00"+said)), false},
		{"png whose text has no end of the language", pngWith(t, "iTXt", []byte("firstneuron/chart/1\x00\x00\x00"+said)), false},
		{"png with a wrong checksum", bytes.Replace(good, []byte("1 bar"), []byte("9 bar"), 1), false},
		{"png with a length beyond its end", good[:60], false},
		{"png of a signature", good[:8], false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, ok := alttext.Describe(assistant.Picture{Name: "a", Content: test.content})
			if ok != test.want {
				t.Errorf("got %+v, %v, want %v", d, ok, test.want)
			}
			if !ok && d != (alttext.About{}) {
				t.Errorf("got %+v of a picture that says nothing, want nothing", d)
			}
		})
	}
}

// A file that ends anywhere is damaged or whole, and never an accident.
func TestDescribeCutFiles(t *testing.T) {
	for _, path := range []string{"testdata/sales.png", filepath.Join(charts, "bars.svg")} {
		picture := read(t, path)
		whole, _ := alttext.Describe(picture)
		for length := 0; length < len(picture.Content); length += 1 + length/200 {
			cut := assistant.Picture{Name: picture.Name, Content: picture.Content[:length]}
			if d, ok := alttext.Describe(cut); ok && d != whole {
				t.Fatalf("%s cut at %d says %+v, the whole file says %+v", path, length, d, whole)
			}
		}
	}
}

func FuzzDescribe(f *testing.F) {
	for _, path := range []string{"testdata/sales.png", filepath.Join(charts, "bars.svg")} {
		f.Add(read(f, path).Content)
	}
	f.Add(pngWith(f, "iTXt", []byte("firstneuron/chart/1\x00\x00\x00\x00\x00"+said)))
	f.Fuzz(func(t *testing.T, content []byte) {
		if d, ok := alttext.Describe(assistant.Picture{Content: content}); ok && (d.Sort == "" || d.Long == "") {
			t.Errorf("got %+v and true, want a kind and a long description", d)
		}
	})
}

func ExampleDescribe() {
	content, err := os.ReadFile("testdata/sales.png")
	if err != nil {
		fmt.Println(err)
		return
	}
	about, ok := alttext.Describe(assistant.Picture{Name: "sales.png", Content: content})
	fmt.Println(ok)
	about.Purpose, about.Where = alttext.Informative, "in the description below"
	text := alttext.Write(about)
	fmt.Println(text.Short)
	fmt.Println(text.Long)
	// Output:
	// true
	// Bar chart: Продажи, £; details in the description below
	// Bar chart. Horizontal axis: month. Vertical axis: sales, thousand £ (120 to 310). In short: 3 bars, largest is June at 310, smallest is May at 120. In detail: May 120, June 310, July 280.
}
