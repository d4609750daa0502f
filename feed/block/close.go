package block

import (
	"strings"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/clean"
)

// Close ends the open block. One without text leaves no trace.
func (b *Builder) Close() {
	if !b.open {
		return
	}
	for len(b.stack) > 0 {
		b.End()
	}
	text, inlines := string(b.raw), b.kept()
	block := b.block
	b.open, b.block, b.space = false, data.Block{}, false
	b.raw, b.inlines = b.raw[:0], b.inlines[:0]

	if block.Kind == data.Table {
		text = strings.TrimRight(text, "\n") // the empty row that ends it
	}
	if fixed := recleaned(block.Kind, text); fixed != text {
		text, inlines = fixed, nil
	}
	if block.Kind != data.Code {
		text = strings.TrimRight(text, " ")
	}
	if strings.Trim(text, "\t\n ") == "" {
		return
	}
	b.add(block, text, inlines)
}

// kept are the inlines that have text.
func (b *Builder) kept() []data.Inline {
	var kept []data.Inline
	for _, in := range b.inlines {
		if in.Start >= 0 && in.End > in.Start {
			kept = append(kept, in)
		}
	}
	return kept
}

// recleaned is the text made safe once more. The pieces that it was written in
// are clean, but side by side they may not be: a letter and its accent in two
// elements. It is then better to lose the emphasis than the letter.
func recleaned(kind data.BlockKind, text string) string {
	if kind == data.Table {
		rows := strings.Split(text, string(line))
		for i, row := range rows {
			cells := strings.Split(row, string(tab))
			for j := range cells {
				cells[j] = clean.Text(cells[j])
			}
			rows[i] = strings.Join(cells, string(tab))
		}
		return strings.Join(rows, string(line))
	}
	return clean.Text(text)
}

// add appends the block, in parts where it is too long.
func (b *Builder) add(block data.Block, text string, inlines []data.Inline) {
	for len(text) > MaxBlock {
		if block.Kind != data.Paragraph && block.Kind != data.Quote && block.Kind != data.Item {
			n := floor(text, MaxBlock)
			text, inlines = strings.TrimRight(text[:n], " \n\t")+clean.Ellipsis, clip(inlines, 0, n)
			break
		}
		n := partAt(text)
		b.append(block, text[:n], clip(inlines, 0, n))
		rest := strings.TrimLeft(text[n:], " ")
		skip := len(text) - len(rest)
		text, inlines = rest, clip(inlines, skip, len(text))
		if block.Kind == data.Item {
			block.Kind, block.Ordinal, block.Level = data.Paragraph, 0, 0
		}
	}
	if text != "" {
		b.append(block, text, inlines)
	}
}

// partAt is where a long text is parted: after a sentence, else at a space.
func partAt(text string) int {
	n := floor(text, MaxBlock)
	if i := strings.LastIndex(text[n/2:n], ". "); i >= 0 {
		return n/2 + i + 1
	}
	if i := strings.LastIndexByte(text[n/2:n], ' '); i >= 0 {
		return n/2 + i
	}
	return n
}

// floor is the last place in text at or before n that parts no character.
func floor(text string, n int) int {
	if n >= len(text) {
		return len(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// clip cuts inlines to [from,to) and counts from there.
func clip(inlines []data.Inline, from, to int) []data.Inline {
	var kept []data.Inline
	for _, in := range inlines {
		in.Start, in.End = max(in.Start, from)-from, min(in.End, to)-from
		if in.End > in.Start {
			kept = append(kept, in)
		}
	}
	return kept
}

// append puts a finished block behind the others, unless a limit is reached.
func (b *Builder) append(block data.Block, text string, inlines []data.Inline) {
	if len(b.blocks) >= MaxBlocks || b.text.Len()+len(text) > MaxText {
		b.full = true
	}
	if b.full {
		return
	}
	if b.rule {
		b.push(data.Block{Kind: data.Rule}, "", nil)
	}
	b.push(block, text, inlines)
}

// push is append without the limits.
func (b *Builder) push(block data.Block, text string, inlines []data.Inline) {
	b.rule = false
	if len(b.blocks) > 0 {
		b.text.WriteString(separator)
	}
	block.Start = b.text.Len()
	b.text.WriteString(text)
	block.End = b.text.Len()
	for i := range inlines {
		inlines[i].Start += block.Start
		inlines[i].End += block.Start
	}
	block.Inlines = inlines
	b.blocks = append(b.blocks, block)
}
