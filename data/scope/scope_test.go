package scope

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
)

var asked = []string{
	"", "tariff", "tariff quay", "tariff -quay", "tariff OR quay", "-(tariff OR quay) sea", "(sea quay) OR (tariff -sea) OR boat",
	"is:unread", "is:unread tariff", "-is:unread tariff", "-is:unread", "tariff (is:unread OR quay)", "is:unread -tariff",
}

// made is the scope of a query over n articles that match its terms at random.
func made(t *testing.T, random *rand.Rand, source string, n int) *Scope {
	t.Helper()
	q, err := search.Parse(source, time.Now(), time.UTC, false)
	if err != nil {
		t.Fatal(err)
	}
	s := New(1, q)
	err = s.Match(func(term *Term, _ bool) error {
		if term.Term.Field == data.UnreadField {
			term.Column = Filter(n, third)
			return nil
		}
		draft := NewDraft(n)
		for i := range n {
			if tier := search.Tier(random.IntN(int(search.Exact) + 1)); tier != search.None {
				draft.Raise(uint32(i), tier, 4*int32(random.IntN(500)))
			}
		}
		term.Column = NewColumn(n)
		for chunk := range Chunks(n) {
			term.Column.Take(chunk, draft.Chunk(chunk), func(_ uint32, said int) int { return said })
		}
		term.Column.weight = 4000
		return nil
	}, func() { s.Combine(0, n, odd) })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// at tells how terms match an article.
func at(number int) matched {
	return func(leaf *part) (search.Tier, int32) {
		if leaf.term.Column.holds != nil {
			return map[bool]search.Tier{true: search.Exact}[third(uint32(number))], 0
		}
		p := leaf.piece(number >> ChunkBits)
		i, ok := slices.BinarySearch(p.docs, uint16(number%ChunkSize))
		if !ok {
			return search.None, 0
		}
		return tierOf(p.how[i]), leaf.term.Column.score(p.how[i])
	}
}

// third says for which articles a filter holds.
func third(number uint32) bool { return number%3 == 0 }

// odd says which articles there are.
func odd(number uint32) bool { return number%2 == 1 }

// TestNarrowing: going part by part is the same as judging article by article.
func TestNarrowing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, source := range asked[1:] {
		for _, n := range []int{0, 30, 500, ChunkSize, 2*ChunkSize + 17} {
			s := made(t, random, source, n)
			count := 0
			for i := range n {
				want := verdict{}
				if odd(uint32(i)) {
					want = all(s.parts, at(i))
				}
				if s.key(uint32(i)) != want.key() || membership(s.key(uint32(i))) != want.member || s.Has(uint32(i)) != (want.member != Outside) {
					t.Fatalf("%s: article %d has key %x, want %+v", source, i, s.key(uint32(i)), want)
				}
				if want.member != Outside {
					count++
				}
			}
			if s.Count != count || s.Has(uint32(n)) {
				t.Errorf("%s: %d articles, want %d", source, s.Count, count)
			}
		}
	}
}

// TestOrder: what holds goes before what is close; by relevance, what matches
// better goes first, and of equals the newer.
func TestOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	const n = 700
	sorted, rank := make([]uint32, 0, n), make([]uint32, n)
	for _, i := range random.Perm(n) {
		if odd(uint32(i)) {
			rank[i] = uint32(len(sorted))
			sorted = append(sorted, uint32(i))
		}
	}
	for _, source := range asked[1:] {
		s := made(t, random, source, n)
		for _, by := range []data.Order{data.Oldest, data.Relevance, data.Relevance + 1} {
			want := slices.DeleteFunc(slices.Clone(sorted), func(i uint32) bool { return !s.Has(i) })
			slices.SortStableFunc(want, func(a, b uint32) int {
				one, other := all(s.parts, at(int(a))), all(s.parts, at(int(b)))
				c := cmp.Compare(other.member, one.member)
				if by >= data.Relevance {
					c = cmp.Or(c, cmp.Compare(one.cost, other.cost), cmp.Compare(other.score>>grain, one.score>>grain))
				}
				return c
			})
			got := s.Ordered(by, sorted)
			if !slices.Equal(got, want) {
				t.Errorf("%s in order %d: %v, want %v", source, by, got, want)
			}
			for _, most := range []int{1, 3, 20, n} {
				if first := s.First(by, sorted, rank, most); !slices.Equal(first, want[:min(most, len(want))]) {
					t.Errorf("%s in order %d: the first %d are %v, want %v", source, by, most, first, want[:min(most, len(want))])
				}
			}
			place := s.Places(by, sorted, rank)
			if !slices.IsSortedFunc(got, func(a, b uint32) int { return cmp.Compare(place(a), place(b)) }) {
				t.Errorf("%s in order %d: the places aren't those of the list", source, by)
			}
		}
	}
}

// TestKept: an answer is kept for its generation, and the oldest goes first.
func TestKept(t *testing.T) {
	k := Keep(2)
	one, two := Everything(1, 3), Everything(2, 4)
	k.Put("a", one)
	k.Put("b", one)
	k.Put("b", two)
	if k.Get("a", 1) != one || k.Get("a", 2) != nil || k.Get("b", 2) != two || k.Get("b", 1) != nil {
		t.Error("what is kept isn't what was put")
	}
	k.Put("c", two)
	if k.Get("a", 1) != nil || k.Get("c", 2) != two {
		t.Error("the oldest stayed")
	}
}

// TestLarge: what two processors share is what one does.
func TestLarge(t *testing.T) {
	const n = large<<ChunkBits + 4097
	seen := make([]int, Chunks(n))
	Spread(0, len(seen), func(from, to int) {
		for i := from; i < to; i++ {
			seen[i]++
		}
	})
	if slices.ContainsFunc(seen, func(times int) bool { return times != 1 }) {
		t.Error("a chunk was left out, or seen twice")
	}
	random := rand.New(rand.NewPCG(5, 6))
	sorted, rank := make([]uint32, 0, n), make([]uint32, n)
	for _, i := range random.Perm(n) {
		if odd(uint32(i)) {
			rank[i] = uint32(len(sorted))
			sorted = append(sorted, uint32(i))
		}
	}
	s := made(t, random, "sea tariff -quay", n)
	for i := range n {
		want := verdict{}
		if odd(uint32(i)) {
			want = all(s.parts, at(i))
		}
		if s.key(uint32(i)) != want.key() {
			t.Fatalf("article %d has key %x, want %+v", i, s.key(uint32(i)), want)
		}
	}
	for _, by := range []data.Order{data.Newest, data.Relevance} {
		if first := s.First(by, sorted, rank, 300); !slices.Equal(first, s.Ordered(by, sorted)[:300]) {
			t.Errorf("in order %d the first aren't those of all", by)
		}
	}
}

// TestPlace compares with sorting.
func TestPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for n := 1; n < 300; n++ {
		keys := make([]uint64, n)
		for i := range keys {
			keys[i] = uint64(random.IntN(1 + n/(1+n%3))) // with and without many that are equal
		}
		if n%4 == 0 {
			slices.Sort(keys)
		}
		want := slices.Sorted(slices.Values(keys))
		at := random.IntN(n)
		if got := place(keys, at); got != want[at] || keys[at] != got {
			t.Fatalf("%d of %v: %d, want %d", at, want, got, want[at])
		}
		slices.Sort(keys[:at])
		slices.Sort(keys[at:])
		if !slices.Equal(keys, want) {
			t.Fatalf("around %d there is %v, want %v", at, keys, want)
		}
	}
}
