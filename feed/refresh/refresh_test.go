package refresh

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/data"
)

// served is a server of one feed or of what else answers.
func served(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

const small = `<rss version="2.0"><channel><title>Courier</title><link>https://courier.example/</link><ttl>120</ttl>` +
	`<item><title>One</title><guid>1</guid><description>It was.</description></item>` +
	`<item><title>Two</title><guid>2</guid><description>It is.</description></item></channel></rss>`

// TestImportAndRefresh: all articles of all feeds come in; asked again, every
// request is conditional and nothing is new.
func TestImportAndRefresh(t *testing.T) {
	p := newPress(t, 12, 10)
	s := newShelf(p.addresses()...)
	e := engine(t, s)
	done, totals := refreshed(t, e, Choice{})
	if totals.Feeds != 12 || totals.New != 120 || totals.Failed != 0 || len(s.articles) != 120 {
		t.Fatalf("%+v, %d articles", totals, len(s.articles))
	}
	if got := done[p.URL+"/feed/3"]; got.Title != "Press 3" || got.Status != 200 || got.Stored.New != 10 || got.Of != 12 {
		t.Errorf("%+v", got)
	}
	if _, totals = refreshed(t, e, Choice{}); totals.Feeds != 0 {
		t.Errorf("%d feeds were due at once", totals.Feeds)
	}
	_, totals = refreshed(t, e, Choice{All: true})
	if totals.Same != 12 || totals.New != 0 || p.conditional.Load() != 12 {
		t.Errorf("%+v, %d conditional", totals, p.conditional.Load())
	}
}

// TestProgress: steps come one at a time, each feed's beginning before its end,
// and the count rises to all.
func TestProgress(t *testing.T) {
	p := newPress(t, 20, 1)
	var begun, count int
	var inside atomic.Int32
	_, err := engine(t, newShelf(p.addresses()...)).Run(context.Background(), Choice{}, func(step data.Progress) {
		if inside.Add(1) != 1 {
			t.Error("two steps at once")
		}
		defer inside.Add(-1)
		if !step.Done {
			begun++
			return
		}
		if count++; step.Count != count || step.Of != 20 || begun < count {
			t.Errorf("%+v after %d", step, count)
		}
	})
	if err != nil || count != 20 {
		t.Errorf("%d steps, %v", count, err)
	}
}

// TestBrokenFeedKeepsWhatItHad: neither an answer that isn't a feed nor one that
// is an error takes anything away, and the next try is later each time.
func TestBrokenFeedKeepsWhatItHad(t *testing.T) {
	var answer atomic.Value
	answer.Store(small)
	at := served(t, func(w http.ResponseWriter, _ *http.Request) {
		text := answer.Load().(string)
		if text == "" {
			w.WriteHeader(http.StatusInternalServerError)
		}
		fmt.Fprint(w, text)
	})
	s := newShelf(at)
	e := engine(t, s)
	refreshed(t, e, Choice{})
	good := s.only(t)
	if len(s.articles) != 2 || good.Health.Next.Sub(noon) != 2*time.Hour {
		t.Fatalf("%d articles, %+v", len(s.articles), good.Health)
	}
	for i, c := range []struct{ text, error string }{
		{"<html><body>Domain for sale", "what came isn't a feed any more: no RSS, Atom or JSON Feed is in it"},
		{"", "the server answered 500 Internal Server Error"},
	} {
		answer.Store(c.text)
		done, totals := refreshed(t, e, Choice{All: true})
		got := s.only(t)
		if done[at].Error != c.error || totals.Failed != 1 || got.Health.Error != c.error || got.Health.Failures != i+1 || !got.Health.Failing.Equal(noon) {
			t.Errorf("%+v, %+v", done[at], got.Health)
		}
		if wait := got.Health.Next.Sub(noon); wait != firstTry<<i || len(s.articles) != 2 || got.Validity != good.Validity {
			t.Errorf("next in %v, %d articles, %+v", wait, len(s.articles), got.Validity)
		}
	}
	answer.Store(small)
	done, _ := refreshed(t, e, Choice{All: true})
	if got := s.only(t).Health; got.Failures != 0 || got.Error != "" || !done[at].Same {
		t.Errorf("after it is mended: %+v, %+v", got, done[at])
	}
}

// TestGone: a feed that is gone for good is asked again only when it is chosen.
func TestGone(t *testing.T) {
	var asked atomic.Int32
	at := served(t, func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(http.StatusGone)
	})
	s := newShelf(at)
	e := engine(t, s)
	refreshed(t, e, Choice{All: true})
	refreshed(t, e, Choice{All: true})
	if h := s.only(t).Health; asked.Load() != 1 || !h.Gone || h.Status != 410 || !strings.Contains(h.Error, "gone for good") {
		t.Errorf("asked %d times, %+v", asked.Load(), h)
	}
	refreshed(t, e, Choice{Feeds: []data.FeedID{data.NewFeedID(at)}})
	if asked.Load() != 2 {
		t.Error("it wasn't asked when chosen")
	}
}

