package product

import (
	"os"
	"strings"
	"testing"
)

// The code that the page shows is in the source, line by line; only the tabs before a
// line may be more there.
func TestThePageShowsTheCode(t *testing.T) {
	var source string
	for _, file := range []string{"product.go", "registers.go", "../matrix.go", "../tile_amd64.s"} {
		source += withoutIndent(read(t, file))
	}
	pieces := strings.Split(read(t, "../../../docs/matrix-product.md"), "\n```")
	const excerpts = 7
	if len(pieces) != 2*excerpts+1 {
		t.Fatalf("the page has %d marks of code, want two for each of %d steps", len(pieces)-1, excerpts)
	}
	for i := 1; i < len(pieces); i += 2 {
		_, code, _ := strings.Cut(pieces[i], "\n") // behind the name of the language
		if !strings.Contains(source, "\n"+withoutIndent(code)+"\n") {
			t.Errorf("the source does not have this code of the page:\n%s", code)
		}
	}
}

func read(t *testing.T, file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func withoutIndent(code string) string {
	lines := strings.Split(code, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, "\t")
	}
	return strings.Join(lines, "\n")
}
