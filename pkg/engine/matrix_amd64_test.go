package engine

import "testing"

func TestProductWithEachTwin(t *testing.T) { withInstructions(t, TestProduct) }
