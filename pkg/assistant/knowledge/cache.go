package knowledge

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"firstneuron/pkg/assistant"
)

// A Cache keeps the indexes that were asked for last, so that the same files are read only once. The zero value is empty.
// It may be used from several goroutines.
type Cache struct {
	mutex   sync.Mutex
	indexes []*cached // the one last used at the end
}

// capacity is how many indexes a cache keeps: of a draft, and of the few versions before it that are tried beside it.
const capacity = 4

// cached is an index that is made when it is first needed.
type cached struct {
	key   string // the same for the same files and language
	index func() (*Index, error)
}

// Index is New, or what New has returned before for the same files and language.
func (c *Cache) Index(files []assistant.File, language string) (*Index, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", language)
	for _, file := range files {
		fmt.Fprintf(h, "%q %x\n", file.Name, sha256.Sum256(file.Content))
	}
	key := string(h.Sum(nil))
	c.mutex.Lock()
	entry := &cached{key, sync.OnceValues(func() (*Index, error) { return New(files, language) })}
	if i := slices.IndexFunc(c.indexes, func(one *cached) bool { return one.key == key }); i >= 0 {
		entry = c.indexes[i]
		c.indexes = slices.Delete(c.indexes, i, i+1)
	}
	c.indexes = append(c.indexes, entry)
	c.indexes = slices.Delete(c.indexes, 0, max(0, len(c.indexes)-capacity))
	c.mutex.Unlock()
	return entry.index()
}
