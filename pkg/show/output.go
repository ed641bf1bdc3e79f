package show

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/janpfeifer/gonb/gonbui"
	"github.com/janpfeifer/gonb/gonbui/protocol"

	"firstneuron/internal/control"
)

// output is one thing to show, in the forms that the two places understand.
type output struct {
	html, markdown string // for a notebook; plain is used where both are empty
	plain          string // for a terminal, and for a front end that shows text alone
	svg            []byte // a picture, saved as a file where there is no notebook
	control        string // for our kernel, which makes a control of it
	final          bool   // the last of several under one id
}

// kernelTimeout is how long an output waits for the kernel to confirm it.
// The kernel answers within milliseconds unless it is gone.
const kernelTimeout = 10 * time.Second

// show puts the output into the notebook. It replaces the one shown before under
// the same id, if there is an id. Where there is no notebook, or its pipe is broken,
// the output becomes text; of several under one id only the last does.
func show(id string, o output) {
	if gonbui.IsNotebook {
		err := send(o.data(id))
		if err == nil || id != "" && !o.final {
			return
		}
		fmt.Fprintf(os.Stderr, "show: the pipe to the notebook is broken (%v), so here is the output as text; restart the kernel and run the cell again\n", err)
	}
	showOnTerminal(o)
}

// data is the output as the kernel gets it.
func (o output) data(id string) *protocol.DisplayData {
	content := map[protocol.MIMEType]any{"text/plain": o.plain}
	if o.html != "" {
		content[protocol.MIMETextHTML] = o.html
	}
	if o.markdown != "" {
		content[protocol.MIMETextMarkdown] = o.markdown
	}
	if o.control != "" {
		content[control.MIME] = o.control
	}
	return &protocol.DisplayData{Data: content, DisplayID: id}
}

// send waits until the kernel has the output, so that nothing that is printed later appears above it. What was
// printed earlier does: the kernel keeps the order.
func send(data *protocol.DisplayData) error {
	gonbui.SendData(data)
	await(confirmation())
	return gonbui.Open() // the error with which the pipe broke, if it did
}

// confirmation is closed when the kernel has all that was sent until now.
func confirmation() <-chan struct{} {
	answered := make(chan struct{})
	isOpen := gonbui.Open() == nil
	go func() {
		if isOpen { // or else there is no kernel to wait for
			gonbui.Sync()
		}
		close(answered)
	}()
	return answered
}

// await waits in short pieces: while a timer is pending, even one that nobody needs any more, the kernel takes the program for
// busy, and does not ask for the input that it waits for.
func await(confirmed <-chan struct{}) {
	const piece = kernelTimeout / 100
	for range kernelTimeout / piece {
		select {
		case <-confirmed:
			return
		case <-time.After(piece):
		}
	}
	warnOfSilence()
}

func warnOfSilence() {
	fmt.Fprintf(os.Stderr, "show: the kernel did not answer for %v, so an output may be missing or out of order: restart the kernel and run the cell again\n", kernelTimeout)
}

func showOnTerminal(o output) {
	fmt.Println(o.plain)
	if o.svg == nil {
		return
	}
	path, err := save(o.svg)
	if err != nil {
		fmt.Println("show: the picture could not be saved:", err)
		return
	}
	fmt.Println("picture:", path)
}

// save writes the picture into the temporary folder.
func save(svg []byte) (path string, err error) {
	file, err := os.CreateTemp("", "first-neuron-*.svg")
	if err != nil {
		return "", err
	}
	if _, err = file.Write(svg); err != nil {
		file.Close()
		return "", err
	}
	return filepath.ToSlash(file.Name()), file.Close()
}
