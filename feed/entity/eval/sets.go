package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dateline/feed/entity/measure"
)

// set is labelled texts under a name.
type set struct {
	name  string
	texts []measure.Text
}

// readSets reads the corpora's dev sets and our own articles, which are one
// set.
func readSets(corpora, articles string) ([]set, error) {
	files, err := filepath.Glob(filepath.Join(corpora, "dev", "*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no dev/*.jsonl in %s: name the corpora's folder with -corpora", corpora)
	}
	var sets []set
	for _, path := range files {
		texts, err := readLines(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		sets = append(sets, set{strings.TrimSuffix(filepath.Base(path), ".jsonl"), texts})
	}
	own, err := measure.Folder(articles)
	if err != nil {
		return nil, fmt.Errorf("own articles: %w (name their folder with -articles)", err)
	}
	return append(sets, set{"own articles", own}), nil
}

func readLines(path string) ([]measure.Text, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return measure.Read(f)
}
