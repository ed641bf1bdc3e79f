package jupyter

import (
	"context"
	"encoding/binary"
	"fmt"
	"net"
	"time"
)

// A bound connection ends with the socket to which it belongs, whatever the library is doing with it.
type bound struct {
	net.Conn
	unbind func() bool
}

func bind(ctx context.Context, conn net.Conn) *bound {
	b := &bound{Conn: conn}
	b.unbind = context.AfterFunc(ctx, func() { conn.Close() })
	return b
}

func (b *bound) Close() error {
	b.unbind()
	return b.Conn.Close()
}

// The flags of a frame.
const (
	more    = 1
	long    = 2
	command = 4
)

// A peer is a connection whose greeting is through. It reads frames and ends the connection at one that is too large.
type peer struct {
	net.Conn
	patience time.Duration // for a peer that does not read
	hurry    *time.Timer   // ends the connection, unless the library takes it
	said     []byte        // read, and not yet handed on
	greeted  int           // bytes of the greeting that the library will write once more

	head    []byte // of the frame that is coming in
	body    uint64 // bytes that are still to come of it
	message uint64 // bytes of the frames before, of the same message
	frames  int
}

func (p *peer) Read(to []byte) (int, error) {
	if len(p.said) > 0 {
		n := copy(to, p.said)
		p.said = p.said[n:]
		return n, nil
	}
	p.hurry.Stop()
	n, err := p.Conn.Read(to)
	if err == nil {
		err = p.follow(to[:n])
	}
	if err != nil {
		p.Conn.Close()
		return 0, fmt.Errorf("%w: %w", net.ErrClosed, err) // else the library keeps a peer that left within a message
	}
	return n, nil
}

func (p *peer) Write(text []byte) (int, error) {
	if p.greeted > 0 {
		n := min(p.greeted, len(text))
		p.greeted -= n
		return n, nil
	}
	if err := p.Conn.SetWriteDeadline(time.Now().Add(p.patience)); err != nil {
		return 0, err
	}
	n, err := p.Conn.Write(text)
	if err != nil {
		p.Conn.Close() // half a message cannot be fixed
	}
	return n, err
}

// follow looks at the heads of the frames in what has come in.
func (p *peer) follow(text []byte) error {
	for len(text) > 0 {
		if p.body > 0 {
			n := min(p.body, uint64(len(text)))
			p.body -= n
			text = text[n:]
			continue
		}
		p.head, text = append(p.head, text[0]), text[1:]
		flags := p.head[0]
		switch {
		case flags&long == 0 && len(p.head) == 2:
			p.body = uint64(p.head[1])
		case flags&long != 0 && len(p.head) == 9:
			p.body = binary.BigEndian.Uint64(p.head[1:])
		default:
			continue
		}
		p.head = p.head[:0]
		p.frames++
		if p.body > maxMessage || p.message+p.body > maxMessage || p.frames > maxFrames {
			return fmt.Errorf("a message over %d bytes or %d frames", maxMessage, maxFrames)
		}
		p.message += p.body
		if flags&more == 0 {
			p.message, p.frames = 0, 0
		}
	}
	return nil
}
