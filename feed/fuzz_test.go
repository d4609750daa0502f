package feed

import (
	"testing"
	"time"

	"dateline/feed/block/blocktest"
)

func FuzzParse(f *testing.F) {
	f.Add([]byte("---\ntitle: x\n---\ntext"), "a.md")
	f.Add([]byte("<html><p>x"), "a.txt")
	f.Add([]byte("\xff\xfea\x00"), "-")
	f.Add([]byte("<?xml version=\"1.0\"?><rss/>"), "a.xml")
	f.Fuzz(func(t *testing.T, src []byte, name string) {
		if a, err := Parse(src, name, time.UTC); err == nil {
			blocktest.Check(t, a)
		}
	})
}
