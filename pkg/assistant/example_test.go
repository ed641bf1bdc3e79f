package assistant_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"log"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/pkg/assistant"
)

// From the empty draft to a folder, and back.
func Example() {
	a := assistant.New()
	a.Change("a name", func(d *assistant.Draft) { d.Name = "Alma" })
	a.Change("instructions", func(d *assistant.Draft) { d.Instructions = "Answer from the style guide." })

	parent, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(parent)
	folder := filepath.Join(parent, "alma")
	if err := a.Save(folder); err != nil {
		log.Fatal(err)
	}
	again, err := assistant.Load(folder)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(again.Draft().Name, "in", len(again.Versions()), "versions")
	again.Undo()
	fmt.Printf("%q\n", again.Draft().Instructions)
	// Output:
	// Alma in 2 versions
	// ""
}

// Nothing is lost: an undo is a version too.
func ExampleAssistant_Undo() {
	a := assistant.New()
	a.Change("name accepted", func(d *assistant.Draft) { d.Name = "Alma" })
	a.Change("name improved", func(d *assistant.Draft) { d.Name = "Alma the Kind" })
	a.Undo()
	for _, v := range a.Versions() {
		fmt.Printf("%d %s: %s\n", v.Number, v.What, v.Draft.Name)
	}
	// Output:
	// 1 name accepted: Alma
	// 2 name improved: Alma the Kind
	// 3 undo: name improved: Alma
}

func ExampleAssistant_Redo() {
	a := assistant.New()
	a.Change("a name", func(d *assistant.Draft) { d.Name = "Alma" })
	a.Undo()
	fmt.Println(a.Redo(), a.Draft().Name)
	fmt.Println(a.Redo())
	// Output:
	// true Alma
	// false
}

func ExampleAssistant_GoBack() {
	a := assistant.New()
	for _, name := range []string{"Alma", "Bruno", "Carla"} {
		a.Change("name "+name, func(d *assistant.Draft) { d.Name = name })
	}
	if err := a.GoBack(1); err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Draft().Name)
	fmt.Println(a.GoBack(9))
	// Output:
	// Alma
	// there is no version 9 to go back to: choose one from 1 to 4
}

// A server's address may hold a password: it does not get into the draft.
func ExampleAssistant_Change() {
	a := assistant.New()
	fmt.Println(a.Change("a server", func(d *assistant.Draft) { d.Settings.Address = "https://me:secret@example.com/v1?key=secret" }))
	fmt.Println(a.Draft().Settings.Address)
	fmt.Println(a.Change("a server", func(d *assistant.Draft) { d.Settings.Address = "https://example.com/v1" }))
	// Output:
	// true
	// https://example.com/v1
	// false
}

func ExampleCompare() {
	before := assistant.Draft{Name: "Alma", Avatar: assistant.Avatar{Seed: 1}}
	after := before.Clone()
	after.Avatar.Seed = 7
	after.Starters = []string{"Here is a picture.", "What is an alt text?"}
	after.Knowledge = []assistant.File{{Name: "style-guide.md", Content: []byte("# Style guide\n")}}
	for _, difference := range assistant.Compare(before, after) {
		fmt.Printf("%s: %q → %q\n", difference.Field, difference.Before, difference.After)
	}
	// Output:
	// avatar: "drawn, seed 1" → "drawn, seed 7"
	// starters: "" → "Here is a picture.\nWhat is an alt text?"
	// knowledge: "" → "style-guide.md, 14 B, SHA-256 80e0da77422a"
}

// What a person wrote is marked, so that no suggestion goes over it.
func ExampleDraft_Write() {
	var d assistant.Draft
	d.Instructions = "In my own words."
	d.Write(assistant.FieldInstructions)
	fmt.Println(d.Wrote(assistant.FieldInstructions), d.Wrote(assistant.FieldName))
	d.Unwrite(assistant.FieldInstructions)
	fmt.Println(d.Wrote(assistant.FieldInstructions))
	// Output:
	// true false
	// false
}

