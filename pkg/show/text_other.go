//go:build !linux && !darwin

package show

import "os"

// waitForText cannot ask the pipe here, so text may come after a picture that followed it.
func waitForText(*os.File) {}
