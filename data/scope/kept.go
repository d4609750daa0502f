package scope

import (
	"fmt"
	"slices"
	"sync"

	"dateline/data"
)

// Kept keeps the answers to the last few queries: a screen asks for the same one
// many times, for its list, its counts and its snippets.
type Kept struct {
	most  int
	mu    sync.Mutex
	kept  []*Scope
	names []string
}

// Keep makes a place for at most so many answers.
func Keep(most int) *Kept { return &Kept{most: most} }

// Get gives what is kept under a query's name, if it holds for a generation;
// else nil.
func (k *Kept) Get(name string, generation uint64) *Scope {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, s := range k.kept {
		if k.names[i] == name && s.generation == generation {
			return s
		}
	}
	return nil
}

// Put keeps an answer, in place of an earlier one to the same query.
func (k *Kept) Put(name string, s *Scope) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if i := slices.Index(k.names, name); i >= 0 {
		k.kept[i] = s
		return
	}
	if len(k.kept) == k.most {
		k.kept, k.names = slices.Delete(k.kept, 0, 1), slices.Delete(k.names, 0, 1)
	}
	k.kept, k.names = append(k.kept, s), append(k.names, name)
}

// Name tells queries apart by what they ask for.
func Name(q data.Query) string { return string(appendName(nil, q.Root)) }

func appendName(b []byte, e data.Expr) []byte {
	if t := e.Term; e.Op == data.Leaf {
		return fmt.Appendf(b, "%d %q %t %t %t %d\n", t.Field, t.Text, t.Phrase, t.Prefix, t.Not, t.Day.Unix())
	}
	b = fmt.Appendf(b, "%d(", e.Op)
	for _, arg := range e.Args {
		b = appendName(b, arg)
	}
	return append(b, ')')
}
