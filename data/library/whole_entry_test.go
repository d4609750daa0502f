package library_test

import (
	"testing"

	"dateline/data"
)

// TestEntryWithItsText: what a local file gave has its text and blocks, and
// keeps them; nothing is made of it as of what a feed gave.
func TestEntryWithItsText(t *testing.T) {
	s := begin(t)
	s.follow("folder")
	for _, c := range []struct {
		text string
		want data.Stored
	}{
		{"The ferry has struck the quay.", data.Stored{New: 1}},
		{"The ferry has struck the quay.", data.Stored{}},
		{"The ferry has left the quay for Anna.", data.Stored{Changed: 1}},
	} {
		a := &data.Article{ID: "0123456789abcdef", Title: "Ferry", Text: c.text, Blocks: []data.Block{{End: len(c.text)}}}
		if got := s.give("folder", data.Entry{Article: a}); got != c.want {
			t.Errorf("stored %+v, want %+v", got, c.want)
		}
		s.settle()
		r, err := s.Read(s.ctx, a.ID, data.Query{})
		s.ok(err)
		if r.Article.Text != c.text || len(r.Article.Blocks) != 1 {
			t.Errorf("%+v", r.Article)
		}
	}
	s.want("ferry", "Ferry")
	all, err := s.Subscriptions(s.ctx)
	s.ok(err)
	if cut, err := s.Cut(s.ctx, all[0].ID, 10); err != nil || len(cut) != 0 {
		t.Errorf("%v are cut short, %v", cut, err)
	}
}
