package explain_test

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"firstneuron/kernel-setup/kernel/explain"
)

func ExampleExplain() {
	cell := explain.Cell{Number: 1, Source: "%%\nx := 1"}
	answer := explain.Failure{Value: "# gonb_479c7edf\n./Cell[1]:2:1: declared and not used: x\n", Number: 1}
	for _, language := range []explain.Language{explain.English, explain.Russian} {
		e := explain.Explain(answer, cell, nil, language)
		fmt.Println(withoutColours(strings.Join(e.Traceback, "\n")))
	}
	// Output:
	// Cell [1], line 2: the variable x is declared and never used. Use it, or remove the line.
	//
	//     x := 1
	//     ^
	// declared and not used: x
	// Ячейка [1], строка 2: переменная x объявлена, но нигде не используется. Используйте её или
	// уберите эту строку.
	//
	//     x := 1
	//     ^
	// declared and not used: x
}

func ExampleLanguageOf() {
	environ := map[string]string{"JPY_SESSION_NAME": "notebooks/ru/01_one_neuron.ipynb", "LANG": "en_GB.UTF-8"}
	fmt.Println(explain.LanguageOf(func(name string) string { return environ[name] }))
	// Output: ru
}

func ExampleLanguage_OutOfTime() {
	fmt.Println(explain.English.OutOfTime(90 * time.Second).Value)
	fmt.Println(explain.Russian.OutOfTime(90 * time.Second).Value)
	// Output:
	// The cell's program was ended: it ran longer than 1 min 30 s. Look for a loop that never ends, or do less work in one cell.
	// Программа ячейки остановлена: она работала дольше 1 мин 30 с. Поищите бесконечный цикл или делайте в одной ячейке меньше.
}

// withoutColours is what is left of a text on paper.
func withoutColours(text string) string {
	return regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(text, "")
}
