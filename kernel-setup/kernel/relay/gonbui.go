//go:build unix

package relay

import (
	"encoding/gob"
	"encoding/json"
	"errors"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

func init() {
	// What programs may send besides the types of package protocol: GoNB knows the same.
	gob.Register(map[string]any{})
	gob.Register([]any{})
}

// A gonbui is the kernel's end of the two pipes of package gonbui: a program shows by the one, and is answered by the
// other. Values of widgets go on to GoNB, by its pipes of the same kind, and come back from there.
type gonbui struct {
	send             func(Record)
	show, answer     string // the program's pipes
	toGoNB, fromGoNB string // GoNB's
	showing          int

	mu      sync.Mutex
	answers *gob.Encoder
	widgets *gob.Encoder // to GoNB; nil as long as there was no value
	arrived chan int     // numbers of our own questions that GoNB has answered
}

// variables tell a program of its pipes. A command has none, as it has none of GoNB's.
func (g *gonbui) variables() []string {
	if g.show == "" {
		return nil
	}
	return []string{protocol.GONB_PIPE_ENV + "=" + g.show, protocol.GONB_PIPE_BACK_ENV + "=" + g.answer}
}

// patience is how long GoNB may take to say that it has all values of widgets.
const patience = 10 * time.Second

// Numbers of our own questions to GoNB; the program's count from 0.
const (
	isConnected = -1 - iota
	isEnded
)

func newGonbui(toGoNB, fromGoNB string, send func(Record)) (*gonbui, error) {
	if toGoNB == "" {
		nothing, _, err := newPipe()
		return &gonbui{showing: nothing}, err
	}
	g := &gonbui{send: send, toGoNB: toGoNB, fromGoNB: fromGoNB, show: toGoNB + "-cell", answer: fromGoNB + "-cell", arrived: make(chan int, 2)}
	err := errors.Join(syscall.Mkfifo(g.show, 0o600), syscall.Mkfifo(g.answer, 0o600))
	// Open at both ends, a pipe has no end of file, and nobody waits for us to open it.
	if err == nil {
		g.showing, err = syscall.Open(g.show, syscall.O_RDWR|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	}
	var answers *os.File
	if err == nil {
		answers, err = os.OpenFile(g.answer, os.O_RDWR, 0)
	}
	if err != nil {
		g.remove()
		return nil, err
	}
	g.answers = gob.NewEncoder(answers)
	return g, nil
}

func (g *gonbui) remove() {
	os.Remove(g.show)
	os.Remove(g.answer)
}

// take does what a message of the program asks for.
func (g *gonbui) take(data *protocol.DisplayData) {
	switch request := firstOf(data.Data, protocol.MIMEJupyterInput, protocol.MIMECommValue, protocol.MIMECommSubscribe).(type) {
	case protocol.InputRequest:
		g.send(Record{Asked: &request})
	case protocol.CommValue:
		if request.Address == protocol.GonbuiSyncAddress {
			g.tell(&protocol.CommValue{Address: protocol.GonbuiSyncAckAddress, Value: request.Value})
			return
		}
		g.pass(data)
	case protocol.CommSubscription:
		g.pass(data)
	default:
		g.display(data)
	}
}

func firstOf(data map[protocol.MIMEType]any, kinds ...protocol.MIMEType) any {
	for _, kind := range kinds {
		if value, found := data[kind]; found {
			return value
		}
	}
	return nil
}

func (g *gonbui) display(data *protocol.DisplayData) {
	content := map[string]any{"data": data.Data, "metadata": data.Metadata, "transient": map[string]any{}}
	if data.Metadata == nil {
		content["metadata"] = map[string]any{}
	}
	if data.DisplayID != "" {
		content["transient"] = map[string]any{"display_id": data.DisplayID}
	}
	text, err := json.Marshal(content)
	if err != nil {
		g.send(Record{Stream: stderr, Text: "this output cannot be shown: " + err.Error() + "\n"})
		return
	}
	g.send(Record{Shown: &Shown{Content: text, ID: data.DisplayID}})
}

// tell answers the program.
func (g *gonbui) tell(value *protocol.CommValue) {
	g.mu.Lock()
	defer g.mu.Unlock()
	_ = g.answers.Encode(value)
}

// pass passes a widget's value on to GoNB. At the first, GoNB connects the page with the program, by a script that it shows
// and that waits for an answer. Only behind that may come what the program shows next: widgets, whose scripts need the
// connection.
func (g *gonbui) pass(data *protocol.DisplayData) {
	isFirst := g.widgets == nil
	if isFirst {
		pipe, err := os.OpenFile(g.toGoNB, os.O_WRONLY, 0)
		if err != nil {
			return // GoNB is gone
		}
		g.widgets = gob.NewEncoder(pipe)
		go g.passBack()
	}
	_ = g.widgets.Encode(data)
	if isFirst {
		g.ask(isConnected)
	}
}

// ask waits until GoNB has taken all that came before.
func (g *gonbui) ask(question int) {
	_ = g.widgets.Encode(&protocol.DisplayData{Data: map[protocol.MIMEType]any{
		protocol.MIMECommValue: protocol.CommValue{Address: protocol.GonbuiSyncAddress, Value: question}}})
	for deadline := time.After(patience); ; {
		select {
		case answer := <-g.arrived:
			if answer == question {
				return
			}
		case <-deadline:
			return
		}
	}
}

// passBack hands GoNB's values to the program, but for the answers that are for us.
func (g *gonbui) passBack() {
	pipe, err := os.Open(g.fromGoNB)
	if err != nil {
		return
	}
	in := gob.NewDecoder(pipe)
	for {
		var value protocol.CommValue
		if in.Decode(&value) != nil {
			return
		}
		number, _ := value.Value.(int)
		if value.Address == protocol.GonbuiSyncAckAddress && number < 0 {
			g.arrived <- number
			if number == isEnded {
				return
			}
			continue
		}
		g.tell(&value)
	}
}

// end waits until GoNB has all values: it closes its pipe, read or not, when it sees the program ended.
func (g *gonbui) end() {
	if g.widgets == nil {
		return
	}
	g.ask(isEnded)
}
