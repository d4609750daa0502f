package country

import (
	"slices"
	"strings"
	"testing"

	"dateline/data"
)

func TestName(t *testing.T) {
	for code, want := range map[string]string{"UA": "Ukraine", "AD": "Andorra", "ZW": "Zimbabwe", "XK": "Kosovo",
		"US": "United States", "": "", "ZZ": "", "us": "", "A": "", "Uni": "", "\nU": ""} {
		if got := Name(code); got != want {
			t.Errorf("Name(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for _, c := range []struct {
		l    *data.Location
		want string
	}{
		{&data.Location{Region: "Florida", Country: "US"}, "Florida, United States"},
		{&data.Location{Country: "UA"}, "Ukraine"},
		{&data.Location{Lat: 43, Lon: 34}, ""},
		{&data.Location{Region: "Donbas"}, "Donbas"},
		{nil, ""},
	} {
		if got := Of(c.l); got != c.want {
			t.Errorf("Of(%+v) = %q, want %q", c.l, got, c.want)
		}
	}
}

func TestNamesAreInOrderAndOnce(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(names), "\n")
	if len(lines) < 240 {
		t.Errorf("%d names, want 240 at least", len(lines))
	}
	if !slices.IsSortedFunc(lines, func(a, b string) int { return strings.Compare(a[:2], b[:2]) }) {
		t.Error("the codes aren't in order")
	}
	for i, line := range lines {
		if len(line) < 6 || line[2] != ' ' || i > 0 && line[:2] == lines[i-1][:2] {
			t.Errorf("line %d: %q", i+1, line)
		}
	}
}

func BenchmarkName(b *testing.B) {
	for b.Loop() {
		if Name("UA") == "" {
			b.Fatal("no name")
		}
	}
}
