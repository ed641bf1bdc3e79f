package jupyter

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"syscall"

	"github.com/go-zeromq/zmq4/transport"
)

// Files are sockets that are files. Who may write to such a file can connect.
type files struct{ transport.Transport }

// Listen makes a file that only its owner can write to. It takes the place of one that a killed kernel has left behind.
func (f files) Listen(ctx context.Context, path string) (net.Listener, error) {
	if isLeftBehind(path) {
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	listener, err := f.Transport.Listen(ctx, path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

func isLeftBehind(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || info.Mode().Type() != fs.ModeSocket {
		return false
	}
	conn, err := net.Dial("unix", path)
	if err == nil {
		conn.Close()
	}
	return errors.Is(err, syscall.ECONNREFUSED)
}
