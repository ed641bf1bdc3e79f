package explain

import "testing"

func TestWhatBelongsToACrash(t *testing.T) {
	const trace = "panic: boo\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/main.go:8 +0x71\n"
	const overflow = "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0x1 stack=[0x2, 0x3]\nfatal error: stack overflow\n\n" +
		"runtime stack:\nruntime.throw()\n\ngoroutine 1 gp=0x1 m=0 mp=0x2 [running]:\nmain.f()\n"
	for _, test := range []struct{ name, before, told, status string }{
		{"a panic", "a\n", trace, "exit status 2"},
		{"a panic behind a text without a line break", "abc", trace, "exit status 2"},
		{"a panic behind words like it", "panic: not really\nfatal error: cannot open config\n", trace, "exit status 2"},
		{"a panic behind both", "panic: not really\nno line break", trace, "exit status 2"},
		{"a panic that speaks of one", "", "panic: a panic: b\n[signal SIGSEGV: segmentation violation code=0x1]\n\ngoroutine 1 [running]:\n", "exit status 2"},
		{"a panic in a panic", "", "panic: a\n\tpanic: b\n\ngoroutine 1 [running]:\n", "exit status 2"},
		{"a stack overflow", "runtime: my own words\nand more\n", overflow, "exit status 2"},
		{"a trace that the program printed, and its end", trace, "", "exit status 1"},
		{"words like a panic's", "panic: not really\n", "", "exit status 2"},
		{"words like a panic's, and success", trace, "", ""},
		{"a flag that is declared twice", "flag redefined: in my own words\n", "/tmp/gonb_1/gonb_1 flag redefined: rate\n" + trace, "exit status 2"},
		{"a flag with a wrong name", "a\n", "flag \"-x\" begins with -\n" + trace, "exit status 2"},
		{"a wrong flag", "a\n", "flag provided but not defined: -rat\nUsage of x:\n  -rate float\n", "exit status 2"},
		{"a lesson's end", "a\n✗ not the last\n", "✗ open x: no such file\n", "exit status 1"},
		{"log.Fatal", "2026/11/29 05:00:00 cannot open config\n", "", "exit status 1"},
	} {
		if begins := CrashBegins(test.before + test.told); test.told != "" && begins < 0 {
			t.Errorf("%s: nothing is seen to begin", test.name)
		}
		if output, crash := Crash(test.before+test.told, test.status); output != test.before || crash != test.told {
			t.Errorf("%s: got %q and %q, want %q and %q", test.name, output, crash, test.before, test.told)
		}
	}
	for _, said := range []string{"invalid boolean value \"x\" for -b: parse error\n", "bad flag syntax: --=\n", "flag needs an argument: -x\n", "SIGQUIT: quit\n"} {
		if at := CrashBegins("a\n" + said); at != 2 {
			t.Errorf("%q begins at %d, want 2", said, at)
		}
	}
	if at := CrashBegins("do not wait\n"); at >= 0 {
		t.Errorf("a crash begins at %d of plain words", at)
	}
}
