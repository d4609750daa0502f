package scope

import (
	"math"
	"slices"

	"dateline/data/search"
)

// Articles are worked on by the chunk: so many numbers that follow one another,
// whose verdicts a processor keeps close by.
const (
	ChunkBits = 12
	ChunkSize = 1 << ChunkBits
)

// Chunks is how many chunks n articles have.
func Chunks(n int) int { return (n + ChunkSize - 1) >> ChunkBits }

// Column is how a term matches articles, by number. It isn't changed once it is
// made. It has only those that match: few words are in more than every tenth.
type Column struct {
	Entities []uint32 // those whose articles it matches, sorted

	articles int
	weight   int                      // as search.Weight
	pieces   []piece                  // by chunk
	holds    func(number uint32) bool // of a filter, which has no pieces
}

// piece is a column's part of a chunk.
type piece struct {
	docs []uint16 // numbers within the chunk, ascending
	how  []uint16 // how each matches: the tier above its search.Frequency
}

// frequencyBits is for search.Frequency, which stays below 2.2·256.
const frequencyBits = 12

// NewColumn makes a column of n articles that the term doesn't match.
func NewColumn(n int) *Column { return &Column{articles: n, pieces: make([]piece, Chunks(n))} }

// Filter is the column of a term that looks at no words: it matches exactly
// where holds says so.
func Filter(n int, holds func(number uint32) bool) *Column {
	return &Column{articles: n, holds: holds}
}

// Articles is how many articles the column is of.
func (c *Column) Articles() int { return c.articles }

// Take adds the articles of a draft, which is of a chunk, and empties the draft.
// frequency gives an article's search.Frequency where the term counts as said so
// often. Take answers with how many articles say the term. Chunks can be taken
// at the same time.
func (c *Column) Take(chunk int, d *Draft, frequency func(number uint32, said int) int) (documents int) {
	var docs, how [ChunkSize]uint16
	n, base := 0, uint32(chunk)<<ChunkBits
	for doc, tier := range d.Tier {
		if tier == search.None {
			continue
		}
		docs[n], how[n] = uint16(doc), uint16(tier)<<frequencyBits
		if said := d.Said[doc]; said > 0 {
			how[n] |= uint16(frequency(base+uint32(doc), max(int(said)/4, 1)))
			documents++
		}
		d.Tier[doc], d.Said[doc] = search.None, 0
		n++
	}
	if n > 0 {
		both := slices.Concat(docs[:n], how[:n])
		c.pieces[chunk] = piece{both[:n:n], both[n:]}
	}
	return documents
}

// Weigh sets how much the term says that so many of n articles have.
func (c *Column) Weigh(documents, n int) {
	if documents > 0 {
		c.weight = search.Weight(documents, max(n, documents))
	}
}

// Each calls each for the articles that match.
func (c *Column) Each(each func(number uint32)) {
	for chunk, p := range c.pieces {
		for _, doc := range p.docs {
			each(uint32(chunk)<<ChunkBits | uint32(doc))
		}
	}
	if c.holds != nil {
		for number := range uint32(c.articles) {
			if c.holds(number) {
				each(number)
			}
		}
	}
}

// score is an article's share of the relevance, in units of search.Weight.
func (c *Column) score(how uint16) int32 {
	return int32(c.weight * int(how&(1<<frequencyBits-1)) / 256)
}

func tierOf(how uint16) search.Tier { return search.Tier(how >> frequencyBits) }

// Draft is what a column is made of: how well articles match a term, and how
// often it counts as said in each, in quarters. What is only close need not say
// it.
type Draft struct {
	Tier []search.Tier
	Said []int32
}

// NewDraft makes a draft of n articles that the term doesn't match.
func NewDraft(n int) *Draft { return &Draft{Tier: make([]search.Tier, n), Said: make([]int32, n)} }

// Raise notes that an article matches at least as well as a tier says, and
// counts the term as said.
func (d *Draft) Raise(number uint32, tier search.Tier, said int32) {
	d.Tier[number] = max(d.Tier[number], tier)
	d.Said[number] = int32(min(int64(d.Said[number])+int64(said), math.MaxInt32))
}

// Near notes that an article is close to matching, if it doesn't match.
func (d *Draft) Near(number uint32) { d.Tier[number] = max(d.Tier[number], search.Close) }

// Both keeps of a draft what another has as well, as the worse of the two says,
// and empties the other.
func (d *Draft) Both(other *Draft) {
	for number, tier := range other.Tier {
		if d.Tier[number] = min(d.Tier[number], tier); d.Tier[number] == search.None {
			d.Said[number] = 0
		} else {
			d.Said[number] += other.Said[number]
		}
	}
	clear(other.Tier)
	clear(other.Said)
}

// Chunk is the part of a draft of many chunks that is one of them.
func (d *Draft) Chunk(chunk int) *Draft {
	from, to := chunk<<ChunkBits, min((chunk+1)<<ChunkBits, len(d.Tier))
	return &Draft{d.Tier[from:to], d.Said[from:to]}
}
