package assistant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// write lays the assistant out in files.
func (a *Assistant) write() (parts, error) {
	p, draft := parts{}, a.last().Draft
	saved := savedAssistant{Format: format, Schema: schema, Draft: between(Draft{}, draft)}
	saved.Draft.Instructions = nil
	if err := p.writeJSON("assistant.json", saved); err != nil {
		return nil, err
	}
	p["instructions.md"] = []byte(draft.Instructions)
	picture, mediaType := draft.Avatar.Image(draft.Name)
	p["avatar"+endings[mediaType]] = picture
	present := map[string]bool{}
	if draft.Avatar.Picture != nil {
		present[hash(draft.Avatar.Picture)] = true
	}
	for _, file := range draft.Knowledge {
		p["knowledge/"+file.Name] = file.Content
		present[hash(file.Content)] = true
	}
	if err := p.writeVersions(a.versions, present); err != nil {
		return nil, err
	}
	if err := p.writeTrials(a.Trials); err != nil {
		return nil, err
	}
	if a.Building != nil {
		p["builder.json"] = a.Building
	}
	for name, content := range p {
		if len(content) > LargestFile {
			return nil, fmt.Errorf("%s would have %s, and at most %s can be loaded again: make it smaller",
				name, amount(len(content)), amount(LargestFile))
		}
	}
	if len(p) > mostEntries {
		return nil, fmt.Errorf("it has %d files, and at most %d can be loaded again", len(p), mostEntries)
	}
	return p, nil
}

func (p parts) writeVersions(versions []Version, present map[string]bool) error {
	before, file := Version{}, func(content []byte) {
		if sum := hash(content); !present[sum] {
			p["versions/files/"+sum], present[sum] = content, true
		}
	}
	for _, v := range versions {
		saved := savedVersion{
			Number: v.Number, Time: v.Time, What: v.What, Change: v.change, Before: v.before, After: v.after,
			Draft: between(before.Draft, v.Draft),
		}
		if err := p.writeJSON(versionPath(v.Number), saved); err != nil {
			return err
		}
		if saved.Draft.Avatar != nil && v.Draft.Avatar.Picture != nil {
			file(v.Draft.Avatar.Picture)
		}
		if saved.Draft.Knowledge != nil {
			for _, f := range v.Draft.Knowledge {
				file(f.Content)
			}
		}
		before = v
	}
	return nil
}

func versionPath(number int) string { return fmt.Sprintf("versions/%04d.json", number) }

func (p parts) writeTrials(trials []Trial) error {
	if len(trials) == 0 {
		return nil
	}
	saved := make([]savedTrial, len(trials))
	for i, trial := range trials {
		saved[i].Trial = trial
		saved[i].Messages = slices.Clone(trial.Messages)
		for j, message := range trial.Messages {
			saved[i].Messages[j].Pictures = nil
			for _, picture := range message.Pictures {
				name := fmt.Sprintf("%d-%d%s", i+1, len(saved[i].Pictures)+1, ending(picture.Content))
				saved[i].Pictures = append(saved[i].Pictures, savedPicture{j + 1, picture.Name, name, hash(picture.Content)})
				p["trials/"+name] = picture.Content
			}
		}
	}
	return p.writeJSON("trials.json", saved)
}

func (p parts) writeJSON(name string, value any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	if p[name] = text.Bytes(); text.Len() > largestJSON {
		return fmt.Errorf("%s would have %s, and at most %s can be loaded again: make it smaller",
			name, amount(text.Len()), amount(largestJSON))
	}
	return nil
}
