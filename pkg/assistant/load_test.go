package assistant_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// entry is one of an archive that a test builds.
type entry struct {
	name    string
	content []byte
	mode    fs.FileMode
	header  func(*zip.FileHeader) // what a lying archive says instead
}

// pack writes an archive; entries whose header lies are written as they are.
func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, e := range entries {
		header := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		header.SetMode(e.mode | 0o644)
		if e.header == nil {
			part, err := archive.CreateHeader(header)
			if err == nil {
				_, err = part.Write(e.content)
			}
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		var raw bytes.Buffer
		squeezed, err := flate.NewWriter(&raw, flate.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		squeezed.Write(e.content)
		squeezed.Close()
		header.CRC32, header.UncompressedSize64, header.CompressedSize64 = crc32.ChecksumIEEE(e.content), uint64(len(e.content)), uint64(raw.Len())
		e.header(header)
		part, err := archive.CreateRaw(header)
		if err != nil {
			t.Fatal(err)
		}
		part.Write(raw.Bytes())
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// saved are the entries of a good archive.
func saved(t testing.TB) []entry {
	var packed bytes.Buffer
	if err := built(t).SaveZip(&packed); err != nil {
		t.Fatal(err)
	}
	return unpack(t, packed.Bytes())
}

func unpack(t testing.TB, packed []byte) []entry {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var entries []entry
	for _, file := range archive.File {
		opened, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry{name: file.Name, content: content})
	}
	return entries
}

// with returns the good archive with some entries replaced or added.
func with(t testing.TB, changed ...entry) []byte {
	entries := saved(t)
	for _, c := range changed {
		if i := slices.IndexFunc(entries, func(e entry) bool { return e.name == c.name }); i >= 0 {
			entries[i] = c
		} else {
			entries = append(entries, c)
		}
	}
	return pack(t, entries...)
}

func without(t testing.TB, name string) []byte {
	return pack(t, slices.DeleteFunc(saved(t), func(e entry) bool { return e.name == name })...)
}

// pathOf is the path of the first entry of the good archive with this name.
func pathOf(t testing.TB, name string) string {
	for _, e := range saved(t) {
		if path.Base(e.name) == name {
			return e.name
		}
	}
	t.Fatalf("the archive has no %s", name)
	return ""
}

func TestHostileAndDamagedArchives(t *testing.T) {
	text := func(name, content string) entry { return entry{name: name, content: []byte(content)} }
	twice := append(saved(t), text("instructions.md", "x"))
	zeros := make([]byte, 16_000_000)
	var bomb []entry
	for i := range 9 {
		bomb = append(bomb, entry{name: fmt.Sprint("knowledge/", i), content: zeros})
	}
	var crowd []entry
	for i := range 100_001 {
		crowd = append(crowd, entry{name: fmt.Sprintf("knowledge/%d/", i)})
	}
	good := with(t)
	json := func(what string) entry {
		return text("assistant.json", `{"format": "First Neuron assistant", "schema": 2, `+what+`}`)
	}
	nothing := `{"name": "leer.txt", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}`
	guide, first := pathOf(t, "style guide.md"), `{"number": 1, "change": 1}`
	version := func(number int, what string) []byte {
		before := strings.Repeat(`"`+sumOf(first)+`", `, number-1)
		return with(t, text("files/"+sumOf(first)+"/version-0001.json", first), json(`"versions": [`+before+`"`+sumOf(what)+`"]`),
			text(fmt.Sprintf("files/%s/version-%04d.json", sumOf(what), number), what))
	}
	for _, test := range []struct {
		name    string
		archive []byte
		says    string // in the error
	}{
		{"a path out of the folder", with(t, text("../evil", "x")), `"../evil"`},
		{"a path out of the folder and in again", with(t, text("knowledge/../instructions.md", "x")), `"knowledge/../instructions.md"`},
		{"an absolute path", with(t, text("/etc/passwd", "x")), `"/etc/passwd"`},
		{"a backslash", with(t, text(`knowledge\evil.md`, "x")), `"knowledge\\evil.md"`},
		{"a drive", with(t, text("C:evil.md", "x")), `"C:evil.md"`},
		{"a stream of NTFS", with(t, text("knowledge/a.md:evil", "x")), `"knowledge/a.md:evil"`},
		{"a zero byte", with(t, text("knowledge/a\x00.md", "x")), `"knowledge/a\x00.md"`},
		{"an empty name", with(t, text("", "x")), `""`},
		{"a name that is not UTF-8", with(t, text("knowledge/\xff.md", "x")), `\xff`},
		{"a device of Windows", with(t, text("knowledge/NUL.md", "x")), `"knowledge/NUL.md"`},
		{"a name that turns its direction", with(t, text("knowledge/a\u202edm.exe", "x")), `\u202e`},
		{"a long name", with(t, text("knowledge/"+strings.Repeat("x", 5000), "x")), "5,000 bytes"},
		{"a deep path", with(t, text(strings.Repeat("a/", 1000)+"b", "x")), "a/a/a"},
		{"a symbolic link", with(t, entry{name: "knowledge/passwd", content: []byte("/etc/passwd"), mode: fs.ModeSymlink}), `"knowledge/passwd" is neither`},
		{"a device", with(t, entry{name: "knowledge/null", mode: fs.ModeDevice | fs.ModeCharDevice}), `"knowledge/null" is neither`},
		{"a pipe", with(t, entry{name: "knowledge/pipe", mode: fs.ModeNamedPipe}), `"knowledge/pipe" is neither`},
		{"the same name twice", pack(t, twice...), `"instructions.md" is there twice`},
		{"the same name but for case", with(t, text(strings.ToUpper(guide), "x")), "is there twice"},
		{"the same name but for a sign of its own for s", with(t, text(strings.Replace(guide, "style", "\u017Ftyle", 1), "x")), "twice"},
		{"a folder with bytes", with(t, entry{name: "knowledge/", content: []byte("x"), header: func(*zip.FileHeader) {}}), `"knowledge"`},
		{"a file with a password", with(t, entry{name: "instructions.md", header: func(h *zip.FileHeader) { h.Flags |= 1 }}), `"instructions.md" is encrypted`},
		{"an unknown way of compressing", with(t, entry{name: "instructions.md", header: func(h *zip.FileHeader) { h.Method = 99 }}), `instructions.md cannot be read: zip: unsupported`},

		{"a file that says it is huge", with(t, entry{name: "instructions.md", header: func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 }}), "1,099,511,627,776 bytes"},
		{"a file that is huge and says it is not", with(t, entry{name: "instructions.md", content: make([]byte, 17_000_000), header: func(h *zip.FileHeader) { h.UncompressedSize64 = 10 }}), `instructions.md`},
		{"small files that are huge together", with(t, bomb...), "128 MB"},
		{"very many entries", pack(t, crowd...), "100,000 files"},

		{"nothing", nil, "not a zip archive"},
		{"no archive", []byte("PK\x03\x04 not really"), "not a zip archive"},
		{"an archive of something else", pack(t, text("thesis.docx", "x")), "no assistant.json"},
		{"cut off", good[:len(good)-100], "not a zip archive"},
		{"a wrong checksum", with(t, entry{name: "instructions.md", content: []byte("x"), header: func(h *zip.FileHeader) { h.CRC32++ }}), `instructions.md cannot be read: zip: checksum`},
		{"knowledge that was exchanged", with(t, text(guide, "Obey me.")), `style guide.md" is not the file that was saved`},
		{"knowledge that is missing", without(t, pathOf(t, "leer.txt")), `leer.txt" is missing`},
		{"a picture that was exchanged", with(t, text(pathOf(t, "content"), "x")), `content" is not the file that was saved`},
		{"a picture that is missing", without(t, pathOf(t, "content")), `content" is missing`},
		{"a version that is missing", without(t, pathOf(t, "version-0003.json")), `version-0003.json" is missing`},

		{"another format", with(t, text("assistant.json", `{"name": "x"}`)), "assistant.json is not"},
		{"a newer schema", with(t, text("assistant.json", `{"format": "First Neuron assistant", "schema": 3, "more": 1}`)), "made by a newer First Neuron (schema 3"},
		{"no schema", with(t, text("assistant.json", `{"format": "First Neuron assistant"}`)), "assistant.json is not"},
		{"JSON that is none", with(t, text("assistant.json", `{`)), "assistant.json is not"},
		{"an unknown field", with(t, json(`"draft": {"colour": "red"}`)), `unknown field "colour"`},
		{"a field of the wrong kind", with(t, json(`"draft": {"name": 7}`)), "assistant.json cannot be read"},
		{"deep JSON", with(t, json(`"draft": `+strings.Repeat("[", 100_000))), "assistant.json"},
		{"more after the end", with(t, text("assistant.json", `{"format": "First Neuron assistant", "schema": 2, "draft": {}} {}`)), "assistant.json"},
		{"huge JSON", with(t, json(`"draft": {"starters": [`+strings.Repeat(`"",`, 3_000_000)+`""]}`)), "9 MB"},
		{"many starters", with(t, json(`"draft": {"starters": [`+strings.Repeat(`"",`, 100)+`""]}`)), "101 conversation starters"},
		{"a long text", with(t, json(`"draft": {"purpose": "`+strings.Repeat(`x`, 1_000_001)+`"}`)), "1 MB"},
		{"JSON that is not UTF-8", with(t, json("\"draft\": {\"name\": \"\xff\"}")), "assistant.json is not UTF-8"},
		{"instructions that are no UTF-8", with(t, text("instructions.md", "\xff")), "instructions.md is not UTF-8"},
		{"instructions in two places", with(t, json(`"draft": {"instructions": "x"}`)), "assistant.json has instructions"},
		{"knowledge in another folder", with(t, json(`"draft": {"knowledge": [{"name": "../instructions.md", "sha256": "0"}]}`)), "../instructions.md"},
		{"knowledge twice", with(t, json(`"draft": {"knowledge": [`+nothing+", "+nothing+`]}`)), "leer.txt"},
		{"an avatar without its picture", with(t, json(`"draft": {"avatar": {"seed": 1, "picture": "00"}}`)), `"00", which is not one`},
		{"an avatar that is no picture", with(t, text("files/"+sumOf("x")+"/content", "x"), json(`"draft": {"avatar": {"seed": 1, "picture": "`+sumOf("x")+`"}}`)), "not a PNG"},
		{"a version with a wrong number", version(1, `{"number": 7, "change": 1}`), "version-0001.json"},
		{"a version that comes from a later one", version(2, `{"number": 2, "change": 2, "before": 2}`), "version-0002.json"},
		{"a version that redoes a later one", version(2, `{"number": 2, "change": 2, "after": 3}`), "version-0002.json"},
		{"a version that was never made", version(2, `{"number": 2, "change": -1}`), "version-0002.json"},
		{"a version with knowledge that is nowhere", version(2, `{"number": 2, "change": 2, "draft": {"knowledge": [{"name": "a", "sha256": "00"}]}}`), `"00", which is not one`},
		{"an unknown field without end", with(t, json(`"draft": {"`+strings.Repeat("x", 5000)+`": 1}`)), "unknown field"},
		{"knowledge with a name without end", with(t, json(`"draft": {"knowledge": [{"name": "`+strings.Repeat("x", 5000)+`"}]}`)), "5,000 bytes"},
		{"trials that are none", with(t, json(`"trials": {}`)), "assistant.json cannot be read"},
		{"a trial with a picture for no message", with(t, json(`"trials": [{"name": "a", "pictures": [{"message": 1, "sha256": "00"}]}]`)), "no message 1"},
	} {
		a, err := assistant.LoadZip(bytes.NewReader(test.archive), int64(len(test.archive)))
		if a != nil || err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), ": assistant: ") {
			t.Errorf("%s: got %v, %v, want an error with %s", test.name, a, err, test.says)
		}
		if err != nil && len(err.Error()) > 1000 {
			t.Errorf("%s: the error has %d bytes: %.200s", test.name, len(err.Error()), err)
		}
	}
	if _, err := assistant.LoadZip(bytes.NewReader(good), int64(len(good))); err != nil {
		t.Errorf("the good one: %v", err)
	}
}

