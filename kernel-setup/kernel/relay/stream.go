package relay

import (
	"encoding/gob"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// A Record is one piece of what a program does. Each has one of its fields set, and Text with Stream.
type Record struct {
	Begun  int    // the program runs: its process id
	Stream string // "stdout" or "stderr", to which the program has written
	Text   string // what it has written: valid UTF-8, whole letters
	Shown  *Shown
	Asked  *protocol.InputRequest // gonbui.RequestInput
	Ended  *Ending                // always the last
}

// Shown is a picture, or another rich output.
type Shown struct {
	Content []byte // that of Jupyter's display_data, in JSON: data, metadata, transient
	ID      string // of the output that it replaces; empty if it is a new one
}

// An Ending is how a program has ended.
type Ending struct {
	Status int    // its exit status; 128 and the signal's number if a signal has ended it
	Signal string // such as "killed"; empty if it has ended by itself
}

// An Order is what the kernel wants of a program that runs.
type Order struct {
	Input      string // to be written to its standard input
	EndOfInput bool   // there will be no more
	Interrupt  bool
	Control    string  // the id of a control that the program has shown, and that was set
	Value      float64 // to this
}

// socket is where the kernel listens: its name in the folder above that of GoNB's temporary files.
const socket = "relay"

// Listen lets relays connect whose programs run below the folder cells, which is GoNB's for temporary files. It calls
// serve for each of them, in a goroutine of its own.
func Listen(cells string, serve func(*Connection)) (stop func(), err error) {
	listener, err := net.Listen("unix", filepath.Join(cells, "..", socket))
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(connected(conn))
		}
	}()
	return func() { listener.Close() }, nil
}

// A Connection has a relay at one end and the kernel at the other.
type Connection struct {
	conn net.Conn
	in   *gob.Decoder
	out  *gob.Encoder
}

func connected(conn net.Conn) *Connection {
	return &Connection{conn: conn, in: gob.NewDecoder(conn), out: gob.NewEncoder(conn)}
}

// dial connects to the kernel.
func dial(cells string) (*Connection, error) {
	path := filepath.Join(cells, "..", socket)
	conn, err := net.Dial("unix", path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the kernel's temporary folder %s was removed: restart the kernel", filepath.Dir(path))
	}
	if err != nil {
		return nil, err
	}
	return connected(conn), nil
}

// Next is the next record of the program; an error after the last one, or where the relay was killed.
func (c *Connection) Next() (record Record, err error) {
	err = c.in.Decode(&record)
	return record, err
}

// Give gives the program an order. One that has ended does not obey.
func (c *Connection) Give(order Order) { _ = c.out.Encode(order) }

// Close tells the relay, after the last record, that the kernel has taken all of them: it may end.
func (c *Connection) Close() { c.conn.Close() }
