package explain

import (
	"fmt"
	"time"
)

// Limits says what one cell may take: bytes of memory, time, bytes of printed text. Zero is no limit.
func (l Language) Limits(memory int64, span time.Duration, output int64) string {
	none := l.in("no limit", "без предела")
	sizes := [3]string{none, none, none}
	if memory > 0 {
		sizes[0] = l.bytes(memory)
	}
	if span > 0 {
		sizes[1] = l.duration(span)
	}
	if output > 0 {
		sizes[2] = l.bytes(output)
	}
	return fmt.Sprintf(l.in("A cell may take: memory %s, time %s, output %s.", "Одной ячейке можно: память — %s, время — %s, вывод — %s."),
		sizes[0], sizes[1], sizes[2])
}

// NoLimit is the error of a line %limit that cannot be carried out.
func (l Language) NoLimit(line string) Error {
	return said("NoLimit", fmt.Sprintf(l.in(
		"%s is no limit. Write %%limit memory 2GB, %%limit time 30s or %%limit output 5MB; none in place of the number takes a limit away.",
		"%s — не предел. Пишите %%limit memory 2GB, %%limit time 30s или %%limit output 5MB; none вместо числа снимает предел."), line))
}

// NothingOverridden answers a line %override without flags.
func (l Language) NothingOverridden() string {
	return l.in("No flag is overridden.", "Ни один флаг не переопределён.")
}

// NoOverride is the error of a line %override with a word that sets no flag.
func (l Language) NoOverride(line int, word string) Error {
	return said("NoOverride", fmt.Sprintf(l.in(
		"Line %d: %s sets no flag. Write the name and the value, such as %%override --rate=0.5; %%override none takes all of them away.",
		"Строка %d: %s не задаёт флаг. Напишите имя и значение, например %%override --rate=0.5; %%override none убирает все."), line, word))
}
