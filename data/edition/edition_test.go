package edition

import (
	"bytes"
	"io/fs"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"
)

// piece is one file of the edition, taken apart.
type piece struct {
	Title  string    `yaml:"title"`
	Deck   string    `yaml:"deck"`
	Source string    `yaml:"source"`
	After  string    `yaml:"after"`
	Date   time.Time `yaml:"date"`
	Byline string    `yaml:"byline"`
	Link   string    `yaml:"link"`

	slug string
	body string
}

// prose is what a reader gets to see below the title.
func (p piece) prose() string { return p.Deck + "\n\n" + p.body }

// pieces reads the whole edition. Unknown keys in front matter are errors: a
// misspelt one would be lost in silence.
func pieces(t *testing.T) []piece {
	t.Helper()
	names, err := fs.Glob(FS, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := make([]piece, 0, len(names))
	for _, name := range names {
		src, err := fs.ReadFile(FS, name)
		if err != nil {
			t.Fatal(err)
		}
		p := piece{slug: strings.TrimSuffix(name, ".md")}
		front, body, ok := strings.Cut(strings.TrimPrefix(string(src), "---\n"), "\n---\n")
		if !ok || !bytes.HasPrefix(src, []byte("---\n")) {
			t.Fatalf("%s: no front matter between two lines of ---", name)
		}
		dec := yaml.NewDecoder(strings.NewReader(front))
		dec.KnownFields(true)
		if err := dec.Decode(&p); err != nil {
			t.Fatalf("%s: front matter: %v", name, err)
		}
		p.body = strings.TrimSpace(body)
		all = append(all, p)
	}
	return all
}

// words counts the words of Markdown: fields that hold a letter or a digit, so
// that list markers and table rules don't count.
func words(md string) int {
	n := 0
	for _, f := range strings.Fields(md) {
		if strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

func TestEnoughPieces(t *testing.T) {
	if got := len(pieces(t)); got < 14 {
		t.Errorf("the edition has %d pieces, want at least 14", got)
	}
}

func TestPieceIsComplete(t *testing.T) {
	for _, p := range pieces(t) {
		t.Run(p.slug, func(t *testing.T) {
			if p.Title == "" || p.After == "" || p.Byline == "" || p.Date.IsZero() {
				t.Errorf("title, after, byline and date are all needed: %q, %q, %q, %v", p.Title, p.After, p.Byline, p.Date)
			}
			if p.Source != "Dateline" {
				t.Errorf("source %q: the words are ours, so it is Dateline", p.Source)
			}
			if n := utf8.RuneCountInString(p.Title); n > 45 {
				t.Errorf("the title has %d letters, more than 45", n)
			}
			if n := words(p.body); n < 150 || n > 600 {
				t.Errorf("the body has %d words, want 150 to 600", n)
			}
			if strings.Count(p.prose(), "“") != strings.Count(p.prose(), "”") || strings.Contains(p.body, `"`) {
				t.Error("quotation marks are curly and come in pairs")
			}
			if p.Link != "" && !isWeb(p.Link) {
				t.Errorf("link %q isn't a web address", p.Link)
			}
		})
	}
}

// TestFollowsSomethingEarlier holds every piece to naming the day of what it
// follows, and to being no older than that.
func TestFollowsSomethingEarlier(t *testing.T) {
	first, last := time.Date(2025, 4, 12, 0, 0, 0, 0, time.UTC), time.Date(2025, 4, 26, 0, 0, 0, 0, time.UTC)
	for _, p := range pieces(t) {
		if p.Date.Before(first) || !p.Date.Before(last) {
			t.Errorf("%s: %v is outside 12 to 25 April 2025", p.slug, p.Date)
		}
		whom, day, ok := strings.Cut(p.After, ", ")
		when, err := time.Parse("2 Jan 2006", day)
		if !ok || whom == "" || err != nil {
			t.Errorf("%s: after %q doesn't read like ABC News, 24 Apr 2025", p.slug, p.After)
			continue
		}
		if p.Date.Before(when) {
			t.Errorf("%s: dated %v, before what it follows (%s)", p.slug, p.Date, p.After)
		}
	}
}

func TestNoTwoAlike(t *testing.T) {
	titles, dates := map[string]string{}, map[time.Time]string{}
	for _, p := range pieces(t) {
		key := strings.ToLower(p.Title)
		if other, dup := titles[key]; dup {
			t.Errorf("%s and %s have the same title", p.slug, other)
		}
		if other, dup := dates[p.Date]; dup {
			t.Errorf("%s and %s have the same time: their order would be an accident", p.slug, other)
		}
		titles[key], dates[p.Date] = p.slug, p.slug
		if strings.Trim(p.slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("slug %q has more than small letters, digits and hyphens", p.slug)
		}
	}
}

func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// TestKindsOfBlock has the edition show every kind of block that news has, so
// that a first look at the program is a look at its typesetting too. It also
// holds the pieces to headings of one level and to links that open.
func TestKindsOfBlock(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	seen := map[string]int{}
	for _, p := range pieces(t) {
		src := []byte(p.body)
		root := md.Parser().Parse(text.NewReader(src))
		err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			seen[kindOf(n)]++
			if h, ok := n.(*ast.Heading); ok && h.Level != 2 {
				t.Errorf("%s: a heading of level %d: the title is the only one above 2", p.slug, h.Level)
			}
			if l, ok := n.(*ast.Link); ok && !isWeb(string(l.Destination)) {
				t.Errorf("%s: link to %q isn't a web address", p.slug, l.Destination)
			}
			if n.Kind() == ast.KindHTMLBlock || n.Kind() == ast.KindRawHTML {
				t.Errorf("%s: HTML in Markdown", p.slug)
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []string{"heading", "quote", "bullets", "numbers", "nested list", "table", "rule", "link", "emphasis", "strong"} {
		if seen[kind] == 0 {
			t.Errorf("no %s in the whole edition", kind)
		}
	}
}

func kindOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Heading:
		return "heading"
	case *ast.Blockquote:
		return "quote"
	case *ast.List:
		switch {
		case n.Parent().Kind() == ast.KindListItem:
			return "nested list"
		case n.IsOrdered():
			return "numbers"
		}
		return "bullets"
	case *extast.Table:
		return "table"
	case *ast.ThematicBreak:
		return "rule"
	case *ast.Link:
		return "link"
	case *ast.Emphasis:
		return [...]string{1: "emphasis", 2: "strong"}[n.Level]
	}
	return "other"
}
