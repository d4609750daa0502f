package story

import (
	"strings"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/page"
	"dateline/feed/safe"
	"dateline/feed/wire"
)

// people are the authors of the lowest rank that has any, each once.
func people(all []wire.Person) []data.Author {
	rank := wire.Last + 1
	for _, p := range all {
		rank = min(rank, p.Rank)
	}
	var kept []data.Author
	seen := map[data.Author]bool{{}: true}
	for _, p := range all {
		if p.Rank != rank {
			continue
		}
		if made := person(p); !seen[made] {
			seen[made] = true
			kept = append(kept, made)
		}
	}
	return kept
}

func person(p wire.Person) data.Author {
	if p.Whole != "" {
		if safe.IsHTML(p.Whole) { // "Jane <jane@a.example>" isn't
			p.Whole = safe.Plain(p.Whole)
		}
		p.Name, p.Email = parts(clean.Line(p.Whole, 0))
	} else if p.Email == "" && strings.Contains(p.Name, "@") {
		p.Name, p.Email = parts(p.Name)
	}
	address, _ := clean.Link(p.URL, "")
	return data.Author{Name: safe.Text(p.Name, maxName), Email: clean.Line(p.Email, maxName), URL: address}
}

// parts takes a text apart that has a name, an address or both: "jane@a.example
// (Jane Doe)", "Jane Doe <jane@a.example>", "Jane Doe (jane@a.example)".
func parts(s string) (name, email string) {
	for field := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(" \t\n()<>,;[]", r) }) {
		local, domain, ok := strings.Cut(strings.TrimPrefix(field, "mailto:"), "@")
		if ok && local != "" && strings.Contains(domain, ".") {
			email = local + "@" + domain
			s = strings.Replace(s, field, "", 1)
			break
		}
	}
	if email == "" {
		return strings.TrimSpace(s), ""
	}
	return strings.Trim(strings.Join(strings.Fields(s), " "), " ()<>,;[]-"), email
}

// names are the names of authors; a text may have several of them.
func names(all []data.Author) []string {
	var names []string
	seen := map[string]bool{}
	for _, p := range all {
		for _, name := range page.Authors(p.Name) {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}
