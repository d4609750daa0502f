package scope

import "sync"

// large is from how many articles on a pass over all of them is shared between
// two processors: before that, handing it out takes as long.
const large = 1 << 17

// Spread does something for a range of n articles: of many, for two halves at
// the same time.
func Spread(n int, do func(from, to int)) {
	if n < large {
		do(0, n)
		return
	}
	var other sync.WaitGroup
	other.Go(func() { do(n/2, n) })
	do(0, n/2)
	other.Wait()
}
