package newsboat

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/clean"
	"dateline/data/search"
)

// isQuery begins a line of the file urls that is a search.
const isQuery = "query:"

// query is a search as newsboat has it: query:Name:expression.
type query struct {
	line       int
	name       string
	expression string
}

// queryOf reads a word of the file urls that is a search.
func queryOf(line int, word string) query {
	name, expression, _ := strings.Cut(strings.TrimPrefix(word, isQuery), ":")
	return query{line, clean.Line(name, maxName), strings.TrimSpace(clean.Line(expression, 0))}
}

// saved is a search in our language, which finds what newsboat's finds: words
// where that looks for parts of words too, and days where that counts hours. The
// feeds that it names by their tags or addresses are those of the file. The
// error says what has no like.
func (q query) saved(feeds []feed) (data.SavedSearch, error) {
	if q.name == "" {
		return data.SavedSearch{}, errors.New("it has no name")
	}
	t := translator{rest: q.expression, feeds: feeds}
	said, err := t.expression(0)
	if err == nil && t.rest != "" {
		err = fmt.Errorf("it can't be read from “%s” on", clean.Cut(t.rest, 40))
	}
	if err != nil {
		return data.SavedSearch{}, err
	}
	if _, err := search.Parse(said.text, time.Time{}, time.UTC, false); err != nil || len(said.text) > maxQuery {
		return data.SavedSearch{}, errors.New("it would be too long or have nothing to look for")
	}
	return data.SavedSearch{Name: q.name, Query: said.text}, nil
}

// Bounds of a query, as those of our language are.
const (
	maxQuery = 8 << 10 // bytes
	maxDepth = 32      // brackets in one another, and parts behind one another
)

// feed is one of the file, with all that newsboat's searches ask of it.
type feed struct {
	id      data.FeedID
	address string
	tags    []string
}

// translator reads an expression and says it in our language as it goes.
type translator struct {
	rest  string
	feeds []feed
}

// part is a part of a query, and whether it has an or that isn't in brackets.
type part struct {
	text   string
	either bool
}

func (p part) enclosed() string {
	if p.either {
		return "(" + p.text + ")"
	}
	return p.text
}

// take takes a sign or word from the beginning, and reports whether it is there.
func (t *translator) take(s string) bool {
	rest, ok := strings.CutPrefix(t.rest, s)
	if ok {
		t.rest = strings.TrimLeft(rest, " ")
	}
	return ok
}

// expression reads what stands up to a closing bracket or the end. As in
// newsboat "and" binds no closer than "or": what is behind either is one part.
func (t *translator) expression(depth int) (left part, err error) {
	if depth > maxDepth {
		return part{}, errors.New("it has too many parts")
	}
	if t.take("(") {
		if left, err = t.expression(depth + 1); err == nil && !t.take(")") {
			err = errors.New("a bracket isn't closed")
		}
	} else {
		left, err = t.comparison()
	}
	if err != nil {
		return part{}, err
	}
	for _, word := range []string{"and", "or"} {
		if !t.take(word) {
			continue
		}
		right, err := t.expression(depth + 1)
		if err != nil {
			return part{}, err
		}
		if word == "and" {
			return part{text: left.enclosed() + " " + right.enclosed()}, nil
		}
		return part{left.text + " or " + right.text, true}, nil
	}
	return left, nil
}

// comparison is one condition: an attribute, an operator and a value.
var comparison = regexp.MustCompile(`^([A-Za-z0-9_.-]+) *(=~|==|=|!~|!=|<=|>=|<|>|between|#|!#) *("(?:[^"\\]|\\.)*"|-?\d+(?::-?\d+)?) *`)

func (t *translator) comparison() (part, error) {
	m := comparison.FindStringSubmatch(t.rest)
	if m == nil {
		return part{}, fmt.Errorf("it can't be read from “%s” on", clean.Cut(t.rest, 40))
	}
	t.rest = t.rest[len(m[0]):]
	c := condition{op: strings.Replace(m[2], "==", "=", 1), value: strings.Trim(m[3], `"`)}
	say, ok := attributes[m[1]]
	if ok {
		var text string
		if text, ok = say(c, t.feeds); ok {
			return part{text: text}, nil
		}
	}
	return part{}, fmt.Errorf("“%s” has no like here", strings.TrimSpace(m[0]))
}

// condition is what is asked of an attribute.
type condition struct{ op, value string }

// not reports whether the operator is a negated one, and gives the other.
func (c condition) not() (bool, string) {
	switch c.op {
	case "!=":
		return true, "="
	case "!~":
		return true, "=~"
	case "!#":
		return true, "#"
	}
	return false, c.op
}

