package assistant

import (
	_ "embed"

	"firstneuron/pkg/assistant/texts"
)

//go:embed texts.json
var textsFile []byte

var catalogue = texts.Parse(textsFile)
