package download

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"firstneuron/internal/testfile"
)

// whole is what the server has, and what must arrive.
var whole = bytes.Repeat([]byte("A network learns from examples. "), 8192)

// answer is what a server does with one request.
type answer func(w http.ResponseWriter, r *http.Request)

// good answers as servers do, with ranges.
func good(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(whole))
}

// half promises all and sends a half.
func half(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(len(whole)))
	w.Write(whole[:len(whole)/2])
	w.(http.Flusher).Flush()
}

func cut(w http.ResponseWriter, r *http.Request) {
	half(w, r)
	panic(http.ErrAbortHandler)
}

func stuck(w http.ResponseWriter, r *http.Request) {
	half(w, r)
	<-r.Context().Done()
}

func silent(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func withoutRanges(w http.ResponseWriter, r *http.Request) { w.Write(whole) }

func corrupt(w http.ResponseWriter, r *http.Request) {
	wrong := slices.Clone(whole)
	wrong[1000] ^= 1
	w.Write(wrong)
}

// cutCorrupt is cut in the middle, and when it goes on it is corrupt.
func cutCorrupt(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Range") == "" {
		cut(w, r)
	}
	w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", len(whole)/2, len(whole)-1, len(whole)))
	w.WriteHeader(http.StatusPartialContent)
	w.Write(make([]byte, len(whole)/2))
}

func tooMuch(w http.ResponseWriter, r *http.Request) {
	w.(http.Flusher).Flush() // so that no length is told
	for range 20 {
		w.Write(whole)
	}
}

func logInPage(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, "<html>Welcome to our network")
}

func status(code int) answer {
	return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }
}

func ranged(contentRange string) answer {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Range", contentRange)
		w.WriteHeader(http.StatusPartialContent)
	}
}

// server gives its answers in turn, the last one for ever, and notes which ranges it is asked for.
type server struct {
	*httptest.Server
	mu     sync.Mutex
	ranges []string
}

// asked is the range of each request so far; "" asks for all.
func (s *server) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ranges)
}

func serve(t *testing.T, answers ...answer) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		do := answers[min(len(s.ranges), len(answers)-1)]
		s.ranges = append(s.ranges, r.Header.Get("Range"))
		s.mu.Unlock()
		do(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func wanted(from ...string) File {
	return File{"file.gz", int64(len(whole)), fmt.Sprintf("%x", sha256.Sum256(whole)), from}
}

// hasty is the Downloader with the patience of a test.
func hasty() Downloader {
	return Downloader{Client: &http.Client{}, Tries: 4, Pause: time.Millisecond, Stall: 300 * time.Millisecond}
}

func TestDownloadsThatEndWell(t *testing.T) {
	fromHalf := fmt.Sprintf("bytes=%d-", len(whole)/2)
	tests := []struct {
		name    string
		answers []answer
		part    []byte // what an earlier run has left
		asked   []string
	}{
		{"at once", []answer{good}, nil, []string{""}},
		{"cut, then resumed", []answer{cut, good}, nil, []string{"", fromHalf}},
		{"a bad server at its best", slices.Concat(slices.Repeat([]answer{status(503)}, 3), []answer{cut, status(503), status(502), status(500), good}), nil,
			[]string{"", "", "", "", fromHalf, fromHalf, fromHalf, fromHalf}},
		{"stuck, then resumed", []answer{stuck, good}, nil, []string{"", fromHalf}},
		{"silent, then there", []answer{silent, good}, nil, []string{"", ""}},
		{"cut, and the server knows no ranges", []answer{cut, withoutRanges}, nil, []string{"", fromHalf}},
		{"corrupt, then whole", []answer{corrupt, good}, nil, []string{"", ""}},
		{"overloaded, then there", []answer{status(500), status(429), good}, nil, []string{"", "", ""}},
		{"an earlier run was cut", []answer{good}, whole[:1000], []string{"bytes=1000-"}},
		{"an earlier run was cut before the check", []answer{good}, whole, nil},
		{"an earlier run has left rubbish", []answer{good}, bytes.Repeat([]byte("x"), len(whole)), []string{""}},
		{"an earlier run has left too much", []answer{good}, append(slices.Clone(whole), 1), []string{""}},
		{"the range is refused", []answer{status(416), good}, whole[:1000], []string{"bytes=1000-", ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, s := t.TempDir(), serve(t, test.answers...)
			f := wanted(s.URL)
			if test.part != nil {
				testfile.Write(t, filepath.Join(dir, f.Name+".part"), string(test.part))
			}
			if err := hasty().Fetch(t.Context(), dir, f, io.Discard); err != nil {
				t.Fatal(err)
			}
			if !f.IsWhole(dir) || testfile.Exists(filepath.Join(dir, f.Name+".part")) {
				t.Errorf("whole: %v, a part is left: %v", f.IsWhole(dir), testfile.Exists(filepath.Join(dir, f.Name+".part")))
			}
			if !slices.Equal(s.asked(), test.asked) {
				t.Errorf("the server was asked for %q, want %q", s.asked(), test.asked)
			}
		})
	}
}

func TestDownloadsThatFailSayWhy(t *testing.T) {
	gone := serve(t, good)
	gone.Close()
	wrongSum := sha256.Sum256(slices.Concat(whole[:1000], []byte{whole[1000] ^ 1}, whole[1001:]))
	tests := []struct {
		name  string
		with  answer
		part  int // bytes that an earlier run has left
		asked int
		kept  int64 // bytes that the next run can go on from
		wants []string
	}{
		{"not found", status(404), 0, 1, 0, []string{"404 Not Found"}},
		{"always overloaded", status(500), 1000, 4, 1000, []string{"500 Internal Server Error"}},
		{"always corrupt", corrupt, 0, 4, 0, []string{fmt.Sprintf("%x", wrongSum), wanted().SHA256, "is removed"}},
		{"too much", tooMuch, 0, 1, 0, []string{"sends more than the 262144 bytes"}},
		{"a log-in page", logInPage, 0, 1, 0, []string{"has 28 bytes, and file.gz has 262144", "log in"}},
		{"another file's range", ranged("bytes 1000-4999/5000"), 1000, 1, 1000, []string{"has 5000 bytes, and file.gz has 262144"}},
		{"another range", ranged("bytes 0-262143/262144"), 1000, 1, 1000, []string{"asked for the bytes from 1000 on"}},
		{"no range at all", ranged("rubbish"), 1000, 1, 1000, []string{`sends "rubbish"`}},
		{"always cut, then corrupt", cutCorrupt, 0, 5, int64(len(whole) / 2), []string{"cut off after"}},
		{"always silent", silent, 0, 4, 0, []string{"nothing has come for 300ms"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, s := t.TempDir(), serve(t, test.with)
			f := wanted(s.URL)
			if test.part > 0 {
				testfile.Write(t, filepath.Join(dir, f.Name+".part"), string(whole[:test.part]))
			}
			err := hasty().Fetch(t.Context(), dir, f, io.Discard)
			for _, want := range append(test.wants, s.URL) {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("got %v, want %q in it", err, want)
				}
			}
			if len(s.asked()) != test.asked {
				t.Errorf("the server was asked %d times, want %d", len(s.asked()), test.asked)
			}
			if got := sizeOf(filepath.Join(dir, f.Name+".part")); got != test.kept || testfile.Exists(filepath.Join(dir, f.Name)) {
				t.Errorf("%d bytes are kept, want %d; there is a file: %v", got, test.kept, testfile.Exists(filepath.Join(dir, f.Name)))
			}
		})
	}
	t.Run("no network", func(t *testing.T) {
		err := hasty().Fetch(t.Context(), t.TempDir(), wanted(gone.URL), io.Discard)
		if !errors.As(err, new(*net.OpError)) || strings.Count(err.Error(), gone.URL) != 1 {
			t.Errorf("got %v, want an error of the network, with the address once", err)
		}
	})
	t.Run("no folder", func(t *testing.T) {
		s, none := serve(t, good), filepath.Join(t.TempDir(), "none")
		err := hasty().Fetch(t.Context(), none, wanted(s.URL), io.Discard)
		if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), none) || len(s.asked()) != 1 {
			t.Errorf("after %d requests: got %v, want that %s is not there", len(s.asked()), err, none)
		}
	})
	t.Run("a folder of that name", func(t *testing.T) {
		s, dir := serve(t, good), t.TempDir()
		testfile.Write(t, filepath.Join(dir, "file.gz", "inside"), "")
		if err := hasty().Fetch(t.Context(), dir, wanted(s.URL), io.Discard); !errors.As(err, new(*os.LinkError)) || len(s.asked()) != 1 {
			t.Errorf("after %d requests: got %v, want that the file cannot be renamed", len(s.asked()), err)
		}
	})
}

