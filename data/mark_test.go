package data

import "testing"

// Identities are stored and must be the same in every version of the program.
func TestProposeStays(t *testing.T) {
	key := EntityKey{Kind: Place, Join: "kyiv"}
	joined := key
	joined.Article, joined.Name = "a", "Kiev"
	if got, again := key.Propose(0), joined.Propose(0); got != again || got != "ee945a401ff1" {
		t.Errorf("proposed %s and %s", got, again)
	}
	seen := map[EntityID]bool{}
	for _, k := range []EntityKey{key, {Kind: Person, Join: "kyiv"}, {Kind: Place, Article: "a", Name: "Kyiv"}, {Kind: Place, Article: "b", Name: "Kyiv"}} {
		for try := range 3 {
			seen[k.Propose(try)] = true
		}
	}
	if len(seen) != 12 {
		t.Errorf("%d different identities, want 12", len(seen))
	}
}
