package knowledge

import (
	"fmt"
	"sync"
	"testing"

	"firstneuron/pkg/assistant"
)

func guide(text string) []assistant.File {
	return []assistant.File{{Name: "guide.md", Content: []byte("# Guide\n\n" + text + "\n")}}
}

func TestACacheReadsTheSameFilesOnce(t *testing.T) {
	var cache Cache
	index := func(text, language string) *Index {
		x, err := cache.Index(guide(text), language)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	first := index("tea", "en")
	if index("tea", "en") != first {
		t.Error("the same files are read again")
	}
	if index("coffee", "en") == first || index("tea", "ru") == first {
		t.Error("other files, or another language, get the same index")
	}
	for i := range capacity {
		index(fmt.Sprint("number ", i), "en")
	}
	if len(cache.indexes) != capacity {
		t.Errorf("%d indexes are kept, want %d", len(cache.indexes), capacity)
	}
	if index("tea", "en") == first {
		t.Error("an index that fell from the cache is still there")
	}
}

func TestACacheIsForSeveralAtOnce(t *testing.T) {
	var cache Cache
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			text := fmt.Sprint("tea number ", i%7)
			x, err := cache.Index(guide(text), "en")
			if err != nil || len(x.Search(text, 1)) != 1 {
				t.Errorf("%s is not found: %v", text, err)
			}
		})
	}
	all.Wait()
}
