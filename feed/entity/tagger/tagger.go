package tagger

// Tagger finds names with a model. It keeps its buffers: use one for each
// goroutine.
type Tagger struct {
	model    *Model
	features *Extractor
	path     path
	net      *runner // nil in a model without a network
	acts     acts    // of the network
	reach    []uint8 // by token: how many layers of the network it needs
}

// NewTagger returns a tagger of a model.
func (m *Model) NewTagger() *Tagger {
	t := &Tagger{model: m, features: m.NewExtractor()}
	if m.net != nil {
		t.net = m.net()
	}
	return t
}

// Document makes sentences the document whose sentences are tagged next.
func (t *Tagger) Document(sentences [][]string) { t.features.Document(sentences) }

// Tag appends the names of a sentence of the document, by its number, to
// spans, in order. Its time grows with the number of words alone.
func (t *Tagger) Tag(sentence int, spans []Span) []Span {
	n := t.features.Sentence(sentence)
	if n == 0 {
		return spans
	}
	if cap(t.path.scores) < n {
		t.path.scores = make([][Labels]int32, 2*n)
	}
	t.path.scores = t.path.scores[:n]
	t.measureReach(n)
	for i, r := range t.reach {
		if r == 0 {
			t.path.scores[i] = outside
			continue
		}
		t.model.emit(t.features.Features(i), &t.path.scores[i])
	}
	t.consult()
	labels := t.model.best(&t.path, n)
	for _, s := range Spans(labels) {
		for i := s.Start; i < s.End; i++ {
			s.Score += int(t.path.scores[i][labels[i]] - t.path.scores[i][0])
		}
		s.Score /= s.End - s.Start
		spans = append(spans, s)
	}
	return spans
}

// outside are the scores of a word that is far from any that may be a name's:
// no feature is asked whether it is one.
var outside = func() (s [Labels]int32) {
	for k := 1; k < Labels; k++ {
		s[k] = never
	}
	return s
}()
