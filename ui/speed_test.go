package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
)

// The benchmarks are of what the program does between a key and the text that
// goes to the terminal, with a thousand articles at 140×40: Update, the
// commands that follow and View, without the terminal itself.
func benchmarkKeys(b *testing.B, before string, keys ...string) {
	d := drive(b, 140, 40, newLibrary(b, append(stories(), manyStories(1000)...)...))
	d.press(before)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		d.press(keys[i%len(keys)])
	}
}

func BenchmarkKeys(b *testing.B) {
	b.Run("list row", func(b *testing.B) { benchmarkKeys(b, "1", "j", "k") })
	b.Run("scroll a line", func(b *testing.B) { benchmarkKeys(b, "enter J", "j", "k") })
	b.Run("step", func(b *testing.B) { benchmarkKeys(b, "enter n", "n", "N") })
	b.Run("step across", func(b *testing.B) { benchmarkKeys(b, "enter n n n n n n", "n") })
	b.Run("another article", func(b *testing.B) { benchmarkKeys(b, "enter J J", "J", "K") })
	b.Run("type in search", func(b *testing.B) { benchmarkKeys(b, "S", "l", "i", "backspace", "backspace") })
	b.Run("type in filter", func(b *testing.B) { benchmarkKeys(b, "/", "l", "i", "backspace", "backspace") })
	b.Run("find", func(b *testing.B) { benchmarkKeys(b, "enter /", "t", "h", "backspace", "backspace") })
	b.Run("palette", func(b *testing.B) { benchmarkKeys(b, ":", "l", "i", "backspace", "backspace") })
}

// BenchmarkFrame is one View of three panes full of text.
func BenchmarkFrame(b *testing.B) {
	d := drive(b, 140, 40, newLibrary(b, append(stories(), manyStories(100)...)...))
	d.press("enter n")
	b.ReportAllocs()
	for b.Loop() {
		_ = d.m.View()
	}
}

// BenchmarkLongArticle is from the key to the first screen of an article of
// 100,000 words, whose mentions are known.
func BenchmarkLongArticle(b *testing.B) {
	long := manyStories(1)[0]
	text := long.Text
	for i := range 250 {
		block := data.Block{Kind: data.Paragraph, Start: len(long.Text) + 2}
		if i%8 == 0 {
			block.Kind, block.Level = data.Heading, 2
			long.Text += "\n\nPart of many"
		} else {
			long.Text += "\n\n" + text
		}
		block.End = len(long.Text)
		long.Blocks = append(long.Blocks, block)
	}
	b.Logf("%d words", long.Words())
	l := newLibrary(b, append(stories(), long)...)
	for b.Loop() {
		b.StopTimer()
		d := drive(b, 140, 40, l)
		b.StartTimer()
		cmd := d.m.open(long.ID, landing())
		first := readCommand(cmd)
		d.m.Update(first)
		_ = d.m.View()
	}
}

// readCommand is the answer of the reading among an opening's commands.
func readCommand(cmd tea.Cmd) tea.Msg {
	batch, ok := cmd().(tea.BatchMsg)
	if !ok {
		return nil
	}
	return batch[len(batch)-1]()
}
