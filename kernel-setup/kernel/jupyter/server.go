package jupyter

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"

	"github.com/go-zeromq/zmq4"
)

// A Server is the kernel's side of a connection. Its methods may be called from several goroutines.
type Server struct{ sockets }

// Listen opens the connection's sockets. Heartbeats are answered from then on. What comes in malformed, unsigned or for
// the second time is dropped.
func Listen(c Connection) (*Server, error) {
	ctx, stop := context.WithCancel(context.Background())
	options := []zmq4.Option{zmq4.WithLogger(log.New(io.Discard, "", 0)), zmq4.WithTimeout(writePatience)}
	s := &Server{sockets{signer: NewSigner(c), stop: stop, by: map[Channel]zmq4.Socket{
		Shell:   zmq4.NewRouter(ctx, options...),
		Control: zmq4.NewRouter(ctx, options...),
		Stdin:   zmq4.NewRouter(ctx, options...),
		IOPub:   zmq4.NewXPub(ctx, options...), // a publisher that can be emptied of what it should not have been sent
	}}}
	heartbeat := zmq4.NewRep(ctx, options...)
	err := errors.Join(
		s.by[Shell].Listen(c.address(c.ShellPort)),
		s.by[Control].Listen(c.address(c.ControlPort)),
		s.by[Stdin].Listen(c.address(c.StdinPort)),
		s.by[IOPub].Listen(c.address(c.IOPubPort)),
		heartbeat.Listen(c.address(c.HeartbeatPort)))
	s.by["heartbeat"] = heartbeat
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("cannot listen where Jupyter asks for it: %w", err)
	}
	s.done.Go(func() { echo(ctx, heartbeat) })
	s.done.Go(func() { ignore(ctx, s.by[IOPub]) })
	s.receiveAt(ctx, Shell, Control, Stdin)
	return s, nil
}

// Send sends a message to whom its identities name; on IOPub, to everybody.
func (s *Server) Send(channel Channel, m *Message) error {
	if channel == IOPub {
		toAll := *m
		toAll.Identities = [][]byte{[]byte(m.Header.Type)}
		m = &toAll
	}
	return s.sockets.Send(channel, m)
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