// TestRetryAfter: who asks to be left alone is.
func TestRetryAfter(t *testing.T) {
	at := served(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	s := newShelf(at)
	refreshed(t, engine(t, s), Choice{})
	if got := s.only(t).Health.Next.Sub(noon); got != 2*time.Hour {
		t.Errorf("next in %v", got)
	}
}

// TestArticlesStayOfAFeedThatMoves: the new address is remembered, and the
// articles are the same ones there.
func TestArticlesStayOfAFeedThatMoves(t *testing.T) {
	a, _ := identities(t, "https://old.example/feed", "https://old.example/feed")
	b, _ := identities(t, "https://old.example/feed", "https://new.example/feed")
	if a != b {
		t.Errorf("%s became %s", a, b)
	}
}

// identities are the first two articles of a feed that was added under one
// address and came from another.
func identities(t *testing.T, given, from string) (data.ID, data.ID) {
	t.Helper()
	e := engine(t, newShelf())
	sub := &data.Subscription{ID: data.NewFeedID(given), Address: given}
	f := e.parsed(sub, response(from, small), 0)
	if len(f.Entries) != 2 {
		t.Fatalf("%+v", f)
	}
	return f.Entries[0].Article.ID, f.Entries[1].Article.ID
}

func TestChoice(t *testing.T) {
	due := data.Subscription{ID: "due"}
	later := data.Subscription{ID: "later", Health: data.Health{Next: noon.Add(time.Minute)}}
	paused := data.Subscription{ID: "paused", Paused: true}
	gone := data.Subscription{ID: "gone", Health: data.Health{Gone: true}}
	// The clock was years ahead when it was asked, and is right again.
	ahead := data.Subscription{ID: "ahead", Health: data.Health{Tried: noon.AddDate(3, 0, 0), Next: noon.AddDate(3, 0, 0).Add(time.Hour)}}
	for _, c := range []struct {
		choice Choice
		want   string
	}{
		{Choice{}, "due ahead"},
		{Choice{All: true}, "due later ahead"},
		{Choice{Feeds: []data.FeedID{"later", "paused", "gone"}}, "later paused gone"},
	} {
		var got []string
		for _, s := range []data.Subscription{due, later, paused, gone, ahead} {
			if c.choice.takes(&s, noon) {
				got = append(got, string(s.ID))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v takes %v", c.choice, got)
		}
	}
}

func TestIntervals(t *testing.T) {
	e := engine(t, newShelf())
	for _, c := range []struct {
		name  string
		sub   data.Subscription
		asked time.Duration
		same  bool
		want  time.Duration
	}{
		{"nobody says", data.Subscription{}, 0, false, time.Hour},
		{"the feed says", data.Subscription{}, 6 * time.Hour, false, 6 * time.Hour},
		{"too often", data.Subscription{}, time.Second, false, 15 * time.Minute},
		{"too seldom", data.Subscription{}, 1000 * time.Hour, false, 24 * time.Hour},
		{"the reader says", data.Subscription{Every: 5 * time.Minute}, 6 * time.Hour, false, 5 * time.Minute},
		{"it said so earlier", data.Subscription{Health: data.Health{Tried: noon.Add(-6 * time.Hour), Next: noon}}, 0, true, 6 * time.Hour},
		{"after a failure", data.Subscription{Health: data.Health{Tried: noon.Add(-6 * time.Hour), Next: noon, Failures: 3}}, 0, true, time.Hour},
	} {
		if got := e.well(&c.sub, c.asked, c.same).Next.Sub(noon); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	for failures, want := range map[int]time.Duration{1: 15 * time.Minute, 2: 30 * time.Minute, 5: 4 * time.Hour, 9: 24 * time.Hour, 1 << 30: 24 * time.Hour} {
		if got := backOff(failures); got != want {
			t.Errorf("after %d failures %v, want %v", failures, got, want)
		}
	}
}

// TestSlowFeedDelaysNoOther: feeds of other hosts come in while one is waited
// for.
func TestSlowFeedDelaysNoOther(t *testing.T) {
	wait := make(chan struct{})
	slow := served(t, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-wait:
		case <-r.Context().Done():
		}
	})
	p := newPress(t, 10, 2)
	// Another name of the same machine: hosts are told apart by name.
	all := []string{strings.Replace(slow, "127.0.0.1", "localhost", 1)}
	for i := range 5 {
		all = append(all, fmt.Sprintf("%s/%d", all[0], i))
	}
	s := newShelf(append(all, p.addresses()...)...)
	var order []string
	_, err := engine(t, s).Run(context.Background(), Choice{}, func(step data.Progress) {
		if step.Done {
			order = append(order, step.URL)
			if len(order) == 10 {
				close(wait)
			}
		}
	})
	if err != nil || len(order) != 16 {
		t.Fatalf("%d done, %v", len(order), err)
	}
	for _, url := range order[:10] {
		if !strings.HasPrefix(url, p.URL) {
			t.Errorf("%s was waited for", url)
		}
	}
}

// TestCancel: a refresh that is broken off ends soon and keeps what was stored.
func TestCancel(t *testing.T) {
	p := newPress(t, 4, 3)
	never := served(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(context.Background())
	s := newShelf(append(p.addresses(), strings.Replace(never, "127.0.0.1", "localhost", 1))...)
	start := time.Now()
	totals, err := engine(t, s).Run(ctx, Choice{}, func(step data.Progress) {
		if step.Done && step.Count == 4 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || totals.Feeds != 4 || len(s.articles) != 12 || time.Since(start) > 20*time.Second {
		t.Errorf("%+v, %v after %v", totals, err, time.Since(start))
	}
	cancel()
}

// TestStoreThatFails: the feed's step says so, and the run goes on.
func TestStoreThatFails(t *testing.T) {
	p := newPress(t, 2, 1)
	s := newShelf(p.addresses()...)
	s.fail = errors.New("the disk is full")
	done, totals := refreshed(t, engine(t, s), Choice{})
	if totals.Failed != 2 || done[p.URL+"/feed/0"].Error != "it can't be stored: the disk is full" {
		t.Errorf("%+v, %+v", totals, done)
	}
}

// TestNotTwice: a feed that is being refreshed isn't asked for by a second run.
func TestNotTwice(t *testing.T) {
	p := newPress(t, 1, 1)
	e := engine(t, newShelf(p.addresses()...))
	_, err := e.Run(context.Background(), Choice{}, func(step data.Progress) {
		if second, err := e.Run(context.Background(), Choice{All: true}, nil); err != nil || second.Feeds != 0 {
			t.Errorf("%+v, %v", second, err)
		}
	})
	if err != nil || p.requests.Load() != 1 {
		t.Errorf("%d requests, %v", p.requests.Load(), err)
	}
}

// TestManyOfOneHost: no host is asked for more than two feeds at once.
func TestManyOfOneHost(t *testing.T) {
	var now, most atomic.Int32
	at := served(t, func(w http.ResponseWriter, _ *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(2 * time.Millisecond)
		now.Add(-1)
		fmt.Fprint(w, small)
	})
	var all []string
	for i := range 30 {
		all = append(all, fmt.Sprintf("%s/%d", at, i))
	}
	if _, totals := refreshed(t, engine(t, newShelf(all...)), Choice{}); totals.New != 60 || most.Load() > 2 {
		t.Errorf("%+v, %d at once", totals, most.Load())
	}
}
