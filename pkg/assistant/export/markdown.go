package export

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

// Markdown writes a draft as a page to read, to print, to keep beside the texts of a project. It carries everything but
// the contents of the knowledge, of which it lists names and SHA-256, and a picture of the user's.
//
// The page is CommonMark with one table, so that it reads well anywhere, and this is its order: the name as the title, the
// description, then a section for each part. A text of one line is a paragraph, any other a block of code, whose fence
// is longer than any in the text.
func Markdown(w io.Writer, d assistant.Draft) error {
	out := &errWriter{Writer: w}
	out.printf("%s\n\n# %s\n", markdownMark, inline(oneLine(d.Name)))
	if d.Description != "" {
		out.printf("\n%s\n", block(d.Description))
	}
	for _, section := range []struct{ title, text string }{{sectionPurpose, d.Purpose}, {sectionInstructions, d.Instructions}} {
		if section.text != "" {
			out.printf("\n## %s\n\n%s\n", section.title, block(section.text))
		}
	}
	if len(d.Starters) > 0 {
		out.printf("\n## %s\n", sectionStarters)
	}
	for _, starter := range d.Starters {
		out.printf("\n%s\n", block(starter))
	}
	if len(d.Criteria) > 0 {
		out.printf("\n## %s\n", sectionCriteria)
	}
	for _, c := range d.Criteria {
		out.printf("\n### %s\n\n%s\n\n%s\n", inline(oneLine(c.Key)), block(c.Question), block(c.Answer))
	}
	if len(d.Knowledge) > 0 {
		out.printf("\n## %s\n\nThe files themselves are not in this page.\n\n", sectionKnowledge)
		out.printf("| file | bytes | SHA-256 |\n|---|---:|---|\n")
	}
	for _, file := range d.Knowledge {
		out.printf("| %s | %d | `%s` |\n", inline(oneLine(file.Name)), len(file.Content), checksum(file))
	}
	out.printf("\n## %s\n\n", sectionSettings)
	for _, s := range settingsOf(d) {
		out.printf("- %s: %s\n", s.name, inline(oneLine(s.value)))
	}
	return out.end("Markdown page")
}

const (
	markdownMark = "<!-- an assistant made with First Neuron, format 1 -->"

	sectionPurpose      = "Purpose"
	sectionInstructions = "Instructions"
	sectionStarters     = "Conversation starters"
	sectionCriteria     = "Criteria"
	sectionKnowledge    = "Knowledge"
	sectionSettings     = "Settings"
)

// A setting is a line of the last section. What is as it is by itself has none.
type setting struct{ name, value string }

func settingsOf(d assistant.Draft) []setting {
	var all []setting
	add := func(name, value string, there bool) {
		if there {
			all = append(all, setting{name, value})
		}
	}
	s := d.Settings
	add("Task", string(d.Task), d.Task != "")
	add("Language", s.Language, s.Language != "")
	add("Length of an alt text", strconv.Itoa(s.AltLimit), s.AltLimit != 0)
	add("Server", s.Address, s.Address != "")
	add("Model", s.Model, s.Model != "")
	add("Temperature", s.Temperature.String(), s.Temperature.Given)
	add("Seed", s.Seed.String(), s.Seed.Given)
	add("Seconds of silence", s.SilenceSeconds.String(), s.SilenceSeconds.Given)
	add("Tokens of context", s.ContextTokens.String(), s.ContextTokens.Given)
	add("Avatar", "drawn from the seed "+strconv.FormatUint(d.Avatar.Seed, 10), true)
	fields := make([]string, len(d.ByHand))
	for i, field := range d.ByHand {
		fields[i] = string(field)
	}
	add("Written by hand", strings.Join(fields, ", "), len(fields) > 0)
	return all
}

func readSetting(d *assistant.Draft, name, value string) (err error) {
	s := &d.Settings
	switch name {
	case "Task":
		d.Task = assistant.Task(value)
	case "Language":
		s.Language = value
	case "Length of an alt text":
		s.AltLimit, err = strconv.Atoi(value)
	case "Server":
		s.Address = value
	case "Model":
		s.Model = value
	case "Temperature":
		if err = json.Unmarshal([]byte(value), &s.Temperature); err == nil {
			err = checkTemperature(s.Temperature.Value)
		}
	case "Seed":
		err = json.Unmarshal([]byte(value), &s.Seed)
	case "Seconds of silence":
		err = json.Unmarshal([]byte(value), &s.SilenceSeconds)
	case "Tokens of context":
		err = json.Unmarshal([]byte(value), &s.ContextTokens)
	case "Avatar":
		d.Avatar.Seed, err = strconv.ParseUint(strings.TrimPrefix(value, "drawn from the seed "), 10, 64)
	case "Written by hand":
		for field := range strings.SplitSeq(value, ",") {
			d.Write(assistant.Field(strings.TrimSpace(field)))
		}
	default:
		return fmt.Errorf("there is no setting %q", name)
	}
	if err != nil {
		return fmt.Errorf("the setting %s cannot be %q: %w", name, value, err)
	}
	return nil
}

// block is a text that stands by itself: a paragraph where it is one plain line, else a block of code.
func block(text string) string {
	if text != "" && text == oneLine(text) && text == strings.TrimSpace(text) {
		return inline(text)
	}
	longest := 2
	for _, run := range backticks.FindAllString(text, -1) {
		longest = max(longest, len(run))
	}
	fence := strings.Repeat("`", longest+1)
	return fence + "text\n" + unixLines(text) + "\n" + fence
}

