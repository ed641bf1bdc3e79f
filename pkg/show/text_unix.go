//go:build linux || darwin

package show

import (
	"os"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// countUnread asks a pipe how many bytes are still unread: FIONREAD of
// asm-generic/ioctls.h and of sys/filio.h.
var countUnread = map[string]uint{"linux": 0x541b, "darwin": 0x4004667f}[runtime.GOOS]

// publishing is how long the kernel may need to publish the text that it has read.
const publishing = 5 * time.Millisecond

// waitForText waits until the kernel has read all that was printed to the pipe,
// and a moment more, because the pipe does not tell when the text was published.
func waitForText(pipe *os.File) {
	for deadline := time.Now().Add(kernelTimeout); time.Now().Before(deadline); time.Sleep(time.Millisecond / 10) {
		unread, err := unix.IoctlGetInt(int(pipe.Fd()), countUnread)
		if err != nil { // not a pipe
			return
		}
		if unread == 0 {
			time.Sleep(publishing)
			return
		}
	}
	warnOfSilence()
}
