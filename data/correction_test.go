package data

import "testing"

func TestCorrections(t *testing.T) {
	for _, c := range []struct {
		Correction
		words, wrong string
	}{
		{Correction{Verb: Merge, Name: "A", Join: []string{"B"}}, "“B” is A", ""},
		{Correction{Verb: Merge, Name: "A", Join: []string{"B", "C", "D"}}, "“B”, “C” and “D” are A", ""},
		{Correction{Verb: Merge, Name: "A"}, " is A", "nothing is named that is to be joined"},
		{Correction{Verb: Merge, Name: "A", Join: []string{" "}}, "“ ” is A", "a name is empty"},
		{Correction{Verb: Split, Name: "A", Form: "B"}, "“B” isn’t A", ""},
		{Correction{Verb: Split, Name: "A"}, "“” isn’t A", "a name is empty"},
		{Correction{Verb: Split, Name: "A", Form: "a"}, "“a” isn’t A", "it changes nothing: both names are the same"},
		{Correction{Verb: Rename, Name: "A", To: "a"}, "A is shown as a", ""},
		{Correction{Verb: Rename, Name: "A", To: "A"}, "A is shown as A", "it changes nothing: both names are the same"},
		{Correction{Verb: ChangeKind, Name: "A", ToKind: Organisation}, "A is an organisation, not a person", ""},
		{Correction{Verb: ChangeKind, Name: "A"}, "A is a person, not a person", "it changes nothing: it is a person already"},
		{Correction{Verb: NotEntity, Kind: Place, Name: "A"}, "“A” is no place", ""},
		{Correction{Verb: NotEntity, Kind: Place, Name: "A", Form: "B"}, "“B” doesn’t name A", ""},
		{Correction{Verb: NotEntity}, "“” is no person", "a name is empty"},
		{Correction{Verb: AddAlias, Name: "A", Form: "B"}, "“B” is A", ""},
		{Correction{Verb: MarkText, Kind: Organisation, Name: "A"}, "“A” is an organisation", ""},
	} {
		if got := c.String(); got != c.words {
			t.Errorf("%+v is %q, want %q", c.Correction, got, c.words)
		}
		got := ""
		if err := c.Check(); err != nil {
			got = err.Error()
		}
		if got != c.wrong {
			t.Errorf("%s: %q, want %q", c.words, got, c.wrong)
		}
	}
	for _, v := range Verbs {
		if got, ok := ParseVerb(v.String()); !ok || got != v {
			t.Errorf("%s is read as %s", v, got)
		}
	}
	if _, ok := ParseVerb("forget"); ok {
		t.Error("there is a verb forget")
	}
}

func TestInverse(t *testing.T) {
	for _, a := range []Action{MarkRead, MarkUnread, AddStar, RemoveStar, EditFeeds, Correct, Uncorrect} {
		if back := a.Inverse().Inverse(); back != a || a != EditFeeds && a.Inverse() == a {
			t.Errorf("action %d is undone by %d, and that by %d", a, a.Inverse(), back)
		}
	}
}

func TestEvidence(t *testing.T) {
	for want, w := range map[string]Why{
		"the model chose it, by a margin of 7":                                                 {By: "tagger", Score: 7},
		"the model chose it, by a margin of 7 (kind as elsewhere)":                             {By: "tagger", Score: 7, Note: "kind as elsewhere"},
		"it is in a list (table of aliases)":                                                   {By: "list", Note: "table of aliases"},
		"it repeats a name found elsewhere in the text":                                        {By: "repeat", Note: "repeats a name found elsewhere in the text"},
		"it is no name, but what the text calls somebody by: it means Ana Ruiz, introduced so": {By: "nominal", Note: "means Ana Ruiz, introduced so"},
		"your rule: “A” is a place":                                                            {By: "rule", Note: "your rule: “A” is a place"},
		"the publisher tags it so":                                                             {By: "publisher", Note: "the publisher tags it so"},
		"it is in a list; your rules: “A” is B; B is shown as C":                               {By: "list", Rules: "“A” is B; B is shown as C"},
		"the model chose it, by a margin of 1; your rules: “B” is A":                           {By: "tagger", Score: 1, Rules: "“B” is A"},
	} {
		if got := w.String(); got != want {
			t.Errorf("%+v is %q, want %q", w, got, want)
		}
	}
}
