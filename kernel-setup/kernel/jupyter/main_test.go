package jupyter

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for what must come before it fails.
const patience = 20 * time.Second

// askedToKnock is set where this program is run as another user, who is to connect to a port and print how that went.
const askedToKnock = "FIRSTNEURON_TEST_KNOCK"

var knock = func(port string) {}

func TestMain(m *testing.M) {
	if port := os.Getenv(askedToKnock); port != "" {
		knock(port)
		return
	}
	os.Exit(m.Run())
}

// connections gives one of each transport.
func connections(t *testing.T) map[string]Connection {
	kinds := map[string]Connection{"tcp": onTCP(t)}
	if runtime.GOOS != "windows" {
		kinds["ipc"] = onIPC(t)
	}
	return kinds
}

func onTCP(t *testing.T) Connection {
	t.Helper()
	var ports [5]int
	for i := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return Connection{Transport: "tcp", IP: "127.0.0.1", ShellPort: ports[0], ControlPort: ports[1], StdinPort: ports[2],
		IOPubPort: ports[3], HeartbeatPort: ports[4], SignatureScheme: "hmac-sha256", Key: "secret"}
}

func onIPC(t *testing.T) Connection {
	t.Helper()
	folder, err := os.MkdirTemp("", "ipc") // t.TempDir's path can be too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return Connection{Transport: "ipc", IP: filepath.Join(folder, "kernel"), ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4,
		HeartbeatPort: 5, SignatureScheme: "hmac-sha256", Key: "secret"}
}

func listen(t *testing.T, c Connection) *Server {
	t.Helper()
	s, err := Listen(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func connect(t *testing.T, c Connection) *Client {
	t.Helper()
	client, err := Dial(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func send(t *testing.T, client *Client, channel Channel, m *Message) {
	t.Helper()
	if err := client.Send(channel, m); err != nil {
		t.Fatal(err)
	}
}

// next waits for a message.
func next(t *testing.T, arrivals <-chan Arrival) Arrival {
	t.Helper()
	select {
	case a, open := <-arrivals:
		if !open {
			t.Fatal("the connection was closed")
		}
		return a
	case <-time.After(patience):
		t.Fatal("no message came")
	}
	return Arrival{}
}

// within fails unless something comes to its end.
func within(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(patience):
		stacks := make([]byte, 1<<20)
		t.Fatalf("%s does not end:\n%s", what, stacks[:runtime.Stack(stacks, true)])
	}
}

// running gives the stacks of the goroutines that the package or the library has started. One of the library's for each
// publisher has no end.
func running() []string {
	text := make([]byte, 4<<20)
	stacks := strings.Split(string(text[:runtime.Stack(text, true)]), "\n\n")
	return slices.DeleteFunc(stacks, func(stack string) bool {
		_, creator, _ := strings.Cut(stack, "created by ")
		ours := strings.Contains(creator, "zmq4") || strings.Contains(creator, "jupyter.") && !strings.Contains(creator, "jupyter.Test")
		return !ours || strings.Contains(creator, "newPubMWriter")
	})
}

func wantNoneRunning(t *testing.T) {
	t.Helper()
	var left []string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if left = running(); len(left) == 0 {
			return
		}
	}
	t.Fatalf("%d goroutines are still running:\n%s", len(left), strings.Join(left, "\n\n"))
}

// python runs a script of testdata in the project's environment.
func python(t *testing.T, script, input string, arguments ...string) []byte {
	t.Helper()
	program := filepath.Join("..", "..", "..", ".venv", "bin", "python")
	if runtime.GOOS == "windows" {
		program = filepath.Join("..", "..", "..", ".venv", "Scripts", "python.exe")
	}
	if _, err := os.Stat(program); err != nil {
		t.Fatalf("the project is not set up: %v. `go run ./kernel-setup test` sets it up", err)
	}
	command := exec.CommandContext(t.Context(), program, append([]string{filepath.Join("testdata", script)}, arguments...)...)
	command.Stdin = strings.NewReader(input)
	said := new(bytes.Buffer)
	command.Stderr = said
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, said)
	}
	return output
}

// A wire is a connection on which a test speaks ZMTP itself, well or badly.
type wire struct {
	net.Conn
	t *testing.T
}

// plug opens a connection and says nothing.
func plug(t *testing.T, port int) wire {
	t.Helper()
	conn, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return wire{conn, t}
}

// shakeHands opens a connection and goes through ZMTP's handshake.
func shakeHands(t *testing.T, port int, kind string) wire {
	t.Helper()
	w := plug(t, port)
	w.say(slices.Concat(greeting[:], ready(kind, "")))
	if err := w.hearReady(); err != nil {
		t.Fatal(err)
	}
	return w
}

// hearReady reads the other side's greeting and first command.
func (w wire) hearReady() error {
	head := make([]byte, len(greeting)+2)
	if _, err := io.ReadFull(w, head); err != nil {
		return err
	}
	_, err := io.CopyN(io.Discard, w, int64(head[len(head)-1]))
	return err
}

func (w wire) say(what []byte) {
	w.t.Helper()
	if _, err := w.Write(what); err != nil {
		w.t.Fatal(err)
	}
}

// hearsTheEnd fails unless the other side closes the connection.
func (w wire) hearsTheEnd() {
	w.t.Helper()
	_, err := io.Copy(io.Discard, w)
	if netErr, timed := err.(net.Error); timed && netErr.Timeout() {
		w.t.Error("the connection was left open")
	}
}

// frames writes a message as ZMTP does, with long heads.
func frames(parts ...[]byte) []byte {
	var text []byte
	for i, part := range parts {
		flags := byte(long)
		if i < len(parts)-1 {
			flags |= more
		}
		text = append(binary.BigEndian.AppendUint64(append(text, flags), uint64(len(part))), part...)
	}
	return text
}
