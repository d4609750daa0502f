package entity

import (
	"dateline/data"
	"dateline/feed/entity/tagger"
)

// splitOffices parts what somebody is in charge of from the name behind it,
// where both were found as one: "Archbishop of Canterbury Ana Ruiz", "Secretary
// of the Treasury Tom Baines". What is left must begin with a first name.
func (d *reader) splitOffices() {
	n := len(d.mentions)
	for i := range n {
		m := d.mentions[i]
		if m.kind == data.Place || m.end-m.first < 3 || !d.behindOffice(m.first) {
			continue
		}
		const first = 1 << tagger.First
		if d.model.Classes(d.words[m.first])&first != 0 || d.model.Classes(d.words[m.first+1])&first == 0 {
			continue
		}
		d.mentions[i].first++
		d.mentions[i].kind = data.Person
		if d.isPlace(m.first, m.first+1) {
			d.mentions = append(d.mentions, mention{m.first, m.first + 1, data.Place, data.Why{By: "list", Note: "behind an office, before who holds it"}})
		}
	}
	if len(d.mentions) > n {
		d.orderMentions()
	}
}

// behindOffice reports whether "Secretary of" or "Secretary of the" stands
// before token t.
func (d *reader) behindOffice(t int) bool {
	if t > 0 && d.words[t-1] == "the" {
		t--
	}
	if t < 2 || d.words[t-1] != "of" {
		return false
	}
	return capital(d.words[t-2]) && d.isRole(d.words[t-2])
}
