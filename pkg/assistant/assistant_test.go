package assistant_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/assistant"
)

// clock ticks once a minute, so that tests and examples always see the same times.
func clock() func() time.Time {
	now := time.Date(2026, 1, 2, 15, 4, 0, 0, time.FixedZone("here", 3600))
	return func() time.Time {
		now = now.Add(time.Minute)
		return now
	}
}

func named(name string) func(*assistant.Draft) {
	return func(d *assistant.Draft) { d.Name = name }
}

// An editor with two stacks, as in every textbook, is the oracle: after any run of changes, undos and redos the draft is the same.
func TestUndoAndRedoAgreeWithTwoStacks(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 7))
		a := assistant.New()
		current, undo, redo := "", []string{}, []string{}
		for step := range 200 {
			before := len(a.Versions())
			var did, want bool
			switch rng.IntN(5) {
			case 0, 1:
				name := fmt.Sprint("name ", rng.IntN(3))
				did, want = a.Change("a name", named(name)), name != current
				if want {
					undo, redo, current = append(undo, current), nil, name
				}
			case 2, 3:
				did, want = a.Undo(), len(undo) > 0
				if want {
					redo, current, undo = append(redo, current), undo[len(undo)-1], undo[:len(undo)-1]
				}
			default:
				did, want = a.Redo(), len(redo) > 0
				if want {
					undo, current, redo = append(undo, current), redo[len(redo)-1], redo[:len(redo)-1]
				}
			}
			grown := len(a.Versions()) - before
			if got := a.Draft().Name; did != want || got != current || a.CanUndo() != (len(undo) > 0) || a.CanRedo() != (len(redo) > 0) || (grown == 1) != want {
				t.Fatalf("seed %d, step %d: got %v, %q, can undo %v, can redo %v, %d new versions; want %v, %q, %v, %v",
					seed, step, did, got, a.CanUndo(), a.CanRedo(), grown, want, current, len(undo) > 0, len(redo) > 0)
			}
		}
	}
}

func TestEveryVersionStays(t *testing.T) {
	a := assistant.New()
	a.Clock = clock()
	a.Change("name accepted", named("Alma"))
	a.Change("name improved", named("Alma II"))
	a.Undo()
	a.Undo()
	a.Redo()
	if err := a.GoBack(2); err != nil {
		t.Fatal(err)
	}
	a.Undo()
	var got []string
	for i, v := range a.Versions() {
		got = append(got, v.What+" = "+v.Draft.Name)
		if v.Number != i+1 || v.Time.Location() != time.UTC || v.Time.Minute() != 5+i {
			t.Errorf("version %d has the number %d and the time %v", i+1, v.Number, v.Time)
		}
	}
	want := []string{
		"name accepted = Alma", "name improved = Alma II", "undo: name improved = Alma", "undo: name accepted = ", "redo: name accepted = Alma",
		"back to version 2 = Alma II", "undo: back to version 2 = Alma",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestGoBackToANumberThatIsNone(t *testing.T) {
	a := assistant.New()
	a.Change("a name", named("Alma"))
	for _, number := range []int{-1, 0, 2, math.MaxInt} {
		if err := a.GoBack(number); err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), ",", ""), fmt.Sprint("no version ", number, " ")) {
			t.Errorf("GoBack(%d) = %v, want an error with the number", number, err)
		}
	}
	if err := a.GoBack(1); err != nil || len(a.Versions()) != 1 {
		t.Errorf("going back to the same draft: %v and %d versions, want none and 1", err, len(a.Versions()))
	}
}

// full has something in every field.
func full() assistant.Draft {
	return assistant.Draft{
		Purpose: "alt texts for a school's site", Task: assistant.AltTexts, Name: "Alma", Description: "Writes alt texts.",
		Instructions: "Be short.\n\nSay what matters — \"no\" guesses <b>.\r\n", Starters: []string{"Here is a picture", "Что на картинке?"},
		Criteria:  []assistant.Criterion{{Key: "pictures", Question: "Which pictures are used?", Answer: "charts"}},
		Avatar:    assistant.Avatar{Seed: math.MaxUint64},
		Knowledge: []assistant.File{{Name: "style guide.md", Content: []byte("# Style\n")}, {Name: "leer.txt"}, {Name: "Стиль.txt", Content: []byte("Коротко.")}},
		Settings:  assistant.Settings{Language: "ru", AltLimit: -1, Address: "http://localhost:11434/v1", Model: "m", Temperature: new(0.7)},
		ByHand:    []assistant.Field{assistant.FieldInstructions, assistant.FieldName},
	}
}

