package library

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dateline/data"
)

// TestIdentities: each number has its identity and the other way round, also
// where all hashes are alike, and where an identity goes over to another number.
func TestIdentities(t *testing.T) {
	for name, hash := range map[string]func(data.ID) uint64{
		"as it is":        newIdentities().hash,
		"alike":           func(data.ID) uint64 { return 7 },
		"alike in groups": func(id data.ID) uint64 { return uint64(id[len(id)-1]) },
	} {
		random := rand.New(rand.NewPCG(1, 2))
		ids := newIdentities()
		ids.hash = hash
		const rows, different = 2000, 300
		ids.all = make([]data.ID, rows)
		want, given := map[data.ID]uint32{}, map[uint32]data.ID{}
		for n := uint32(1); n < rows; n++ {
			id := data.ID(fmt.Sprintf("article/%d", random.IntN(different)))
			if old, ok := want[id]; ok {
				ids.drop(old)
			}
			ids.put(n, id)
			want[id], given[n] = n, id
			if random.IntN(4) == 0 {
				gone := data.ID(fmt.Sprintf("article/%d", random.IntN(different)))
				if n, ok := want[gone]; ok {
					ids.drop(n)
					delete(want, gone)
				}
			}
			if n%100 != 0 {
				continue
			}
			for i := range different {
				id := data.ID(fmt.Sprintf("article/%d", i))
				got, ok := ids.number(id)
				if n, there := want[id]; ok != there || got != n {
					t.Fatalf("%s: %s has number %d (%t), want %d (%t)", name, id, got, ok, n, there)
				}
			}
		}
		for n, id := range given {
			if ids.all[n] != id {
				t.Errorf("%s: number %d is %s, want %s", name, n, ids.all[n], id)
			}
		}
	}
}

// TestLongIdentity: one that is longer than a block is kept too.
func TestLongIdentity(t *testing.T) {
	ids := newIdentities()
	ids.all = make([]data.ID, 3)
	long := data.ID(fmt.Sprintf("%0*d", 3*identityBlock, 1))
	ids.put(1, long)
	ids.put(2, "short")
	for id, want := range map[data.ID]uint32{long: 1, "short": 2} {
		if n, ok := ids.number(id); !ok || n != want || ids.all[n] != id {
			t.Errorf("an identity of %d bytes has number %d", len(id), n)
		}
	}
}
