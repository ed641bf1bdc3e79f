package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
		write(t, filepath.Join(there, f.name), "")
	}
	t.Setenv("FIRSTNEURON_DATA", there)
	said, status := runProgram(t, "data", "fashion-mnist")
	if want := "there already, in " + there; status != 0 || !strings.Contains(said, want) {
		t.Errorf("it ends with status %d and says %q, want %q in it", status, said, want)
	}
	if got := thisProject(t).lookAtData(t.Context()); got.state != "ok" || !strings.Contains(got.what, there) {
		t.Errorf("the doctor says %v, want that it is in %s", got, there)
	}
}

func TestTheDoctorSeesACutDownload(t *testing.T) {
	p := thisProject(t)
	p.root = t.TempDir() // so that the folder of this clone stays as it is
	t.Chdir(p.root)
	write(t, filepath.Join(p.root, "go.mod"), "module firstneuron\n")
	for _, f := range fashionMNISTFiles {
		write(t, filepath.Join(p.fashionMNISTFolder(), f.name), "cut")
	}
	got := p.lookAtData(t.Context())
	if got.state != "broken" || got.fix != fixByFetching || !strings.Contains(got.what, "build/data/fashion-mnist: train-images-idx3-ubyte.gz is not whole") {
		t.Errorf("the doctor says %v, want that a file is not whole", got)
	}
}

// Debian's package holds the same data, packed with another date in its head: with Zalando's, it is the very file.
func TestTheSumsAreThoseOfZalandosFiles(t *testing.T) {
	seconds := map[string]uint32{"train": 1504176606, "t10k-": 1504176627} // 31 August 2017
	for _, f := range fashionMNISTFiles {
		packed, err := os.ReadFile(filepath.Join("/usr/share/datasets/fashion-mnist", f.name))
		if err != nil {
			t.Skip("needs Debian's package dataset-fashion-mnist")
		}
		at, name := seconds[f.name[:5]], strings.TrimSuffix(f.name, ".gz")
		head := []byte{0x1f, 0x8b, 8, 8, byte(at), byte(at >> 8), byte(at >> 16), byte(at >> 24), 0, 3}
		file := append(append(append(head, name...), 0), packed[10:]...)
		if got := fmt.Sprintf("%x", sha256.Sum256(file)); got != f.sha256 || int64(len(file)) != f.size {
			t.Errorf("%s: got %d bytes with the SHA-256 %s, want %d with %s", f.name, len(file), got, f.size, f.sha256)
		}
	}
}
