package library

import (
	"math"
	"slices"

	"dateline/data"
	"dateline/data/store"
	"dateline/data/tally"
)

// flags are what is so of an article.
type flags uint16

const (
	listed     flags = 1 << iota // its row is current
	hidden                       // its feeds were removed, or the edition is hidden
	read                         //
	starred                      //
	indexed                      // its words can be found
	recognised                   // its mentions are known
	dated                        //
	linked                       //
	pictured                     //
	whole                        // its text isn't one that a feed cut short
)

// undated sorts behind every date.
const undated = tally.Undated

// shelf is all articles, by their number in the store. Slices beside one another
// have what lists and queries look at; titles and texts stay in the file.
type shelf struct {
	awaited   map[data.ID]data.Mark // of articles that aren't here; see await
	ids       identities
	published []int64 // Unix milliseconds, undated where there is none
	flags     []flags
	feed      []uint32
	words     []uint16 // at most
	language  []uint16 // in names
	source    []uint16 // in names; 0 where there are more than can be told apart
	letters   []uint64
	also      map[uint32][]uint32 // further feeds
	gone      []uint32            // rows that aren't current and may still be counted
	room      int                 // for how many numbers there is memory, or will be
	names     names

	alive      int // listed and not hidden, as in all that follows
	unread     int
	starred    int
	indexed    int
	recognised int
	total      int // words in all
	concealed  int // listed, hidden and recognised: counted in the store, and not here

	removed map[uint32]bool // feeds
	edition bool            // whether the edition is hidden
	orders  orders
}

func newShelf() shelf {
	return shelf{ids: newIdentities(), also: map[uint32][]uint32{}, removed: map[uint32]bool{}, names: newNames()}
}

// names gives texts that many articles share a number each; the empty text has
// 0, as have those for which there is no number left.
type names struct {
	all    []string
	number map[string]uint16
}

func newNames() names { return names{all: []string{""}, number: map[string]uint16{"": 0}} }

func (n *names) of(text string) uint16 {
	if number, ok := n.number[text]; ok {
		return number
	}
	if len(n.all) > math.MaxUint16 {
		return 0
	}
	number := uint16(len(n.all))
	n.all = append(n.all, text)
	n.number[text] = number
	return number
}

// grow makes room for articles up to a number.
func (s *shelf) grow(number uint32) {
	n := int(number) + 1
	if n <= len(s.flags) {
		return
	}
	if n > s.room {
		s.room = n + n/8
	}
	s.ids.all = grown(s.ids.all, n, s.room)
	s.published = grown(s.published, n, s.room)
	s.flags = grown(s.flags, n, s.room)
	s.feed = grown(s.feed, n, s.room)
	s.words = grown(s.words, n, s.room)
	s.language = grown(s.language, n, s.room)
	s.source = grown(s.source, n, s.room)
	s.letters = grown(s.letters, n, s.room)
}

// grown is a slice of n elements, with what it had. Its memory comes from the
// system as it is: what isn't written to yet takes none.
func grown[T any](s []T, n, room int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	more := make([]T, n, room)
	copy(more, s)
	return more
}

// put takes a row over from the store. recogniser is the number of the one that
// counts. Marks of an identity that had another row go over to this one.
func (s *shelf) put(f *store.Filed, recogniser int) {
	s.grow(f.Number)
	n := f.Number
	before := s.flags[n]
	if f.State != store.Current {
		if before&listed != 0 {
			s.drop(n)
		}
		if f.State == store.Removed || f.Recogniser != 0 {
			s.gone = append(s.gone, n)
		}
		return
	}
	marks := before & (read | starred)
	if old, ok := s.ids.number(f.ID); ok && old != n {
		marks = s.flags[old] & (read | starred)
		if also, shared := s.also[old]; shared {
			s.also[n] = also
			delete(s.also, old)
		}
		s.drop(old)
		s.gone = append(s.gone, old)
	}
	s.set(n, 0)
	s.total += min(f.Words, math.MaxUint16) - int(s.words[n])
	s.feed[n], s.letters[n] = f.Feed, f.Letters
	s.words[n] = uint16(min(f.Words, math.MaxUint16))
	s.language[n], s.source[n] = s.names.of(f.Language), s.names.of(f.Source)
	published := int64(undated)
	if f.Dated {
		published = f.Published
	}
	if before&listed == 0 || s.published[n] != published {
		s.orders.moved(n, before&listed == 0)
	}
	s.published[n] = published
	s.ids.put(n, f.ID)
	s.set(n, listed|marks|flagsOf(f, recogniser))
	s.conceal(n)
}

