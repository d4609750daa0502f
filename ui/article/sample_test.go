package article

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dateline/data"
)

// readSample reads an article in the form of testdata/*.txt: a line for each
// block, its kind before the first colon, with a level and an item's number
// where it has them: "quote 2: text", "item 1 3.: text". In the text *x* is
// strong, _x_ emphasis, `x` code, [x](n) a link to the address of the n-th
// "link:" line; \n, \t, \xNN, \uNNNN and \UNNNNNNNN are as in Go, and before
// any other character a backslash stands for that character.
func readSample(t testing.TB, path string) *data.Article {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := &data.Article{}
	for i, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		head, text, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("%s:%d: no colon", path, i+1)
		}
		text = strings.TrimPrefix(text, " ")
		switch words := strings.Fields(head); words[0] {
		case "title":
			a.Title = text
		case "link":
			a.Links = append(a.Links, data.Link{URL: text})
		default:
			if err := addSample(a, words, text); err != nil {
				t.Fatalf("%s:%d: %v", path, i+1, err)
			}
		}
	}
	return a
}

func addSample(a *data.Article, words []string, text string) error {
	kind := -1
	for k := data.Paragraph; k <= data.Rule; k++ {
		if k.String() == words[0] {
			kind = int(k)
		}
	}
	if kind < 0 {
		return fmt.Errorf("no kind of block is called %q", words[0])
	}
	b := data.Block{Kind: data.BlockKind(kind)}
	for _, w := range words[1:] {
		if n, err := strconv.Atoi(strings.TrimSuffix(w, ".")); err != nil {
			return err
		} else if strings.HasSuffix(w, ".") {
			b.Ordinal = n
		} else {
			b.Level = n
		}
	}
	if len(a.Blocks) > 0 {
		a.Text += "\n\n"
	}
	b.Start = len(a.Text)
	if err := markSample(a, &b, text); err != nil {
		return err
	}
	b.End = len(a.Text)
	a.Blocks = append(a.Blocks, b)
	return nil
}

// markSample appends a block's text and finds its inlines.
func markSample(a *data.Article, b *data.Block, s string) error {
	kinds := map[byte]data.InlineKind{'_': data.Emphasis, '*': data.Strong, '`': data.CodeSpan, '[': data.Anchor}
	open := map[byte]int{}
	for s != "" {
		c := s[0]
		switch _, isOpen := open[c]; {
		case c == '\\':
			r, _, rest, err := strconv.UnquoteChar(s, 0)
			if err != nil {
				a.Text, s = a.Text+s[1:2], s[2:]
				continue
			}
			if strings.HasPrefix(s, `\x`) {
				a.Text, s = a.Text+string([]byte{byte(r)}), rest
				continue
			}
			a.Text, s = a.Text+string(r), rest
			continue
		case c == ']' && strings.HasPrefix(s, "]("):
			n, rest, ok := strings.Cut(s[2:], ")")
			link, err := strconv.Atoi(n)
			if !ok || err != nil {
				return fmt.Errorf("link: %q", s)
			}
			in := data.Inline{Kind: data.Anchor, Start: open['['], End: len(a.Text), Link: link - 1}
			b.Inlines = append(b.Inlines, in)
			delete(open, '[')
			s = rest
			continue
		case isOpen:
			b.Inlines = append(b.Inlines, data.Inline{Kind: kinds[c], Start: open[c], End: len(a.Text)})
			delete(open, c)
		case c == '_' || c == '*' || c == '`' || c == '[' && strings.Contains(s, "]("):
			open[c] = len(a.Text)
		default:
			a.Text += s[:1]
		}
		s = s[1:]
	}
	return nil
}

// samples has every article of testdata by the name of its file.
func samples(t testing.TB) map[string]*data.Article {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("testdata/*.txt: %v, %d files", err, len(paths))
	}
	out := map[string]*data.Article{}
	for _, path := range paths {
		out[strings.TrimSuffix(filepath.Base(path), ".txt")] = readSample(t, path)
	}
	return out
}
