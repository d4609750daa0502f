package refresh

import (
	"context"
	"time"

	"dateline/data"
)

// Loop refreshes what is due at once and then whenever a period has passed,
// until ctx ends: each feed has its own time, and a period is how often that is
// looked at. report is as for Run; after, which may be nil, gets what each
// refresh came to. What fails is tried again when it is due.
func (e *Engine) Loop(ctx context.Context, period time.Duration, report func(data.Progress), after func(Totals, error)) {
	ticker := time.NewTicker(max(period, time.Millisecond))
	defer ticker.Stop()
	for ctx.Err() == nil {
		totals, err := e.Run(ctx, Choice{}, report)
		if after != nil && ctx.Err() == nil {
			after(totals, err)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
		}
	}
}
