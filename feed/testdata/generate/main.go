// Generate writes Markdown articles to measure with: the same ones on every
// machine, of any number, in the sizes of news, with names in them.
//
//	go run ./feed/testdata/generate -n 1000 -out DIR
//	go run ./feed/testdata/generate -n 10000 -feeds 100 -out DIR
//	go run ./feed/testdata/generate -n 1000000 -words 100 -feeds 500 -out DIR
//
// With -feeds they are items of so many RSS files in place of files each.
//
// The text is words in the frequencies of English and makes no sense. The
// people and organisations are invented, the places are real. An article
// depends on the seed and its own number alone, so 1,000 are the first 1,000
// of 10,000.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run writes the articles that args ask for.
func run(args []string, usage io.Writer) error {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(usage)
	n := flags.Int("n", 1000, "how many articles")
	out := flags.String("out", "", "the folder to write them into; it is made")
	seed := flags.Uint64("seed", 1, "another seed makes other articles")
	feeds := flags.Int("feeds", 0, "write so many feeds in place of an article a file")
	size := flags.Int("words", 0, "about so many words an article, in place of 150 to 900")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" || *n < 0 || *size < 0 || flags.NArg() > 0 {
		return fmt.Errorf("usage: generate -n NUMBER -out DIR")
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return err
	}
	if *feeds > 0 {
		return writeFeeds(*out, recipe{*seed, *size}, *n, *feeds)
	}
	for i := range *n {
		path := filepath.Join(*out, fmt.Sprintf("%06d.md", i))
		if err := os.WriteFile(path, []byte(article(recipe{*seed, *size}, i)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Sizes of an article, in words.
const (
	shortest = 150
	longest  = 900
)

// newest is when the first article was published; each further one is older.
var newest = time.Date(2025, 4, 24, 18, 0, 0, 0, time.UTC)

//go:embed words.txt
var list string

// words are the list's, the most frequent first.
var words = strings.Fields(list)

// article is the article of a number, with front matter.
func article(r recipe, number int) string {
	w := r.write(number)
	return fmt.Sprintf("---\ntitle: %q\nsource: %s\ndate: %s\nbyline: %s\n---\n\n# %s\n%s", w.title,
		w.source, w.published.Format(time.RFC3339), w.byline, w.title, w.text.String())
}

// recipe is what articles are made by.
type recipe struct {
	seed uint64
	size int // about how many words each has; 0 is the sizes of news
}

// write writes the article of a number.
func (r recipe) write(number int) *writer {
	w := &writer{Rand: rand.New(rand.NewPCG(r.seed, uint64(number)))}
	w.cast = w.choose()
	w.title = w.headline()
	w.published = newest.Add(-time.Duration(number) * 37 * time.Minute)
	w.source, w.byline = pick(w, sources), w.person()
	size := r.size
	if size == 0 {
		size = shortest + w.IntN(longest-shortest-60)
	}
	for w.count < size {
		w.paragraph()
	}
	return w
}
