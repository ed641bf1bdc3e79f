package embedded

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/knowledge"
)

// shared is an index that several answers may use at once. It is closed when it is no longer kept and nobody uses it.
type shared struct {
	key   [32]byte
	once  sync.Once
	index *knowledge.Index
	err   error
	users int
	gone  bool // no longer kept
}

// keptIndexes is how many indexes an engine keeps: a draft and the few versions before it that are tried beside it.
const keptIndexes = 4

// search looks for the passage that fits a question best.
func (e *Engine) search(files []assistant.File, language, question string) (hit knowledge.Hit, found bool, err error) {
	if len(files) == 0 {
		return knowledge.Hit{}, false, nil
	}
	if language != "ru" {
		language = "en"
	}
	s := e.borrow(fingerprint(files, language))
	defer e.giveBack(s)
	s.once.Do(func() { s.index, s.err = knowledge.New(files, language) })
	if s.err != nil {
		return knowledge.Hit{}, false, s.err
	}
	if hits := s.index.Search(question, 1); len(hits) > 0 {
		return hits[0], true, nil
	}
	return knowledge.Hit{}, false, nil
}

func (e *Engine) borrow(key [32]byte) *shared {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	i := slices.IndexFunc(e.indexes, func(s *shared) bool { return s.key == key })
	var s *shared
	if i >= 0 {
		s = e.indexes[i]
		e.indexes = slices.Delete(e.indexes, i, i+1)
	} else {
		s = &shared{key: key}
	}
	e.indexes = append(e.indexes, s)
	s.users++
	for len(e.indexes) > keptIndexes {
		oldest := e.indexes[0]
		e.indexes = slices.Delete(e.indexes, 0, 1)
		oldest.gone = true
		oldest.closeIfUnused()
	}
	return s
}

func (e *Engine) giveBack(s *shared) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	s.users--
	s.closeIfUnused()
}

func (s *shared) closeIfUnused() {
	if s.gone && s.users == 0 && s.index != nil {
		s.index.Close() // it is in memory: there is nothing that could be lost
		s.index = nil
	}
}

// fingerprint is the same for the same files in the same language.
func fingerprint(files []assistant.File, language string) [32]byte {
	h := sha256.New()
	write := func(part []byte) {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write(part)
	}
	write([]byte(language))
	for _, file := range files {
		write([]byte(file.Name))
		write(file.Content)
	}
	return [32]byte(h.Sum(nil))
}
