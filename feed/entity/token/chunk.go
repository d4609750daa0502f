package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addChunk cuts what stands between two spaces: marks off its front, marks
// off its end, then what is left.
func (t *Text) addChunk(start, end int) {
	start = t.leading(start, end)
	stop := t.trailing(start, end)
	if t.isAddress(start, stop) {
		t.put(start, stop)
	} else {
		t.inner(start, stop)
	}
	for stop < end {
		n := markLength(t.Source[stop:end])
		t.put(stop, stop+n)
		stop += n
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// markLength is the length of the mark that a text begins with: an ellipsis
// is one mark.
func markLength(s string) int {
	if strings.HasPrefix(s, "...") {
		return 3
	}
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// leading puts the marks before a word and returns where the word begins.
func (t *Text) leading(start, end int) int {
	for start < end {
		rest := t.Source[start:end]
		r, n := utf8.DecodeRuneInString(rest)
		if inWord(r) {
			break
		}
		if r == '@' || r == '#' {
			if next, _ := utf8.DecodeRuneInString(rest[n:]); inWord(next) {
				break // a handle or a tag is one word
			}
		}
		if clitic := cliticSuffix(rest); clitic == len(rest) {
			break
		}
		n = markLength(rest)
		t.put(start, start+n)
		start += n
	}
	return start
}

// trailing returns where the marks after a word begin. The stop of an
// abbreviation belongs to it.
func (t *Text) trailing(start, end int) int {
	for end > start {
		r, n := utf8.DecodeLastRuneInString(t.Source[start:end])
		if inWord(r) {
			break
		}
		if r == '.' && abbreviated(t.Source[start:end]) {
			break
		}
		if strings.HasSuffix(t.Source[start:end], "...") {
			n = 3
		}
		end -= n
	}
	return end
}

func (t *Text) isAddress(start, end int) bool {
	s := t.Source[start:min(end, start+16)]
	return strings.Contains(s, "://") || strings.HasPrefix(s, "www.")
}

// inner cuts at dashes, slashes, quotes and brackets inside a chunk.
func (t *Text) inner(start, end int) {
	from := start
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(t.Source[i:end])
		switch {
		case strings.HasPrefix(t.Source[i:end], "--"):
			n = 2
		case r == ':' && i > from && isDigit(t.Source[i-1]), !strings.ContainsRune(`—–/()[]"“”:;…,`, r),
			r == ',' && i+1 < end && isDigit(t.Source[i+1]):
			i += n
			continue
		}
		t.word(from, i)
		t.put(i, i+n)
		i += n
		from = i
	}
	t.word(from, end)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// word puts a word and its clitic.
func (t *Text) word(start, end int) {
	s := t.Source[start:end]
	clitic := cliticSuffix(s)
	if clitic == len(s) {
		clitic = 0
	}
	t.hyphened(start, end-clitic)
	t.put(end-clitic, end)
}

// hyphened puts a word, or the two halves and the hyphen of one that hyphen
// cuts.
func (t *Text) hyphened(start, end int) {
	s := t.Source[start:end]
	if k := t.hyphen(s); k > 0 {
		t.put(start, start+k)
		t.put(start+k, start+k+1)
		t.put(start+k+1, end)
		return
	}
	t.put(start, end)
}

// hyphen returns where to cut a name off its second half ("Moscow-based",
// "Russia-Ukraine"), and 0 where not to.
func (t *Text) hyphen(s string) int {
	k := strings.LastIndexByte(s, '-')
	if k <= 0 || k+1 == len(s) || len(s) > 64 {
		return 0
	}
	left, _ := utf8.DecodeRuneInString(s)
	right, _ := utf8.DecodeRuneInString(s[k+1:])
	if !unicode.IsUpper(left) {
		return 0
	}
	if unicode.IsLower(right) && secondHalves[s[k+1:]] || t.Apart != nil && t.Apart(s[:k], s[k+1:]) {
		return k
	}
	return 0
}

// cliticSuffix is the length of the clitic that a word ends with, or 0.
func cliticSuffix(s string) int {
	tail := s[max(0, len(s)-6):]
	for _, mark := range [...]string{"'", "’"} {
		i := strings.LastIndex(tail, mark)
		if i < 0 {
			continue
		}
		switch strings.ToLower(tail[i+len(mark):]) {
		case "s", "re", "ve", "ll", "d", "m":
			return len(tail) - i
		case "t":
			if i > 0 && (tail[i-1] == 'n' || tail[i-1] == 'N') {
				return len(tail) - i + 1
			}
		}
	}
	return 0
}
