// Package dates reads the dates that articles carry, in the forms in which
// people and publishing systems write them.
package dates

import (
	"strings"
	"time"
	"unicode"
)

// layouts are tried in turn on a date whose words are parted by single spaces,
// without commas, ordinals and the name of the day. Those with a zone come
// first in each form.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
	"2006/01/02", "2006.01.02", "02.01.2006", "2.1.2006",
	"2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04 MST",
	"2 January 2006 15:04:05 -0700", "2 January 2006 15:04:05 MST", "2 January 2006 15:04 MST", "2 January 2006 15:04", "2 Jan 2006 15:04",
	"January 2 2006 15:04 MST", "January 2 2006 15:04", "Jan 2 2006 15:04",
	"January 2 2006 3:04 PM MST", "January 2 2006 3:04 PM", "Jan 2 2006 3:04 PM MST", "Jan 2 2006 3:04 PM",
	"Jan 2 15:04:05 2006", "Jan 2 15:04:05 MST 2006",
	"2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04:05 MST", "2 Jan 06 15:04 -0700", "2 Jan 06 15:04 MST",
}

// zones are the names of zones that date lines use and Go can't know, since
// they are ambiguous in the world; in news they mean these. Hours from UTC.
var zones = map[string]int{
	"EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	"BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "GMT": 0, "UTC": 0, "UT": 0,
}

// MaxLen is the longest text that may be a date, in bytes.
const MaxLen = 64

// Parse reads a date, with or without a time. One without a zone is in zone:
// a day begins at the reader's midnight, so it is shown as the day that was
// written. ok is false for anything else, and for years before 1500.
func Parse(s string, zone *time.Location) (t time.Time, ok bool) {
	if len(s) > MaxLen || strings.IndexFunc(s, unicode.IsDigit) < 0 {
		return time.Time{}, false
	}
	s = tidy(s)
	for _, layout := range layouts {
		t, err := time.ParseInLocation(layout, s, zone)
		if err != nil {
			continue
		}
		if t.Year() < 1500 {
			return time.Time{}, false
		}
		return InZone(t), true
	}
	return time.Time{}, false
}

// InZone gives a time whose zone is only a name the offset that it stands for.
func InZone(t time.Time) time.Time {
	name, offset := t.Zone()
	hours, known := zones[name]
	if !known || offset != 0 || hours == 0 {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.FixedZone(name, hours*3600))
}

// tidy brings a date into the form of layouts: "Thursday, April 24th, 2025 at
// 10:00 a.m. ET" becomes "April 24 2025 10:00 AM ET".
func tidy(s string) string {
	fields := strings.Fields(strings.ReplaceAll(s, ",", " "))
	kept := fields[:0]
	for i, f := range fields {
		lower := strings.ToLower(f)
		switch {
		case i == 0 && isWeekday(lower), lower == "at" || lower == "of" || lower == "on" || lower == "|" || lower == "–" || lower == "-":
			continue
		case lower == "a.m." || lower == "am":
			f = "AM"
		case lower == "p.m." || lower == "pm":
			f = "PM"
		case IsMonth(lower):
			f = month(lower)
		case f[0] >= '0' && f[0] <= '9':
			f = digits(lower, f)
		}
		kept = append(kept, f)
	}
	return splitPM(strings.Join(kept, " "))
}

// splitPM parts "3:04PM".
func splitPM(s string) string {
	for _, m := range []string{"AM", "PM"} {
		if i := strings.Index(s, m); i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
			return s[:i] + " " + s[i:]
		}
	}
	return s
}

// digits takes the ordinal's ending off a day: "24th".
func digits(lower, f string) string {
	for _, end := range []string{"st", "nd", "rd", "th", "."} {
		if n := len(lower) - len(end); n > 0 && n <= 2 && lower[n:] == end {
			return f[:n]
		}
	}
	for _, end := range []string{"am", "pm"} {
		if strings.HasSuffix(lower, end) {
			return strings.ToUpper(f)
		}
	}
	return f
}

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

func isWeekday(lower string) bool { return match(weekdays, lower) >= 0 }

// IsMonth reports whether a word in lower case is the name of a month, in full
// or cut to three letters or more.
func IsMonth(lower string) bool { return match(months, lower) >= 0 }

// month is a month's name as Go's layouts know it: in full, or three letters.
func month(lower string) string {
	i := match(months, lower)
	name := strings.ToUpper(months[i][:1]) + months[i][1:]
	if lower == months[i] {
		return name
	}
	return name[:3]
}

// match finds the name that lower is, in full or cut to three letters or more.
func match(names []string, lower string) int {
	lower = strings.TrimSuffix(lower, ".")
	if len(lower) < 3 {
		return -1
	}
	for i, name := range names {
		if strings.HasPrefix(name, lower) {
			return i
		}
	}
	return -1
}
