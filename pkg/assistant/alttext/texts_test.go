package alttext

import (
	"os"
	"testing"
)

func TestTexts(t *testing.T) {
	for _, fault := range catalogue.Check(os.DirFS(".")) {
		t.Error(fault)
	}
}
