package knowledge

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/ledongthuc/pdf"
)

// Limits of a PDF file, against those that are made to use up memory or time.
const (
	mostUnpacked    = 64 << 20 // bytes that a part of the file unpacks to
	mostUnpackedAll = 256 << 20
	mostOnPage      = 4 << 20 // bytes of drawing instructions, unpacked
	mostForms       = 4       // forms within forms
	patience        = 20 * time.Second
)

var errPatience = fmt.Errorf("reading it took longer than %v; save its text as a text file", patience)

// printed reads the text of a PDF. The file is somebody else's, and the library panics, or goes in circles, where a file is not
// what it should be; so it reads behind a recover and a source that dries up.
func printed(content []byte) (*document, error) {
	source := &source{content: content}
	type result struct {
		d   *document
		err error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if problem := recover(); problem != nil {
				r = result{err: fmt.Errorf("the PDF file is damaged (%v); save it anew from the program that made it", problem)}
			}
			done <- r
		}()
		r.d, r.err = readPDF(source)
	}()
	clock := time.NewTimer(patience)
	defer clock.Stop()
	select {
	case r := <-done:
		return r.d, r.err
	case <-clock.C:
		source.dry.Store(true)
		return nil, errPatience
	}
}

func readPDF(source *source) (*document, error) {
	if !bytes.HasPrefix(source.content, []byte("%PDF-")) {
		return nil, errors.New("the content is no PDF file; let its name end in what it is")
	}
	if bytes.HasPrefix(source.content, []byte("%PDF-2.")) { // the same to a reader of text, but the library knows 1 only
		source.content = slices.Concat([]byte("%PDF-1.7"), source.content[8:])
	}
	if err := source.inspect(); err != nil {
		return nil, err
	}
	file, err := pdf.NewReader(source, int64(len(source.content)))
	if err != nil {
		return nil, fmt.Errorf("the PDF file is damaged (%v); save it anew from the program that made it", err)
	}
	if circular(file) {
		return nil, errors.New("the PDF file is damaged (a part contains itself); save it anew from the program that made it")
	}
	pages := file.NumPage()
	if pages > MaxPages {
		return nil, fmt.Errorf("it has %d pages, the limit is %d; divide it into smaller files", pages, MaxPages)
	}
	r := pageReader{source: source, fonts: map[string]*font{}}
	for number := 1; number <= pages; number++ {
		page := file.Page(number)
		if page.V.IsNull() {
			continue
		}
		r.page = number
		r.read(page.V.Key("Contents"), page.Resources(), 0)
		r.endLine()
		if r.err != nil {
			return nil, r.err
		}
	}
	d := r.document()
	if len(d.blocks) == 0 {
		return nil, errors.New("its pages have no text, only pictures of it perhaps; let a program recognise the text, or save the original as PDF")
	}
	return d, nil
}

// A source is a file that can dry up: every read then fails, and what reads it ends.
type source struct {
	content []byte
	dry     atomic.Bool
}

func (s *source) ReadAt(p []byte, offset int64) (int, error) {
	if s.dry.Load() {
		return 0, errPatience
	}
	return bytes.NewReader(s.content).ReadAt(p, offset)
}

var (
	escaped   = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	counts    = regexp.MustCompile(`/(?:Size|Columns|Index|W)[\s\x00\[%]`)
	remark    = regexp.MustCompile(`%[^\r\n]*`)
	digits    = regexp.MustCompile(`\d{7,}`)
	crossings = regexp.MustCompile(`(?s)\bxref\b.*?\btrailer\b`)
	streams   = regexp.MustCompile(`\bstream\r?\n`)
	unpack    = []byte("FlateDecode")
)

// inspect refuses, before the library sees it, what the library would not survive: encryption, a table of parts larger than the
// file itself can have, and parts that unpack to much more than a text needs.
func (s *source) inspect() error {
	// A name may be written with escapes: /Encr#79pt.
	plain := escaped.ReplaceAllFunc(s.content, func(hex []byte) []byte {
		b, _ := strconv.ParseUint(string(hex[1:]), 16, 8)
		return []byte{byte(b)}
	})
	if bytes.Contains(plain, []byte("/Encrypt")) {
		return errors.New("it is encrypted; save it without a password")
	}
	most := int64(max(len(s.content), 1<<20))
	check := func(part []byte) error {
		for _, number := range digits.FindAll(part, -1) {
			if n, err := strconv.ParseInt(string(number), 10, 64); err != nil || n > most {
				return fmt.Errorf("the PDF file is damaged (it speaks of %s parts); save it anew from the program that made it", number)
			}
		}
		return nil
	}
	for _, at := range counts.FindAllIndex(plain, -1) {
		value := remark.ReplaceAll(plain[at[1]-1:min(at[1]+400, len(plain))], nil)
		if end := bytes.IndexAny(value, "/>"); end >= 0 {
			value = value[:end]
		}
		if err := check(value); err != nil {
			return err
		}
	}
	for _, table := range crossings.FindAll(s.content, -1) {
		if err := check(table); err != nil {
			return err
		}
	}
	all := int64(0)
	for _, at := range streams.FindAllIndex(s.content, -1) {
		header := s.content[max(0, at[0]-1024):at[0]]
		header = header[max(0, bytes.LastIndex(header, []byte("obj"))):]
		packed, err := zlib.NewReader(bytes.NewReader(s.content[at[1]:]))
		if err != nil {
			continue
		}
		n, _ := io.Copy(io.Discard, io.LimitReader(packed, mostUnpacked+1))
		if all += n; n > mostUnpacked || all > mostUnpackedAll || bytes.Count(header, unpack) > 1 {
			return fmt.Errorf("a part of the PDF file unpacks to more than %d megabytes; save its text as a text file", mostUnpacked>>20)
		}
		if s.dry.Load() {
			return errPatience
		}
	}
	return nil
}

// circular tells whether a container of parts is said to be inside a container, which the standard forbids (ISO 32000-1, 7.5.7)
// and the library would follow for ever. It has no way to ask but this one.
func circular(file *pdf.Reader) bool {
	table := reflect.ValueOf(file).Elem().FieldByName("xref")
	for i := range table.Len() {
		entry := table.Index(i)
		if !entry.FieldByName("inStream").Bool() {
			continue
		}
		container := entry.FieldByName("stream").FieldByName("id").Uint()
		if container < uint64(table.Len()) && table.Index(int(container)).FieldByName("inStream").Bool() {
			return true
		}
	}
	return false
}
