// Package download fetches files over HTTP, and is sure that what has come is what was wanted: size and SHA-256 are
// known beforehand. A download that is cut off, here or on the way, goes on where it stopped; what has come lies beside,
// in NAME.part. The file appears under its name only when it is whole and on the disk.
package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A File is a file to download, and how a whole one is known.
type File struct {
	Name   string
	Size   int64    // in bytes
	SHA256 string   // in hexadecimal digits
	From   []string // addresses, the best one first
}

// IsWhole tells whether a folder has the file, to the last bit.
func (f File) IsWhole(dir string) bool {
	path := filepath.Join(dir, f.Name)
	if sizeOf(path) != f.Size {
		return false
	}
	sum, err := sha256Of(path)
	return err == nil && sum == f.SHA256
}

// A Downloader says how patient a download is.
type Downloader struct {
	Client *http.Client
	Tries  int           // without a new byte, before it gives up
	Pause  time.Duration // before the second try; doubled before each further one
	Stall  time.Duration // so long without a byte counts as a cut
}

// Default is a Downloader for people who wait.
var Default = Downloader{Client: &http.Client{}, Tries: 4, Pause: time.Second, Stall: 20 * time.Second}

// Fetch brings the file into a folder, and writes to shown how far it is, a line for each piece that comes. Addresses
// take turns. The error is an [fs.PathError] or an [os.LinkError] where this machine's disk is to blame; otherwise it says
// of each address what went wrong there.
func (d Downloader) Fetch(ctx context.Context, dir string, f File, shown io.Writer) error {
	part := filepath.Join(dir, f.Name+".part")
	addresses, wrong := slices.Clone(f.From), make(map[string]error)
	pause, tries, farthest := d.Pause, d.Tries, sizeOf(part)
	for turn := 0; len(addresses) > 0; turn++ {
		address := addresses[turn%len(addresses)]
		err := d.continuePart(ctx, part, address, f, shown)
		if err == nil {
			err = f.accept(part, filepath.Join(dir, f.Name))
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
			addresses = slices.DeleteFunc(addresses, func(a string) bool { return a == address })
			continue
		}
		if size := sizeOf(part); size > farthest { // not only a byte that was there before, and found damaged
			pause, tries, farthest = d.Pause, d.Tries, size
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
	var all []error
	for _, address := range f.From {
		if wrong[address] != nil {
			all = append(all, fmt.Errorf("%s: %w", address, wrong[address]))
		}
	}
	return errors.Join(all...)
}

// finalError is one that another try at the same address would only repeat.
type finalError struct{ error }

func (e finalError) Unwrap() error { return e.error }

// isOurs tells an error of this machine's disk from those of the network.
func isOurs(err error) bool {
	return errors.As(err, new(*fs.PathError)) || errors.As(err, new(*os.LinkError))
}
