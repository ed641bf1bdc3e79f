package assistant

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"firstneuron/pkg/assistant/texts"
)

// What is read of a folder or an archive, so that a hostile one cannot fill the memory. Together with the limits of a [Draft]
// they let everything through that can be saved.
const (
	mostEntries  = 100_000     // files and folders
	mostUnpacked = 128_000_000 // bytes of all files together, or the size of the archive itself where that is more
	largestJSON  = 8_000_000   // bytes of one
	deepest      = 4           // names in a path: a folder around all of them, versions, files, a file
)

// Load reads what [Assistant.Save] or [Assistant.SaveZip] wrote: path is a folder or a zip file. What is damaged, missing or too
// large is an error that names it. Nothing is unpacked on disk.
func Load(path string) (*Assistant, error) {
	a, err := load(path)
	if err != nil {
		return nil, catalogue.Errorf("load.path", path, brief(err))
	}
	return a, nil
}

func load(path string) (*Assistant, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		if _, err := os.Stat(filepath.Join(path, "assistant.json")); err == nil {
			if unlock, err := lock(path); err == nil { // where nothing can be written, nobody saves
				defer unlock()
			}
		}
		return read(folderSource(path))
	}
	if !info.Mode().IsRegular() {
		return nil, catalogue.Errorf("load.kind")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return loadZip(file, info.Size())
}

// LoadZip is [Load] for an archive that is not a file: r has size bytes. It takes archives that came from anywhere.
func LoadZip(r io.ReaderAt, size int64) (*Assistant, error) {
	a, err := loadZip(r, size)
	if err != nil {
		return nil, catalogue.Errorf("load.zip", brief(err))
	}
	return a, nil
}

func loadZip(r io.ReaderAt, size int64) (*Assistant, error) {
	p, err := readZip(r, size)
	if err != nil {
		return nil, err
	}
	return read(p)
}

// folderSource is a folder. A file in it may not lead out of it.
type folderSource string

func (f folderSource) file(name string) ([]byte, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, catalogue.Errorf("load.link", name)
	case info.Size() > LargestFile:
		return nil, catalogue.Errorf("load.large", name, texts.Bytes(int(info.Size())), texts.Bytes(LargestFile))
	}
	return root.ReadFile(name)
}

func (p parts) file(name string) ([]byte, error) {
	content, ok := p[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return content, nil
}

func readZip(r io.ReaderAt, size int64) (parts, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, catalogue.Errorf("zip.none", err)
	}
	p := newEntries(max(mostUnpacked, size))
	for _, file := range archive.File {
		name, mode := file.Name, file.Mode()
		if strings.HasSuffix(name, "/") {
			name = strings.TrimSuffix(name, "/")
			mode |= fs.ModeDir
		}
		if err := p.admit(name, mode.Type()); err != nil {
			return nil, err
		}
		if file.Flags&1 != 0 {
			return nil, catalogue.Errorf("zip.password", name)
		}
		if file.UncompressedSize64 > LargestFile { // told before anything is unpacked; what really comes is counted too
			return nil, catalogue.Errorf("zip.unpacks", name, file.UncompressedSize64, texts.Bytes(LargestFile))
		}
		if mode.IsDir() {
			if file.UncompressedSize64 > 0 {
				return nil, catalogue.Errorf("zip.folder", name)
			}
			continue
		}
		content, err := file.Open()
		if err != nil {
			return nil, catalogue.Errorf("zip.entry", name, err)
		}
		err = p.add(name, content)
		content.Close()
		if err != nil {
			return nil, err
		}
	}
	return p.parts.withoutFolderAround(), nil
}

// entries are the parts as they come in.
type entries struct {
	parts
	seen map[string]string // names by how they are folded
	left int64             // bytes that may still come
}

func newEntries(most int64) *entries { return &entries{parts{}, map[string]string{}, most} }

// admit checks the name and type of a file or folder before it is opened.
func (e *entries) admit(name string, mode fs.FileMode) error {
	if len(e.seen) >= mostEntries {
		return catalogue.Errorf("zip.many", mostEntries)
	}
	if !fs.ValidPath(name) || strings.Count(name, "/") >= deepest {
		return catalogue.Errorf("zip.path", shortened(name))
	}
	for part := range strings.SplitSeq(name, "/") {
		if err := CheckName(part); err != nil {
			return catalogue.Errorf("zip.name", shortened(name), err)
		}
	}
	if mode != 0 && mode != fs.ModeDir {
		return catalogue.Errorf("zip.link", name)
	}
	if other, twice := e.seen[folded(name)]; twice {
		return catalogue.Errorf("zip.twice", name, other)
	}
	e.seen[folded(name)] = name
	return nil
}

// add reads a file to its end, where a zip archive's checksum is looked at.
func (e *entries) add(name string, content io.Reader) error {
	read, err := io.ReadAll(io.LimitReader(content, min(LargestFile, e.left)+1))
	if err != nil {
		return catalogue.Errorf("load.json", name, err)
	}
	if len(read) > LargestFile {
		return catalogue.Errorf("load.large", name, texts.Bytes(len(read)), texts.Bytes(LargestFile))
	}
	if e.left -= int64(len(read)); e.left < 0 {
		return catalogue.Errorf("zip.bomb", name, texts.Bytes(mostUnpacked))
	}
	e.parts[name] = read
	return nil
}

// withoutFolderAround takes away the folder that a file manager puts around everything when it packs one.
func (p parts) withoutFolderAround() parts {
	if _, ok := p["assistant.json"]; ok {
		return p
	}
	for name := range p {
		around, file, _ := strings.Cut(name, "/")
		if file != "assistant.json" {
			continue
		}
		inner := parts{}
		for name, content := range p {
			if rest, ok := strings.CutPrefix(name, around+"/"); ok {
				inner[rest] = content
			} else if !strings.HasPrefix(name, "__MACOSX/") && !droppedBySystem(name) {
				return p // more than one folder: not what a file manager packs
			}
		}
		return inner
	}
	return p
}

// brief cuts an error that quotes a name without end.
func brief(err error) error {
	const most = 800
	if text := err.Error(); len(text) > most {
		return errors.New(strings.ToValidUTF8(text[:most], "") + "…")
	}
	return err
}

// droppedBySystem tells the files that an operating system leaves in folders and zip files.
func droppedBySystem(name string) bool {
	base := path.Base(name)
	return base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "._")
}

func shortened(name string) string {
	if len(name) > 100 {
		return strings.ToValidUTF8(name[:100], "") + "…"
	}
	return name
}
