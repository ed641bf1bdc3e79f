package assistant_test

import (
	"reflect"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestDraftsThatCannotBeKept(t *testing.T) {
	files := func(n, size int) (all []assistant.File) {
		for i := range n {
			all = append(all, assistant.File{Name: strings.Repeat("a", i+1), Content: make([]byte, size)})
		}
		return all
	}
	for _, test := range []struct {
		name string
		make func(*assistant.Draft)
		says string
	}{
		{"long texts", func(d *assistant.Draft) { d.Instructions = strings.Repeat("x", assistant.MostText+1) }, "1 MB"},
		{"many starters", func(d *assistant.Draft) { d.Starters = make([]string, 101) }, "101 conversation starters"},
		{"many criteria", func(d *assistant.Draft) { d.Criteria = make([]assistant.Criterion, 101) }, "101 criteria"},
		{"many files", func(d *assistant.Draft) { d.Knowledge = files(assistant.MostFiles+1, 0) }, "201 files"},
		{"a large file", func(d *assistant.Draft) { d.Knowledge = files(1, assistant.LargestFile+1) }, `"a" has 16 MB`},
		{"large files together", func(d *assistant.Draft) { d.Knowledge = files(5, 13_000_000) }, "65 MB together"},
		{"a file without a name", func(d *assistant.Draft) { d.Knowledge = []assistant.File{{}} }, "no name"},
		{"a file in another folder", func(d *assistant.Draft) { d.Knowledge = []assistant.File{{Name: "../a.md"}} }, `"../a.md"`},
		{"a file twice", func(d *assistant.Draft) { d.Knowledge = []assistant.File{{Name: "Ärger.md"}, {Name: "äRGER.md"}} }, `"Ärger.md" and "äRGER.md"`},
		{"an unknown field by hand", func(d *assistant.Draft) { d.ByHand = []assistant.Field{"colour"} }, `"colour"`},
		{"no picture", func(d *assistant.Draft) { d.Avatar.Picture = []byte("GIF89a") }, "damaged"},
	} {
		a := assistant.New()
		a.Change("a name", named("Alma"))
		if a.Change(test.name, test.make) || len(a.Versions()) != 1 {
			t.Errorf("%s: it was kept", test.name)
		}
		d := a.Draft()
		test.make(&d)
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v, want an error with %s", test.name, err, test.says)
		}
	}
	if err := full().Check(); err != nil {
		t.Errorf("a draft in order: %v", err)
	}
}

func TestNamesOfFiles(t *testing.T) {
	for _, name := range []string{
		"a", "style guide.md", "Стиль.txt", "日本.pdf", "a.tar.gz", ".notes", "console.md", "com.txt", "COM10.txt", "ёлка (2).md", strings.Repeat("x", 200),
	} {
		if err := assistant.CheckName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{
		"", ".", "..", "a/b", `a\b`, "/a", "C:a", "a:b", "a\x00b", "a\nb", "a\u202egnp.exe", "a.", "a ", " a", "a?", "a*", "a|b", "<a>", `"a"`,
		"CON", "nul.txt", "Aux .md", "com1", "LPT9.tar.gz", "COM¹", "conin$", "\xff", strings.Repeat("x", 201),
	} {
		if err := assistant.CheckName(name); err == nil || name != "" && len(name) < 200 && !strings.Contains(err.Error(), "rename it") {
			t.Errorf("%q: got %v, want an error", name, err)
		}
	}
}

func TestAddPutsAFileInThePlaceOfTheSameName(t *testing.T) {
	var d assistant.Draft
	for _, file := range []assistant.File{{Name: "a.md", Content: []byte("1")}, {Name: "b.md"}, {Name: "A.md", Content: []byte("2")}} {
		if err := d.Add(file); err != nil {
			t.Fatal(err)
		}
	}
	want := []assistant.File{{Name: "A.md", Content: []byte("2")}, {Name: "b.md"}}
	if !reflect.DeepEqual(d.Knowledge, want) {
		t.Errorf("got %v, want %v", d.Knowledge, want)
	}
	if err := d.Add(assistant.File{Name: "nul"}); err == nil || !reflect.DeepEqual(d.Knowledge, want) {
		t.Errorf("got %v and %v, want an error and %v", err, d.Knowledge, want)
	}
}

func TestWhatIsWrittenByHand(t *testing.T) {
	var d assistant.Draft
	d.Write(assistant.FieldStarters)
	d.Write(assistant.FieldName)
	d.Write(assistant.FieldName)
	if want := []assistant.Field{assistant.FieldName, assistant.FieldStarters}; !reflect.DeepEqual(d.ByHand, want) {
		t.Errorf("got %v, want %v", d.ByHand, want)
	}
	copied := d.Clone()
	d.Unwrite(assistant.FieldName)
	d.Unwrite(assistant.FieldPurpose)
	if d.Wrote(assistant.FieldName) || !d.Wrote(assistant.FieldStarters) || !copied.Wrote(assistant.FieldName) {
		t.Errorf("after taking the name out: %v, and a copy from before: %v", d.ByHand, copied.ByHand)
	}
}

// Every field of a draft shows in a comparison, and only there.
func TestCompareSeesEveryField(t *testing.T) {
	for field, change := range map[assistant.Field]func(*assistant.Draft){
		assistant.FieldPurpose:      func(d *assistant.Draft) { d.Task = assistant.Answers },
		assistant.FieldName:         func(d *assistant.Draft) { d.Name = "" },
		assistant.FieldAvatar:       func(d *assistant.Draft) { d.Avatar.Picture = []byte("a picture") },
		assistant.FieldDescription:  func(d *assistant.Draft) { d.Description += "!" },
		assistant.FieldInstructions: func(d *assistant.Draft) { d.Instructions += "!" },
		assistant.FieldStarters:     func(d *assistant.Draft) { d.Starters = d.Starters[:1] },
		assistant.FieldCriteria:     func(d *assistant.Draft) { d.Criteria[0].Answer = "" },
		assistant.FieldKnowledge:    func(d *assistant.Draft) { d.Knowledge[0].Content = []byte("# Stil!\n") },
		assistant.FieldSettings:     func(d *assistant.Draft) { d.Settings.AltLimit = 0 },
	} {
		d := full()
		change(&d)
		differences := assistant.Compare(full(), d)
		if len(differences) != 1 || differences[0].Field != field || differences[0].Before == differences[0].After {
			t.Errorf("a change of %s: got %+v", field, differences)
		}
	}
	if differences := assistant.Compare(full(), full()); differences != nil {
		t.Errorf("the same drafts: got %+v", differences)
	}
	differences := assistant.Compare(assistant.Draft{}, full())
	for i, difference := range differences {
		if len(differences) != len(assistant.Fields) || difference.Field != assistant.Fields[i] {
			t.Errorf("difference %d of %d is %s", i, len(differences), difference.Field)
		}
	}
}
