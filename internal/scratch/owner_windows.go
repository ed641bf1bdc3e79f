package scratch

import "io/fs"

// isOurs is true: on Windows each user has a folder of temporary files of their own.
func isOurs(fs.FileInfo) bool { return true }
