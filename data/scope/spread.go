package scope

import "sync"

// large is from how many chunks on a pass over all of them is shared between two
// processors: before that, handing it out takes as long.
const large = 1 << 17 >> ChunkBits

// Spread does something for a range of chunks: of many, for two halves at the
// same time.
func Spread(from, to int, do func(from, to int)) {
	if to-from < large {
		do(from, to)
		return
	}
	middle := (from + to) / 2
	var other sync.WaitGroup
	other.Go(func() { do(middle, to) })
	do(from, middle)
	other.Wait()
}
