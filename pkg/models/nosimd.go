//go:build !goexperiment.simd

package models

const simd = false
