package pictures

import (
	"fmt"
	"image/color"
	"strings"
)

// Screenshots: what programs show. Edges lie along the pixels, areas have one colour, and there is text everywhere.
var screenshots = []style{
	{"editor", painted(editor)},
	{"terminal", painted(terminal)},
	{"dialog", painted(dialog)},
	{"web page", painted(webPage)},
	{"phone", painted(phone)},
	{"files", painted(fileManager)},
	{"spreadsheet", painted(spreadsheet)},
	{"chat", painted(chat)},
}

// An area of a canvas is a place to lay something out in.
type area struct{ x, y, width, height float64 }

// window paints a window with its title bar, over all of the canvas or on a desktop, and
// returns what is inside of it.
func (c *canvas) window(t theme, title string) area {
	a := area{0, 0, c.width, c.height}
	if c.chance(0.4) {
		desk := c.palette(2)
		c.gradient(0, 0, c.width, c.height, c.from(0, 6), desk[0], mixed(desk[1], black, 0.3))
		left, top := c.from(3, 12), c.from(3, 10)
		a = area{left, top, c.width - left - c.from(3, 12), c.height - top - c.from(3, 12)}
		for spread := 3.0; spread > 0; spread-- {
			c.box(a.x-spread, a.y-spread+1.5, a.width+2*spread, a.height+2*spread, 3, see(black, 0.08))
		}
	}
	c.box(a.x, a.y, a.width, a.height, 0, t.paper)
	if c.chance(0.15) {
		return a // a screenshot of the inside only
	}
	bar := c.from(4, 6.5)
	c.box(a.x, a.y, a.width, bar, 0, one(c.dice, t.panel, t.rule, mixed(t.panel, t.press, 0.3)))
	if c.chance(0.5) {
		for i, light := range []color.NRGBA{{237, 106, 94, 255}, {245, 191, 79, 255}, {98, 197, 84, 255}} {
			c.ellipse(a.x+3.2+3.2*float64(i), a.y+bar/2, 1, 1, light)
		}
	} else {
		x, y := a.x+a.width-3, a.y+bar/2
		c.line(t.ink, 0.4, point{x - 0.9, y - 0.9}, point{x + 0.9, y + 0.9})
		c.line(t.ink, 0.4, point{x - 0.9, y + 0.9}, point{x + 0.9, y - 0.9})
		c.frame(x-6, y-0.9, 1.8, 1.8, 0.4, t.ink)
		c.line(t.ink, 0.4, point{x - 10, y}, point{x - 8, y})
	}
	c.writes(regular, 3).centred(a.x+a.width/2, a.y+bar/2, t.faint, title)
	return area{a.x, a.y + bar, a.width, a.height - bar}
}

// lines writes lines of text into an area, from the top down.
func (c *canvas) lines(a area, size float64, with color.Color) {
	p := c.writes(regular, size)
	for y := a.y + size; y < a.y+a.height-size/2; y += 1.5 * size {
		text, room := c.words(1), a.width*c.from(0.6, 1)
		for text != "" && p.long(text) < room {
			text += " " + strings.ToLower(c.words(1))
		}
		p.text(a.x, y, with, text[:strings.LastIndex(" "+text, " ")])
	}
}

func editor(c *canvas) {
	t := c.theme()
	a := c.window(t, one(c.dice, "main.go", "network.go", "notes.py", "index.html"))
	size := c.from(2.6, 4)
	p := c.writes(mono, size)
	if c.chance(0.6) {
		side := a.width * c.from(0.14, 0.24)
		c.box(a.x, a.y, side, a.height, 0, t.panel)
		for y := a.y + 4; y < a.y+a.height*c.from(0.4, 1); y += 1.5 * size {
			c.writes(regular, size).text(a.x+2+2*float64(c.IntN(3)), y, t.faint, one(c.dice, "data", "main.go", "model.go", "pkg", "tests", "readme"))
		}
		a.x, a.width = a.x+side, a.width-side
	}
	c.box(a.x, a.y, a.width, 5, 0, t.panel)
	c.box(a.x, a.y, 18, 5, 0, t.paper)
	c.writes(regular, 2.8).text(a.x+2, a.y+2.5, t.ink, "main.go")
	colours := []color.NRGBA{t.ink, t.ink, t.faint, mixed(t.ink, t.press, 0.8)}
	for _, colour := range c.palette(3) {
		colours = append(colours, mixed(colour, t.ink, 0.2))
	}
	indent, number := 0, c.count(1, 300)
	for y := a.y + 5 + size; y < a.y+a.height-4; y += 1.35 * size {
		p.right(a.x+7, y, see(t.faint, 0.6), fmt.Sprint(number))
		number++
		if c.chance(0.12) {
			continue // an empty line
		}
		x := a.x + 9 + 2*size*float64(indent)
		for range c.count(1, 6) {
			if x > a.x+a.width*0.85 {
				break
			}
			x = p.text(x, y, one(c.dice, colours...), one(c.dice, code...)) + 0.6*size
		}
		indent = min(max(indent+c.IntN(3)-1, 0), 4)
	}
	c.box(a.x, a.y+a.height-3.5, a.width, 3.5, 0, one(c.dice, t.press, t.panel))
}

