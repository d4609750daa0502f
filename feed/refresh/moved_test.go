package refresh

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"dateline/data"
	"dateline/feed/fetch"
)

// TestMovesAreRemembered, within a private network too: the reader gave an
// address in it, and what its server sends there for good is asked from then on.
func TestMovesAreRemembered(t *testing.T) {
	var old atomic.Int32
	at := served(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			old.Add(1)
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
			return
		}
		w.Header().Set("ETag", `"new"`)
		if r.Header.Get("If-None-Match") == `"new"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(small))
	})
	s := newShelf(at + "/old")
	e := engine(t, s)
	refreshed(t, e, Choice{})
	done, totals := refreshed(t, e, Choice{All: true})
	if got := s.only(t); got.Address != at+"/new" || got.ID != data.NewFeedID(at+"/old") || got.Health.Error != "" {
		t.Errorf("%+v", got)
	}
	if p := done[at+"/new"]; old.Load() != 1 || p.Status != http.StatusNotModified || totals.Same != 1 || len(s.articles) != 2 {
		t.Errorf("asked %d times at the old address, %+v, %d articles", old.Load(), p, len(s.articles))
	}
}

// TestSentAddresses: what a server on the internet sends to isn't asked in a
// private network; what the reader sets is, whatever it was before.
func TestSentAddresses(t *testing.T) {
	at := served(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(small)) })
	for _, c := range []struct {
		name     string
		validity data.Validity
		want     string
	}{
		{"given", data.Validity{}, ""},
		{"sent there", data.Validity{Address: at, Sent: at}, "it leads into a private network"},
		{"set by the reader since", data.Validity{Address: "https://new.example/", Sent: "https://new.example/"}, ""},
	} {
		s := newShelf()
		s.add(data.Subscription{ID: "feed", Address: at, Validity: c.validity})
		e := engine(t, s)
		for range 2 { // neither is forgotten
			refreshed(t, e, Choice{All: true})
			if got := s.only(t).Health.Error; c.want == "" && got != "" || !strings.HasPrefix(got, c.want) {
				t.Errorf("%s: %q", c.name, got)
			}
		}
	}
	sub := &data.Subscription{ID: "feed", Address: "https://old.example/"}
	res := &fetch.Response{Address: "https://new.example/", Moved: "https://new.example/"}
	if got := placed(sub, res); got.Sent != res.Moved || got.Address != res.Moved {
		t.Errorf("%+v", got)
	}
}

// TestAnotherAddress: what a server said holds for its address alone. One that
// the reader sets is asked anew, when the old one was gone for good too.
func TestAnotherAddress(t *testing.T) {
	var conditional atomic.Int32
	at := served(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			w.WriteHeader(http.StatusGone)
			return
		}
		if r.Header.Get("If-Modified-Since")+r.Header.Get("If-None-Match") != "" {
			conditional.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Last-Modified", "Tue, 28 Apr 2026 10:00:00 GMT")
		_, _ = w.Write([]byte(strings.ReplaceAll(small, "<guid>", "<guid>"+r.URL.Path)))
	})
	s := newShelf(at + "/a")
	e := engine(t, s)
	refreshed(t, e, Choice{})
	for i, path := range []string{"/b", "/gone", "/c"} {
		sub := s.only(t)
		sub.Address = at + path
		s.feeds[sub.ID] = sub
		if _, totals := refreshed(t, e, Choice{}); totals.Feeds != 1 || conditional.Load() != 0 {
			t.Errorf("%d %s: %+v, %d conditional", i, path, totals, conditional.Load())
		}
	}
	if got := s.only(t).Health; len(s.articles) != 6 || got.Gone || got.Error != "" {
		t.Errorf("%d articles, %+v", len(s.articles), got)
	}
	if refreshed(t, e, Choice{All: true}); conditional.Load() != 1 {
		t.Errorf("%d conditional", conditional.Load())
	}
}
