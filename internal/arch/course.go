package arch

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// CheckCourse returns a sentence for each place where the lessons do not follow
// each other: a number that is used twice, a lesson that README.md does not list
// as it should, one that does not end with a link to the next. Numbers may be
// left free for lessons to come. The cells that check numbers are collapsed, and no others.
func CheckCourse(root fs.FS) ([]string, error) {
	lessons, faults, err := lessonsOf(root)
	if err != nil {
		return nil, err
	}
	readme, err := fs.ReadFile(root, "README.md")
	if err != nil {
		return nil, err
	}
	faults = append(faults, checkTable(string(readme), lessons)...)
	for i, l := range lessons {
		var next *lesson
		if i+1 < len(lessons) {
			next = &lessons[i+1]
		}
		faults = append(faults, l.checkNext(next)...)
		faults = append(faults, l.checkCollapsed()...)
	}
	return faults, nil
}

// A lesson is a notebook of the course.
type lesson struct {
	name     string // notebooks/01_one_neuron.ipynb
	number   int
	title    string // its first heading
	notebook notebook
}

func (l lesson) file() string { return path.Base(l.name) }

var (
	numbered   = regexp.MustCompile(`^\d`)
	lessonFile = regexp.MustCompile(`^(\d\d)_[a-z0-9_]+\.ipynb$`)
	firstTitle = regexp.MustCompile(`(?m)^# (.+?)\s*$`)
)

// lessonsOf reads the lessons in their order. A notebook without a number is not
// of the course: a learner may have made it.
func lessonsOf(root fs.FS) (lessons []lesson, faults []string, err error) {
	names, err := fs.Glob(root, "notebooks/*.ipynb")
	if err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		base := path.Base(name)
		if !numbered.MatchString(base) {
			continue
		}
		match := lessonFile.FindStringSubmatch(base)
		if match == nil {
			faults = append(faults, name+" has a number but not the name of a lesson: write it like 01_one_neuron.ipynb, or without a number if it is no lesson")
			continue
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, nil, err
		}
		l := lesson{name: name}
		l.number, _ = strconv.Atoi(match[1])
		if l.notebook, err = parseNotebook(name, text); err != nil {
			return nil, nil, err
		}
		for _, cell := range l.notebook.Cells {
			if title := firstTitle.FindStringSubmatch(cell.text()); title != nil && cell.Kind == markdown {
				l.title = title[1]
				break
			}
		}
		if l.title == "" {
			faults = append(faults, name+" has no title: begin its first cell with # and the title")
		}
		if last := len(lessons) - 1; last >= 0 && lessons[last].number == l.number {
			faults = append(faults, fmt.Sprintf("%s has the number of %s: give each lesson a number of its own", name, lessons[last].name))
		}
		lessons = append(lessons, l)
	}
	return lessons, faults, nil
}

// lessonRow is the beginning of a line of README.md's table: number, title and link.
var lessonRow = regexp.MustCompile(`(?m)^\| *\d+ *\| *\[[^\]]*\]\(([^)]*)\) *\|`)

// checkTable compares the table of lessons in README.md with the lessons.
func checkTable(readme string, lessons []lesson) (faults []string) {
	var rows, links []string
	for _, row := range lessonRow.FindAllStringSubmatch(readme, -1) {
		rows, links = append(rows, row[0]), append(links, row[1])
	}
	place := -1
	for _, l := range lessons {
		want := fmt.Sprintf("| %d | [%s](%s) |", l.number, l.title, l.name)
		at := slices.Index(links, l.name)
		switch {
		case at < 0:
			faults = append(faults, fmt.Sprintf("README.md does not list %s: add a row to the table of lessons that begins with %s", l.name, want))
			continue
		case slices.Contains(links[at+1:], l.name):
			faults = append(faults, fmt.Sprintf("README.md lists %s more than once: keep one row", l.name))
		case at < place:
			faults = append(faults, fmt.Sprintf("README.md lists %s above a lesson that comes before it: put the rows in order", l.name))
		case rows[at] != want:
			faults = append(faults, fmt.Sprintf("README.md lists %s with %s: write %s", l.name, rows[at], want))
		}
		place = max(place, at)
	}
	for _, link := range links {
		if !slices.ContainsFunc(lessons, func(l lesson) bool { return l.name == link }) {
			faults = append(faults, fmt.Sprintf("README.md lists %s, which is no lesson: remove the row or correct its link", link))
		}
	}
	return faults
}

// checkNext looks for the link to the next lesson; the last lesson has none.
func (l lesson) checkNext(next *lesson) []string {
	for _, cell := range slices.Backward(l.notebook.Cells) {
		if cell.Kind != markdown {
			continue
		}
		lines := strings.Split(strings.TrimRight(cell.text(), "\n"), "\n")
		last := lines[len(lines)-1]
		switch {
		case next == nil && strings.HasPrefix(last, "Next: ["):
			return []string{fmt.Sprintf("%s: cell %s ends with a link to a next lesson, and there is none: remove it", l.name, cell.ID)}
		case next == nil:
			return nil
		}
		want := fmt.Sprintf("Next: [%s](%s)", next.title, next.file())
		if !strings.HasPrefix(last, want) {
			return []string{fmt.Sprintf("%s: cell %s does not lead to the next lesson: let its last line begin with %s", l.name, cell.ID, want)}
		}
		return nil
	}
	return []string{l.name + " has no text: end it with a cell that leads to the next lesson"}
}

// checksNumbers finds the cells that only check the lesson's numbers.
var checksNumbers = regexp.MustCompile(`\blesson\.(?:Number|Claim|Kept|KeptAbout)\(`)

// checkCollapsed looks at which cells are collapsed.
func (l lesson) checkCollapsed() (faults []string) {
	for _, cell := range l.notebook.Cells {
		checks := cell.Kind == code && checksNumbers.MatchString(cell.text())
		switch {
		case checks && !cell.Metadata.Jupyter.Hidden:
			faults = append(faults, fmt.Sprintf(`%s: cell %s checks numbers and is not collapsed: give it the metadata {"jupyter": {"source_hidden": true}}`, l.name, cell.ID))
		case !checks && cell.Metadata.Jupyter.Hidden:
			faults = append(faults, fmt.Sprintf("%s: cell %s is collapsed though it checks no numbers: remove source_hidden from its metadata", l.name, cell.ID))
		}
	}
	return faults
}