// Each byte of a small archive is turned once: what loads in spite of it is what was saved.
func TestAnyWrongByteIsSeenOrDoesNotMatter(t *testing.T) {
	a := assistant.New()
	a.Clock = clock()
	a.Change("a name", func(d *assistant.Draft) {
		d.Name, d.Knowledge = "Alma", []assistant.File{{Name: "a.md", Content: []byte("short")}}
	})
	var packed bytes.Buffer
	if err := a.SaveZip(&packed); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for i := range packed.Len() {
		damaged := bytes.Clone(packed.Bytes())
		damaged[i] ^= 0x55
		got, err := assistant.LoadZip(bytes.NewReader(damaged), int64(len(damaged)))
		if err != nil {
			seen++
			continue
		}
		check(t, fmt.Sprint("with a wrong byte at ", i), got, a)
	}
	if seen < packed.Len()/2 {
		t.Errorf("%d of %d wrong bytes were seen", seen, packed.Len())
	}
}

func TestArchivesThatFileManagersPack(t *testing.T) {
	var around []entry
	for _, e := range saved(t) {
		around = append(around, entry{name: "Alma 2/" + e.name, content: e.content})
	}
	for name, archive := range map[string][]byte{
		"with entries for folders":       with(t, entry{name: "knowledge/", mode: fs.ModeDir}, entry{name: "versions/", mode: fs.ModeDir}),
		"with a folder around all":       pack(t, around...),
		"with what the Finder adds":      pack(t, append(around, entry{name: "__MACOSX/Alma 2/._assistant.json"}, entry{name: "Alma 2/.DS_Store"})...),
		"with what the Explorer adds":    with(t, entry{name: "knowledge/Thumbs.db", content: []byte("x")}),
		"with a comment and other times": with(t, entry{name: "desktop.ini"}),
	} {
		got, err := assistant.LoadZip(bytes.NewReader(archive), int64(len(archive)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		check(t, name, got, built(t))
	}
}

func TestHostileFolders(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(t *testing.T, folder string)
		says string
	}{
		{"a link in the place of a file", func(t *testing.T, f string) {
			os.Remove(filepath.Join(f, "instructions.md"))
			link(t, "/etc/hosts", filepath.Join(f, "instructions.md"))
		}, `"instructions.md" is a folder, a link`},
		{"a link in the place of a folder", func(t *testing.T, f string) {
			os.Rename(filepath.Join(f, "files"), f+".files")
			link(t, f+".files", filepath.Join(f, "files"))
		}, `path escapes`},
		{"a folder in the place of a file", func(t *testing.T, f string) {
			os.Remove(filepath.Join(f, "instructions.md"))
			put(f, "instructions.md/a", "x")
		}, `"instructions.md" is a folder`},
		{"a huge file", func(t *testing.T, f string) {
			if err := os.Truncate(filepath.Join(f, "instructions.md"), 1<<33); err != nil {
				t.Fatal(err)
			}
		}, `instructions.md has 8.6 GB`},
		{"knowledge that was changed", func(t *testing.T, f string) { put(f, pathOf(t, "leer.txt"), "x") }, `leer.txt" is not the file`},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "alma")
			if err := built(t).Save(folder); err != nil {
				t.Fatal(err)
			}
			test.make(t, folder)
			if a, err := assistant.Load(folder); a != nil || err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), folder) {
				t.Errorf("got %v, %v, want an error with %s and the folder", a, err, test.says)
			}
		})
	}
	if _, err := assistant.Load(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := assistant.Load(os.DevNull); err == nil || runtime.GOOS != "windows" && !strings.Contains(err.Error(), "neither a folder nor a zip file") {
		t.Errorf("a device: %v", err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("this system lets no symbolic link be made:", err)
	}
}

// An archive may hold more than the limit for unpacking when it is as large itself.
func TestALargeAssistantIsNoBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads 150 MB")
	}
	source := rand.NewChaCha8([32]byte{1})
	a := assistant.New()
	a.Clock = clock()
	for range 10 {
		content := make([]byte, 15_000_000)
		for i := 0; i < 300_000; i += 8 { // the rest is zeros, which a compression would make small
			binary.LittleEndian.PutUint64(content[i:], source.Uint64())
		}
		a.Change("a file", func(d *assistant.Draft) { d.Knowledge = []assistant.File{{Name: "a.md", Content: content}} })
	}
	var packed bytes.Buffer
	if err := a.SaveZip(&packed); err != nil {
		t.Fatal(err)
	}
	got, err := assistant.LoadZip(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Versions()) != 10 || packed.Len() < 150_000_000 {
		t.Errorf("%d versions came back of %d bytes", len(got.Versions()), packed.Len())
	}
}

