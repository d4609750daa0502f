package merge

import (
	"fmt"

	"dateline/data"
	"dateline/ui/screen"
)

// widest is how wide the dialog gets.
const widest = 72

var (
	textStyle   = screen.Style{Fg: screen.Text}
	strongStyle = screen.Style{Fg: screen.Text, Bold: true}
	mutedStyle  = screen.Style{Fg: screen.Muted}
	accentStyle = screen.Style{Fg: screen.Accent, Bold: true}
)

// Draw draws the dialog over what is on the canvas and answers with the cell of
// the cursor.
func (d *Dialog) Draw(c *screen.Canvas) (x, y int) {
	c.Fade()
	w := min(widest, c.W-4)
	consequences, told := d.consequences(w - 6)
	room := max(c.H-6, 3)
	rows := min(len(d.rows), max(room-9, 1))
	h := 6 + rows
	if d.adding {
		h += 2 + max(len(d.found), 1)
	} else {
		h += len(consequences) + 1
	}
	if h > room { // the rule shows whole or not at all
		consequences = consequences[:min(len(consequences), told)]
		h = min(h, room)
	}
	d.frame = screen.Rect{X: (c.W - w) / 2, Y: max(2, min(4, (c.H-h)/2)), W: w, H: h}
	c.Frame(d.frame, "Merge into one "+d.kind.String())
	d.drawHead(c)
	left, line := d.frame.X+1, d.frame.Y+3
	d.first = line
	x, y = left, line
	top := max(0, min(d.cursor-rows+1, len(d.rows)-rows))
	for i := top; i < top+rows; i++ {
		if i == d.cursor && !d.adding {
			x, y = left, line
		}
		d.drawRow(c, line, d.rows[i], i == d.cursor && !d.adding, map[bool]string{true: "●", false: "·"}[i == d.keep])
		line++
	}
	d.first -= top
	end := d.frame.Y + d.frame.H - 2
	if d.adding {
		x, y = d.drawField(c, line+1)
		d.first = line + 2
		d.drawFound(c, line+2, end-1)
	} else {
		d.drawConsequences(c, line+1, end-1, consequences)
	}
	d.drawKeys(c, end)
	return x, y
}

// column is where the numbers of articles end; narrow dialogs have none.
func (d *Dialog) numbers() (mentions, articles int) {
	right := d.frame.X + d.frame.W - 3
	if d.frame.W < 50 {
		return right, 0
	}
	return right - 11, right
}

func (d *Dialog) drawHead(c *screen.Canvas) {
	mentions, articles := d.numbers()
	y := d.frame.Y + 2
	c.Put(d.frame.X+3, y, mutedStyle, "keep")
	c.PutRight(mentions, y, mutedStyle, "mentions")
	if articles > 0 {
		c.PutRight(articles, y, mutedStyle, "articles")
	}
}

// drawRow draws an entity, with a sign before it.
func (d *Dialog) drawRow(c *screen.Canvas, y int, e data.EntityCount, selected bool, sign string) {
	name := textStyle
	if selected {
		c.Fill(screen.Rect{X: d.frame.X + 1, Y: y, W: d.frame.W - 2, H: 1}, screen.Selection)
		c.Put(d.frame.X+1, y, screen.Style{Fg: screen.Accent}, "▌")
		name = strongStyle
	}
	mentions, articles := d.numbers()
	c.Put(d.frame.X+3, y, accentStyle, sign)
	c.Put(d.frame.X+5, y, screen.Style{Fg: screen.Kind(e.Kind)}, screen.KindSign(e.Kind))
	c.PutCut(d.frame.X+7, y, mentions-8-d.frame.X-7, name, e.Name)
	c.PutRight(mentions, y, mutedStyle, screen.Number(e.All))
	if articles > 0 {
		c.PutRight(articles, y, mutedStyle, screen.Number(e.Articles))
	}
}

func (d *Dialog) drawField(c *screen.Canvas, line int) (x, y int) {
	at := c.Put(d.frame.X+3, line, accentStyle, "/ ")
	return d.field.Draw(c, at, line, d.frame.X+d.frame.W-3-at, strongStyle, nil), line
}

func (d *Dialog) drawFound(c *screen.Canvas, line, end int) {
	if len(d.found) == 0 {
		c.PutCut(d.frame.X+3, line, d.frame.W-6, mutedStyle, "No other "+d.kind.String()+" is called that.")
		return
	}
	for i, e := range d.found {
		if line+i < end {
			d.drawRow(c, line+i, e, i == d.pick, "")
		}
	}
}

// line is one of those that tell what comes of it.
type line struct {
	text  string
	style screen.Style
	bar   bool
}

// consequences tell what comes of the merger, and behind what is told show the
// rule.
func (d *Dialog) consequences(w int) (lines []line, told int) {
	correction, ok := d.Correction()
	if !ok {
		return nil, 0
	}
	mentions := 0
	for _, row := range d.rows {
		mentions += row.All
	}
	lines = append(lines, line{"What changes", mutedStyle, false})
	tell := fmt.Sprintf("%s will be %s", screen.Count(mentions, "mention"), correction.Name)
	names := map[bool]string{true: "The other becomes a name it goes by.", false: fmt.Sprintf("The other %s become names it goes by.", number(len(correction.Join)))}
	for _, s := range [...]string{tell, names[len(correction.Join) == 1]} {
		for _, part := range screen.Wrap(s, max(w, 1)) {
			lines = append(lines, line{part, textStyle, false})
		}
	}
	told = len(lines)
	if d.Rule == nil {
		return lines, told
	}
	lines = append(lines, line{}, line{"The rule, added to rules.toml", mutedStyle, false})
	for _, part := range screen.Wrap(d.Rule(correction), max(w-2, 1)) {
		lines = append(lines, line{part, textStyle, true})
	}
	return lines, told
}

// number writes small numbers as words.
func number(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six"}
	if n < len(words) {
		return words[n]
	}
	return screen.Number(n)
}

func (d *Dialog) drawConsequences(c *screen.Canvas, y, end int, lines []line) {
	for i, l := range lines {
		if y+i >= end {
			return
		}
		x := d.frame.X + 3
		if l.bar {
			x = c.Put(x, y+i, screen.Style{Fg: screen.Border}, "│") + 1
		}
		c.PutCut(x, y+i, d.frame.X+d.frame.W-3-x, l.style, l.text)
	}
}

func (d *Dialog) drawKeys(c *screen.Canvas, y int) {
	keys := [][2]string{{"enter", "merge"}, {"space", "keep this name"}, {"/", "add another"}, {"esc", "leave"}}
	if d.adding {
		keys = [][2]string{{"enter", "add"}, {"↓ ↑", "choose"}, {"esc", "leave"}}
	}
	x, end := d.frame.X+3, d.frame.X+d.frame.W-2
	for _, k := range keys {
		if x+screen.Width(k[0])+1+screen.Width(k[1]) > end {
			return
		}
		x = c.Put(x, y, strongStyle, k[0])
		x = c.Put(x+1, y, mutedStyle, k[1]) + 3
	}
}
