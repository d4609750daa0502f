// Package measure compares names that were found with names that people
// marked.
package measure

import (
	"fmt"
	"strings"

	"dateline/data"
)

// Name is a marked or found name: bytes [Start,End) of a text.
type Name struct {
	Start, End int
	Kind       data.Kind
}

// Nominal is a phrase that means something which the text names elsewhere: the
// envoy, the company.
type Nominal struct {
	Name
	Of string // a name of what it means, as the text has it
}

// Text is a text with the names in it.
type Text struct {
	ID       string
	Text     string
	Names    []Name
	Nominals []Nominal
}

// Count is how many names were found rightly, found wrongly and missed.
type Count struct{ Right, Wrong, Missed int }

// Precision is the share of the found names that are right, in per cent.
func (c Count) Precision() float64 { return share(c.Right, c.Right+c.Wrong) }

// Recall is the share of the marked names that were found, in per cent.
func (c Count) Recall() float64 { return share(c.Right, c.Right+c.Missed) }

// F1 is the harmonic mean of the two, in per cent.
func (c Count) F1() float64 { return share(2*c.Right, 2*c.Right+c.Wrong+c.Missed) }

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// Score counts over many texts.
type Score struct {
	All   Count // right is the exact span with the right kind
	Kinds [len(data.Kinds)]Count
	Spans Count // right is the exact span, whatever the kind
	// Confusion counts the names whose span was found, by marked kind and by
	// found kind.
	Confusion [len(data.Kinds)][len(data.Kinds)]int
	Errors    map[string]int // what went wrong, in words, if it is not nil
}

// Add counts the names found in one text.
func (s *Score) Add(marked Text, found []Name) {
	want, wantSpan := map[Name]bool{}, map[[2]int]data.Kind{}
	for _, n := range marked.Names {
		want[n] = true
		wantSpan[[2]int{n.Start, n.End}] = n.Kind
	}
	got := map[[2]int]bool{}
	for _, n := range found {
		span := [2]int{n.Start, n.End}
		got[span] = true
		kind, spanRight := wantSpan[span]
		if spanRight {
			s.Confusion[kind][n.Kind]++
		}
		s.count(&s.Spans, spanRight)
		s.count(&s.All, want[n])
		s.count(&s.Kinds[n.Kind], want[n])
		if !want[n] {
			s.note(marked, n, wantSpan, spanRight)
		}
		delete(want, n)
	}
	for n := range want {
		s.All.Missed++
		s.Kinds[n.Kind].Missed++
		if !got[[2]int{n.Start, n.End}] {
			s.Spans.Missed++
			s.Errors = s.error(fmt.Sprintf("missed %s %s", n.Kind, marked.Text[n.Start:n.End]))
		}
	}
}

func (s *Score) count(c *Count, right bool) {
	if right {
		c.Right++
	} else {
		c.Wrong++
	}
}

func (s *Score) note(t Text, n Name, want map[[2]int]data.Kind, spanRight bool) {
	words := strings.Join(strings.Fields(t.Text[n.Start:n.End]), " ")
	if spanRight {
		s.Errors = s.error(fmt.Sprintf("%s for %s %s", n.Kind, want[[2]int{n.Start, n.End}], words))
		return
	}
	s.Errors = s.error(fmt.Sprintf("wrong %s %s", n.Kind, words))
}

func (s *Score) error(what string) map[string]int {
	if s.Errors != nil {
		s.Errors[what]++
	}
	return s.Errors
}

// Found lists the mentions of a recognition as names, without softer ones.
func Found(r data.Recognition) []Name {
	var out []Name
	for _, e := range r.Entities {
		for _, m := range e.Mentions {
			if !m.Softer {
				out = append(out, Name{m.Start, m.End, e.Kind})
			}
		}
	}
	return out
}
