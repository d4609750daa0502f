package tagger

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Features are hashed to 64 bits and never stored by name: a word is read
// byte by byte once, and every later feature is a few multiplications.
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// wordBytes is how much of a word is looked at. A longer token isn't a word
// but a blob, and must not cost more than one.
const wordBytes = 64

func hashString(s string) uint64 {
	h := uint64(fnvStart)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// mix spreads a value over all 64 bits.
func mix(a uint64) uint64 {
	a ^= a >> 32
	a *= 0xd6e8feb86659fd93
	a ^= a >> 29
	return a
}

// pair makes one value of two in which order counts.
func pair(a, b uint64) uint64 { return mix(a) + b }

// reduce maps a hash evenly to 0 … n-1 without a division.
func reduce(h uint64, n int) int {
	hi, _ := bits.Mul64(h, uint64(n))
	return int(hi)
}

// Row is the row of weights that a feature has in a model of n rows.
func Row(feature uint64, n int) int { return reduce(feature, n) }

// clip cuts a word to wordBytes at a character's border.
func clip(w string) string {
	if len(w) <= wordBytes {
		return w
	}
	n := wordBytes
	for n > 0 && !utf8.RuneStart(w[n]) {
		n--
	}
	return w[:n]
}

// fold is the form under which words and phrases are looked up: lower case,
// every digit a zero.
func fold(w string) string {
	plain := true
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || '1' <= c && c <= '9' {
			plain = false
			break
		}
	}
	if plain {
		return w
	}
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '0'
		}
		return unicode.ToLower(r)
	}, w)
}

// shapes hashes what a word looks like ("McDonald" is XxXx): once with
// runs of a class as one letter, once with up to four.
func shapes(w string) (short, long uint64) {
	short, long = fnvStart, fnvStart
	var last byte
	repeats := 0
	for _, r := range w {
		c := class(r)
		if c == last {
			repeats++
		} else {
			repeats = 0
			short = (short ^ uint64(c)) * fnvPrime
		}
		last = c
		if repeats < 4 {
			long = (long ^ uint64(c)) * fnvPrime
		}
	}
	return short, long
}

func class(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	case r < utf8.RuneSelf:
		return byte(r)
	}
	return '?'
}
