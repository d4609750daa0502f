package clean

import (
	"strings"
	"testing"
)

func TestLine(t *testing.T) {
	tests := []struct {
		in   string
		max  int
		want string
	}{
		{"  One\n\tline \r\n here ", 0, "One line here"},
		{"short", 5, "short"},
		{"longer", 5, "long…"},
		{"a longer line", 3, "a…"},
		{"ab", 1, "…"},
		{"re\u0301sume\u0301", 4, "rés…"},
		{"\x1b[1mbold\x1b[0m", 10, "bold"},
		{"x\u0335\u0336\u0337yz", 3, "…"},
		{strings.Repeat("word ", 1_000_000), 9, "word wor…"},
		{"", 5, ""},
	}
	for _, tt := range tests {
		if got := Line(tt.in, tt.max); got != tt.want {
			t.Errorf("Line(%.40q, %d) = %q, want %q", tt.in, tt.max, got, tt.want)
		}
	}
}

func TestCutWords(t *testing.T) {
	tests := []struct {
		in   string
		max  int
		want string
	}{
		{"The talks went on in the capital", 100, "The talks went on in the capital"},
		{"The talks went on in the capital", 20, "The talks went on…"},
		{"The talks went on, in the capital", 19, "The talks went on…"},
		{"The talks went on", 10, "The talks…"},
		{"Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"},
	}
	for _, tt := range tests {
		if got := CutWords(tt.in, tt.max); got != tt.want {
			t.Errorf("CutWords(%q, %d) = %q, want %q", tt.in, tt.max, got, tt.want)
		}
	}
}
