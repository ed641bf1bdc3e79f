package pictures

import (
	"fmt"
	"strings"
)

// Screenshots: what programs show. Edges follow the pixels, areas have one colour, and there is text everywhere.
var screenshots = []style{
	{"editor", editor},
	{"terminal", terminal},
	{"dialog", dialog},
	{"web page", webPage},
	{"phone", phone},
	{"files", fileManager},
	{"spreadsheet", spreadsheet},
	{"chat", chat},
}

func (c *canvas) fillArea(a area, with colour) { c.box(a.x, a.y, a.width, a.height, 0, with) }

func (a area) right() float64 { return a.x + a.width }

func (a area) bottom() float64 { return a.y + a.height }

// top is a strip of an area, and the rest of it.
func (a area) top(height float64) (strip, rest area) {
	return area{a.x, a.y, a.width, height}, area{a.x, a.y + height, a.width, a.height - height}
}

// window draws a window with its title bar, over all of the canvas or on a desktop, and
// returns what is inside of it.
func (c *canvas) window(t theme, title string) area {
	a := c.all()
	if c.chance(0.4) {
		desktop := c.palette(2)
		c.gradient(0, 0, c.width, c.height, c.uniform(0, 6), desktop[0], mix(desktop[1], black, 0.3))
		a.x, a.y = c.uniform(3, 12), c.uniform(3, 10)
		a.width, a.height = c.width-a.x-c.uniform(3, 12), c.height-a.y-c.uniform(3, 12)
		for spread := 3.0; spread > 0; spread-- { // a shadow
			c.box(a.x-spread, a.y-spread+1.5, a.width+2*spread, a.height+2*spread, 3, black.alpha(0.08))
		}
	}
	c.fillArea(a, t.background)
	if c.chance(0.15) {
		return a // a screenshot of the inside only
	}
	bar, inside := a.top(c.uniform(4, 6.5))
	c.fillArea(bar, pick(c, t.panel, t.border, mix(t.panel, t.accent, 0.3)))
	y := bar.y + bar.height/2
	if c.chance(0.5) {
		for i, button := range []colour{rgb(0.93, 0.42, 0.37), rgb(0.96, 0.75, 0.31), rgb(0.38, 0.77, 0.33)} {
			c.ellipse(a.x+3.2+3.2*float64(i), y, 1, 1, button)
		}
	} else {
		f := c.font(bold, 4)
		f.left(a.right()-4, y, t.ink, "×")
		c.frame(a.right()-9, y-0.9, 1.8, 1.8, 0.4, t.ink)
		f.left(a.right()-14, y, t.ink, "–")
	}
	c.font(regular, 3).centre(a.x+a.width/2, y, t.faint, title)
	return inside
}

// sidebar draws a list of names, each after a small box, at the left of an area, and returns the rest.
func (c *canvas) sidebar(a area, t theme, names ...string) area {
	width := a.width * c.uniform(0.16, 0.28)
	c.box(a.x, a.y, width, a.height, 0, t.panel)
	size, corner := c.uniform(2.4, 3.6), c.uniform(0, 2)
	for y := a.y + 2*size; y < a.y+a.height*c.uniform(0.4, 1); y += 1.8 * size {
		c.box(a.x+2, y-size*0.4, size*0.8, size*0.8, corner, pick(c, t.accent, t.faint))
		c.font(regular, size).left(a.x+3+size, y, t.faint, pick(c, names...))
	}
	return area{a.x + width, a.y, a.width - width, a.height}
}

// paragraph writes lines of text into an area, from the top down.
func (c *canvas) paragraph(a area, size float64, with colour) {
	f := c.font(regular, size)
	for y := a.y + size; y < a.bottom()-size/2; y += 1.5 * size {
		text, length := c.words(1), a.width*c.uniform(0.6, 1)
		for f.length(text) < length {
			text += " " + strings.ToLower(c.words(1))
		}
		f.left(a.x, y, with, text[:strings.LastIndex(" "+text, " ")])
	}
}

