package entity

import (
	"dateline/data"
	"dateline/feed/entity/tagger"
)

// addShortBodies adds "the Commission" where the text names a commission in
// full: with a capital behind its article it is a name, without it isn't one.
func (d *reader) addShortBodies() {
	bodies := map[string]bool{}
	for _, m := range d.mentions {
		if m.kind != data.Organisation || m.end-m.first < 2 {
			continue
		}
		for _, w := range []string{d.words[m.first], d.words[m.end-1]} {
			if institutions[w] {
				bodies[w] = true
			}
		}
	}
	if len(bodies) == 0 {
		return
	}
	at := d.mentionAt()
	first := 0
	for _, end := range d.text.Ends {
		for t := first + 1; t < end; t++ {
			article := d.words[t-1] == "the" || d.words[t-1] == "The"
			if article && at[t] < 0 && bodies[d.words[t]] && !d.goesOn(t+1, end) {
				d.mentions = append(d.mentions, mention{t, t + 1, data.Organisation, data.Why{By: "repeat", Note: "the short form of a name in the text"}})
			}
		}
		first = end
	}
	d.orderMentions()
}

// goesOn reports whether a name may go on at token t: with a capital, or with
// "of" or "for" that lead to one.
func (d *reader) goesOn(t, end int) bool {
	return t < end && (capital(d.words[t]) || d.words[t] == "of" || d.words[t] == "for" || d.words[t] == "on")
}

// joinNicknames makes one person of a first name, a nickname in quotation
// marks and a family name.
func (d *reader) joinNicknames() {
	first := 0
	for _, end := range d.text.Ends {
		for t := first; t+4 < end; t++ {
			if d.isNickname(t) {
				d.replace([]mention{{t, t + 5, data.Person, data.Why{By: "list", Note: "a nickname between two names"}}})
				t += 4
			}
		}
		first = end
	}
}

// isNickname reports whether the five tokens from t are a first name, a quoted
// word with a capital and another such word.
func (d *reader) isNickname(t int) bool {
	w := d.words[t : t+5]
	return capital(w[0]) && isQuote(w[1]) && capital(w[2]) && isQuote(w[3]) && capital(w[4]) && d.model.Classes(w[0])&(1<<tagger.First) != 0
}

func isQuote(w string) bool {
	switch w {
	case `"`, "“", "”", "‘", "’", "'":
		return true
	}
	return false
}
