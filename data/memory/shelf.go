package memory

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"strings"

	"dateline/data"
	"dateline/data/search"
	"dateline/data/tally"
)

// doc is an article with what the library knows of it. Its fields are set under
// the library's lock, but for what newDoc sets. Slices are replaced as a whole,
// so that a reader may go on with the one it has.
type doc struct {
	article  *data.Article
	words    int
	letters  uint64 // of the folded title
	gone     bool   // another took its place
	done     bool   // recognised
	mentions []mention
	quotes   []quote
	language string        // as recognition detected it
	named    []uint32      // entities by number, as often as the recognition has them
	said     []said        // their names and aliases
	about    []about       // what else is told of them
	hashes   []uint32      // of names that corrections may be about, see hashes
	claim    chan struct{} // not nil while someone recognises it; closed after
}

// mention is a data.Mention in 24 bytes.
type mention struct {
	start, end uint32
	entity     uint32 // number in who.entities
	why        uint32 // number in who.reasons
	score      int32
	softer     bool
}

func newDoc(a *data.Article) *doc {
	d := &doc{article: a, letters: search.Letters(search.Fold(a.Title))}
	for range strings.FieldsSeq(a.Text) {
		d.words++
	}
	return d
}

// inLanguage is the article's language: as it says, else as it was detected.
func (d *doc) inLanguage() string { return cmp.Or(d.article.Language, d.language) }

// fingerprint is the hash of what a recogniser sees of an article.
func (d *doc) fingerprint() [sha256.Size]byte {
	h := sha256.New()
	a := d.article
	b := binary.AppendUvarint(nil, uint64(len(a.Text)))
	b = append(b, a.Language...)
	for _, block := range a.Blocks {
		b = append(b, byte(block.Kind))
		b = binary.AppendUvarint(b, uint64(block.Start))
		b = binary.AppendUvarint(b, uint64(block.End))
	}
	h.Write([]byte(a.Text))
	h.Write(b)
	return [sha256.Size]byte(h.Sum(nil))
}

// shelf is all articles, by a number that an article has for one run. Slices
// beside docs have what queries look at most.
type shelf struct {
	docs      []*doc
	byID      map[data.ID]uint32
	published []int64 // Unix milliseconds, undated where there is none
	flags     []uint8 // isRead, isStarred
	marks     map[data.ID]data.Mark
	total     int // words in all

	alive      int      // docs that aren't gone
	indexed    int      // docs that the word index has: the first ones
	recognised int      // docs alive that are done
	urgent     []uint32 // docs that a reader waits for
	unread     int
	starred    int

	orders orders
}

const (
	isRead uint8 = 1 << iota
	isStarred
)

// undated sorts behind every date.
const undated = tally.Undated

// add puts a document on the shelf, and reports whether that changed anything.
func (s *shelf) add(d *doc, w *who) bool {
	id := d.article.ID
	if old, ok := s.byID[id]; ok {
		if reflect.DeepEqual(s.docs[old].article, d.article) {
			return false
		}
		s.remove(old, w)
	}
	s.byID[id] = uint32(len(s.docs))
	s.docs = append(s.docs, d)
	s.published = append(s.published, tally.Milliseconds(d.article.Published))
	s.flags = append(s.flags, 0)
	s.alive++
	s.unread++
	s.total += d.words
	s.mark(id, s.marks[id])
	return true
}

// remove takes a document from the shelf, for another of the same identity.
func (s *shelf) remove(n uint32, w *who) {
	d := s.docs[n]
	s.setFlags(n, isRead)
	s.alive--
	s.total -= d.words
	if d.done {
		s.recognised--
		w.forget(n, d)
	}
	d.gone = true
	w.retell(s)
	delete(s.byID, d.article.ID)
}

// mark notes what the reader did to an article, open or not.
func (s *shelf) mark(id data.ID, m data.Mark) {
	if m != (data.Mark{}) || s.marks[id] != m {
		s.marks[id] = m
	}
	n, ok := s.byID[id]
	if !ok {
		return
	}
	var flags uint8
	if m.Read {
		flags |= isRead
	}
	if m.Starred {
		flags |= isStarred
	}
	s.setFlags(n, flags)
}

func (s *shelf) setFlags(n uint32, flags uint8) {
	changed := s.flags[n] ^ flags
	s.flags[n] = flags
	if changed&isRead != 0 {
		s.unread += sign(flags&isRead == 0)
	}
	if changed&isStarred != 0 {
		s.starred += sign(flags&isStarred != 0)
	}
}

func sign(more bool) int {
	if more {
		return 1
	}
	return -1
}

// find gives the number of an article.
func (s *shelf) find(id data.ID) (uint32, bool) {
	n, ok := s.byID[id]
	return n, ok
}

// has reports whether a document is there, and isn't gone.
func (s *shelf) has(n uint32) bool { return !s.docs[n].gone }
