package screen

import (
	"testing"
	"time"
)

func TestPutAtEdges(t *testing.T) {
	var c Canvas
	c.Resize(5, 1)
	c.Put(-2, 0, Style{}, "ab")
	c.Put(4, 0, Style{}, "東") // half of it would be outside
	c.Put(0, 3, Style{}, "below")
	if got := c.Plain(); got != "\n" {
		t.Errorf("drawing outside left %q", got)
	}
	c.Put(0, 0, Style{}, "東京")
	c.Put(1, 0, Style{}, "x") // the wide cell beneath must not be left half
	if got := c.Plain(); got != " x京\n" {
		t.Errorf("got %q", got)
	}
}

func TestSizes(t *testing.T) {
	var c Canvas
	for w := range 40 {
		for h := range 12 {
			c.Resize(w, h)
			c.Frame(Rect{1, 1, w, h}, "Title")
			c.Track(w-1, 0, h, 3*h+1, h, map[int]Style{h: {}})
			c.Horizontal(0, w, 0)
			c.Fade()
			_ = Dark().Encode(&c)
		}
	}
}

func TestTrackShowsTheEnd(t *testing.T) {
	var c Canvas
	c.Resize(1, 10)
	c.Track(0, 0, 10, 100, 90, nil)
	if c.At(0, 9).Text != "┃" || c.At(0, 0).Text != "│" {
		t.Errorf("the thumb isn't at the end: %q", c.Plain())
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	now := time.Date(2025, 4, 25, 9, 0, 0, 0, zone)
	for _, c := range []struct {
		at         time.Time
		list, long string
	}{
		{time.Time{}, "", ""},
		{time.Date(2025, 4, 25, 7, 40, 0, 0, zone), "07:40", "Fri 25 Apr 2025 07:40, today"},
		{time.Date(2025, 4, 25, 0, 0, 0, 0, zone), "25 Apr", "Fri 25 Apr 2025, today"},
		{time.Date(2025, 4, 24, 0, 0, 0, 0, zone), "24 Apr", "Thu 24 Apr 2025, yesterday"},
		{time.Date(2025, 4, 12, 0, 0, 0, 0, zone), "12 Apr", "Sat 12 Apr 2025, 13 days ago"},
		{time.Date(2024, 4, 12, 0, 0, 0, 0, zone), "Apr 2024", "Fri 12 Apr 2024"},
		{time.Date(2025, 4, 24, 23, 30, 0, 0, time.UTC), "01:30", "Fri 25 Apr 2025 01:30, today"},
	} {
		if got := ListDate(c.at, now); got != c.list {
			t.Errorf("ListDate(%v) = %q, want %q", c.at, got, c.list)
		}
		if got := LongDate(c.at, now); got != c.long {
			t.Errorf("LongDate(%v) = %q, want %q", c.at, got, c.long)
		}
	}
}

func TestText(t *testing.T) {
	if got := CutWord("Two readings of one Thursday", 18); got != "Two readings of…" {
		t.Errorf("CutWord = %q", got)
	}
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1077: "1,077", 1000000: "1,000,000"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q", n, got)
		}
	}
	parts := []string{"ABC News", "Thu 24 Apr 2025", "3 min"}
	if got := CutParts(parts, 26); got != "ABC News · Thu 24 Apr 2025" {
		t.Errorf("CutParts = %q", got)
	}
	if got := CutMiddle("https://example.org/a/long/path", 17); Width(got) != 17 || got[:8] != "https://" {
		t.Errorf("CutMiddle = %q", got)
	}
}
