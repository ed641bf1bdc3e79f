package jupyter

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"time"
)

// protocolVersion is the version of Jupyter's messages that we write.
const protocolVersion = "5.3"

// A Header tells one message from all others.
// https://jupyter-client.readthedocs.io/en/stable/messaging.html#message-header
type Header struct {
	ID       string `json:"msg_id"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	Type     string `json:"msg_type"`
	Version  string `json:"version"`
}

// A Message is one of Jupyter's messages. Content and metadata are JSON objects as they came, so that what we do not
// know passes through unchanged.
type Message struct {
	Identities [][]byte // who sent it, or who is to get it; on IOPub the topic
	Header     Header
	Parent     json.RawMessage // the header of the request to which this belongs, or {}
	Metadata   json.RawMessage
	Content    json.RawMessage
	Buffers    [][]byte // what follows behind the content, unsigned

	header json.RawMessage // as it came, with fields that Header lacks
}

var empty = json.RawMessage("{}")

// New makes a message of one's own. Its content must be a value that JSON can hold, else New panics.
func New(kind string, content any) *Message {
	text, err := json.Marshal(content)
	if err != nil {
		panic("jupyter: the content of a message of type " + kind + " is not for JSON: " + err.Error())
	}
	return &Message{
		Header: Header{ID: newID(), Session: session, Username: "kernel", Type: kind, Version: protocolVersion,
			Date: time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")},
		Parent: empty, Metadata: empty, Content: text,
	}
}

// Answer makes a message that belongs to a request and goes to whoever sent that.
func (m *Message) Answer(kind string, content any) *Message {
	answer := New(kind, content)
	answer.Identities = m.Identities
	answer.Parent = m.header
	if m.header == nil {
		answer.Parent, _ = json.Marshal(m.Header)
	}
	return answer
}

// ParentID is the msg_id of the request to which the message belongs; empty if there is none.
func (m *Message) ParentID() string {
	var parent Header
	_ = json.Unmarshal(m.Parent, &parent)
	return parent.ID
}

// Read fills a struct from the content. It leaves alone what the content lacks.
func (m *Message) Read(content any) error { return json.Unmarshal(m.Content, content) }

// session is what Jupyter calls one run of a kernel.
var session = newID()

func newID() string {
	id := make([]byte, 16)
	rand.Read(id)
	return hex.EncodeToString(id)
}
