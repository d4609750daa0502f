package entity

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
	"dateline/feed/entity/tagger"
	"dateline/feed/entity/token"
)

// mention is a name found in the text, as tokens [first,end).
type mention struct {
	first, end int
	kind       data.Kind
	why        data.Why
}

// reader reads one text after another and keeps its memory.
type reader struct {
	model     *tagger.Model
	aliases   *aliases
	tagger    *tagger.Tagger
	text      token.Text
	words     []string          // of every token
	bySent    [][]string        // words by sentence
	spans     []tagger.Span     // scratch
	mentions  []mention         // ordered, never overlapping
	families  map[string]bool   // family names of people in the text, folded
	compounds map[string]bool   // hyphenated words that are two names
	folded    map[string]string // memory of fold
	grouping  *grouping
	at        []int // scratch of mentionAt
}

func newReader(m *tagger.Model, a *aliases) *reader {
	d := &reader{model: m, aliases: a, tagger: m.NewTagger(), families: map[string]bool{}, compounds: map[string]bool{}, folded: map[string]string{}}
	d.text.Apart = d.twoNames
	d.grouping = newGrouping(d)
	return d
}

// twoNames reports whether a hyphen joins two nations ("Russia-Ukraine"), a
// nation and a word ("U.S.-wide"), two names of the text ("Ruiz-Olsen"), or a
// party and where its member is from ("D-N.Y.").
func (d *reader) twoNames(left, right string) bool {
	if (left == "D" || left == "R" || left == "I") && capital(right) {
		return true
	}
	const nations = 1<<tagger.Country | 1<<tagger.Demonym
	if d.model.Classes(left)&nations != 0 && (!capital(right) || d.model.Classes(right)&nations != 0) {
		return true
	}
	return d.compounds[left+"-"+right]
}

// findCompounds looks for hyphenated words of which both halves stand in the
// text as capitalised words of their own, and not one behind the other as
// another spelling of the same name (Jean-Claude, Jean Claude), and reports whether there are any.
func (d *reader) findCompounds() bool {
	clear(d.compounds)
	var hyphened []string
	for _, w := range d.words {
		if l, r, ok := strings.Cut(w, "-"); ok && len(l) > 2 && len(r) > 2 && capital(l) && capital(r) {
			hyphened = append(hyphened, w)
		}
	}
	if len(hyphened) == 0 {
		return false
	}
	alone, beside := map[string]bool{}, map[[2]string]bool{} // of the halves; of the pairs
	for _, w := range hyphened {
		l, r, _ := strings.Cut(w, "-")
		alone[l], alone[r], beside[[2]string{l, r}] = false, false, false
	}
	for i, w := range d.words {
		if _, half := alone[w]; !half || !capital(w) {
			continue
		}
		alone[w] = true
		if i > 0 {
			pair := [2]string{d.words[i-1], w}
			if _, asked := beside[pair]; asked {
				beside[pair] = true
			}
		}
	}
	for _, w := range hyphened {
		if l, r, _ := strings.Cut(w, "-"); alone[l] && alone[r] && !beside[[2]string{l, r}] {
			d.compounds[w] = true
		}
	}
	return len(d.compounds) > 0
}

// read cuts and tags a text. It reports false if ctx ended first.
func (d *reader) read(ctx context.Context, text string, parts []passage) bool {
	d.begin()
	d.cut(text, parts)
	if d.findCompounds() {
		d.cut(text, parts)
	}
	return d.tag(ctx)
}

// readForeign cuts a text that isn't English and finds what lists know in it.
func (d *reader) readForeign(text string, parts []passage) {
	d.begin()
	d.cut(text, parts)
	d.byListsOnly()
}

// begin forgets the last text.
func (d *reader) begin() {
	d.mentions = d.mentions[:0]
	clear(d.compounds)
	clear(d.families)
}

