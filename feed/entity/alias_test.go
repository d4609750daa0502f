package entity

import (
	"strings"
	"testing"

	"dateline/data"
)

func TestAliasesSayWhatIsWrong(t *testing.T) {
	for file, want := range map[string]string{
		"[place]\nKyiv Kiev\n":               "line 2",
		"Kyiv: Kiev\n":                       "line 1",
		"[river]\n":                          "line 1",
		"[place]\nKyiv: Kiev\nOdesa: Kiev\n": `"Kiev" stands for`,
		"[place]\nKyiv: ; Kiev\n":            "line 2",
	} {
		if _, err := parseAliases(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", file, err, want)
		}
	}
	for file, want := range map[string]string{"NATO\n": "line 1", "[party]\n": "line 1"} {
		if _, err := parseKinds(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", file, err, want)
		}
	}
}

func TestAliases(t *testing.T) {
	a, err := loadAliases()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kind       data.Kind
		form, join string
	}{
		{data.Place, "u.s", ""}, {data.Place, "us", "united states"}, {data.Place, "kiev", "kyiv"},
		{data.Place, "saint petersburg", "st petersburg"}, {data.Organisation, "fbi", "federal bureau of investigation"},
		{data.Person, "store", "jonas gahr store"}, {data.Person, "ellingsen", ""}, {data.Person, "jonas gahr stoere", "jonas gahr store"}, {data.Person, "kiev", ""},
	} {
		if got, _ := a.of(c.kind, c.form); got != c.join {
			t.Errorf("%s %s joins as %q, want %q", c.kind, c.form, got, c.join)
		}
	}
	n := 0
	for _, joins := range a.joins {
		n += len(joins)
	}
	if n < 800 {
		t.Errorf("the table has %d names", n)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Støre": "store", "KYIV": "kyiv", "U.S.": "us", "São  Paulo": "sao paulo", "Łódź": "lodz", "O’Brien": "o'brien",
		"Hawaiʻi": "hawaiʻi", "": "", " Oslo ": "oslo", "Türkiye": "turkiye", "\xff": "\uFFFD",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSpelling(t *testing.T) {
	for in, want := range map[string]string{
		"zelenskiy": "zelensky", "zelenskyy": "zelensky", "sergei": "sergey", "stoere": "store", "mueller": "muller",
		"lamarque": "lamarque", "joey": "joey", "poe": "poe",
	} {
		if got := spelling(in, true); got != want {
			t.Errorf("spelling(%q) = %q, want %q", in, got, want)
		}
	}
}
