package jupyter

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
)

// kernel answers as a kernel does: an execute_request with an output, a question at stdin and a reply.
func kernel(server *Server) {
	for a := range server.Arrivals {
		switch m := a.Message; m.Header.Type {
		case "execute_request":
			_ = server.Send(IOPub, m.Answer("stream", map[string]any{"name": "stdout", "text": "Grüße"}))
			_ = server.Send(Stdin, m.Answer("input_request", map[string]any{"prompt": "how many?"}))
			reply := m.Answer("execute_reply", map[string]any{"status": "ok"})
			reply.Buffers = m.Buffers
			_ = server.Send(a.Channel, reply)
		case "interrupt_request":
			_ = server.Send(a.Channel, m.Answer("interrupt_reply", map[string]any{"status": "ok"}))
		}
	}
}

// subscribed waits until the server knows that the client listens to its output.
func subscribed(t *testing.T, server *Server, client *Client) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if err := server.Send(IOPub, New("status", struct{}{})); err != nil {
			t.Fatal(err)
		}
		select {
		case <-client.Arrivals:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatal("the client hears no output")
}

func TestARequestIsAnswered(t *testing.T) {
	for name, c := range connections(t) {
		t.Run(name, func(t *testing.T) {
			server := listen(t, c)
			client := connect(t, c)
			subscribed(t, server, client)
			go kernel(server)
			request := New("execute_request", map[string]any{"code": "1"})
			request.Buffers = [][]byte{{0, 0xff}}
			send(t, client, Shell, request)
			stop := New("interrupt_request", struct{}{})
			send(t, client, Control, stop)
			type heard struct {
				Channel      Channel
				Type, Parent string
			}
			want := map[heard]string{
				{IOPub, "stream", request.Header.ID}:         `{"name":"stdout","text":"Grüße"}`,
				{Stdin, "input_request", request.Header.ID}:  `{"prompt":"how many?"}`,
				{Shell, "execute_reply", request.Header.ID}:  `{"status":"ok"}`,
				{Control, "interrupt_reply", stop.Header.ID}: `{"status":"ok"}`,
			}
			got := map[heard]string{}
			for len(got) < len(want) {
				a := next(t, client.Arrivals)
				if a.Message.Header.Type == "status" {
					continue
				}
				got[heard{a.Channel, a.Message.Header.Type, a.Message.ParentID()}] = string(a.Message.Content)
				if a.Channel == Shell && !reflect.DeepEqual(a.Message.Buffers, request.Buffers) {
					t.Errorf("got the buffers %q, want %q", a.Message.Buffers, request.Buffers)
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestAnAnswerGoesToWhoAsked(t *testing.T) {
	c := onTCP(t)
	server := listen(t, c)
	first, second := connect(t, c), connect(t, c)
	go kernel(server)
	send(t, first, Control, New("interrupt_request", struct{}{}))
	request := New("interrupt_request", struct{}{})
	send(t, second, Control, request)
	if got := next(t, second.Arrivals).Message; got.ParentID() != request.Header.ID {
		t.Errorf("got an answer to %q, want one to %q", got.ParentID(), request.Header.ID)
	}
	next(t, first.Arrivals)
	for _, client := range []*Client{first, second} {
		select {
		case a := <-client.Arrivals:
			t.Errorf("somebody else's answer came: %+v", a)
		default:
		}
	}
}

func TestJupytersOwnFrontEndIsAnswered(t *testing.T) {
	for name, c := range connections(t) {
		t.Run(name, func(t *testing.T) {
			go kernel(listen(t, c))
			path := filepath.Join(t.TempDir(), "connection.json")
			if err := c.Write(path); err != nil {
				t.Fatal(err)
			}
			want := map[string]any{
				"beat":         "ping",
				"question":     map[string]any{"prompt": "how many?"},
				"reply":        map[string]any{"status": "ok"},
				"buffers":      []any{"00ff"},
				"right parent": true,
				"stream":       map[string]any{"name": "stdout", "text": "Grüße"},
				"kind":         "stream",
			}
			var got map[string]any
			if err := json.Unmarshal(python(t, "frontend.py", "", path), &got); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestHeartbeatsAreAnswered(t *testing.T) {
	for name, c := range connections(t) {
		t.Run(name, func(t *testing.T) {
			listen(t, c)
			quiet := zmq4.WithLogger(log.New(io.Discard, "", 0))
			stray, front := zmq4.NewDealer(t.Context(), quiet), zmq4.NewReq(t.Context(), quiet)
			defer drain(stray) // nobody reads its answers
			defer stray.Close()
			defer front.Close()
			for _, socket := range []zmq4.Socket{stray, front} {
				if err := socket.Dial(c.address(c.HeartbeatPort)); err != nil {
					t.Fatal(err)
				}
			}
			for range 50 {
				for _, beat := range []zmq4.Msg{
					zmq4.NewMsgString("no delimiter"),
					zmq4.NewMsgFromString([]string{"a", "b"}),
					zmq4.NewMsgFromString([]string{"", ""}),
				} {
					if err := stray.Send(beat); err != nil {
						t.Fatal(err)
					}
				}
			}
			for _, beat := range []string{"ping", "pong", strings.Repeat("long", 1000)} {
				within(t, "a heartbeat", func() {
					if err := front.Send(zmq4.NewMsgString(beat)); err != nil {
						t.Error(err)
					}
					if got, err := front.Recv(); err != nil || string(got.Bytes()) != beat {
						t.Errorf("got %.20q, %v, want %.20q", got.Bytes(), err, beat)
					}
				})
			}
		})
	}
}

// An attacker without the key gets nothing through to the kernel, and no answer. Behind each of its messages it sends,
// with a key that it should not have, one by which the test sees that those before are through.
func TestWithoutTheKeyNothingArrivesAndNothingIsAnswered(t *testing.T) {
	order := func() *Message { return New("execute_request", map[string]any{"code": "attack"}) }
	encoded := func(key string, m *Message) [][]byte {
		frames, err := NewSigner(Connection{Key: key}).Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		return frames
	}
	seen := encoded("secret", order())
	copied := slices.Clone(seen)
	copied[5] = []byte(`{"code":"attack"} `)
	for _, channel := range []Channel{Shell, Control, Stdin} {
		t.Run(string(channel), func(t *testing.T) {
			c := onTCP(t)
			server := listen(t, c)
			port := map[Channel]int{Shell: c.ShellPort, Control: c.ControlPort, Stdin: c.StdinPort}[channel]
			owner := shakeHands(t, port, "DEALER")
			owner.say(frames(seen...))
			next(t, server.Arrivals)

			attacker := shakeHands(t, port, "DEALER")
			for _, attack := range [][][]byte{
				encoded("", order()),
				encoded("another", order()),
				seen, // for the second time
				append(slices.Clone(seen), []byte("with a buffer")),
				append([][]byte{[]byte("with an identity")}, seen...),
				copied,
				{[]byte("nothing")},
				{{}},
			} {
				attacker.say(frames(attack...))
			}
			through := New("through", struct{}{})
			attacker.say(frames(encoded("secret", through)...))
			got := next(t, server.Arrivals).Message
			if got.Header.ID != through.Header.ID {
				t.Fatalf("the attacker's message got through: %+v %s", got.Header, got.Content)
			}
			reply := got.Answer("through_reply", struct{}{})
			if err := server.Send(channel, reply); err != nil {
				t.Fatal(err)
			}
			heard := make([]byte, 4096)
			n, err := attacker.Read(heard)
			for err == nil && !strings.Contains(string(heard[:n]), "through_reply") {
				var m int
				m, err = attacker.Read(heard[n:])
				n += m
			}
			if err != nil || strings.Count(string(heard[:n]), string(delimiter)) != 1 {
				t.Errorf("got %q, %v, want the one reply", heard[:n], err)
			}
		})
	}
}

// To the output everybody may listen, and nobody may speak.
func TestWhatIsSaidWhereTheOutputIsChangesNothing(t *testing.T) {
	c := onTCP(t)
	server := listen(t, c)
	noisy := shakeHands(t, c.IOPubPort, "SUB")
	for range 100 {
		noisy.say(frames(encode(t, New("execute_request", struct{}{}))...))
	}
	noisy.say(frames([]byte{1}))
	subscribed(t, server, connect(t, c))
	for end := time.Now().Add(patience); ; {
		if err := noisy.SetReadDeadline(time.Now().Add(10 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		if n, _ := noisy.Read(make([]byte, 1)); n > 0 {
			break // it is read on: its subscription came behind its noise
		}
		if time.Now().After(end) {
			t.Fatal("who spoke is not listened to any more")
		}
		if err := server.Send(IOPub, New("status", struct{}{})); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case a := <-server.Arrivals:
		t.Errorf("it arrived: %+v", a)
	default:
	}
}

func TestSendLeavesTheMessageAlone(t *testing.T) {
	server := listen(t, onTCP(t))
	m := New("status", struct{}{})
	m.Identities = [][]byte{[]byte("somebody")}
	if err := server.Send(IOPub, m); err != nil || string(m.Identities[0]) != "somebody" {
		t.Errorf("the identities became %q, %v", m.Identities, err)
	}
}

// Where nobody is connected a message waits; the other channels do not.
func TestAChannelDoesNotWaitForAnother(t *testing.T) {
	c := onTCP(t)
	server := listen(t, c)
	waits := make(chan error)
	go func() { waits <- server.Send(Stdin, New("input_request", struct{}{}).Answer("x", struct{}{})) }()
	client := connect(t, c)
	subscribed(t, server, client)
	server.Close()
	within(t, "the message that waits", func() { <-waits })
}

func TestCloseLeavesNothing(t *testing.T) {
	wantNoneRunning(t)
	for name, c := range connections(t) {
		t.Run(name, func(t *testing.T) {
			for range 3 { // a kernel that is restarted listens at the same ports
				server := listen(t, c)
				client := connect(t, c)
				subscribed(t, server, client)
				send(t, client, Shell, New("kernel_info_request", struct{}{}))
				next(t, server.Arrivals)
				within(t, "Close", client.Close)
				within(t, "Close", server.Close)
				within(t, "a second Close", func() { client.Close(); server.Close() })
				for _, arrivals := range []<-chan Arrival{client.Arrivals, server.Arrivals} {
					within(t, "what arrives", func() {
						for range arrivals { // until it is closed
						}
					})
				}
			}
			wantNoneRunning(t)
			wantNobodyListens(t, c)
		})
	}
}

func wantNobodyListens(t *testing.T, c Connection) {
	t.Helper()
	for _, port := range []int{c.ShellPort, c.ControlPort, c.StdinPort, c.IOPubPort, c.HeartbeatPort} {
		if c.Transport == "ipc" {
			path := c.IP + "-" + strconv.Itoa(port)
			if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the file %s is still there: %v", path, err)
			}
			continue
		}
		if conn, err := net.Dial("tcp", net.JoinHostPort(c.IP, strconv.Itoa(port))); err == nil {
			conn.Close()
			t.Errorf("somebody still listens at port %d", port)
		}
	}
}

func TestCloseDoesNotWaitForMessagesThatNobodyTakes(t *testing.T) {
	wantNoneRunning(t)
	c := onTCP(t)
	server := listen(t, c)
	client := connect(t, c)
	subscribed(t, server, client)
	beats := shakeHands(t, c.HeartbeatPort, "DEALER")
	const many = 100
	for range many {
		for _, channel := range []Channel{Shell, Control, Stdin} {
			send(t, client, channel, New("execute_request", struct{}{}))
		}
		if err := server.Send(IOPub, New("status", struct{}{})); err != nil {
			t.Fatal(err)
		}
		beats.say(frames([]byte{}, []byte("ping")))
	}
	next(t, server.Arrivals)
	next(t, client.Arrivals)
	within(t, "Close", client.Close)
	within(t, "Close", server.Close)
	wantNoneRunning(t)
	wantNobodyListens(t, c)
}

// The library waits with a lock held for the peer that does not read, and with it the next peer.
func TestCloseDoesNotWaitForPeersThatDoNotRead(t *testing.T) {
	wantNoneRunning(t)
	c := onTCP(t)
	server := listen(t, c)
	lazy := shakeHands(t, c.IOPubPort, "SUB")
	lazy.say(frames([]byte{1}))
	large := New("stream", strings.Repeat("x", 8<<20))
	subscribed(t, server, connect(t, c))
	for range 4 {
		if err := server.Send(IOPub, large); err != nil {
			t.Fatal(err)
		}
	}
	asks := shakeHands(t, c.ShellPort, "DEALER")
	request := New("execute_request", struct{}{})
	asks.say(frames(encode(t, request)...))
	answer := next(t, server.Arrivals).Message.Answer("execute_reply", strings.Repeat("x", 32<<20))
	sent := make(chan error)
	go func() { sent <- server.Send(Shell, answer) }()
	plug(t, c.IOPubPort).say(slices.Concat(greeting[:], ready("SUB", "")))
	time.Sleep(50 * time.Millisecond) // so that all of them wait; the test holds without it, and shows less
	begun := time.Now()
	within(t, "Close", server.Close)
	if took := time.Since(begun); took > writePatience/2 {
		t.Errorf("Close took %v", took)
	}
	within(t, "Send", func() { <-sent })
}

func TestListenSaysWhichPortIsTaken(t *testing.T) {
	wantNoneRunning(t)
	c := onTCP(t)
	other, err := net.Listen("tcp", net.JoinHostPort(c.IP, strconv.Itoa(c.StdinPort)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Listen(c)
	if err == nil || !strings.Contains(err.Error(), strconv.Itoa(c.StdinPort)) {
		t.Errorf("got %v, want an error with port %d", err, c.StdinPort)
	}
	other.Close()
	wantNoneRunning(t)
	wantNobodyListens(t, c)
	listen(t, c)
}

func TestFilesOfAKilledKernelAreTakenOver(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("sockets are no files there")
	}
	c := onIPC(t)
	path := c.IP + "-" + strconv.Itoa(c.ShellPort)
	killed, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	if server, err := Listen(c); err == nil {
		server.Close()
		t.Error("the file of a living kernel was taken")
	}
	killed.SetUnlinkOnClose(false)
	killed.Close()
	listen(t, c)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, want a file that only its owner can write to", info, err)
	}

	other := onIPC(t)
	notes := other.IP + "-" + strconv.Itoa(other.ShellPort)
	if err := os.WriteFile(notes, []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if server, err := Listen(other); err == nil {
		server.Close()
		t.Error("a file that is no socket was taken")
	}
	if text, err := os.ReadFile(notes); string(text) != "notes" {
		t.Errorf("the file was changed to %q, %v", text, err)
	}
}

func TestDialWaitsForTheKernel(t *testing.T) {
	c := onTCP(t)
	dialed := make(chan error)
	go func() {
		client, err := Dial(t.Context(), c)
		if err == nil {
			client.Close()
		}
		dialed <- err
	}()
	time.Sleep(20 * time.Millisecond) // so that it has to wait; the test holds without it
	listen(t, c)
	within(t, "Dial", func() {
		if err := <-dialed; err != nil {
			t.Error(err)
		}
	})
}

func TestDialGivesUpWithItsContext(t *testing.T) {
	wantNoneRunning(t)
	nobody, silent := onTCP(t), onTCP(t)
	for _, port := range []int{silent.ShellPort, silent.ControlPort, silent.StdinPort, silent.IOPubPort} {
		listener, err := net.Listen("tcp", net.JoinHostPort(silent.IP, strconv.Itoa(port)))
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
	}
	for name, c := range map[string]Connection{"nobody listens": nobody, "who listens says nothing": silent} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer stop()
			within(t, "Dial", func() {
				if _, err := Dial(ctx, c); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
				}
			})
			wantNoneRunning(t)
		})
	}
}

func TestAClientOutlivesTheContextOfItsDial(t *testing.T) {
	c := onTCP(t)
	server := listen(t, c)
	ctx, stop := context.WithCancel(t.Context())
	client, err := Dial(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	stop()
	subscribed(t, server, client)
}