var code = strings.Fields(`func range x := return weights error (a,b) { "text" for = len(rows) model.Train`)

func terminal(c *canvas) {
	t := c.theme()
	if c.chance(0.8) {
		t = theme{true, grey(uint8(c.count(0, 40))), grey(50), one(c.dice, grey(220), hue(0.36, 0.7, 0.6)), grey(140), grey(70), hue(c.Float64(), 0.7, 0.6)}
	}
	a := c.window(t, "bash")
	size := c.from(2.6, 4.4)
	p, last := c.writes(mono, size), a.y+a.height*c.from(0.4, 1)-size
	for y := a.y + size; y < last; y += 1.3 * size {
		switch {
		case c.chance(0.25):
			x := p.text(a.x+1.5, y, t.press, one(c.dice, "$", "user@host:~$", ">>>", "%"))
			p.text(x+size, y, t.ink, one(c.dice, "go test ./...", "ls -la", "git status", "make build", "cat notes.txt"))
		case c.chance(0.3):
			x := a.x + 1.5
			for range c.count(3, 7) {
				p.text(x, y, t.ink, fmt.Sprint(c.IntN(9000)))
				x += 8 * size * 0.6
				if x > a.x+a.width-10 {
					break
				}
			}
		default:
			p.text(a.x+1.5, y, one(c.dice, t.ink, t.ink, t.faint, t.press), strings.ToLower(c.words(c.count(1, 7))))
		}
	}
	c.box(a.x+1.5, last, 0.6*size, size, 0, t.ink)
}

func dialog(c *canvas) {
	t := c.theme()
	a := c.window(t, one(c.dice, "Settings", "Preferences", "New account", "Export", "Print"))
	size := c.from(3, 4.5)
	p := c.writes(regular, size)
	for i, x := 0, a.x+3.0; i < 4 && c.chance(0.8); i++ {
		if i == c.IntN(3) {
			c.box(x-1, a.y+size*1.7, 12, 0.6, 0, t.press)
		}
		x = p.text(x, a.y+size, t.ink, c.words(1)) + 4
	}
	column := a.x + a.width*c.from(0.28, 0.4)
	for y := a.y + 3*size; y < a.y+a.height-4*size; y += 2.1 * size {
		switch c.IntN(4) {
		case 0: // a box to tick
			c.frame(column, y-size/2, size, size, 0.35, t.faint)
			if c.chance(0.5) {
				c.box(column, y-size/2, size, size, 0.6, t.press)
				c.line(white, 0.5, point{column + 0.8, y}, point{column + 1.6, y + 1}, point{column + size - 0.6, y - 1})
			}
			p.text(column+1.5*size, y, t.ink, c.words(c.count(2, 4)))
		case 1: // a switch
			p.right(column-2, y, t.ink, c.words(2))
			on := c.chance(0.5)
			c.box(column, y-size/2, 2*size, size, size/2, map[bool]color.NRGBA{true: t.press, false: t.faint}[on])
			c.ellipse(column+map[bool]float64{true: 1.5, false: 0.5}[on]*size, y, size*0.4, size*0.4, white)
		default: // a field
			p.right(column-2, y, t.ink, c.words(c.count(1, 2)))
			wide := (a.x + a.width - column) * c.from(0.4, 0.9)
			c.box(column, y-0.75*size, wide, 1.5*size, 0.6, mixed(t.paper, white, 0.5*map[bool]float64{true: 0.1, false: 1}[t.dark]))
			c.frame(column, y-0.75*size, wide, 1.5*size, 0.25, t.faint)
			p.text(column+1.5, y, t.ink, c.words(c.count(1, 2)))
		}
	}
	for i, name := range []string{"OK", "Cancel"} {
		x, back, ink := a.x+a.width-17*float64(i+1), t.press, white
		if i > 0 {
			back, ink = t.rule, t.ink
		}
		c.box(x, a.y+a.height-2.4*size, 15, 1.8*size, 0.8, back)
		p.centred(x+7.5, a.y+a.height-1.5*size, ink, name)
	}
}

