package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is what stands between two quotation marks.
type span struct {
	open, close int // bytes of the opening and of the closing mark
	start, end  int // bytes of the words between them
	behind      int // byte behind the closing mark
	closed      bool
	style       style
}

// style is a pair of quotation marks.
type style uint8

const (
	double   style = iota // “…”
	straight              // "…"
	single                // ‘…’
	typed                 // '…'
	angle                 // «…»
	reversed              // »…«
	low                   // „…“ or „…”
	styles
)

// glyph is one quotation mark of a paragraph.
type glyph struct {
	at, size int
	opens    [styles]bool
	closes   [styles]bool
	weak     bool // a closing single mark that may be an apostrophe as well
}

// mostMarks is how many marks of a paragraph are looked at: no paragraph that
// somebody wrote has so many.
const mostMarks = 4096

// glyphs adds the marks of text[start:end] to a list.
func glyphs(text string, start, end int, out []glyph) []glyph {
	for i := start; i < end && len(out) < mostMarks; {
		c := text[i]
		if c < utf8.RuneSelf && c != '"' && c != '\'' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:end])
		if g, ok := glyphAt(text[start:end], i-start, r, n); ok {
			g.at = i
			out = append(out, g)
		}
		i += n
	}
	return out
}

// glyphAt judges the mark at byte i of a paragraph by what is beside it.
func glyphAt(par string, i int, r rune, n int) (glyph, bool) {
	g := glyph{size: n}
	before, _ := utf8.DecodeLastRuneInString(par[:i])
	after, _ := utf8.DecodeRuneInString(par[i+n:])
	begins := i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/“‘„«»\"'", before)
	ends := i+n == len(par) || unicode.IsSpace(after) || strings.ContainsRune(".,;:!?)]}—–-/”’“»«\"'…", after)
	word := i+n < len(par) && !unicode.IsSpace(after)
	switch r {
	case '“':
		g.opens[double], g.closes[low] = word, true
	case '”':
		g.closes[double], g.closes[low] = true, true
	case '„':
		g.opens[low] = word
	case '"':
		g.opens[straight], g.closes[straight] = begins && word, ends && i > 0 && !unicode.IsSpace(before)
	case '‘':
		g.opens[single] = begins && word
	case '’':
		g.closes[single] = ends && i > 0
		g.weak = !sureClose(before, after, i+n == len(par))
	case '\'':
		g.opens[typed], g.closes[typed] = begins && word && !elided(par[i+n:]), ends && i > 0 && !unicode.IsSpace(before)
		g.weak = !sureClose(before, after, i+n == len(par))
	case '«':
		g.opens[angle], g.closes[reversed] = word, true
	case '»':
		g.closes[angle], g.opens[reversed] = true, begins && word
	default:
		return g, false
	}
	return g, true
}

// sureClose reports whether a single mark closes for sure: it has a stop on one
// side, or a letter before it behind which no apostrophe stands. Otherwise it
// may make a plural a possessive ("the boys’ club") or shorten a word ("goin’").
func sureClose(before, after rune, last bool) bool {
	return last || !strings.ContainsRune("sSxXzZn", before) || strings.ContainsRune(".,;:!?)", after)
}

