package tagger

// margin is how many empty words stand before and after a sentence, so that
// looking at neighbours needs no test for its ends.
const margin = 2

// Extractor turns the sentences of a document into features. It keeps its
// buffers and isn't safe for concurrent use.
type Extractor struct {
	lists    *lexicon
	document document
	tokens   []token // of the document
	parts    []part  // its sentences
	words    []word  // the sentence, with margin on both sides
	ids      []uint64
}

// NewExtractor returns an extractor that looks words up in a model's lists.
func (m *Model) NewExtractor() *Extractor {
	return &Extractor{lists: &m.lexicon, document: document{}}
}

// Sentence makes a sentence of the document, by its number, the one that
// Features speaks of, and returns how many words it has.
func (x *Extractor) Sentence(i int) int {
	p := x.parts[i]
	tokens := x.tokens[p.start:p.end]
	n := len(tokens)
	if cap(x.words) < n+2*margin {
		x.words = make([]word, n+2*margin, 2*n+2*margin)
	}
	x.words = x.words[:n+2*margin]
	for i := range margin {
		x.words[i] = word{}
		x.words[n+margin+i] = word{}
	}
	for i := range tokens {
		x.words[i+margin].set(&tokens[i], x.lists, x.document)
	}
	if n == 0 {
		return 0
	}
	x.words[margin].form |= formFirst
	if p.headline && n > 2 {
		for i := range n {
			x.words[i+margin].form |= formHeadline
		}
	}
	x.markPhrases(tokens)
	x.markRuns()
	return n
}

// sentence is the words without their margins.
func (x *Extractor) sentence() []word { return x.words[margin : len(x.words)-margin] }

// markPhrases finds every phrase of the lists in the sentence.
func (x *Extractor) markPhrases(tokens []token) {
	ws := x.sentence()
	for i := range ws {
		if !ws[i].letter {
			continue
		}
		h := ws[i].lower
		for n := 1; n <= phraseWords && i+n <= len(ws); n++ {
			found := tokens[i].classes
			if n > 1 {
				h = nextWord(h, ws[i+n-1].folded)
				found = x.lists.classes(h)
			}
			longer := found&more != 0
			if found &^= more; !ws[i].capital {
				found &^= capitalOnly
			}
			if found != 0 {
				for q := range n {
					ws[i+q].inPhrase(found, q, n)
				}
			}
			if !longer {
				break
			}
		}
	}
}

// joins are the small words over which a run of capitals goes on when a
// capital follows: "Bank of England", "Marks & Spencer".
var joins = map[string]bool{"of": true, "&": true, "de": true, "-": true, "al": true}

func inRun(ws []word, i int) bool {
	if ws[i].capital {
		return true
	}
	return i > 0 && i+1 < len(ws) && ws[i-1].capital && ws[i+1].capital && joins[ws[i].folded]
}

// markRuns finds the runs of capitals and what the lists know of them.
func (x *Extractor) markRuns() {
	ws := x.sentence()
	for i := 0; i < len(ws); {
		if !inRun(ws, i) {
			i++
			continue
		}
		j := i + 1
		for j < len(ws) && inRun(ws, j) {
			j++
		}
		whole, any := uint16(0), uint16(0)
		if j-i <= phraseWords {
			h := ws[i].lower
			for q := i + 1; q < j; q++ {
				h = nextWord(h, ws[q].folded)
			}
			whole = x.lists.classes(h) &^ more
		}
		for q := i; q < j; q++ {
			any |= ws[q].lists
		}
		for q := i; q < j; q++ {
			ws[q].runStart, ws[q].runEnd = i, j
			ws[q].runLists, ws[q].runWordLists = whole, any
		}
		i = j
	}
}
