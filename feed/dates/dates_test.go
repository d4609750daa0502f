package dates

import (
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	oslo := time.FixedZone("Oslo", 2*3600)
	tests := []struct{ in, want string }{
		{"2025-04-24", "2025-04-24T00:00:00+02:00"},
		{"2025-04-24T10:30:00Z", "2025-04-24T10:30:00Z"},
		{"2025-04-24T10:30:00+0300", "2025-04-24T10:30:00+03:00"},
		{"2025-04-24 10:30", "2025-04-24T10:30:00+02:00"},
		{"24 April 2025", "2025-04-24T00:00:00+02:00"},
		{"24 Apr 2025", "2025-04-24T00:00:00+02:00"},
		{"April 24, 2025", "2025-04-24T00:00:00+02:00"},
		{"Thursday, April 24th, 2025", "2025-04-24T00:00:00+02:00"},
		{"Sept. 3, 2024", "2024-09-03T00:00:00+02:00"},
		{"APRIL 24, 2025", "2025-04-24T00:00:00+02:00"},
		{"April 24, 2025 at 3:05 p.m. EDT", "2025-04-24T15:05:00-04:00"},
		{"April 24, 2025, 3:05PM", "2025-04-24T15:05:00+02:00"},
		{"Thu, 24 Apr 2025 10:30:00 GMT", "2025-04-24T10:30:00Z"},
		{"Thu, 24 Apr 2025 10:30:00 +0100", "2025-04-24T10:30:00+01:00"},
		{"Thu, 24 Apr 25 10:30 EST", "2025-04-24T10:30:00-05:00"},
		{"24 Apr 25 10:30:00 +0100", "2025-04-24T10:30:00+01:00"},
		{"Thu, 24 April 2025 10:30:00 EST", "2025-04-24T10:30:00-05:00"},
		{"Thu Apr 24 10:30:00 2025", "2025-04-24T10:30:00+02:00"},
		{"24.04.2025", "2025-04-24T00:00:00+02:00"},
		{"2025-02-30", ""},
		{"0001-01-01", ""},
		{"next Thursday", ""},
		{"April 24", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := Parse(tt.in, oslo)
		if ok != (tt.want != "") || ok && got.Format(time.RFC3339) != tt.want {
			t.Errorf("Parse(%q) = %v, %v, want %q", tt.in, got.Format(time.RFC3339), ok, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Thursday, April 24th, 2025 at 3:05 p.m. EDT")
	f.Add("2025-04-24T10:30:00+0300")
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := Parse(s, time.UTC); ok && d.Year() < 1500 {
			t.Errorf("Parse(%q) = %v", s, d)
		}
	})
}