func webPage(c *canvas) {
	t := c.theme()
	a := c.window(t, "")
	if c.chance(0.7) { // the browser's own bar
		c.box(a.x, a.y, a.width, 6, 0, t.panel)
		c.box(a.x+12, a.y+1, a.width-24, 4, 2, t.paper)
		c.writes(regular, 2.6).text(a.x+15, a.y+3, t.faint, "https://example.org/"+strings.ToLower(c.words(1)))
		a.y, a.height = a.y+6, a.height-6
	}
	head := c.from(6, 10)
	c.box(a.x, a.y, a.width, head, 0, one(c.dice, t.paper, t.press, t.panel, mixed(t.press, black, 0.4)))
	c.writes(bold, 4.5).text(a.x+4, a.y+head/2, t.ink, c.words(1))
	for i := range 4 {
		c.writes(regular, 3).text(a.x+a.width*0.5+float64(i)*a.width*0.12, a.y+head/2, t.ink, one(c.dice, "Home", "About", "Blog", "Shop", "Help"))
	}
	a.y, a.height = a.y+head, a.height-head
	if c.chance(0.6) { // a hero with a picture behind it
		high := a.height * c.from(0.25, 0.45)
		colours := c.palette(2)
		c.gradient(a.x, a.y, a.width, high, c.from(0, 6), mixed(colours[0], t.paper, 0.3), mixed(colours[1], t.paper, 0.2))
		c.writes(bold, 6).centred(a.x+a.width/2, a.y+high*0.4, white, c.words(3))
		c.box(a.x+a.width/2-9, a.y+high*0.62, 18, 6, 1, t.press)
		a.y, a.height = a.y+high, a.height-high
	}
	columns := c.count(1, 3)
	wide := (a.width - 4) / float64(columns)
	for column := range columns {
		x, y := a.x+4+float64(column)*wide, a.y+4
		if c.chance(0.7) {
			high := a.height * c.from(0.2, 0.4)
			colours := c.palette(2)
			c.gradient(x, y, wide-4, high, c.from(0, 6), colours[0], colours[1])
			y += high + 2
		}
		c.writes(bold, 4).text(x, y+2, t.ink, c.words(2))
		c.lines(area{x, y + 4, wide - 4, a.y + a.height - y - 4}, 2.8, one(c.dice, t.ink, t.faint))
	}
}

func phone(c *canvas) {
	t := c.theme()
	c.fill(t.paper)
	size := c.from(3.4, 5)
	p, small := c.writes(regular, size), c.writes(regular, 0.75*size)
	small.text(3, 3, t.ink, fmt.Sprintf("%d:%02d", c.count(1, 23), c.IntN(60)))
	c.box(c.width-8, 2, 5, 2, 0.6, t.ink)
	head := 3 * size
	c.box(0, 5, c.width, head, 0, one(c.dice, t.paper, t.press, t.panel))
	c.writes(bold, 1.3*size).text(5, 5+head/2, t.ink, c.words(1))
	row := c.from(2.6, 4) * size
	cards := c.chance(0.3)
	for y := 6 + head; y < c.height-10-row/2; y += row {
		if cards {
			c.box(3, y+0.5, c.width-6, row-1.5, 2, t.panel)
		} else {
			c.box(5+row, y+row, c.width-5-row, 0.25, 0, t.rule)
		}
		c.ellipse(5+row*0.4, y+row/2, row*0.32, row*0.32, c.palette(1)[0])
		p.text(5+row, y+row*0.33, t.ink, c.words(2))
		small.text(5+row, y+row*0.68, t.faint, c.words(c.count(3, 6)))
		if c.chance(0.4) {
			c.box(c.width-13, y+row/2-2, 9, 4, 2, t.press)
		}
	}
	c.box(0, c.height-10, c.width, 10, 0, t.panel)
	for i := range 4 {
		x := c.width * (float64(i) + 0.5) / 4
		c.box(x-2, c.height-7, 4, 4, one(c.dice, 0.5, 2.0), one(c.dice, t.faint, t.press))
	}
}

func fileManager(c *canvas) {
	t := c.theme()
	a := c.window(t, one(c.dice, "Documents", "Pictures", "Downloads"))
	c.box(a.x, a.y, a.width, 6, 0, t.panel)
	c.writes(regular, 3).text(a.x+4, a.y+3, t.ink, "Home  /  "+c.words(1))
	side := a.width * c.from(0.18, 0.28)
	c.box(a.x, a.y+6, side, a.height-6, 0, t.panel)
	for y := a.y + 11; y < a.y+a.height*0.7; y += 5.5 {
		c.box(a.x+2, y-1.2, 2.4, 2.4, 0.4, t.press)
		c.writes(regular, 3).text(a.x+6, y, t.ink, c.words(1))
	}
	cell, folder := c.from(14, 22), mixed(t.press, white, 0.25)
	for y := a.y + 8; y < a.y+a.height-cell; y += cell * 1.1 {
		for x := a.x + side + 3; x < a.x+a.width-cell; x += cell {
			switch middle := x + cell/2; c.IntN(4) {
			case 0, 1:
				c.box(middle-cell*0.3, y+cell*0.06, cell*0.25, cell*0.2, 0.5, mixed(folder, black, 0.2))
				c.box(middle-cell*0.3, y+cell*0.13, cell*0.6, cell*0.45, 0.8, folder)
			case 2: // a text
				c.box(middle-cell*0.22, y+cell*0.05, cell*0.44, cell*0.55, 0.4, white)
				c.frame(middle-cell*0.22, y+cell*0.05, cell*0.44, cell*0.55, 0.25, t.faint)
				for i := range 4 {
					c.box(middle-cell*0.16, y+cell*(0.14+0.1*float64(i)), cell*c.from(0.15, 0.3), 0.5, 0, t.faint)
				}
			default: // a picture
				colours := c.palette(2)
				c.gradient(middle-cell*0.32, y+cell*0.08, cell*0.64, cell*0.48, 1.5, mixed(colours[0], white, 0.5), colours[1])
			}
			c.writes(regular, 2.6).centred(x+cell/2, y+cell*0.8, t.ink, c.words(1))
		}
	}
}

