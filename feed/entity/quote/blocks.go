package quote

import (
	"strings"

	"dateline/data"
)

// block is a block quotation: speech if what stands before it leads up to it.
func (f *finder) block(i int) {
	p := f.pars[i]
	follows := i > 0 && f.pars[i-1].Kind == data.Quote && f.spoke == i-1
	start, end := f.unmarked(p.Start, p.End)
	switch {
	case follows:
		f.add(i, start, end, f.speaker, cue{})
	case f.colon.sure:
		f.add(i, start, end, f.colon.speaker, f.colon)
	}
	f.colon = cue{}
}

// unmarked leaves out the marks around a block.
func (f *finder) unmarked(start, end int) (int, int) {
	if all := f.marks.scan(f.src, start, end); len(all) == 1 && all[0].open == start && (all[0].behind == end || !all[0].closed) {
		return all[0].start, all[0].end
	}
	return start, end
}

// leastTurns is how many paragraphs begin with somebody's name and a colon
// where a text is a transcript.
const leastTurns = 3

// transcript finds the turns of a transcript: RUBIO: We need both of them.
func (f *finder) transcript() {
	var turns []int
	for i := range f.pars {
		if _, ok := f.turn(i); ok {
			turns = append(turns, i)
		}
	}
	if len(turns) < leastTurns {
		return
	}
	for _, i := range turns {
		colon, _ := f.turn(i)
		p := &f.pars[i]
		p.turn = true
		f.add(i, f.tokens[colon].End, p.End, f.speakerOf(p.first, colon), cue{p.first, colon, nobody, true})
	}
	f.speaker, f.spoke, f.quoted = nobody, -1, 0
}

// turn is the colon of a paragraph that begins with a name in capitals.
func (f *finder) turn(i int) (int, bool) {
	p := f.pars[i]
	for t := p.first; t < p.end-1 && t < p.first+6; t++ {
		w := f.word(t)
		if w == ":" {
			return t, t > p.first
		}
		if !allCapital(w) && w != "." && !(len(w) == 1 && capital(w)) && !strings.HasSuffix(w, ".") {
			return 0, false
		}
	}
	return 0, false
}

// speakerOf is who a name before a colon is: the one mentioned there, or the
// only one whose family name it is.
func (f *finder) speakerOf(first, end int) int {
	for t := first; t < end; t++ {
		if m, ok := f.named(t); ok {
			return m.entity
		}
	}
	name := strings.ToLower(f.src[f.tokens[first].Start:f.tokens[end-1].End])
	who, known := f.turners[name]
	if !known {
		who = f.called(name)
		if f.turners == nil {
			f.turners = map[string]int{}
		}
		f.turners[name] = who
	}
	return who
}

// called is the only person of a name or a family name, in small letters.
func (f *finder) called(name string) int {
	found := nobody
	for i, e := range f.entities {
		words := strings.Fields(strings.ToLower(e.Name))
		if e.Kind != data.Person || len(words) == 0 || words[len(words)-1] != name && strings.ToLower(e.Name) != name {
			continue
		}
		if found != nobody {
			return nobody
		}
		found = i
	}
	return found
}
