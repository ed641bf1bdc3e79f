package show

import (
	"fmt"
	"os"

	"github.com/janpfeifer/gonb/gonbui"
	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// clearOutput asks our kernel to clear the cell's output.
const clearOutput protocol.MIMEType = "application/vnd.first-neuron.clear-output"

// Clear removes what the cell has printed and shown so far. In a loop, what is shown next takes its place without a
// flicker. Controls stay. A terminal's screen is cleared too; a file keeps all that was written to it.
func Clear() {
	if gonbui.IsNotebook {
		_ = send(&protocol.DisplayData{Data: map[protocol.MIMEType]any{clearOutput: true}}) // the next output tells of a broken pipe
		return
	}
	if info, err := os.Stdout.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		fmt.Print("\x1b[H\x1b[2J")
	}
}
