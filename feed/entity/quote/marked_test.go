package quote_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/data"
)

// said is a marked quotation: bytes of an article's text, and its speaker's
// name, "?" where nobody is known.
type said struct {
	start, end int
	speaker    string
}

// marked is an article with its quotations.
type marked struct {
	id      string
	article *data.Article
	quotes  []said
}

// readMarked reads articles as testdata has them: "== " begins a headline and
// with it an article, "> " a block quotation, and every other line is a
// paragraph. {Anna Ruiz: …} is what Anna Ruiz says.
func readMarked(file string) ([]marked, error) {
	var out []marked
	number := 0
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimSpace(line)
		kind := data.Paragraph
		switch {
		case line == "" || strings.HasPrefix(line, "# "):
			continue
		case strings.HasPrefix(line, "== "):
			line, kind = line[3:], data.Headline
			out = append(out, marked{id: fmt.Sprint("line ", number), article: &data.Article{Title: line}})
		case strings.HasPrefix(line, "> "):
			line, kind = line[2:], data.Quote
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("line %d: text before the first headline", number)
		}
		if err := out[len(out)-1].add(line, kind); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return out, nil
}

// add adds a block and what is marked in it.
func (m *marked) add(line string, kind data.BlockKind) error {
	a := m.article
	if a.Text != "" {
		a.Text += "\n\n"
	}
	start := len(a.Text)
	for line != "" {
		plain, rest, opens := strings.Cut(line, "{")
		a.Text += plain
		if !opens {
			break
		}
		inside, rest, closes := strings.Cut(rest, "}")
		speaker, words, names := strings.Cut(inside, ": ")
		if !closes || !names || strings.Contains(inside, "{") {
			return fmt.Errorf("want {Name: words} at %q", inside)
		}
		m.quotes = append(m.quotes, said{len(a.Text), len(a.Text) + len(words), speaker})
		a.Text += words
		line = rest
	}
	a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: start, End: len(a.Text)})
	return nil
}

// folder reads the articles of a folder of testdata.
func folder(t testing.TB, name string) []marked {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", name, "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no articles in testdata/%s", name)
	}
	var out []marked
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		articles, err := readMarked(string(file))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, m := range articles {
			m.id = filepath.Base(path) + ", " + m.id
			out = append(out, m)
		}
	}
	return out
}
