package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// sentence is words with the label of each.
type sentence struct {
	words []string
	gold  []int8
}

// document is sentences that belong together, of one corpus.
type document struct {
	corpus    int // from 1
	sentences []sentence
}

func (d *document) words() [][]string {
	var w [][]string
	for _, s := range d.sentences {
		w = append(w, s.words)
	}
	return w
}

// looseSentences is how many sentences a document may have before it is taken
// for a corpus that has lost its documents.
const looseSentences = 1000

var kindOf = map[string]data.Kind{"PER": data.Person, "LOC": data.Place, "ORG": data.Organisation}

// readCorpora reads the named corpora from a folder: NAME.tsv, a token and a
// BIO label on each line, an empty line behind a sentence, -DOCSTART- before
// a document.
func readCorpora(folder string, names []string) ([]*document, error) {
	var all []*document
	for i, name := range names {
		docs, err := readCorpus(filepath.Join(folder, name+".tsv"), i+1)
		if err != nil {
			return nil, err
		}
		all = append(all, docs...)
	}
	return all, nil
}

func readCorpus(path string, number int) ([]*document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("corpus: %w (name its folder with -corpora)", err)
	}
	defer f.Close()
	var docs []*document
	current := &document{corpus: number}
	var words, tags []string
	endSentence := func() {
		if len(words) > 0 {
			current.sentences = append(current.sentences, sentence{words, labels(tags)})
		}
		words, tags = nil, nil
	}
	endDocument := func() {
		endSentence()
		docs = append(docs, split(current)...)
		current = &document{corpus: number}
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		word, tag, ok := strings.Cut(line, "\t")
		switch {
		case strings.HasPrefix(line, "-DOCSTART-"):
			endDocument()
		case line == "":
			endSentence()
		case !ok:
			return nil, fmt.Errorf("%s:%d: no tab in %q", path, n, line)
		default:
			words, tags = append(words, word), append(tags, tag)
		}
	}
	endDocument()
	return docs, lines.Err()
}

// split leaves a document alone, drops an empty one, and makes every sentence
// of a corpus without documents one of its own.
func split(d *document) []*document {
	if len(d.sentences) == 0 {
		return nil
	}
	if len(d.sentences) < looseSentences {
		return []*document{d}
	}
	var docs []*document
	for _, s := range d.sentences {
		docs = append(docs, &document{corpus: d.corpus, sentences: []sentence{s}})
	}
	return docs
}

// labels turns BIO labels into the tagger's. Kinds it doesn't know are
// outside.
func labels(bio []string) []int8 {
	out := make([]int8, len(bio))
	for i := 0; i < len(bio); {
		_, name, _ := strings.Cut(bio[i], "-")
		j := i + 1
		for j < len(bio) && name != "" && bio[j] == "I-"+name {
			j++
		}
		if k, ok := kindOf[name]; ok {
			tagger.Encode(out, tagger.Span{Start: i, End: j, Kind: k})
		}
		i = j
	}
	return out
}
