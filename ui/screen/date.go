package screen

import (
	"fmt"
	"time"
)

// ListDate is a date as lists show it: the time of day today, the day this
// year, the month before. It is empty for an article without a date.
func ListDate(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(now.Location())
	switch {
	case t.YearDay() == now.YearDay() && t.Year() == now.Year() && !midnight(t):
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("Jan 2006")
}

// LongDate is a date as the reader shows it: "Thu 24 Apr 2025, yesterday".
func LongDate(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(now.Location())
	s := t.Format("Mon 2 Jan 2006")
	if !midnight(t) {
		s += t.Format(" 15:04")
	}
	switch days := daysBetween(t, now); {
	case days == 0:
		return s + ", today"
	case days == 1:
		return s + ", yesterday"
	case days > 1 && days < 60:
		return s + fmt.Sprintf(", %d days ago", days)
	}
	return s
}

// midnight reports whether only the day is known: sources that give no time of
// day are read as the day's beginning.
func midnight(t time.Time) bool { return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 }

func daysBetween(t, now time.Time) int {
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, time.UTC)
	}
	return int(day(now).Sub(day(t)).Hours() / 24)
}

// Ago is how long ago something was, for what is only about freshness: "2 min
// ago", "yesterday", "3 days ago", then the day.
func Ago(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(now.Location())
	switch d := now.Sub(t); {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case daysBetween(t, now) == 0:
		return Count(int(d.Hours()), "hour") + " ago"
	}
	switch days := daysBetween(t, now); {
	case days == 1:
		return "yesterday"
	case days < 14:
		return fmt.Sprintf("%d days ago", days)
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("Jan 2006")
}
