package embedded_test

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
	"firstneuron/pkg/assistant/embedded"
	"firstneuron/pkg/chart"
)

// The article's way: an empty draft, a conversation, files of a blog, a saved assistant, and an alt text for each kind of picture.
func TestFromAnEmptyDraftToAltTexts(t *testing.T) {
	a := assistant.New()
	b := builder.New(a)
	b.Say("Write alt texts for the pictures of my blog about tea")
	for !b.Question().Done {
		if b.Question().Key == "knowledge" {
			a.Change("files added", func(d *assistant.Draft) {
				for _, name := range []string{"style-guide.md", "notes-for-editors.html", "brand-book.pdf"} {
					content, err := os.ReadFile(filepath.Join("..", "..", "..", "notebooks", "files", "blog", name))
					if err != nil {
						t.Fatal(err)
					}
					d.Knowledge = append(d.Knowledge, assistant.File{Name: name, Content: content})
				}
			})
		}
		b.Accept()
	}
	folder := filepath.Join(t.TempDir(), "tea")
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
	a, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if !builder.New(a).Question().Done {
		t.Error("the loaded assistant is not ready any more")
	}
	photo, err := os.ReadFile(filepath.Join("testdata", "garden.png"))
	if err != nil {
		t.Fatal(err)
	}
	figure := chart.New("Parcels by month", chart.Bars([]string{"January", "February", "March"}, []float64{3, 5, 9})).Axes("month", "parcels")
	svg, err := figure.SVG()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kind    string
		picture []byte
		replies []string
		heading string // of the style guide's rule that is quoted beside the text
		want    []string
	}{
		{"screenshot", photo, []string{"informative", "the shop's basket", "the button \"Pay\" is marked"}, "Screenshots", []string{"> Screenshot of the shop's basket: the button \"Pay\" is marked"}},
		{"illustration", photo, []string{"informative", "a cup of tea on a windowsill", "no", "no"}, "Illustrations", []string{"> A cup of tea on a windowsill"}},
		{"photograph", photo, []string{"informative", "green tea is poured into a glass", "no", "no"}, "Photographs", []string{"> Green tea is poured into a glass"}},
		{"chart", svg, []string{"informative", "in the table below"}, "Charts", []string{"> Bar chart: Parcels by month", "January", "9"}},
	} {
		engine := &embedded.Engine{Classifier: always(c.kind)}
		conversation := []assistant.Message{{Role: assistant.RoleUser, Pictures: []assistant.Picture{{Name: c.kind + ".png", Content: c.picture}}}}
		for i := -1; i < len(c.replies); i++ {
			if i >= 0 {
				conversation = append(conversation, assistant.Message{Role: assistant.RoleUser, Text: c.replies[i]})
			}
			answer, err := assistant.Collect(engine.Answer(context.Background(), a.Draft(), conversation))
			if err != nil {
				t.Fatal(err)
			}
			conversation = append(conversation, answer)
		}
		last := conversation[len(conversation)-1]
		for _, want := range c.want {
			if !strings.Contains(last.Text, want) {
				t.Errorf("%s: got %q, want %q in it", c.kind, last.Text, want)
			}
		}
		if len(last.Citations) == 0 || last.Citations[0].File != "style-guide.md" || !strings.HasSuffix(last.Citations[0].Heading, c.heading) {
			t.Errorf("%s: quoted beside it is %+v, want the style guide under %q", c.kind, last.Citations, c.heading)
		}
	}
}

// A chart of ours is told by its data as a PNG too.
func TestChartOfOursAsPNG(t *testing.T) {
	png, err := chart.New("Parcels by month", chart.Bars([]string{"January", "March"}, []float64{3, 9})).Axes("month", "parcels").PNG()
	if err != nil {
		t.Fatal(err)
	}
	picture := assistant.Picture{Name: "parcels.png", Content: png}
	answer, err := assistant.Collect((&embedded.Engine{}).Answer(context.Background(), assistant.Draft{Task: assistant.AltTexts},
		[]assistant.Message{{Role: assistant.RoleUser, Pictures: []assistant.Picture{picture}}}))
	if err != nil || !strings.Contains(answer.Text, "a chart drawn by First Neuron (bar chart)") {
		t.Errorf("got %q and %v", answer.Text, err)
	}
}

type always string

func (kind always) Kind(image.Image) (string, float64) { return string(kind), 0.9 }
