package search

import (
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"dateline/data"
)

// MinFuzzy is the number of letters from which a word is matched fuzzily:
// fewer would match nearly everything.
const MinFuzzy = 3

// FuzzyWord reports whether asked is most of a word with letters left out:
// "witkof" or "wtkoff" for "witkoff". Both are folded. The first letter must
// be the same and three in five letters must be there.
func FuzzyWord(asked, word string) bool {
	if len(asked) >= len(word) || 5*len(asked) < 3*len(word) || asked[0] != word[0] {
		return false
	}
	return utf8.RuneCountInString(asked) >= MinFuzzy && len(fuzzy.FindNoSort(asked, []string{word})) > 0
}

// FuzzyTitle matches asked against a whole title, as someone types who skips
// through it: letters in stretches of two and more that each start a word
// ("putsig" for "Putin signals"), three stretches at most. It answers with the
// byte offsets in title of the letters that match. Both are folded.
func FuzzyTitle(asked, title string) ([]int, bool) {
	if utf8.RuneCountInString(asked) < MinFuzzy {
		return nil, false
	}
	found := fuzzy.FindNoSort(asked, []string{title})
	if len(found) == 0 {
		return nil, false
	}
	at := found[0].MatchedIndexes
	stretches, letters := 0, 2
	for i, index := range at {
		if i > 0 && index == at[i-1]+runeLength(title, at[i-1]) {
			letters++
			continue
		}
		if stretches++; letters < 2 || stretches > 3 || !wordStartsAt([]byte(title), index) {
			return nil, false
		}
		letters = 1
	}
	return at, letters > 1
}

func runeLength(s string, at int) int {
	_, size := utf8.DecodeRuneInString(s[at:])
	return size
}

// Letters is a set of the letters of a folded text, one bit for each of a to z
// and 0 to 9 and a few for all others together: what lacks a letter of a word
// can't match it fuzzily. (The mask of 64 bits makes a fuzzy search through
// 100,000 titles ten times as fast.)
func Letters(folded string) uint64 {
	var set uint64
	for i := range len(folded) {
		switch c := folded[i]; {
		case 'a' <= c && c <= 'z':
			set |= 1 << (c - 'a')
		case '0' <= c && c <= '9':
			set |= 1 << (c - '0' + 26)
		case c >= utf8.RuneSelf:
			set |= 1 << (36 + c%28)
		}
	}
	return set
}

// Fuzzy gives the letters of a text that match a folded word fuzzily, as a
// single one of its words (FuzzyWord) or by the beginnings of several
// (FuzzyTitle), and nothing where it doesn't match.
func (t *Text) Fuzzy(asked string) []data.Hit {
	if asked == "" {
		return nil
	}
	folded := string(t.folded)
	at, ok := FuzzyTitle(asked, folded)
	base := 0
	for w := range t.Words() {
		if word := folded[w.Start:w.End]; !ok && FuzzyWord(asked, word) {
			at, base, ok = fuzzy.FindNoSort(asked, []string{word})[0].MatchedIndexes, w.Start, true
		}
	}
	if !ok {
		return nil
	}
	hits := make([]data.Hit, 0, len(at))
	for _, i := range at {
		start, end := t.span(base+i, base+i+runeLength(folded, base+i))
		if last := len(hits) - 1; last >= 0 && start <= hits[last].End {
			hits[last].End = max(hits[last].End, end)
			continue
		}
		hits = append(hits, data.Hit{Start: start, End: end})
	}
	return hits
}
