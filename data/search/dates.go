package search

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// parseDay reads a day of the query language: 2025-04-24, 2025-04 and 2025
// (their first day), today, yesterday, or 7d and 2w, counted back from today.
// It answers with midnight in the zone; cause says what is wrong otherwise.
func parseDay(s string, now time.Time, zone *time.Location) (day time.Time, cause string) {
	now = now.In(zone)
	midnight := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	switch word := Fold(s); {
	case word == "today":
		return midnight(now.Date()), ""
	case word == "yesterday":
		return midnight(now.Year(), now.Month(), now.Day()-1), ""
	case strings.HasSuffix(word, "d"), strings.HasSuffix(word, "w"):
		if back, err := strconv.Atoi(word[:len(word)-1]); err == nil && 0 <= back && back <= 9999 {
			if word[len(word)-1] == 'w' {
				back *= 7
			}
			return midnight(now.Year(), now.Month(), now.Day()-back), ""
		}
	}
	return calendarDay(Fold(s), s, midnight)
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
	return fmt.Sprintf("“%s” isn't a date; dates are year-month-day, as 2025-04-24", typed)
}

// dayBegins reports whether a day is still being typed: more keys may make it
// one.
func dayBegins(s string) bool {
	for _, word := range []string{"today", "yesterday"} {
		if strings.HasPrefix(word, Fold(s)) {
			return true
		}
	}
	pattern := "0000-00-00"
	if len(s) > len(pattern) {
		return false
	}
	for i, c := range []byte(s) {
		if isDigit := '0' <= c && c <= '9'; isDigit != (pattern[i] == '0') {
			return false
		}
	}
	// A month or a day of one digit may get its second; what is whole is
	// judged as it stands.
	return len(s) < 4 || strings.HasSuffix(s, "-") || strings.HasSuffix(s, "-0") || strings.HasSuffix(s, "-1") ||
		len(strings.Split(s, "-")) == 3 && len(s) == 9
}
