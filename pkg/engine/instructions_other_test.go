//go:build !amd64

package engine

import "testing"

// withInstructions runs a test with the plain loops: there are no others here.
func withInstructions(t *testing.T, test func(t *testing.T)) { t.Run(Instructions(), test) }
