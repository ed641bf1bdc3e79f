package jupyter

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
)

// What can be wrong with a message that comes in. None of them is answered: who has no key learns nothing.
var (
	ErrMalformed = errors.New("malformed message")
	ErrUnsigned  = errors.New("message without the right signature")
	ErrRepeated  = errors.New("message that was sent before")
)

// delimiter stands between the identities and the signature.
// https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
var delimiter = []byte("<IDS|MSG>")

// A Signer turns messages into frames and back, and signs and checks them with the connection's key.
type Signer struct {
	key []byte // none: messages are not signed, as the protocol allows

	mu   sync.Mutex
	seen map[string]bool
	last []string // the signatures of seen, in order
}

// NewSigner makes a signer for a connection.
func NewSigner(c Connection) *Signer {
	return &Signer{key: []byte(c.Key), seen: make(map[string]bool)}
}

// remembered is how many signatures are kept to tell a repeated message, as in jupyter_client.
const remembered = 1 << 16

// Encode gives a message's frames.
func (s *Signer) Encode(m *Message) ([][]byte, error) {
	header, err := json.Marshal(m.Header)
	if err != nil {
		return nil, err
	}
	parts := [][]byte{header, orEmpty(m.Parent), orEmpty(m.Metadata), orEmpty(m.Content)}
	frames := append([][]byte{}, m.Identities...)
	frames = append(frames, delimiter, s.sign(parts))
	frames = append(frames, parts...)
	return append(frames, m.Buffers...), nil
}

// Decode reads a message from its frames. The error is one of ErrMalformed, ErrUnsigned and ErrRepeated.
func (s *Signer) Decode(frames [][]byte) (*Message, error) {
	at := 0
	for at < len(frames) && !bytes.Equal(frames[at], delimiter) {
		at++
	}
	if len(frames) < at+6 {
		return nil, fmt.Errorf("%w: %d frames", ErrMalformed, len(frames))
	}
	signature, parts := frames[at+1], frames[at+2:at+6]
	if !hmac.Equal(signature, s.sign(parts)) {
		return nil, ErrUnsigned
	}
	m := &Message{Identities: frames[:at], Parent: parts[1], Metadata: parts[2], Content: parts[3], Buffers: frames[at+6:], header: parts[0]}
	for i, name := range []string{"header", "parent header", "metadata", "content"} {
		if !json.Valid(parts[i]) || bytes.TrimLeft(parts[i], " \t\r\n")[0] != '{' {
			return nil, fmt.Errorf("%w: its %s is no JSON object", ErrMalformed, name)
		}
	}
	if err := json.Unmarshal(parts[0], &m.Header); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if err := s.remember(string(signature)); err != nil {
		return nil, err
	}
	return m, nil
}

func (s *Signer) remember(signature string) error {
	if len(s.key) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen[signature] {
		return ErrRepeated
	}
	s.seen[signature] = true
	s.last = append(s.last, signature)
	if len(s.last) > remembered {
		delete(s.seen, s.last[0])
		s.last = s.last[1:]
	}
	return nil
}

// sign is the hexadecimal HMAC-SHA256 of the parts, one after the other.
func (s *Signer) sign(parts [][]byte) []byte {
	if len(s.key) == 0 {
		return []byte{}
	}
	mac := hmac.New(sha256.New, s.key)
	for _, part := range parts {
		mac.Write(part)
	}
	return hex.AppendEncode(nil, mac.Sum(nil))
}

func orEmpty(text json.RawMessage) []byte {
	if len(text) == 0 {
		return empty
	}
	return text
}
