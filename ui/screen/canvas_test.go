package screen

import (
	"strings"
	"testing"
	"time"

	"dateline/data"
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

// TestClearWide checks that an overlay over wide cells shifts nothing behind it:
// those that reach into it from either side go whole.
func TestClearWide(t *testing.T) {
	defer MeasureClusters(true)
	for _, clusters := range []bool{true, false} {
		MeasureClusters(clusters)
		for x := range 12 {
			var c Canvas
			c.Resize(14, 1)
			c.Put(0, 0, Style{}, "東京の राष्ट्रपति 気")
			c.Clear(Rect{X: x, Y: 0, W: 2, H: 1})
			cells := 0
			for i := range c.W {
				cells += c.At(i, 0).Width
			}
			if cells != c.W || Width(Dark().Encode(&c)) > c.W {
				t.Errorf("cleared from %d: %d cells of %d in %q", x, cells, c.W, c.Plain())
			}
		}
	}
}

// TestSecondLock checks that a cell never holds what moves a cursor or hides,
// even if text comes that was not cleaned.
func TestSecondLock(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mb":           "a [31mb",
		"a\u009b31mb":          "a31mb",
		"a\rb\nc\td\x00e\x7ff": "a b c d e f",
		"é\rß\nü":              "éßü",
		"é\x1b]0;ß\aü":         "é ]0;ßü",
		"\u202eab\u202c":       "ab",
		"東\u2066京\u2069":       "東京",
		"é\u2028é":             "éé",
		"a\U000e0041b":         "ab",
		"é\xff\xfeé":           "é\ufffd\ufffdé",
		"❤\ufe0f!":             "❤!",
		"می\u200cخواهم":        "می\u200cخواهم",
	} {
		var c Canvas
		c.Resize(20, 1)
		c.Put(0, 0, Style{}, in)
		if got := strings.TrimSuffix(c.Plain(), "\n"); got != want {
			t.Errorf("%q is drawn as %q, want %q", in, got, want)
		}
	}
}

// TestMarkedText checks that marking changes no text, wherever a mark begins
// and ends.
func TestMarkedText(t *testing.T) {
	text := "é की क्ष น้ำ 👍🏽🇳🇴🇸🇪 東京"
	for from := range text {
		for to := range text {
			var plain, marked Canvas
			plain.Resize(40, 1)
			marked.Resize(40, 1)
			plain.Put(0, 0, Style{}, text)
			marked.PutMarked(0, 0, Style{}, text, 100, []data.Hit{{Start: 100 + from, End: 100 + to}})
			if plain.Plain() != marked.Plain() {
				t.Fatalf("%q marked in %q gives %q", text[from:max(from, to)], text, marked.Plain())
			}
		}
	}
}

func TestClusterEnd(t *testing.T) {
	text := "aéकी!"
	for _, c := range []struct{ from, at, want int }{
		{0, 0, 1}, {0, 1, 1}, {0, 2, 3}, {1, 1, 3}, {1, 3, 3}, {0, 4, 9}, {3, 6, 9}, {3, 9, 9}, {9, 0, 10}, {0, 10, 10},
	} {
		if got := ClusterEnd(text, c.from, c.at); got != c.want {
			t.Errorf("ClusterEnd(%q, %d, %d) = %d, want %d", text, c.from, c.at, got, c.want)
		}
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

func TestSparkline(t *testing.T) {
	var c Canvas
	c.Resize(8, 1)
	if end := c.Sparkline(1, 0, Person, []int{0, 1, 4, 8, 100}); end != 6 {
		t.Errorf("it ends at %d", end)
	}
	if got := c.Plain(); got != " ▁▂▂▂█\n" {
		t.Errorf("drawn %q", got)
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

// TestTicksOnOneRow: of several in a row of the scroll bar the current one is
// shown, else the first, and the same each time.
func TestTicksOnOneRow(t *testing.T) {
	other, current := Style{Fg: Person}, Style{Fg: Text, Bold: true}
	for range 20 {
		var c Canvas
		c.Resize(1, 10)
		c.Track(0, 0, 10, 100, 0, map[int]Style{12: other, 15: current, 18: other, 33: other, 34: {Fg: Place}})
		if c.At(0, 1).Style != current || c.At(0, 3).Style != other {
			t.Fatalf("%+v and %+v", c.At(0, 1).Style, c.At(0, 3).Style)
		}
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
