package jupyter

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"time"

	"github.com/go-zeromq/zmq4"
)

// A Client is a front end's side of a connection. Its methods may be called from several goroutines.
type Client struct{ sockets }

// Dial connects to a kernel, and waits until it listens or ctx ends.
func Dial(ctx context.Context, c Connection) (*Client, error) {
	living, stop := context.WithCancel(context.WithoutCancel(ctx))
	options := []zmq4.Option{
		zmq4.WithLogger(log.New(io.Discard, "", 0)),
		zmq4.WithDialerMaxRetries(0),
		zmq4.WithID(zmq4.SocketIdentity(newID())), // one for all: a kernel asks at stdin who sent a request at shell
	}
	client := &Client{sockets{signer: NewSigner(c), stop: stop, by: map[Channel]zmq4.Socket{
		Shell:   zmq4.NewDealer(living, options...),
		Control: zmq4.NewDealer(living, options...),
		Stdin:   zmq4.NewDealer(living, options...),
		IOPub:   zmq4.NewSub(living, options...),
	}}}
	hurry := context.AfterFunc(ctx, stop) // a kernel that listens and says nothing does not hold us up
	for channel, port := range map[Channel]int{Shell: c.ShellPort, Control: c.ControlPort, Stdin: c.StdinPort, IOPub: c.IOPubPort} {
		if err := dial(ctx, client.by[channel], c.address(port)); err != nil {
			client.Close()
			return nil, fmt.Errorf("cannot connect to the kernel's %s socket: %w", channel, err)
		}
	}
	if err := client.by[IOPub].SetOption(zmq4.OptionSubscribe, ""); err != nil {
		client.Close()
		return nil, err
	}
	if !hurry() {
		client.Close()
		return nil, fmt.Errorf("cannot connect to the kernel: %w", ctx.Err())
	}
	client.receiveAt(living, Shell, Control, Stdin, IOPub)
	return client, nil
}

func dial(ctx context.Context, socket zmq4.Socket, address string) error {
	for {
		err := socket.Dial(address)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(5 * time.Millisecond):
		}
	}
}
