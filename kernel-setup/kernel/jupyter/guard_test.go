package jupyter

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/transport"
)

// answers says whether a server still serves: it dials, asks and waits for the request to arrive.
func answers(t *testing.T, server *Server, c Connection) {
	t.Helper()
	client := connect(t, c)
	request := New("kernel_info_request", struct{}{})
	send(t, client, Shell, request)
	if got := next(t, server.Arrivals); got.Message.Header.ID != request.Header.ID {
		t.Errorf("got the message %+v, want the request", got.Message.Header)
	}
}

func TestPeersThatSayNothingHoldUpNobody(t *testing.T) {
	c := onTCP(t)
	server := listen(t, c)
	for range 200 {
		plug(t, c.ShellPort)
	}
	begun := time.Now()
	answers(t, server, c)
	if took := time.Since(begun); took > greetingTime {
		t.Errorf("a front end waited %v, as if those before it had to greet first", took)
	}
}

func TestPeersOverTheLimitAreSentAway(t *testing.T) {
	c := onTCP(t)
	server := listen(t, c)
	var wires []wire
	for range maxPeers + 50 {
		wires = append(wires, plug(t, c.ShellPort))
	}
	for _, w := range wires[maxPeers:] {
		w.hearsTheEnd()
	}
	first := wires[0]
	if _, err := io.CopyN(io.Discard, first, int64(len(greeting))); err != nil {
		t.Error(err)
	}
	if err := first.SetReadDeadline(time.Now().Add(time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("who came first is not waited for: %v", err)
	}
	for _, w := range wires {
		w.Close()
	}
	answers(t, server, c)
}

// commandFrame is a command as ZMTP writes it.
func commandFrame(body string) []byte {
	return append([]byte{command, byte(len(body))}, body...)
}

func property(name, value string) string {
	return string([]byte{byte(len(name))}) + name + string(binary.BigEndian.AppendUint32(nil, uint32(len(value)))) + value
}

func TestWhoGreetsBadlyIsSentAway(t *testing.T) {
	greets := func(change func(g []byte)) []byte {
		g := slices.Clone(greeting[:])
		change(g)
		return append(g, ready("DEALER", "")...)
	}
	then := func(frame []byte) []byte { return append(slices.Clone(greeting[:]), frame...) }
	enormous := binary.BigEndian.AppendUint64([]byte{long | command}, 1<<63-1)
	for _, said := range []struct {
		name string
		text []byte
	}{
		{"a web browser", []byte("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n\r\n")},
		{"zeros", make([]byte, 100)},
		{"another signature", greets(func(g []byte) { g[9] = 0x7e })},
		{"version 2", greets(func(g []byte) { g[10] = 2 })},
		{"with a password", greets(func(g []byte) { copy(g[12:], "PLAIN") })},
		{"a message before the command", then(frames([]byte("hello")))},
		{"an enormous message before the command", then(binary.BigEndian.AppendUint64([]byte{long}, 1<<63-1))},
		{"an enormous command", then(enormous)},
		{"another command", then(commandFrame("\x04PING"))},
		{"an empty command", then(commandFrame(""))},
		{"no kind of socket", then(commandFrame(readyName))},
		{"an unknown kind of socket", then(commandFrame(readyName + property(kindName, "FOO")))},
		{"a kind that is only for kernels", then(commandFrame(readyName + property(kindName, "PUB")))},
		{"two kinds, the second unknown", then(commandFrame(readyName + property(kindName, "DEALER") + property("socket-type", "FOO")))},
		{"a name without a value", then(commandFrame(readyName + "\x01x"))},
		{"a name that is too long", then(commandFrame(readyName + "\xffx"))},
		{"a name of one byte too many", then(commandFrame(readyName + "\x01"))},
		{"a value that is too long", then(commandFrame(readyName + "\x01x\xff\xff\xff\xffx"))},
	} {
		t.Run(said.name, func(t *testing.T) {
			c := onTCP(t)
			server := listen(t, c)
			w := plug(t, c.ShellPort)
			_, _ = w.Write(said.text) // it may be cut off before the end
			w.hearsTheEnd()
			answers(t, server, c)
		})
	}
}

func TestAKindInOtherLettersIsUnderstood(t *testing.T) {
	c := onTCP(t)
	listen(t, c)
	w := plug(t, c.ShellPort)
	w.say(slices.Concat(greeting[:], commandFrame(readyName+property("X-Other", "y")+property("SOCKET-TYPE", "DEALER"))))
	if err := w.hearReady(); err != nil {
		t.Error(err)
	}
}

func TestASilentPeerAndOneOfTheWrongKindAreGivenUp(t *testing.T) {
	t.Parallel() // they have a few seconds
	c := onTCP(t)
	server := listen(t, c)
	silent, subscriber := plug(t, c.ShellPort), shakeHands(t, c.ShellPort, "SUB")
	waiting := shakeHands(t, c.ShellPort, "DEALER")
	silent.hearsTheEnd()
	subscriber.hearsTheEnd()
	// Who has greeted well may then say nothing for as long as it likes.
	waiting.say(frames(encode(t, New("kernel_info_request", struct{}{}))...))
	next(t, server.Arrivals)
}

func encode(t *testing.T, m *Message) [][]byte {
	t.Helper()
	frames, err := newSigner().Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return frames
}

func TestEnormousMessagesEndTheConnectionAndTakeNoMemory(t *testing.T) {
	const mostMemory = 16 << 20
	half := make([]byte, maxMessage/2)
	for _, c := range []struct {
		name string
		text []byte
	}{
		{"a frame that claims 1 TB", binary.BigEndian.AppendUint64([]byte{long}, 1<<40)},
		{"a frame that claims 8 EB", binary.BigEndian.AppendUint64([]byte{long}, 1<<63-1)},
		{"a frame that claims 16 EB", binary.BigEndian.AppendUint64([]byte{long}, 1<<64-1)},
		{"a command that claims 1 TB", binary.BigEndian.AppendUint64([]byte{long | command}, 1<<40)},
		{"one byte over the limit", binary.BigEndian.AppendUint64([]byte{long}, maxMessage+1)},
		{"too many frames", bytes.Repeat([]byte{more, 0}, maxFrames+1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			connection := onTCP(t)
			server := listen(t, connection)
			w := shakeHands(t, connection.ShellPort, "DEALER")
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			w.say(c.text)
			w.hearsTheEnd()
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > mostMemory {
				t.Errorf("it took %d bytes of memory", took)
			}
			answers(t, server, connection)
		})
	}
	t.Run("frames over the limit together", func(t *testing.T) {
		connection := onTCP(t)
		server := listen(t, connection)
		w := shakeHands(t, connection.ShellPort, "DEALER")
		_, _ = w.Write(frames(half, half, []byte("x")))
		w.hearsTheEnd()
		answers(t, server, connection)
	})
}

func TestMessagesAtTheLimitsArrive(t *testing.T) {
	large, many := New("comm_msg", struct{}{}), New("comm_msg", struct{}{})
	size := 0
	for _, frame := range encode(t, large) {
		size += len(frame)
	}
	large.Buffers = [][]byte{make([]byte, maxMessage-size)}
	many.Buffers = make([][]byte, maxFrames-len(encode(t, many)))
	c := onTCP(t)
	server := listen(t, c)
	client := connect(t, c)
	for range 2 { // the counting begins again with each message
		for _, m := range []*Message{large, many} {
			m.Header.ID = newID()
			send(t, client, Shell, m)
			if got := next(t, server.Arrivals).Message; got.Header.ID != m.Header.ID || len(got.Buffers) != len(m.Buffers) ||
				len(got.Buffers[0]) != len(m.Buffers[0]) {
				t.Errorf("got %+v with %d buffers, want %+v with %d", got.Header, len(got.Buffers), m.Header, len(m.Buffers))
			}
		}
	}
}

func TestAMessageInSmallPiecesArrives(t *testing.T) {
	c := onTCP(t)
	server := listen(t, c)
	w := plug(t, c.ShellPort)
	request := New("kernel_info_request", struct{}{})
	for _, b := range slices.Concat(greeting[:], ready("DEALER", ""), frames(encode(t, request)...)) {
		w.say([]byte{b})
	}
	if got := next(t, server.Arrivals).Message; got.Header != request.Header {
		t.Errorf("got %+v, want %+v", got.Header, request.Header)
	}
}

func TestAPeerThatLeavesWithinAMessageDisturbsNobody(t *testing.T) {
	whole := slices.Concat(greeting[:], ready("DEALER", "the same"), frames(encode(t, New("kernel_info_request", struct{}{}))...))
	c := onTCP(t)
	server := listen(t, c)
	for cut := 0; cut < len(whole); cut += 3 {
		w := plug(t, c.ShellPort)
		w.say(whole[:cut])
		w.Close()
	}
	answers(t, server, c)
	select {
	case a := <-server.Arrivals:
		t.Errorf("a part of a message arrived: %+v", a)
	default:
	}
}

var registerImpatient = sync.OnceValue(func() error {
	return zmq4.RegisterTransport("impatient-tcp", guard{transport.New("tcp"), 200 * time.Millisecond})
})

func TestASubscriberThatDoesNotReadIsGivenUp(t *testing.T) {
	if err := registerImpatient(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	publisher := zmq4.NewXPub(ctx, zmq4.WithLogger(log.New(io.Discard, "", 0)))
	defer publisher.Close()
	if err := publisher.Listen("impatient-tcp://127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	lazy := shakeHands(t, publisher.Addr().(*net.TCPAddr).Port, "SUB")
	lazy.say(frames([]byte{1}))
	reader := zmq4.NewSub(ctx, zmq4.WithLogger(log.New(io.Discard, "", 0)))
	defer reader.Close()
	if err := reader.Dial("tcp://" + publisher.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if err := reader.SetOption(zmq4.OptionSubscribe, "output"); err != nil {
		t.Fatal(err)
	}
	for len(publisher.(zmq4.Topics).Topics()) < 2 {
		time.Sleep(time.Millisecond)
	}
	const messages = 10
	large := make([]byte, 4<<20) // more than the system keeps for a connection
	for i := range messages {
		if err := publisher.SendMulti(zmq4.NewMsgFrom([]byte("output "+strconv.Itoa(i)), large)); err != nil {
			t.Fatal(err)
		}
	}
	within(t, "what the others are to read", func() {
		for i := range messages {
			m, err := reader.Recv()
			if err != nil || !strings.HasSuffix(string(m.Frames[0]), strconv.Itoa(i)) {
				t.Errorf("message %d: got %.20q, %v", i, m.Frames, err)
				return
			}
		}
	})
	lazy.hearsTheEnd()
}

func FuzzReadReady(f *testing.F) {
	f.Add([]byte(readyName + property(kindName, "DEALER") + property(identityName, "somebody")))
	f.Add([]byte(readyName + "\x01x\xff\xff\xff\xffx"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if len(body) > 255 {
			return // it comes in a short frame
		}
		kind, identity, err := readReady(body)
		if err != nil {
			return
		}
		again := ready(kind, identity)
		if int(again[1]) != len(again)-2 {
			t.Fatalf("%q says that it has %d bytes", again, again[1])
		}
		if k, i, err := readReady(again[2:]); k != kind || i != identity || err != nil {
			t.Errorf("%q, %q became %q, %q, %v", kind, identity, k, i, err)
		}
	})
}
