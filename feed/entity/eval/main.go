// Command eval measures recognition on labelled texts: precision, recall and
// F1 by kind and of spans alone, which kinds are taken for which, what goes
// wrong most often, and how much time and memory it takes.
//
//	go run ./feed/entity/eval [-corpora FOLDER] [-articles FOLDER] [-errors 20]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"dateline/feed/entity"
	"dateline/feed/entity/measure"
)

func main() {
	corpora := flag.String("corpora", "../shared/data/ner", "folder with dev/*.jsonl")
	articles := flag.String("articles", "feed/entity/testdata/articles", "folder with our own articles, *.txt")
	grouped := flag.String("grouping", "../shared/data/grouping", "folder with the grouping set, *.jsonl")
	errors := flag.Int("errors", 20, "how many of the commonest errors to list for each set")
	model := flag.String("model", "", "model file to measure (default the one in the program)")
	flag.Parse()
	if err := run(os.Stdout, *corpora, *articles, *model, *errors, *grouped); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, corpora, articles, model string, errors int, grouped string) error {
	sets, err := readSets(corpora, articles)
	if err != nil {
		return err
	}
	before := heap()
	r, took, err := open(model)
	if err != nil {
		return err
	}
	start := time.Now()
	r.RecogniseText("One short text.") // waits for what is made once
	fmt.Fprintf(w, "recogniser %s, loaded in %.1f ms, first text after another %.1f ms\n\n", r.Version(), ms(took), ms(time.Since(start)))
	header(w)
	scores := make([]measure.Score, len(sets))
	for i, s := range sets {
		scores[i] = measure.Score{Errors: map[string]int{}}
		for _, t := range s.texts {
			scores[i].Add(t, measure.Found(r.RecogniseText(t.Text)))
		}
		summary(w, s.name, &scores[i], speed(r, s.texts))
	}
	fmt.Fprintf(w, "\nmemory in use for it: %.1f MB on the heap, beside the program's own copy of the model\n", float64(heap()-before)/1e6)
	for i, s := range sets {
		fmt.Fprintf(w, "\n%s, %d texts\n", s.name, len(s.texts))
		detail(w, &scores[i])
		list(w, scores[i].Errors, errors)
	}
	return groupings(w, r, grouped, errors)
}

// heap is the bytes in use on the heap after what is free was freed.
func heap() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
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
