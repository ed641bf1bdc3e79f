package assistant

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"firstneuron/pkg/assistant/texts"
)

// What is read of an archive, so that a hostile one cannot fill the memory. Together with the limits of a [Draft] they let
// everything through that can be saved.
const (
	mostEntries  = 100_000     // files and folders
	mostUnpacked = 128_000_000 // bytes of all files together, or the size of the archive itself where that is more
	largestJSON  = 8_000_000   // bytes of one
	deepest      = 4           // names in a path: a folder around all of them, versions, files, a file
)

// Load reads what [Assistant.Save] or [Assistant.SaveZip] wrote: path is a folder or a zip file. What is damaged, missing or too
// large is an error that names it. Nothing is unpacked on disk.
func Load(path string) (a *Assistant, err error) {
	defer tellWhere(&err, "load.path", path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return loadFolder(path)
	case !info.Mode().IsRegular():
		return nil, catalogue.Errorf("load.kind")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return LoadZip(file, info.Size())
}

// loadFolder reads a folder. A link in it may not lead out of it.
func loadFolder(path string) (*Assistant, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if _, err := root.Stat("assistant.json"); err == nil {
		if unlock, err := lock(path); err == nil { // where nothing can be written, nobody saves
			defer unlock()
		}
	}
	return read(root.FS())
}

// LoadZip is [Load] for an archive that is not a file: r has size bytes. The archive may come from anywhere.
func LoadZip(r io.ReaderAt, size int64) (*Assistant, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, catalogue.Errorf("zip.none", err)
	}
	if err := checkEntries(archive.File, uint64(max(mostUnpacked, size))); err != nil {
		return nil, err
	}
	var files fs.FS = archive
	if _, err := fs.Stat(archive, "assistant.json"); err != nil {
		// A file manager puts a folder around everything when it packs one.
		if around, _ := fs.Glob(archive, "*/assistant.json"); len(around) == 1 {
			files, _ = fs.Sub(archive, path.Dir(around[0])) // whose path was checked
		}
	}
	return read(files)
}

// checkEntries looks at what an archive says of its entries, before any is opened. One that has more bytes than it says is an error
// of package zip when it is read.
func checkEntries(entries []*zip.File, left uint64) error {
	if len(entries) > mostEntries {
		return catalogue.Errorf("zip.many", mostEntries)
	}
	seen := map[string]string{} // names by how they are folded
	for _, entry := range entries {
		name, isFolder := strings.CutSuffix(entry.Name, "/")
		size := entry.UncompressedSize64
		for part := range strings.SplitSeq(name, "/") {
			if err := CheckName(part); err != nil {
				return catalogue.Errorf("zip.name", name, err)
			}
		}
		other, twice := seen[folded(name)]
		seen[folded(name)] = name
		switch {
		case strings.Count(name, "/") >= deepest:
			return catalogue.Errorf("zip.path", name)
		case !entry.Mode().IsRegular() && !entry.Mode().IsDir():
			return catalogue.Errorf("zip.link", name)
		case twice:
			return catalogue.Errorf("zip.twice", name, other)
		case entry.Flags&1 != 0:
			return catalogue.Errorf("zip.password", name)
		case size > LargestFile:
			return catalogue.Errorf("zip.unpacks", name, size, texts.Bytes(LargestFile))
		case isFolder && size > 0:
			return catalogue.Errorf("zip.folder", name)
		case size > left:
			return catalogue.Errorf("zip.bomb", name, texts.Bytes(mostUnpacked))
		}
		left -= size
	}
	return nil
}

// tellWhere adds to an error what was being done.
func tellWhere(err *error, key string, where ...any) {
	if *err != nil {
		*err = catalogue.Errorf(key, append(where, *err)...)
	}
}
