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
	b, a := before.describe(), after.describe()
	for _, f := range Fields {
		if b[f] != a[f] {
			differences = append(differences, Difference{f, b[f], a[f]})
		}
	}
	return differences
}

func (d Draft) describe() map[Field]string {
	purpose, avatar := d.Purpose, fmt.Sprintf("drawn, seed %d", d.Avatar.Seed)
	if d.Task != Answers {
		purpose = strings.TrimSpace(fmt.Sprintf("%s (task: %s)", d.Purpose, d.Task))
	}
	if d.Avatar.Picture != nil {
		avatar = "own picture, " + inBrief(d.Avatar.Picture)
	}
	var criteria, knowledge []string
	for _, c := range d.Criteria {
		criteria = append(criteria, c.Question+" "+c.Answer)
	}
	for _, file := range d.Knowledge {
		knowledge = append(knowledge, file.Name+", "+inBrief(file.Content))
	}
	return map[Field]string{
		FieldPurpose: purpose, FieldName: d.Name, FieldAvatar: avatar, FieldDescription: d.Description, FieldInstructions: d.Instructions,
		FieldStarters: strings.Join(d.Starters, "\n"), FieldCriteria: strings.Join(criteria, "\n"),
		FieldKnowledge: strings.Join(knowledge, "\n"), FieldSettings: d.Settings.describe(),
	}
}

// inBrief has what a person compares of a SHA-256.
func inBrief(content []byte) string {
	return fmt.Sprintf("%s, SHA-256 %.12s", texts.Bytes(len(content)), hash(content))
}
