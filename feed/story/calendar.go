package story

import (
	"strconv"
	"strings"
	"time"

	"dateline/feed/dates"
	"dateline/feed/wire"
)

// calendar reads the dates of one feed.
type calendar struct {
	zone *time.Location
	// slashed are the layouts of dates like "4/24/2025", none where it isn't
	// known whether the day or the month comes first.
	slashed []string
}

// Dates with slashes, by what comes first in them.
var (
	monthFirst = withTimes("1/2/2006")
	dayFirst   = withTimes("2/1/2006")
)

func withTimes(day string) []string {
	all := []string{day}
	for _, clock := range []string{" 15:04:05", " 15:04", " 3:04:05 PM", " 3:04 PM", " 3:04:05PM", " 3:04PM"} {
		all = append(all, day+clock, day+clock+" -0700", day+clock+" MST")
	}
	return all
}

// calendarOf tells how a feed writes its dates. One that has a 24th month means
// the day first, and one that has a 24th day second the month; where none of its
// dates tells, only those who write a.m. and p.m. or American English surely
// mean the month.
func calendarOf(f *wire.Feed, zone *time.Location) calendar {
	c := calendar{zone: zone}
	month, day, american := false, false, strings.EqualFold(strings.ReplaceAll(f.Language, "_", "-"), "en-us")
	look := func(slots ...*wire.Slot) {
		for _, s := range slots {
			first, second, ok := slashes(s.HTML)
			switch {
			case !ok:
			case first > 12:
				day = true
			case second > 12:
				month = true
			case strings.HasSuffix(strings.ToUpper(strings.TrimSpace(s.HTML)), "M"):
				american = true
			}
		}
	}
	look(&f.Published, &f.Updated)
	for _, i := range f.Items {
		look(&i.Published, &i.Updated, &i.Created)
	}
	switch {
	case month && day: // by several hands
	case day:
		c.slashed = dayFirst
	case month || american:
		c.slashed = monthFirst
	}
	return c
}

// slashes gives the first two numbers of a date like "4/24/2025".
func slashes(s string) (first, second int, ok bool) {
	s = strings.TrimSpace(s)
	i := strings.IndexByte(s, '/')
	if i < 1 || i > 2 || len(s) > dates.MaxLen {
		return 0, 0, false
	}
	one, rest, _ := strings.Cut(s, "/")
	two, _, ok := strings.Cut(rest, "/")
	first, wrong := strconv.Atoi(one)
	second, also := strconv.Atoi(two)
	return first, second, ok && wrong == nil && also == nil
}

// when is a date, zero where there is none that can be read.
func (c calendar) when(s *wire.Slot) time.Time {
	if _, _, ok := slashes(s.HTML); !ok {
		return date(s.HTML, c.zone)
	}
	text := strings.ToUpper(strings.Join(strings.Fields(strings.ReplaceAll(s.HTML, ",", " ")), " "))
	for _, layout := range c.slashed {
		if t, err := time.ParseInLocation(layout, text, c.zone); err == nil && t.Year() >= 1500 {
			return dates.InZone(t)
		}
	}
	return time.Time{}
}

// unix reads a date that is a count of seconds or milliseconds since 1970, from
// 2001 to 2033: a smaller or larger number may be anything, "2033010203" too.
func unix(s string, zone *time.Location) time.Time {
	const least, most = 1_000_000_000, 2_000_000_000
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil:
		return time.Time{}
	case n >= least && n < most:
		return time.Unix(n, 0).In(zone)
	case n >= least*1000 && n < most*1000:
		return time.UnixMilli(n).In(zone)
	}
	return time.Time{}
}
