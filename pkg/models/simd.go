//go:build goexperiment.simd

package models

// simd says that the pure Go backend was compiled with vector instructions, which
// Go has behind GOEXPERIMENT=simd.
const simd = true