func TestNoCopySharesItsLists(t *testing.T) {
	a := assistant.New()
	given := full()
	given.Avatar.Picture = picture(t, 3, 3)
	a.Change("all", func(d *assistant.Draft) { *d = given })
	want := a.Draft()
	scribble := func(d assistant.Draft) {
		d.Starters[0], d.Criteria[0].Answer, d.ByHand[0] = "x", "x", "x"
		d.Knowledge[0].Content, d.Knowledge[1].Name = nil, "x"
	}
	scribble(given)
	scribble(a.Draft())
	scribble(want.Clone())
	if got := a.Draft(); !reflect.DeepEqual(got, want) {
		t.Errorf("the draft changed with a copy of it:\ngot  %+v\nwant %+v", got, want)
	}
}

// A field that Clone forgets would be shared: this test fails when Draft has a new field with a pointer in it.
func TestCloneKnowsEveryField(t *testing.T) {
	known := []string{"Starters", "Criteria", "Avatar", "Knowledge", "ByHand"}
	draft := reflect.TypeFor[assistant.Draft]()
	for i := range draft.NumField() {
		f := draft.Field(i)
		if k := f.Type.Kind(); (k == reflect.Slice || k == reflect.Map || k == reflect.Pointer) && !slices.Contains(known, f.Name) {
			t.Errorf("Clone does not copy the field %s", f.Name)
		}
	}
}

func TestVersionsHoldAFileOnce(t *testing.T) {
	a := assistant.New()
	a.Change("a file", func(d *assistant.Draft) {
		d.Knowledge = []assistant.File{{Name: "a.txt", Content: []byte("knowledge")}}
	})
	a.Change("a name", named("Alma"))
	a.Change("another name for the file", func(d *assistant.Draft) { d.Knowledge[0].Name = "b.txt" })
	versions := a.Versions()
	first := &versions[0].Draft.Knowledge[0].Content[0]
	for _, v := range versions {
		if &v.Draft.Knowledge[0].Content[0] != first {
			t.Errorf("version %d has a copy of the file", v.Number)
		}
	}
}

func TestNoSecretGetsIntoADraft(t *testing.T) {
	for _, test := range []struct{ address, want string }{
		{"http://localhost:11434/v1", "http://localhost:11434/v1"},
		{"https://user:password@example.com/v1", "https://example.com/v1"},
		{"https://password@example.com", "https://example.com"},
		{"https://a@b:password@example.com/v1", "https://example.com/v1"},
		{"user:password@example.com/v1", "example.com/v1"},
		{"https://example.com/v1?key=password", "https://example.com/v1"},
		{"https://example.com/v1#password", "https://example.com/v1"},
		{"https://user:pass word@example.com/v1", "https://example.com/v1"},
		{"https://user:pass/password@example.com/v1", "https://example.com/v1"},
		{"https:/user:password@example.com/v1", "example.com/v1"},
		{"password@https://example.com/v1", "https://example.com/v1"},
		{`https:\\user:password@example.com`, "example.com"},
		{"", ""},
	} {
		a := assistant.New()
		a.Change("a server", func(d *assistant.Draft) { d.Name, d.Settings.Address = "Alma", test.address })
		got := a.Draft().Settings.Address
		if got != test.want {
			t.Errorf("the address %q became %q, want %q", test.address, got, test.want)
		}
	}
}

func TestChangeTidies(t *testing.T) {
	a := assistant.New()
	a.Change("rough", func(d *assistant.Draft) {
		d.Name, d.Starters, d.Settings.Temperature = "Al\xffma", []string{}, new(math.NaN())
		d.ByHand = []assistant.Field{assistant.FieldStarters, assistant.FieldName, assistant.FieldName}
	})
	want := assistant.Draft{Name: "Al\uFFFDma", ByHand: []assistant.Field{assistant.FieldName, assistant.FieldStarters}}
	if got := a.Draft(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if a.Change("nothing", func(d *assistant.Draft) { d.Criteria = []assistant.Criterion{} }) {
		t.Error("an empty list instead of none made a version")
	}
	if a.Change("long", func(*assistant.Draft) {}) || len(a.Versions()) != 1 {
		t.Error("a change of nothing made a version")
	}
	a.Change(strings.Repeat("ж", 10_000), named("Alma"))
	if what := a.Versions()[1].What; len(what) > 400 {
		t.Errorf("a version says in %d bytes what was done", len(what))
	}
}
