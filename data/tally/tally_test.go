package tally_test

import (
	"slices"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/tally"
)

func TestMost(t *testing.T) {
	counts := map[string]int{"b": 2, "a": 2, "c": 5, "": 9, "d": 1}
	if got := tally.Most(counts, 3); !slices.Equal(got, []string{"c", "a", "b"}) {
		t.Errorf("%q", got)
	}
}

func TestSeconds(t *testing.T) {
	before := time.Date(1969, 12, 31, 23, 59, 59, 500_000_000, time.UTC)
	if got := tally.Seconds(tally.Milliseconds(before)); got != before.Unix() {
		t.Errorf("%d, want %d", got, before.Unix())
	}
	if got := tally.Seconds(tally.Milliseconds(time.Time{})); got != 0 {
		t.Errorf("undated is %d", got)
	}
}

// TestDays: the last day is that of the newest article, in its own zone.
func TestDays(t *testing.T) {
	east := time.FixedZone("UTC+3", 3*60*60)
	newest := time.Date(2025, 4, 25, 1, 0, 0, 0, east) // the 24th in UTC
	articles := map[time.Time]int{
		newest: 2, newest.AddDate(0, 0, -1): 3, newest.AddDate(0, 0, -13): 4, newest.AddDate(0, 0, -14): 5, {}: 6,
	}
	got := tally.Days(newest.Unix(), func(note func(time.Time, int)) {
		for at, n := range articles {
			note(at, n)
		}
	})
	want := make([]int, data.DaysShown)
	want[0], want[12], want[13] = 4, 3, 2
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if tally.Days(0, nil) != nil {
		t.Error("days without a date")
	}
}
