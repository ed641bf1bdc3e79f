package runs

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"
	"unicode"

	"firstneuron/internal/filelock"
)

// A Recording writes the record of a run. Make one with [Ledger.New]. Several goroutines may
// log to it at once.
type Recording struct {
	ledger   *Ledger
	settings Settings

	lock sync.Mutex
	loop
}

// loop is what a recording knows of the last loop.
type loop struct {
	id      string // empty where no file could be made
	began   time.Time
	file    *os.File // nil after the end
	unlock  func()
	steps   int
	last    entry // of the last step
	isKept  bool  // the last step has a line in the file
	next    int   // the number of steps from which on the next one gets a line
	wasTorn bool  // the line before may be cut off
	weights weightsFile
	err     error
}

// ID is the name of the run in its ledger. It is empty before the loop begins.
func (r *Recording) ID() string {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.id
}

// Err returns the first error that kept something of the last loop from being recorded, or nil.
func (r *Recording) Err() error {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.err
}

// Log records a figure of the current step: inside the loop over [Record], or of the last step
// after it. The last value of a figure is its final one.
func (r *Recording) Log(figure string, value float64) {
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.began.IsZero() {
		r.fail(fmt.Errorf("%q was logged before the loop over Record began: log it in the loop or after it, or make it one of the Values of the Settings", figure))
		return
	}
	at := r.now()
	at.Figures = map[string]number{figure: number(value)}
	r.write(at)
}

// begin makes the file of the run. It gets its name only when it is locked and has its head, so that nobody reads it without.
func (r *Recording) begin() {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.loop = loop{began: time.Now()}
	head := r.settings.head(r.began)
	err := os.MkdirAll(r.ledger.Folder, 0o777)
	for err == nil && r.file == nil {
		err = r.claim(newID(r.settings.Name, r.began))
	}
	if err != nil {
		r.fail(err)
		return
	}
	r.unlock, _, err = filelock.TryLock(r.ledger.unfinished(r.id))
	r.fail(err) // without a lock the run is recorded, but nobody can tell whether it is still running
	r.write(head)
	r.fail(os.Rename(r.ledger.unfinished(r.id), r.ledger.path(r.id)))
	r.fail(r.weights.begin(r.ledger.weights(r.id), r.settings))
	r.began = time.Now() // writing the head does not count as training
}

// claim makes the file of a run under a name that nobody looks for. Whoever has made it may then give it the run's name. It returns
// neither a file nor an error if the name is taken.
func (r *Recording) claim(id string) error {
	path := r.ledger.unfinished(id)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_APPEND|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil
	} else if err != nil {
		return err
	}
	if _, err := os.Lstat(r.ledger.path(id)); err == nil {
		return errors.Join(file.Close(), os.Remove(path))
	}
	r.id, r.file = id, file
	return nil
}

// idTime is how the name of a run begins.
const idTime = "20060102-150405"

// newID returns a name that sorts by the time, says what it is, and differs from those of the same second.
func newID(name string, at time.Time) string {
	name = strings.Join(strings.FieldsFunc(name, func(letter rune) bool {
		return !unicode.IsLetter(letter) && !unicode.IsDigit(letter)
	}), "-")
	if letters := []rune(name); len(letters) > 40 {
		name = string(letters[:40])
	}
	if name == "" {
		name = "run"
	}
	different := make([]byte, 2)
	rand.Read(different)
	return fmt.Sprintf("%s-%s-%x", at.UTC().Format(idTime), name, different)
}

// add is a step of the training.
func (r *Recording) add(step int, figures map[string]number) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.steps++
	r.last.Step = step
	r.last = r.now()
	r.last.Figures = figures
	r.isKept = false
	r.fail(r.weights.step(r.steps))
	if r.steps >= r.next {
		r.keepLast()
		r.next = r.steps + 1 + r.steps/1000
	}
}

func (r *Recording) keepLast() {
	if !r.isKept && r.steps > 0 {
		r.write(r.last)
		r.isKept = true
	}
}

func (r *Recording) end(status Status, cause string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.keepLast()
	r.fail(r.weights.end(r.steps))
	at := r.now()
	at.End, at.Cause = status, cause
	r.write(at)
	if r.file != nil {
		r.fail(errors.Join(r.file.Sync(), r.file.Close()))
		r.file = nil
	}
	if r.unlock != nil {
		r.unlock()
	}
}

// now is the current moment as an entry without figures.
func (r *Recording) now() entry {
	return entry{Step: r.last.Step, Steps: r.steps, Time: time.Since(r.began).Seconds()}
}

func (r *Recording) write(line any) {
	if r.id == "" {
		return // begin has said why
	}
	file := r.file
	if file == nil { // after the end of the loop
		var err error
		if file, err = os.OpenFile(r.ledger.path(r.id), os.O_APPEND|os.O_WRONLY, 0); err != nil {
			r.fail(err)
			return
		}
		defer func() { r.fail(file.Close()) }()
	}
	r.fail(addLine(file, line, &r.wasTorn))
}

// addLine writes a line by one call, so that a program that is killed has written all of it or nothing. After a line that may be
// cut off it first begins a new one.
func addLine(file *os.File, line any, wasTorn *bool) error {
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	if *wasTorn {
		text = append([]byte("\n"), text...)
	}
	_, err = file.Write(append(text, '\n'))
	*wasTorn = err != nil
	return err
}

func (r *Recording) fail(err error) {
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("runs: this run is not recorded, or not all of it: %w", err)
	}
}
