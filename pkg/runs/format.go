package runs

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
)

// format is the version of what the package's documentation says of the file.
const format = 1

// A Head is what a record says about the start of a run: the first line of its file.
type Head struct {
	Format     int               `json:"format"`
	Name       string            `json:"name"`            // what is trained, as its [Settings] say
	Trial      string            `json:"trial,omitempty"` // which trial of a sweep this is; empty if it is not one
	Code       string            `json:"code,omitempty"`  // for a trial of a sweep: a digest of the source of the function that trains
	Started    time.Time         `json:"started"`
	Flags      map[string]string `json:"flags,omitempty"`   // the program's flags with their values when the loop began, but for those that only help, such as --hint
	Set        []string          `json:"set,omitempty"`     // those flags that were given on the command line, or after a cell's %%
	Values     map[string]string `json:"values,omitempty"`  // [Settings.Values]
	Model      string            `json:"model,omitempty"`   // what the model says of itself
	Parameters int               `json:"parameters"`        // how many numbers are learnt; 0 where the model does not say
	Data       string            `json:"data,omitempty"`    // what the set says of itself
	Digest     string            `json:"digest,omitempty"`  // of the set, as [datasets.Set.Digest] computes it
	Backend    string            `json:"backend,omitempty"` // what computed
	Machine    Machine           `json:"machine"`
	Go         string            `json:"go"`                // the version of Go
	Modules    map[string]string `json:"modules,omitempty"` // the versions of the modules that the program is built from
	Commit     string            `json:"commit"`            // the commit of the working folder, or "unknown"; it tells nothing of uncommitted changes
}

// A Machine is what a run was computed on.
type Machine struct {
	Processor string `json:"processor"` // its model
	Cores     int    `json:"cores"`     // those that the program may use
	Memory    int64  `json:"memory"`    // bytes; 0 where that cannot be told
	System    string `json:"system"`    // "linux/amd64"
}

// An entry is any line but the first.
type entry struct {
	Step    int               `json:"step"`
	Steps   int               `json:"steps"`
	Time    float64           `json:"time"`
	Figures map[string]number `json:"figures,omitempty"`
	End     Status            `json:"end,omitempty"`
	Cause   string            `json:"cause,omitempty"`
}

// A number is written with all its digits, and as a string where JSON has no number for it.
type number float64

func (n number) MarshalJSON() ([]byte, error) {
	if x := float64(n); math.IsNaN(x) || math.IsInf(x, 0) {
		return json.Marshal(strconv.FormatFloat(x, 'g', -1, 64))
	}
	return json.Marshal(float64(n))
}

func (n *number) UnmarshalJSON(text []byte) error {
	if text[0] != '"' {
		return json.Unmarshal(text, (*float64)(n))
	}
	var name string
	if err := json.Unmarshal(text, &name); err != nil {
		return err
	}
	x, err := strconv.ParseFloat(name, 64)
	*n = number(x)
	return err
}
