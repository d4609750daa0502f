package index

import (
	"bytes"
	"encoding/binary"

	"dateline/data/search"
)

// Phrase is words next to one another, as the numbers that texts are kept in.
type Phrase struct {
	before []byte                 // all words, or all but the last where that is open
	last   map[uint32]search.Tier // what the last may be, where it is open
}

// Phrase prepares the search for words next to one another; open says that the
// last may go on. ok is false when no text can have it, as a word is unknown.
func (x *Index) Phrase(words []string, open bool) (p Phrase, ok bool) {
	exact := words
	if open && len(words) > 0 {
		exact = words[:len(words)-1]
		p.last = map[uint32]search.Tier{}
		x.Match(words[len(words)-1], func(word uint32, tier search.Tier) {
			if tier >= search.Prefix {
				p.last[word] = tier
			}
		})
	}
	for _, w := range exact {
		number, known := x.Lookup(w)
		if !known {
			return Phrase{}, false
		}
		p.before = binary.AppendUvarint(p.before, uint64(number))
	}
	return p, len(words) > 0 && (p.last == nil || len(p.last) > 0)
}

// In tells how well a phrase occurs in a document's text.
//
// A number's last byte is below 0x80 and its others aren't, so bytes that are
// equal are numbers that are equal, but for where the first one starts.
func (x *Index) In(document uint32, p Phrase) search.Tier {
	best := search.None
	text := x.texts[document]
	for at := 0; at < len(text); {
		next := bytes.Index(text[at:], p.before)
		if next < 0 {
			break
		}
		start := at + next
		at = start + 1
		if start > 0 && text[start-1] >= 0x80 {
			continue
		}
		if p.last == nil {
			return search.Exact
		}
		number, size := binary.Uvarint(text[start+len(p.before):])
		if size > 0 {
			best = max(best, p.last[uint32(number)])
		}
		if best == search.Exact {
			break
		}
	}
	return best
}

// All gives the numbers of a phrase's words, the open one's left out.
func (p Phrase) All() []uint32 {
	var numbers []uint32
	for b := p.before; len(b) > 0; {
		number, size := binary.Uvarint(b)
		numbers = append(numbers, uint32(number))
		b = b[size:]
	}
	return numbers
}
