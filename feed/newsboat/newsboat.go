// Package newsboat takes over what readers of newsboat have: the feeds and
// searches of its file urls, and the read marks of its cache.db.
package newsboat

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/opml"
)

// Bounds of the file.
const (
	maxLine    = 64 << 10 // bytes
	maxFeeds   = 50_000
	maxQueries = 1000
	maxName    = 200  // characters of a title or tag
	maxTold    = 1000 // problems
)

// URLs reads the file urls: one feed a line, with its tags, of which the first
// becomes its folder, and its title. Searches (query:) are taken over where our
// language can say them. What was left out or not taken over is told with its
// line, after name. Feeds that come of a program (exec:, filter:) are left out:
// nothing that a file says is run. The error is that of r, ErrNoURLs, or says that
// a line is too long.
func URLs(r io.Reader, name string) ([]data.Subscription, []data.SavedSearch, []data.Problem, error) {
	u := urls{name: clean.Line(name, maxName), seen: map[string]int{}, places: map[string]int{}}
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	for s.Scan() {
		u.line++
		u.read(words(s.Text()))
		if len(u.feeds) >= maxFeeds {
			u.tell(fmt.Sprintf("it has %d feeds and more: those from here on were left out", maxFeeds))
			break
		}
	}
	if err := s.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nil, nil, nil, fmt.Errorf("line %d is longer than %d bytes: it isn't newsboat's file urls", u.line+1, maxLine)
	} else if err != nil {
		return nil, nil, nil, fmt.Errorf("the file urls can't be read: %s", clean.Line(err.Error(), maxName))
	}
	if !u.plausible && len(u.problems) > 0 {
		return nil, nil, nil, ErrNoURLs
	}
	return u.feeds, u.searches(), u.problems, nil
}

// ErrNoURLs is the answer for a text that isn't a file urls.
var ErrNoURLs = errors.New("it is neither OPML nor newsboat's file urls: no line of it begins with an address")

// urls is a file urls as it is read.
type urls struct {
	name     string
	line     int
	feeds    []data.Subscription
	asked    []feed         // the same, as searches know them
	queries  []query        // which may name feeds that stand behind them
	places   map[string]int // feeds so far by folder
	seen     map[string]int // lines by address
	problems []data.Problem

	plausible bool // a line begins with something like an address
}

func (u *urls) tell(cause string) {
	if len(u.problems) < maxTold {
		u.problems = append(u.problems, data.Problem{Path: fmt.Sprintf("%s:%d", u.name, u.line), Cause: cause})
	}
}

// read reads a line's words: the address and what is said of the feed.
func (u *urls) read(line []string) {
	if len(line) == 0 {
		return
	}
	scheme, _, ok := strings.Cut(line[0], ":")
	u.plausible = u.plausible || ok && isScheme(scheme)
	if strings.HasPrefix(line[0], isQuery) {
		if len(u.queries) < maxQueries {
			u.queries = append(u.queries, queryOf(u.line, line[0]))
		} else {
			u.tell(fmt.Sprintf("it has more than %d searches: this one was left out", maxQueries))
		}
		return
	}
	address, note, ok := opml.Address(line[0])
	if note != "" {
		u.tell(note)
	}
	if !ok {
		return
	}
	if first, twice := u.seen[address]; twice {
		u.tell(fmt.Sprintf("%s is in line %d already", clean.Line(address, maxName), first))
		return
	}
	u.seen[address] = u.line
	s := data.Subscription{ID: data.NewFeedID(address), Address: address}
	var tags, further []string
	for _, word := range line[1:] {
		title, isTitle := strings.CutPrefix(word, "~")
		switch tag := clean.Line(word, maxName); {
		case isTitle:
			s.Title = clean.Line(title, maxName)
		case tag == "":
		case tag == "!":
			u.tell("newsboat hides this feed; here it is shown")
		default:
			if tags = append(tags, tag); s.Folder == "" {
				s.Folder = strings.ReplaceAll(tag, "/", "∕")
			} else {
				further = append(further, tag)
			}
		}
	}
	if len(further) > 0 {
		u.tell(fmt.Sprintf("a feed is in one folder, %s: it isn't in %s as well", s.Folder, clean.Line(strings.Join(further, ", "), maxName)))
	}
	s.Place = u.places[s.Folder]
	u.places[s.Folder]++
	u.feeds = append(u.feeds, s)
	u.asked = append(u.asked, feed{s.ID, address, tags})
}

// searches are those of the file that our language can say.
func (u *urls) searches() (all []data.SavedSearch) {
	seen := map[string]int{}
	for _, q := range u.queries {
		u.line = q.line
		s, err := q.saved(u.asked)
		first, twice := seen[strings.ToLower(q.name)]
		switch {
		case err != nil:
			u.tell(fmt.Sprintf("the search %s wasn't taken over: %s", cmp.Or(q.name, isQuery), err))
		case twice:
			u.tell(fmt.Sprintf("a search %s is in line %d already", q.name, first))
		default:
			seen[strings.ToLower(q.name)] = q.line
			all = append(all, s)
		}
	}
	return all
}

// isScheme reports whether an address may begin so.
func isScheme(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') })
}

// words are those of a line: parted by white space, with quotes around those
// that have some in them, and up to a comment.
func words(line string) []string {
	var all []string
	for {
		line = strings.TrimLeft(line, " \t\r")
		if line == "" || line[0] == '#' {
			return all
		}
		var word string
		if line[0] == '"' {
			word, line = quoted(line[1:])
		} else if end := strings.IndexAny(line, " \t\r"); end >= 0 {
			word, line = line[:end], line[end:]
		} else {
			word, line = line, ""
		}
		if word != "" {
			all = append(all, word)
		}
	}
}

// quoted is a word up to its closing quote, and what is behind it. A backslash
// takes the sense from the sign behind it.
func quoted(s string) (word, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:]
		case '\\':
			if i++; i < len(s) {
				b.WriteByte(s[i])
			}
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