func editor(c *canvas) {
	t := c.theme()
	a := c.window(t, pick(c, "main.go", "network.go", "notes.py", "index.html"))
	size := c.uniform(2.6, 4)
	f := c.font(mono, size)
	if c.chance(0.6) {
		a = c.sidebar(a, t, "data", "main.go", "model.go", "pkg", "tests", "readme")
	}
	tabs, a := a.top(5)
	c.fillArea(tabs, t.panel)
	c.box(tabs.x, tabs.y, 18, 5, 0, t.background)
	c.font(regular, 2.8).left(tabs.x+2, tabs.y+2.5, t.ink, "main.go")
	colours := []colour{t.ink, t.ink, t.faint, mix(t.ink, t.accent, 0.8)}
	for _, colour := range c.palette(3) {
		colours = append(colours, mix(colour, t.ink, 0.2))
	}
	indent, number := 0, c.count(1, 300)
	for y := a.y + size; y < a.bottom()-4; y += 1.35 * size {
		f.right(a.x+7, y, t.faint.alpha(0.6), fmt.Sprint(number))
		number++
		if c.chance(0.12) {
			continue // an empty line
		}
		x := a.x + 9 + 2*size*float64(indent)
		for n := c.count(1, 6); n > 0 && x < a.x+a.width*0.85; n-- {
			x = f.left(x, y, pick(c, colours...), pick(c, code...)) + 0.6*size
		}
		indent = min(max(indent+c.IntN(3)-1, 0), 4)
	}
	c.box(a.x, a.bottom()-3.5, a.width, 3.5, 0, pick(c, t.accent, t.panel))
}

var code = strings.Fields(`func range x := return weights error (a,b) { "text" for = len(rows) model.Train`)

func terminal(c *canvas) {
	t := c.theme()
	if c.chance(0.8) {
		t = theme{grey(c.count(0, 40)), grey(50), pick(c, grey(220), hue(0.36, 0.7, 0.6)), grey(140), grey(70), hue(c.Float64(), 0.7, 0.6)}
	}
	a := c.window(t, "bash")
	size := c.uniform(2.6, 4.4)
	f, last := c.font(mono, size), a.y+a.height*c.uniform(0.4, 1)-size
	for y := a.y + size; y < last; y += 1.3 * size {
		switch {
		case c.chance(0.25):
			x := f.left(a.x+1.5, y, t.accent, pick(c, "$", "user@host:~$", ">>>", "%"))
			f.left(x+size, y, t.ink, pick(c, "go test ./...", "ls -la", "git status", "make build", "cat notes.txt"))
		case c.chance(0.3):
			for x, n := a.x+1.5, c.count(3, 7); n > 0 && x < a.right()-10; x, n = x+4.8*size, n-1 {
				f.left(x, y, t.ink, fmt.Sprint(c.IntN(9000)))
			}
		default:
			f.left(a.x+1.5, y, pick(c, t.ink, t.ink, t.faint, t.accent), strings.ToLower(c.words(c.count(1, 7))))
		}
	}
	c.box(a.x+1.5, last, 0.6*size, size, 0, t.ink)
}

func dialog(c *canvas) {
	t := c.theme()
	a := c.window(t, pick(c, "Settings", "Preferences", "New account", "Export", "Print"))
	size := c.uniform(3, 4.5)
	f := c.font(regular, size)
	for x, tabs := a.x+3, c.IntN(5); tabs > 0; tabs-- {
		x = f.left(x, a.y+size, pick(c, t.ink, t.accent), c.words(1)) + 4
	}
	x := a.x + a.width*c.uniform(0.28, 0.4)
	for y := a.y + 3*size; y < a.bottom()-4*size; y += 2.1 * size {
		switch c.IntN(4) {
		case 0: // a check box
			c.frame(x, y-size/2, size, size, 0.35, t.faint)
			if c.chance(0.5) {
				c.box(x, y-size/2, size, size, 0.6, t.accent)
				c.line(white, 0.5, point{x + 0.8, y}, point{x + 1.6, y + 1}, point{x + size - 0.6, y - 1})
			}
			f.left(x+1.5*size, y, t.ink, c.words(c.count(2, 4)))
		case 1: // a switch, off or on
			f.right(x-2, y, t.ink, c.words(2))
			back, knob := t.faint, 0.5*size
			if c.chance(0.5) {
				back, knob = t.accent, 1.5*size
			}
			c.box(x, y-size/2, 2*size, size, size/2, back)
			c.ellipse(x+knob, y, size*0.4, size*0.4, white)
		default: // a field
			f.right(x-2, y, t.ink, c.words(c.count(1, 2)))
			width := (a.right() - x) * c.uniform(0.4, 0.9)
			c.box(x, y-0.75*size, width, 1.5*size, 0.6, mix(t.background, t.panel, 0.5))
			c.frame(x, y-0.75*size, width, 1.5*size, 0.25, t.faint)
			f.left(x+1.5, y, t.ink, c.words(c.count(1, 2)))
		}
	}
	y := a.bottom() - 1.5*size
	c.box(a.right()-17, y-0.9*size, 15, 1.8*size, 0.8, t.accent)
	c.box(a.right()-34, y-0.9*size, 15, 1.8*size, 0.8, t.border)
	f.centre(a.right()-9.5, y, white, "OK")
	f.centre(a.right()-26.5, y, t.ink, "Cancel")
}