// attributes are those that our language has too, each with how it is said. To
// take over another is one row here.
var attributes = map[string]func(c condition, feeds []feed) (string, bool){
	"unread":    unread,
	"age":       age,
	"title":     func(c condition, _ []feed) (string, bool) { return containing("title:", c, "=~") },
	"content":   func(c condition, _ []feed) (string, bool) { return containing("text:", c, "=~") },
	"author":    func(c condition, _ []feed) (string, bool) { return containing("author:", c, "=~", "=") },
	"feedtitle": func(c condition, _ []feed) (string, bool) { return containing("source:", c, "=~", "=") },
	"tags": func(c condition, feeds []feed) (string, bool) {
		return those(c, feeds, func(f feed) string { return strings.Join(f.tags, " ") })
	},
	"rssurl": func(c condition, feeds []feed) (string, bool) {
		return those(c, feeds, func(f feed) string { return f.address })
	},
}

func unread(c condition, _ []feed) (string, bool) {
	not, op := c.not()
	if op != "=" || c.value != "yes" && c.value != "no" {
		return "", false
	}
	if (c.value == "yes") != not {
		return "is:unread", true
	}
	return "is:read", true
}

// age is in days since an article appeared.
func age(c condition, _ []feed) (string, bool) {
	first, last, isRange := strings.Cut(c.value, ":")
	from, err := strconv.Atoi(first)
	to := from
	if err == nil && isRange {
		to, err = strconv.Atoi(last)
	}
	if err != nil || isRange != (c.op == "between") {
		return "", false
	}
	const none = -1
	switch c.op {
	case "<":
		from, to = none, to-1
	case "<=":
		from = none
	case ">":
		from, to = from+1, none
	case ">=":
		to = none
	case "=", "between":
		from, to = min(from, to), max(from, to)
	default:
		return "", false
	}
	var parts []string
	switch {
	case to == 0:
		parts = append(parts, "after:24h")
	case to > 0:
		parts = append(parts, fmt.Sprintf("after:%dd", to))
	}
	switch {
	case from == 1:
		parts = append(parts, "before:24h")
	case from > 1:
		parts = append(parts, fmt.Sprintf("before:%dd", from-1))
	}
	return strings.Join(parts, " "), len(parts) > 0
}

// plain matches a pattern that is words, or several of which one is enough:
// what else a pattern may have, our language hasn't.
var plain = regexp.MustCompile(`^[\p{L}\p{N} ,:;&/@%#'’_-]+$`)

// containing says that there are words in a field.
func containing(field string, c condition, ops ...string) (string, bool) {
	not, op := c.not()
	known := false
	for _, o := range ops {
		known = known || o == op
	}
	pattern := c.value
	if inner, ok := strings.CutPrefix(pattern, "("); ok && strings.Count(inner, ")") == 1 {
		pattern = strings.TrimSuffix(inner, ")")
	}
	choices := strings.Split(pattern, "|")
	for i, choice := range choices {
		choice = strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(choice, ".*"), ".*"), `\.`, " ")
		if !plain.MatchString(choice) {
			return "", false
		}
		if choices[i] = strings.TrimSpace(choice); strings.ContainsFunc(choice, func(r rune) bool { return !isWord(r) }) {
			choices[i] = `"` + choices[i] + `"`
		}
	}
	said := field + choices[0]
	if len(choices) > 1 {
		said = field + "(" + strings.Join(choices, " or ") + ")"
	}
	if not {
		said = "-" + said
	}
	return said, known
}

func isWord(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' }

// those says which feeds are meant: those of the file of which something is so.
func those(c condition, feeds []feed, of func(feed) string) (string, bool) {
	not, op := c.not()
	var is func(string) bool
	switch op {
	case "=":
		is = func(s string) bool { return s == c.value }
	case "#":
		is = func(s string) bool { return strings.Contains(" "+s+" ", " "+c.value+" ") }
	case "=~":
		pattern, err := regexp.Compile("(?i)" + c.value)
		if err != nil {
			return "", false
		}
		is = pattern.MatchString
	default:
		return "", false
	}
	var ids []string
	for _, f := range feeds {
		if is(of(f)) {
			ids = append(ids, "="+string(f.id))
		}
	}
	if len(ids) == 0 {
		return "", false
	}
	said := "feed:" + ids[0]
	if len(ids) > 1 {
		said = "feed:(" + strings.Join(ids, " or ") + ")"
	}
	if not {
		said = "-" + said
	}
	return said, true
}
