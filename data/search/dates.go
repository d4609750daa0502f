package search

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// parseDay reads a time of the query language: 2025-04-24, 2025-04 and 2025
// (their first day), today, yesterday, or one that is counted back from now as
// 12h, 7d, 2w, 3m and 1y. It answers with midnight in the zone, for hours with
// the whole minute; cause says what is wrong otherwise.
func parseDay(s string, now time.Time, zone *time.Location) (day time.Time, cause string) {
	now = now.In(zone)
	midnight := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	word := Fold(s)
	switch word {
	case "today":
		return midnight(now.Date()), ""
	case "yesterday":
		return midnight(now.Year(), now.Month(), now.Day()-1), ""
	case "":
		return time.Time{}, notADay(s)
	}
	unit := word[len(word)-1]
	if n, err := strconv.ParseUint(word[:len(word)-1], 10, 16); err == nil && n <= maxBack && !isDigit(unit) {
		if day, ok := back(now, int(n), unit); ok {
			return day, ""
		}
	}
	return calendarDay(word, s, midnight)
}

// maxBack is how many units back a time may lie.
const maxBack = 9999

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// back counts back from now.
func back(now time.Time, n int, unit byte) (time.Time, bool) {
	y, m, d := now.Date()
	switch unit {
	case 'h':
		return now.Add(-time.Duration(n) * time.Hour).Truncate(time.Minute), true
	case 'd':
		d -= n
	case 'w':
		d -= 7 * n
	case 'm':
		return clamped(now, y, int(m)-n, d), true
	case 'y':
		return clamped(now, y-n, int(m), d), true
	default:
		return time.Time{}, false
	}
	return time.Date(y, m, d, 0, 0, 0, 0, now.Location()), true
}

// clamped is a day of a month that may be outside of its year and may be too
// short for it: a month before 31 March is 28 February. There is no year before
// the first.
func clamped(now time.Time, year, month, day int) time.Time {
	last := time.Date(year, time.Month(month)+1, 0, 12, 0, 0, 0, time.UTC)
	if last.Year() < 1 {
		return time.Date(1, 1, 1, 0, 0, 0, 0, now.Location())
	}
	return time.Date(last.Year(), last.Month(), min(day, last.Day()), 0, 0, 0, 0, now.Location())
}

// calendarDay reads year, year-month or year-month-day.
func calendarDay(folded, typed string, midnight func(int, time.Month, int) time.Time) (time.Time, string) {
	parts := strings.Split(folded, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return time.Time{}, notADay(typed)
	}
	numbers := [3]int{0, 1, 1}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || i > 0 && len(part) > 2 {
			return time.Time{}, notADay(typed)
		}
		numbers[i] = int(n)
	}
	year, month, d := numbers[0], numbers[1], numbers[2]
	if month < 1 || month > 12 {
		return time.Time{}, fmt.Sprintf("%d has no month %d; dates are year-month-day", year, month)
	}
	day := midnight(year, time.Month(month), d)
	if d < 1 || time.Date(year, time.Month(month), d, 12, 0, 0, 0, time.UTC).Month() != time.Month(month) {
		return time.Time{}, fmt.Sprintf("%s %d has no day %d; dates are year-month-day", time.Month(month), year, d)
	}
	return day, ""
}

func notADay(typed string) string {
	return fmt.Sprintf("“%s” isn't a date; dates are year-month-day, as 2025-04-24, or 7d for a week back", typed)
}

// dayBegins reports whether a day is still being typed: more keys may make it
// one.
func dayBegins(s string) bool {
	for _, word := range []string{"today", "yesterday"} {
		if typed := Fold(s); word != typed && strings.HasPrefix(word, typed) {
			return true
		}
	}
	pattern := "0000-00-00"
	if len(s) > len(pattern) {
		return false
	}
	for i, c := range []byte(s) {
		if isDigit(c) != (pattern[i] == '0') {
			return false
		}
	}
	// A month or a day of one digit may get its second; what is whole is
	// judged as it stands.
	return len(s) < 4 || strings.HasSuffix(s, "-") || strings.HasSuffix(s, "-0") || strings.HasSuffix(s, "-1") ||
		len(strings.Split(s, "-")) == 3 && len(s) == 9
}
