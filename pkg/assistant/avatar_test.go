package assistant

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
)

// contrast is WCAG 2.2's: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
func contrast(a, b string) float64 {
	light := func(colour string) float64 {
		var rgb [3]int
		fmt.Sscanf(colour, "#%02X%02X%02X", &rgb[0], &rgb[1], &rgb[2])
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(rgb[i]) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += weight * v
		}
		return sum
	}
	one, other := light(a), light(b)
	return (max(one, other) + 0.05) / (min(one, other) + 0.05)
}

func TestColoursOfAvatarsHaveContrast(t *testing.T) {
	if got := contrast("#000000", "#FFFFFF"); math.Abs(got-21) > 1e-9 { // the value that WCAG names
		t.Fatalf("black on white has a contrast of %v, want 21", got)
	}
	for _, theme := range artwork["theme"] {
		colours := strings.Fields(theme)
		if got := contrast(colours[0], colours[1]); got < 4.5 {
			t.Errorf("%s on %s has a contrast of %.2f, want at least 4.5", colours[1], colours[0], got)
		}
		if got := contrast(colours[1], colours[2]); got < 4.5 {
			t.Errorf("%s on %s has a contrast of %.2f, want at least 4.5", colours[2], colours[1], got)
		}
		if isLight := contrast(colours[1], "#000000") > contrast(colours[1], "#FFFFFF"); isLight != (colours[4] == "light") {
			t.Errorf("%s is said to be %s", colours[1], colours[4])
		}
	}
}

func TestAvatarsAreSVGWithTheNameAsTitle(t *testing.T) {
	for _, name := range []string{"Alma", "", " ", "Ёлка Ильина", `</title><script>alert("1")</script>`, "a & b", "\xff\x00\u202e", strings.Repeat("x", 10_000)} {
		for seed := range uint64(200) {
			content, mediaType := Avatar{Seed: seed}.Image(name)
			if mediaType != "image/svg+xml" {
				t.Fatalf("the media type is %s", mediaType)
			}
			decoder, title := xml.NewDecoder(bytes.NewReader(content)), ""
			inTitle := false
			for {
				token, err := decoder.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("seed %d, %q: %v\n%s", seed, name, err, content)
				}
				switch token := token.(type) {
				case xml.StartElement:
					inTitle = token.Name.Local == "title"
					if !strings.Contains(" svg title g rect circle ellipse path text ", " "+token.Name.Local+" ") {
						t.Fatalf("seed %d, %q: there is a %s in the drawing", seed, name, token.Name.Local)
					}
				case xml.EndElement:
					inTitle = false
				case xml.CharData:
					if inTitle {
						title += string(token)
					}
				}
			}
			if strings.TrimSpace(title) == "" || name == "Alma" && title != "Alma" {
				t.Errorf("seed %d, %q: the title is %q", seed, name, title)
			}
			if again, _ := (Avatar{Seed: seed}).Image(name); !bytes.Equal(content, again) {
				t.Errorf("seed %d, %q: the drawing came out different the second time", seed, name)
			}
			if strings.ContainsAny(string(content), "{}") {
				t.Errorf("seed %d, %q: something was not replaced in %s", seed, name, content)
			}
		}
	}
}

func TestSeedsGiveManyAvatars(t *testing.T) {
	different := map[string]bool{}
	for seed := range uint64(200) {
		content, _ := Avatar{Seed: seed}.Image("Alma")
		different[string(content)] = true
	}
	if len(different) < 150 {
		t.Errorf("200 seeds give %d avatars, want at least 150", len(different))
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Alma": "A", "anna maria petrova": "AM", "ёлка": "Ё", "R2 D2": "RD", "«Картинка»": "К", "": "", "!!": "", "- b": "B", "\xff": "",
	} {
		if got := initials(name); got != want {
			t.Errorf("initials(%q) = %q, want %q", name, got, want)
		}
	}
}
