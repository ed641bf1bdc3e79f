package explain

import (
	"fmt"
)

// panicRules are about what shows only when the program runs.
var panicRules = []rule{
	{pattern: lazily(`index out of range \[(-?\d+)\] with length 0`),
		english: "the index ${1} is out of range: there are no elements at all.",
		russian: "индекс ${1} выходит за границы: элементов нет совсем."},
	{pattern: lazily(`index out of range \[(\d+)\] with length (\d+)`),
		english: "the index ${1} is out of range: the length is ${2}, and counting begins with 0.",
		russian: "индекс ${1} выходит за границы: длина — ${2}, а счёт идёт с 0."},
	{pattern: lazily(`index out of range \[(-\d+)\]`),
		english: "the index ${1} is out of range: indices begin with 0.",
		russian: "индекс ${1} выходит за границы: индексы начинаются с 0."},
	{pattern: lazily(`slice bounds out of range \[(.+?)\] with length (\d+)`),
		english: "the part [${1}] is out of range: the length is ${2}.",
		russian: "часть [${1}] выходит за границы: длина — ${2}."},
	{pattern: lazily(`slice bounds out of range \[(.+?)\] with capacity (\d+)`),
		english: "the part [${1}] is out of range: the capacity is ${2}.",
		russian: "часть [${1}] выходит за границы: ёмкость — ${2}."},
	{pattern: lazily(`slice bounds out of range \[(.+?)\]`),
		english: "the part [${1}] is out of range.",
		russian: "часть [${1}] выходит за границы."},
	{pattern: lazily(`assignment to entry in nil map`),
		english: "the map is not made yet (nil), so nothing can be put into it. Make it first: m = make(map[…]…)",
		russian: "map ещё не создан (nil), записать в него ничего нельзя. Сначала создайте его: m = make(map[…]…)"},
	{pattern: lazily(`invalid memory address or nil pointer dereference`),
		english: "a pointer is nil: it points to nothing, so there is nothing to read or change. Give it a value first.",
		russian: "указатель равен nil, то есть ни на что не указывает: читать и менять нечего. Сначала присвойте ему значение."},
	{pattern: lazily(`integer divide by zero`),
		english: "a whole number is divided by 0.",
		russian: "целое число делится на 0."},
	{pattern: lazily(`interface conversion: .+ is (.+), not (.+)`), say: wrongAssertion},
	{pattern: lazily(`makeslice: (?:len|cap) out of range`),
		english: "make cannot make a slice of this length: it is negative, or far too large.",
		russian: "make не может создать срез такой длины: она отрицательная или слишком большая."},
	{pattern: lazily(`flag redefined: (\S+)`),
		english: "the flag ${1} is declared twice, by two variables. Give one of them another flag, or let the earlier variable be forgotten: %rm and its name.",
		russian: "флаг ${1} объявлен дважды, в двух переменных. Назовите один из них иначе или удалите прежнюю переменную: %rm и её имя."},
	{pattern: lazily(`^flag provided but not defined: -+(\S+)`),
		english: "there is no flag --${1}. Check the spelling, or run the cell first that declares it.",
		russian: "флага --${1} нет. Проверьте написание или сначала запустите ячейку, где он объявлен."},
	{pattern: lazily(`^invalid (?:boolean )?value (".*") for (?:flag )?-+([^\s:]+)`),
		english: "the flag --${2} cannot have the value ${1}.",
		russian: "у флага --${2} не может быть значения ${1}."},
	{pattern: lazily(`^flag needs an argument: -+(\S+)`),
		english: "the flag --${1} needs a value: --${1}=…",
		russian: "флагу --${1} нужно значение: --${1}=…"},
	{pattern: lazily(`all goroutines are asleep - deadlock`),
		english: "the program waits for ever: every goroutine waits for another one (a deadlock). Something must send, receive, or call Done.",
		russian: "программа ждёт вечно: все горутины ждут друг друга (взаимная блокировка). Кто-то должен отправить, принять или вызвать Done."},
	{pattern: lazily(`stack overflow`),
		english: "a function calls itself without end. It needs a case in which it returns without a further call.",
		russian: "функция бесконечно вызывает саму себя. Нужен случай, когда она возвращает значение без нового вызова."},
	{pattern: lazily(`concurrent map`),
		english: "several goroutines use the same map at once, and one of them changes it. Protect it with a sync.Mutex.",
		russian: "несколько горутин одновременно обращаются к одному map, и одна из них его меняет. Защитите его с помощью sync.Mutex."},
	{pattern: lazily(`(close of|send on) closed channel`),
		english: "the channel is closed already.",
		russian: "канал уже закрыт."},
	{pattern: lazily(`negative WaitGroup counter`),
		english: "Done was called more often than Add has announced.",
		russian: "Done вызван больше раз, чем обещал Add."},
	{pattern: lazily(`out of memory|cannot allocate memory`),
		english: "the memory is used up. Work with less data at a time, or look for a loop that appends without end.",
		russian: "память закончилась. Возьмите меньше данных за раз или поищите цикл, который без конца добавляет элементы."},
	{pattern: lazily(`^open (.+): no such file or directory`),
		english: "there is no file ${1}. Check the name and the folder.",
		russian: "файла ${1} нет. Проверьте имя и папку."},
	{pattern: lazily(`^signal: killed$`),
		english: "the program was ended from outside. Mostly the system does that when memory is short: work with less data at a time.",
		russian: "программу завершила система. Чаще всего так бывает, когда не хватает памяти: возьмите меньше данных за раз."},
	{pattern: lazily(`^signal: (.+)$`),
		english: "the program was ended by the signal “${1}”.",
		russian: "программа завершена сигналом «${1}»."},
}

// wrongAssertion is about x.(int) where x holds something else.
func wrongAssertion(l Language, match []string, _ problem) string {
	if match[1] == "nil" {
		return fmt.Sprintf(l.in("the value is nil, not %s.", "значение равно nil, это не %s."), match[2])
	}
	return fmt.Sprintf(l.in("the value is of type %s, not %s.", "значение имеет тип %s, а не %s."), match[1], match[2])
}
