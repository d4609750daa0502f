package entity

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// The language is only told where it is sure: of enough running text, most of
// whose words are as they are inside sentences. A headline, a list of names
// or a table of results has none, and is read as English is.
const (
	leastLetters      = 200 // of a script that English has
	leastOtherLetters = 60  // of one that it doesn't
	sampleBytes       = 400 // of each of the samples
	samples           = 3   // at the beginning, in the middle, at the end
	englishShare      = 15  // per cent of words that only English has
	foreignShare      = 4   // per cent of them that a foreign text may have
	runningShare      = 45  // per cent of words in lower case
)

// english are small words that make up a third of any English text.
var english = wordSet("the of and to in is that for it was on with as by at from are be this have has had were which but not they their said an or who will would been after when")

// language is the BCP 47 code of a text's language, or "" where it isn't sure.
func language(text string, parts []passage) string {
	sample := sampleOf(text, parts)
	letters, latin := 0, 0
	for _, r := range sample {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	if letters < leastOtherLetters {
		return ""
	}
	if latin*2 >= letters {
		if letters < leastLetters {
			return ""
		}
		own, lower, words := wordsOf(sample)
		if own*100 >= englishShare*words {
			return "en"
		}
		if own*100 > foreignShare*words || lower*100 < runningShare*words {
			return ""
		}
	}
	info := whatlanggo.Detect(sample)
	if !info.IsReliable() || info.Lang == whatlanggo.Eng {
		return ""
	}
	if info.Lang == whatlanggo.Cmn {
		return "zh"
	}
	return info.Lang.Iso6391()
}

// wordsOf counts a sample's words, those in lower case and those of english.
func wordsOf(sample string) (own, lower, words int) {
	for w := range strings.FieldsSeq(sample) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if w == "" {
			continue
		}
		words++
		if allLower(w) {
			lower++
		}
		if english[strings.ToLower(w)] {
			own++
		}
	}
	return own, lower, words
}

// sampleOf takes whole words from the beginning, the middle and the end of
// what is tagged.
func sampleOf(text string, parts []passage) string {
	total := 0
	for _, p := range parts {
		total += p.end - p.start
	}
	var b strings.Builder
	if total <= samples*sampleBytes {
		for _, p := range parts {
			b.WriteString(text[p.start:p.end])
			b.WriteByte('\n')
		}
		return b.String()
	}
	for i := range samples {
		from := i * (total - sampleBytes) / (samples - 1)
		b.WriteString(wholeWords(piece(text, parts, from, sampleBytes)))
		b.WriteByte('\n')
	}
	return b.String()
}

// piece is at most n bytes of what is tagged, from byte from of it.
func piece(text string, parts []passage, from, n int) string {
	var b strings.Builder
	for _, p := range parts {
		size := p.end - p.start
		if from < size {
			to := min(p.end, p.start+from+n)
			b.WriteString(text[p.start+from : to])
			b.WriteByte('\n')
			n -= to - p.start - from
			from = size
		}
		if from -= size; n <= 0 {
			break
		}
	}
	return b.String()
}

// wholeWords cuts the words off that a piece began or ended inside.
func wholeWords(s string) string {
	first, last := strings.IndexByte(s, ' '), strings.LastIndexByte(s, ' ')
	if first < 0 || first >= last {
		return strings.ToValidUTF8(s, "")
	}
	return s[first+1 : last]
}
