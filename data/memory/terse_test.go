package memory

import (
	"testing"
)

// TestDescriptionsOfOneWordGiveWay: what says more is kept, though something of
// one word be newer, in whatever order the articles are read.
func TestDescriptionsOfOneWordGiveWay(t *testing.T) {
	type told struct {
		what string
		at   int64
	}
	for _, c := range []struct {
		want  string
		tells []told
	}{
		{"special envoy", []told{{"special envoy", 1}, {"envoy", 2}}},
		{"special envoy", []told{{"envoy", 2}, {"special envoy", 1}}},
		{"former envoy", []told{{"former envoy", 2}, {"special envoy", 1}, {"envoy", 3}}},
		{"minister", []told{{"envoy", 1}, {"minister", 2}, {"", 3}}},
	} {
		var a about
		for _, x := range c.tells {
			a.take(about{description: x.what}, x.at)
		}
		if a.description != c.want {
			t.Errorf("%v: %q, want %q", c.tells, a.description, c.want)
		}
	}
}
