//go:build xla

package models

import _ "firstneuron/pkg/models/xla"
