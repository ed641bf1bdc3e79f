package datasets

import (
	"bytes"
	_ "embed"
	"math"
)

//go:embed digits/images-idx3-ubyte
var digitPictures []byte

//go:embed digits/labels-idx1-ubyte
var digitLabels []byte

// Digits is 1,797 handwritten digits, real ones, as pictures of 8x8 pixels in 17
// shades of grey. They were written by 13 people on forms; each shade counts the
// inked dots of a block of 4x4. They are part of the program, so that they need no file.
//
// It is the test part of UCI's Optical Recognition of Handwritten Digits by E.
// Alpaydin and C. Kaynak (1998), https://doi.org/10.24432/C50P49, CC BY 4.0, in
// scikit-learn's copy, sklearn.datasets.load_digits, divided by 16.
func Digits() *Set {
	s, err := ReadIDX("digits", bytes.NewReader(digitPictures), bytes.NewReader(digitLabels))
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	for i, value := range s.Values {
		s.Values[i] = math.Round(255*value) / 16 // a byte of 16 is white here, not one of 255
	}
	return s
}
