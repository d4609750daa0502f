package library_test

import (
	"context"
	"iter"
	"testing"

	"dateline/data"
	"dateline/data/contract"
	"dateline/data/library"
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

// contractWith runs the contract on libraries that open gives a store.
func contractWith(t *testing.T, open func(contract.World) (*store.Store, []data.Problem)) {
	contract.Run(t, func(t *testing.T, w contract.World) (contract.Library, func() error) {
		l := library.New(library.Config{
			Recogniser: recogniser{w.Version, w.Recognise},
			Open:       func() (*store.Store, []data.Problem) { return open(w) },
			Correct:    func() data.Corrector { return rules.Open(w.Rules, contract.Key) },
			Edition:    edition(w),
			Now:        w.Now,
		})
		return l, l.Close
	})
}

// edition hands out the articles and the problem of a world.
func edition(w contract.World) iter.Seq2[*data.Article, *data.Problem] {
	return func(yield func(*data.Article, *data.Problem) bool) {
		if !yield(nil, &w.Problem) {
			return
		}
		for _, a := range w.Articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func TestContract(t *testing.T) {
	contractWith(t, func(w contract.World) (*store.Store, []data.Problem) { return store.OpenOrMemory(w.Path, w.Now) })
}
