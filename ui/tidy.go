package ui

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// breath is how long nothing is pressed before garbage is collected: by then
// the screen shows what the last key led to.
const breath = 25 * time.Millisecond

// tidier collects garbage between two keys, so that it seldom falls into the
// answer to one: that takes a third longer then. While keys come faster, it is
// collected when it has to be.
type tidier struct{ timer *time.Timer }

// pressed puts the collection off until a breath after a key.
func (t *tidier) pressed() {
	if t.timer == nil {
		t.timer = time.AfterFunc(breath, collect)
		return
	}
	t.timer.Reset(breath)
}

// collect collects garbage where there is enough of it to be worth it.
func collect() {
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(heap)
	if now, live := heap[0].Value.Uint64(), heap[1].Value.Uint64(); now > live+live/8 {
		runtime.GC()
	}
}
