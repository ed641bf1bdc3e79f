package builder_test

import (
	"fmt"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
)

// A conversation begins with the purpose. Each question has a suggestion, which can be accepted, declined or improved.
func Example() {
	a := assistant.New()
	b := builder.New(a)
	b.Say("Write alt texts for my cooking blog")
	fmt.Println(b.Question().Text, b.Question().Suggestion)
	b.Decline()
	fmt.Println(b.Question().Text, b.Question().Suggestion)
	b.Improve("call it Alma")
	fmt.Println(b.Question().Text, b.Question().Suggestion)
	b.Accept()
	fmt.Println("The name is", a.Draft().Name)
	// Output:
	// What should it be called? Alt text writer
	// What should it be called? Oscar
	// What should it be called? Alma
	// The name is Alma
}

// What is settled can be asked for again.
func ExampleBuilder_Ask() {
	a := assistant.New()
	b := builder.New(a)
	for !b.Question().Done {
		b.Accept()
	}
	b.Ask(assistant.FieldName)
	fmt.Println(b.Question().Text)
	b.Say("Pictor")
	fmt.Println(a.Draft().Name, b.Question().Done)
	// Output:
	// What should it be called? This is what it is now; keep it, or ask for another.
	// Pictor true
}

// Wishes change the suggestion, not the draft.
func ExampleBuilder_Improve() {
	a := assistant.New()
	b := builder.New(a)
	b.Say("Explain the rules of chess")
	b.Say("Rook")
	b.Accept() // the avatar
	fmt.Println(b.Question().Suggestion)
	b.Improve("for children")
	b.Improve("add: one rule at a time")
	fmt.Println(b.Question().Suggestion)
	fmt.Printf("%q\n", a.Draft().Description)
	// Output:
	// Explains the rules of chess.
	// Explains the rules of chess, for children. One rule at a time.
	// ""
}
