package engine

import "testing"

// withInstructions runs a test with each twin that this processor has.
func withInstructions(t *testing.T, test func(t *testing.T)) {
	avx2, avx512 := hasAVX2, hasAVX512
	defer func() { hasAVX2, hasAVX512 = avx2, avx512 }()
	for _, have := range []struct {
		name         string
		avx2, avx512 bool
	}{{"plain Go", false, false}, {"AVX2", true, false}, {"AVX-512", true, true}} {
		if have.avx2 && !avx2 || have.avx512 && !avx512 {
			t.Logf("this processor has no %s", have.name)
			continue
		}
		hasAVX2, hasAVX512 = have.avx2, have.avx512
		t.Run(have.name, test)
	}
}
