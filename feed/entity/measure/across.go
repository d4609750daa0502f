package measure

import (
	"fmt"
	"slices"
	"strings"

	"dateline/data"
)

// Groups is how a recogniser grouped the names of an article.
type Groups struct {
	Of   []int          // for each name its group; -1 and below where it was found in none
	Join map[int]string // of a group, its kind and the name that it joins under, if it joins
	Name map[int]string // of a group, as it is shown
}

// GroupsOf puts the names of an article with the groups of its recognition.
func GroupsOf(a Grouped, r data.Recognition) Groups {
	g := Groups{Of: make([]int, len(a.Names)), Join: map[int]string{}, Name: map[int]string{}}
	at := map[[2]int]int{}
	for i, e := range r.Entities {
		g.Name[i] = e.Name
		if e.Join != "" {
			g.Join[i] = e.Kind.String() + " " + e.Join
		}
		for _, m := range e.Mentions {
			at[[2]int{m.Start, m.End}] = i
		}
	}
	for i, n := range a.Names {
		group, ok := at[[2]int{n.Start, n.End}]
		if !ok {
			group = -1 - i
		}
		g.Of[i] = group
	}
	return g
}

// Across compares over all articles which names join with whom they are of:
// those whose entity has an encyclopedia's title. The two counts are by
// mention and by entity of an article, the latter filed under the group that
// has most of its mentions.
type Across struct {
	number            map[string]int
	wanted, found     []int                     // by mention
	wantedIn, foundIn []int                     // by entity of an article
	names             map[int]map[string]string // of a joined group: titles and how they were written
	people            map[int]bool
}

// Add counts one article.
func (c *Across) Add(a Grouped, g Groups) {
	if c.number == nil {
		c.number, c.names, c.people = map[string]int{}, map[int]map[string]string{}, map[int]bool{}
	}
	votes := map[int]map[int]int{}
	for i, of := range a.Of {
		group := c.group(a.ID, g, g.Of[i])
		title, ok := a.Title[of]
		if !ok {
			c.note(a, i, fmt.Sprintf("%s, entity %d", a.ID, of), group)
			continue
		}
		c.wanted, c.found = append(c.wanted, c.id("title "+title)), append(c.found, group)
		c.note(a, i, title, group)
		if votes[of] == nil {
			votes[of] = map[int]int{}
		}
		votes[of][group]++
	}
	for of, groups := range votes {
		c.wantedIn = append(c.wantedIn, c.id("title "+a.Title[of]))
		c.foundIn = append(c.foundIn, most(groups))
	}
}

// most is what has most votes, of equals the first number.
func most(votes map[int]int) int {
	best := -1
	for n, count := range votes {
		if best < 0 || count > votes[best] || count == votes[best] && n < best {
			best = n
		}
	}
	return best
}

func (c *Across) id(key string) int {
	n, ok := c.number[key]
	if !ok {
		n = len(c.number)
		c.number[key] = n
	}
	return n
}

func (c *Across) group(article string, g Groups, of int) int {
	if join, ok := g.Join[of]; ok {
		return c.id("group " + join)
	}
	return c.id(fmt.Sprintf("alone %s %d", article, of))
}

func (c *Across) note(a Grouped, i int, title string, group int) {
	n := a.Names[i]
	c.people[group] = n.Kind == data.Person
	if c.names[group] == nil {
		c.names[group] = map[string]string{}
	}
	if s := a.Text[n.Start:n.End]; len(s) > len(c.names[group][title]) {
		c.names[group][title] = s
	}
}

// Mentions is B³ by mention.
func (c *Across) Mentions() Ratio { return bcubed(c.wanted, c.found) }

// Entities is B³ by entity of an article.
func (c *Across) Entities() Ratio { return bcubed(c.wantedIn, c.foundIn) }

func bcubed(wanted, found []int) Ratio {
	var r Ratio
	r.bcubed(members(wanted), members(found), wanted, found)
	return r
}

// Mix is a group of people that has mentions of several: a wrong merge, or one
// person under several titles.
type Mix struct {
	Titles []string // or article and entity, where there is no title
	Names  []string // the longest that each goes by in the group
}

// String is the mix in words.
func (m Mix) String() string {
	var parts []string
	for i := range m.Titles {
		parts = append(parts, m.Titles[i]+" ("+m.Names[i]+")")
	}
	return strings.Join(parts, " + ")
}

// FullNames reports whether two of the people have a name of several words
// each, and not the same. One who is known by one word may be anybody.
func (m Mix) FullNames() bool {
	full := map[string]bool{}
	for _, name := range m.Names {
		if words := strings.Fields(name); len(words) > 1 {
			full[strings.Join(words, " ")] = true
		}
	}
	return len(full) > 1
}

// Mixed are the groups of people that are several by their titles, in order.
func (c *Across) Mixed() []Mix {
	var out []Mix
	for group, names := range c.names {
		if len(names) < 2 || !c.people[group] {
			continue
		}
		var m Mix
		for title := range names {
			m.Titles = append(m.Titles, title)
		}
		slices.Sort(m.Titles)
		for _, title := range m.Titles {
			m.Names = append(m.Names, names[title])
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Mix) int { return slices.Compare(a.Titles, b.Titles) })
	return out
}
