package jupyter

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"sync"

	"github.com/go-zeromq/zmq4"
)

// A Channel is one of the sockets on which a front end and a kernel talk.
type Channel string

const (
	Shell   Channel = "shell"   // requests that wait for each other
	Control Channel = "control" // requests that overtake them: interrupt, shutdown
	Stdin   Channel = "stdin"   // what the kernel asks the user
	IOPub   Channel = "iopub"   // outputs, for everybody
)

// An Arrival is a message that came in, and where.
type Arrival struct {
	Channel Channel
	Message *Message
}

// A Server is the kernel's side of a connection. Its methods may be called from several goroutines.
type Server struct {
	Arrivals <-chan Arrival // closed by Close

	signer  *Signer
	sockets map[Channel]zmq4.Socket
	stop    context.CancelFunc
	done    sync.WaitGroup
}

// Listen opens the connection's sockets. Heartbeats are answered from then on. What comes in malformed, unsigned or for
// the second time is dropped.
func Listen(c Connection) (*Server, error) {
	ctx, stop := context.WithCancel(context.Background())
	options := []zmq4.Option{zmq4.WithLogger(log.New(io.Discard, "", 0)), zmq4.WithTimeout(writePatience)}
	s := &Server{signer: NewSigner(c), stop: stop, sockets: map[Channel]zmq4.Socket{
		Shell:   zmq4.NewRouter(ctx, options...),
		Control: zmq4.NewRouter(ctx, options...),
		Stdin:   zmq4.NewRouter(ctx, options...),
		IOPub:   zmq4.NewXPub(ctx, options...), // a publisher that can be emptied of what it should not have been sent
	}}
	heartbeat := zmq4.NewRep(ctx, options...)
	err := errors.Join(
		s.sockets[Shell].Listen(c.address(c.ShellPort)),
		s.sockets[Control].Listen(c.address(c.ControlPort)),
		s.sockets[Stdin].Listen(c.address(c.StdinPort)),
		s.sockets[IOPub].Listen(c.address(c.IOPubPort)),
		heartbeat.Listen(c.address(c.HeartbeatPort)))
	s.sockets["heartbeat"] = heartbeat
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("cannot listen where Jupyter asks for it: %w", err)
	}
	arrivals := make(chan Arrival)
	s.Arrivals = arrivals
	decoding := new(sync.Mutex)
	for _, channel := range []Channel{Shell, Control, Stdin} {
		s.done.Go(func() { receive(ctx, s.sockets[channel], channel, s.signer, decoding, arrivals) })
	}
	s.done.Go(func() { echo(ctx, heartbeat) })
	s.done.Go(func() { ignore(ctx, s.sockets[IOPub]) })
	go func() {
		s.done.Wait()
		close(arrivals)
	}()
	return s, nil
}

// Send sends a message to whom its identities name; on IOPub, to everybody.
func (s *Server) Send(channel Channel, m *Message) error {
	if channel == IOPub {
		toAll := *m
		toAll.Identities = [][]byte{[]byte(m.Header.Type)}
		m = &toAll
	}
	frames, err := s.signer.Encode(m)
	if err != nil {
		return err
	}
	return s.sockets[channel].SendMulti(zmq4.NewMsgFrom(frames...))
}

// Close closes all sockets.
func (s *Server) Close() {
	s.stop()
	for _, socket := range s.sockets {
		socket.Close()
	}
	s.done.Wait()
}

// receive hands on what arrives at a socket and can be trusted.
func receive(ctx context.Context, socket zmq4.Socket, channel Channel, signer *Signer, decoding *sync.Mutex, to chan<- Arrival) {
	defer drain(socket)
	for ctx.Err() == nil {
		arrived, err := socket.Recv()
		if err != nil {
			continue // one peer's connection; the others go on
		}
		decoding.Lock()
		m, err := signer.Decode(arrived.Frames)
		decoding.Unlock()
		if err != nil {
			continue
		}
		select {
		case to <- Arrival{channel, m}:
		case <-ctx.Done():
		}
	}
}

func echo(ctx context.Context, heartbeat zmq4.Socket) {
	defer drain(heartbeat)
	for ctx.Err() == nil {
		if beat, err := heartbeat.Recv(); err == nil {
			_ = heartbeat.Send(beat)
		}
	}
}

// ignore takes what a front end says where it is only to listen, so that the library reads on.
func ignore(ctx context.Context, socket zmq4.Socket) {
	defer drain(socket)
	for ctx.Err() == nil {
		_, _ = socket.Recv()
	}
}

// drain empties the queue of a socket whose context has ended: else the library's readers wait for room in it for good.
// Recv then gives a message or nothing, by chance; so the queue is empty after nothing many times in a row.
func drain(socket zmq4.Socket) {
	for nothing := 0; nothing < 100; nothing++ {
		if m, err := socket.Recv(); err == nil && len(m.Frames) > 0 {
			nothing = 0
		}
	}
}
