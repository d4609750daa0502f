package refresh

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

// desk is a store of articles that are cut short.
type desk struct {
	waiting []Excerpt
	whole   map[data.ID]*data.Article
	reasons map[data.ID]string
	fail    error
}

func (d *desk) Excerpts(_ context.Context, most int) ([]Excerpt, error) {
	var left []Excerpt
	for _, x := range d.waiting {
		_, done := d.whole[x.Article.ID]
		if !done && len(left) < most {
			left = append(left, x)
		}
	}
	return left, nil
}

func (d *desk) Complete(_ context.Context, id data.ID, whole *data.Article, reason string) error {
	d.whole[id], d.reasons[id] = whole, reason
	return d.fail
}

// TestComplete: all that can be had is fetched once, what can't be is noted, and
// what may be had later is left for later.
func TestComplete(t *testing.T) {
	at := served(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/gone"):
			http.NotFound(w, r)
		case strings.HasPrefix(r.URL.Path, "/busy"):
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			fmt.Fprintf(w, "<html><body><p>The whole of %s: the ferry has struck the quay at Brevik.", r.URL.Path)
		}
	})
	d := &desk{whole: map[data.ID]*data.Article{}, reasons: map[data.ID]string{}}
	for i := range 3 * excerpts {
		path := fmt.Sprintf("/%d", i)
		switch i % 30 {
		case 7:
			path = "/gone" + path
		case 8:
			path = "/busy" + path
		}
		d.waiting = append(d.waiting, Excerpt{&data.Article{ID: data.ID(path), URL: at + path, Text: "The ferry …"}, at + "/feed"})
	}
	reported := 0
	got, err := engine(t, newShelf()).Complete(context.Background(), d, func(*data.Article) { reported++ })
	if err != nil || got.Whole+got.Failed != 3*excerpts || got.Failed != 14 || reported != got.Whole {
		t.Errorf("%+v, %d reported, %v", got, reported, err)
	}
	if whole := d.whole["/5"]; whole == nil || !strings.Contains(whole.Text, "The whole of /5") {
		t.Errorf("%+v", whole)
	}
	if whole, tried := d.whole["/gone/7"]; !tried || whole != nil || d.reasons["/gone/7"] != "the server answered 404 Not Found" {
		t.Errorf("%v, %q", whole, d.reasons["/gone/7"])
	}
	if _, tried := d.whole["/busy/8"]; tried {
		t.Error("a passing fault was taken for good")
	}
}

func TestCompleteEnds(t *testing.T) {
	at := served(t, func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Millisecond)
		fmt.Fprint(w, "<p>A longer text than it was.")
	})
	d := &desk{whole: map[data.ID]*data.Article{}, reasons: map[data.ID]string{}}
	for i := range 200 {
		d.waiting = append(d.waiting, Excerpt{&data.Article{ID: data.ID(fmt.Sprint(i)), URL: at}, at})
	}
	ctx, cancel := context.WithCancel(context.Background())
	if got, err := engine(t, newShelf()).Complete(ctx, d, func(*data.Article) { cancel() }); !errors.Is(err, context.Canceled) || got.Whole > 20 {
		t.Errorf("%+v, %v", got, err)
	}
	d.fail = errors.New("the disk is full")
	if _, err := engine(t, newShelf()).Complete(context.Background(), d, nil); !errors.Is(err, d.fail) {
		t.Errorf("%v", err)
	}
	cancel()
}
