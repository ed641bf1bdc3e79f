package setup

import (
	"slices"
	"strings"
)

// goFlags are the flags in GOFLAGS.
type goFlags []string

// parseFlags splits GOFLAGS as the go command does: at white space, where a flag that is quoted as a whole may hold some.
func parseFlags(text string) goFlags {
	var flags goFlags
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		if text == "" {
			return flags
		}
		end, rest := strings.IndexAny(text, " \t\r\n"), 0
		if quote := text[0]; quote == '\'' || quote == '"' {
			text = text[1:]
			end, rest = strings.IndexByte(text, quote), 1
		}
		if end < 0 {
			return append(flags, text)
		}
		flags = append(flags, text[:end])
		text = text[end+rest:]
	}
}

// String writes flags the way parseFlags reads them.
func (f goFlags) String() string {
	quoted := make([]string, len(f))
	for i, flag := range f {
		switch {
		case !strings.ContainsAny(flag, " \t'\""):
			quoted[i] = flag
		case strings.Contains(flag, "'"):
			quoted[i] = `"` + flag + `"`
		default:
			quoted[i] = "'" + flag + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// without leaves out the flags with these names, however they are written: -mod=vendor, --mod=vendor.
func (f goFlags) without(names ...string) goFlags {
	return slices.DeleteFunc(slices.Clone(f), func(flag string) bool {
		name, _ := splitFlag(flag)
		return slices.Contains(names, name)
	})
}

// withTags adds build tags.
func (f goFlags) withTags(tags ...string) goFlags {
	if len(tags) == 0 {
		return f
	}
	changed := slices.Clone(f)
	for i, flag := range changed {
		if name, value := splitFlag(flag); name == "tags" {
			all := strings.Split(value, ",")
			for _, tag := range tags {
				if !slices.Contains(all, tag) {
					all = append(all, tag)
				}
			}
			changed[i] = "-tags=" + strings.Join(all, ",")
			return changed
		}
	}
	return append(changed, "-tags="+strings.Join(tags, ","))
}

func splitFlag(flag string) (name, value string) {
	name, value, _ = strings.Cut(strings.TrimLeft(flag, "-"), "=")
	return name, value
}
