package story

import (
	"testing"
	"time"

	"dateline/feed/wire"
)

// TestSlashes: what comes first in a date with slashes is told by the feed's
// other dates, by a.m. and p.m., or by its language, else such a date is none.
func TestSlashes(t *testing.T) {
	oslo := time.FixedZone("Oslo", 2*3600)
	for _, c := range []struct {
		language string
		in       []string
		want     string // of the first
	}{
		{in: []string{"04/24/2025"}, want: "2025-04-24T00:00:00+02:00"},
		{in: []string{"24/04/2025 10:30"}, want: "2025-04-24T10:30:00+02:00"},
		{in: []string{"4/24/2025 10:30:05 PM"}, want: "2025-04-24T22:30:05+02:00"},
		{in: []string{"4/24/2025 3:04pm EDT"}, want: "2025-04-24T15:04:00-04:00"},
		{in: []string{"04/24/2025, 10:30:00 +0100"}, want: "2025-04-24T10:30:00+01:00"},
		{in: []string{"04/05/2025"}},
		{in: []string{"04/05/2025 10:30 AM"}, want: "2025-04-05T10:30:00+02:00"},
		{in: []string{"04/05/2025", "04/24/2025"}, want: "2025-04-05T00:00:00+02:00"},
		{in: []string{"04/05/2025", "24/04/2025"}, want: "2025-05-04T00:00:00+02:00"},
		{in: []string{"04/05/2025", "24/04/2025", "04/24/2025"}},
		{in: []string{"04/05/2025"}, language: "en-us", want: "2025-04-05T00:00:00+02:00"},
		{in: []string{"04/05/2025"}, language: "en-GB"},
		{in: []string{"13/13/2025"}}, {in: []string{"4/24"}}, {in: []string{"and/or/not"}}, {in: []string{"4/24/0025"}},
	} {
		f := &wire.Feed{}
		f.Language = c.language
		for _, s := range c.in {
			i := &wire.Item{}
			i.Published = slot(s)
			f.Items = append(f.Items, i)
		}
		_, entries := Feed(f, Options{Address: "https://example.org/feed", Zone: oslo})
		got := entries[0].Article.Published
		if c.want == "" && !got.IsZero() || c.want != "" && got.Format(time.RFC3339) != c.want {
			t.Errorf("%q in %q is %s, want %q", c.in, c.language, got.Format(time.RFC3339), c.want)
		}
	}
}