// elided reports whether a word lacks its beginning, which its apostrophe
// stands for: 'tis, '90s.
func elided(rest string) bool {
	if rest != "" && '0' <= rest[0] && rest[0] <= '9' {
		return len(rest) > 2 && rest[2] == 's'
	}
	for _, w := range [...]string{"tis ", "twas ", "em ", "til ", "cause ", "bout "} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// neverGlyph is behind all marks.
const neverGlyph = 1 << 30

// scanner finds the quotations of one paragraph after the other, and keeps its
// memory.
type scanner struct {
	glyphs []glyph
	pairs  [styles]pairing
	spans  []span
}

// pairing tells for every mark the nearest behind it that opens and that
// closes a style, and, where the marks differ so that they can nest, the one
// that closes it.
type pairing struct {
	used             bool // a mark opens the style
	open, sure, weak []int32
	nested           []int32
}

// pair fills the pairings of the styles that the marks open.
func (sc *scanner) pair() {
	for s := range styles {
		p := &sc.pairs[s]
		p.used = false
		for i := range sc.glyphs {
			p.used = p.used || sc.glyphs[i].opens[s]
		}
		if p.used {
			p.fill(sc.glyphs, s)
		}
	}
}

func (p *pairing) fill(gs []glyph, s style) {
	n := len(gs) + 1
	p.open, p.sure, p.weak = slices.Grow(p.open[:0], n)[:n], slices.Grow(p.sure[:0], n)[:n], slices.Grow(p.weak[:0], n)[:n]
	open, sure, weak := int32(neverGlyph), int32(neverGlyph), int32(neverGlyph)
	p.open[n-1], p.sure[n-1], p.weak[n-1] = open, sure, weak
	alike := s == single || s == typed // marks that may be apostrophes
	for i := n - 2; i >= 0; i-- {
		g := &gs[i]
		if g.opens[s] {
			open = int32(i)
		}
		if g.closes[s] && (!g.weak || !alike) {
			sure = int32(i)
		}
		if g.closes[s] && g.weak {
			weak = int32(i)
		}
		p.open[i], p.sure[i], p.weak[i] = open, sure, weak
	}
	p.nested = p.nested[:0]
	if s == double || s == angle || s == low {
		p.nested = nest(gs, s, p.nested)
	}
}

// nest pairs the marks of a style whose closing mark differs from its opening
// one: American papers quote inside quotations with the same marks.
func nest(gs []glyph, s style, out []int32) []int32 {
	var open []int
	for i := range gs {
		out = append(out, neverGlyph)
		switch g := &gs[i]; {
		case g.opens[s]:
			open = append(open, i)
		case g.closes[s] && len(open) > 0:
			out[open[len(open)-1]] = int32(i)
			open = open[:len(open)-1]
		}
	}
	return out
}

// closer is the mark that closes what mark i opens in a style, or neverGlyph.
// A mark that opens the same style again comes first only where nothing is
// closed: typed marks open and close alike.
func (p *pairing) closer(i int, s style) int {
	if len(p.nested) > 0 {
		return int(p.nested[i])
	}
	sure, weak, again := p.sure[i+1], p.weak[i+1], p.open[i+1]
	if s == single || s == typed {
		// An apostrophe behind an s closes nothing while a surer mark comes.
		if sure > again && weak < again || sure == neverGlyph {
			sure = weak
		}
	}
	if again < sure {
		return neverGlyph
	}
	return int(sure)
}

// scan finds the outermost quotations of a paragraph, those that nothing closes
// last: they may go on in the next one. The answer holds until the next call.
func (sc *scanner) scan(text string, start, end int) []span {
	sc.spans = sc.spans[:0]
	sc.glyphs = glyphs(text, start, end, sc.glyphs[:0])
	if len(sc.glyphs) == 0 {
		return nil
	}
	sc.pair()
	gs := sc.glyphs
	for i := 0; i < len(gs); {
		s, j := sc.first(i)
		if s == styles {
			i++
			continue
		}
		g := gs[i]
		sp := span{open: g.at, start: g.at + g.size, style: s, end: end, close: end, behind: end}
		if j == neverGlyph {
			if sc.pairs[s].last(i) {
				sc.spans = append(sc.spans, sp)
				break
			}
			i++
			continue
		}
		sp.close, sp.end, sp.behind, sp.closed = gs[j].at, gs[j].at, gs[j].at+gs[j].size, true
		sc.spans = append(sc.spans, sp)
		i = j + 1
	}
	return sc.spans
}

// first is the style that mark i opens and the mark that closes it.
func (sc *scanner) first(i int) (style, int) {
	unclosed := styles
	for s := range styles {
		if !sc.glyphs[i].opens[s] {
			continue
		}
		if j := sc.pairs[s].closer(i, s); j != neverGlyph {
			return s, j
		}
		unclosed = s
	}
	return unclosed, neverGlyph
}

// last reports whether nothing behind mark i opens or closes the style, so that
// the quotation runs to the paragraph's end.
func (p *pairing) last(i int) bool {
	return p.open[i+1] == neverGlyph && p.sure[i+1] == neverGlyph
}
