package merge

import (
	"fmt"
	"slices"

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

// roomy is the height of a window from which the dialog has a heading and blank
// lines.
const roomy = 16

// Draw draws the dialog over what is on the canvas and answers with the cell of
// the cursor.
func (d *Dialog) Draw(c *screen.Canvas) (x, y int) {
	c.Fade()
	w := min(widest, c.W-4)
	head, gap := 2, 1
	if c.H < roomy {
		head, gap = 0, 0
	}
	room := max(c.H-4, 5)     // between the hairlines
	fixed := 3 + head + 2*gap // without the rows and what stands below them
	rows := min(len(d.rows), max(room-fixed-3, 1))
	lines := d.consequences(w-6, room-fixed-rows)
	below := len(lines)
	if d.adding {
		below = 1 + max(len(d.found), 1)
	}
	h := min(fixed+rows+below, room)
	d.frame = screen.Rect{X: (c.W - w) / 2, Y: max(2, min(4, (c.H-h)/2)), W: w, H: h}
	c.Frame(d.frame, "Merge into one "+d.kind.String())
	if head > 0 {
		d.drawHead(c)
	}
	left, line := d.frame.X+1, d.frame.Y+1+head
	x, y = left, line
	top := max(0, min(d.cursor-rows+1, len(d.rows)-rows))
	d.first = line - top
	for i := top; i < top+rows; i++ {
		if i == d.cursor && !d.adding {
			x, y = left, line
		}
		d.drawRow(c, line, d.rows[i], i == d.cursor && !d.adding, map[bool]string{true: "●", false: "·"}[i == d.keep])
		line++
	}
	line += gap
	keys := d.frame.Y + d.frame.H - 2
	if d.adding {
		x, y = d.drawField(c, line)
		d.drawFound(c, line+1, keys-gap)
	} else {
		d.drawConsequences(c, line, lines)
	}
	d.drawKeys(c, keys)
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

// drawFound draws what was found, around the one under the cursor where there
// isn't room for all.
func (d *Dialog) drawFound(c *screen.Canvas, line, end int) {
	if len(d.found) == 0 {
		c.PutCut(d.frame.X+3, line, d.frame.W-6, mutedStyle, "No other "+d.kind.String()+" is called that.")
		return
	}
	top := max(0, d.pick-(end-line)+1)
	d.first = line - top
	for i := top; i < len(d.found) && line < end; i++ {
		d.drawRow(c, line, d.found[i], i == d.pick, "")
		line++
	}
}

// line is one of those that tell what comes of it.
type line struct {
	text  string
	style screen.Style
	bar   bool
}

// consequences tell what comes of the merger, and behind what is told show the
// rule, in lines w wide. As room shrinks headings and blanks go first, then the
// rule, which shows whole or not at all.
func (d *Dialog) consequences(w, room int) []line {
	correction, ok := d.Correction()
	if !ok {
		return nil
	}
	mentions := 0
	for _, row := range d.rows {
		mentions += row.All
	}
	tell := fmt.Sprintf("%s will be %s", screen.Count(mentions, "mention"), correction.Name)
	names := map[bool]string{true: "The other becomes a name it goes by.", false: fmt.Sprintf("The other %s become names it goes by.", number(len(correction.Join)))}
	var told, rule []line
	for _, s := range [...]string{tell, names[len(correction.Join) == 1]} {
		for _, part := range screen.Wrap(s, max(w, 1)) {
			told = append(told, line{part, textStyle, false})
		}
	}
	if d.Rule != nil {
		for _, part := range screen.Wrap(d.Rule(correction), max(w-2, 1)) {
			rule = append(rule, line{part, textStyle, true})
		}
	}
	what, added := line{"What changes", mutedStyle, false}, line{"The rule, added to rules.toml", mutedStyle, false}
	full := append([]line{what}, told...)
	if len(rule) > 0 {
		full = append(append(full, line{}, added), rule...)
	}
	for _, lines := range [...][]line{full, slices.Concat(told, []line{added}, rule), slices.Concat(told, rule), told} {
		if len(lines) <= room {
			return lines
		}
	}
	return told[:max(min(room, len(told)), 0)]
}

// number writes small numbers as words.
func number(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six"}
	if n < len(words) {
		return words[n]
	}
	return screen.Number(n)
}

func (d *Dialog) drawConsequences(c *screen.Canvas, y int, lines []line) {
	for i, l := range lines {
		x := d.frame.X + 3
		if l.bar {
			x = c.Put(x, y+i, screen.Style{Fg: screen.Border}, "│") + 1
		}
		c.PutCut(x, y+i, d.frame.X+d.frame.W-3-x, l.style, l.text)
	}
}

func (d *Dialog) drawKeys(c *screen.Canvas, y int) {
	keys := [][2]string{{"enter", "merge"}, {"space", "keep name"}, {"/", "add"}, {"esc", "leave"}}
	if d.adding {
		keys = [][2]string{{"enter", "add"}, {"↓ ↑", "choose"}, {"esc", "leave"}}
	}
	room := d.frame.W - 6
	for len(keys) > 1 && keysWidth(keys) > room { // the way out goes last
		keys = append(keys[:len(keys)-2:len(keys)-2], keys[len(keys)-1])
	}
	x := d.frame.X + 3
	for _, k := range keys {
		x = c.Put(x, y, strongStyle, k[0])
		x = c.Put(x+1, y, mutedStyle, k[1]) + 3
	}
}

func keysWidth(keys [][2]string) int {
	n := -3
	for _, k := range keys {
		n += screen.Width(k[0]) + 1 + screen.Width(k[1]) + 3
	}
	return n
}
