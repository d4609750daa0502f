// Package token cuts text into words and sentences, keeping byte offsets.
//
// Words are cut as the corpora that the tagger learns from cut them (Penn
// Treebank, with clitics apart). Time grows with the length of the text
// alone, whatever is in it.
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is a word or a mark: bytes [Start,End) of the text.
type Token struct{ Start, End int }

// SentenceTokens is where a sentence is cut that has no end of its own, so
// that hostile text costs no more than any other.
const SentenceTokens = 256

// Text is a text as tokens and sentences.
type Text struct {
	Source string
	Tokens []Token
	Ends   []int // the token behind the last one of each sentence
	// Apart reports whether a hyphen joins a name to another name or word, as
	// in "Russia-Ukraine" and "U.S.-wide". Nil says never.
	Apart func(left, right string) bool
}

// Reset makes the text another one, and keeps the memory.
func (t *Text) Reset(source string) {
	t.Source, t.Tokens, t.Ends = source, t.Tokens[:0], t.Ends[:0]
}

// Add cuts bytes [start,end) of the source. A line end ends a sentence, and so
// do a tab, which parts the cells of a table, and the end of the range.
func (t *Text) Add(start, end int) {
	for start < end {
		line := end
		if i := strings.IndexAny(t.Source[start:end], "\n\t"); i >= 0 {
			line = start + i
		}
		t.addLine(start, line)
		start = line + 1
	}
}

// Sentence returns the tokens of sentence i.
func (t *Text) Sentence(i int) []Token {
	first := 0
	if i > 0 {
		first = t.Ends[i-1]
	}
	return t.Tokens[first:t.Ends[i]]
}

// Word returns a token's text.
func (t *Text) Word(k Token) string { return t.Source[k.Start:k.End] }

func (t *Text) addLine(start, end int) {
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(t.Source[i:end])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		j := i
		for j < end {
			r, n := utf8.DecodeRuneInString(t.Source[j:end])
			if unicode.IsSpace(r) {
				break
			}
			j += n
		}
		t.addChunk(i, j)
		if t.endsSentence() && !startsLower(t.Source[j:end]) {
			t.endSentence()
		}
		i = j
	}
	t.endSentence()
}

// put adds a token, and cuts a sentence that is too long.
func (t *Text) put(start, end int) {
	if start == end {
		return
	}
	if len(t.Tokens)-t.sentenceStart() == SentenceTokens {
		t.endSentence()
	}
	t.Tokens = append(t.Tokens, Token{start, end})
}

func (t *Text) sentenceStart() int {
	if len(t.Ends) == 0 {
		return 0
	}
	return t.Ends[len(t.Ends)-1]
}

func (t *Text) endSentence() {
	if len(t.Tokens) > t.sentenceStart() {
		t.Ends = append(t.Ends, len(t.Tokens))
	}
}

// endsSentence reports whether the last token ends a sentence: a stop, or a
// stop and a closing mark.
func (t *Text) endsSentence() bool {
	n := len(t.Tokens)
	if n > t.sentenceStart()+1 && closing[t.Word(t.Tokens[n-1])] {
		n--
	}
	return n > t.sentenceStart() && stops[t.Word(t.Tokens[n-1])]
}

var (
	stops   = map[string]bool{".": true, "!": true, "?": true}
	closing = map[string]bool{`"`: true, "”": true, "''": true, ")": true, "'": true, "’": true}
)

// startsLower reports whether the next word begins in lower case.
func startsLower(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest[:min(len(rest), 16)], " "))
	return unicode.IsLower(r)
}
