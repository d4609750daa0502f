package wire

import (
	"strconv"
	"time"

	"dateline/feed/xmltext"
)

// maxEvery bounds what a feed may ask for.
const maxEvery = 31 * 24 * time.Hour

// feedModules are the elements that feeds of every format may have, and items
// not: how often the feed is updated, which is a period and how many times in
// it (RSS 1.0's module Syndication).
var feedModules = Table[*Feed]{
	"sy:updateperiod":    func(f *Feed, n *xmltext.Node) { f.period = periods[n.Value()]; f.every() },
	"sy:updatefrequency": func(f *Feed, n *xmltext.Node) { f.times = whole(n); f.every() },
}

var periods = map[string]time.Duration{
	"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour,
}

// every sets how often the feed asks to be read from what is known so far.
func (f *Feed) every() {
	if f.period > 0 {
		f.Every = min(f.period/time.Duration(max(1, f.times)), maxEvery)
	}
}

// TTL reads RSS's own element: for how many minutes the feed may be kept.
func TTL(f *Feed, n *xmltext.Node) {
	if f.period == 0 {
		f.Every = min(time.Duration(whole(n))*time.Minute, maxEvery)
	}
}

// whole is a number from 0 to some 100,000, 0 where it isn't one.
func whole(n *xmltext.Node) int {
	i, err := strconv.Atoi(n.Value())
	if err != nil || i < 0 {
		return 0
	}
	return min(i, 100_000)
}
