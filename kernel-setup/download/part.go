package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// continuePart asks one address for what is still missing.
func (d Downloader) continuePart(ctx context.Context, part, address string, f File, shown io.Writer) error {
	have := sizeOf(part)
	if have == f.Size {
		return nil // it was cut off between the last byte and the check
	}
	if have > f.Size {
		if err := os.Remove(part); err != nil {
			return err
		}
		have = 0
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stalled := time.AfterFunc(d.Stall, func() {
		cancel(fmt.Errorf("nothing has come for %s: the network is too slow, or the server is stuck", d.Stall))
	})
	defer stalled.Stop()

	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return finalError{err}
	}
	request.Header.Set("Accept-Encoding", "identity") // the very bytes: they are compressed already
	if have > 0 {
		request.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	response, err := d.Client.Do(request)
	if err != nil {
		return cause(ctx, err)
	}
	defer response.Body.Close()
	if have, err = f.agree(response, have); err != nil {
		if response.StatusCode == http.StatusRequestedRangeNotSatisfiable {
			return errors.Join(err, os.Remove(part))
		}
		return err
	}
	file, err := os.OpenFile(part, os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := file.Truncate(have); err != nil {
		return err
	}
	if _, err := file.Seek(have, io.SeekStart); err != nil {
		return err
	}
	body := &watchedBody{body: response.Body, have: have, size: f.Size, shown: shown, heard: func() { stalled.Reset(d.Stall) }}
	// One byte more than is missing tells a server that sends too much.
	come, err := io.Copy(file, io.LimitReader(body, f.Size-have+1))
	switch {
	case have+come > f.Size:
		file.Close()
		return errors.Join(finalError{fmt.Errorf("the server sends more than the %d bytes that %s has: this is another file", f.Size, f.Name)}, os.Remove(part))
	case err != nil && isOurs(err):
		return err
	case err != nil:
		return fmt.Errorf("cut off after %s of %s: %w", megabytes(have+come), megabytes(f.Size), cause(ctx, err))
	case have+come < f.Size:
		return fmt.Errorf("cut off after %s of %s", megabytes(have+come), megabytes(f.Size))
	}
	return file.Close()
}

// agree reads from an answer's head where its bytes begin, and refuses one that cannot be the file.
func (f File) agree(response *http.Response, have int64) (from int64, err error) {
	switch code := response.StatusCode; {
	case code == http.StatusPartialContent:
		var first, last, total int64
		_, err := fmt.Sscanf(response.Header.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &total)
		if err != nil || first != have {
			return 0, finalError{fmt.Errorf("the server was asked for the bytes from %d on and sends %q", have, response.Header.Get("Content-Range"))}
		}
		if total != f.Size {
			return 0, finalError{fmt.Errorf("the server's file has %d bytes, and %s has %d: this is another file", total, f.Name, f.Size)}
		}
		return have, nil
	case code == http.StatusOK: // all of it: a server need not know ranges
		if length := response.ContentLength; length >= 0 && length != f.Size {
			return 0, finalError{fmt.Errorf("the server's file has %d bytes, and %s has %d: this is another file, or a page on which the network wants you to log in", length, f.Name, f.Size)}
		}
		return 0, nil
	case code >= 500 || code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code == http.StatusRequestedRangeNotSatisfiable:
		return 0, fmt.Errorf("the server answers %s", response.Status)
	default:
		return 0, finalError{fmt.Errorf("the server answers %s", response.Status)}
	}
}

// accept gives a whole part the name of the file, and takes away one that is not what it should be.
func (f File) accept(part, path string) error {
	sum, err := sha256Of(part)
	if err != nil {
		return err
	}
	if sum != f.SHA256 {
		err := fmt.Errorf("what has come is damaged and is removed: its SHA-256 is %s, and that of %s is %s", sum, f.Name, f.SHA256)
		return errors.Join(err, os.Remove(part))
	}
	if err := syncToDisk(part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncToDisk(filepath.Dir(path))
}
