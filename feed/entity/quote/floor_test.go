package quote_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/feed/entity"
)

// score counts quotations. One is right when its bytes are those that are
// marked and its speaker is the one of that name, or nobody where the text names
// nobody: what is found without the speaker that the text names is wrong, and
// missed as well. A name may have a title more or a first name less, as the
// recogniser cut it: "Keeper Iestyn Prosser", "Kermadec".
type score struct {
	right, found, marked int
	letters              int // of right: by the marked name to the letter
	spans                int // with the right bytes, whoever is said to speak
}

func (s score) precision() float64 { return share(s.right, s.found) }
func (s score) recall() float64    { return share(s.right, s.marked) }

func share(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

// compare counts one article, and tells of each that is wrong or missed.
func compare(t *testing.T, m marked, rec data.Recognition, s *score) {
	text := m.article.Text
	s.marked += len(m.quotes)
	s.found += len(rec.Quotes)
	for _, q := range rec.Quotes {
		at := slices.IndexFunc(m.quotes, func(w said) bool { return w.start == q.Start && w.end == q.End })
		speaker := "?"
		if q.Speaker >= 0 {
			speaker = rec.Entities[q.Speaker].Name
		}
		if at < 0 {
			t.Logf("%s: no speech: %q (%s)", m.id, text[q.Start:q.End], speaker)
			continue
		}
		s.spans++
		if want := m.quotes[at].speaker; !calledSo(rec, q.Speaker, want) {
			t.Logf("%s: %q is by %s, not by %s", m.id, text[q.Start:q.End], want, speaker)
			continue
		}
		s.right++
		if q.Speaker < 0 || byName(rec, q.Speaker, m.quotes[at].speaker, strings.EqualFold) {
			s.letters++
		}
	}
	for _, w := range m.quotes {
		if !slices.ContainsFunc(rec.Quotes, func(q data.LocalQuote) bool { return q.Start == w.start && q.End == w.end }) {
			t.Logf("%s: missed %q of %s", m.id, text[w.start:w.end], w.speaker)
		}
	}
}

// calledSo reports whether a speaker goes by a name.
func calledSo(rec data.Recognition, speaker int, name string) bool {
	if speaker < 0 || name == "?" {
		return speaker < 0 && name == "?"
	}
	return byName(rec, speaker, name, func(a, b string) bool {
		a, b = " "+strings.ToLower(a), " "+strings.ToLower(b)
		return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
	})
}

// byName reports whether one of a speaker's names is like another.
func byName(rec data.Recognition, speaker int, name string, like func(a, b string) bool) bool {
	e := rec.Entities[speaker]
	same := func(other string) bool { return like(other, name) }
	return same(e.Name) || slices.ContainsFunc(e.Aliases, same)
}

// scored runs the recogniser, so that what it misses counts as well.
func scored(t *testing.T, articles []marked) score {
	t.Helper()
	r, err := entity.New()
	if err != nil {
		t.Fatal(err)
	}
	var s score
	for _, m := range articles {
		compare(t, m, r.Recognise(context.Background(), m.article), &s)
	}
	return s
}

// The floors: what is asked for, and less of it where the recogniser must have
// cut the speaker's name to the letter, as that hangs on the model.
const (
	leastPrecision = 95
	leastRecall    = 70
	leastLetters   = 93
)

func TestKnownArticles(t *testing.T) { floor(t, "known") }

// TestHeldOutArticles measures articles that were written before the finder and
// not looked at while it was made.
func TestHeldOutArticles(t *testing.T) { floor(t, "held") }

func floor(t *testing.T, name string) {
	articles := folder(t, name)
	s := scored(t, articles)
	t.Logf("%s: %d articles, %d quotations: precision %.1f, recall %.1f (%.1f and %.1f by the marked name to the letter); %d of %d found with the right bytes",
		name, len(articles), s.marked, s.precision(), s.recall(), share(s.letters, s.found), share(s.letters, s.marked), s.spans, s.found)
	if s.precision() < leastPrecision || s.recall() < leastRecall {
		t.Errorf("want precision %d and recall %d at least", leastPrecision, leastRecall)
	}
	if got := share(s.letters, s.found); got < leastLetters {
		t.Errorf("%.1f are right by the marked name to the letter, want %d", got, leastLetters)
	}
}