func spreadsheet(c *canvas) {
	t := c.theme()
	a := c.window(t, "budget")
	c.box(a.x, a.y, a.width, 7, 0, t.panel)
	for i := range 8 {
		c.box(a.x+3+5*float64(i), a.y+2, 3, 3, 0.4, one(c.dice, t.faint, t.faint, t.press))
	}
	row, size := c.from(4, 6), c.from(2.6, 3.4)
	p := c.writes(regular, size)
	a.y, a.height = a.y+7, a.height-7
	c.box(a.x, a.y, a.width, row, 0, t.panel)
	c.box(a.x, a.y, 6, a.height, 0, t.panel)
	filled := c.count(4, 40)
	for i, y := 0, a.y+row; y < a.y+a.height; i, y = i+1, y+row {
		c.box(a.x, y, a.width, 0.2, 0, t.rule)
		p.centred(a.x+3, y+row/2, t.faint, fmt.Sprint(i+1))
		if i == 0 && c.chance(0.6) {
			c.box(a.x+6, y, a.width-6, row, 0, mixed(t.press, t.paper, 0.5))
		}
	}
	for i, x := 0, a.x+6; x < a.x+a.width-4; i++ {
		wide := c.from(10, 22)
		c.box(x, a.y, 0.2, a.height, 0, t.rule)
		p.centred(x+wide/2, a.y+row/2, t.faint, string(rune('A'+i)))
		for j := range filled {
			switch y := a.y + row*(float64(j)+1.5); {
			case y > a.y+a.height || c.chance(0.1) || i > 6:
			case i == 0 || j == 0:
				p.text(x+1, y, t.ink, c.words(1))
			default:
				p.right(x+min(wide, a.x+a.width-x)-1, y, t.ink, fmt.Sprintf("%.2f", c.from(0, 900)))
			}
		}
		x += wide
	}
}

func chat(c *canvas) {
	t := c.theme()
	a := c.window(t, "Messages")
	c.box(a.x, a.y, a.width, a.height, 0, one(c.dice, t.paper, mixed(t.paper, t.press, 0.15)))
	if a.width > 90 && c.chance(0.6) { // the others that one could talk to
		side := a.width * c.from(0.22, 0.32)
		c.box(a.x, a.y, side, a.height, 0, t.panel)
		for y := a.y + 2; y < a.y+a.height-8; y += 9 {
			c.ellipse(a.x+5, y+4, 3, 3, c.palette(1)[0])
			c.writes(bold, 2.8).text(a.x+10, y+2.6, t.ink, c.words(1))
			c.writes(regular, 2.4).text(a.x+10, y+5.6, t.faint, c.words(2))
		}
		a.x, a.width = a.x+side, a.width-side
	}
	size := c.from(3, 4)
	for y := a.y + 3; y < a.y+a.height-14; {
		wide, high := a.width*c.from(0.3, 0.65), size*(1+1.5*float64(c.count(1, 3)))
		x, back, ink := a.x+9, mixed(t.panel, t.rule, 0.4), t.ink
		if c.chance(0.5) {
			x, back, ink = a.x+a.width-wide-3, t.press, white
		} else {
			c.ellipse(a.x+5, y+high-3, 2.6, 2.6, c.palette(1)[0])
		}
		high = min(high, a.y+a.height-11-y)
		c.box(x, y, wide, high, 2.5, back)
		c.lines(area{x + 2, y + 0.5, wide - 4, high - 1}, size, ink)
		y += high + 2.5
	}
	c.box(a.x+3, a.y+a.height-8, a.width-14, 6, 3, t.panel)
	c.frame(a.x+3, a.y+a.height-8, a.width-14, 6, 0.25, t.rule)
	c.ellipse(a.x+a.width-6, a.y+a.height-5, 2.8, 2.8, t.press)
}
