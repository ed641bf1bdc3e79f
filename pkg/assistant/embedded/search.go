package embedded

import "firstneuron/pkg/assistant/knowledge"

// search looks for the passage of the knowledge that fits a question best. An error tells what of the knowledge could not be
// read; the passage is one of the rest.
func (d *dialogue) search(question string) (hit knowledge.Hit, found bool, err error) {
	language := d.draft.Settings.Language
	if language != "ru" {
		language = "en"
	}
	index, err := d.engine.knowledge.Index(d.draft.Knowledge, language)
	if hits := index.Search(question, 1); len(hits) > 0 {
		return hits[0], true, err
	}
	return knowledge.Hit{}, false, err
}
