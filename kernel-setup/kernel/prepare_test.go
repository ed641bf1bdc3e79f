package main

import (
	"testing"

	"firstneuron/kernel-setup/kernel/explain"
)

func TestWhatGoNBGetsOfACell(t *testing.T) {
	for name, test := range map[string]struct{ code, want, failure string }{
		"a cell":                        {"var x = 1\n%%\nfmt.Println(x)", "var x = 1\n%%\nfmt.Println(x)", ""},
		"a limit keeps its line":        {"%limit time 3s\n%%\nfmt.Println(1)", "\n%%\nfmt.Println(1)", ""},
		"a wrong limit":                 {"%limit time soon\n%%", "", "NoLimit"},
		"build flags keep the courier":  {"%goflags -race", "%goflags -race -o=/x/cell", ""},
		"a question about build flags":  {"%goflags", "%goflags", ""},
		"commands without a name":       {"% \n!\n%%", "\n\n%%", ""},
		"two lines %%":                  {"%%\nfmt.Println(1)\n%%", "", "TwoMains"},
		"a shell script, not Go at all": {"%%bash\n%%\n%limit time soon\n%%", "%%bash\n%%\n%limit time soon\n%%", ""},
	} {
		k := &kernel{language: "en", gonb: &gonb{courierFlag: "-o=/x/cell"}}
		got, failure := k.prepare(&cell{asked: executeRequest{Code: test.code}})
		if failure == nil {
			failure = new(explain.Error)
		}
		if got != test.want || failure.Name != test.failure {
			t.Errorf("%s: %q becomes %q with error %q; want %q, %q", name, test.code, got, failure.Name, test.want, test.failure)
		}
	}
}
