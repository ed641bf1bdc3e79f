package process

import "os"

// isAlive is true: Windows finds only processes that are there.
func isAlive(*os.Process) bool { return true }
