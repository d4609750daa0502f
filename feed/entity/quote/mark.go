package quote

import (
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

// glyphs lists the marks of text[start:end].
func glyphs(text string, start, end int) []glyph {
	var out []glyph
	for i := start; i < end; {
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

// pairing tells for every mark the nearest behind it that opens and that
// closes a style, and, where the marks differ so that they can nest, the one
// that closes it.
type pairing struct {
	open, sure, weak [styles][]int
	nested           [styles][]int
}

func pair(gs []glyph) pairing {
	var p pairing
	for s := range styles {
		next := func(is func(glyph) bool) []int {
			out := make([]int, len(gs)+1)
			out[len(gs)] = neverGlyph
			for i := len(gs) - 1; i >= 0; i-- {
				out[i] = out[i+1]
				if is(gs[i]) {
					out[i] = i
				}
			}
			return out
		}
		p.open[s] = next(func(g glyph) bool { return g.opens[s] })
		p.sure[s] = next(func(g glyph) bool { return g.closes[s] && (!g.weak || s != single && s != typed) })
		p.weak[s] = next(func(g glyph) bool { return g.closes[s] && g.weak })
		if s == double || s == angle || s == low {
			p.nested[s] = nest(gs, s)
		}
	}
	return p
}

// nest pairs the marks of a style whose closing mark differs from its opening
// one: American papers quote inside quotations with the same marks.
func nest(gs []glyph, s style) []int {
	out := make([]int, len(gs))
	var open []int
	for i, g := range gs {
		out[i] = neverGlyph
		switch {
		case g.opens[s]:
			open = append(open, i)
		case g.closes[s] && len(open) > 0:
			out[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	return out
}

// closer is the mark that closes what mark i opens in a style, or neverGlyph.
// A mark that opens the same style again comes first only where nothing is
// closed: typed marks open and close alike.
func (p pairing) closer(i int, s style) int {
	if p.nested[s] != nil {
		return p.nested[s][i]
	}
	sure, weak, again := p.sure[s][i+1], p.weak[s][i+1], p.open[s][i+1]
	if s == single || s == typed {
		// An apostrophe behind an s closes nothing while a surer mark comes.
		if sure > again && weak < again || sure == neverGlyph {
			sure = weak
		}
	}
	if again < sure {
		return neverGlyph
	}
	return sure
}

// spans finds the outermost quotations of a paragraph, those that nothing
// closes last: they may go on in the next one.
func spans(text string, start, end int) []span {
	gs := glyphs(text, start, end)
	if len(gs) == 0 {
		return nil
	}
	p := pair(gs)
	var out []span
	for i := 0; i < len(gs); {
		s, j := first(gs, p, i)
		if s == styles {
			i++
			continue
		}
		g := gs[i]
		sp := span{open: g.at, start: g.at + g.size, style: s, end: end, close: end, behind: end}
		if j == neverGlyph {
			if onlyLast(p, s, i) {
				return append(out, sp)
			}
			i++
			continue
		}
		sp.close, sp.end, sp.behind, sp.closed = gs[j].at, gs[j].at, gs[j].at+gs[j].size, true
		out = append(out, sp)
		i = j + 1
	}
	return out
}

// first is the style that mark i opens and the mark that closes it.
func first(gs []glyph, p pairing, i int) (style, int) {
	unclosed := styles
	for s := range styles {
		if !gs[i].opens[s] {
			continue
		}
		if j := p.closer(i, s); j != neverGlyph {
			return s, j
		}
		unclosed = s
	}
	return unclosed, neverGlyph
}

// onlyLast reports whether nothing behind mark i opens or closes its style, so
// that the quotation runs to the paragraph's end.
func onlyLast(p pairing, s style, i int) bool {
	return p.open[s][i+1] == neverGlyph && p.sure[s][i+1] == neverGlyph
}
