// Train learns the weights of package judge from scraped pages whose articles
// are known, and prints them as Go source:
//
//	go run ./feed/plain/train -pages DIR >weights.go && mv weights.go feed/plain/judge/
//
// DIR has pages as NAME.txt and their articles in ground-truth.json. With
// -folds N it trains on all but each Nth part of the pages in turn and prints
// how well the rest is told, which is the figure to believe.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline/data/clean"
	"dateline/feed/plain"
	"dateline/feed/plain/judge"
	"dateline/feed/plain/shingle"
)

// models is how many models are trained, each on what the one before it says.
const models = 3

// page is one scraped page and what of it is the article.
type page struct {
	name, article string
	text          []byte
	lines         []judge.Line
	labels        []bool
}

func main() {
	dir := flag.String("pages", "", "folder of pages and ground-truth.json")
	folds := flag.Int("folds", 0, "print the quality on each of N parts held out, instead of weights")
	show := flag.String("show", "", "with -folds, print the lines of the page whose name begins so")
	flag.Parse()
	pages, err := load(*dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	if *folds > 1 {
		validate(pages, *folds, *show)
		return
	}
	fmt.Print(source(learn(pages)))
}

// load reads the pages in the order of their names.
func load(dir string) ([]page, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		return nil, err
	}
	truth := map[string]struct {
		ArticleBody string `json:"articleBody"`
	}{}
	if err := json.Unmarshal(raw, &truth); err != nil {
		return nil, err
	}
	var pages []page
	for name, t := range truth {
		text, err := os.ReadFile(filepath.Join(dir, name+".txt"))
		if err != nil {
			return nil, err
		}
		p := page{name: name, article: t.ArticleBody, text: text, lines: judge.Lines(clean.Text(string(text)), 0)}
		p.labels = label(p.lines, clean.Text(t.ArticleBody))
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b page) int { return strings.Compare(a.name, b.name) })
	return pages, nil
}

// label tells which lines are of the article: those most of whose words are in
// shingles of it, those of their neighbours included.
func label(lines []judge.Line, article string) []bool {
	want := shingle.Count(article)
	var words []string
	var owner []int
	for i, l := range lines {
		for _, w := range shingle.Words(l.Text) {
			words = append(words, w)
			owner = append(owner, i)
		}
	}
	covered := make([]bool, len(words))
	for i := 0; i+shingle.Size <= len(words); i++ {
		if want[strings.Join(words[i:i+shingle.Size], " ")] > 0 {
			for j := range shingle.Size {
				covered[i+j] = true
			}
		}
	}
	balance := make([]int, len(lines))
	for i, o := range owner {
		if covered[i] {
			balance[o]++
		} else {
			balance[o]--
		}
	}
	labels := make([]bool, len(lines))
	for i := range lines {
		labels[i] = balance[i] > 0
	}
	return labels
}

// learn trains the models, each on what the one before it says.
func learn(pages []page) []judge.Model {
	var trained []judge.Model
	for range models {
		var all []example
		for _, p := range pages {
			scale := p.scale()
			for i, f := range judge.Features(p.lines, trained) {
				all = append(all, example{f, p.labels[i], scale * weight(p.lines[i].Words())})
			}
		}
		trained = append(trained, fit(all))
	}
	return trained
}

// scale evens out long and short pages, halfway: the lines of a page with 400
// words of article count once, those of one with 1,600 half.
func (p page) scale() float64 {
	words := 0
	for i, l := range p.lines {
		if p.labels[i] {
			words += l.Words()
		}
	}
	return math.Sqrt(400 / float64(max(words, 100)))
}

// weight is how much a line counts: long ones more, since it is words that are
// to be right.
func weight(words int) float64 { return 1 + float64(min(words, 40))/4 }

// validate prints the quality of whole articles on parts held out.
func validate(pages []page, folds int, show string) {
	var total shingle.Tally
	for fold := range folds {
		var train, test []page
		for i, p := range pages {
			if i%folds == fold {
				test = append(test, p)
			} else {
				train = append(train, p)
			}
		}
		trained := learn(train)
		for _, p := range test {
			if show != "" && strings.HasPrefix(p.name, show) {
				p.print(trained)
			}
			text := ""
			if a, err := plain.ParseWith(p.text, time.UTC, trained); err == nil {
				text = a.Text
			}
			total.Add(p.article, text)
			if f := shingle.F1(p.article, text); f < 0.8 {
				fmt.Printf("%.6s %.3f\n", p.name, f)
			}
		}
	}
	fmt.Printf("canonical texts, %d parts held out in turn: F1 %.4f (precision %.4f, recall %.4f), mean of pages %.4f, over all shingles %.4f\n",
		folds, total.Benchmark(), total.Precision(), total.Recall(), total.Mean(), total.Micro())
}

// print shows each line with its score; those that are told wrongly are marked.
func (p page) print(trained []judge.Model) {
	for i, score := range judge.Scores(p.lines, trained) {
		sign := "  "
		if (score > 0) != p.labels[i] {
			sign = "!!"
		}
		fmt.Printf("%s %5d %5t %s\n", sign, score, p.labels[i], clean.Cut(p.lines[i].Text, 150))
	}
}
