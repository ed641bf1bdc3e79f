package alttext_test

import (
	"fmt"
	"slices"
	"testing"

	"firstneuron/pkg/assistant/alttext"
)

func TestKindsIn(t *testing.T) {
	const screenshot, illustration, photograph, chart = alttext.Screenshot, alttext.Illustration, alttext.Photograph, alttext.Chart
	for text, want := range map[string][]alttext.Kind{
		"it is a photo":                 {photograph},
		"скриншот":                      {screenshot},
		"chart":                         {chart},
		"no, that's a drawing":          {illustration},
		"это график":                    {chart},
		"No it is a photograph":         {photograph},
		"нет, фото":                     {photograph},
		"Нет это фотография":            {photograph},
		"not a screenshot, a photo":     {photograph},
		"it isn’t a photo or a drawing": nil,
		"это не снимок экрана, а рисунок":      {illustration},
		"не фото а схема":                      {chart},
		"screenshots, photos and line-charts":  {screenshot, photograph, chart},
		"снимки экрана и диаграммы":            {screenshot, chart},
		"everything but no screenshots":        nil,
		"charts, without photos":               {chart},
		"a screen shot of the settings":        {screenshot},
		"generated illustrations":              {illustration},
		"нарисованная картинка":                {illustration},
		"это снимок":                           {photograph},
		"не только фотографии":                 {photograph},
		"Photoshop, photosynthesis":            nil,
		"an orchard, a paragraph, a telegraph": nil,
		"фотошоп и фотосинтез":                 nil,
		"графика":                              nil,
		"рисую картинки":                       nil,
		"":                                     nil,
	} {
		if got := alttext.KindsIn(text); !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

func ExampleKindsIn() {
	fmt.Println(alttext.KindsIn("no screenshots, but photos and charts"))
	fmt.Println(alttext.KindsIn("нет, это рисунок"))
	// Output:
	// [photograph chart]
	// [illustration]
}
