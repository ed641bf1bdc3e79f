package assistant

import (
	"crypto/sha256"
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
			return fmt.Sprintf("own picture, %s, SHA-256 %s", texts.Bytes(len(d.Avatar.Picture)), beginning(d.Avatar.Picture))
		}
		return fmt.Sprintf("drawn, seed %d", d.Avatar.Seed)
	case FieldDescription:
		return d.Description
	case FieldInstructions:
		return d.Instructions
	case FieldStarters:
		return strings.Join(d.Starters, "\n")
	case FieldCriteria:
		lines := make([]string, len(d.Criteria))
		for i, c := range d.Criteria {
			lines[i] = c.Question + " " + c.Answer
		}
		return strings.Join(lines, "\n")
	case FieldKnowledge:
		lines := make([]string, len(d.Knowledge))
		for i, file := range d.Knowledge {
			lines[i] = fmt.Sprintf("%s, %s, SHA-256 %s", file.Name, texts.Bytes(len(file.Content)), beginning(file.Content))
		}
		return strings.Join(lines, "\n")
	case FieldSettings:
		return d.Settings.describe()
	}
	return ""
}

// beginning is what a person compares of a SHA-256.
func beginning(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content))[:12] }