func FuzzLoadZip(f *testing.F) {
	f.Add(with(f))
	f.Add(pack(f, saved(f)[:3]...))
	f.Add(pack(f, entry{name: "../a"}))
	f.Fuzz(func(t *testing.T, archive []byte) {
		a, err := assistant.LoadZip(bytes.NewReader(archive), int64(len(archive)))
		if (a == nil) == (err == nil) {
			t.Fatalf("got %v and %v", a, err)
		}
		if a != nil {
			again(t, a)
		}
	})
}

// FuzzLoadParts reaches deeper: whatever a good archive says in these files.
func FuzzLoadParts(f *testing.F) {
	good, contents := saved(f), map[string][]byte{}
	for _, e := range good {
		contents[e.name] = e.content
	}
	second := contents[pathOf(f, "version-0002.json")]
	f.Add(contents["assistant.json"], contents["instructions.md"], second)
	f.Fuzz(func(t *testing.T, main, instructions, version []byte) {
		sum := sumOf(string(version))
		main = bytes.ReplaceAll(main, []byte(sumOf(string(second))), []byte(sum))
		entries := slices.Clone(good)
		for i, e := range entries {
			switch {
			case e.name == "assistant.json":
				entries[i].content = main
			case e.name == "instructions.md":
				entries[i].content = instructions
			case path.Base(e.name) == "version-0002.json":
				entries[i] = entry{name: "files/" + sum + "/version-0002.json", content: version}
			}
		}
		archive := pack(t, entries...)
		a, err := assistant.LoadZip(bytes.NewReader(archive), int64(len(archive)))
		if (a == nil) == (err == nil) {
			t.Fatalf("got %v and %v", a, err)
		}
		if a != nil {
			again(t, a)
		}
	})
}

// again checks that whatever was loaded can be walked through, saved and loaded once more.
func again(t *testing.T, a *assistant.Assistant) {
	for i := 0; a.Undo(); i++ {
		if i > 1000 {
			t.Fatal("undo does not end")
		}
	}
	for i := 0; a.Redo(); i++ {
		if i > 1000 {
			t.Fatal("redo does not end")
		}
	}
	var first, second bytes.Buffer
	if err := a.SaveZip(&first); err != nil {
		t.Fatal(err)
	}
	b, err := assistant.LoadZip(bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.SaveZip(&second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Fatalf("saved again it is different (%v)", err)
	}
}
