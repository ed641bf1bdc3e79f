package jupyter

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/transport"
)

// The transports of our own sockets. ZeroMQ's library answers one peer after the other until its greeting is through,
// and makes room for whatever size a frame claims to have; so the guard stands in front of it: it lets only those in who
// have greeted, and only frames of a bearable size.
const (
	guardedTCP = "guarded-tcp"
	guardedIPC = "guarded-ipc"
)

const (
	maxMessage    = 64 << 20         // bytes of a message
	maxFrames     = 1000             // of a message
	maxPeers      = 256              // that have not greeted yet
	greetingTime  = 5 * time.Second  // for a peer's greeting
	writePatience = 30 * time.Second // for a peer that does not read
)

func init() {
	for name, network := range map[string]transport.Transport{
		guardedTCP: transport.New("tcp"),
		guardedIPC: files{transport.New("unix")},
	} {
		if err := zmq4.RegisterTransport(name, guard{network, writePatience}); err != nil {
			panic(err)
		}
	}
}

type guard struct {
	transport.Transport
	patience time.Duration
}

func (g guard) Dial(ctx context.Context, dialer transport.Dialer, address string) (net.Conn, error) {
	conn, err := g.Transport.Dial(ctx, dialer, address)
	if err != nil {
		return nil, err
	}
	return bind(ctx, conn), nil
}

func (g guard) Listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := g.Transport.Listen(ctx, address)
	if err != nil {
		return nil, err
	}
	door := &door{Listener: listener, patience: g.patience, greeted: make(chan net.Conn), closed: make(chan struct{})}
	go door.open(ctx)
	return door, nil
}

// A door is a listener whose peers have greeted.
type door struct {
	net.Listener
	patience time.Duration
	greeted  chan net.Conn
	closed   chan struct{}
	once     sync.Once
}

func (d *door) Accept() (net.Conn, error) {
	select {
	case conn := <-d.greeted:
		return conn, nil
	case <-d.closed:
		return nil, net.ErrClosed
	}
}

func (d *door) Close() error {
	d.once.Do(func() { close(d.closed) })
	return d.Listener.Close()
}

func (d *door) open(ctx context.Context) {
	waiting := make(chan struct{}, maxPeers)
	for {
		conn, err := d.Listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			time.Sleep(10 * time.Millisecond) // too many open files, say: others will close theirs
			continue
		}
		select {
		case waiting <- struct{}{}:
		default:
			conn.Close()
			continue
		}
		go func() {
			defer func() { <-waiting }()
			d.welcome(bind(ctx, conn))
		}()
	}
}

// welcome hands on who has greeted. The library forgets to close the connection of a peer that it cannot talk to, so
// the peer's time runs on until the library wants to hear from it.
func (d *door) welcome(conn net.Conn) {
	hurry := time.AfterFunc(greetingTime, func() { conn.Close() })
	said, err := greet(conn)
	if err != nil {
		hurry.Stop()
		conn.Close()
		return
	}
	select {
	case d.greeted <- &peer{Conn: conn, patience: d.patience, hurry: hurry, said: said, greeted: len(greeting)}:
	case <-d.closed:
		conn.Close()
	}
}