// photo is a gradient in the place of a picture.
func (c *canvas) photo(x, y, width, height float64) {
	colours := c.palette(2)
	c.gradient(x, y, width, height, c.uniform(0, 6), colours[0], colours[1])
}

func webPage(c *canvas) {
	t := c.theme()
	a := c.window(t, "")
	var bar area
	if c.chance(0.7) { // the browser's own bar
		bar, a = a.top(6)
		c.fillArea(bar, t.panel)
		c.box(bar.x+12, bar.y+1, bar.width-24, 4, 2, t.background)
		c.font(regular, 2.6).left(bar.x+15, bar.y+3, t.faint, "https://example.org/"+strings.ToLower(c.words(1)))
	}
	bar, a = a.top(c.uniform(6, 10))
	c.fillArea(bar, pick(c, t.background, t.accent, t.panel, mix(t.accent, black, 0.4)))
	c.font(bold, 4.5).left(bar.x+4, bar.y+bar.height/2, t.ink, c.words(1))
	for i := range 4 {
		c.font(regular, 3).left(bar.x+bar.width*(0.5+0.12*float64(i)), bar.y+bar.height/2, t.ink, pick(c, "Home", "About", "Blog", "Shop", "Help"))
	}
	if c.chance(0.6) { // a heading on a picture
		bar, a = a.top(a.height * c.uniform(0.25, 0.45))
		c.photo(bar.x, bar.y, bar.width, bar.height)
		c.font(bold, 6).centre(bar.x+bar.width/2, bar.y+bar.height*0.4, white, c.words(3))
		c.box(bar.x+bar.width/2-9, bar.y+bar.height*0.62, 18, 6, 1, t.accent)
	}
	columns := c.count(1, 3)
	width := (a.width - 4) / float64(columns)
	for column := range columns {
		x, y := a.x+4+float64(column)*width, a.y+4
		if c.chance(0.7) {
			height := a.height * c.uniform(0.2, 0.4)
			c.photo(x, y, width-4, height)
			y += height + 2
		}
		c.font(bold, 4).left(x, y+2, t.ink, c.words(2))
		c.paragraph(area{x, y + 4, width - 4, a.bottom() - y - 4}, 2.8, pick(c, t.ink, t.faint))
	}
}

func phone(c *canvas) {
	t := c.theme()
	c.clear(t.background)
	size := c.uniform(3.4, 5)
	f, small := c.font(regular, size), c.font(regular, 0.75*size)
	small.left(3, 3, t.ink, fmt.Sprintf("%d:%02d", c.count(1, 23), c.IntN(60)))
	c.box(c.width-8, 2, 5, 2, 0.6, t.ink) // the battery
	head, row := 3*size, c.uniform(2.6, 4)*size
	c.box(0, 5, c.width, head, 0, pick(c, t.background, t.accent, t.panel))
	c.font(bold, 1.3*size).left(5, 5+head/2, t.ink, c.words(1))
	cards := c.chance(0.3)
	for y := 6 + head; y < c.height-10-row/2; y += row {
		if cards {
			c.box(3, y+0.5, c.width-6, row-1.5, 2, t.panel)
		} else {
			c.box(5+row, y+row, c.width-5-row, 0.25, 0, t.border)
		}
		c.ellipse(5+row*0.4, y+row/2, row*0.32, row*0.32, c.palette(1)[0])
		f.left(5+row, y+row*0.33, t.ink, c.words(2))
		small.left(5+row, y+row*0.68, t.faint, c.words(c.count(3, 6)))
		if c.chance(0.4) {
			c.box(c.width-13, y+row/2-2, 9, 4, 2, t.accent)
		}
	}
	c.box(0, c.height-10, c.width, 10, 0, t.panel)
	for i := range 4 {
		c.box(c.width*(float64(i)+0.5)/4-2, c.height-7, 4, 4, pick(c, 0.5, 2.0), pick(c, t.faint, t.accent))
	}
}

