package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// initials are the capitals that words begin with, folded: "fdd" for
// Foundation for Defense of Democracies.
func initials(s string) string {
	var out strings.Builder
	for w := range strings.FieldsSeq(s) {
		for part := range strings.SplitSeq(w, "-") {
			if r, _ := utf8.DecodeRuneInString(part); unicode.IsUpper(r) {
				out.WriteString(fold(string(r)))
			}
		}
	}
	return out.String()
}

// acronymOf is the letters of a name that is written as an acronym, folded,
// empty where it isn't one: two capitals at least, and more of them than small
// letters, as in WHO, AfD and BoJ.
func acronymOf(surface string) string {
	capitals, small := 0, 0
	for _, r := range surface {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r):
			small++
		case r != '.' && r != '-':
			return ""
		}
	}
	if capitals < leastAcronym || capitals+small > mostAcronym || small >= capitals {
		return ""
	}
	return strings.ReplaceAll(fold(surface), "-", "")
}

// spellsOut reports whether an acronym's letters are the beginnings of words,
// one letter or more of each and none left over: ICOMOS is the International
// Council on Monuments and Sites. Small words may be left out, other words not.
func spellsOut(acronym string, words []string) bool {
	if len(words) == 0 {
		return acronym == ""
	}
	w := words[0]
	if smallWords[w] && spellsOut(acronym, words[1:]) {
		return true
	}
	for n := 1; n <= min(len(w), len(acronym), longestPart) && w[:n] == acronym[:n]; n++ {
		if spellsOut(acronym[n:], words[1:]) {
			return true
		}
	}
	return false
}

// longestPart is how many letters of one word an acronym takes.
const longestPart = 4

// smallWords join the words of a name, in the languages that names of
// organisations come in.
var smallWords = wordSet("of for the and in on to at by with from against de del des du la le les et y e der die das und fur von van voor do da di para en al el a")
