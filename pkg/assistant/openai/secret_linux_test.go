package openai

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// openTerminal makes a terminal of our own: what is written to the keyboard is read from the terminal, and what the
// terminal shows is read from the keyboard. See pty(7).
func openTerminal(t *testing.T) (keyboard, terminal *os.File) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keyboard.Close() })
	var number, locked int32
	for request, value := range map[uintptr]*int32{syscall.TIOCSPTLCK: &locked, syscall.TIOCGPTN: &number} {
		if _, _, failed := syscall.Syscall(syscall.SYS_IOCTL, keyboard.Fd(), request, uintptr(unsafe.Pointer(value))); failed != 0 {
			t.Fatal(failed)
		}
	}
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { terminal.Close() })
	return keyboard, terminal
}

func echoes(t *testing.T, terminal *os.File) bool {
	t.Helper()
	var state syscall.Termios
	if _, _, failed := syscall.Syscall(syscall.SYS_IOCTL, terminal.Fd(), syscall.TCGETS, uintptr(unsafe.Pointer(&state))); failed != 0 {
		t.Fatal(failed)
	}
	return state.Lflag&syscall.ECHO != 0
}

func waitForQuiet(t *testing.T, terminal *os.File) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); echoes(t, terminal); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the terminal shows what is typed")
		}
	}
}

// begin asks for a key, and comes back when the question stands in the terminal.
func begin(t *testing.T, keyboard, terminal *os.File) (screen *bufio.Reader, answer func() (Secret, error)) {
	t.Helper()
	var key Secret
	var err error
	ended := make(chan bool)
	go func() {
		key, err = Prompt(terminal, terminal)
		close(ended)
	}()
	screen = bufio.NewReader(keyboard)
	if shown, err := screen.ReadString(' '); shown != "Key: " || err != nil {
		t.Fatalf("the terminal shows %q, want the question (%v)", shown, err)
	}
	return screen, func() (Secret, error) {
		<-ended
		return key, err
	}
}

func TestWhatIsTypedIntoATerminalIsNotShown(t *testing.T) {
	for typed, want := range map[string]string{testKey + "\r": testKey, " " + testKey + " \n": testKey, "\r": "", "x\x7f" + testKey + "\r": testKey} {
		keyboard, terminal := openTerminal(t)
		screen, answer := begin(t, keyboard, terminal)
		waitForQuiet(t, terminal)
		io.WriteString(keyboard, typed)
		if key, err := answer(); key.reveal() != want || err != nil {
			t.Errorf("%q: got %q and %v, want %q", typed, key.reveal(), err, want)
		}
		if !echoes(t, terminal) {
			t.Error("the terminal is left without echo")
		}
		fmt.Fprintln(terminal, "the end")
		shown, err := screen.ReadString('d')
		if err != nil || strings.TrimSpace(shown) != "the end" {
			t.Errorf("%q: the terminal shows %q, want a line break and no key (%v)", typed, shown, err)
		}
	}
}

func TestCtrlCInAPromptGivesTheTerminalBack(t *testing.T) {
	keyboard, terminal := openTerminal(t)
	_, answer := begin(t, keyboard, terminal)
	waitForQuiet(t, terminal)
	io.WriteString(keyboard, "sk-\x03")
	key, err := answer()
	if !key.IsZero() {
		t.Errorf("got the key %q, want none", key.reveal())
	}
	checkError(t, err, "interrupted")
	if !echoes(t, terminal) {
		t.Error("the terminal is left without echo")
	}
}
