package knowledge

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Limits of a PDF file, against those that are made to use up memory or time.
const (
	memoryPages   = 8192    // of 64 kB, for each file that is read
	mostOnPage    = 200_000 // letters, or things drawn
	mostForms     = 8       // forms within forms
	filesAtOnce   = 2
	fewestLetters = 20 // fewer on a page with a picture are no text of it
)

// patience is for one file.
var patience = 40 * time.Second

// engine is PDFium, the reader of PDF in Chrome, compiled to WebAssembly: a file that makes it fail can neither crash the program
// nor leave its memory. It is made when the first PDF is read; the machine code is kept on the disk for the next program.
var engine = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true)
	if folder, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(folder, "firstneuron", "pdfium")); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{Context: context.Background(), MaxIdle: 1, MaxTotal: filesAtOnce,
		RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
})

// printed reads the text of a PDF, in an instance of the engine of its own.
func printed(content []byte) (d *document, err error) {
	if !bytes.Contains(content[:min(1024, len(content))], []byte("%PDF-")) {
		return nil, catalogue.Errorf("pdf.other")
	}
	pool, err := engine()
	if err != nil {
		return nil, catalogue.Errorf("pdf.engine", err)
	}
	instance, err := pool.GetInstance(patience)
	if err != nil {
		return nil, catalogue.Errorf("pdf.engine", err)
	}
	clock := time.AfterFunc(patience, func() { instance.Kill() })
	defer func() {
		if clock.Stop() {
			instance.Close()
		} else {
			d, err = nil, catalogue.Errorf("pdf.slow", patience)
		}
	}()
	file, err := instance.OpenDocument(&requests.OpenDocument{File: &content})
	if errors.Is(err, pdfiumerrors.ErrPassword) {
		return nil, catalogue.Errorf("pdf.password")
	} else if err != nil {
		return nil, catalogue.Errorf("pdf.damaged", err)
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: file.Document})
	if err != nil {
		return nil, catalogue.Errorf("pdf.damaged", err)
	}
	if count.PageCount > MaxPages {
		return nil, catalogue.Errorf("pdf.pages", count.PageCount, MaxPages)
	}
	r := pdfReader{Pdfium: instance}
	for index := range count.PageCount {
		if err := r.read(file.Document, index); err != nil {
			return nil, err
		}
	}
	d = r.document()
	if len(d.chapters) == 0 {
		return nil, catalogue.Errorf("pdf.pictures")
	}
	if 2*r.scanned > count.PageCount {
		d.partly = catalogue.Errorf("pdf.scanned", count.PageCount, r.scanned)
	}
	return d, nil
}
