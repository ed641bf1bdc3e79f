package modules

import (
	"regexp"
	"strings"
)

// An Error is a refusal of the go command, read.
type Error struct {
	Kind     Kind
	Package  string   // the import path; "" if a module was asked for
	Importer string   // the package through which it is imported; "" if a cell itself imports it
	Module   string   // the module's path; "" if it is not known
	Version  string   // the one that was asked for
	Versions []string // those that there are, the oldest first: on this machine, or on the network if that was asked
	Requirer string   // another module: see Kind
	Needed   string   // another version: see Kind
	Host     string
	Status   string
	Folder   string // see Kind
	Said     string // the go command's own words
}

// Kind is what is the matter.
type Kind int

const (
	Other          Kind = iota // Said says it
	NotHere                    // it is not on this machine, and the network was not to be used; Requirer needs it, if that is not ""
	Unreachable                // Host does not answer
	Refused                    // Host answers with an error, Status
	UnknownModule              // nobody serves it
	UnknownVersion             // Module has others, Versions
	NoPackage                  // Module in this Version has no Package
	Conflict                   // Requirer needs Module in the version Needed
	Damaged                    // what has come is not what its checksum promises, or was cut
	NewerGo                    // Module needs Go in the version Needed
	OtherPath                  // the module's own go.mod calls it Requirer
	BadPath                    // no module can have this path
	NoModule                   // Folder has no go.mod
	NotInLibrary               // Package has no host in its path, and is in neither Go's library nor a module that cells require
	Beside                     // Package is in the module of Folder, which no cell requires, and is imported as Module
)

func (e *Error) Error() string { return e.Said }

// refusals are how the go command says these things. The names of the groups are those of the fields of Error.
var refusals = []struct {
	kind    Kind
	pattern *regexp.Regexp
}{
	{Damaged, regexp.MustCompile(`(?:` + version + `: )?(?:verifying (?:module|go\.mod): )?(?:checksum mismatch|SECURITY ERROR)`)},
	{Damaged, regexp.MustCompile(`(?:` + version + `: )?.*(?:not a valid zip file|zip: |unexpected EOF|invalid character .* looking for|unusable info)`)},
	{NotHere, regexp.MustCompile(`(?:(?P<Requirer>\S+@\S+) requires\s+)?(?:` + module + `(?:@(?P<Version>[^\s:]+))?: )?module lookup disabled by GOPROXY=off`)},
	{Unreachable, regexp.MustCompile(`(?s)(?:` + version + `: )?.*(?:Get|Post) "https?://(?P<Host>[^/"]+)[^"]*":`)},
	{NewerGo, regexp.MustCompile(version + ` requires go >= (?P<Needed>\S+)`)},
	{Conflict, regexp.MustCompile(`(?P<Requirer>\S+@\S+) requires ` + module + `@(?P<Needed>[^\s,]+), (?:but|not)`)},
	{OtherPath, regexp.MustCompile(`declares its path as: (?P<Requirer>\S+)\s+but was required as: ` + module)},
	{NoPackage, regexp.MustCompile(`module ` + module + `@\S+ found(?: \((?P<Version>[^\s,)]+).*\))?, but does not contain package (?P<Package>\S+)`)},
	{BadPath, regexp.MustCompile(module + `(?:@\S*)?: malformed (?:module|import) path`)},
	{UnknownVersion, regexp.MustCompile(`(?s)` + version + `: (?:invalid version|unknown revision|no matching versions|reading .*: (?:404|410))`)},
	{UnknownModule, regexp.MustCompile(`(?s)module ` + module + `: (?:git ls-remote|no matching versions|reading .*: (?:404|410))`)},
	{Refused, regexp.MustCompile(`(?s)(?:` + version + `: )?.*reading https?://(?P<Host>[^/"\s]+)\S*: (?P<Status>\d{3} [^\n]*)`)},
	{UnknownModule, regexp.MustCompile(`cannot find module providing package (?P<Package>[^\s:]+)`)},
	{NotInLibrary, regexp.MustCompile(`package (?P<Package>\S+) is not in std`)},
}

const (
	module  = `(?P<Module>[^\s@:"]+)`
	version = module + `@(?P<Version>[^\s:]+)`
)

// progress is what the go command says of its work.
var progress = regexp.MustCompile(`(?m)^(?:downloading|finding|found|added|upgraded|downgraded) .*\n?`)

// errorOf reads what the go command has written.
func errorOf(said string) *Error {
	said = strings.ReplaceAll("\n"+said, "\ngo: ", "\n")
	said = strings.TrimSpace(progress.ReplaceAllString(said, ""))
	for _, refusal := range refusals {
		match := refusal.pattern.FindStringSubmatch(said)
		if match == nil {
			continue
		}
		group := func(name string) string {
			if i := refusal.pattern.SubexpIndex(name); i >= 0 {
				return match[i]
			}
			return ""
		}
		return &Error{
			Kind: refusal.kind, Package: group("Package"), Module: group("Module"), Version: group("Version"), Needed: group("Needed"),
			Requirer: group("Requirer"), Host: group("Host"), Status: group("Status"), Said: said,
		}
	}
	return &Error{Kind: Other, Said: said}
}
