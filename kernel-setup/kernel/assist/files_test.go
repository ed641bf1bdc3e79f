package assist

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/kernel-setup/kernel/cells"
)

// filesFor makes files in a folder; the name of a folder ends with a slash.
func filesFor(t *testing.T, names ...string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for _, name := range names {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			path = filepath.Join(path, "kept")
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, []byte(name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestCompleteFile(t *testing.T) {
	folder := filesFor(t, "data.csv", "data/train.csv", "my data/a b.txt", "my data/deep er/", "Учёба/урок.txt", ".hidden", "it's.txt")
	home := filesFor(t, "notes.txt")
	t.Setenv("HOME", home)
	if err := os.Symlink(filepath.Join(folder, "data"), filepath.Join(folder, "link")); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text, want string // the matches in place of what is typed, and a bar between them
	}{
		{"!cat d‸", "data/|data.csv"},
		{"!cat ‸", "data/|data.csv|it\\'s.txt|link/|my\\ data/|Учёба/"},
		{"!cat d‸ta.csv", "data/|data.csv"},
		{"!cat data/‸", "train.csv"},
		{"!cat ./dat‸", "data/|data.csv"},
		{"!cat data/../data.‸", "data.csv"},
		{"!cat link/t‸", "train.csv"},
		{"!cat .‸", ".hidden"},
		{"!cat none‸", ""},
		{"!cat none/‸", ""},
		{"!cat my\\ data/a‸", "a\\ b.txt"},
		{"!cat my\\ d‸", "my\\ data/"},
		{"!cat \"my d‸", "\"my data/"},
		{"!cat \"my data/‸", "a b.txt\"|deep er/"},
		{"!cat \"my data/‸\"", "a b.txt|deep er/"},
		{"!cat \"my data\"/d‸", "deep\\ er/"},
		{"!cat 'it‸", "'it'\\''s.txt'"},
		{"!cat ~/n‸", "notes.txt"},
		{"!cat " + folder + "/dat‸", "data/|data.csv"},
		{"!cat Уч‸", "Учёба/"},
		{"!echo ж; cat Учёба/у‸", "урок.txt"},
		{"!wc -l <data.‸", "data.csv"},
		{"!echo 1 >>da‸", "data/|data.csv"},
		{"!train --file=dat‸", "data/|data.csv"},
		{"!FILE=dat‸", "data/|data.csv"},
		{"!da‸", ""},
		{"! da‸", ""},
		{"!./da‸", "data/|data.csv"},
		{"!ls | da‸", ""},
		{"!cat $HOME/n‸", ""},
		{"!cat *.‸", ""},
		{"!cat '*.‸", ""},
		{"-!cat data.‸", "data.csv"},
		{"//gonb:!cat data.‸", "data.csv"},
		{"x := 1\n!cat \\\n  data.‸", "data.csv"},
		{"// a comment \\\n!cat data.‸", "data.csv"},
		{"!*ls ‸", "elsewhere"},
		{"!‸", "elsewhere"},
		{"!ls \n! ‸", ""},
		{"%%bash\ncat data.‸", "data.csv"},
		{"%%bash‸", "elsewhere"},
		{"%%script python3\nopen('da‸", "elsewhere"},
		{"%cd ‸", "data/|link/|\"my data/\"|Учёба/"},
		{"%cd my‸", "my\" data/\""},
		{"%cd \"my d‸", "\"my data/"},
		{"%cd \"my data/‸", "deep er/"},
		{"%cd \"my data/\"d‸", "\"d\"eep er/\""},
		{"%cd ~/‸", ""},
		{"%c‸", "elsewhere"},
		{"%capture data.csv‸", "data.csv"},
		{"%capture it‸", "it's.txt"},
		{"%%writefile data/t‸", "train.csv"},
		{"%rm da‸", "elsewhere"},
		{"s := `\n!cat da‸`", "elsewhere"},
		{"da‸", "elsewhere"},
	} {
		code, offset := cut(t, test.text)
		found, done := CompleteFile(code, codePoints(code, offset), folder)
		got := strings.Join(found.Matches, "|")
		if !done {
			got = "elsewhere"
		}
		if got != test.want || len(found.Matches) != len(found.Types) {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// bash is the oracle: what is completed names the file.
func TestTheShellReadsWhatIsCompleted(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	names := []string{"a b", "q\"uote", "it's", "$HOME", "*", "`ls`", "back\\slash", "-dash", "~", "#no", "a;b", "x=1", "ж ü", "a{b,c}", "!!", "tab", "(1)", "[a]", "<x>", "^v|&"}
	folder := filesFor(t, names...)
	slices.Sort(names)
	for _, typed := range []string{"!cat ./", "!cat \"./", "!cat './", "%capture ./", "%capture \"./"} {
		found, _ := CompleteFile(typed, len(typed), folder)
		if len(found.Matches) != len(names) {
			t.Errorf("%s: %d matches, want %d", typed, len(found.Matches), len(names))
			continue
		}
		for i, match := range found.Matches {
			line := typed[:found.Start] + match
			if !strings.HasPrefix(line, "!") {
				if words := cells.Read(line).Calls[0].Arguments(); len(words) != 1 || words[0] != "./"+names[i] {
					t.Errorf("%s is read as %q, want ./%s", line, words, names[i])
				}
				continue
			}
			cmd := exec.Command(bash, "-c", line[1:])
			cmd.Dir = folder
			if said, err := cmd.Output(); err != nil || string(said) != names[i] {
				t.Errorf("%s prints %q, %v, want %q", line, said, err, names[i])
			}
		}
	}
}
