package entity

import (
	"strings"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// A description has two words at least, as "President" alone says little,
// and isn't longer than a line of the sidebar bears.
const (
	leastDescribed = 2
	mostDescribed  = 14
)

// describe reads who a person is from where the article introduces them: from
// the words before the name ("US Middle East envoy Steve Witkoff"), else from
// an apposition behind it ("John Hardie, the deputy director of …"). It is
// empty where neither is sure.
func (d *reader) describe(g *group) string {
	if g.kind != data.Person {
		return ""
	}
	best, behind := "", ""
	for _, n := range g.names {
		for _, i := range n.mentions {
			m := d.mentions[i]
			first, end := d.sentenceOf(m)
			if s := d.before(first, m); strings.Count(s, " ") > strings.Count(best, " ") {
				best = s
			}
			if behind == "" {
				behind = d.behind(m, end)
			}
		}
	}
	if best == "" {
		best = behind
	}
	return best
}

// sentenceOf is the tokens of the sentence that a mention is in.
func (d *reader) sentenceOf(m mention) (first, end int) {
	lo, hi := 0, len(d.text.Ends)
	for lo < hi {
		if mid := (lo + hi) / 2; d.text.Ends[mid] <= m.first {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo > 0 {
		first = d.text.Ends[lo-1]
	}
	return first, d.text.Ends[lo]
}

// titleAt is how many tokens before token t are a title, 0 for none.
func (d *reader) titleAt(first, t int) int {
	for n := min(4, t-first); n > 0; n-- {
		if d.model.Classes(d.words[t-n:t]...)&(1<<tagger.Title) != 0 {
			return n
		}
	}
	return 0
}

// before is the title before a name with the capitalised words that lead up
// to it.
func (d *reader) before(first int, m mention) string {
	title := d.titleAt(first, m.first)
	if title == 0 {
		return ""
	}
	start := m.first - title
	for start > first && m.first-start < mostDescribed && d.leadsUp(first, start-1) {
		start--
	}
	for start < m.first && !capital(d.words[start]) && d.model.Classes(d.words[start])&(1<<tagger.Title) == 0 {
		start++
	}
	return d.described(start, m.first)
}

// leadsUp reports whether token t may be part of a title that goes on behind
// it: a capital, a role, or a small word between two of these.
func (d *reader) leadsUp(first, t int) bool {
	w := d.words[t]
	if capital(w) && beginsName(w) {
		return t > first || d.model.Classes(w) != 0
	}
	if d.model.Classes(w)&(1<<tagger.Title) != 0 {
		return true
	}
	switch w {
	case "’s", "'s", "of", "for", "-":
		return t > first && capital(d.words[t-1])
	}
	return false
}

// behind is the apposition behind a name.
func (d *reader) behind(m mention, end int) string {
	t := m.end
	if t >= end || d.words[t] != "," {
		return ""
	}
	t++
	if t+1 < end && isNumber(d.words[t]) && d.words[t+1] == "," {
		t += 2
	}
	start := t
	if t < end && (d.words[t] == "the" || d.words[t] == "a" || d.words[t] == "an") {
		start++
	}
	role := false
	for t = start; t < end && !stopsDescription(d.words[t]); t++ {
		if t-start >= mostDescribed {
			return ""
		}
		role = role || t-start < 4 && d.model.Classes(d.words[t])&(1<<tagger.Title) != 0
	}
	if !role || t >= end {
		return ""
	}
	return d.described(start, t)
}

func isNumber(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

func stopsDescription(w string) bool {
	switch w {
	case ",", ".", ";", ":", ")", "—", "–", "“", "”", `"`, "who", "said", "says", "told":
		return true
	}
	return false
}

// described is tokens as text, if they are neither too few nor too many.
func (d *reader) described(start, end int) string {
	if end-start < leastDescribed || end-start > mostDescribed {
		return ""
	}
	s := d.text.Source[d.text.Tokens[start].Start:d.text.Tokens[end-1].End]
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
	if !strings.Contains(s, " ") {
		return ""
	}
	return s
}