func fileManager(c *canvas) {
	t := c.theme()
	bar, a := c.window(t, pick(c, "Documents", "Pictures", "Downloads")).top(6)
	c.fillArea(bar, t.panel)
	c.font(regular, 3).left(bar.x+4, bar.y+3, t.ink, "Home  /  "+c.words(1))
	a = c.sidebar(a, t, vocabulary...)
	cell, folder := c.uniform(14, 22), mix(t.accent, white, 0.25)
	for y := a.y + 2; y < a.bottom()-cell; y += cell * 1.1 {
		for x := a.x + 3; x < a.right()-cell; x += cell {
			box := func(left, top, width, height, corner float64, with colour) {
				c.box(x+cell*left, y+cell*top, cell*width, cell*height, corner, with)
			}
			switch c.IntN(4) {
			case 0, 1:
				box(0.2, 0.06, 0.25, 0.2, 0.5, mix(folder, black, 0.2))
				box(0.2, 0.13, 0.6, 0.45, 0.8, folder)
			case 2: // a text
				box(0.27, 0.04, 0.46, 0.57, 0.4, t.faint)
				box(0.28, 0.05, 0.44, 0.55, 0.4, white)
				for i := range 4 {
					box(0.34, 0.14+0.1*float64(i), c.uniform(0.15, 0.3), 0.03, 0, t.faint)
				}
			default:
				c.photo(x+cell*0.18, y+cell*0.08, cell*0.64, cell*0.48)
			}
			c.font(regular, 2.6).centre(x+cell/2, y+cell*0.8, t.ink, c.words(1))
		}
	}
}

func spreadsheet(c *canvas) {
	t := c.theme()
	bar, a := c.window(t, "budget").top(7)
	c.fillArea(bar, t.panel)
	for i := range 8 {
		c.box(bar.x+3+5*float64(i), bar.y+2, 3, 3, 0.4, pick(c, t.faint, t.faint, t.accent))
	}
	row, f := c.uniform(4, 6), c.font(regular, c.uniform(2.6, 3.4))
	c.box(a.x, a.y, a.width, row, 0, t.panel)
	c.box(a.x, a.y, 6, a.height, 0, t.panel)
	filled := c.count(4, 40)
	for i, y := 0, a.y+row; y < a.bottom(); i, y = i+1, y+row {
		c.box(a.x, y, a.width, 0.2, 0, t.border)
		f.centre(a.x+3, y+row/2, t.faint, fmt.Sprint(i+1))
		if i == 0 && c.chance(0.6) {
			c.box(a.x+6, y, a.width-6, row, 0, mix(t.accent, t.background, 0.5))
		}
	}
	for i, x := 0, a.x+6; x < a.right()-4; i++ {
		width := c.uniform(10, 22)
		c.box(x, a.y, 0.2, a.height, 0, t.border)
		f.centre(x+width/2, a.y+row/2, t.faint, string(rune('A'+i)))
		for j := range filled {
			switch y := a.y + row*(float64(j)+1.5); {
			case y > a.bottom() || c.chance(0.1) || i > 6:
			case i == 0 || j == 0:
				f.left(x+1, y, t.ink, c.words(1))
			default:
				f.right(min(x+width, a.right())-1, y, t.ink, fmt.Sprintf("%.2f", c.uniform(0, 900)))
			}
		}
		x += width
	}
}

func chat(c *canvas) {
	t := c.theme()
	a := c.window(t, "Messages")
	c.fillArea(a, pick(c, t.background, mix(t.background, t.accent, 0.15)))
	if a.width > 90 && c.chance(0.6) { // the other conversations
		a = c.sidebar(a, t, vocabulary...)
	}
	size := c.uniform(3, 4)
	for y := a.y + 3; y < a.bottom()-14; {
		width, height := a.width*c.uniform(0.3, 0.65), size*(1+1.5*float64(c.count(1, 3)))
		x, back, ink := a.x+9, mix(t.panel, t.border, 0.4), t.ink
		if c.chance(0.5) {
			x, back, ink = a.right()-width-3, t.accent, white
		} else {
			c.ellipse(a.x+5, y+height-3, 2.6, 2.6, c.palette(1)[0])
		}
		height = min(height, a.bottom()-11-y)
		c.box(x, y, width, height, 2.5, back)
		c.paragraph(area{x + 2, y + 0.5, width - 4, height - 1}, size, ink)
		y += height + 2.5
	}
	c.box(a.x+3, a.bottom()-8, a.width-14, 6, 3, t.panel)
	c.frame(a.x+3, a.bottom()-8, a.width-14, 6, 0.25, t.border)
	c.ellipse(a.right()-6, a.bottom()-5, 2.8, 2.8, t.accent)
}
