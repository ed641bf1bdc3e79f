package explain

import "testing"

// The text is what Go 1.26 prints when a function in C writes to NULL.
func TestACrashInC(t *testing.T) {
	const stderr = "SIGSEGV: segmentation violation\nPC=0x47e520 m=0 sigcode=1 addr=0x0\nsignal arrived during cgo execution\n\n" +
		"goroutine 1 gp=0x3f0d16db01e0 m=0 mp=0x532240 [syscall]:\nruntime.cgocall(0x47e520, 0x3f0d16de6738)\n\t/usr/local/go/src/runtime/cgocall.go:167 +0x4b\n" +
		"main._Cfunc_crash()\n\t_cgo_gotypes.go:46 +0x3a\nmain.main()\n\tCell[16]:5 +0xf\n"
	output, crash := Crash("mine\n"+stderr, "exit status 2")
	if output != "mine\n" {
		t.Errorf("the program's own words are %q", output)
	}
	cell := Cell{16, "/*\nvoid crash(void);\n*/\nimport \"C\"\nC.crash()"}
	got := Explain(Failure{Value: "exit status 2", Stderr: crash, Number: 16}, cell, nil, English)
	want := "Cell [16], line 5: code in C has used memory that is not its own, such as what a NULL pointer points to."
	if got.Name != "Panic" || got.Value != want {
		t.Errorf("got %s %q, want %q", got.Name, got.Value, want)
	}
}
