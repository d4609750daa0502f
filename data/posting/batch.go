package posting

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"dateline/data/search"
)

// Keys of lists that aren't those of a whole word begin with a byte that no
// word has.
const (
	beginning = "\x01" // of words: the first one, two or three letters
	author    = "\x02" // a word of an author's name
)

// Letters is the length in letters up to which beginnings of words have lists
// of their own. Longer ones begin few words, whose lists are read.
const Letters = 3

// Beginning is the key of the list of all words that begin so; ok is false
// where there is none, as it is too long.
func Beginning(with string) (key string, ok bool) {
	return beginning + with, utf8.RuneCountInString(with) <= Letters
}

// Author is the key of the list of a word in authors' names.
func Author(word string) string { return author + word }

// IsWord reports whether a key is that of a whole word.
func IsWord(key string) bool { return key != "" && key[0] > author[0] }

// Lists are what a batch adds to one key's lists.
type Lists struct {
	Docs   []byte
	Places []byte // nil but for words
}

// Batch collects the words of some articles of one chunk.
type Batch struct {
	keys map[string]*collected
	used []*collected // by the document at hand
}

type collected struct {
	Lists
	key    string
	at     Posting // of the document at hand
	seen   bool    // by the document at hand
	last   int     // place in it
	deltas []byte  // its places
	// begins are its beginnings of one letter and more, made when first asked for.
	begins []*collected
}

// NewBatch makes an empty batch.
func NewBatch() *Batch { return &Batch{keys: map[string]*collected{}} }

// Document is what of an article can be found.
type Document struct {
	Doc     uint16
	Text    *search.Text
	Title   *search.Text
	Source  *search.Text
	Authors []string
}

// Add adds an article. Each is added once, in any order.
func (b *Batch) Add(d Document) {
	b.used = b.used[:0]
	b.text(d.Text)
	for w := range d.Title.Words() {
		b.take(d.Title.Folded()[w.Start:w.End]).at.Title = true
	}
	for w := range d.Source.Words() {
		b.take(d.Source.Folded()[w.Start:w.End]).at.Source = true
	}
	for _, c := range b.used {
		b.beginnings(c)
	}
	for _, name := range d.Authors {
		for _, word := range search.Split(search.Fold(name)) {
			b.take([]byte(Author(word))).at.Count = 1
		}
	}
	for _, c := range b.used {
		c.close(d.Doc)
	}
}

func (b *Batch) text(text *search.Text) {
	folded, place := text.Folded(), 0
	before := search.Word{Start: -2, End: -2}
	var compound []byte
	for w := range text.Words() {
		c := b.take(folded[w.Start:w.End])
		c.at.Count++
		c.deltas = binary.AppendUvarint(c.deltas, uint64(place-c.last))
		c.last = place
		place++
		if w.Start == before.End+1 && folded[before.End] == '-' {
			compound = append(append(compound[:0], folded[before.Start:before.End]...), folded[w.Start:w.End]...)
			b.take(compound)
		}
		before = w
	}
}

// take gives what is collected for a key, as one of the document at hand.
func (b *Batch) take(key []byte) *collected {
	c, ok := b.keys[string(key)]
	if !ok {
		c = &collected{key: string(key)}
		b.keys[c.key] = c
	}
	b.use(c)
	return c
}

func (b *Batch) use(c *collected) {
	if !c.seen {
		c.seen = true
		b.used = append(b.used, c)
	}
}

// beginnings adds a word's document to the lists of its beginnings.
func (b *Batch) beginnings(c *collected) {
	if c.begins == nil {
		c.begins = b.begins(c.key)
	}
	for _, to := range c.begins {
		b.use(to)
		to.at.Count += c.at.Count
		to.at.Title = to.at.Title || c.at.Title
		to.at.Source = to.at.Source || c.at.Source
	}
}

// begins gives what is collected for the beginnings of a word.
func (b *Batch) begins(word string) []*collected {
	all := make([]*collected, 0, Letters)
	end := 0
	for range Letters {
		if end == len(word) {
			break
		}
		_, size := utf8.DecodeRuneInString(word[end:])
		end += size
		key := beginning + word[:end]
		to, ok := b.keys[key]
		if !ok {
			to = &collected{key: key}
			b.keys[key] = to
		}
		all = append(all, to)
	}
	return all
}

// close writes what was collected of a document to the lists.
func (c *collected) close(doc uint16) {
	c.at.Doc = doc
	c.Docs = Append(c.Docs, c.at)
	if len(c.deltas) > 0 {
		c.Places = binary.AppendUvarint(c.Places, uint64(len(c.deltas)))
		c.Places = append(c.Places, c.deltas...)
	}
	c.at, c.seen, c.last, c.deltas = Posting{}, false, 0, c.deltas[:0]
}

// Keys are the keys that the batch adds to, sorted: rows that lie together in
// the file are written together.
func (b *Batch) Keys() []string {
	keys := make([]string, 0, len(b.keys))
	for key := range b.keys {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Lists are what is added to a key's lists.
func (b *Batch) Lists(key string) Lists { return b.keys[key].Lists }
