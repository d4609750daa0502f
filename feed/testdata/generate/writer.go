package main

import (
	"math"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// writer writes one article.
type writer struct {
	*rand.Rand
	text  strings.Builder
	count int // words of paragraphs so far
	cast  cast

	title, source, byline string
	published             time.Time
}

// cast is who and where one article is about.
type cast struct {
	people []string
	places []string
	bodies []string
}

func pick[T any](w *writer, from []T) T { return from[w.IntN(len(from))] }

// often picks the first ones far more often than the last ones, after Zipf:
// the probability of a rank is about its reciprocal.
func often[T any](w *writer, from []T) T {
	rank := math.Exp(w.Float64()*math.Log(float64(len(from)+1))) - 1
	return from[min(int(rank), len(from)-1)]
}

// person is a full name; some are in the news far more often.
func (w *writer) person() string { return often(w, given) + " " + often(w, family) }

// choose chooses a few people, places and organisations.
func (w *writer) choose() cast {
	var c cast
	for range 2 + w.IntN(3) {
		c.people = append(c.people, w.person())
		c.places = append(c.places, often(w, places))
		c.bodies = append(c.bodies, strings.ReplaceAll(pick(w, bodies), "%", pick(w, places)))
	}
	return c
}

// headline is a title with a name in it.
func (w *writer) headline() string {
	name := pick(w, w.cast.people)
	if w.IntN(2) == 0 {
		name = pick(w, w.cast.places)
	}
	return capital(strings.Join(w.words(2+w.IntN(3)), " ")) + " " + name + " " + strings.Join(w.words(2+w.IntN(3)), " ")
}

// paragraph adds one to five sentences.
func (w *writer) paragraph() {
	var sentences []string
	for range 1 + w.IntN(5) {
		sentences = append(sentences, w.sentence())
	}
	text := strings.Join(sentences, " ")
	w.count += len(strings.Fields(text))
	w.text.WriteString("\n" + text + "\n")
}

// sentence has six to twenty words, every other one a name too.
func (w *writer) sentence() string {
	parts := w.words(6 + w.IntN(15))
	half := len(parts) / 2
	first, second := strings.Join(parts[:half], " "), strings.Join(parts[half:], " ")
	full := pick(w, w.cast.people)
	surname := full[strings.LastIndexByte(full, ' ')+1:]
	switch w.IntN(10) {
	case 0:
		return full + ", " + pick(w, roles) + " of " + pick(w, w.cast.bodies) + ", said " + first + ", " + second + "."
	case 1:
		return "“" + capital(first) + ",” " + surname + " said in " + pick(w, w.cast.places) + ". “" + capital(second) + ".”"
	case 2:
		return "In " + pick(w, w.cast.places) + ", " + first + " and " + second + "."
	case 3:
		return capital(first) + " for " + pick(w, w.cast.bodies) + ", " + second + "."
	case 4:
		return "Mr. " + surname + " " + first + " to " + pick(w, w.cast.places) + " " + second + "."
	}
	return capital(first) + ", " + second + "."
}

// words are n words of the list, none twice in a row.
func (w *writer) words(n int) []string {
	some := make([]string, 0, n)
	for last := ""; len(some) < n; {
		if word := often(w, words); word != last {
			some = append(some, word)
			last = word
		}
	}
	return some
}

// capital begins a sentence.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
