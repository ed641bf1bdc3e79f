package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// Five figures in two columns: each begins where the ones before it in its row and the rows above it end.
func TestPanelsAreInRows(t *testing.T) {
	var figures []*Figure
	for i, size := range [][2]float64{{300, 200}, {400, 250}, {200, 150}, {300, 200}, {200, 180}} {
		figures = append(figures, New(fmt.Sprint("figure ", i, " <&>"), seriesOf(Line("loss"), 3, 2, 1)).Size(size[0], size[1]))
	}
	svg, err := Panels(2, figures...).SVG()
	if err != nil {
		t.Fatal(err)
	}
	var places, titles []string
	for decoder := xml.NewDecoder(strings.NewReader(string(svg))); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		element, ok := token.(xml.StartElement)
		switch {
		case ok && element.Name.Local == "svg":
			values := map[string]string{}
			for _, attribute := range element.Attr {
				values[attribute.Name.Local] = attribute.Value
			}
			places = append(places, fmt.Sprint(values["x"], ",", values["y"], " ", values["width"], "x", values["height"]))
		case ok && element.Name.Local == "title":
			var title string
			if err := decoder.DecodeElement(&title, &element); err != nil {
				t.Fatal(err)
			}
			titles = append(titles, title)
		}
	}
	if want := []string{", 700x630", "0,0 300x200", "300,0 400x250", "0,250 200x150", "200,250 300x200", "0,450 200x180"}; !slices.Equal(places, want) {
		t.Errorf("got %q, want %q", places, want)
	}
	if len(titles) != 5 || titles[4] != "figure 4 <&>" {
		t.Errorf("got the titles %q", titles)
	}
}

func TestPanelsThatCannotBeDrawn(t *testing.T) {
	if _, err := Panels(1, New("fine"), New("odd", seriesOf(Line("loss"), 1, 2)).LogX().RangeX(-1, 1)).SVG(); err == nil || !strings.Contains(err.Error(), `"odd"`) {
		t.Errorf("got %v, want an error that names the figure", err)
	}
	defer func() {
		if message, _ := recover().(string); !strings.Contains(message, "0 figures in 2 columns") {
			t.Errorf("got %q", message)
		}
	}()
	Panels(2)
}
