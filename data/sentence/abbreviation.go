package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// words makes a set of the words of a list.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// titles stand before a name or a number, so that a sentence never ends on
// them. In lower case, without the full stop.
var titles = words(`mr mrs ms dr prof sen sens rep reps gov lt col gen maj sgt capt cpl pvt cmdr
	adm brig rev fr msgr hon pres supt insp det st ste mt ft messrs mme mlle hr fig figs vs cf
	e.g i.e viz approx ca nos vol vols pp eds`)

// tails may end a sentence, and may as well stand inside one. The next word
// tells: see starters.
var tails = words(`jr sr inc corp co ltd llc plc bros a.m p.m etc al no jan feb mar apr aug sep sept oct nov dec
	ave blvd rd dept univ assn ph.d`)

// starters begin a new sentence after a tail or an acronym: words that
// seldom follow one inside a sentence with a capital letter.
var starters = words(`The A An This That These Those It He She They We I You His Her Their Its Our My
	In On At By For From With After Before As If When While Since But And Or So Yet Then There Here
	However Meanwhile Earlier Later Now Today Still Both Some Many Most Several What Who Why How
	Asked Despite Although Though Because Under Over During Last Next Also No Not Once`)

// goesOn reports whether a supposed sentence goes on with rest: its full stop
// belongs to an abbreviation, or what follows is no beginning, as in
// '“Stop!” he wrote'.
func goesOn(sentence, rest string) bool {
	trimmed := strings.TrimRightFunc(sentence, unicode.IsSpace)
	if strings.ContainsAny(sentence[len(trimmed):], "\n\u2028\u2029") {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(firstWord(rest)); unicode.IsLower(next) {
		return true
	}
	if !strings.HasSuffix(trimmed, ".") {
		return false
	}
	last := lastWord(strings.TrimSuffix(trimmed, "."))
	lower := strings.ToLower(last)
	switch {
	case titles[lower]:
		return true
	case lower == "no":
		return startsWithDigit(rest) // 'No. 5', and the answer 'No.'
	case tails[lower] || acronym(last):
		return !starters[firstWord(rest)]
	}
	return initial(last)
}

// lastWord is what stands after the last space, without what opens it.
func lastWord(s string) string {
	at := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("–—/", r) })
	if at >= 0 {
		_, size := utf8.DecodeRuneInString(s[at:])
		s = s[at+size:]
	}
	return strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsPunct(r) })
}

// nearby is how many bytes firstWord looks at, so that a page of signs takes
// no longer than one of words.
const nearby = 64

// firstWord is the first word of s, without what opens it.
func firstWord(s string) string {
	s = s[:min(len(s), nearby)]
	s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		return s[:end]
	}
	return s
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// initial reports whether a word is a letter of a name, as in 'J. Hardie';
// 'I' is far more often the pronoun.
func initial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size > 0 && size == len(word) && unicode.IsUpper(r) && r != 'I'
}

// acronym reports whether a word is letters parted by full stops: 'U.S'.
func acronym(word string) bool {
	letters := 0
	for part := range strings.SplitSeq(word, ".") {
		if r, size := utf8.DecodeRuneInString(part); size != len(part) || !unicode.IsLetter(r) {
			return false
		}
		letters++
	}
	return letters > 1
}
