package article

import "strings"

// mark is a run on its way through Glamour: its number is its index.
type mark struct {
	run
	row  int // of the block's part that is being rendered
	seen int // bytes of the run that have come out
	line int // of the output on which it came out
}

// scanner reads Glamour's output: it takes escapes and hidden numbers out and
// makes segments of what is between.
type scanner struct {
	text  string // the article's
	base  Style  // of Glamour's own decoration in this block
	marks []mark

	lines   [][]Segment
	current int // number of the run being read, -1 outside
	weight  Style
	broken  bool // something came out that wasn't put in
}

// scan reads all of the output. It is false when a run is missing or changed,
// so that no position can be trusted.
func (s *scanner) scan(out []byte) bool {
	s.current = -1
	s.lines = append(s.lines, nil)
	for i := 0; i < len(out) && !s.broken; {
		switch c := out[i]; {
		case c == '\n':
			s.lines = append(s.lines, nil)
			i++
		case c == 0x1b:
			i = s.escape(out, i+1)
		default:
			j := i + 1
			for j < len(out) && out[j] != '\n' && out[j] != 0x1b {
				j++
			}
			s.put(string(out[i:j]))
			i = j
		}
	}
	for _, m := range s.marks {
		if m.seen != len(m.text) {
			return false
		}
	}
	return !s.broken
}

// escape reads one control sequence after its ESC and answers with the index
// behind it. Only SGR is expected: nothing else is put in, and Glamour adds
// hyperlinks only to links, which it never gets.
func (s *scanner) escape(out []byte, i int) int {
	if i >= len(out) || out[i] != '[' {
		s.broken = true
		return i
	}
	from := i + 1
	for i = from; i < len(out) && (out[i] < 0x40 || out[i] > 0x7e); i++ {
	}
	if i >= len(out) || out[i] != 'm' {
		s.broken = true
		return i
	}
	s.sgr(out[from:i])
	return i + 1
}

// sgr reads the parameters of a Select Graphic Rendition (ECMA-48, 8.3.117).
func (s *scanner) sgr(params []byte) {
	var p [32]int
	n := 0
	for _, c := range params {
		switch {
		case c >= '0' && c <= '9':
			p[n] = p[n]*10 + int(c-'0')
		case n+1 < len(p):
			n++
		}
	}
	for i := 0; i <= n; i++ {
		switch p[i] {
		case 0:
			s.weight, s.current = 0, -1
		case 1:
			s.weight |= Bold
		case 3:
			s.weight |= Italic
		case 22:
			s.weight &^= Bold
		case 23:
			s.weight &^= Italic
		case 59:
			s.current = -1
		case 58:
			s.current = p[min(i+2, n)]<<16 | p[min(i+3, n)]<<8 | p[min(i+4, n)]
			i += 4
			s.broken = s.broken || s.current >= len(s.marks)
		}
	}
}

// put appends text that stands between two escapes.
func (s *scanner) put(text string) {
	if s.current < 0 {
		s.add(Segment{Text: text, Start: -1, Style: s.base | s.weight | Decoration})
		return
	}
	m := &s.marks[s.current]
	rest := m.text[m.seen:]
	if !strings.HasPrefix(rest, text) {
		s.broken = true
		return
	}
	seg := Segment{Text: rest[:len(text)], Start: -1, Style: m.style&^(Bold|Italic) | s.weight, Link: m.link}
	if m.start >= 0 {
		seg.Start = m.start + m.seen
	}
	m.seen += len(text)
	m.line = len(s.lines) - 1
	s.add(seg)
}

func (s *scanner) add(seg Segment) {
	last := len(s.lines) - 1
	s.lines[last] = join(s.lines[last], seg, s.text)
}

// join appends a segment to a line, to the last one's end where they are of
// one piece.
func join(line []Segment, seg Segment, text string) []Segment {
	if n := len(line); n > 0 {
		if l := &line[n-1]; l.Style == seg.Style && l.Link == seg.Link {
			switch {
			case l.Start < 0 && seg.Start < 0:
				l.Text += seg.Text
				return line
			case l.Start >= 0 && l.Start+len(l.Text) == seg.Start:
				l.Text = text[l.Start : seg.Start+len(seg.Text)]
				return line
			}
		}
	}
	return append(line, seg)
}

// trim drops blank decoration at a line's end: Glamour's padding.
func trim(line []Segment) []Segment {
	for n := len(line); n > 0; n-- {
		l := &line[n-1]
		if l.Start >= 0 {
			return line[:n]
		}
		if l.Text = strings.TrimRight(l.Text, " "); l.Text != "" {
			return line[:n]
		}
	}
	return nil
}
