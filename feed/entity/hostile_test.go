package entity

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/data"

	"github.com/google/go-cmp/cmp"
)

// check fails if a recognition has an offset outside the text, an empty
// mention, or mentions that overlap.
func check(t *testing.T, text string, rec data.Recognition) {
	t.Helper()
	taken := make([]bool, len(text))
	for _, e := range rec.Entities {
		if e.Name == "" || len(e.Mentions) == 0 {
			t.Fatalf("an entity without name or mentions: %+v", e)
		}
		at := 0
		for _, m := range e.Mentions {
			if m.Start < at || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%s has mention [%d,%d) after %d in %d bytes", e.Name, m.Start, m.End, at, len(text))
			}
			at = m.End
			for i := m.Start; i < m.End; i++ {
				if taken[i] {
					t.Fatalf("%s: byte %d is in two mentions", e.Name, i)
				}
				taken[i] = true
			}
			if m.Why.By == "" {
				t.Fatalf("%s has a mention without a reason", e.Name)
			}
		}
	}
}

// TestHostileText takes no longer than some minutes of reading would, on a
// slow and busy machine.
func TestHostileText(t *testing.T) {
	r := recogniser(t)
	share := 1
	if testing.Short() { // as under the race detector, where all takes ten times as long
		share = 10
	}
	var many strings.Builder
	for i := range 20_000 / share {
		many.WriteString("Anna" + strings.Repeat("x", i%7) + " Smith" + string(rune('a'+i%26)) + strings.Repeat("z", i%11) + " and ")
	}
	for name, text := range map[string]string{
		"empty":               "",
		"spaces":              strings.Repeat(" \n\t", 10_000/share),
		"one token":           strings.Repeat("A", 1<<20/share),
		"no full stop":        strings.Repeat("word ", 200_000/share),
		"capitals":            strings.Repeat("Word ", 100_000/share),
		"phrases":             strings.Repeat("The envoy Ana Ruiz met Bo Ruiz. The envoy liked the city of London, and the capital grew. ", 5_000/share),
		"one name":            strings.Repeat("Ana Ruiz ", 50_000/share),
		"many names":          many.String(),
		"hyphens":             strings.Repeat("Ruiz-Olsen Ruiz Olsen ", 20_000/share),
		"invalid":             strings.Repeat("Oslo \xff\xfe ", 10_000/share),
		"nul":                 "Oslo\x00Bergen\x00",
		"combining":           "O" + strings.Repeat("\u0301", 100_000/share) + "slo",
		"right to left":       strings.Repeat("אוסלו \u202e Oslo ", 1_000/share),
		"quotes and commas":   strings.Repeat("Ana Ruiz, the , , , director ", 20_000/share),
		"titles":              strings.Repeat("President ", 50_000/share) + "Ruiz",
		"trailing in capital": strings.Repeat("THE MAYOR OF OSLO ", 20_000/share),
	} {
		start := time.Now()
		check(t, text, r.RecogniseText(text))
		check(t, text, r.Recognise(context.Background(), article("caption: "+text)))
		t.Logf("%s: %v", name, time.Since(start))
		if d := time.Since(start); d > time.Minute {
			t.Errorf("%s took %v", name, d)
		}
	}
}

func TestBlocksOutsideTheTextAreLeftOut(t *testing.T) {
	a := &data.Article{Text: "Oslo", Blocks: []data.Block{{Start: -1, End: 3}, {Start: 2, End: 99}, {Start: 3, End: 1}}}
	if rec := recogniser(t).Recognise(context.Background(), a); len(rec.Entities) != 0 || rec.Version == "" {
		t.Errorf("got %+v", rec)
	}
}

func TestCancelledGivesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if rec := recogniser(t).Recognise(ctx, article("Ana Ruiz lives in Oslo.")); rec.Version != "" || rec.Entities != nil {
		t.Errorf("got %+v", rec)
	}
}

func TestManyAtOnceFindTheSame(t *testing.T) {
	r := recogniser(t)
	texts := ownNews(t)
	var want []data.Recognition
	for _, text := range texts {
		want = append(want, r.RecogniseText(text.Text))
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i, text := range texts {
				if d := cmp.Diff(want[i], r.RecogniseText(text.Text)); d != "" {
					t.Error(d)
				}
			}
		})
	}
	wait.Wait()
}

func FuzzRecognise(f *testing.F) {
	r := recogniser(f)
	for _, s := range []string{story[:300], "Ana Ruiz/AFP", "KYIV, (AP) — no", "\xffOslo", "St. St. St.", "’s", "THE THE THE OF OSLO", "Trump-Putin Trump Putin"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text, r.RecogniseText(text))
		for _, kind := range []string{"caption", "headline", "table", "paragraph"} {
			a := article(kind + ": " + text)
			check(t, a.Text, r.Recognise(context.Background(), a))
		}
	})
}
