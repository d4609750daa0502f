package block

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/clean"
)

// MaxTitle is the longest title that is made from a sentence, in characters.
const MaxTitle = 90

// maxGivenTitle is the longest title that a source may give.
const maxGivenTitle = 300

// Title is a title as a source gives it: one line, at most 300 characters.
func Title(s string) string { return clean.Line(s, maxGivenTitle) }

// TitleFrom makes a title for an article that has no headline: its first
// sentence, cut at a word.
func TitleFrom(a *data.Article) string {
	for _, b := range a.Blocks {
		if b.Kind == data.Paragraph || b.Kind == data.Heading || b.Kind == data.Quote || b.Kind == data.Item {
			return sentenceTitle(a.Text[b.Start:b.End])
		}
	}
	for _, b := range a.Blocks {
		if b.End > b.Start {
			return sentenceTitle(a.Text[b.Start:b.End])
		}
	}
	return ""
}

func sentenceTitle(text string) string {
	head := text[:floor(text, 8*MaxTitle)]
	sentence := strings.Join(strings.Fields(FirstSentence(head)), " ")
	if !strings.HasSuffix(sentence, "..") {
		sentence = strings.TrimSpace(strings.TrimSuffix(sentence, "."))
	}
	if sentence == "" { // it is all stops
		sentence = strings.Join(strings.Fields(head), " ")
	}
	return clean.CutWords(sentence, MaxTitle)
}

// FirstSentence is the beginning of text up to the end of its first sentence,
// or all of it. A stop after a short capitalised word is an abbreviation.
func FirstSentence(text string) string {
	for i, r := range text {
		if !strings.ContainsRune(".!?。！？", r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		if r > 0x7f {
			return text[:end]
		}
		for strings.HasPrefix(text[end:], "”") || strings.HasPrefix(text[end:], "’") || strings.HasPrefix(text[end:], "\"") || strings.HasPrefix(text[end:], ")") {
			_, n := utf8.DecodeRuneInString(text[end:])
			end += n
		}
		if r == '.' && abbreviation(text[:i]) || !startsSentence(text[end:]) {
			continue
		}
		return text[:end]
	}
	return text
}

// startsSentence reports whether what follows a stop begins a sentence.
func startsSentence(rest string) bool {
	if rest == "" {
		return true
	}
	if rest[0] != ' ' && rest[0] != '\n' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \n“‘\"'("))
	return !unicode.IsLower(r)
}

// titles are the abbreviations that stand before names in news.
var titles = map[string]bool{
	"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Prof": true, "Gen": true, "Lt": true, "Col": true, "Maj": true, "Capt": true, "Sgt": true, "Adm": true,
	"Sen": true, "Rep": true, "Gov": true, "Rev": true, "Hon": true, "St": true, "Jr": true, "Sr": true, "Dept": true, "No": true, "vs": true, "Inc": true, "Corp": true, "Co": true, "Ltd": true,
	"Jan": true, "Feb": true, "Mar": true, "Apr": true, "Jun": true, "Jul": true, "Aug": true, "Sep": true, "Sept": true, "Oct": true, "Nov": true, "Dec": true,
}

// abbreviation reports whether the word before a stop looks like Mr, U.S or an
// initial, rather than the last of a sentence.
func abbreviation(before string) bool {
	word := before[strings.LastIndexAny(before, " \n(")+1:]
	word = strings.TrimLeft(word, "“‘\"'")
	r, n := utf8.DecodeRuneInString(word)
	return strings.Contains(word, ".") || titles[word] || n == len(word) && unicode.IsUpper(r)
}
