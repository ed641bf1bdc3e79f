package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/download"
	"firstneuron/kernel-setup/toolrun"
)

func TestDataListsTheSets(t *testing.T) {
	said, status := runProgram(t, "data")
	for _, want := range []string{"digits: 1797 pictures of 8x8x1, 10 classes", "Fashion-MNIST", "datasets.Folder"} {
		if status != 0 || !strings.Contains(said, want) {
			t.Errorf("data ends with status %d and says %q, want %q in it", status, said, want)
		}
	}
}

func TestASetThatIsElsewhereIsNotFetched(t *testing.T) {
	there := t.TempDir()
	for _, f := range fashionMNISTFiles {
		testfile.Write(t, filepath.Join(there, f.Name), "")
	}
	t.Setenv("FIRSTNEURON_DATA", there)
	said, status := runProgram(t, "data", "fashion-mnist")
	if want := "there already, in " + there; status != 0 || !strings.Contains(said, want) {
		t.Errorf("it ends with status %d and says %q, want %q in it", status, said, want)
	}
	if got := thisProject(t).lookAtData(t.Context()); got.State != "ok" || !strings.Contains(got.What, there) {
		t.Errorf("the doctor says %v, want that it is in %s", got, there)
	}
}

func TestTheDoctorSeesACutDownload(t *testing.T) {
	p := thisProject(t)
	p.Root = t.TempDir() // so that the folder of this clone stays as it is
	t.Chdir(p.Root)
	testfile.Write(t, filepath.Join(p.Root, "go.mod"), "module firstneuron\n")
	for _, f := range fashionMNISTFiles {
		testfile.Write(t, filepath.Join(p.fashionMNISTFolder(), f.Name), "cut")
	}
	got := p.lookAtData(t.Context())
	if got.State != "broken" || got.Fix != fixByFetching || !strings.Contains(got.What, "build/data/fashion-mnist: train-images-idx3-ubyte.gz is not whole") {
		t.Errorf("the doctor says %v, want that a file is not whole", got)
	}
}

// hasty downloads with the patience of a test.
var hasty = download.Downloader{Client: &http.Client{}, Tries: 1, Stall: 10 * time.Second}

// served is a small file on a server of the test's own, and how often the server has been asked.
func served(t *testing.T) (f download.File, asked *atomic.Int32) {
	t.Helper()
	const text = "A network learns from examples."
	asked = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		io.WriteString(w, text)
	}))
	t.Cleanup(server.Close)
	return download.File{Name: "file.gz", Size: int64(len(text)), SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(text))), From: []string{server.URL}}, asked
}

func TestWhatIsThereIsNotFetchedAgain(t *testing.T) {
	p := emptyProject(t)
	dir := p.fashionMNISTFolder()
	f, asked := served(t)
	for range 2 {
		if err := p.fetchFiles(t.Context(), hasty, dir, []download.File{f}, []byte("free")); err != nil {
			t.Fatal(err)
		}
	}
	if license, err := os.ReadFile(filepath.Join(dir, "LICENSE.txt")); string(license) != "free" || err != nil {
		t.Errorf("the licence is %q, %v", license, err)
	}
	if asked.Load() != 1 {
		t.Errorf("the server was asked %d times, want once", asked.Load())
	}
	testfile.Write(t, filepath.Join(dir, f.Name), strings.Repeat("x", int(f.Size)))
	if err := p.fetchFiles(t.Context(), hasty, dir, []download.File{f}, []byte("free")); err != nil || !f.IsWhole(dir) || asked.Load() != 2 {
		t.Errorf("a damaged file is not fetched again: %v after %d requests", err, asked.Load())
	}
}

func TestADownloadThatFailsSaysWhatToDo(t *testing.T) {
	f, _ := served(t)
	none := filepath.Join(t.TempDir(), "none")
	if err := fetch(t.Context(), hasty, none, f, &toolrun.Progress{}); err == nil || !strings.Contains(err.Error(), "could not write "+none) {
		t.Errorf("without the folder: got %v, want that %s cannot be written", err, none)
	}
	other := f
	other.Size++
	err := fetch(t.Context(), hasty, t.TempDir(), other, &toolrun.Progress{})
	if err == nil || !strings.Contains(err.Error(), "could not download file.gz: no address has it whole; try again later") || !strings.Contains(err.Error(), f.From[0]) {
		t.Errorf("another file: got %v, want that no address has it whole, and what is wrong there", err)
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	f.From = []string{gone.URL}
	err = fetch(t.Context(), hasty, t.TempDir(), f, &toolrun.Progress{})
	if err == nil || !strings.Contains(err.Error(), "could not download file.gz: the network did not answer") || strings.Count(err.Error(), gone.URL) != 1 {
		t.Errorf("without a network: got %v, want that the network did not answer, with the address once", err)
	}
}

// Debian's package holds the same data, packed with another date in its head: with Zalando's, it is the very file.
func TestTheSumsAreThoseOfZalandosFiles(t *testing.T) {
	seconds := map[string]uint32{"train": 1504176606, "t10k-": 1504176627} // 31 August 2017
	for _, f := range fashionMNISTFiles {
		packed, err := os.ReadFile(filepath.Join("/usr/share/datasets/fashion-mnist", f.Name))
		if err != nil {
			t.Skip("needs Debian's package dataset-fashion-mnist")
		}
		at, name := seconds[f.Name[:5]], strings.TrimSuffix(f.Name, ".gz")
		head := []byte{0x1f, 0x8b, 8, 8, byte(at), byte(at >> 8), byte(at >> 16), byte(at >> 24), 0, 3}
		file := append(append(append(head, name...), 0), packed[10:]...)
		if got := fmt.Sprintf("%x", sha256.Sum256(file)); got != f.SHA256 || int64(len(file)) != f.Size {
			t.Errorf("%s: got %d bytes with the SHA-256 %s, want %d with %s", f.Name, len(file), got, f.Size, f.SHA256)
		}
	}
}
