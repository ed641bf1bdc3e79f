package export_test

import (
	"fmt"
	"os"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/export"
)

func ExampleModelfile() {
	export.Modelfile(os.Stdout, assistant.Draft{
		Name:         "Alma",
		Instructions: "You write alt texts.\nBe brief.",
		Starters:     []string{"What stands for this picture?"},
		Knowledge:    []assistant.File{{Name: "style-guide.md", Content: []byte("No \"image of\".\n")}},
		Settings:     assistant.Settings{Temperature: new(0.0), Seed: new(int64(7))},
	})
	// Output:
	// # An assistant made with First Neuron. To use it: ollama create a-name-of-yours -f Modelfile
	// # Name: "Alma"
	// # Starter: "What stands for this picture?"
	// #
	// # The knowledge is not carried, a Modelfile has no place for it. Left out:
	// #   "style-guide.md" (SHA-256 f48dd01bff6d3c66165d02d413d21d5b83ee842f38eb04d9ef5ae588b56acb20)
	//
	// FROM llama3.2
	// PARAMETER temperature 0
	// PARAMETER seed 7
	// SYSTEM """You write alt texts.
	// Be brief."""
}

func ExampleRead_modelfile() {
	d, err := export.Read([]byte("FROM llama3.2\nSYSTEM You are Mario.\n"))
	fmt.Println(d.Settings.Model, "·", d.Instructions, "·", err)

	_, err = export.Read([]byte("FROM llama3.2\nSISTEM You are Mario.\n"))
	fmt.Println(err)
	// Output:
	// llama3.2 · You are Mario. · <nil>
	// the Modelfile's line 2: there is no command "SISTEM" in a Modelfile
}

func ExampleMarkdown() {
	export.Markdown(os.Stdout, assistant.Draft{
		Name:         "Alma",
		Task:         assistant.AltTexts,
		Description:  "Writes alt texts.",
		Instructions: "Name the subject.\nBe brief.",
		Criteria:     []assistant.Criterion{{Key: "pictures", Question: "Which pictures are used?", Answer: "charts"}},
		Avatar:       assistant.Avatar{Seed: 7},
	})
	// Output:
	// # Alma
	//
	// Writes alt texts.
	//
	// ## Instructions
	//
	// ```text
	// Name the subject.
	// Be brief.
	// ```
	//
	// ## Criteria
	//
	// ### Which pictures are used?
	//
	// charts
	//
	// ## Settings
	//
	// - Task: alt texts
	// - Avatar: drawn from the seed 7
}

func ExampleRead() {
	for _, format := range export.Formats[:2] {
		var out strings.Builder
		if err := format.Write(&out, assistant.Draft{Name: "Alma"}); err != nil {
			fmt.Println(err)
		}
		d, err := export.Read([]byte(out.String()))
		fmt.Println(format.Name("en"), "in", format.File, "brings back", d.Name, err)
	}
	// Output:
	// Ollama Modelfile in Modelfile brings back Alma <nil>
	// Open WebUI model in open-webui.json brings back Alma <nil>
}
