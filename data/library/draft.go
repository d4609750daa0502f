package library

import (
	"slices"
	"sync/atomic"

	"dateline/data/posting"
	"dateline/data/scope"
	"dateline/data/search"
)

// A chunk of lists is a chunk of a query's columns.
const _ = uint(posting.Bits-scope.ChunkBits) + uint(scope.ChunkBits-posting.Bits)

// draft gathers what a term finds, chunk by chunk, until a column is made of it.
// Lists are kept as they are stored: what a chunk makes of them is worked out in
// one go, in memory that is at hand.
type draft struct {
	from     uint32 // chunk: what is before isn't looked at
	articles int
	chunks   [][]source
	entities []uint32
	others   *draft // what must hold as well, of a phrase that has been begun
}

// source is a list of a word's postings, or points that were found otherwise.
type source struct {
	docs   []byte
	tier   search.Tier // that the list's articles match with
	points []point
}

// point is an article that was found by itself.
type point struct {
	doc  uint16
	tier search.Tier
	near bool // only close, where nothing else says more
	said int32
}

func newDraft(from uint32, articles int) *draft {
	return &draft{from: from, articles: articles, chunks: make([][]source, scope.Chunks(articles))}
}

// list adds the articles of a list. One that came while the question was on its
// way is left out, here and below.
func (d *draft) list(chunk uint32, docs []byte, tier search.Tier) {
	if int(chunk) < len(d.chunks) {
		d.chunks[chunk] = append(d.chunks[chunk], source{docs: append([]byte(nil), docs...), tier: tier})
	}
}

// raise adds one article that matches at least as well as a tier says.
func (d *draft) raise(number uint32, tier search.Tier, said int32) {
	d.point(number, point{tier: tier, said: said})
}

// near adds one article that is close, where it isn't there already.
func (d *draft) near(number uint32, said int32) {
	d.point(number, point{tier: search.Close, near: true, said: said})
}

func (d *draft) point(number uint32, p point) {
	if int(number) >= d.articles {
		return
	}
	p.doc = uint16(number % posting.Size)
	sources := &d.chunks[number>>posting.Bits]
	if last := len(*sources) - 1; last >= 0 && (*sources)[last].points != nil {
		(*sources)[last].points = append((*sources)[last].points, p)
		return
	}
	*sources = append(*sources, source{points: []point{p}})
}

// empty reports whether nothing was found.
func (d *draft) empty() bool {
	return !slices.ContainsFunc(d.chunks, func(sources []source) bool { return len(sources) > 0 })
}

// found works out what the sources of a chunk come to.
func (d *draft) found(chunk int, of *scope.Draft, w weights) {
	for i := range d.chunks[chunk] {
		s := &d.chunks[chunk][i]
		if s.points == nil {
			w.count(of, s.docs, s.tier, d.articles-chunk<<posting.Bits)
		}
		for _, p := range s.points {
			if p.near {
				of.Near(uint32(p.doc))
				of.Said[p.doc] += p.said
			} else {
				of.Raise(uint32(p.doc), p.tier, p.said)
			}
		}
	}
}

// weights is how much a word counts that stands in the title, and in the source,
// and whether the text counts.
type weights struct {
	title, source int
	text          bool
}

// count adds the articles of a word's list, of which a chunk has so many: a term
// counts as said less for words that only begin with what was asked or contain it.
func (w weights) count(of *scope.Draft, docs []byte, tier search.Tier, articles int) {
	posting.Each(docs, func(p posting.Posting) bool {
		if int(p.Doc) >= articles {
			return true
		}
		said := 0
		if w.text {
			said = p.Count
		}
		if p.Title {
			said += w.title
		}
		if p.Source {
			said += w.source
		}
		switch {
		case said > 0 && of.Tier[p.Doc] <= tier:
			of.Tier[p.Doc] = tier
			of.Said[p.Doc] += int32(said) * 4 >> (search.Exact - tier)
		case said == 0 && w.text && p.Joined():
			of.Raise(uint32(p.Doc), search.Close, 1)
		}
		return true
	})
}

// column makes the column. l.mu is held for reading.
func (d *draft) column(l *Library, w weights) *scope.Column {
	c := scope.NewColumn(d.articles)
	c.Entities = d.entities
	average := l.shelf.total / max(l.shelf.alive, 1)
	var norms [1 << 11]int // of usual lengths
	for words := range norms {
		norms[words] = search.Norm(words, average)
	}
	frequency := func(number uint32, said int) int {
		if words := int(l.shelf.words[number]); words >= len(norms) {
			return search.Frequency(said, search.Norm(words, average))
		}
		return search.Frequency(said, norms[l.shelf.words[number]])
	}
	var documents atomic.Int64
	scope.Spread(int(d.from), len(d.chunks), func(from, to int) {
		here, others := scope.NewDraft(scope.ChunkSize), scope.NewDraft(scope.ChunkSize)
		n := 0
		for chunk := from; chunk < to; chunk++ {
			if len(d.chunks[chunk]) == 0 {
				continue
			}
			d.found(chunk, here, w)
			if d.others != nil {
				d.others.found(chunk, others, w)
				here.Both(others)
			}
			n += c.Take(chunk, here, frequency)
		}
		documents.Add(int64(n))
	})
	c.Weigh(int(documents.Load()), min(l.shelf.alive, d.articles-int(d.from)<<posting.Bits))
	return c
}
