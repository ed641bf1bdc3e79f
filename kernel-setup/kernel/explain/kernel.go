package explain

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Interrupted is the error of a cell that its learner stopped.
func (l Language) Interrupted() Error {
	return said("Interrupted", capital(interrupted(l)))
}

func interrupted(l Language) string {
	return l.in("the cell was stopped.", "ячейка остановлена.")
}

// OutOfMemory is the error of a cell whose program was ended because it used more
// memory than the limit, both in bytes.
func (l Language) OutOfMemory(used, limit int64) Error {
	return said("OutOfMemory", fmt.Sprintf(l.in(
		"The cell's program was ended: it used %s of memory, and the limit is %s. Work with less data at a time, or look for a loop that appends without end.",
		"Программа ячейки остановлена: она заняла %s памяти, а предел — %s. Возьмите меньше данных за раз или поищите цикл, который без конца добавляет элементы."),
		l.bytes(used), l.bytes(limit)))
}

// OutOfTime is the error of a cell whose program was ended at the limit.
func (l Language) OutOfTime(limit time.Duration) Error {
	return said("OutOfTime", fmt.Sprintf(l.in(
		"The cell's program was ended: it ran longer than %s. Look for a loop that never ends, or do less work in one cell.",
		"Программа ячейки остановлена: она работала дольше %s. Поищите бесконечный цикл или делайте в одной ячейке меньше."),
		l.duration(limit)))
}

// KernelCrashed is the error of a cell at which GoNB itself ended. The last words,
// the end of what it wrote to its standard error, may be empty.
func (l Language) KernelCrashed(lastWords string) Error {
	e := said("KernelCrashed", l.in(
		"The Go kernel behind this notebook ended unexpectedly while it worked on this cell, and was started again. What the cells above have declared is still known; what %cd, %env, %goflags and %capture have set is forgotten. If it ends again, change this cell.",
		"Ядро Go, на котором работает блокнот, неожиданно завершилось на этой ячейке и запущено заново. Всё объявленное в ячейках выше сохранилось; заданное командами %cd, %env, %goflags и %capture забыто. Если ядро завершится снова, измените эту ячейку."))
	if lastWords != "" {
		e.Traceback = append(e.Traceback, "", lastWords)
	}
	return e
}

// FolderRemoved is the error of a cell that cannot run because the kernel's temporary folder, or a part of it, is gone.
func (l Language) FolderRemoved(folder string) Error {
	return said("FolderRemoved", fmt.Sprintf(l.in(
		"Something has removed files of the kernel's temporary folder %s. No cell can run without them: restart the kernel.",
		"Кто-то удалил файлы из временной папки ядра %s. Без них ячейки не выполняются: перезапустите ядро."), folder))
}

// NotebookAsCell is the error of a cell that is a whole notebook's file, as `jupyter run` sends it.
func (l Language) NotebookAsCell() Error {
	return said("NotebookAsCell", l.in(
		"This is the file of a notebook and not Go. jupyter run takes files of Go; a notebook is run by: jupyter execute lesson.ipynb",
		"Это файл блокнота, а не Go. jupyter run принимает файлы с кодом на Go, а блокнот выполняет: jupyter execute lesson.ipynb"))
}

// TwoMains is the error of a cell with a second line %% or %main, which is the given
// line of the cell; the first line is 1. GoNB cannot take such a cell.
func (l Language) TwoMains(line int) Error {
	return said("TwoMains", fmt.Sprintf(l.in(
		"Line %d: a second line %%%%. A cell may have only one: all that is below the first runs as func main. Remove this one, or move what is below it into a new cell.",
		"Строка %d: вторая строка %%%%. В ячейке может быть только одна: всё, что ниже первой, выполняется как func main. Уберите эту строку или перенесите то, что под ней, в новую ячейку."),
		line))
}

