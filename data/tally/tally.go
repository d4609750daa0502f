// Package tally counts and orders what is mentioned, as all libraries do.
package tally

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"dateline/data"
)

// ByMentions sorts entities: the most mentioned first, of those alike the one in
// more articles, then by name.
func ByMentions(counts []data.EntityCount) {
	slices.SortFunc(counts, func(a, b data.EntityCount) int {
		return cmp.Or(cmp.Compare(b.All, a.All), cmp.Compare(b.Articles, a.Articles),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

// ByTogether sorts companions: those of most articles first, of those alike the
// most mentioned in them, then by name.
func ByTogether(with []data.Companion) {
	slices.SortFunc(with, func(a, b data.Companion) int {
		return cmp.Or(cmp.Compare(b.Together, a.Together), cmp.Compare(b.Mentions, a.Mentions),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

// Here sorts the entities of an article: the most mentioned in it first, of
// those alike the one that comes first.
func Here(counts []data.EntityCount) {
	slices.SortFunc(counts, func(a, b data.EntityCount) int {
		return cmp.Or(cmp.Compare(b.Here, a.Here), cmp.Compare(a.First, b.First), cmp.Compare(a.ID, b.ID))
	})
}

// Most gives what was counted, most first and then by name, at most limit of it.
// What has no name is left out.
func Most(counts map[string]int, limit int) []string {
	delete(counts, "")
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return names[:min(len(names), limit)]
}

// Undated is the date of an article without one, in Unix milliseconds: before
// all others, so that it sorts behind every date.
const Undated = math.MinInt64

// Milliseconds makes Unix milliseconds of a date, Undated where it is none.
func Milliseconds(t time.Time) int64 {
	if t.IsZero() {
		return Undated
	}
	return t.UnixMilli()
}

// Seconds makes Unix seconds of Unix milliseconds, before 1970 too, and 0 of
// Undated.
func Seconds(milliseconds int64) int64 {
	if milliseconds == Undated {
		return 0
	}
	return time.UnixMilli(milliseconds).Unix()
}

// Days counts mentions on each day up to that of last, in Unix seconds, by the
// days that articles are dated with. It is nil where last is 0. each calls a
// function for the articles that mention an entity, with when they are dated and
// how often they do.
func Days(last int64, each func(note func(published time.Time, mentions int))) []int {
	if last == 0 {
		return nil
	}
	end := Day(time.Unix(last, 0).UTC())
	each(func(published time.Time, _ int) { // the newest article's own zone says which day that was
		if published.Unix() == last {
			end = Day(published)
		}
	})
	days := make([]int, data.DaysShown)
	each(func(published time.Time, mentions int) {
		if ago := end - Day(published); !published.IsZero() && ago >= 0 && ago < data.DaysShown {
			days[data.DaysShown-1-ago] += mentions
		}
	})
	return days
}

// Day counts days, so that those of the calendar that follow one another differ
// by one.
func Day(t time.Time) int {
	return int(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
