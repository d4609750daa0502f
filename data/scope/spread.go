package scope

import "sync"

// large is from how many chunks on a pass over all of them is shared between two
// processors: before that, handing it out takes as long.
const large = 1 << 17 >> ChunkBits

// Spread does something for a range of chunks: of many, for two halves at the
// same time.
func Spread(chunks int, do func(from, to int)) {
	if chunks < large {
		do(0, chunks)
		return
	}
	var other sync.WaitGroup
	other.Go(func() { do(chunks/2, chunks) })
	do(0, chunks/2)
	other.Wait()
}