// OutputCut is a note for a cell that printed more than the limit, in bytes.
func (l Language) OutputCut(limit int64) string {
	return fmt.Sprintf(l.in(
		"The cell printed more than %s: of the rest only the end is shown, when the cell has ended. The program goes on.",
		"Ячейка напечатала больше %s: из остального будет показан только конец, когда ячейка завершится. Программа продолжает работать."), l.bytes(limit))
}

// OutputLeftOut is a note between the two parts of a long output; left is what is between them, in bytes.
func (l Language) OutputLeftOut(left int64) string {
	return fmt.Sprintf(l.in("%s of output are left out here. The end of it:", "Здесь пропущено %s вывода. Его конец:"), l.bytes(left))
}

// PicturesCut is a note for a cell that showed more pictures than the limit, in bytes.
func (l Language) PicturesCut(limit int64) string {
	return fmt.Sprintf(l.in(
		"The cell showed more than %s of pictures: of the rest only the last is shown, when the cell has ended. The program goes on.",
		"Ячейка показала картинок больше чем на %s: из остальных будет показана только последняя, когда ячейка завершится. Программа продолжает работать."), l.bytes(limit))
}

// ValueCut is a note below the beginning of a value, which has a size in bytes.
func (l Language) ValueCut(size int) string {
	return fmt.Sprintf(l.in("(the beginning of %s; print it to see more)", "(начало, всего %s; чтобы увидеть больше, напечатайте)"), l.bytes(int64(size)))
}

// KernelRestarted is a note that GoNB was restarted behind the same notebook.
func (l Language) KernelRestarted() string {
	return l.in(
		"The Go kernel was started again. What cells have declared is still known; what %cd, %env, %goflags and %capture have set is forgotten.",
		"Ядро Go запущено заново. Всё объявленное в ячейках сохранилось; заданное командами %cd, %env, %goflags и %capture забыто.")
}

// said is an error that is one sentence.
func said(name, sentence string) Error {
	return Error{Name: name, Value: sentence, Traceback: []string{alarm(sentence)}}
}

// alarm is a text in red and bold, in lines that a notebook shows whole: JupyterLab breaks longer ones within words.
func alarm(text string) string { return "\x1b[1;31m" + wrapped(text) + "\x1b[0m" }

const lineLength = 90 // characters

// wrapped breaks a text at spaces into lines of lineLength, where it has spaces.
func wrapped(text string) string {
	var b strings.Builder
	length := 0
	for i, word := range strings.Split(text, " ") {
		size := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case length+1+size > lineLength:
			b.WriteByte('\n')
			length = 0
		default:
			b.WriteByte(' ')
			length++
		}
		b.WriteString(word)
		length += size
		if at := strings.LastIndexByte(word, '\n'); at >= 0 {
			length = utf8.RuneCountInString(word[at+1:])
		}
	}
	return b.String()
}

// bytes says a number of bytes in the largest binary unit that leaves a whole number before the point.
func (l Language) bytes(n int64) string {
	units := [][2]string{{"B", "Б"}, {"KiB", "КиБ"}, {"MiB", "МиБ"}, {"GiB", "ГиБ"}, {"TiB", "ТиБ"}}
	size, unit := float64(n), 0
	for size >= 1024 && unit < len(units)-1 {
		size, unit = size/1024, unit+1
	}
	number := strconv.FormatFloat(math.Round(size*10)/10, 'f', -1, 64)
	return strings.ReplaceAll(number, ".", l.in(".", ",")) + " " + l.in(units[unit][0], units[unit][1])
}

// duration says a time as 45 s, 1 h 30 min or 300 ms.
func (l Language) duration(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf(l.in("%d ms", "%d мс"), d.Milliseconds())
	}
	var parts []string
	for _, unit := range []struct {
		length           time.Duration
		english, russian string
	}{{time.Hour, "h", "ч"}, {time.Minute, "min", "мин"}, {time.Second, "s", "с"}} {
		if n := d / unit.length; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, l.in(unit.english, unit.russian)))
		}
		d %= unit.length
	}
	return strings.Join(parts, " ")
}
