package entity

import (
	"slices"
	"strings"

	"dateline/data"
)

// share gives the mentions of a family name that several people of the text
// bear to those whom they are sure to mean, and answers with the rest: nil
// where nothing is left, and the name itself where it hasn't several bearers.
func (g *grouping) share(n *name) *name {
	bearers := g.bearers(n)
	if len(bearers) < 2 {
		return n
	}
	s := newSharing(g, bearers)
	rest := *n
	rest.mentions = nil
	given := map[*group]*name{}
	for _, i := range n.mentions {
		x := s.bearer(i)
		if x == nil {
			rest.mentions = append(rest.mentions, i)
			continue
		}
		if given[x] == nil {
			part := *n
			part.mentions = nil
			given[x] = &part
			x.names = append(x.names, &part)
		}
		given[x].mentions = append(given[x].mentions, i)
	}
	if len(rest.mentions) == 0 {
		return nil
	}
	if own := g.byKey[keyed{n.kind, n.key}]; n.listed && own != nil {
		own.names = append(own.names, &rest) // whom the world knows by this name, and the text names in full
		return nil
	}
	return &rest
}

// bearers are the people whom a name of one word may mean.
func (g *grouping) bearers(n *name) []*group {
	if n.kind != data.Person || strings.Contains(n.form, " ") && !n.listed {
		return nil
	}
	last, ok := g.d.bareName(n)
	if !ok {
		return nil
	}
	if found := g.last[last]; len(found) > 0 {
		return found
	}
	return g.first[last]
}

// bareName is the one word of a name without titles.
func (d *reader) bareName(n *name) (string, bool) {
	bare := d.personKey(n.form)
	if bare == "" || strings.Contains(bare, " ") {
		return "", false
	}
	return bare, true
}

// sharing is a family name and its bearers as the text goes on.
type sharing struct {
	g       *grouping
	bearers []*group
	named   [][]int // of each bearer, where the text has the full name, in order
	full    []int   // of each bearer, how many of these came
	owner   *group
}

func newSharing(g *grouping, bearers []*group) *sharing {
	s := &sharing{g: g, bearers: bearers, named: make([][]int, len(bearers)), full: make([]int, len(bearers))}
	for b, x := range bearers {
		for _, n := range x.names {
			if bare, _ := g.d.bareName(n); bare == "" {
				s.named[b] = append(s.named[b], n.mentions...)
			}
		}
		slices.Sort(s.named[b])
	}
	return s
}

// bearer decides whom mention i means, nil for any of them:
//
//   - whom its title or the pronoun behind it tells, if it tells them apart;
//   - whom the text has called by the bare name before the others came: their
//     first names are then always said (the practice of newsrooms);
//   - the only one who has come so far, or the first to come, for a headline;
//   - the one whom the text has named in full more often than all others.
func (s *sharing) bearer(i int) *group {
	s.readTo(i)
	possible, told := s.possible(i)
	if len(possible) == 1 {
		if x := possible[0]; x.sex == unknownSex {
			x.sex = told // "Mrs" once tells whom "Mr" doesn't mean
		}
		return possible[0]
	}
	if s.owner != nil {
		if slices.Contains(possible, s.owner) {
			return s.owner
		}
		return nil
	}
	x := s.introduced(possible)
	if x == nil {
		x = s.foremost(possible)
	}
	if x == nil {
		x = s.first(possible)
	}
	s.owner = x
	return x
}

// readTo counts the full names before mention i.
func (s *sharing) readTo(i int) {
	for b, at := range s.named {
		for s.full[b] < len(at) && at[s.full[b]] < i {
			s.full[b]++
		}
	}
}

// possible are the bearers that neither a title nor a pronoun rules out, and
// the sex that these tell.
func (s *sharing) possible(i int) ([]*group, sex) {
	d := s.g.d
	m := d.mentions[i]
	first, end := d.sentenceOf(m)
	told := d.titleSex(first, m)
	if told == unknownSex {
		told = d.pronounSex(i, end)
	}
	role := d.titleBefore(first, m)
	var byRole, bySex []*group
	for _, x := range s.bearers {
		if told == unknownSex || x.sex == unknownSex || x.sex == told {
			bySex = append(bySex, x)
			if role != "" && d.hasTitle(x, role) {
				byRole = append(byRole, x)
			}
		}
	}
	if len(byRole) == 1 {
		return byRole, unknownSex
	}
	if len(bySex) == 0 {
		return s.bearers, unknownSex
	}
	return bySex, told
}

// titleBefore is the title right before a mention, folded, without those that
// many bear.
func (d *reader) titleBefore(first int, m mention) string {
	n := d.titleAt(first, m.first)
	if n == 0 {
		return ""
	}
	title := strings.ToLower(strings.Join(d.words[m.first-n:m.first], " "))
	if wordSex(title) != unknownSex {
		return ""
	}
	return title
}

// hasTitle reports whether a title stands before a full name of x.
func (d *reader) hasTitle(x *group, title string) bool {
	for _, n := range x.names {
		for _, i := range n.mentions {
			first, _ := d.sentenceOf(d.mentions[i])
			if len(n.words) > 1 && d.titleBefore(first, d.mentions[i]) == title {
				return true
			}
		}
	}
	return false
}

// introduced is the only one of several who has been named in full so far.
func (s *sharing) introduced(among []*group) *group {
	var found *group
	for b, x := range s.bearers {
		if s.full[b] == 0 || !slices.Contains(among, x) {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	return found
}

// foremost is the one who has been named in full more often than all others
// together, and twice at least.
func (s *sharing) foremost(among []*group) *group {
	most, sum := -1, 0
	for b, x := range s.bearers {
		if !slices.Contains(among, x) {
			continue
		}
		sum += s.full[b]
		if most < 0 || s.full[b] > s.full[most] {
			most = b
		}
	}
	if most >= 0 && s.full[most] > 1 && 2*s.full[most] > sum {
		return s.bearers[most]
	}
	return nil
}

// first is the one whom the text names in full first, if it has named none yet.
func (s *sharing) first(among []*group) *group {
	var found *group
	at := 0
	for b, x := range s.bearers {
		if s.full[b] > 0 {
			return nil
		}
		if len(s.named[b]) > 0 && slices.Contains(among, x) && (found == nil || s.named[b][0] < at) {
			found, at = x, s.named[b][0]
		}
	}
	return found
}
