package jupyter

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
)

// greeting is that of a server that wants no password: signature, version 3.0, mechanism.
// https://rfc.zeromq.org/spec/23/
var greeting = func() (g [64]byte) {
	g[0], g[9], g[10] = 0xff, 0x7f, 3
	copy(g[12:], "NULL")
	return g
}()

// greet does our part of ZMTP's greeting and waits for the peer's, and for its first command. The library will do the
// same once more: what it writes is dropped, and what it is to read is returned. That is not what the peer has sent,
// because the library panics at some of what a peer can send.
func greet(conn net.Conn) (said []byte, err error) {
	if !isOurs(conn) {
		return nil, errors.New("the peer is another user of this machine")
	}
	if _, err := conn.Write(greeting[:]); err != nil {
		return nil, err
	}
	head := make([]byte, len(greeting)+2)
	if _, err := io.ReadFull(conn, head); err != nil {
		return nil, err
	}
	if head[0] != 0xff || head[9] != 0x7f || head[10] < 3 || !bytes.Equal(head[12:32], greeting[12:32]) {
		return nil, errors.New("the peer does not speak ZMTP 3 without a password")
	}
	flags, size := head[len(greeting)], head[len(greeting)+1]
	if flags != command {
		return nil, errors.New("the peer's first frame is no short command")
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(conn, body); err != nil {
		return nil, err
	}
	kind, identity, err := readReady(body)
	if err != nil {
		return nil, err
	}
	return slices.Concat(greeting[:], ready(kind, identity)), nil
}

// The kinds of sockets that front ends have.
var frontEnds = []string{"DEALER", "REQ", "ROUTER", "SUB", "XSUB"}

const (
	readyName    = "\x05READY"
	kindName     = "Socket-Type"
	identityName = "Identity"
)

// readReady reads what a peer says about its socket.
func readReady(body []byte) (kind, identity string, err error) {
	rest, isReady := bytes.CutPrefix(body, []byte(readyName))
	if !isReady {
		return "", "", fmt.Errorf("the peer's first command is %q, not READY", body)
	}
	for len(rest) > 0 {
		nameEnd := 1 + int(rest[0])
		if len(rest) < nameEnd+4 {
			return "", "", errors.New("the peer's READY ends within a name")
		}
		name, size := string(rest[1:nameEnd]), binary.BigEndian.Uint32(rest[nameEnd:])
		rest = rest[nameEnd+4:]
		if uint64(len(rest)) < uint64(size) {
			return "", "", errors.New("the peer's READY ends within a value")
		}
		value := string(rest[:size])
		rest = rest[size:]
		switch {
		case strings.EqualFold(name, kindName):
			kind = value
		case strings.EqualFold(name, identityName):
			identity = value
		}
	}
	if !slices.Contains(frontEnds, kind) {
		return "", "", fmt.Errorf("the peer is a socket of kind %q, none of %q", kind, frontEnds)
	}
	return kind, identity, nil
}

// ready is the frame with which a peer introduces itself. Kind and identity came in a frame as short as this one.
func ready(kind, identity string) []byte {
	said := []byte(readyName)
	for _, property := range [][2]string{{kindName, kind}, {identityName, identity}} {
		name, value := property[0], property[1]
		said = append(append(said, byte(len(name))), name...)
		said = append(binary.BigEndian.AppendUint32(said, uint32(len(value))), value...)
	}
	return append([]byte{command, byte(len(said))}, said...)
}
