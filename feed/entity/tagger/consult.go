package tagger

// consult adds the network's scores to those of the features. Its layers cost
// more than all else, so it is asked where names can be; elsewhere the features
// alone are sure enough.
func (t *Tagger) consult(n int) {
	r := t.net
	if r == nil {
		return
	}
	t.acts.resize(n)
	t.measureReach(n)
	for i := range n {
		if t.reach[i] > 0 {
			r.enter(t.features.Rank(i), t.features.Units(i), &t.acts[0][i+1])
		}
	}
	r.run(&t.acts, t.reach, t.path.scores)
}

// measureReach sets how many layers each word's activations are needed of:
// all of them where a word or one beside it may be a name's, one fewer for
// each word of distance. Who begins a sentence without a capital may write
// names without one too, and all words count.
func (t *Tagger) measureReach(n int) {
	if cap(t.reach) < n {
		t.reach = make([]uint8, 2*n)
	}
	t.reach = t.reach[:n]
	const all = 2 + Depth
	ws := t.features.sentence()
	informal := ws[0].letter && !ws[0].capital
	for i := range ws {
		t.reach[i] = 0
		if informal || !ws[i].plain() {
			t.reach[i] = all
		}
	}
	for i := 1; i < n; i++ {
		if before := t.reach[i-1]; before > 0 {
			t.reach[i] = max(t.reach[i], before-1)
		}
	}
	for i := n - 2; i >= 0; i-- {
		if behind := t.reach[i+1]; behind > 0 {
			t.reach[i] = max(t.reach[i], behind-1)
		}
	}
}
