package inject

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// decode reads a value. A number keeps its text, which tells 1 from 1.0.
func decode(text json.RawMessage) (any, error) {
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.UseNumber()
	var value any
	err := reader.Decode(&value)
	return value, err
}

// literal writes a value as Go, of the given type; own is the type that Go gives the literal by itself. Where the type is empty,
// or is one that only the compiler knows, the value decides.
func literal(typ string, value any) (text, own string, err error) {
	parsed, _ := parser.ParseExpr(typ)
	within := func(part ast.Expr) string { return typ[part.Pos()-1 : part.End()-1] }
	switch parsed := parsed.(type) {
	case *ast.ArrayType:
		return list(typ, within(parsed.Elt), value)
	case *ast.MapType:
		return dictionary(typ, within(parsed.Key), within(parsed.Value), value)
	}
	switch {
	case value == nil && typ != "" && canBeNil(typ):
		return "nil", "", nil
	case value == nil:
		return "", "", fmt.Errorf("the type %s has no nil, which None is in Go", typ)
	case typ == "time.Duration":
		return durationLiteral(value)
	case isBasic(typ):
		text, err = basic(typ, value)
	default:
		typ, text, err = natural(value)
	}
	return text, ownType(typ), err
}

// ownType is the type of a literal of a basic type.
func ownType(typ string) string {
	switch {
	case isInteger(typ):
		return "int"
	case isFloat(typ):
		return "float64"
	}
	return typ
}

// natural writes a value as the type that it would have in Go.
func natural(value any) (typ, text string, err error) {
	switch value := value.(type) {
	case string:
		typ = "string"
	case bool:
		typ = "bool"
	case json.Number:
		if typ = "int"; strings.ContainsAny(value.String(), ".eE") {
			typ = "float64"
		}
	case []any:
		typ = "[]" + common(value)
		text, _, err = list(typ, typ[2:], value)
		return typ, text, err
	case map[string]any:
		element := common(slices.Collect(maps.Values(value)))
		typ = "map[string]" + element
		text, _, err = dictionary(typ, "string", element, value)
		return typ, text, err
	}
	text, err = basic(typ, value)
	return typ, text, err
}

// common is the type that all of some values can have.
func common(values []any) string {
	typ := ""
	for _, value := range values {
		if value == nil {
			return "any"
		}
		next, _, _ := natural(value)
		switch {
		case typ == "" || typ == next:
			typ = next
		case typ == "int" && next == "float64" || typ == "float64" && next == "int":
			typ = "float64"
		default:
			return "any"
		}
	}
	if typ == "" {
		return "any"
	}
	return typ
}

func list(typ, element string, value any) (text, own string, err error) {
	values, is := value.([]any)
	if !is {
		return "", "", mismatch(typ, value)
	}
	var parts []string
	for _, value := range values {
		part, _, err := literal(element, value)
		if err != nil {
			return "", "", err
		}
		parts = append(parts, shortened(part, element))
	}
	return typ + "{" + strings.Join(parts, ", ") + "}", typ, nil
}

func dictionary(typ, key, element string, value any) (text, own string, err error) {
	values, is := value.(map[string]any)
	if !is {
		return "", "", mismatch(typ, value)
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		var of any = name
		if isInteger(key) || isFloat(key) {
			of = json.Number(name) // JSON has no other keys than strings
		}
		written, _, err := literal(key, of)
		if err != nil {
			return "", "", err
		}
		part, _, err := literal(element, values[name])
		if err != nil {
			return "", "", err
		}
		parts = append(parts, written+": "+shortened(part, element))
	}
	return typ + "{" + strings.Join(parts, ", ") + "}", typ, nil
}

// shortened leaves out the type of a list in a list, as gofmt -s does.
func shortened(literal, typ string) string {
	if strings.HasPrefix(literal, typ+"{") {
		return literal[len(typ):]
	}
	return literal
}

// basic writes a value of one of Go's own types. papermill's command line makes numbers of texts that look like one, and
// leaves true a text: so a text takes a number as it is written, and a bool takes the text.
func basic(typ string, value any) (string, error) {
	number, isNumber := value.(json.Number)
	switch said, isText := value.(string); {
	case typ == "string" && isText:
		return strconv.Quote(said), nil
	case typ == "string" && isNumber:
		return strconv.Quote(number.String()), nil
	case typ == "string":
		if is, isBool := value.(bool); isBool {
			return strconv.Quote(strconv.FormatBool(is)), nil
		}
	case typ == "bool":
		if is, err := strconv.ParseBool(fmt.Sprint(value)); err == nil && !isNumber {
			return strconv.FormatBool(is), nil
		}
	case isFloat(typ) && isNumber:
		if _, err := strconv.ParseFloat(number.String(), 64); err != nil {
			return "", mismatch(typ, value)
		}
		if !strings.ContainsAny(number.String(), ".eE") {
			return number.String() + ".0", nil
		}
		return number.String(), nil
	case isInteger(typ) && isNumber:
		whole, ok := new(big.Rat).SetString(number.String())
		if !ok || !whole.IsInt() || !fits(typ, whole.Num()) {
			return "", mismatch(typ, value)
		}
		return whole.Num().String(), nil
	}
	return "", mismatch(typ, value)
}

func durationLiteral(value any) (text, own string, err error) {
	said, _ := value.(string)
	span, err := time.ParseDuration(said)
	if err != nil {
		return "", "", fmt.Errorf("%s is not a duration: write a number with its unit, such as 1.5s, 10m or 2h30m", describe(value))
	}
	for _, unit := range units {
		if span%unit.span == 0 {
			text = fmt.Sprintf("%d * %s", span/unit.span, unit.name)
		}
	}
	return text, "time.Duration", nil
}

// units are those of durations, from the smallest to the largest.
var units = []struct {
	name string
	span time.Duration
}{
	{"time.Nanosecond", time.Nanosecond}, {"time.Microsecond", time.Microsecond}, {"time.Millisecond", time.Millisecond},
	{"time.Second", time.Second}, {"time.Minute", time.Minute}, {"time.Hour", time.Hour},
}

func mismatch(typ string, value any) error {
	return fmt.Errorf("%s does not fit the type %s, which the notebook declares", describe(value), typ)
}

// describe shows a value as JSON has it, shortened.
func describe(value any) string {
	if value == nil {
		return "None"
	}
	if number, is := value.(json.Number); is {
		return number.String()
	}
	text, _ := json.Marshal(value)
	if letters := []rune(string(text)); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return string(text)
}
