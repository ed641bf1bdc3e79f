package show

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

func TestTheLastFrameIsThePicture(t *testing.T) {
	got := movingPicture([]Frame{{"step 1", sketch{"<svg>1</svg>", "high"}}, {"step 2", sketch{"<svg>2</svg>", "low"}}})
	want := `<div style="display: inline-block; max-width: 100%">` + picture(sketch{"<svg>2</svg>", "low"}).html + `<div>step 2</div><script>`
	if !strings.HasPrefix(got.html, want) {
		t.Errorf("got  %s\nwant %s and more", got.html, want)
	}
	if string(got.svg) != "<svg>2</svg>" || got.plain != "frame 2 of 2: step 2\nlow" {
		t.Errorf("got the picture %s and the text %q", got.svg, got.plain)
	}
	wantFrames := []drawnFrame{{"step 1", "high", "<svg>1</svg>"}, {"step 2", "low", "<svg>2</svg>"}}
	if frames := unpacked(t, got.html); !slices.Equal(frames, wantFrames) {
		t.Errorf("got the frames %v, want %v", frames, wantFrames)
	}
}

func TestTooManyFramesAreThinnedOut(t *testing.T) {
	got := movingPicture(noise(200, 5000))
	if len(got.html) > mostHTML || len(got.html) < mostHTML*8/10 {
		t.Errorf("got %d bytes, want nearly %d", len(got.html), mostHTML)
	}
	frames := unpacked(t, got.html)
	if first, last := frames[0].name, frames[len(frames)-1].name; first != "step 0" || last != "step 199" {
		t.Errorf("got %s to %s, want the first and the last of all", first, last)
	}
	if want := fmt.Sprintf("<div>Frames kept: %d of 200, so that the notebook stays small.</div>", len(frames)); !strings.Contains(got.html, want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestAllFramesAreShownWhereThereIsRoom(t *testing.T) {
	got := movingPicture(noise(200, 50))
	if frames := unpacked(t, got.html); len(frames) != 200 || strings.Contains(got.html, "Frames kept") {
		t.Errorf("got %d of 200 frames", len(frames))
	}
}

func TestFramesAreKeptEvenly(t *testing.T) {
	var frames []drawnFrame
	for i := range 11 {
		frames = append(frames, drawnFrame{name: fmt.Sprint(i)})
	}
	for count, want := range map[int]string{2: "0 10", 3: "0 5 10", 6: "0 2 4 6 8 10", 11: "0 1 2 3 4 5 6 7 8 9 10"} {
		var got []string
		for _, frame := range evenly(frames, count) {
			got = append(got, frame.name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d of 11: got %v, want %s", count, got, want)
		}
	}
}

// What all pictures have in common takes room once, also where it is further apart than a compression looks back.
func TestFramesShareTheirLines(t *testing.T) {
	axes := noise(1, 100_000)[0].Drawing.(sketch).svg
	var frames []Frame
	for i := range 50 {
		frames = append(frames, Frame{fmt.Sprint(i), sketch{fmt.Sprintf("<svg>\n%s\n<path d=\"%d\"/>\n</svg>\n", axes, i), "noise"}})
	}
	got := movingPicture(frames)
	shown := unpacked(t, got.html)
	if len(shown) != 50 {
		t.Fatalf("got %d of 50 frames", len(shown))
	}
	for i, frame := range frames {
		if shown[i].svg != frame.Drawing.(sketch).svg {
			t.Errorf("frame %d is another picture", i)
		}
	}
}

// One frame does not move, and of frames that are too large for two of them only the last is shown.
func TestOneFrameHasNoControls(t *testing.T) {
	if got := movingPicture(noise(1, 50)).html; strings.Contains(got, "<script>") || !strings.Contains(got, "<div>step 0</div>") {
		t.Errorf("one frame: got %s", got)
	}
	got := movingPicture(noise(3, 200_000)).html
	if strings.Contains(got, "<script>") || !strings.Contains(got, "Frames kept: 1 of 3,") {
		t.Error("frames that are too large: want the last one, and a line that says so")
	}
}

func TestNamesOfFramesAreEscaped(t *testing.T) {
	const name = `a < b & "c" 'd' </script><b>`
	got := movingPicture([]Frame{{name, sketch{"<svg/>", name}}, {name, sketch{"<svg/>", name}}}).html
	if strings.Contains(got, "<b>") || strings.Count(got, "</script>") != 1 {
		t.Errorf("got %s", got)
	}
	if frames := unpacked(t, got); frames[0].name != name || frames[0].alt != name {
		t.Errorf("got %+v, want the name as it was given", frames[0])
	}
}

func TestFramesThatCannotBeDrawnShowTheError(t *testing.T) {
	for name, test := range map[string]struct {
		frames []Frame
		want   string
	}{
		"broken": {[]Frame{{"one", sketch{"<svg/>", "fine"}}, {"two", broken{}}}, `show: frame 2, "two", cannot be drawn: no ink <left>`},
		"empty":  {[]Frame{{"one", nil}}, `show: frame 1, "one", has no drawing; give it one, such as a chart.Figure`},
		"none":   {nil, "show: there are no frames to show; give show.Frames at least one"},
	} {
		got := movingPicture(test.frames)
		if got.plain != test.want || strings.Contains(got.html, "<img") || strings.Contains(got.html, "<left>") {
			t.Errorf("%s: got %q and %s, want %q", name, got.plain, got.html, test.want)
		}
	}
}

func TestFramesOutsideANotebookAreAFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR")) // as Windows calls it
	printed := testfile.Printed(t, func() {
		Frames(Frame{"one", sketch{"<svg>1</svg>", "high"}}, Frame{"two", sketch{"<svg>2</svg>", "low"}})
	})
	text, path, found := strings.Cut(strings.TrimSpace(printed), "\npicture: ")
	if !found || text != "frame 2 of 2: two\nlow" {
		t.Fatalf("got %q, want what the last frame shows and its file", printed)
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != "<svg>2</svg>" {
		t.Errorf("got %q, %v in the file", kept, err)
	}
}

// noise returns so many frames, each with so many letters that do not compress.
func noise(count, letters int) []Frame {
	rng := rand.New(rand.NewPCG(1, 2))
	frames := make([]Frame, count)
	for i := range frames {
		data := make([]byte, letters)
		for j := range data {
			data[j] = byte(' ' + rng.IntN(95))
		}
		frames[i] = Frame{fmt.Sprintf("step %d", i), sketch{string(data), "noise"}}
	}
	return frames
}

// unpacked reads the frames out of a page, as frames.js does.
func unpacked(t *testing.T, page string) (frames []drawnFrame) {
	t.Helper()
	found := regexp.MustCompile(`\("([A-Za-z0-9+/=]+)"\)</script></div>$`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("there are no frames in %s", page)
	}
	data, err := base64.StdEncoding.DecodeString(found[1])
	if err != nil {
		t.Fatal(err)
	}
	reader, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var all packedFrames
	if err := json.NewDecoder(reader).Decode(&all); err != nil {
		t.Fatal(err)
	}
	for _, frame := range all.Frames {
		var lines []string
		for _, place := range frame.SVG {
			lines = append(lines, all.Lines[place])
		}
		frames = append(frames, drawnFrame{frame.Name, frame.Alt, strings.Join(lines, "\n")})
	}
	return frames
}
