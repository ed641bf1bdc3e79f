package assistant

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"

	"firstneuron/internal/atomicfile"
)

// Contents is a folder of files by the SHA-256 of what they hold. A file in it never changes, and one that is there is not
// written again.
type Contents string

// Put keeps content and returns its SHA-256 once it is on the disk.
func (c Contents) Put(content []byte) (sha256 string, err error) {
	sum := hash(content)
	return sum, c.put(path.Join(sum, fileIn), content)
}

// Get returns the content with this SHA-256. The error says that it is missing or damaged.
func (c Contents) Get(sha256 string) ([]byte, error) {
	if !isHash(sha256) {
		return nil, fmt.Errorf("%q is not a SHA-256", shortened(sha256, 100))
	}
	content, err := os.ReadFile(filepath.Join(string(c), sha256, fileIn))
	if err == nil && hash(content) != sha256 {
		err = fmt.Errorf("the file with the SHA-256 %s is damaged", sha256)
	}
	return content, err
}

// fileIn names a content that has no name of its own.
const fileIn = "content"

// put writes a file unless it is there already. What else was in its place is kept beside it.
func (c Contents) put(name string, content []byte) error {
	file := filepath.Join(string(c), filepath.FromSlash(name))
	if holds(file, content) {
		return nil
	}
	if other, err := os.ReadFile(file); err == nil {
		if err := keep(file, other); err != nil {
			return err
		}
	}
	return writeFile(file, content)
}

// holds says whether a file is there and has this content. The disk may have damaged one of the right size.
func holds(file string, content []byte) bool {
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
		return false
	}
	is, err := os.ReadFile(file)
	return err == nil && bytes.Equal(is, content)
}

// writeFile makes or replaces a file, and the folders on the way to it.
func writeFile(file string, content []byte) error {
	if err := atomicfile.MakeFolder(filepath.Dir(file)); err != nil {
		return err
	}
	return atomicfile.Write(file, ".part-*", content, 0o644)
}

// keep writes what a file had before it is replaced into another one beside it.
func keep(file string, content []byte) error {
	return writeFile(filepath.Join(filepath.Dir(file), "replaced-"+hash(content)[:12]+filepath.Ext(file)), content)
}

func hash(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString
