package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// remoteFile is a file to download, and how a whole one is known.
type remoteFile struct {
	name   string
	size   int64
	sha256 string   // in hexadecimal digits
	from   []string // addresses, the best one first
}

// downloader downloads files. One that was cut off goes on where it stopped: what has come lies beside, in NAME.part.
type downloader struct {
	client *http.Client
	tries  int           // without a new byte, before it gives up
	pause  time.Duration // before the second try; doubled before each further one
	stall  time.Duration // so long without a byte counts as a cut
}

func newDownloader() downloader {
	return downloader{client: &http.Client{}, tries: 4, pause: time.Second, stall: 20 * time.Second}
}

// isWhole tells whether a folder has the file, to the last bit.
func (f remoteFile) isWhole(dir string) bool {
	path := filepath.Join(dir, f.name)
	info, err := os.Stat(path)
	if err != nil || info.Size() != f.size {
		return false
	}
	sum, err := sha256Of(path)
	return err == nil && sum == f.sha256
}

// download brings the file into a folder, and tells shown how far it is. The file appears there under its name only
// when it is whole. Addresses take turns; the error says of each what went wrong there.
func (d downloader) download(ctx context.Context, dir string, f remoteFile, shown io.Writer) error {
	part := filepath.Join(dir, f.name+".part")
	addresses, wrong := f.from, make(map[string]error)
	pause, tries, farthest := d.pause, d.tries, sizeOf(part)
	for turn := 0; len(addresses) > 0; turn++ {
		address := addresses[turn%len(addresses)]
		err := d.continuePart(ctx, part, address, f, shown)
		if err == nil {
			err = f.accept(part, filepath.Join(dir, f.name))
		}
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case isOurs(err):
			return err
		}
		wrong[address] = err
		if errors.As(err, new(finalError)) {
			addresses = without(addresses, address)
			continue
		}
		if size := sizeOf(part); size > farthest { // not only a byte that was there before, and found damaged
			pause, tries, farthest = d.pause, d.tries, size
		} else if tries--; tries == 0 {
			break
		}
		fmt.Fprintf(shown, "%v; trying again in %s\n", err, pause)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause *= 2
	}
	var said []string
	for _, address := range f.from {
		if wrong[address] != nil {
			said = append(said, fmt.Sprintf("%s: %v", address, wrong[address]))
		}
	}
	return errors.New(strings.Join(said, "\n"))
}

// finalError is one that another try at the same address would only repeat.
type finalError struct{ error }

func (e finalError) Unwrap() error { return e.error }

// isOurs tells an error of this machine's disk from those of the network.
func isOurs(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path)
}

// continuePart asks one address for what is still missing.
func (d downloader) continuePart(ctx context.Context, part, address string, f remoteFile, shown io.Writer) error {
	have := sizeOf(part)
	if have == f.size {
		return nil // it was cut off between the last byte and the check
	}
	if have > f.size {
		if err := os.Remove(part); err != nil {
			return err
		}
		have = 0
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stalled := time.AfterFunc(d.stall, func() {
		cancel(fmt.Errorf("nothing has come for %s: the network is too slow, or the server is stuck", d.stall))
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
	response, err := d.client.Do(request)
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
	body := &watchedBody{body: response.Body, have: have, size: f.size, shown: shown, heard: func() { stalled.Reset(d.stall) }}
	// One byte more than is missing tells a server that sends too much.
	come, err := io.Copy(file, io.LimitReader(body, f.size-have+1))
	switch {
	case have+come > f.size:
		file.Close()
		return errors.Join(finalError{fmt.Errorf("the server sends more than the %d bytes that %s has: this is another file", f.size, f.name)}, os.Remove(part))
	case err != nil && isOurs(err):
		return err
	case err != nil:
		return fmt.Errorf("cut off after %s of %s: %w", megabytes(have+come), megabytes(f.size), cause(ctx, err))
	case have+come < f.size:
		return fmt.Errorf("cut off after %s of %s", megabytes(have+come), megabytes(f.size))
	}
	return file.Close()
}

// agree reads from an answer's head where its bytes begin, and refuses one that cannot be the file.
func (f remoteFile) agree(response *http.Response, have int64) (from int64, err error) {
	switch code := response.StatusCode; {
	case code == http.StatusPartialContent:
		var first, last, total int64
		_, err := fmt.Sscanf(response.Header.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &total)
		if err != nil || first != have {
			return 0, finalError{fmt.Errorf("the server was asked for the bytes from %d on and sends %q", have, response.Header.Get("Content-Range"))}
		}
		if total != f.size {
			return 0, finalError{fmt.Errorf("the server's file has %d bytes, and %s has %d: this is another file", total, f.name, f.size)}
		}
		return have, nil
	case code == http.StatusOK: // all of it: a server need not know ranges
		if length := response.ContentLength; length >= 0 && length != f.size {
			return 0, finalError{fmt.Errorf("the server's file has %d bytes, and %s has %d: this is another file, or a page on which the network wants you to log in", length, f.name, f.size)}
		}
		return 0, nil
	case code >= 500 || code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code == http.StatusRequestedRangeNotSatisfiable:
		return 0, fmt.Errorf("the server answers %s", response.Status)
	default:
		return 0, finalError{fmt.Errorf("the server answers %s", response.Status)}
	}
}

// accept gives a whole part the name of the file, and takes away one that is not what it should be.
func (f remoteFile) accept(part, path string) error {
	sum, err := sha256Of(part)
	if err != nil {
		return err
	}
	if sum != f.sha256 {
		err := fmt.Errorf("what has come is damaged and is removed: its SHA-256 is %s, and that of %s is %s", sum, f.name, f.sha256)
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, path)
}

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

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

func sha256Of(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

func megabytes(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

func without(list []string, one string) []string {
	var rest []string
	for _, each := range list {
		if each != one {
			rest = append(rest, each)
		}
	}
	return rest
}
