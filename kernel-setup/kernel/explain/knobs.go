package explain

import "fmt"

// KnobWords are what stands on a strip of knobs: on the button that sets them back, its hint, and the hint of the flags to copy.
func (l Language) KnobWords() (reset, resetHint, copyHint string) {
	if l == Russian {
		return "Сбросить", "вернуть значения, заданные в ячейке", "щёлкните, чтобы выделить, и скопируйте в ячейку вместо строки %%"
	}
	return "Reset", "back to the values that the cell gives", "click to select, and copy into the cell in place of its line %%"
}

// KnobWaits is the note on a strip whose knob was turned while another cell runs.
func (l Language) KnobWaits() string {
	return l.in("The new value waits for the cell that is running.", "Новое значение ждёт, пока закончится выполнение ячейки.")
}

// NoKnob is a note on what stands behind //knob, in a line of a cell, where it names no values.
func (l Language) NoKnob(text, flag string, declared Cell, line int) string {
	return fmt.Sprintf(l.in(
		"Cell [%d], line %d: //knob %s does not say which values --%s may take. Write the smallest and the largest one, such as //knob 0 to 10, //knob 0 to 10 step 0.5 or //knob 0.001 to 10 log; or the values to choose from; or //knob none. Until then the range is guessed.",
		"Ячейка [%d], строка %d: из //knob %s не видно, какие значения может принимать --%s. Укажите наименьшее и наибольшее, например //knob 0 to 10, //knob 0 to 10 step 0.5 или //knob 0.001 to 10 log; или перечислите значения; или напишите //knob none. Пока диапазон выбран приблизительно."),
		declared.Number, line, text, flag)
}
