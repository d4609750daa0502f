package main

import (
	"fmt"
	"io"
	"sort"

	"dateline/data"
	"dateline/feed/entity/measure"
)

func header(w io.Writer) {
	fmt.Fprintf(w, "%-15s %6s %6s %6s   %6s %6s %6s   %6s   %s\n", "set", "P", "R", "F1", "person", "place", "org", "span", "ms/1000 words")
}

// summary is a set's line: all kinds, F1 of each, F1 of spans, speed.
func summary(w io.Writer, name string, s *measure.Score, speed float64) {
	fmt.Fprintf(w, "%-15s %6.2f %6.2f %6.2f   %6.2f %6.2f %6.2f   %6.2f   %.2f\n",
		name, s.All.Precision(), s.All.Recall(), s.All.F1(),
		s.Kinds[data.Person].F1(), s.Kinds[data.Place].F1(), s.Kinds[data.Organisation].F1(), s.Spans.F1(), speed)
}

// detail is a table by kind: how many there are, how well they are found, and
// as what those are found whose span is right.
func detail(w io.Writer, s *measure.Score) {
	fmt.Fprintf(w, "  %-13s %6s %6s %6s %6s   found as", "marked", "names", "P", "R", "F1")
	for _, k := range data.Kinds {
		fmt.Fprintf(w, " %13s", k)
	}
	fmt.Fprintf(w, " %10s\n", "not found")
	for _, k := range data.Kinds {
		row(w, k.String(), s.Kinds[k])
		missed := s.Kinds[k].Right + s.Kinds[k].Missed
		fmt.Fprintf(w, "   %8s", "")
		for _, as := range data.Kinds {
			fmt.Fprintf(w, " %13d", s.Confusion[k][as])
			missed -= s.Confusion[k][as]
		}
		fmt.Fprintf(w, " %10d\n", missed)
	}
	row(w, "all", s.All)
	fmt.Fprintln(w)
	row(w, "spans alone", s.Spans)
	fmt.Fprintln(w)
}

func row(w io.Writer, name string, c measure.Count) {
	fmt.Fprintf(w, "  %-13s %6d %6.2f %6.2f %6.2f", name, c.Right+c.Missed, c.Precision(), c.Recall(), c.F1())
}

// list is the commonest errors.
func list(w io.Writer, errors map[string]int, most int) {
	var what []string
	for e := range errors {
		what = append(what, e)
	}
	sort.Slice(what, func(i, j int) bool {
		return errors[what[i]] > errors[what[j]] || errors[what[i]] == errors[what[j]] && what[i] < what[j]
	})
	for _, e := range what[:min(most, len(what))] {
		fmt.Fprintf(w, "  %4d %s\n", errors[e], e)
	}
}
