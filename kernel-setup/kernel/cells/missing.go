package cells

import (
	"go/types"
	"slices"
)

// Missing are the names, such as rand.New, that a cell takes from packages that neither it nor the cells before import.
// They are sorted. They are found when the cell runs; whoever reads the cell before must find them too.
func (d *Declarations) Missing(code string) []string {
	p, _ := Read(code).parse(0)
	known := append(keys(d.all), keys(p.declarations)...)
	var missing []string
	each := func(mentions []mention) {
		for _, m := range mentions {
			if m.member != "" && types.Universe.Lookup(m.name) == nil && !slices.Contains(known, m.name) {
				missing = append(missing, m.name+"."+m.member)
			}
		}
	}
	for _, declared := range p.declarations {
		each(declared.mentions)
	}
	each(p.mentions)
	slices.Sort(missing)
	return slices.Compact(missing)
}
