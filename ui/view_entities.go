package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/country"
	"dateline/ui/screen"
)

// drawEntities draws the sidebar, with the chosen entity at its foot.
func (m *Model) drawEntities(c *screen.Canvas, r screen.Rect) (x, y int) {
	rows := screen.Rect{X: r.X, Y: r.Y + listHead, W: r.W, H: r.H - listHead - m.summaryHeight()}
	if m.edit == entityField {
		c.Put(r.X, r.Y, accentStyle, "►")
		c.Put(r.X+2, r.Y, accentStyle, "/ ")
		x, y = m.field.Draw(c, r.X+4, r.Y, r.W-4, strongStyle, nil), r.Y
		m.entities.Draw(c, rows, true)
	} else {
		m.paneTitle(c, r, "Entities", entitiesPane)
		m.entities.Heads(c, r)
		x, y = m.entities.Draw(c, rows, m.focus() == entitiesPane && !m.covered())
	}
	if lang := m.reader.Reading().Language; lang != "" && lang != "en" && !m.entities.All && m.edit != entityField {
		c.PutCut(r.X+2, r.Y+1, r.W-2, mutedStyle, "In “"+lang+"”: names from lists")
	}
	if m.entities.Len() == 0 {
		s := m.noNames(m.entities.All)
		switch {
		case m.edit == entityField:
			s = "No such name."
		case m.reader.ID() != "" && !m.entities.All && !m.reader.Reading().Recognised:
			s = "Reading the names…"
		}
		for i, l := range screen.Wrap(s, max(r.W-2, 1)) {
			c.Put(r.X+2, rows.Y+i, mutedStyle, l)
		}
	}
	m.drawSummary(c, r)
	return x, y
}

// noNames says that there are none: in the articles of the list, or in the one
// that is shown.
func (m *Model) noNames(all bool) string {
	switch {
	case all:
		return "No names in the articles of the list."
	case m.reader.ID() == "":
		return "No article is open."
	}
	return "No names in this article."
}

// summaryHeight is how many lines the summary of the chosen entity takes below
// the sidebar: none in low windows.
func (m *Model) summaryHeight() int {
	if m.h < 35 || m.chosen.ID == "" || m.layout.Shape == narrow {
		return 0
	}
	n := 5
	if m.chosen.Days != nil {
		n = 7
	}
	if related(m.chosen.Entity) != "" {
		n++
	}
	return n
}

// drawSummary draws the chosen entity at the foot of the sidebar.
func (m *Model) drawSummary(c *screen.Canvas, r screen.Rect) {
	n := m.summaryHeight()
	if n == 0 || m.chosen.Name == "" {
		return
	}
	e, y := m.chosen, r.Y+r.H-n+1
	kind := screen.Kind(e.Kind)
	x := c.Put(r.X, y, screen.Style{Fg: kind}, screen.KindSign(e.Kind))
	c.PutCut(x+1, y, r.W-2, screen.Style{Fg: kind, Bold: true}, e.Name)
	y++
	if s := told(e.Entity); s != "" {
		c.PutCut(r.X+2, y, r.W-2, mutedStyle, s)
		y++
	}
	if s := related(e.Entity); s != "" {
		c.PutCut(r.X+2, y, r.W-2, mutedStyle, s)
		y++
	}
	c.PutCut(r.X+2, y, r.W-2, textStyle, m.inAll(e))
	y++
	if e.Days != nil {
		end := c.Sparkline(r.X+2, y, kind, e.Days)
		last := time.Unix(e.Last, 0).In(m.opt.Now().Location())
		c.Put(r.X+2, y+1, mutedStyle, last.AddDate(0, 0, 1-len(e.Days)).Format("2 Jan"))
		c.PutRight(end, y+1, mutedStyle, last.Format("2"))
		return
	}
	if len(e.Aliases) > 0 && y < r.Y+r.H {
		c.PutCut(r.X+2, y, r.W-2, mutedStyle, "also "+e.Aliases[0])
	}
}

// told is the line that tells who someone is, or in which region and country a
// place lies. Of a country its name says it.
func told(e data.Entity) string {
	switch {
	case e.Kind != data.Place:
		return e.Description
	case e.Location == nil:
		return "Where is not known"
	}
	where := country.Of(e.Location)
	if where == e.Name || slices.ContainsFunc(e.Related, func(r data.Relation) bool { return r.How == "capital" && r.Name == where }) {
		return "" // its name tells it, or the line below
	}
	return where
}

// related is the line that tells what an entity is tied to and kept apart from:
// "capital of Ukraine", "government of Russia · in Moscow", "“Russian”".
func related(e data.Entity) string {
	var parts []string
	for _, r := range e.Related {
		switch r.How {
		case "capital", "government":
			parts = append(parts, r.How+" of "+r.Name)
		case "seat":
			parts = append(parts, "in "+r.Name)
		case "demonym":
			parts = append(parts, "“"+r.Name+"”")
		case "country":
			parts = append(parts, r.Name)
		}
	}
	return strings.Join(parts, " · ")
}

// inAll tells how often an entity is named in all: "23 in 6 articles", with
// 'so far' while articles are still being read.
func (m *Model) inAll(e data.EntityCount) string {
	s := fmt.Sprintf("%s in %s", screen.Number(e.All), screen.Count(e.Articles, "article"))
	if m.counts.Recognised < m.counts.Articles || m.counts.Loading {
		s += " so far"
	}
	return s
}
