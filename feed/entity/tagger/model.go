// Package tagger finds names in sentences: a linear-chain conditional random
// field (Lafferty, McCallum and Pereira 2001) over hashed features and a small
// network over words' vectors, whose scores are added, with integer weights in
// one flat file that is read in place.
package tagger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"
)

// Model is a trained tagger. It is only read, so any number of goroutines
// may share one, each with its own Tagger.
type Model struct {
	lexicon
	transitions [Labels][Labels]int32
	bias        int32  // what 'outside' is marked down by
	rows        []byte // rowCount × Labels weights
	rowCount    int
	net         func() *runner // made ready when first asked for; nil in a model without a network
	version     string
}

// The file: magic, checksum, the lengths of the sections, the bias, the
// transitions, then the sections: words, clusters, phrases, rows, ranks of
// words, what they add to the network, the network. The last three are empty in a model
// without a network. All numbers are little-endian.
const (
	magic      = "DLTAG03\n"
	sections   = 7
	headerSize = len(magic) + 4 + sections*4 + 4 + Labels*Labels*4
)

// Open reads a model in place: file must stay as it is while the model is in
// use. It fails on a file that isn't a model or was cut short.
func Open(file []byte) (*Model, error) {
	if len(file) < headerSize || string(file[:len(magic)]) != magic {
		return nil, errors.New("the tagger's model isn't a model file of this version: train it again with feed/entity/train")
	}
	m := &Model{}
	p := file[len(magic):]
	next := func() uint32 { v := binary.LittleEndian.Uint32(p); p = p[4:]; return v }
	m.version = fmt.Sprintf("%08x", next())
	var sizes [sections]int
	total := headerSize
	for i := range sizes {
		sizes[i] = int(next())
		total += sizes[i]
	}
	if total != len(file) {
		return nil, fmt.Errorf("the tagger's model has %d bytes and should have %d: it was cut short", len(file), total)
	}
	m.bias = int32(next())
	for a := range Labels {
		for b := range Labels {
			m.transitions[a][b] = int32(next())
		}
		m.transitions[a][0] -= m.bias
	}
	section := func(i int) []byte { s := p[:sizes[i]:sizes[i]]; p = p[sizes[i]:]; return s }
	m.words, m.parents, m.phrases, m.rows = section(0), section(1), section(2), section(3)
	m.ranks = section(4)
	m.rowCount = len(m.rows) / Labels
	damaged := errors.New("the tagger's model is damaged: train it again with feed/entity/train")
	if m.rowCount == 0 || m.words.full() || m.phrases.full() || m.ranks.full() {
		return nil, damaged
	}
	words, net := section(5), section(6)
	if len(net) == 0 {
		return m, nil
	}
	n, ok := readNetwork(words, net)
	if !ok || len(m.ranks) == 0 || m.ranks.most() >= len(words)/rowBytes {
		return nil, damaged
	}
	m.net = sync.OnceValue(func() *runner { return newRunner(n) })
	return m, nil
}

// Version names the model by what it holds: eight hexadecimal digits.
func (m *Model) Version() string { return m.version }

// Classes returns a bit (1 << Class) for each class of lists that a phrase,
// cut into words, is in. Case doesn't count.
func (m *Model) Classes(words ...string) uint16 {
	if len(words) == 0 {
		return 0
	}
	h, _ := phraseHash(words)
	return m.classes(h) &^ more
}

// Rarity says how common a word is: 1 for the commonest thousand, 2 and 3 up
// to the commonest 5,000 and 20,000, 4 for other known words, 5 for unknown.
func (m *Model) Rarity(w string) int { return int(m.cluster(hashString(fold(clip(w)))).rarity) }

// Weights is what training leaves: for each row of features a weight for
// each label, and weights of the transitions, all in the same unit; and the
// network, if there is one.
type Weights struct {
	Rows        []int8 // rows × Labels
	Transitions [Labels][Labels]int32
	OutsideBias int32 // subtracted from the label 'outside'
	Network     *Network
}

// File puts a model with trained weights into bytes that Open reads.
func (m *Model) File(w Weights) []byte {
	rows := make([]byte, len(w.Rows))
	for i, v := range w.Rows {
		rows[i] = byte(int(v) + zeroWeight)
	}
	body := binary.LittleEndian.AppendUint32(nil, uint32(w.OutsideBias))
	for a := range Labels {
		for b := range Labels {
			body = binary.LittleEndian.AppendUint32(body, uint32(w.Transitions[a][b]))
		}
	}
	parts := [sections][]byte{m.words, m.parents, m.phrases, rows}
	if w.Network != nil {
		parts[4], parts[5], parts[6] = m.ranks, w.Network.Words, w.Network.bytes()
	}
	var sizes []byte
	for _, s := range parts {
		sizes = binary.LittleEndian.AppendUint32(sizes, uint32(len(s)))
		body = append(body, s...)
	}
	file := append([]byte(magic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(file[len(magic):], crc32.ChecksumIEEE(body))
	return append(append(file, sizes...), body...)
}
