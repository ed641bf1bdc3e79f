package assist

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"testing"
	"time"

	"firstneuron/kernel-setup/kernel/modules"
)

// TestMain makes this program a gopls when the environment asks for one that misbehaves.
func TestMain(m *testing.M) {
	if how := os.Getenv("FAKE_GOPLS"); how != "" {
		fakeGopls(how)
		return
	}
	os.Exit(m.Run())
}

func fakeGopls(how string) {
	in := bufio.NewReader(os.Stdin)
	for {
		text, err := readFrame(in)
		if err != nil && how == "stubborn" {
			select {}
		}
		if err != nil {
			return
		}
		var m heard
		if json.Unmarshal(text, &m) != nil || len(m.ID) == 0 {
			continue
		}
		answer := fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":null}`, m.ID)
		frame := fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(answer), answer)
		switch {
		case how == "deaf", how == "stubborn":
			continue
		case how == "slow" && m.Method == "textDocument/completion":
			continue
		case how == "crash" && m.Method == "textDocument/completion":
			os.Exit(2)
		case how == "cut" && m.Method == "textDocument/completion":
			frame = frame[:len(frame)-5]
			io.WriteString(os.Stdout, frame)
			return
		case how == "garbage" && m.Method == "textDocument/completion":
			frame = "\x00\xff garbage\r\n\r\n"
		}
		io.WriteString(os.Stdout, frame)
	}
}

func emptyModule(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := modules.Write(dir, "cell", ""); err != nil {
		t.Fatal(err)
	}
	return dir
}

func startFake(t *testing.T, how string) *Assistant {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	a, err := Start(t.Context(), Options{Gopls: program, Dir: emptyModule(t), Env: append(os.Environ(), "FAKE_GOPLS="+how)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAGoplsThatDoesNotAnswerHoldsNobody(t *testing.T) {
	for _, how := range []string{"deaf", "stubborn", "slow"} {
		t.Run(how, func(t *testing.T) {
			a := startFake(t, how)
			for range 3 {
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
				if _, err := a.Complete(ctx, "%%\nx", 4); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v, want the context's error", err)
				}
				cancel()
			}
			a.Remember("%%\nfmt.Println()")
			a.Close()
			if a.server.command.ProcessState == nil {
				t.Error("it was not waited for")
			}
		})
	}
}

func TestAGoplsThatFailsIsReplaced(t *testing.T) {
	for _, how := range []string{"crash", "cut", "garbage"} {
		t.Run(how, func(t *testing.T) {
			a := startFake(t, how)
			defer a.Close()
			for range 3 {
				if _, err := a.Complete(t.Context(), "%%\nx", 4); !errors.Is(err, errGone) {
					t.Fatalf("got %v, want %v", err, errGone)
				}
				// What does not fail is answered, by another one.
				if got, err := a.Inspect(t.Context(), "%%\nx", 4, 0); err != nil || got.Found {
					t.Fatalf("got %+v, %v, want nothing found", got, err)
				}
			}
		})
	}
}

func TestTheContextOfStartEndsAll(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	a, err := Start(ctx, Options{Gopls: program, Dir: emptyModule(t), Env: append(os.Environ(), "FAKE_GOPLS=slow")})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-a.ended
	if a.server.command.ProcessState == nil {
		t.Error("gopls was not waited for")
	}
}

func TestStartSaysWhatIsMissing(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		options Options
	}{
		{"no gopls", Options{Gopls: program + "-missing", Dir: emptyModule(t)}},
		{"no folder", Options{Gopls: program, Dir: program + "-missing"}},
		{"no module", Options{Gopls: program, Dir: t.TempDir()}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Start(t.Context(), test.options); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("got %v, want %v", err, os.ErrNotExist)
			}
		})
	}
}
