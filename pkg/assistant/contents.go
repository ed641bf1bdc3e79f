package assistant

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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
		return nil, fmt.Errorf("%q is not a SHA-256", shortened(sha256))
	}
	content, err := os.ReadFile(filepath.Join(string(c), sha256, fileIn))
	if err == nil && hash(content) != sha256 {
		err = fmt.Errorf("the file with the SHA-256 %s is damaged", sha256)
	}
	return content, err
}

// fileIn is the name of a content that has none.
const fileIn = "content"

// put writes a file that is not there yet.
func (c Contents) put(name string, content []byte) error {
	file := filepath.Join(string(c), filepath.FromSlash(name))
	if info, err := os.Lstat(file); err == nil && info.Mode().IsRegular() && info.Size() == int64(len(content)) {
		return nil
	}
	if err := writeFile(file, content); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

func hash(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

func isHash(text string) bool {
	if len(text) != 64 || !fs.ValidPath(text) {
		return false
	}
	for _, r := range text {
		if (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return false
		}
	}
	return true
}
