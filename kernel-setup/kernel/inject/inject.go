// Package inject reads the cell of a notebook that declares its parameters, which papermill knows by the tag
// "parameters", and writes the cell that gives them other values.
//
// A parameter is a constant, a variable or a flag:
//
//	const epochs = 10
//	var rate = 0.5 // learning rate
//	var hidden = flag.Int("hidden", 4, "hidden neurons")
//
// A value takes the type of the declaration, so that the cells below go on to compile: 1 for rate becomes 1.0.
package inject

import (
	"encoding/json"
	"fmt"
	"go/token"
	"strconv"
	"strings"
)

// A Parameter is one that a cell declares.
type Parameter struct {
	Name    string
	Type    string // in Go; empty where only the compiler knows it
	Default string // as it is written in the cell
	Help    string // the comment, or the usage of a flag

	flag    string // its name, where it is one: that of the variable may be another
	isConst bool
}

// A Value is what a parameter is to be, as JSON.
type Value struct {
	Name string
	JSON json.RawMessage
}

// UnmarshalJSON reads a pair [name, value]; in an object the order would be lost.
func (v *Value) UnmarshalJSON(text []byte) error {
	pair := []any{&v.Name, &v.JSON}
	return json.Unmarshal(text, &pair)
}

// Override is the command that sets flags in all cells below it, whatever those say behind %%.
const Override = "%override"

// Cell writes the cell that sets the values. Declared are the parameters that the notebook has in its cell for them. A name that
// is not among them may be a variable or a flag of a later cell, and is set as both. A value that Go cannot express, or
// that does not fit the declaration, is an error.
func Cell(declared []Parameter, values []Value, comment string) (cell string, err error) {
	var words []string
	var code strings.Builder
	fmt.Fprintf(&code, "// %s\n", strings.Join(strings.Fields(comment), " "))
	for _, v := range values {
		value, err := decode(v.JSON)
		if err != nil {
			return "", fmt.Errorf("parameter %s: %w", v.Name, err)
		}
		p, isDeclared := find(declared, v.Name)
		isName := token.IsIdentifier(v.Name)
		if p.flag != "" || !isDeclared {
			word, err := p.flagWord(v.Name, value)
			switch {
			case err == nil:
				words = append(words, word)
			case isDeclared || !isName:
				return "", fmt.Errorf("parameter %s: %w", v.Name, err)
			}
		}
		if p.flag == "" && isName {
			line, err := p.declaration(v.Name, value)
			if err != nil {
				return "", fmt.Errorf("parameter %s: %w", v.Name, err)
			}
			code.WriteString(line + "\n")
		}
	}
	if len(words) > 0 {
		code.WriteString(Override + " " + strings.Join(words, " ") + "\n")
	}
	return code.String(), nil
}

// find looks a name up; a flag has two.
func find(declared []Parameter, name string) (found Parameter, isDeclared bool) {
	for _, p := range declared {
		if p.Name == name || p.flag == name {
			found, isDeclared = p, true // of several the last one holds
		}
	}
	return found, isDeclared
}

// declaration is the line that gives a variable or a constant its value; p is zero if no cell has declared it.
func (p Parameter) declaration(name string, value any) (string, error) {
	keyword := "var"
	if p.isConst {
		keyword = "const"
	}
	if value == nil {
		typ := p.Type
		if typ == "" {
			typ = "any"
		}
		if p.isConst || !canBeNil(typ) {
			return "", fmt.Errorf("the type %s has no nil, which None is in Go: give it a value", typ)
		}
		return "var " + name + " " + typ, nil
	}
	text, own, err := literal(p.Type, value)
	if err != nil {
		return "", err
	}
	if p.Type != "" && p.Type != own {
		name += " " + p.Type
	}
	return keyword + " " + name + " = " + text, nil
}

// flagWord is the word that sets a flag on a command line; p is zero if no cell has declared it.
func (p Parameter) flagWord(name string, value any) (string, error) {
	if p.flag != "" {
		name = p.flag
	}
	text := ""
	switch value := value.(type) {
	case nil, []any, map[string]any:
		return "", fmt.Errorf("%s has no form for a command line, and a flag takes one value", describe(value))
	case string:
		text = value
	default:
		text = fmt.Sprint(value)
	}
	if p.Type != "" {
		written, _, err := literal(p.Type, value)
		if err != nil {
			return "", err
		}
		if p.Type != "string" && p.Type != "time.Duration" {
			text = written
		}
	}
	word := "--" + name + "=" + text
	if quoted := strconv.Quote(word); strings.ContainsAny(text, ` '`) || quoted != `"`+word+`"` {
		return quoted, nil
	}
	return word, nil
}
