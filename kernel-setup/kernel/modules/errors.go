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
	Host     string   // who does not answer
	Other    string   // a module, and of what it is different: see Kind
	Folder   string
	Said     string // the go command's own words
}

// Kind is what is the matter.
type Kind int

const (
	Other          Kind = iota // Said says it
	NotHere                    // it is not on this machine, and the network was not to be used
	Unreachable                // Host does not answer
	UnknownModule              // nobody serves it
	UnknownVersion             // Module has others, Versions
	NoPackage                  // Module in this Version has no Package
	Conflict                   // Other, such as m@v1.2.3, requires Module in another version, Versions[0]
	Damaged                    // what has come is not what its checksum promises, or was cut
	NewerGo                    // it needs Go in Version
	OtherPath                  // the module's own go.mod calls it Other
	BadPath                    // no module can have this path
	NoModule                   // Folder has no go.mod
)

func (e *Error) Error() string { return e.Said }

// refusals are how the go command says these things. Groups: see errorOf.
var refusals = []struct {
	kind    Kind
	pattern *regexp.Regexp
}{
	{Damaged, regexp.MustCompile(`(?:(?P<module>\S+)@(?P<version>\S+): )?(?:verifying (?:module|go\.mod): )?(?:checksum mismatch|.*SECURITY ERROR)`)},
	{Damaged, regexp.MustCompile(`(?:(?P<module>\S+)@(?P<version>\S+): )?.*(?:not a valid zip file|zip: |unexpected EOF|invalid character .* looking for|malformed HTTP)`)},
	{NotHere, regexp.MustCompile(`(?:(?P<module>[^\s@]+?)(?:@(?P<version>[^\s:]+))?: )?module lookup disabled by GOPROXY=off`)},
	{NotHere, regexp.MustCompile(`(?:(?P<module>[^\s@]+)@(?P<version>[^\s:]+): )?.*checksum database disabled by GOSUMDB=off`)},
	{Unreachable, regexp.MustCompile(`(?s)(?:(?P<module>[^\s@]+)@(?P<version>[^\s:]+): )?.*(?:Get|Post) "https?://(?P<host>[^/"]+)[^"]*":`)},
	{NewerGo, regexp.MustCompile(`(?:(?P<module>[^\s@]+)@(?P<version>[^\s:]+): )?.*requires go >= (?P<other>\S+)`)},
	{Conflict, regexp.MustCompile(`(?P<other>\S+@\S+) requires (?P<module>[^\s@]+)@(?P<versions>[^\s,]+), (?:but|not)`)},
	{OtherPath, regexp.MustCompile(`(?s)declares its path as: (?P<other>\S+)\s+but was required as: (?P<module>\S+)`)},
	{NoPackage, regexp.MustCompile(`module (?P<module>[^\s@]+)@\S+ found(?: \((?P<version>[^\s,)]+).*\))?, but does not contain package (?P<package>\S+)`)},
	{BadPath, regexp.MustCompile(`(?P<module>[^\s@:"]+)(?:@\S*)?: malformed (?:module|import) path`)},
	{UnknownVersion, regexp.MustCompile(`(?s)(?P<module>[^\s@]+)@(?P<version>[^\s:]+): (?:invalid version|unknown revision|no matching versions|reading .*(?:404|410|not found))`)},
	{UnknownModule, regexp.MustCompile(`(?s)module (?P<module>[^\s:]+): (?:reading|git|no matching versions|.*not found|.*404|.*410)`)},
	{UnknownModule, regexp.MustCompile(`cannot find module providing package (?P<package>[^\s:]+)`)},
}

// errorOf reads what the go command has written.
func errorOf(said string) *Error {
	said = strings.TrimSpace(said)
	for _, refusal := range refusals {
		match := refusal.pattern.FindStringSubmatch(said)
		if match == nil {
			continue
		}
		e := &Error{Kind: refusal.kind, Said: said}
		for i, name := range refusal.pattern.SubexpNames() {
			switch name {
			case "package":
				e.Package = match[i]
			case "module":
				e.Module = strings.TrimPrefix(match[i], "go: ")
			case "version":
				e.Version = match[i]
			case "versions":
				e.Versions = []string{match[i]}
			case "host":
				e.Host = match[i]
			case "other":
				e.Other = match[i]
			}
		}
		return e
	}
	return &Error{Kind: Other, Said: said}
}
