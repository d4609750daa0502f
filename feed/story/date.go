package story

import (
	"strings"
	"time"

	"dateline/feed/dates"
)

// layouts are the forms that nearly all feeds have, tried first for speed.
var layouts = []string{
	time.RFC1123Z, time.RFC3339Nano, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700",
}

// rest are those that only feeds have, tried last: dates without a day, and
// ISO 8601 in full. The others are the business of package dates.
var rest = []string{
	"2006-01-02T15:04:05-07", "2006-01-02T15:04:05.999999999", "2006-01-02T15Z07:00", "20060102T15:04:05Z07:00", "20060102T150405Z07:00",
	"2006/1/2 15:04:05", "2006/1/2 15:04", "2006-01", "2006", "20060102", "2006-002",
}

// date reads the date of a feed or an item.
func date(s string, zone *time.Location) time.Time {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > dates.MaxLen {
		return time.Time{}
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil && known(t) {
			return t
		}
	}
	if t, ok := dates.Parse(s, zone); ok {
		return t
	}
	if _, behind, ok := strings.Cut(s, ", "); ok {
		s = behind
	}
	s = english(strings.Fields(s))
	if t, ok := dates.Parse(s, zone); ok {
		return t
	}
	for _, layout := range rest {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil && known(t) {
			return t
		}
	}
	return unix(s, zone)
}

// english makes a date of its words, with the name of its month in English.
func english(words []string) string {
	for i, w := range words {
		if month, ok := months[strings.Trim(strings.ToLower(w), ".,")]; ok {
			words[i] = month
			break
		}
	}
	return strings.Join(words, " ")
}

// months are the names and short names of months in the languages whose feeds
// have been seen to use their own: Portuguese, Spanish, French, German,
// Italian, Dutch and Norwegian, where they differ from the English ones.
var months = func() map[string]string {
	m := map[string]string{}
	for month, names := range map[string]string{
		"Jan": "janeiro enero ene janvier janv januar jänner gennaio gen januari",
		"Feb": "fevereiro fev febrero février févr fév fevrier februar febbraio februari",
		"Mar": "março marco marzo mars märz mär maart mrt",
		"Apr": "abril abr avril avr aprile",
		"May": "maio mai mayo maggio mag mei",
		"Jun": "junho junio juin juni giugno giu",
		"Jul": "julho julio juillet juil juli luglio lug",
		"Aug": "agosto ago août aout augustus",
		"Sep": "setembro set septiembre septembre settembre",
		"Oct": "outubro out octubre octobre oktober okt ottobre ott",
		"Nov": "novembro noviembre novembre",
		"Dec": "dezembro dez diciembre dic décembre déc decembre dezember dicembre desember des",
	} {
		for name := range strings.FieldsSeq(names) {
			m[name] = month
		}
	}
	return m
}()

// known reports whether a date is one: its year is, and its zone isn't only a
// name that Go doesn't know.
func known(t time.Time) bool {
	name, offset := t.Zone()
	return t.Year() >= 1500 && t.Year() < 3000 && (offset != 0 || name == "UTC" || name == "GMT" || name == "" || t.Location() != time.UTC && strings.HasPrefix(name, "+"))
}
