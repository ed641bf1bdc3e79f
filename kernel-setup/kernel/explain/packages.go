package explain

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// ourPackages are what a lesson imports from this project.
var ourPackages = []string{
	"firstneuron/pkg/chart", "firstneuron/pkg/datasets", "firstneuron/pkg/lesson", "firstneuron/pkg/metrics",
	"firstneuron/pkg/models", "firstneuron/pkg/network", "firstneuron/pkg/neuron", "firstneuron/pkg/show",
}

// goPackages are the ones of Go's library that beginners meet. They are imported by themselves where they are used.
var goPackages = []string{
	"bufio", "bytes", "cmp", "context", "errors", "flag", "fmt", "image", "io", "log", "maps", "math", "os", "rand", "regexp",
	"runtime", "slices", "sort", "strconv", "strings", "sync", "time", "unicode",
}

// packageRules are about imports.
var packageRules = []rule{
	{pattern: message(`pattern (.+): no matching files found`),
		english: "there is no file ${1}. //go:embed looks in the folder in which cells run: %cd says which that is.",
		russian: "файла ${1} нет. //go:embed ищет в папке, в которой работают ячейки: её назовёт %cd."},
	{pattern: message(`("[^"]+") imported and not used`),
		english: "${1} is imported and never used. Remove the import.",
		russian: "пакет ${1} импортирован, но нигде не используется. Уберите этот import."},
	{pattern: message(`("[^"]+") imported as (\w+) and not used`),
		english: "${1} is imported as ${2} and never used. Remove the import.",
		russian: "пакет ${1} импортирован под именем ${2}, но нигде не используется. Уберите этот import."},
	{pattern: lazily(`cannot find module providing package ([^\s;:]+)`), say: missingPackage},
	{pattern: lazily(`no required module provides package ([^\s;:]+)`), say: missingPackage},
	{pattern: lazily(`package (\S+) is not in std`), say: missingPackage},
	{pattern: message(`malformed import path "(.*?)".*`),
		english: `"${1}" cannot be the path of a package: it has a character that no path may have.`,
		russian: `"${1}" не может быть путём пакета: в нём есть недопустимый символ.`},
	{pattern: message(`invalid import path: (.*)`),
		english: "this is no path of a package: ${1}.",
		russian: "это не путь пакета: ${1}."},
	{pattern: message(`use of internal package (\S+) not allowed`),
		english: "the package ${1} is internal: only its own project may import it.",
		russian: "пакет ${1} внутренний: его может импортировать только его собственный проект."},
	{pattern: message(`imports must appear before other declarations`),
		english: "an import comes first in a cell: move it above the functions, types and variables.",
		russian: "import пишут в начале ячейки: перенесите его выше функций, типов и переменных."},
	{pattern: message(`expected statement, found 'import'`), say: importInside},
}

// libraryPackages are the paths of Go's library.
var libraryPackages = []string{
	"archive/tar", "archive/zip", "bufio", "bytes", "cmp", "compress/bzip2", "compress/flate", "compress/gzip",
	"compress/lzw", "compress/zlib", "container/heap", "container/list", "container/ring", "context", "crypto",
	"crypto/md5", "crypto/rand", "crypto/sha256", "database/sql", "database/sql/driver", "embed", "encoding",
	"encoding/ascii85", "encoding/asn1", "encoding/base32", "encoding/base64", "encoding/binary", "encoding/csv",
	"encoding/gob", "encoding/hex", "encoding/json", "encoding/pem", "encoding/xml", "errors", "expvar", "flag", "fmt",
	"go/ast", "go/parser", "go/token", "hash", "hash/adler32", "hash/crc32", "hash/crc64", "hash/fnv", "hash/maphash",
	"html", "html/template", "image", "image/color", "image/color/palette", "image/draw", "image/gif", "image/jpeg",
	"image/png", "index/suffixarray", "io", "io/fs", "io/ioutil", "iter", "log", "log/slog", "log/syslog", "maps", "math",
	"math/big", "math/bits", "math/cmplx", "math/rand", "math/rand/v2", "mime", "mime/multipart", "mime/quotedprintable",
	"net", "net/http", "net/http/cgi", "net/http/cookiejar", "net/http/fcgi", "net/http/httptest", "net/http/httptrace",
	"net/http/httputil", "net/http/pprof", "net/mail", "net/netip", "net/rpc", "net/rpc/jsonrpc", "net/smtp",
	"net/textproto", "net/url", "os", "os/exec", "os/signal", "os/user", "path", "path/filepath", "reflect", "regexp",
	"regexp/syntax", "runtime", "runtime/cgo", "runtime/coverage", "runtime/debug", "runtime/metrics", "runtime/pprof",
	"runtime/race", "runtime/trace", "slices", "sort", "strconv", "strings", "sync", "sync/atomic", "testing",
	"testing/cryptotest", "testing/fstest", "testing/iotest", "testing/quick", "testing/slogtest", "testing/synctest",
	"text/scanner", "text/tabwriter", "text/template", "text/template/parse", "time", "time/tzdata", "unicode",
	"unicode/utf16", "unicode/utf8", "unique", "unsafe",
}

