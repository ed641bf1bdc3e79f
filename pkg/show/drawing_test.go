package show

import (
	"errors"
	"strings"
)

type sketch struct{ svg, alt string }

func (s sketch) SVG() ([]byte, error) { return []byte(s.svg), nil }
func (s sketch) Alt() string          { return s.alt }

type broken struct{}

func (broken) SVG() ([]byte, error) { return nil, errors.New("no ink <left>") }
func (broken) Alt() string          { return "nothing" }

// counter is a drawing that changes while a loop runs.
type counter struct{ count int }

func (c *counter) SVG() ([]byte, error) { return []byte("<svg/>"), nil }
func (c *counter) Alt() string          { return strings.Repeat("x", c.count) }
