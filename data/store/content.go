package store

import (
	"encoding/binary"
	"errors"
	"sync"

	"github.com/klauspost/compress/zstd"

	"dateline/data"
)

// How an article's text, blocks, links, pictures and enclosures are stored: a format number, the
// table of strings, the links, pictures and enclosures, the blocks with offsets as differences, and the
// text; all of it compressed.

const contentFormat = 1

// ErrDamaged is the answer for an article whose stored form can't be read. It is
// about that one alone: what is done with many goes on without it.
var ErrDamaged = errors.New("a stored article can't be read")

// press compresses what is stored. A small window is enough for articles and
// keeps its memory small.
var press = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(128<<10),
		zstd.WithEncoderConcurrency(2), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are constants
	}
	return e
})

// maxContent is how much memory a stored blob may ask for: a damaged one mustn't
// take it all.
const maxContent = 256 << 20

var unpress = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(maxContent))
	if err != nil {
		panic(err) // the options are constants
	}
	return d
})

func pressed(b []byte) []byte { return press().EncodeAll(b, make([]byte, 0, len(b)/2+64)) }

func unpressed(b []byte) ([]byte, error) { return unpress().DecodeAll(b, nil) }

// encodeContent writes what there is to read of an article.
func encodeContent(a *data.Article) []byte {
	e := encoder{index: map[string]uint64{}}
	e.number(len(a.Links))
	for _, link := range a.Links {
		e.text(link.URL)
	}
	e.number(len(a.Pictures))
	for _, p := range a.Pictures {
		e.text(p.URL)
		e.text(p.Alt)
	}
	e.number(len(a.Enclosures))
	for _, f := range a.Enclosures {
		e.text(f.URL)
		e.text(f.Type)
		e.text(f.Title)
		e.number(int(f.Length))
	}
	e.number(len(a.Blocks))
	last := 0
	for _, b := range a.Blocks {
		e.block(b, last)
		last = b.End
	}
	out := []byte{contentFormat}
	out = binary.AppendUvarint(out, uint64(len(e.strings)))
	for _, s := range e.strings {
		out = append(binary.AppendUvarint(out, uint64(len(s))), s...)
	}
	out = binary.AppendUvarint(out, uint64(len(e.body)))
	out = append(out, e.body...)
	return pressed(append(out, a.Text...))
}

func (e *encoder) block(b data.Block, last int) {
	e.body = append(e.body, byte(b.Kind))
	e.number(b.Start - last)
	e.number(b.End - b.Start)
	e.number(b.Level)
	e.number(b.Ordinal)
	e.text(b.Lang)
	e.number(len(b.Inlines))
	at := b.Start
	for _, i := range b.Inlines {
		e.body = append(e.body, byte(i.Kind))
		e.number(i.Start - at)
		e.number(i.End - i.Start)
		e.number(i.Link)
		at = i.Start
	}
}

// decodeContent reads what encodeContent wrote into an article. Whatever the
// bytes are, the ranges it gives are of the text.
func decodeContent(b []byte, a *data.Article) error {
	raw, err := unpressed(b)
	if err != nil || len(raw) == 0 || raw[0] != contentFormat {
		return ErrDamaged
	}
	d := decoder{rest: raw[1:]}
	for range d.count() {
		n := d.count()
		d.strings = append(d.strings, string(d.rest[:n]))
		d.rest = d.rest[n:]
	}
	size := d.count()
	if d.broken {
		return ErrDamaged
	}
	text := string(d.rest[size:])
	d.rest = d.rest[:size]
	var links []data.Link
	for range d.length() {
		links = append(links, data.Link{URL: d.text()})
	}
	var pictures []data.Picture
	for range d.length() {
		pictures = append(pictures, data.Picture{URL: d.text(), Alt: d.text()})
	}
	var files []data.Enclosure
	for range d.length() {
		files = append(files, data.Enclosure{URL: d.text(), Type: d.text(), Title: d.text(), Length: int64(d.number())})
	}
	var blocks []data.Block
	last := 0
	for range d.length() {
		block := d.block(last, len(text), len(links))
		if d.broken {
			return ErrDamaged
		}
		blocks = append(blocks, block)
		last = block.End
	}
	if d.broken || len(d.rest) > 0 {
		return ErrDamaged
	}
	a.Text, a.Blocks, a.Links, a.Pictures, a.Enclosures = text, blocks, links, pictures, files
	return nil
}

func (d *decoder) block(last, size, links int) data.Block {
	b := data.Block{Kind: data.BlockKind(d.byte())}
	b.Start = last + d.number()
	b.End = b.Start + d.number()
	b.Level, b.Ordinal, b.Lang = d.number(), d.number(), d.text()
	at := b.Start
	for range d.length() {
		i := data.Inline{Kind: data.InlineKind(d.byte())}
		i.Start = at + d.number()
		i.End = i.Start + d.number()
		i.Link = d.number()
		at = i.Start
		if i.Kind > data.Anchor || i.Start < b.Start || i.End < i.Start || i.End > b.End ||
			i.Kind == data.Anchor && (i.Link < 0 || i.Link >= links) {
			d.fail()
		}
		if d.broken {
			return b
		}
		b.Inlines = append(b.Inlines, i)
	}
	if b.Kind > data.Rule || b.Start < last || b.End < b.Start || b.End > size {
		d.fail()
	}
	return b
}
