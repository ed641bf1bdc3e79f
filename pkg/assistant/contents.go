package assistant

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
	return sum, replace(filepath.Join(string(c), sum, fileIn), content, keepAll)
}

// Get returns the content with this SHA-256. The error says that it is missing or damaged.
func (c Contents) Get(sha256 string) ([]byte, error) {
	if !isHash(sha256) {
		return nil, fmt.Errorf("%.100q is not a SHA-256", sha256)
	}
	content, err := os.ReadFile(filepath.Join(string(c), sha256, fileIn))
	if err == nil && hash(content) != sha256 {
		err = fmt.Errorf("the file with the SHA-256 %s is damaged", sha256)
	}
	return content, err
}

// fileIn names a content that has no name of its own.
const fileIn = "content"

// replace makes or replaces a file, in one step, unless it has this content already. What else it had is kept but for what mayGo.
func replace(file string, content []byte, mayGo func(before []byte) bool) error {
	has, err := keepOther(file, content, mayGo)
	if has || err != nil {
		return err
	}
	if err := atomicfile.MakeFolder(filepath.Dir(file)); err != nil {
		return err
	}
	return atomicfile.Write(file, partial, content, 0o644)
}

// keepOther says whether a file has this content. What else it has, but for what mayGo, is kept in another file beside it.
func keepOther(file string, content []byte, mayGo func(before []byte) bool) (has bool, err error) {
	before, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	info, err := os.Lstat(file)
	if has = err == nil && info.Mode().IsRegular() && bytes.Equal(before, content); has || mayGo(before) {
		return has, err
	}
	return false, replace(filepath.Join(filepath.Dir(file), "replaced-"+hash(before)[:12]+filepath.Ext(file)), before, keepAll)
}

func keepAll([]byte) bool { return false }

func hash(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString
