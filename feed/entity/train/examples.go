package main

import (
	"math/rand"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/feed/entity/tagger"
)

// example is a sentence as rows of weights, ready to learn from.
type example struct {
	rows [][]uint32
	gold []int8
}

// ownShare is how many times the shared rows each corpus's own rows are,
// all together.
const ownShare = 3

// ownFeatures is how many of a token's features, the first, have a row of
// their corpus: those of words, which is where corpora differ. To give all
// features one cost a point of F1.
const ownFeatures = 12

// builder makes examples. Every feature has a shared row, and those of words
// a row of their corpus beside it that takes what only this corpus believes
// (Daumé 2007); the model that ships has the shared rows alone.
type builder struct {
	features    *tagger.Extractor
	rows        int // shared rows
	examples    []example
	netExamples []netExample
}

func (b *builder) total() int { return b.rows * (1 + ownShare) }

// add appends a document's sentences to the examples of both learners.
func (b *builder) add(d *document) {
	b.features.Document(d.words())
	for i, s := range d.sentences {
		b.features.Sentence(i)
		e, n := example{gold: s.gold}, netExample{gold: s.gold}
		for i := range s.words {
			ids := b.features.Features(i)
			rows := make([]uint32, 0, len(ids)+ownFeatures)
			for k, id := range ids {
				rows = append(rows, uint32(tagger.Row(id, b.rows)))
				if k < ownFeatures {
					own := tagger.Row(id*0x9E3779B97F4A7C15+uint64(d.corpus)*0xABCDEF1234567, b.rows*ownShare)
					rows = append(rows, uint32(b.rows+own))
				}
			}
			e.rows = append(e.rows, rows)
			n.ranks = append(n.ranks, int32(b.features.Rank(i)))
			n.units = append(n.units, unitRows(b.features.Units(i)))
		}
		b.examples, b.netExamples = append(b.examples, e), append(b.netExamples, n)
	}
}

func unitRows(units []uint64) []uint16 {
	rows := make([]uint16, len(units))
	for i, u := range units {
		rows[i] = uint16(tagger.UnitRow(u))
	}
	return rows
}

// recase returns some of a document's sentences again as a document each, in
// capitals or in title case, as headlines are, or without capitals, as many
// write who are in a hurry.
func recase(d *document, share float64, rng *rand.Rand) []*document {
	var out []*document
	for _, s := range d.sentences {
		if rng.Float64() >= share {
			continue
		}
		change := cases[rng.Intn(len(cases))]
		t := sentence{gold: s.gold}
		for _, w := range s.words {
			t.words = append(t.words, change(w))
		}
		out = append(out, &document{corpus: d.corpus, sentences: []sentence{t}})
	}
	return out
}

var cases = [...]func(string) string{strings.ToUpper, titleCase, strings.ToLower}

func titleCase(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}
