package assistant

import (
	"fmt"
	"strings"

	"firstneuron/pkg/assistant/texts"
)

// A Difference is a field of a draft before and after a change, each as a text that a person can read and a program can compare
// line by line.
type Difference struct {
	Field         Field
	Before, After string
}

// Compare returns the fields that differ, in the order of [Fields]. Of files and pictures it tells names, sizes and the beginning
// of the SHA-256, never the contents.
func Compare(before, after Draft) []Difference {
	var differences []Difference
	for _, f := range Fields {
		if b, a := before.describe(f), after.describe(f); b != a {
			differences = append(differences, Difference{f, b, a})
		}
	}
	return differences
}

func (d Draft) describe(f Field) string {
	switch f {
	case FieldPurpose:
		if d.Task != Answers {
			return strings.TrimSpace(fmt.Sprintf("%s (task: %s)", d.Purpose, d.Task))
		}
		return d.Purpose
	case FieldName:
		return d.Name
	case FieldAvatar:
		if d.Avatar.Picture != nil {
			return "own picture, " + inBrief(d.Avatar.Picture)
		}
		return fmt.Sprintf("drawn, seed %d", d.Avatar.Seed)
	case FieldDescription:
		return d.Description
	case FieldInstructions:
		return d.Instructions
	case FieldStarters:
		return strings.Join(d.Starters, "\n")
	case FieldCriteria:
		return lines(d.Criteria, func(c Criterion) string { return c.Question + " " + c.Answer })
	case FieldKnowledge:
		return lines(d.Knowledge, func(f File) string { return f.Name + ", " + inBrief(f.Content) })
	case FieldSettings:
		return d.Settings.describe()
	}
	return ""
}

func lines[T any](all []T, line func(T) string) string {
	var text []string
	for _, one := range all {
		text = append(text, line(one))
	}
	return strings.Join(text, "\n")
}

// inBrief has what a person compares of a SHA-256.
func inBrief(content []byte) string {
	return fmt.Sprintf("%s, SHA-256 %.12s", texts.Bytes(len(content)), hash(content))
}