func ExampleDraft_Add() {
	var d assistant.Draft
	fmt.Println(d.Add(assistant.File{Name: "style-guide.md", Content: []byte("# Style guide\n")}))
	fmt.Println(d.Add(assistant.File{Name: "../passwords"}))
	fmt.Println(len(d.Knowledge))
	// Output:
	// <nil>
	// the file "../passwords" has a name that not every system takes: rename it, with no invisible characters, none of < > : " / \ | ? *, no space at either end and no point at the end
	// 1
}

func ExampleDraft_Check() {
	d := assistant.Draft{Name: strings.Repeat("Alma ", 500_000)}
	fmt.Println(d.Check())
	// Output:
	// the texts of the draft have 2.5 MB together, and at most 1 MB can be kept: put long ones into a file of the knowledge
}

// The same files as a zip archive. One that came from anywhere may be damaged, or meant to do harm.
func ExampleLoadZip() {
	a := assistant.New()
	a.Change("a name", func(d *assistant.Draft) { d.Name = "Alma" })
	var archive bytes.Buffer
	if err := a.SaveZip(&archive); err != nil {
		log.Fatal(err)
	}
	again, err := assistant.LoadZip(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(again.Draft().Name)
	half := archive.Bytes()[:archive.Len()/2]
	_, err = assistant.LoadZip(bytes.NewReader(half), int64(len(half)))
	fmt.Println(err)
	// Output:
	// Alma
	// it is not a zip archive, or a damaged one: zip: not a valid zip file
}

func ExampleAvatar_Image() {
	content, mediaType := assistant.Avatar{Seed: 7}.Image("Alma & friends")
	fmt.Println(mediaType)
	for line := range strings.Lines(string(content)) {
		if strings.Contains(line, "title") {
			fmt.Print(line)
		}
	}
	// Output:
	// image/svg+xml
	// <title>Alma &amp; friends</title>
}

func ExampleCheckPicture() {
	_, err := assistant.CheckPicture([]byte("BM"))
	fmt.Println(err)
	// Output:
	// the picture is not a PNG, JPEG, GIF or WebP: choose such a file
}

func ExampleCheckName() {
	fmt.Println(assistant.CheckName("style guide.md"))
	fmt.Println(assistant.CheckName("aux.md"))
	// Output:
	// <nil>
	// the file "aux.md" has a name that stands for a device on Windows: rename it
}

// greeter is the smallest engine: it says the draft's name.
type greeter struct{}

func (greeter) Name(string) string { return "a greeting, offline" }

func (greeter) Answer(_ context.Context, draft assistant.Draft, _ []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		for _, text := range []string{"I am ", draft.Name, "."} {
			if !yield(assistant.Chunk{Text: text}, nil) {
				return
			}
		}
	}
}

func ExampleCollect() {
	answer, err := assistant.Collect(greeter{}.Answer(context.Background(), assistant.Draft{Name: "Alma"}, nil))
	fmt.Println(answer.Role, "says:", answer.Text, err)
	// Output:
	// assistant says: I am Alma. <nil>
}

// Trials are run before and after a change, and set side by side.
func ExampleRun() {
	trials := []assistant.Trial{{
		Name:     "says who it is",
		Messages: []assistant.Message{{Role: assistant.RoleUser, Text: "Who are you?"}},
		Expect:   []string{"Alma"},
		Avoid:    []string{"Bruno"},
	}}
	ctx := context.Background()
	before := assistant.Run(ctx, greeter{}, assistant.Draft{Name: "Bruno"}, trials)
	fmt.Printf("missing %q, unwanted %q\n", before[0].Missing, before[0].Unwanted)
	after := assistant.Run(ctx, greeter{}, assistant.Draft{Name: "Alma"}, trials)
	for _, change := range assistant.CompareOutcomes(before, after) {
		fmt.Printf("%s: %q → %q: %s\n", change.Trial, change.Before.Answer, change.After.Answer, change.Verdict())
	}
	// Output:
	// missing ["Alma"], unwanted ["Bruno"]
	// says who it is: "I am Bruno." → "I am Alma.": fixed
}
