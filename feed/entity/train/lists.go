package main

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"dateline/feed/entity/tagger"
	"dateline/feed/entity/token"
	"dateline/feed/entity/train/wordvec"
)

//go:embed lists
var listFiles embed.FS

// readLists reads one file for each class: phrases parted by semicolons or
// lines, "#" before a comment.
func readLists() (map[tagger.Class][][]string, error) {
	lists := map[tagger.Class][][]string{}
	for c, name := range tagger.ClassNames {
		b, err := listFiles.ReadFile("lists/" + name + ".txt")
		if err != nil {
			return nil, fmt.Errorf("list of %s: %w", name, err)
		}
		for line := range strings.Lines(string(b)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for phrase := range strings.SplitSeq(line, ";") {
				if words := cut(strings.TrimSpace(phrase)); len(words) > 0 {
					lists[tagger.Class(c)] = append(lists[tagger.Class(c)], words)
				}
			}
		}
	}
	return lists, nil
}

// cut cuts a phrase as it would be cut in an article.
func cut(phrase string) []string {
	t := &token.Text{}
	t.Reset(phrase)
	t.Add(0, len(phrase))
	var words []string
	for _, k := range t.Tokens {
		words = append(words, t.Word(k))
	}
	return words
}

// readClusters reads the first n lines of word, coarse, middle, fine.
func readClusters(path string, n int) ([]tagger.Word, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("word clusters: %w (name the file with -clusters)", err)
	}
	defer f.Close()
	return parseClusters(f, path, n)
}

func parseClusters(r io.Reader, path string, n int) ([]tagger.Word, error) {
	var words []tagger.Word
	lines := bufio.NewScanner(r)
	for lines.Scan() && len(words) < n {
		p := strings.Split(lines.Text(), "\t")
		if len(p) != 4 {
			return nil, fmt.Errorf("%s:%d: %d fields, want word and three clusters", path, len(words)+1, len(p))
		}
		var c [3]int
		for i := range c {
			var err error
			if c[i], err = strconv.Atoi(p[i+1]); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, len(words)+1, err)
			}
		}
		words = append(words, tagger.Word{Text: p[0], Coarse: c[0], Middle: c[1], Fine: c[2]})
	}
	return words, lines.Err()
}

// readVectors reads what feed/entity/train/vectors writes. No file's name
// gives no vectors.
func readVectors(path string) (wordvec.Vectors, error) {
	if path == "" {
		return wordvec.Vectors{}, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return wordvec.Vectors{}, fmt.Errorf("vectors: %w (name the file with -vectors)", err)
	}
	v, err := wordvec.Parse(b)
	if err != nil {
		return v, fmt.Errorf("vectors: %s: %w", path, err)
	}
	return v, nil
}
