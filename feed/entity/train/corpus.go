package main

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline/data"
	"dateline/feed/entity/measure"
	"dateline/feed/entity/tagger"
	"dateline/feed/entity/token"
)

//go:embed news/*.txt
var newsFiles embed.FS

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

// readNews reads our own labelled news: an article is a document, and so is a
// paragraph that is in none.
func readNews(number int) ([]*document, error) {
	paths, err := fs.Glob(newsFiles, "news/*.txt")
	if err != nil {
		return nil, err
	}
	var docs []*document
	for _, path := range paths {
		file, err := newsFiles.ReadFile(path)
		if err != nil {
			return nil, err
		}
		texts, err := measure.Articles(string(file))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, text := range texts {
			d, err := tokenised(text)
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", path, text.ID, err)
			}
			d.corpus = number
			docs = append(docs, d)
		}
	}
	return docs, nil
}

// tokenised cuts a marked text as an article is cut. It fails on a name that
// begins or ends inside a token.
func tokenised(marked measure.Text) (*document, error) {
	t := &token.Text{}
	t.Reset(marked.Text)
	t.Add(0, len(marked.Text))
	d, next := &document{}, 0
	for i := range t.Ends {
		tokens := t.Sentence(i)
		s := sentence{gold: make([]int8, len(tokens))}
		for k, at := range tokens {
			s.words = append(s.words, t.Word(at))
			if next == len(marked.Names) || at.Start != marked.Names[next].Start {
				continue
			}
			name := marked.Names[next]
			end := k + 1
			for end < len(tokens) && tokens[end].Start < name.End {
				end++
			}
			if tokens[end-1].End != name.End {
				return nil, fmt.Errorf("%q isn't whole words", marked.Text[name.Start:name.End])
			}
			tagger.Encode(s.gold, tagger.Span{Start: k, End: end, Kind: name.Kind})
			next++
		}
		d.sentences = append(d.sentences, s)
	}
	if next < len(marked.Names) {
		return nil, fmt.Errorf("%q isn't whole words", marked.Text[marked.Names[next].Start:marked.Names[next].End])
	}
	return d, nil
}
