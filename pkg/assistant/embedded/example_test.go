package embedded_test

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/embedded"
)

// An answer is a quotation. The piece in which it begins carries the citation.
func Example() {
	draft := assistant.Draft{Name: "Rook", Knowledge: []assistant.File{
		{Name: "chess.md", Content: []byte("# Chess\n\n## Castling\n\nCastling moves the king two squares towards a rook.\n")},
	}}
	engine := &embedded.Engine{}
	question := []assistant.Message{{Role: assistant.RoleUser, Text: "How does castling move the king?"}}
	for piece, err := range engine.Answer(context.Background(), draft, question) {
		if err != nil {
			fmt.Println(err)
		}
		fmt.Print(piece.Text)
	}
	// Output:
	// This is what my knowledge says:
	//
	// > Castling moves the king two squares towards a rook.
	// > — chess.md, “Chess > Castling”, line 5
}

// A page offers only the starters that have an answer.
func ExampleEngine_Answers() {
	draft := assistant.Draft{Knowledge: []assistant.File{{Name: "chess.md", Content: []byte("Castling moves the king two squares towards a rook.\n")}}}
	engine := &embedded.Engine{}
	for _, starter := range []string{"How does castling move the king?", "Write a poem about the king", "What can you do?"} {
		fmt.Println(starter, engine.Answers(draft, starter))
	}
	// Output:
	// How does castling move the king? true
	// Write a poem about the king false
	// What can you do? true
}

// With the task of alt texts, the engine asks about a picture what only its author knows.
func ExampleEngine_Answer_altText() {
	draft := assistant.Draft{Task: assistant.AltTexts}
	engine := &embedded.Engine{Classifier: photographer{}}
	photo, err := os.ReadFile(filepath.Join("testdata", "garden.png"))
	if err != nil {
		fmt.Println(err)
	}
	conversation := []assistant.Message{{Role: assistant.RoleUser, Pictures: []assistant.Picture{{Name: "garden.png", Content: photo}}}}
	for _, reply := range []string{"informative", "two children plant a tree", "no text"} {
		conversation = append(conversation, assistant.Message{Role: assistant.RoleUser, Text: reply})
	}
	answer, err := assistant.Collect(engine.Answer(context.Background(), draft, conversation))
	if err != nil {
		fmt.Println(err)
	}
	for line := range strings.Lines(answer.Text) {
		if strings.HasPrefix(line, ">") {
			fmt.Print(line)
		}
	}
	// Output: > Two children plant a tree
}

type photographer struct{}

func (photographer) Kind(image.Image) (string, float64) { return "photograph", 0.9 }