func flagsOf(f *store.Filed, recogniser int) flags {
	return dated.when(f.Dated) | indexed.when(f.Indexed) | recognised.when(f.Recogniser != 0 && f.Recogniser == recogniser) |
		linked.when(f.Has&store.HasLink != 0) | pictured.when(f.Has&store.HasPicture != 0) | whole.when(f.Has&store.HasWhole != 0)
}

// when is the flag where something is so.
func (f flags) when(so bool) flags {
	if so {
		return f
	}
	return 0
}

// drop takes a row from the shelf.
func (s *shelf) drop(n uint32) {
	s.set(n, 0)
	s.total -= int(s.words[n])
	s.words[n] = 0
	s.ids.drop(n)
	s.orders.left++
}

// set changes an article's flags, and the counts with them.
func (s *shelf) set(n uint32, now flags) {
	before := s.flags[n]
	s.flags[n] = now
	s.count(before, -1)
	s.count(now, 1)
}

func (s *shelf) count(f flags, sign int) {
	if f&listed == 0 {
		return
	}
	if f&hidden != 0 {
		if f&recognised != 0 {
			s.concealed += sign
		}
		return
	}
	s.alive += sign
	if f&read == 0 {
		s.unread += sign
	}
	if f&starred != 0 {
		s.starred += sign
	}
	if f&indexed != 0 {
		s.indexed += sign
	}
	if f&recognised != 0 {
		s.recognised += sign
	}
}

// mark notes what the reader did to an article, and reports whether that is
// news.
func (s *shelf) mark(id data.ID, flag flags, so bool) bool {
	n, ok := s.ids.number(id)
	if !ok || s.flags[n]&flag != 0 == so {
		return false
	}
	if so {
		s.set(n, s.flags[n]|flag)
	} else {
		s.set(n, s.flags[n]&^flag)
	}
	if flag == starred {
		s.conceal(n)
	}
	return true
}

// conceal hides an article or shows it: all its feeds were removed, and it has
// no star; or the edition is hidden.
func (s *shelf) conceal(n uint32) {
	f := s.flags[n]
	if f&listed == 0 {
		return
	}
	hide := s.feed[n] != 0 && s.removed[s.feed[n]]
	if hide {
		hide = !slices.ContainsFunc(s.also[n], func(feed uint32) bool { return !s.removed[feed] })
	}
	hide = hide || s.edition && ofEdition(s.ids.all[n])
	hide = hide && f&starred == 0
	if hide == (f&hidden != 0) {
		return
	}
	s.set(n, f^hidden)
	if hide {
		s.orders.left++
	} else {
		s.orders.stale = true
	}
}

// alive reports whether an article is in the lists.
func (s *shelf) has(n uint32) bool { return s.flags[n]&(listed|hidden) == listed }

// find gives the number of an article that is in the lists.
func (s *shelf) find(id data.ID) (uint32, bool) {
	n, ok := s.ids.number(id)
	return n, ok && s.has(n)
}

// from reports whether a feed gave an article.
func (s *shelf) from(n, feed uint32) bool {
	return s.feed[n] == feed || slices.Contains(s.also[n], feed)
}

// others counts the feeds that have an article beside the first one, those
// that were removed left out.
func (s *shelf) others(n uint32) int {
	count := 0
	for _, feed := range s.also[n] {
		if feed != s.feed[n] && !s.removed[feed] {
			count++
		}
	}
	return count
}
