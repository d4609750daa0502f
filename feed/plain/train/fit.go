package main

import (
	"fmt"
	"math"
	"strings"

	"dateline/feed/plain/judge"
)

// example is a line for training.
type example struct {
	features []int
	article  bool
	weight   float64
}

// How it learns: passes over all examples in the same order, steps that grow
// smaller for features that were often seen (AdaGrad; Duchi, Hazan and Singer,
// 2011), and a pull to nothing that keeps rare features small.
const (
	passes = 30
	step   = 0.2
	pull   = 5e-6
)

// fit learns a logistic regression over features that are there or not. The
// weights are the mean of those after each pass of the second half.
func fit(all []example) judge.Model {
	var w, seen, mean [judge.Size]float64
	for pass := range passes {
		for _, x := range all {
			z := 0.0
			for _, f := range x.features {
				z += w[f]
			}
			gradient := 1 / (1 + math.Exp(-z))
			if x.article {
				gradient--
			}
			gradient *= x.weight
			for _, f := range x.features {
				g := gradient + pull*w[f]*float64(len(all))
				seen[f] += g * g
				w[f] -= step * g / math.Sqrt(seen[f]+1e-6)
			}
		}
		if pass >= passes/2 {
			for i, v := range w {
				mean[i] += v / (passes - passes/2)
			}
		}
	}
	var m judge.Model
	for i, v := range mean {
		m[i] = int16(math.Round(math.Max(-300, math.Min(300, v*100))))
	}
	return m
}

// source is the weights as Go source.
func source(models []judge.Model) string {
	var b strings.Builder
	b.WriteString("package judge\n\n// learned are the weights. They come from ../train, not from a hand.\n")
	fmt.Fprintf(&b, "var learned = [%d]Model{\n", len(models))
	for _, m := range models {
		b.WriteString("\t{")
		for i, v := range m {
			if i%groupSize == 0 {
				b.WriteString("\n\t\t")
			} else {
				b.WriteString(" ")
			}
			fmt.Fprintf(&b, "%d,", v)
		}
		b.WriteString("\n\t},\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// groupSize is how many weights stand on a line.
const groupSize = 12
