package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// breaker cuts a stretch of text into lines by the Unicode line breaking
// algorithm (UAX #14): between words, anywhere between ideographs but never
// before their closing punctuation, not at no-break spaces. A word wider than
// the measure is cut between grapheme clusters.
//
// Glamour's own wrap only knows spaces and hyphens: it leaves lines of CJK
// half empty and tears numbers from their minus.
type breaker struct {
	text  string // all of the article's text; offsets are into it
	room  int    // cells of a line
	notes []note // what is put in after some offsets, ordered by them

	end   int    // of the stretch
	next  int    // where the segment after the word begins
	state int    // of the segmenter
	word  extent // not yet on a line, without the white space after it
}

// extent is a range [start,end) of the article's text.
type extent struct{ start, end int }

// note is decoration put into the text after the byte before at.
type note struct {
	at    int
	label string
	link  int
}

func newBreaker(text string, from extent, room int, notes []note) *breaker {
	b := &breaker{text: text, room: room, notes: notes, end: from.end, next: from.start, state: -1}
	b.word = extent{from.start, from.start}
	return b
}

// line is the extent of the next line, without white space at its ends.
func (b *breaker) line() (extent, bool) {
	for b.word.start == b.word.end {
		if !b.fetch() {
			return extent{}, false
		}
	}
	line := extent{b.word.start, b.word.start}
	used := 0
	for {
		gap := Cells(b.text[line.end:b.word.start])
		w, fits := b.measure(b.word, b.room-used-gap)
		if !fits {
			break
		}
		if b.word.start < b.word.end { // white space alone doesn't lengthen a line
			line.end, used = b.word.end, used+gap+w
		}
		if !b.fetch() {
			return line, true
		}
	}
	return b.overflow(line, used), true
}

// overflow ends a line that the word doesn't fit on. A word that is wider than
// a line begins where it stands, if a quarter of the line is left.
func (b *breaker) overflow(line extent, used int) extent {
	_, fits := b.measure(b.word, b.room)
	gap := Cells(b.text[line.end:b.word.start])
	room := b.room - used - gap
	begun := line.end > line.start
	if fits || begun && room < max(2, b.room/4) {
		return line
	}
	cut := b.cut(b.word, room)
	if cut == b.word.start {
		if begun {
			return line
		}
		cut += clusterLen(b.text[cut:b.word.end])
	}
	line.end, b.word.start = cut, cut
	return line
}

func clusterLen(s string) int {
	k, _ := cluster(s)
	return k
}

// fetch makes the next segment the word.
func (b *breaker) fetch() bool {
	if b.next >= b.end {
		b.word = extent{b.end, b.end}
		return false
	}
	start := b.next
	b.segment()
	s := b.text[start:b.next]
	trimmed := trimRight(s)
	lead := len(trimmed) - len(strings.TrimLeftFunc(trimmed, isSpace))
	b.word = extent{start + lead, start + len(trimmed)}
	return true
}

// segment moves next to the end of the segment that begins there.
func (b *breaker) segment() {
	if n := plainWord(b.text[b.next:b.end]); n > 0 {
		b.next, b.state = b.next+n, -1
		return
	}
	b.careful()
}

// careful is segment by the rules alone.
func (b *breaker) careful() {
	start := b.next
	for {
		var segment string
		segment, _, _, b.state = uniseg.FirstLineSegmentInString(b.text[b.next:b.end], b.state)
		if n := looseSpace(b.text[start : b.next+len(segment)]); n > 0 {
			b.next, b.state = start+n, -1
			return
		}
		b.next += len(segment)
		if b.next >= b.end || onBoundary(b.text, b.next) {
			return
		}
	}
}

// looseSpace is the length of a segment up to the letter, bracket or minus
// behind its first space where a line may end all the same, or 0. The
// segmenter goes by Unicode 15.0, which holds ‘“yes” (or no)’ together, and
// holds a hyphen to what is before it even over a space, as in ‘at -5’.
func looseSpace(s string) int {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], ' ')
		if i < 0 {
			return 0
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		for at < len(s) && s[at] == ' ' {
			at++
		}
		after, _ := utf8.DecodeRuneInString(s[at:])
		opens := at < len(s) && (after == '-' || unicode.In(after, unicode.L, unicode.N, unicode.Ps))
		if opens && !unicode.In(before, unicode.Ps, unicode.Pi) {
			return at
		}
	}
}

// plainWord is the length of a word of ASCII letters and the space after it,
// if another letter follows, or 0. Most words are so, and no rule but "break
// after spaces" has a say in them: the segmenter takes four times as long.
func plainWord(s string) int {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	if n > 0 && n+1 < len(s) && (s[n] == ',' || s[n] == '.') {
		n++
	}
	if n == 0 || n+1 >= len(s) || s[n] != ' ' || !isLetter(s[n+1]) {
		return 0
	}
	return n + 1
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// measure is the width of a word with its notes; fits is false as soon as it
// is known to be wider than room.
func (b *breaker) measure(word extent, room int) (width int, fits bool) {
	at := word.start
	for _, n := range b.notesIn(word) {
		_, w, ok := fitting(b.text[at:n.at], room-width)
		width += w + len(n.label)
		if !ok || width > room {
			return width, false
		}
		at = n.at
	}
	_, w, ok := fitting(b.text[at:word.end], room-width)
	return width + w, ok
}

// cut is the offset up to which a word and its notes fit into room.
func (b *breaker) cut(word extent, room int) int {
	at, width := word.start, 0
	for _, n := range b.notesIn(word) {
		k, w, ok := fitting(b.text[at:n.at], room-width)
		if !ok {
			return at + k
		}
		if width += w + len(n.label); width > room {
			return b.before(word.start, n.at)
		}
		at = n.at
	}
	k, _, _ := fitting(b.text[at:word.end], room-width)
	return at + k
}

// before is the offset of the last cluster of text[start:end].
func (b *breaker) before(start, end int) int {
	last := start
	for at := start; at < end; at += clusterLen(b.text[at:end]) {
		last = at
	}
	return last
}

// notesIn are the notes within a word: after its first byte and up to its end.
func (b *breaker) notesIn(word extent) []note { return notesIn(b.notes, word) }

func notesIn(notes []note, in extent) []note {
	lo, hi := searchNotes(notes, in.start+1), searchNotes(notes, in.end+1)
	return notes[lo:max(lo, hi)]
}

// searchNotes is the index of the first note at or after an offset.
func searchNotes(notes []note, at int) int {
	lo, hi := 0, len(notes)
	for lo < hi {
		if mid := (lo + hi) / 2; notes[mid].at < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Wrap breaks text into lines of at most width cells, as articles are broken.
// It is for titles and other short texts that aren't blocks.
func Wrap(text string, width int) []string {
	b := newBreaker(text, extent{0, len(text)}, max(1, width), nil)
	var lines []string
	for {
		line, ok := b.line()
		if !ok {
			return lines
		}
		lines = append(lines, text[line.start:line.end])
	}
}
