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
