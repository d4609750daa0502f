// Command eval measures recognition on labelled texts: precision, recall and
// F1 by kind, of spans alone, and how fast it is.
//
//	go run ./feed/entity/eval [-corpora FOLDER] [-articles FOLDER] [-errors 20]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
	"strings"
	"time"

	"dateline/data"
	"dateline/feed/entity"
	"dateline/feed/entity/measure"
)

func main() {
	corpora := flag.String("corpora", "../shared/data/ner", "folder with dev/*.jsonl")
	articles := flag.String("articles", "feed/entity/testdata/articles", "folder with our own articles, *.txt")
	grouped := flag.String("grouping", "../shared/data/grouping", "folder with the grouping set, *.jsonl")
	errors := flag.Int("errors", 0, "how many of the commonest errors to list for each set")
	model := flag.String("model", "", "model file to measure (default the one in the program)")
	flag.Parse()
	if err := run(os.Stdout, *corpora, *articles, *model, *errors, *grouped); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, corpora, articles, model string, errors int, grouped string) error {
	r, took, err := open(model)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "recogniser %s, loaded in %.1f ms\n\n", r.Version(), ms(took))
	sets, err := readSets(corpora, articles)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-15s %6s %6s %6s   %6s %6s %6s   %6s   %s\n", "set", "P", "R", "F1", "person", "place", "org", "span", "ms/1000 words")
	for _, s := range sets {
		evaluate(w, r, s, errors)
	}
	return groupings(w, r, grouped, errors)
}

// open loads the embedded model, or the one in a file, and says how long it
// took without reading the file.
func open(model string) (*entity.Recogniser, time.Duration, error) {
	if model == "" {
		start := time.Now()
		r, err := entity.New()
		return r, time.Since(start), err
	}
	file, err := os.ReadFile(model)
	if err != nil {
		return nil, 0, fmt.Errorf("model: %w", err)
	}
	start := time.Now()
	r, err := entity.Open(file)
	return r, time.Since(start), err
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func evaluate(w io.Writer, r *entity.Recogniser, set set, errors int) {
	score := measure.Score{Errors: map[string]int{}}
	for _, t := range set.texts {
		score.Add(t, measure.Found(r.RecogniseText(t.Text)))
	}
	fmt.Fprintf(w, "%-15s %6.2f %6.2f %6.2f   %6.2f %6.2f %6.2f   %6.2f   %.2f\n",
		set.name, score.All.Precision(), score.All.Recall(), score.All.F1(),
		score.Kinds[data.Person].F1(), score.Kinds[data.Place].F1(), score.Kinds[data.Organisation].F1(), score.Spans.F1(), speed(r, set.texts))
	list(w, score.Errors, errors)
}

// speedRuns is how often a set is read for its speed; the median counts.
const speedRuns = 5

// speed is milliseconds for 1,000 words, from raw text to entities.
func speed(r *entity.Recogniser, texts []measure.Text) float64 {
	words := 0
	for _, t := range texts {
		words += len(strings.Fields(t.Text))
	}
	var runs []time.Duration
	for range speedRuns {
		start := time.Now()
		for _, t := range texts {
			r.RecogniseText(t.Text)
		}
		runs = append(runs, time.Since(start))
	}
	slices.Sort(runs)
	return ms(runs[speedRuns/2]) * 1000 / float64(words)
}

func list(w io.Writer, errors map[string]int, most int) {
	var what []string
	for e := range errors {
		what = append(what, e)
	}
	sort.Slice(what, func(i, j int) bool {
		return errors[what[i]] > errors[what[j]] || errors[what[i]] == errors[what[j]] && what[i] < what[j]
	})
	for _, e := range what[:min(most, len(what))] {
		fmt.Fprintf(w, "  %4d %s\n", errors[e], e)
	}
}
