package store

import (
	"encoding/binary"
	"errors"
	"math"

	"dateline/data"
)

// How a data.Recognition is written: a format number, the table of all strings,
// the language, the entities with numbers in place of strings and mentions as
// differences, and the quotations.
// An article's mentions take a few hundred bytes, a tenth of JSON.

const codecFormat = 3

var errCodec = errors.New("a stored recognition can't be read")

// encode writes a recognition, without its version.
func encode(r *data.Recognition) []byte {
	e := encoder{index: map[string]uint64{}}
	e.text(r.Language)
	e.number(len(r.Entities))
	for _, entity := range r.Entities {
		e.entity(entity)
	}
	e.number(len(r.Quotes))
	last := 0
	for _, q := range r.Quotes {
		e.number(q.Start - last)
		e.number(q.End - q.Start)
		e.number(q.Speaker)
		e.number(q.CueStart - q.Start)
		e.number(q.CueEnd - q.CueStart)
		last = q.Start
	}
	out := binary.AppendUvarint([]byte{codecFormat}, uint64(len(e.strings)))
	for _, s := range e.strings {
		out = append(binary.AppendUvarint(out, uint64(len(s))), s...)
	}
	return append(out, e.body...)
}

type encoder struct {
	body    []byte
	index   map[string]uint64
	strings []string
}

func (e *encoder) number(n int) { e.body = binary.AppendVarint(e.body, int64(n)) }

func (e *encoder) text(s string) {
	n, ok := e.index[s]
	if !ok {
		n = uint64(len(e.strings))
		e.index[s] = n
		e.strings = append(e.strings, s)
	}
	e.body = binary.AppendUvarint(e.body, n)
}

func (e *encoder) entity(l data.LocalEntity) {
	e.body = append(e.body, byte(l.Kind))
	e.text(l.Name)
	e.text(l.Join)
	e.text(l.Description)
	e.number(len(l.Aliases))
	for _, alias := range l.Aliases {
		e.text(alias)
	}
	e.number(len(l.Related))
	for _, r := range l.Related {
		e.text(r.How)
		e.body = append(e.body, byte(r.Kind))
		e.text(r.Name)
	}
	e.location(l.Location)
	e.number(len(l.Mentions))
	last := 0
	for _, m := range l.Mentions {
		e.number(m.Start - last)
		e.number(m.End - m.Start)
		last = m.Start
		softer := byte(0)
		if m.Softer {
			softer = 1
		}
		e.body = append(e.body, softer)
		e.text(m.Why.By)
		e.text(m.Why.Note)
		e.text(m.Why.Rules)
		e.number(m.Why.Score)
	}
}

// degree is in how many parts a degree is stored: GeoNames gives five decimals.
const degree = 1e5

func (e *encoder) location(l *data.Location) {
	if l == nil {
		e.body = append(e.body, 0)
		return
	}
	e.body = append(e.body, 1)
	e.text(l.Country)
	e.text(l.Region)
	e.number(int(math.Round(l.Lat * degree)))
	e.number(int(math.Round(l.Lon * degree)))
}

// decode reads what encode wrote. Whatever the bytes are, it neither panics nor
// takes much more memory than they do.
func decode(b []byte) (*data.Recognition, error) {
	if len(b) == 0 || b[0] != codecFormat {
		return nil, errCodec
	}
	d := decoder{rest: b[1:]}
	for range d.count() {
		n := d.count()
		d.strings = append(d.strings, string(d.rest[:n]))
		d.rest = d.rest[n:]
	}
	r := &data.Recognition{Language: d.text()}
	for range d.length() {
		r.Entities = append(r.Entities, d.entity())
		if d.broken {
			break
		}
	}
	d.quotes(r)
	if d.broken || len(d.rest) > 0 {
		return nil, errCodec
	}
	return r, nil
}

type decoder struct {
	rest    []byte
	strings []string
	broken  bool
}

func (d *decoder) fail() int {
	d.broken, d.rest = true, nil
	return 0
}

// count reads a number of things that each take a byte or more.
func (d *decoder) count() int {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || n > uint64(len(d.rest)-size) {
		return d.fail()
	}
	d.rest = d.rest[size:]
	return int(n)
}

func (d *decoder) number() int {
	n, size := binary.Varint(d.rest)
	if size <= 0 {
		return d.fail()
	}
	d.rest = d.rest[size:]
	return int(n)
}

// length reads a number of things as number wrote it.
func (d *decoder) length() int {
	if n := d.number(); 0 <= n && n <= len(d.rest) {
		return n
	}
	return d.fail()
}

func (d *decoder) byte() byte {
	if len(d.rest) == 0 {
		d.fail()
		return 0
	}
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func (d *decoder) text() string {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || n >= uint64(len(d.strings)) {
		d.fail()
		return ""
	}
	d.rest = d.rest[size:]
	return d.strings[n]
}

func (d *decoder) entity() data.LocalEntity {
	l := data.LocalEntity{Kind: d.kind(), Name: d.text(), Join: d.text(), Description: d.text()}
	for range d.length() {
		l.Aliases = append(l.Aliases, d.text())
	}
	for range d.length() {
		l.Related = append(l.Related, data.Relation{How: d.text(), Kind: d.kind(), Name: d.text()})
	}
	l.Location = d.location()
	last := 0
	for range d.length() {
		m := data.LocalMention{Start: last + d.number()}
		m.End = m.Start + d.number()
		last = m.Start
		m.Softer = d.byte() == 1
		m.Why = data.Why{By: d.text(), Note: d.text(), Rules: d.text(), Score: d.number()}
		l.Mentions = append(l.Mentions, m)
	}
	return l
}

func (d *decoder) kind() data.Kind {
	k := data.Kind(d.byte())
	if int(k) >= len(data.Kinds) {
		d.fail()
	}
	return k
}

func (d *decoder) location() *data.Location {
	if d.byte() == 0 {
		return nil
	}
	return &data.Location{
		Country: d.text(), Region: d.text(),
		Lat: float64(d.number()) / degree, Lon: float64(d.number()) / degree,
	}
}

func (d *decoder) quotes(r *data.Recognition) {
	last := 0
	for range d.length() {
		q := data.LocalQuote{Start: last + d.number()}
		q.End = q.Start + d.number()
		q.Speaker = d.number()
		q.CueStart = q.Start + d.number()
		q.CueEnd = q.CueStart + d.number()
		if q.Speaker < -1 || q.Speaker >= len(r.Entities) {
			d.fail()
		}
		if d.broken {
			return
		}
		last = q.Start
		r.Quotes = append(r.Quotes, q)
	}
}
