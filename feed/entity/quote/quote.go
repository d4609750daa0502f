// Package quote finds direct speech: what is said word for word, and who says
// it.
//
// What is direct speech here is a sentence in quotation marks that stands by
// itself or is introduced or followed by words that say who speaks ("…," Rubio
// said; said John Hardie, the deputy director; the ministry wrote: "…"), a
// block quotation that is introduced so, and a turn in a transcript. A part of
// a sentence in the reporter's own ('a lot of progress'), a word at arm's length
// and the title of a work are none: being right comes before being complete.
//
// A quotation that is split by the words that say who speaks is found as its
// parts, and one that runs over several paragraphs as one for each. Its bytes
// are the words between the marks. Time grows with the length of the text
// alone, whatever is in it.
package quote

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"dateline/data"
	"dateline/feed/entity/token"
)

// Passage is a stretch of the text that is looked at by itself.
type Passage struct {
	Start, End int // bytes of the text, [Start,End)
	Kind       data.BlockKind
}

// nobody is the speaker that isn't known.
const nobody = -1

// Find finds the direct speech in the passages of a text, which are ordered
// and apart and whose tokens the text has. Speakers are indices in entities.
// The answer is ordered by Start and doesn't overlap.
func Find(text *token.Text, passages []Passage, entities []data.LocalEntity) []data.LocalQuote {
	f := &finder{text: text, src: text.Source, tokens: text.Tokens, entities: entities}
	f.paragraphs(passages)
	if !f.worthLooking() {
		return nil
	}
	f.place()
	f.transcript()
	for i := range f.pars {
		f.read(i)
	}
	// The turns of a transcript were found before what stands between them.
	slices.SortFunc(f.found, func(a, b data.LocalQuote) int { return cmp.Compare(a.Start, b.Start) })
	return f.found
}

// finder reads one text.
type finder struct {
	text     *token.Text
	src      string
	tokens   []token.Token
	entities []data.LocalEntity
	pars     []paragraph
	mentions []mention
	at       []int32 // by token: the mention that covers it, counted from 1
	people   []person
	roles    map[string][]int // who is introduced with a word, see known
	turners  map[string]int   // who a name before a colon is, see speakerOf
	main     int              // the organisation that the text is about, once topical
	topical  bool
	found    []data.LocalQuote
	marks    scanner

	speaker int  // who spoke last, nobody where that isn't known
	spoke   int  // index of the paragraph in which somebody spoke last; -1
	quoted  int  // byte behind the last quotation
	goesOn  bool // the last quotation isn't closed, and the next paragraph goes on with it
	colon   cue  // the words before a paragraph that introduce it, if any
}

// paragraph is a line of a passage.
type paragraph struct {
	Passage
	first, end int // tokens
	turn       bool
}

// mention is a name in the text.
type mention struct {
	start, end  int // bytes
	first, stop int // tokens, [first,stop)
	entity      int
	softer      bool
	inside      bool // in a quotation
}

// paragraphs cuts the passages at line ends, and leaves out what has no
// sentences.
func (f *finder) paragraphs(passages []Passage) {
	for _, p := range passages {
		if p.Kind == data.Table || p.Kind == data.Code || p.Kind == data.Credit {
			continue
		}
		for start := p.Start; start < p.End; {
			end := p.End
			if n := strings.IndexByte(f.src[start:p.End], '\n'); n >= 0 {
				end = start + n
			}
			if start < end {
				f.pars = append(f.pars, paragraph{Passage: Passage{start, end, p.Kind}})
			}
			start = end + 1
		}
	}
	t := 0
	for i := range f.pars {
		p := &f.pars[i]
		for t < len(f.tokens) && f.tokens[t].Start < p.Start {
			t++
		}
		p.first = t
		for t < len(f.tokens) && f.tokens[t].Start < p.End {
			t++
		}
		p.end = t
	}
}

// worthLooking reports whether the text has anything that speech begins with.
func (f *finder) worthLooking() bool {
	for _, mark := range [...]string{`"`, "“", "‘", "'", ":", "«", "»", "„"} {
		if strings.Contains(f.src, mark) {
			return true
		}
	}
	return false
}

// place notes which token is in which name.
func (f *finder) place() {
	for i, e := range f.entities {
		for _, m := range e.Mentions {
			f.mentions = append(f.mentions, mention{start: m.Start, end: m.End, entity: i, softer: m.Softer})
		}
	}
	slices.SortFunc(f.mentions, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	f.at = make([]int32, len(f.tokens))
	f.people = make([]person, len(f.entities))
	t := 0
	for i := range f.mentions {
		m := &f.mentions[i]
		for t < len(f.tokens) && f.tokens[t].End <= m.start {
			t++
		}
		m.first = t
		for m.stop = t; m.stop < len(f.tokens) && f.tokens[m.stop].Start < m.end; m.stop++ {
			if f.at[m.stop] == 0 {
				f.at[m.stop] = int32(i + 1)
			}
		}
	}
	f.speaker, f.spoke = nobody, -1
}

// word is a token's text.
func (f *finder) word(t int) string { return f.src[f.tokens[t].Start:f.tokens[t].End] }

// tokenAt is the first token that begins at a byte or behind it.
func (f *finder) tokenAt(at int) int {
	return sort.Search(len(f.tokens), func(i int) bool { return f.tokens[i].Start >= at })
}

// named is the mention that begins with token t.
func (f *finder) named(t int) (*mention, bool) {
	if t >= len(f.tokens) || f.at[t] == 0 {
		return nil, false
	}
	m := &f.mentions[f.at[t]-1]
	return m, m.first == t
}

// add notes a quotation.
func (f *finder) add(par, start, end, speaker int, c cue) {
	for start < end && f.src[start] == ' ' {
		start++
	}
	for end > start && f.src[end-1] == ' ' {
		end--
	}
	if start == end || start < f.quoted {
		return
	}
	q := data.LocalQuote{Start: start, End: end, Speaker: speaker}
	if c.first < c.end {
		q.CueStart, q.CueEnd = f.tokens[c.first].Start, f.tokens[c.end-1].End
	}
	f.found = append(f.found, q)
	f.speaker, f.spoke, f.quoted = speaker, par, end
}
