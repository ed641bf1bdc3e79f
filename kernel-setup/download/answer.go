package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
)

// watchedBody tells with each piece that comes that the network is alive, and how far it is.
type watchedBody struct {
	body  io.Reader
	have  int64
	size  int64
	shown io.Writer
	heard func()
}

func (b *watchedBody) Read(piece []byte) (int, error) {
	n, err := b.body.Read(piece)
	if n > 0 {
		b.heard()
		b.have += int64(n)
		fmt.Fprintf(b.shown, "%s of %s\n", megabytes(b.have), megabytes(b.size))
	}
	return n, err
}

// cause is why a request ended: for our own reason, where it was we who ended it, and without the address, which is
// named anyway.
func cause(ctx context.Context, err error) error {
	if reason := context.Cause(ctx); reason != nil {
		return reason
	}
	var request *url.Error
	if errors.As(err, &request) {
		return request.Err
	}
	return err
}