func TestASecondAddressHelpsOut(t *testing.T) {
	for name, first := range map[string]answer{"gone": status(404), "overloaded": status(500), "corrupt": corrupt, "another file": logInPage} {
		dir, bad, spare := t.TempDir(), serve(t, first), serve(t, good)
		f := wanted(bad.URL, spare.URL)
		if err := hasty().Fetch(t.Context(), dir, f, io.Discard); err != nil || !f.IsWhole(dir) {
			t.Errorf("%s: %v", name, err)
		}
		if len(bad.asked()) != 1 || len(spare.asked()) != 1 {
			t.Errorf("%s: the servers were asked %d and %d times, want once each", name, len(bad.asked()), len(spare.asked()))
		}
	}
	bad, worse := serve(t, status(404)), serve(t, status(403))
	err := hasty().Fetch(t.Context(), t.TempDir(), wanted(bad.URL, worse.URL), io.Discard)
	if err == nil || !strings.Contains(err.Error(), bad.URL+": the server answers 404") || !strings.Contains(err.Error(), worse.URL+": the server answers 403") {
		t.Errorf("got %v, want what each address answers", err)
	}
}

func TestADownloadThatIsInterruptedGoesOn(t *testing.T) {
	dir, s := t.TempDir(), serve(t, stuck, good)
	f := wanted(s.URL)
	ctx, interrupt := context.WithCancel(t.Context())
	interrupted := writerFunc(func(text []byte) (int, error) {
		interrupt() // as soon as the first bytes have come
		return len(text), nil
	})
	if err := hasty().Fetch(ctx, dir, f, interrupted); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want %v", err, context.Canceled)
	}
	part := sizeOf(filepath.Join(dir, f.Name+".part"))
	if part == 0 {
		t.Fatal("nothing is kept")
	}
	if err := hasty().Fetch(t.Context(), dir, f, io.Discard); err != nil || !f.IsWhole(dir) {
		t.Fatal(err)
	}
	if want := []string{"", fmt.Sprintf("bytes=%d-", part)}; !slices.Equal(s.asked(), want) {
		t.Errorf("the server was asked for %q, want %q", s.asked(), want)
	}
}

type writerFunc func(text []byte) (int, error)

func (f writerFunc) Write(text []byte) (int, error) { return f(text) }
