package place

import (
	"strings"

	"dateline/data/search"
)

// Marks before keys that aren't names of places.
const (
	people    = "\x01" // words for a people: "georgian"
	cue       = "\x02" // words that tell a country: "knesset"
	shortened = "\x03" // abbreviations, as they are written: "Ga."
)

var shortForms = [...][2]string{{"st ", "saint "}, {"ste ", "sainte "}, {"ft ", "fort "}, {"mt ", "mount "}}

// Key is the form under which spellings of one name meet: folded as search
// folds, without stops, apostrophes and "the", hyphens and commas as spaces,
// and with Saint, Fort and Mount spelled out.
func Key(name string) string {
	out := search.AppendFold(make([]byte, 0, len(name)+4), name)
	kept := out[:0]
	for _, c := range out {
		switch c {
		case '.', '\'', '`':
			continue
		case '-', ',', '/', '\n', '\t':
			c = ' '
		}
		if c == ' ' && (len(kept) == 0 || kept[len(kept)-1] == ' ') {
			continue
		}
		kept = append(kept, c)
	}
	s := strings.TrimSuffix(string(kept), " ")
	if len(s) > 4 {
		s = strings.TrimPrefix(s, "the ")
	}
	for _, f := range shortForms {
		if rest, ok := strings.CutPrefix(s, f[0]); ok {
			return f[1] + rest
		}
	}
	return s
}

// PeopleKey, CueKey and ShortKey are the keys of a word for a people, of a
// word that tells a country, and of an abbreviation.
func PeopleKey(word string) string { return people + Key(word) }

// CueKey is the key of a word that tells a country.
func CueKey(word string) string { return cue + Key(word) }

// ShortKey is the key of an abbreviation, which counts only as it is written.
func ShortKey(word string) string { return shortened + word }
