package tagger

import "slices"

// A word's reach says what is worked out for it. Most words of a text are
// surely no name's, and asking what they are would cost most of the time.

// nearWords is how far from a word that may be a name's others are asked too.
const nearWords = 2

// measureReach sets the reach of a sentence's words before their features are
// asked: above nought where a name may be near. Who begins a sentence without
// a capital may write names without one too, and all words count.
func (t *Tagger) measureReach(n int) {
	if cap(t.reach) < n {
		t.reach = make([]uint8, 2*n)
	}
	t.reach = t.reach[:n]
	ws := t.features.sentence()
	informal := ws[0].letter && !ws[0].capital
	for i := range ws {
		t.reach[i] = 0
		if informal || !ws[i].plain() {
			t.reach[i] = 1 + nearWords
		}
	}
	spread(t.reach)
}

// doubt is how far, in the model's units, the features may put a word outside
// of names before the network isn't asked about it. It costs no F1 that could
// be measured, and the network is asked about half as many words.
const doubt = 75

// narrow sets the reach to how many layers of the network each word's
// activations are needed of, by what the features have said: all of them and
// the labels' scores where they leave a doubt or a neighbour's do, one fewer
// for each word of distance, as a convolution looks that far.
func (t *Tagger) narrow() {
	for i := range t.reach {
		s := &t.path.scores[i]
		if t.reach[i] = 0; s[0]-t.model.bias-slices.Max(s[1:]) < doubt {
			t.reach[i] = 2 + Depth
		}
	}
	spread(t.reach)
}

// spread gives every word at least one less than its neighbours have.
func spread(reach []uint8) {
	for i := 1; i < len(reach); i++ {
		if before := reach[i-1]; before > 0 {
			reach[i] = max(reach[i], before-1)
		}
	}
	for i := len(reach) - 2; i >= 0; i-- {
		if behind := reach[i+1]; behind > 0 {
			reach[i] = max(reach[i], behind-1)
		}
	}
}

// consult adds the network's scores to those of the features.
func (t *Tagger) consult() {
	r := t.net
	if r == nil {
		return
	}
	t.narrow()
	t.acts.resize(len(t.reach))
	for i, n := range t.reach {
		if n > 0 {
			r.enter(t.features.Rank(i), t.features.Units(i), t.acts.of(0, i))
		}
	}
	r.run(&t.acts, t.reach, t.path.scores)
}
