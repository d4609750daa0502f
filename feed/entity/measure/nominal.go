package measure

import (
	"fmt"
	"strings"

	"dateline/data"
)

// AddNominals counts the softer mentions of a recognition: right is one of
// exactly the marked phrase, in an entity with a mention that is the name it is
// marked with.
func (s *Score) AddNominals(marked Text, r data.Recognition) {
	want := map[[2]int]Nominal{}
	for _, n := range marked.Nominals {
		want[[2]int{n.Start, n.End}] = n
	}
	for _, e := range r.Entities {
		for _, m := range e.Mentions {
			if !m.Softer {
				continue
			}
			span := [2]int{m.Start, m.End}
			n, ok := want[span]
			ok = ok && goesBy(e, marked.Text, n.Of)
			s.count(&s.All, ok)
			s.count(&s.Kinds[e.Kind], ok)
			if ok {
				delete(want, span)
				continue
			}
			s.Errors = s.error(fmt.Sprintf("%s: wrong %q for %s", marked.ID, marked.Text[m.Start:m.End], e.Name))
		}
	}
	for _, n := range want {
		s.All.Missed++
		s.Kinds[n.Kind].Missed++
		s.Errors = s.error(fmt.Sprintf("%s: missed %q for %s", marked.ID, marked.Text[n.Start:n.End], n.Of))
	}
}

// goesBy reports whether one of an entity's mentions by name is just this name,
// in capitals or not.
func goesBy(e data.LocalEntity, text, name string) bool {
	for _, m := range e.Mentions {
		if !m.Softer && strings.EqualFold(text[m.Start:m.End], name) {
			return true
		}
	}
	return false
}
