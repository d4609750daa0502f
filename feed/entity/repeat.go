package entity

import (
	"unicode/utf8"

	"dateline/data"
)

// repeats looks for names again where the tagger missed them.
type repeats struct {
	*reader
	ballot
	headlines  []bool // by token
	taken      []bool // by token: part of a mention
	first, end int    // tokens of the sentence
}

func (d *reader) addRepeats(v ballot, headlines []bool) {
	s := repeats{reader: d, ballot: v, headlines: headlines, taken: make([]bool, len(d.words))}
	for _, m := range d.mentions {
		for t := m.first; t < m.end; t++ {
			s.taken[t] = true
		}
	}
	for _, end := range d.text.Ends {
		s.end = end
		for t := s.first; t < end; t++ {
			if m, ok := s.longestAt(t); ok {
				d.mentions = append(d.mentions, m)
				t = m.end - 1
			}
		}
		s.first = end
	}
}

// longestAt is the longest known name that begins at a token which is in no
// mention.
func (s *repeats) longestAt(t int) (mention, bool) {
	if s.taken[t] || !capital(s.words[t]) {
		return mention{}, false
	}
	for n := min(s.longest[s.fold(s.words[t])], s.end-t); n > 0; n-- {
		k, ok := s.known(t, n)
		m := mention{t, t + n, k, data.Why{By: "repeat", Note: "repeats a name found elsewhere in the text"}}
		if ok && !s.inTreaty(m) {
			return m, true
		}
	}
	return mention{}, false
}

// known reports whether n tokens from t repeat a known name, and of which
// kind. A single word must be surer than several: it was found twice, is a
// rare word or stands in the table of aliases, and no capital stands beside it that could make it part of
// another name.
func (s *repeats) known(t, n int) (data.Kind, bool) {
	for q := t; q < t+n; q++ {
		if s.taken[q] {
			return 0, false
		}
	}
	form := s.form(t, t+n)
	found := s.forms[form]
	if found == nil || found.body == 0 || utf8.RuneCountInString(form) < 3 {
		return 0, false
	}
	if n == 1 {
		enough := 2 * bodyVote
		if _, listed := s.aliases.of(data.Person, form); listed || s.model.Rarity(s.words[t]) >= rare {
			enough = bodyVote
		}
		if found.total() < enough || s.besideCapital(t) && !s.headlines[t] {
			return 0, false
		}
	}
	if k, ok := s.fixed(form); ok {
		return k, true
	}
	return found.winner()
}

// besideCapital reports whether a capital before or behind a token says that
// it is part of a longer name. A sentence's first word may be a common one.
func (s *repeats) besideCapital(t int) bool {
	if t+1 < s.end && capital(s.words[t+1]) {
		return true
	}
	if t == s.first || !capital(s.words[t-1]) {
		return false
	}
	return t-1 > s.first || s.model.Rarity(s.words[t-1]) > 1
}
