package entity

import (
	"strings"
	"testing"
)

// TestSteps: the evidence of a name tells what grouped it.
func TestSteps(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, form, want string }{
		{"Marta Lindqvist came to Lisbon. Lindqvist left on Friday.", "Lindqvist", "joined with Marta Lindqvist by the family name"},
		{"Marta Lindqvist came to Lisbon. Lindqvist left on Friday.", "Marta Lindqvist", ""},
		{"The Harbour Defence Council wrote a report. The HDC said so on Friday.", "HDC", "joined with Harbour Defence Council as its initials"},
		{"George W. Bush spoke on Monday. George Bush then flew to Texas.", "George Bush", "joined with George W. Bush as the same but for middle names"},
		{"Officials in Kyiv said so. The mayor of Kiev agreed.", "Kiev", "by the table of aliases"},
	} {
		found, checked := r.RecogniseText(c.text), false
		for _, e := range found.Entities {
			for _, m := range e.Mentions {
				if c.text[m.Start:m.End] != c.form {
					continue
				}
				checked = true
				if !strings.HasSuffix(m.Why.Note, c.want) || c.want == "" && strings.Contains(m.Why.Note, "joined") {
					t.Errorf("%q in %q: %q, want %q", c.form, c.text, m.Why.Note, c.want)
				}
			}
		}
		if !checked {
			t.Errorf("%q isn't found in %q: %+v", c.form, c.text, found.Entities)
		}
	}
}
