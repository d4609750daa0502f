package entity

import "strings"

// closes reports whether a phrase ends before token t: not where a name, a
// noun or what narrows it down goes on.
func (s *nominals) closes(t, end int) bool {
	w := s.d.words[t]
	switch w {
	case ",":
		// An apposition stands before a name or between commas behind it.
		return t+1 >= end || s.taken[t+1] < 0
	case "of", "for", "who", "that", "which", "whose", "from", "behind", "-", "–", "(":
		return false
	}
	if !beginsName(w) {
		return true
	}
	lower := strings.ToLower(w)
	return lower == w && (function[w] || verbs[w] || strings.HasSuffix(w, "ed") && len(w) > 4 || strings.HasSuffix(w, "ly") || pastTense[w] || quantities[w])
}

// verbs that stand behind the subject of a sentence in the news, in the third
// person or in a form that doesn't tell its tense.
var verbs = wordSet("says wants believes thinks expects hopes plans works plays runs lives owns leads faces needs holds makes takes gives gets goes comes keeps calls asks adds sees meets sends starts stops begins ends lies sits stands leaves leads buys sells digs hands writes reads speaks talks knows likes remains becomes seems appears belongs costs pays offers insists argues warns fears admits denies flies travels arrives returns loses wins cannot didn doesn won isn wasn hasn hadn")

// quantities begin another noun phrase.
var quantities = wordSet("some many several most all each both few two three four five six seven eight nine ten say want believe think")

// pastTense are verbs whose past isn't told by its ending.
var pastTense = wordSet("took gave went came left lost won made held met kept knew thought felt found saw sent spent spoke stood sat ran rose fell flew drove wrote read began broke brought bought built caught chose cut dealt drew fought got grew heard hit hurt laid led let lay meant paid put quit rode sang sank sold set shook shot shut slept stole struck swore taught threw understood wore woke lent bent bore beat became forgave forgot froze hid hung overcame undertook withdrew wept became swam")
