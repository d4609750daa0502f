// Command train makes the tagger's model file from labelled corpora, word
// clusters, and the lists, news and words' vectors beside it. The same input
// makes the same bytes on one architecture. It takes two to three
// minutes of two cores, and 0.9 GB of memory.
//
//	go run ./feed/entity/train -corpora FOLDER -out feed/entity/model.bin
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"dateline/feed/entity/tagger"
	"dateline/feed/entity/train/wordvec"
)

type settings struct {
	options
	netOptions
	corpora  string
	names    string
	clusters string
	vectors  string
	words    int
	rows     int
	runs     int
	news     int
	recase   float64
	rename   float64
	bias     float64
	share    float64
	out      string
}

func main() {
	var s settings
	flag.StringVar(&s.corpora, "corpora", "../shared/data/ner", "folder with train/*.tsv and clusters.tsv")
	flag.StringVar(&s.names, "names", "gum-free,uner-ewt-dev,uner-ewt-train,crossner,btc-train,wnut17-train", "corpora to learn from")
	flag.StringVar(&s.clusters, "clusters", "", "file of word clusters (default clusters.tsv of the corpora's folder)")
	flag.StringVar(&s.vectors, "vectors", "feed/entity/train/vectors.bin", "file of words' vectors, in the order of the clusters; none for a model without a network")
	flag.IntVar(&s.words, "words", 200_000, "commonest words that the model knows")
	flag.IntVar(&s.rows, "rows", 200_000, "rows of weights, 13 bytes each")
	flag.IntVar(&s.epochs, "epochs", 4, "times over the examples")
	flag.IntVar(&s.runs, "runs", 2, "learners of which the mean is taken")
	flag.IntVar(&s.news, "news", 2, "times that our own news is in the examples")
	flag.Float64Var(&s.rate, "rate", 0.05, "step")
	flag.Float64Var(&s.drop, "drop", 0.3, "share of features left out of an example")
	flag.Float64Var(&s.recase, "recase", 0.05, "share of sentences learnt again in capitals or title case")
	flag.Float64Var(&s.rename, "rename", 0.05, "share of sentences with names learnt again with other names")
	flag.IntVar(&s.netEpochs, "net-epochs", 8, "times over the examples for the network")
	flag.Float64Var(&s.netRate, "net-rate", 0.002, "step of the network")
	flag.Float64Var(&s.netDrop, "net-drop", 0.4, "share of the network's activations left out")
	flag.Float64Var(&s.unitDrop, "unit-drop", 0, "share of a word's units left out")
	flag.Float64Var(&s.wordDrop, "word-drop", 0.05, "share of words whose vector is left out of an example")
	flag.IntVar(&s.netBatch, "net-batch", 32, "sentences between two steps of the network")
	flag.Float64Var(&s.share, "share", 1, "what the network's scores count beside the features'")
	flag.Float64Var(&s.bias, "bias", 0.45, "what 'outside' is marked down by")
	flag.Int64Var(&s.seed, "seed", 1, "seed of the order and of what is left out")
	flag.StringVar(&s.out, "out", "feed/entity/model.bin", "file to write")
	flag.Parse()
	if err := run(s, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(s settings, log io.Writer) error {
	if s.clusters == "" {
		s.clusters = filepath.Join(s.corpora, "clusters.tsv")
	}
	words, err := readClusters(s.clusters, s.words)
	if err != nil {
		return err
	}
	lists, err := readLists()
	if err != nil {
		return err
	}
	vectors, err := readVectors(s.vectors)
	if err != nil {
		return err
	}
	model, err := tagger.NewModel(words, vectors.Words(), lists)
	if err != nil {
		return err
	}
	docs, err := readDocuments(s)
	if err != nil {
		return err
	}
	b := &builder{features: model.NewExtractor(), rows: s.rows}
	build(b, docs, lists, s)
	fmt.Fprintf(log, "%d documents, %d examples\n", len(docs), len(b.examples))
	file := model.File(learn(b, vectors, s, log))
	fmt.Fprintf(log, "%s: %d bytes\n", s.out, len(file))
	return os.WriteFile(s.out, file, 0o644)
}

// learn trains the features' weights and the network side by side: neither
// reads what the other writes.
func learn(b *builder, vectors wordvec.Vectors, s settings, log io.Writer) tagger.Weights {
	var net *netLearner
	var both sync.WaitGroup
	if vectors.Words() > 0 {
		net = newNetLearner(s.netOptions, s.seed, vectors)
		both.Go(func() { net.train(b.netExamples, log) })
	}
	mean := newAverager(s.rows)
	for i := range s.runs {
		o := s.options
		o.seed += int64(i)
		newLearner(b.total(), o, mean).train(b.examples, log)
	}
	both.Wait()
	mean.finish()
	return mean.quantise(s.bias, net, s.share)
}

// readDocuments reads the corpora and our own news, the latter several times
// over, as it is what comes nearest to what the program is for.
func readDocuments(s settings) ([]*document, error) {
	names := strings.Split(s.names, ",")
	docs, err := readCorpora(filepath.Join(s.corpora, "train"), names)
	if err != nil {
		return nil, err
	}
	news, err := readNews(1 + len(names))
	if err != nil {
		return nil, err
	}
	for range s.news {
		docs = append(docs, news...)
	}
	return docs, nil
}

func build(b *builder, docs []*document, lists map[tagger.Class][][]string, s settings) {
	rng := rand.New(rand.NewSource(s.seed + 100))
	other := &substituter{lists, rng}
	for _, d := range docs {
		b.add(d)
		for _, again := range append(recase(d, s.recase, rng), other.again(d, s.rename)...) {
			b.add(again)
		}
	}
}
