package inject

import (
	"go/ast"
	"go/parser"
	"math/big"
)

// bits are the sizes of Go's own types of whole numbers; below zero of those without a sign.
var bits = map[string]int{
	"int": 64, "int8": 8, "int16": 16, "int32": 32, "int64": 64, "rune": 32,
	"uint": -64, "uint8": -8, "uint16": -16, "uint32": -32, "uint64": -64, "byte": -8,
}

func isInteger(typ string) bool { return bits[typ] != 0 }

func isFloat(typ string) bool { return typ == "float64" || typ == "float32" }

func isBasic(typ string) bool {
	return isInteger(typ) || isFloat(typ) || typ == "string" || typ == "bool"
}

// fits tells whether a type can hold a number.
func fits(typ string, number *big.Int) bool {
	size := bits[typ]
	if size < 0 {
		return number.Sign() >= 0 && number.BitLen() <= -size
	}
	if number.Sign() < 0 {
		number = new(big.Int).Not(number) // from -128 to -1 as from 127 to 0
	}
	return number.BitLen() < size
}

// canBeNil tells whether a type has nil. Of a name that is not Go's own only the compiler knows it.
func canBeNil(typ string) bool {
	parsed, _ := parser.ParseExpr(typ)
	array, is := parsed.(*ast.ArrayType)
	return !isBasic(typ) && typ != "time.Duration" && !(is && array.Len != nil)
}
