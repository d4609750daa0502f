package entity

import (
	"slices"
	"strings"
)

// sounds writes what is spelled in several ways from language to language and
// from one system of transliteration to another in one: Mahmud and Mahmoud,
// Gonshinska and Gonschinska, Philip and Philipp.
var sounds = strings.NewReplacer("tsch", "c", "tch", "c", "sch", "s", "sh", "s", "ch", "c", "cz", "c", "kh", "h", "gh", "g", "dh", "d", "th", "t",
	"ph", "f", "ck", "k", "tz", "z", "ts", "z", "dj", "j", "dzh", "j", "zh", "j", "ou", "u", "oo", "u", "ee", "i", "ie", "i", "iy", "i", "yy", "i", "ii", "i",
	"ey", "ei", "ay", "ai", "oe", "o", "ue", "u", "ae", "a", "aa", "a", "y", "i", "w", "v", "q", "k", "x", "ks", "'", "", "-", " ")

// sound is a folded name as it sounds, roughly: letters that only spelling
// tells apart are one, and no letter is doubled.
func sound(key string) string {
	var out strings.Builder
	last := rune(0)
	for _, r := range sounds.Replace(key) {
		if r != last || r == ' ' {
			out.WriteRune(r)
		}
		last = r
	}
	return out.String()
}

// leastSlip is how many letters a word must have for one of them to be wrong.
const leastSlip = 6

// slip reports whether two folded words are one letter apart, as after a slip
// of the pen: a letter left out, put in, exchanged for another or for its
// neighbour. Short words are another word then, and so may those be that begin
// or end otherwise: Troyanov and Troyanova are two people.
func slip(a, b string) bool {
	if a == "" || b == "" || a[0] != b[0] || a[len(a)-1] != b[len(b)-1] {
		return false // most pairs
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < leastSlip || len(y)-len(x) > 1 || x[0] != y[0] || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	i, j := 0, 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	for j < len(x)-i && x[len(x)-1-j] == y[len(y)-1-j] {
		j++
	}
	left, right := x[i:len(x)-j], y[i:len(y)-j]
	return len(left) == 0 && len(right) == 1 || len(left) == 1 && len(right) == 1 ||
		len(left) == 2 && len(right) == 2 && left[0] == right[1] && left[1] == right[0]
}

// particles are small words before a family name that are left out as often as
// not: al-Khawaja and Khawaja.
var particles = wordSet("al el as ad ash at ar an az bin ibn ben de del della di da dos do du le la van von der den ter ten of")

// withoutParticles is a family name without the particles that it begins with.
func withoutParticles(words []string) []string {
	i := slices.IndexFunc(words, func(w string) bool { return !particles[w] })
	if i < 0 {
		return words
	}
	return words[i:]
}
