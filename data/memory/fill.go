package memory

import (
	"iter"

	"dateline/data"
)

// Fill adds what is opened, one pair at a time: an article, or a problem with
// one. Then all articles have been added. It takes as long as opening does.
func (l *Library) Fill(opened iter.Seq2[*data.Article, *data.Problem]) {
	defer l.Done()
	n := 0
	for a, problem := range opened {
		if n++; n > screenful {
			l.giveWay()
		}
		if problem != nil {
			l.Problem(*problem)
			continue
		}
		l.Add(a)
	}
}
