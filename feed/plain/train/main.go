// Train learns the weights of package judge from scraped pages whose articles
// are known, and prints them as Go source:
//
//	go run ./feed/plain/train -pages DIR >feed/plain/judge/weights.go
//
// DIR has pages as NAME.txt and their articles in ground-truth.json. With
// -folds N it trains on all but each Nth part in turn and prints how well the
// rest is told, which is the figure to believe.
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

	"dateline/data/clean"
	"dateline/feed/plain/judge"
	"dateline/feed/plain/shingle"
)

// page is one scraped page and what of it is the article.
type page struct {
	name    string
	article string
	lines   []judge.Line
	labels  []bool
}

func main() {
	dir := flag.String("pages", "", "folder of pages and ground-truth.json")
	folds := flag.Int("folds", 0, "print the quality on each of N parts held out, instead of weights")
	show := flag.String("show", "", "with -folds, print the lines of the page whose name begins so")
	flag.IntVar(&Models, "models", 3, "")
	flag.Float64Var(&Even, "even", 0.5, "")
	flag.IntVar(&Bias, "bias", 0, "")
	flag.IntVar(&Base, "base", 4, "")
	flag.IntVar(&Toll, "toll", 0, "")
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
		p := page{name: name, article: t.ArticleBody, lines: judge.Lines(clean.Text(string(text)))}
		p.labels = label(p.lines, clean.Text(t.ArticleBody))
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b page) int { return strings.Compare(a.name, b.name) })
	return pages, nil
}

// label tells which lines are of the article: those most of whose words are in
// shingles of it. A line after it that repeats one before isn't.
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
	total, hit := make([]int, len(lines)), make([]int, len(lines))
	for i, o := range owner {
		total[o]++
		if covered[i] {
			hit[o]++
		}
	}
	labels := make([]bool, len(lines))
	for i := range lines {
		labels[i] = total[i] > 0 && hit[i]*2 > total[i]
	}
	return labels
}

// learn trains the models, each on what the one before it says.
func learn(pages []page) []judge.Model {
	var models []judge.Model
	for range Models {
		var all []example
		for _, p := range pages {
			scale := p.scale()
			for i, f := range judge.Features(p.lines, models) {
				all = append(all, example{f, p.labels[i], scale * weight(p.lines[i].Words())})
			}
		}
		models = append(models, fit(all))
	}
	return models
}

var Models = 3

// scale evens out long and short pages, halfway: a page of 400 words of
// article counts its lines once, one of 1,600 half.
func (p page) scale() float64 {
	words := 0
	for i, l := range p.lines {
		if p.labels[i] {
			words += l.Words()
		}
	}
	return math.Pow(400/float64(max(words, 100)), Even)
}

var Even = 0.5

// weight is how much a line counts: long ones more, since it is words that are
// to be right.
func weight(words int) float64 { return 1 + float64(min(words, 60))/6 }

// validate prints the quality on parts held out.
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
		models := learn(train)
		var t shingle.Tally
		for _, p := range test {
			if show != "" && strings.HasPrefix(p.name, show) {
				print(p, models)
			}
			got := extract(p, models)
			t.Add(p.article, got)
			total.Add(p.article, got)
			if f := shingle.F1(p.article, got); f < 0.93 {
				var one shingle.Tally
				one.Add(p.article, got)
				fmt.Printf("  %.6s %.3f precision %.2f recall %.2f, %d words\n", p.name, f, one.Precision(), one.Recall(), len(shingle.Words(p.article)))
			}
		}
		fmt.Printf("part %d: %.4f\n", fold, t.Benchmark())
	}
	fmt.Printf("held out, all parts: benchmark F1 %.4f (precision %.4f, recall %.4f), mean of pages %.4f, micro %.4f\n",
		total.Benchmark(), total.Precision(), total.Recall(), total.Mean(), total.Micro())
}

// print shows each line with its score; those that are told wrongly are marked.
func print(p page, models []judge.Model) {
	for i, score := range judge.ScoresWith(p.lines, models) {
		sign := "  "
		if (score > 0) != p.labels[i] {
			sign = "!!"
		}
		fmt.Printf("%s %5d %5t %s\n", sign, score, p.labels[i], clean.Cut(p.lines[i].Text, 150))
	}
}

func extract(p page, models []judge.Model) string {
	var kept []string
	scores := judge.ScoresWith(p.lines, models)
	bias := Bias
	for {
		kept = kept[:0]
		words := 0
		for i, score := range scores {
			if score+bias > 0 {
				kept = append(kept, p.lines[i].Text)
				words += p.lines[i].Words()
			}
		}
		if words >= Base || bias >= Toll {
			break
		}
		bias += 20
	}
	return strings.Join(kept, "\n")
}

var Toll int

var Bias, Base int
