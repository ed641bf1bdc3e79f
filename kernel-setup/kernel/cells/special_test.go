package cells

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func ExampleIsSpecial() {
	for _, line := range []string{"%% --rate=1", "!ls", `fmt.Println("%%")`} {
		fmt.Println(IsSpecial(line))
	}
	// Output:
	// true
	// true
	// false
}

func TestIsSpecial(t *testing.T) {
	tests := []struct {
		line string
		want bool
	}{
		{"%%", true}, {"%main", true}, {"%exec f", true}, {"%ls", true}, {"!ls -l", true}, {"!*go mod tidy", true},
		{"//gonb:%%", true}, {"//gonb:!ls", true},
		{"", false}, {"%", false}, {"!", false}, {" %%", false}, {"\t!ls", false}, {"// gonb:%%", false}, {"x := 7 % 3", false}, {"//gonb:", false},
	}
	for _, test := range tests {
		if got := IsSpecial(test.line); got != test.want {
			t.Errorf("IsSpecial(%q) = %v, want %v", test.line, got, test.want)
		}
	}
}

func TestMains(t *testing.T) {
	tests := []struct {
		name, code string
		want       []int
	}{
		{"none", "func f() {}\n%args -v\n!ls", nil},
		{"empty", "", nil},
		{"one", "func f() {}\n%%\nf()", []int{2}},
		{"with flags", "%%\t--rate=1", []int{1}},
		{"as a comment", "//gonb:%%\nf()", []int{1}},
		{"all kinds", "%%\n%main -x\n%exec f", []int{1, 2, 3}},
		{"a magic that is no main", "%%time\nf()", nil},
		{"GoNB reads %maintain as %main", "%maintain", []int{1}},
		{"after a backslash", "!ls \\\n%%\nf()", []int{2}},
		{"a script has none", "%%bash\n%%\n%%", nil},
		{"a script later in the cell is no script", "%%\n%%bash\n%%", []int{1, 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Mains(test.code); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestCommandsExplainThemselves(t *testing.T) {
	for _, command := range Commands {
		if !IsSpecial(command.Name) || !strings.HasPrefix(command.Usage, command.Name) || !strings.HasSuffix(command.Meaning, ".") {
			t.Errorf("%+v", command)
		}
		if got, found := CommandOf("//gonb:" + command.Usage); !found || got != command {
			t.Errorf("CommandOf(%q) = %+v", command.Usage, got)
		}
	}
}
