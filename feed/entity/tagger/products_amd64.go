package tagger

import "golang.org/x/sys/cpu"

var hasWide = cpu.X86.HasAVX2

// multiplyWide adds, for each of blockOutputs outputs, the products of
// steps × wideInputs activations and weights to sums. No sum of two products
// is beyond 16 bits, as activations end at mostAct.
//
//go:noescape
func multiplyWide(sums *int32, acts *uint8, weights *int8, steps int)
