package wordvec

import (
	"bytes"
	"math/rand"
	"testing"
)

func drawn(words int) [][Size]float32 {
	rng := rand.New(rand.NewSource(1))
	vectors := make([][Size]float32, words)
	for i := range vectors {
		for k := range vectors[i] {
			vectors[i][k] = float32(rng.NormFloat64() * 0.3)
		}
	}
	return vectors
}

func TestVectorsGoThroughAFile(t *testing.T) {
	v := Quantise(drawn(20))
	again, err := Parse(v.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if again.Words() != 20 || !bytes.Equal(again.Bytes(), v.Bytes()) {
		t.Errorf("%d words came back, or others", again.Words())
	}
	if _, err := Parse(v.Bytes()[:booksSize+7]); err == nil {
		t.Error("a file that was cut short was read")
	}
}

// TestEachOfFewIsItsOwnCentre needs no more centres than there are vectors, so
// only rounding to whole numbers is lost.
func TestEachOfFewIsItsOwnCentre(t *testing.T) {
	want := drawn(20)
	v := Quantise(want)
	for rank := range want {
		var got [Size]float32
		v.Read(rank, &got)
		for k := range got {
			if off := got[k] - want[rank][k]; off > 0.6/centroidUnits || off < -0.6/centroidUnits {
				t.Fatalf("word %d, number %d: got %v, want %v", rank, k, got[k], want[rank][k])
			}
		}
	}
	got := [Size]float32{1, 2}
	for _, rank := range []int{-1, 20} {
		if v.Read(rank, &got); got != ([Size]float32{}) {
			t.Errorf("a word without a vector has %v", got[:3])
		}
	}
}
