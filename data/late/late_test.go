package late_test

import (
	"context"
	"errors"
	"maps"
	"testing"

	"dateline/data"
	"dateline/data/late"
)

// keeper keeps what it is given, unless it fails.
type keeper struct {
	err     error
	tops    map[data.ID]int
	session data.Session
}

func (k *keeper) KeepTops(_ context.Context, tops map[data.ID]int) error {
	if k.err == nil {
		maps.Copy(k.tops, tops)
	}
	return k.err
}

func (k *keeper) KeepSession(_ context.Context, s data.Session) error {
	if k.err == nil {
		k.session = s
	}
	return k.err
}

func (k *keeper) Session(context.Context) (data.Session, error) { return k.session, k.err }

// TestAgain: what can't be stored waits on, and what is newer wins.
func TestAgain(t *testing.T) {
	k := &keeper{err: errors.New("the disk is full"), tops: map[data.ID]int{}}
	w := late.New()
	w.KeepTop(data.Position{Article: "a", Offset: 1})
	w.KeepTop(data.Position{Article: "b", Offset: 2})
	w.KeepSession(data.Session{Settings: map[string]string{"order": "oldest"}})
	if err := w.Flush(t.Context(), k); !errors.Is(err, k.err) {
		t.Errorf("flushing: %v", err)
	}
	w.KeepTop(data.Position{Article: "a", Offset: 3})
	if top, waiting := w.Top("b"); top != 2 || !waiting {
		t.Errorf("b waits at %d: %v", top, waiting)
	}
	k.err = nil
	if err := w.Flush(t.Context(), k); err != nil {
		t.Error(err)
	}
	if want := (map[data.ID]int{"a": 3, "b": 2}); !maps.Equal(k.tops, want) || k.session.Settings["order"] != "oldest" {
		t.Errorf("kept %v and %v", k.tops, k.session)
	}
	if _, waiting := w.Top("b"); waiting {
		t.Error("what is stored still waits")
	}
}

// TestSession: the newest is answered with, stored or not, and shares nothing.
func TestSession(t *testing.T) {
	k := &keeper{session: data.Session{Here: data.Spot{Article: "stored"}}}
	w := late.New()
	if s, err := w.Session(t.Context(), k); err != nil || s.Here.Article != "stored" {
		t.Error(s, err)
	}
	w.KeepSession(data.Session{Settings: map[string]string{"a": "b"}})
	s, err := w.Session(t.Context(), k)
	if err != nil || s.Settings["a"] != "b" {
		t.Error(s, err)
	}
	s.Settings["a"] = "changed"
	if s, _ = w.Session(t.Context(), k); s.Settings["a"] != "b" {
		t.Error("a session is shared")
	}
}