func (d *reader) cut(text string, parts []passage) {
	d.text.Reset(text)
	d.words, d.bySent = d.words[:0], d.bySent[:0]
	for _, p := range parts {
		d.text.Add(p.start, p.end)
	}
	for _, k := range d.text.Tokens {
		d.words = append(d.words, d.text.Word(k))
	}
	start := 0
	for _, end := range d.text.Ends {
		d.bySent = append(d.bySent, d.words[start:end])
		start = end
	}
}

func (d *reader) tag(ctx context.Context) bool {
	d.tagger.Document(d.bySent)
	first := 0
	for i := range d.bySent {
		if ctx.Err() != nil {
			return false
		}
		d.spans = d.tagger.Tag(i, d.spans[:0])
		for _, s := range d.spans {
			m := mention{first + s.Start, first + s.End, s.Kind, data.Why{By: "tagger", Score: s.Score}}
			if d.trim(&m) {
				d.mentions = append(d.mentions, m)
			}
		}
		first = d.text.Ends[i]
	}
	return true
}

// trim takes marks and possessives off a name's ends and reports whether a
// name is left.
func (d *reader) trim(m *mention) bool {
	for m.first < m.end && !beginsName(d.words[m.first]) {
		m.first++
	}
	if m.end-m.first > 1 && strings.EqualFold(d.words[m.first], "the") && d.withoutThe(m) {
		m.first++
	}
	for m.kind == data.Person && m.end-m.first > 1 && d.isTitle(d.words[m.first]) && capital(d.words[m.first+1]) {
		m.first++
	}
	if d.roleAhead(m) {
		m.first++
	}
	for m.end-m.first > 1 && months[d.words[m.first]] && d.isPlace(m.first+1, m.end) {
		m.first, m.kind = m.first+1, data.Place
	}
	for m.end > m.first && !endsName(d.words[m.end-1]) {
		m.end--
	}
	return m.first < m.end
}

// isTitle reports whether a word before a person's name is no part of it.
func (d *reader) isTitle(w string) bool {
	return d.model.Classes(w)&(1<<tagger.Title) != 0 && d.model.Classes(w)&(1<<tagger.First|1<<tagger.Figure) == 0 && !keptTitles[fold(w)]
}

// roleAhead reports whether a full name begins with what its bearer does, which
// has a capital because its sentence begins with it: "Keeper Tom Baines".
func (d *reader) roleAhead(m *mention) bool {
	if m.kind != data.Person || m.end-m.first < 3 || generations[fold(d.words[m.end-1])] {
		return false
	}
	const given = 1 << tagger.First
	role := strings.ToLower(d.words[m.first])
	if !d.aliases.roles[role] || keptTitles[role] || d.model.Classes(d.words[m.first])&(given|1<<tagger.Figure) != 0 {
		return false
	}
	first, _ := d.sentenceOf(*m)
	return m.first == first || d.model.Classes(d.words[m.first+1])&given != 0
}

func (d *reader) isPlace(first, end int) bool {
	const places = 1<<tagger.Country | 1<<tagger.CityBig | 1<<tagger.Region
	return d.model.Classes(d.words[first:end]...)&places != 0
}

// withoutThe reports whether the lists have a name without its article alone:
// "Bank of England", but "The Hague" and "The Guardian".
func (d *reader) withoutThe(m *mention) bool {
	const known = 1<<tagger.Org | 1<<tagger.Country | 1<<tagger.Site | 1<<tagger.Team
	return d.model.Classes(d.words[m.first+1:m.end]...)&known != 0 && d.model.Classes(d.words[m.first:m.end]...)&known == 0
}

func beginsName(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '@' || r == '#'
}

func endsName(w string) bool {
	switch w {
	case "'s", "’s", "'S", "’S", "'", "’":
		return false
	}
	r, n := utf8.DecodeLastRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || n < len(w) || r == '!' || r == '+'
}

// start and stop are a mention's bytes.
func (d *reader) start(m mention) int { return d.text.Tokens[m.first].Start }
func (d *reader) stop(m mention) int  { return d.text.Tokens[m.end-1].End }

// surface is a mention as it stands in the text.
func (d *reader) surface(m mention) string { return d.text.Source[d.start(m):d.stop(m)] }
