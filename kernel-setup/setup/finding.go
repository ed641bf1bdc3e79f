package setup

import "fmt"

// A Finding is what the doctor says of one thing.
type Finding struct {
	State string // ok, or in one word what is wrong: missing, old, broken
	What  string
	Fix   string // what fixes it; "" where there is nothing to fix, or What says it already
}

// OK finds that nothing is wrong.
func OK(format string, args ...any) Finding { return Finding{"ok", fmt.Sprintf(format, args...), ""} }

const (
	fixByStart  = "go run ./kernel-setup start"
	fixByRemove = "go run ./kernel-setup remove, then go run ./kernel-setup start"
)