var (
	backticks = regexp.MustCompile("`+")

	// marks are the characters that mean something to Markdown within a line, and atStart those that do at its beginning.
	marks   = regexp.MustCompile("[\\\\`*_\\[\\]<>|~&#$]")
	atStart = regexp.MustCompile(`^([-+=]|\d+[.)])`)
	unmark  = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// inline writes a text of one line so that Markdown shows it as it is.
func inline(text string) string {
	text = marks.ReplaceAllString(text, `\$0`)
	return atStart.ReplaceAllStringFunc(text, func(start string) string {
		return start[:len(start)-1] + `\` + start[len(start)-1:]
	})
}

func uninline(text string) string { return unmark.ReplaceAllString(text, "$1") }

// oneLine puts a text that belongs on one line there.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, text)
}

// ReadMarkdown reads what Markdown has written, also after somebody has changed it by hand: paragraphs may stand where
// blocks of code did, sections may be missing. An error names the line.
func ReadMarkdown(r io.Reader) (assistant.Draft, error) {
	text, err := readText(r, "Markdown page")
	if err != nil {
		return assistant.Draft{}, err
	}
	parts, err := splitMarkdown(text)
	if err != nil {
		return assistant.Draft{}, err
	}
	var d assistant.Draft
	section, titled := "", false
	for _, part := range parts {
		switch {
		case part.level == 1 && titled:
			err = fmt.Errorf("a second title, %q: a page holds one assistant", part.text)
		case part.level == 1:
			d.Name, titled = part.text, true
		case !titled:
			err = fmt.Errorf("text before the title, where `# Name` is wanted: %w", errNoAssistant)
		case part.level == 2:
			if section = part.text; !slices.Contains(sections, section) {
				err = fmt.Errorf("there is no section %q: a page has %s", section, strings.Join(sections, ", "))
			}
		default:
			err = readPart(&d, section, part)
		}
		if err != nil {
			return assistant.Draft{}, fmt.Errorf("the Markdown page's line %d: %w", part.line, err)
		}
	}
	if !titled {
		return assistant.Draft{}, fmt.Errorf("the Markdown page has no title `# Name`: %w", errNoAssistant)
	}
	return checked(d)
}

var sections = []string{
	sectionPurpose, sectionInstructions, sectionStarters, sectionCriteria, sectionKnowledge, sectionSettings,
}

func readPart(d *assistant.Draft, section string, part markdownPart) error {
	switch section {
	case "":
		join(&d.Description, part.text)
	case sectionPurpose:
		join(&d.Purpose, part.text)
	case sectionInstructions:
		join(&d.Instructions, part.text)
	case sectionStarters:
		d.Starters = append(d.Starters, part.text)
	case sectionCriteria:
		return readCriterion(d, part)
	case sectionSettings:
		name, value, found := strings.Cut(part.text, ": ")
		if !found {
			return fmt.Errorf("a setting is written `- Name: value`, and this is %q", part.text)
		}
		return readSetting(d, name, value)
	}
	return nil // the knowledge: a list for people
}

func readCriterion(d *assistant.Draft, part markdownPart) error {
	if part.level == 3 {
		d.Criteria = append(d.Criteria, assistant.Criterion{Key: part.text})
		return nil
	}
	if len(d.Criteria) == 0 {
		return fmt.Errorf("a criterion begins with `### key`, and this is %q", part.text)
	}
	c := &d.Criteria[len(d.Criteria)-1]
	if part.second {
		join(&c.Answer, part.text)
	} else {
		c.Question = part.text
	}
	return nil
}

// join puts a further paragraph behind a text.
func join(text *string, more string) {
	if *text != "" {
		*text += "\n\n"
	}
	*text += more
}

// A markdownPart is a heading or a text on a page.
type markdownPart struct {
	line   int // from 1
	level  int // of a heading, 0 for a text
	text   string
	second bool // it is not the first text below its heading
}

// splitMarkdown cuts a page into its parts: headings, blocks of code, items of a list, and paragraphs, whose lines stay
// lines.
func splitMarkdown(text string) ([]markdownPart, error) {
	var parts []markdownPart
	open := false // the last part is a paragraph that goes on
	add := func(part markdownPart) {
		part.second = part.level == 0 && len(parts) > 0 && parts[len(parts)-1].level == 0
		parts = append(parts, part)
	}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t")
		level := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case line == "" || strings.HasPrefix(line, "<!--") && strings.HasSuffix(line, "-->"):
			if newer := futureMark.FindStringSubmatch(line); newer != nil && newer[1] != "1" {
				return nil, fmt.Errorf("the page was written by a newer First Neuron (format %s, this one knows 1): update First Neuron",
					newer[1])
			}
			open = false
		case strings.HasPrefix(line, "```"):
			fence := backticks.FindString(line)
			begin := i + 1
			for i++; i < len(lines) && strings.TrimRight(lines[i], " \t") != fence; i++ {
			}
			if i == len(lines) {
				return nil, fmt.Errorf("the Markdown page's line %d: a block of code that is never closed by %s", begin, fence)
			}
			add(markdownPart{line: begin, text: strings.Join(lines[begin:i], "\n")})
			open = false
		case level >= 1 && level <= 3 && (len(line) == level || line[level] == ' '):
			add(markdownPart{line: i + 1, level: level, text: uninline(strings.TrimSpace(line[level:]))})
			open = false
		case strings.HasPrefix(line, "- "):
			add(markdownPart{line: i + 1, text: uninline(line[2:])})
			open = false
		case open:
			parts[len(parts)-1].text += "\n" + uninline(line)
		default:
			add(markdownPart{line: i + 1, text: uninline(line)})
			open = true
		}
	}
	return parts, nil
}

var futureMark = regexp.MustCompile(`^<!-- an assistant made with First Neuron, format (\d+) -->$`)
