package picturefile

import (
	"runtime"
	"strings"
	"sync"
)

// IsHidden is true for the names of what operating systems put into folders unasked.
func IsHidden(name string) bool {
	return strings.HasPrefix(name, ".") || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini"
}

// ReadAll calls read with the numbers of n pictures, several at a time, and returns the errors by number. At most four are
// read at once, because of the memory that large photos take.
func ReadAll(n int, read func(i int) error) []error {
	errs := make([]error, n)
	var done sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), 4)
	for worker := range workers {
		done.Go(func() {
			for i := worker; i < n; i += workers {
				errs[i] = read(i)
			}
		})
	}
	done.Wait()
	return errs
}
