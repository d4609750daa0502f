package memory_test

import (
	"context"
	"testing"

	"dateline/data"
	"dateline/data/contract"
	"dateline/data/memory"
	"dateline/data/store"
	"dateline/feed/entity/rules"
)

// recogniser is a function as a recogniser.
type recogniser struct {
	version string
	find    func(context.Context, *data.Article) data.Recognition
}

func (r recogniser) Version() string { return r.version }

func (r recogniser) Recognise(ctx context.Context, a *data.Article) data.Recognition {
	return r.find(ctx, a)
}

// onFile opens a store as the program does.
func onFile(w contract.World) func() (memory.Keeper, []data.Problem) {
	return func() (memory.Keeper, []data.Problem) { return store.OpenOrMemory(w.Path, w.Now) }
}

func TestContract(t *testing.T) {
	contract.Run(t, func(t *testing.T, w contract.World) (contract.Library, func() error) {
		l := memory.New(memory.Config{
			Recogniser: recogniser{w.Version, w.Recognise},
			Open:       onFile(w),
			Correct: func() data.Corrector {
				return rules.Open(w.Rules, contract.Key)
			},
		})
		l.Problem(w.Problem)
		for _, a := range w.Articles {
			l.Add(a)
		}
		l.Done()
		return l, l.Close
	})
}
