package jupyter

import (
	"context"
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

// sockets is what both sides of a connection have.
type sockets struct {
	Arrivals <-chan Arrival // closed by Close

	signer *Signer
	by     map[Channel]zmq4.Socket
	stop   context.CancelFunc
	done   sync.WaitGroup
}

// receiveAt lets Arrivals have what comes in at some of the sockets. It comes last: everything else that runs until Close
// is in done by then.
func (s *sockets) receiveAt(ctx context.Context, channels ...Channel) {
	arrivals := make(chan Arrival)
	s.Arrivals = arrivals
	for _, channel := range channels {
		s.done.Go(func() { receive(ctx, s.by[channel], channel, s.signer, arrivals) })
	}
	go func() {
		s.done.Wait()
		close(arrivals)
	}()
}

// Send sends a message to whom its identities name: to the only kernel that there is, if it is a front end's.
func (s *sockets) Send(channel Channel, m *Message) error {
	frames, err := s.signer.Encode(m)
	if err != nil {
		return err
	}
	return s.by[channel].SendMulti(zmq4.NewMsgFrom(frames...))
}

// Close closes all sockets.
func (s *sockets) Close() {
	s.stop()
	for _, socket := range s.by {
		socket.Close()
	}
	s.done.Wait()
}

// receive hands on what arrives at a socket and can be trusted.
func receive(ctx context.Context, socket zmq4.Socket, channel Channel, signer *Signer, to chan<- Arrival) {
	defer drain(socket)
	for ctx.Err() == nil {
		arrived, err := socket.Recv()
		if err != nil {
			continue // one peer's connection; the others go on
		}
		m, err := signer.Decode(arrived.Frames)
		if err != nil {
			continue
		}
		select {
		case to <- Arrival{channel, m}:
		case <-ctx.Done():
		}
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
