package tagger

import "dateline/data"

// Labels are BILOU (Ratinov and Roth 2009) times three kinds: 0 is outside,
// then begin, inside, last and unit of a person, of a place, of an
// organisation.
const Labels = 13

const (
	begin = iota
	inside
	last
	unit
)

// Label is the label of a token in a mention of a kind.
func label(k data.Kind, part int) int8 { return int8(1 + 4*int(k) + part) }

func partOf(l int8) int       { return int(l-1) % 4 }
func kindOf(l int8) data.Kind { return data.Kind((l - 1) / 4) }

// CanStart reports whether a sentence may begin with a label.
func CanStart(l int) bool { return l == 0 || partOf(int8(l)) == begin || partOf(int8(l)) == unit }

// CanEnd reports whether a sentence may end with a label.
func CanEnd(l int) bool { return l == 0 || partOf(int8(l)) >= last }

// CanFollow reports whether label b may come after label a.
func CanFollow(a, b int) bool {
	if CanEnd(a) || CanStart(b) {
		return CanEnd(a) && CanStart(b)
	}
	return kindOf(int8(a)) == kindOf(int8(b))
}

// Before lists, for each label, the labels that may come before it.
var Before = func() (b [Labels][]int) {
	for to := range b {
		for from := range b {
			if CanFollow(from, to) {
				b[to] = append(b[to], from)
			}
		}
	}
	return b
}()

// Span is a mention in a sentence: tokens [Start,End) and what they name.
type Span struct {
	Start, End int
	Kind       data.Kind
	Score      int // mean lead over 'outside' in the model's integer units
}

// Spans reads mentions from labels. It takes any labels, also ones that
// CanFollow would refuse.
func Spans(labels []int8) []Span {
	var spans []Span
	for i := 0; i < len(labels); {
		if labels[i] == 0 {
			i++
			continue
		}
		k, j := kindOf(labels[i]), i+1
		for p := partOf(labels[i]); p < last && j < len(labels) && continues(labels[j], k); j++ {
			p = partOf(labels[j])
		}
		spans = append(spans, Span{Start: i, End: j, Kind: k})
		i = j
	}
	return spans
}

func continues(l int8, k data.Kind) bool {
	return l != 0 && kindOf(l) == k && (partOf(l) == inside || partOf(l) == last)
}

// Encode writes a mention into labels.
func Encode(labels []int8, s Span) {
	if s.End == s.Start+1 {
		labels[s.Start] = label(s.Kind, unit)
		return
	}
	for i := s.Start; i < s.End; i++ {
		labels[i] = label(s.Kind, inside)
	}
	labels[s.Start] = label(s.Kind, begin)
	labels[s.End-1] = label(s.Kind, last)
}
