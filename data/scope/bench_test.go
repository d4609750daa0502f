package scope

import (
	"math/rand/v2"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
)

// BenchmarkCommon is a query for two words that most articles have, over 100,000
// of them: bringing its terms together, and the first that a screen asks for.
func BenchmarkCommon(b *testing.B) {
	const n = 100_000
	q, err := search.Parse("the people", time.Now(), time.UTC, true)
	if err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	var columns []*Column
	for _, share := range []int{98, 80} { // percent
		draft := NewDraft(n)
		for i := range n {
			if random.IntN(100) < share {
				draft.Raise(uint32(i), search.Exact-search.Tier(random.IntN(2)), 4*int32(1+random.IntN(60)))
			}
		}
		c := NewColumn(n)
		for chunk := range Chunks(n) {
			c.Take(chunk, draft.Chunk(chunk), func(_ uint32, said int) int { return search.Frequency(said, 256) })
		}
		c.Weigh(n*share/100, n)
		columns = append(columns, c)
	}
	sorted, rank := make([]uint32, n), make([]uint32, n)
	for i, number := range random.Perm(n) {
		sorted[i], rank[number] = uint32(number), uint32(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		s := New(1, q)
		for i := range s.Terms {
			s.Terms[i].Column = columns[i]
		}
		s.Combine(0, n, func(uint32) bool { return true })
		if first := s.First(data.Relevance, sorted, rank, 500); len(first) != 500 {
			b.Fatalf("%d", len(first))
		}
	}
}