// missingPackage is about an import that the compiler does not find. The kernel has looked for those of other modules before.
func missingPackage(l Language, match []string, _ problem) string {
	missing := match[1]
	meant := nearestImport(missing)
	if meant == "" {
		meant = nearest(missing, libraryPackages, itself)
	}
	host, _, _ := strings.Cut(missing, "/")
	switch {
	case meant != "":
		return fmt.Sprintf(l.in(
			`there is no package %s. Do you mean %q?`,
			`пакета %s нет. Может быть, нужен %q?`), missing, meant)
	case strings.Contains(host, "."):
		return fmt.Sprintf(l.in(
			"the package %[1]s is not required here. Write import %[1]q in the cell, or a line %%require with its module and version.",
			"пакет %[1]s здесь не подключён. Напишите в ячейке import %[1]q или строку %%require с его модулем и версией."), missing)
	}
	return fmt.Sprintf(l.in(
		"there is no package %s in Go's library. Check the spelling. A module beside the notebook needs a line %%require ./folder, and any other package a path with its host, as github.com/owner/name.",
		"в библиотеке Go нет пакета %s. Проверьте написание. Для модуля рядом с блокнотом нужна строка %%require ./папка, а путь любого другого пакета начинается с имени сервера, как github.com/owner/name."), missing)
}

// importInside is about an import among statements.
func importInside(l Language, _ []string, p problem) string {
	if p.place.isBelowMain() {
		return l.in(
			"an import cannot stand below the line %%. Move it above, or into a cell of its own.",
			"import не может стоять под строкой %%. Перенесите его выше или в отдельную ячейку.")
	}
	return l.in(
		"an import cannot stand inside { }. Move it to the top of the cell, or into a cell of its own.",
		"import не может стоять внутри { }. Перенесите его в начало ячейки или в отдельную ячейку.")
}

// undefinedPackage is about a name before a dot that is no variable: foo in foo.Bar.
func undefinedPackage(l Language, name, member string, p place) string {
	known := slices.Contains(goPackages, name)
	imported := "firstneuron/pkg/" + name
	switch {
	case slices.Contains(ourPackages, imported):
		return fmt.Sprintf(l.in(
			`the package %s is not imported, or it has no %s. Write import %q %s, and check the spelling of %[2]s.`,
			`пакет %s не импортирован, или в нём нет %s. Напишите import %q %s и проверьте, верно ли написано %[2]s.`), name, member, imported, l.top(p))
	case name == "this" || name == "self":
		return fmt.Sprintf(l.in(
			"Go has no %s. A method names its own value before its name: func (n *Net) Train() { n.rate = 1 }",
			"в Go нет %s. Метод называет своё значение перед именем: func (n *Net) Train() { n.rate = 1 }"), name)
	case known:
		return fmt.Sprintf(l.in(
			"the package %s has no %s. Check the spelling.",
			"в пакете %s нет %s. Проверьте написание."), name, member)
	}
	if meant := nearestName(name); meant != "" {
		return fmt.Sprintf(l.in(
			"no package %s is imported here. Do you mean %s?",
			"пакет %s здесь не импортирован. Может быть, нужен %s?"), name, meant)
	}
	return fmt.Sprintf(l.in(
		"no package %s is imported here, and no variable has this name. Check the spelling, or import the package %s.",
		"пакет %s здесь не импортирован, и переменной с таким именем нет. Проверьте написание или импортируйте пакет %s."), name, l.top(p))
}

// undefinedInPackage is about a name that an imported package does not have.
func undefinedInPackage(l Language, match []string, _ problem) string {
	return fmt.Sprintf(l.in(
		"the package %s has no %s. Check the spelling.",
		"в пакете %s нет %s. Проверьте написание."), match[1], match[2])
}

// nearestImport is the package of ours that a wrong import may have meant.
func nearestImport(wrong string) string {
	if slices.Contains(ourPackages, wrong) {
		return ""
	}
	if meant := nearest(path.Base(wrong), ourPackages, path.Base); meant != "" && (strings.HasPrefix(wrong, "first") || !strings.Contains(wrong, ".")) {
		return meant
	}
	return nearest(wrong, ourPackages, itself)
}

// nearestName is the name of a package that a wrong name may have meant.
func nearestName(wrong string) string {
	if meant := nearest(wrong, ourPackages, path.Base); meant != "" {
		return path.Base(meant)
	}
	return nearest(wrong, goPackages, path.Base)
}

var identifier = regexp.MustCompile(`^[\pL_][\pL\pN_]*`)
