package assistant

import (
	"context"
	"iter"
)

// An Engine gives an assistant its answers.
type Engine interface {
	// Name says in a language what answers, in a few words that a user understands: "embedded, offline".
	Name(language string) string

	// Answer answers the last message of a conversation, piece by piece as it comes. An error is the last thing that it
	// yields. It ends early when ctx does, with ctx's error, and when the loop over it breaks; nothing then goes on in
	// the background.
	Answer(ctx context.Context, draft Draft, conversation []Message) iter.Seq2[Chunk, error]
}

// A Message is what one side of a conversation says.
type Message struct {
	Role      Role       `json:"from"`
	Text      string     `json:"text"`
	Pictures  []Picture  `json:"pictures,omitempty"`
	Citations []Citation `json:"citations,omitempty"` // what an answer rests on
}

// A Role is a side of a conversation.
type Role string

const (
	RoleUser      Role = "user"
	RoleAssistant Role = "assistant"
)

// A Picture is a picture file: PNG, JPEG or SVG.
type Picture struct {
	Name    string `json:"name"` // the file's, without a folder: "sales.png"
	Content []byte `json:"content"`
}

// A Chunk is a part of an answer. The texts of all chunks, one after another, are the answer, from the last one on that restarts it.
type Chunk struct {
	Text     string
	Citation *Citation // what the answer rests on; nil in most chunks
	Restart  bool      // the answer begins with this chunk: what came before it is no part of it
}

// A Citation is the passage of the knowledge that an answer rests on.
type Citation struct {
	File    string `json:"file"`
	Heading string `json:"heading,omitempty"` // under which the passage stands
	Page    int    `json:"page,omitempty"`    // of a PDF, from 1
	Line    int    `json:"line,omitempty"`    // of a text or Markdown file, from 1
	Passage string `json:"passage"`           // word for word
}

// Collect reads a whole answer as a message. At an error it returns what had come by then.
func Collect(pieces iter.Seq2[Chunk, error]) (answer Message, err error) {
	answer.Role = RoleAssistant
	var piece Chunk
	for piece, err = range pieces {
		if err != nil {
			break
		}
		if piece.Restart {
			answer.Text, answer.Citations = "", nil
		}
		answer.Text += piece.Text
		if piece.Citation != nil {
			answer.Citations = append(answer.Citations, *piece.Citation)
		}
	}
	return answer, err
}
