package shingle

import (
	"math"
	"testing"
)

func TestF1(t *testing.T) {
	tests := []struct {
		article, extract string
		want             float64
	}{
		{"a b c d e", "a b c d e", 1},
		{"a b c d e", "a, b; c. D? e", 0},
		{"a b c d e", "a b c d", 2.0 / 3},
		{"a b c d e", "", 0},
		{"", "", 1},
		{"a b", "a b", 1},
		{"a b c d a b c d", "a b c d", 1.0 / 3},
	}
	for _, tt := range tests {
		if got := F1(tt.article, tt.extract); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("F1(%q, %q) = %v, want %v", tt.article, tt.extract, got, tt.want)
		}
	}
}

func TestTallyWeighsPagesAlike(t *testing.T) {
	var tally Tally
	tally.Add("a b c d e f g h i j k l m n o p q r s t u v w x y z", "a b c d e f g h i j k l m n o p q r s t u v w x y z")
	tally.Add("a b c d", "w x y z")
	if got := tally.Benchmark(); math.Abs(got-2.0/3) > 1e-9 {
		t.Errorf("benchmark %v: a page that is right and one that is wrong", got)
	}
	if got := tally.Micro(); got < 0.9 {
		t.Errorf("micro %v", got)
	}
	if got := tally.Mean(); got != 0.5 {
		t.Errorf("mean %v", got)
	}
}
