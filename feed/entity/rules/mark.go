package rules

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// marks finds the texts that rules mark: as whole words, as they are written or
// in capitals, as headlines may have them. Other spellings aren't the same: who
// marks Apple doesn't mean apple.
//
// The text is cut into tokens in one pass, and each is looked up by its hash,
// so that thousands of marks cost no more than one.
type marks struct {
	seed   maphash.Seed
	byWord map[uint64][]mark
	filter [filterBits / 64]uint64 // which hashes byWord may have
}

// mark is one spelling of a marked text.
type mark struct {
	text  string
	first int // where its first word begins
	rule  int32
}

const filterBits = 1 << 14

// occurrence is where a marked text stands: [start,end) of the article's text.
type occurrence struct {
	start, end int
	rule       int32
}

// spellings are the ways in which a marked text may be written.
func spellings(text string) []string {
	if upper := strings.ToUpper(text); upper != text {
		return []string{text, upper}
	}
	return []string{text}
}

func (m *marks) add(text string, rule int32) {
	if m.byWord == nil {
		m.seed, m.byWord = maphash.MakeSeed(), map[uint64][]mark{}
	}
	for _, s := range spellings(text) {
		start, end, ok := nextWord(s, 0)
		if !ok {
			continue
		}
		hash := maphash.String(m.seed, s[start:end])
		m.byWord[hash] = append(m.byWord[hash], mark{s, start, rule})
		m.filter[hash%filterBits/64] |= 1 << (hash % 64)
	}
}

// find gives every place in the tagged blocks where a marked text stands, in
// the order of the text.
func (m *marks) find(a *data.Article) []occurrence {
	if len(m.byWord) == 0 {
		return nil
	}
	var found []occurrence
	for _, b := range a.Blocks {
		if b.Kind.Tagged() && 0 <= b.Start && b.Start <= b.End && b.End <= len(a.Text) {
			found = m.in(a.Text[:b.End], b.Start, found)
		}
	}
	return found
}

// in finds in a text from an offset on.
func (m *marks) in(text string, from int, found []occurrence) []occurrence {
	for at := from; ; {
		start, end, ok := nextWord(text, at)
		if !ok {
			return found
		}
		at = end
		hash := maphash.String(m.seed, text[start:end])
		if m.filter[hash%filterBits/64]&(1<<(hash%64)) == 0 {
			continue
		}
		for _, k := range m.byWord[hash] {
			begin := start - k.first
			if begin >= from && strings.HasPrefix(text[begin:], k.text) && whole(text, from, begin, begin+len(k.text)) {
				found = append(found, occurrence{begin, begin + len(k.text), k.rule})
			}
		}
	}
}

// nextWord gives the next run of letters and digits from an offset on. Of
// scripts without spaces every letter is a word.
func nextWord(s string, at int) (start, end int, ok bool) {
	for start = at; start < len(s); start++ {
		if c := s[start]; c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[start:])
			if inWord(r) {
				if unspaced(r) {
					return start, start + size, true
				}
				break
			}
			start += size - 1
		} else if wordByte[c] {
			break
		}
	}
	for end = start; end < len(s); {
		if c := s[end]; c < utf8.RuneSelf {
			if !wordByte[c] {
				break
			}
			end++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[end:])
		if !inWord(r) || unspaced(r) {
			break
		}
		end += size
	}
	return start, end, end > start
}

var wordByte = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = inWord(rune(c))
	}
	return t
}()

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// unspaced reports whether a rune is of a script that writes words without
// spaces between them.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// whole reports whether [start,end) of a text, which begins at from, is whole
// words. An apostrophe joins what stands around it but for an ’s: Brien isn't
// in O’Brien, and Kyiv is in Kyiv’s.
func whole(text string, from, start, end int) bool {
	before, size := utf8.DecodeLastRuneInString(text[from:start])
	first, _ := utf8.DecodeRuneInString(text[start:])
	if joins(before, first) {
		return false
	}
	if apostrophe(before) && inWord(first) {
		if earlier, _ := utf8.DecodeLastRuneInString(text[from : start-size]); inWord(earlier) {
			return false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text[start:end])
	after, size := utf8.DecodeRuneInString(text[end:])
	if joins(last, after) {
		return false
	}
	if !apostrophe(after) || !inWord(last) {
		return true
	}
	rest := text[end+size:]
	word, stop, ok := nextWord(rest, 0)
	return !ok || word > 0 || strings.EqualFold(rest[:stop], "s")
}

// joins reports whether two runes are of one word.
func joins(a, b rune) bool { return inWord(a) && inWord(b) && !unspaced(a) && !unspaced(b) }

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }
