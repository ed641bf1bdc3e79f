package assistant

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// What is read of a folder or an archive, so that a hostile one cannot fill the memory. Together with the limits of a [Draft]
// they let everything through that can be saved.
const (
	mostEntries  = 100_000     // files and folders
	mostUnpacked = 128_000_000 // bytes of all files together, or the size of the archive itself where that is more
	largestJSON  = 8_000_000   // bytes of one
	deepest      = 4           // names in a path: a folder around all of them, versions, files, a file
)

// Load reads what [Assistant.Save] or [Assistant.SaveZip] wrote: path is a folder or a zip file. Anything that is damaged,
// missing, too large, or has no place there is an error that names it. Nothing is unpacked on disk.
func Load(path string) (*Assistant, error) {
	a, err := load(path)
	if err != nil {
		return nil, fmt.Errorf("assistant: cannot load %s: %w", path, brief(err))
	}
	return a, nil
}

func load(path string) (*Assistant, error) {
	path, err := settled(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		p, err := readFolder(path)
		if err != nil {
			return nil, err
		}
		return p.read()
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("it is neither a folder nor a zip file: choose a saved assistant")
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
		return nil, fmt.Errorf("assistant: cannot load the archive: %w", brief(err))
	}
	return a, nil
}

func loadZip(r io.ReaderAt, size int64) (*Assistant, error) {
	p, err := readZip(r, size)
	if err != nil {
		return nil, err
	}
	return p.read()
}

func readFolder(folder string) (parts, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	p := newEntries(1 << 62) // a folder takes the room that its files have: it cannot be a bomb
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		if droppedBySystem(name) && !entry.IsDir() {
			return nil
		}
		if err := p.admit(name, entry.Type()); err != nil || entry.IsDir() {
			return err
		}
		file, err := root.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		return p.add(name, file)
	})
	return p.parts, err
}

func readZip(r io.ReaderAt, size int64) (parts, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("it is no zip archive, or a damaged one: %w", err)
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
			return nil, fmt.Errorf("%q is encrypted: save the archive without a password", name)
		}
		if file.UncompressedSize64 > LargestFile { // told before anything is unpacked; what really comes is counted too
			return nil, fmt.Errorf("%q would unpack to %d bytes, and at most %s are read", name, file.UncompressedSize64, amount(LargestFile))
		}
		if mode.IsDir() {
			if file.UncompressedSize64 > 0 {
				return nil, fmt.Errorf("%q is a folder and has bytes in it: the archive is damaged", name)
			}
			continue
		}
		content, err := file.Open()
		if err != nil {
			return nil, fmt.Errorf("%q cannot be unpacked: %w", name, err)
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
		return fmt.Errorf("it has more than %d files", mostEntries)
	}
	if !fs.ValidPath(name) || strings.Count(name, "/") >= deepest {
		return fmt.Errorf("%q is a path that no saved assistant has", shortened(name))
	}
	for part := range strings.SplitSeq(name, "/") {
		if err := checkName(part); err != nil {
			return fmt.Errorf("%q is a path that no saved assistant has: %w", shortened(name), err)
		}
	}
	if mode != 0 && mode != fs.ModeDir {
		return fmt.Errorf("%q is neither a file nor a folder but a link or a device: take it out", name)
	}
	if other, twice := e.seen[folded(name)]; twice {
		return fmt.Errorf("%q is there twice, also as %q: many systems take both for the same file", name, other)
	}
	e.seen[folded(name)] = name
	return nil
}

// add reads a file to its end, where a zip archive's checksum is looked at.
func (e *entries) add(name string, content io.Reader) error {
	read, err := io.ReadAll(io.LimitReader(content, min(LargestFile, e.left)+1))
	if err != nil {
		return fmt.Errorf("%q cannot be read: %w", name, err)
	}
	if len(read) > LargestFile {
		return fmt.Errorf("%q has more than %s, the most that is read of one file", name, amount(LargestFile))
	}
	if e.left -= int64(len(read)); e.left < 0 {
		return fmt.Errorf("%q is one too many: the archive unpacks to more than %s, and much more than itself", name, amount(mostUnpacked))
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

func shortened(name string) string {
	if len(name) > 100 {
		return strings.ToValidUTF8(name[:100], "") + "…"
	}
	return name
}
