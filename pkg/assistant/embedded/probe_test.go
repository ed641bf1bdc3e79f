package embedded

import (
	"fmt"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestProbe(t *testing.T) {
	run := func(lang, kind string, conf float64, text string, replies ...string) {
		draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: lang}, Criteria: []assistant.Criterion{{Key: "screenshot", Answer: "the program and the menu"}}}
		var c Classifier
		if kind != "" {
			c = sees{kind, conf}
		}
		fmt.Println("==================", lang, kind, conf)
		for i, a := range talk(t, &Engine{Classifier: c}, draft, text, []assistant.Picture{picture(t, "sk-coffee.png")}, replies...) {
			if i > 0 {
				fmt.Println("\n  USER:", replies[i-1])
			}
			fmt.Println(a)
		}
	}
	run("en", "screenshot", 0.9, "", "no", "a photo", "1", "a coffee cup on a saucer", "yes", "it is a drawing", "no")
	run("ru", "screenshot", 0.5, "", "да", "нет, это фото", "информативная", "чашка кофе", "нет", "спасибо")
	run("en", "photograph", 0.9, "", "it's a link", "yes", "order coffee", "“Order”")
	run("en", "chart", 0.9, "caption: Bar chart of parcels by month", "yes", "yes", "yes", "it rises from 3 to 9", "What is an alt text for a chart?", "yes", "yes")
	run("ru", "", 0, "", "график", "да", "продажи", "2", "растут с 3 до 9", "ниже")
	run("en", "", 0, "Write an alt text for this photo", "decorative")
}
