//go:build !linux && !darwin

package openai

import (
	"errors"
	"os"
)

// withoutEcho needs the terminal's own requests, which are here for Linux and macOS only.
func withoutEcho(*os.File) (restore func(), err error) {
	return nil, errors.New("this system's terminal shows what is typed")
}
