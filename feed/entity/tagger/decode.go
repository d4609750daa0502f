package tagger

import "encoding/binary"

// Weights are bytes with zeroWeight for nought, so that adding needs no sign.
const zeroWeight = 128

// maxFeatures is how many weights fit into a 16-bit lane: 257 × 255 < 65,536.
const maxFeatures = 257

// emit sums the weights of a token's features for every label.
//
// A row has a byte for each label. Two loads of eight bytes cover the
// thirteen, and each is added as two words of four 16-bit lanes: eight
// additions do the work of thirteen, without floating point, so that every
// processor finds the same sum.
func (m *Model) emit(ids []uint64, sum *[Labels]int32) {
	const lanes = 0x00FF00FF00FF00FF
	if len(ids) > maxFeatures {
		ids = ids[:maxFeatures]
	}
	var even, odd, evenTail, oddTail uint64
	for _, id := range ids {
		row := m.rows[reduce(id, m.rowCount)*Labels:]
		a := binary.LittleEndian.Uint64(row)
		b := binary.LittleEndian.Uint64(row[Labels-8:])
		even += a & lanes
		odd += a >> 8 & lanes
		evenTail += b & lanes
		oddTail += b >> 8 & lanes
	}
	zero := int32(len(ids) * zeroWeight)
	for k := range Labels {
		e, o, at := even, odd, k
		if k >= 8 {
			e, o, at = evenTail, oddTail, k-(Labels-8)
		}
		if at%2 == 1 {
			e = o
		}
		sum[k] = int32(e>>(16*(at/2))&0xFFFF) - zero
	}
}

const never = -1 << 28

// path is the buffers of one search for the best labels.
type path struct {
	scores [][Labels]int32
	from   [][Labels]int8
	labels []int8
}

// best finds the labels of the highest sum (Viterbi 1967). Among equals the
// lower label wins, so that the answer is one.
func (m *Model) best(p *path, n int) []int8 {
	if cap(p.from) < n {
		p.from = make([][Labels]int8, 2*n)
		p.labels = make([]int8, 2*n)
	}
	p.from, p.labels = p.from[:n], p.labels[:n]
	var now [Labels]int32
	for b := range Labels {
		now[b] = never
		if CanStart(b) {
			now[b] = p.scores[0][b]
		}
	}
	now[0] -= m.bias
	for i := 1; i < n; i++ {
		if p.scores[i] == outside {
			now = m.stepOutside(&now, &p.from[i])
			continue
		}
		var next [Labels]int32
		for b := range Labels {
			most, at := int32(2*never), 0
			for _, a := range Before[b] {
				if v := now[a] + m.transitions[a][b]; v > most {
					most, at = v, a
				}
			}
			next[b] = max(most+p.scores[i][b], never)
			p.from[i][b] = int8(at)
		}
		now = next
	}
	most, at := int32(2*never), int8(0)
	for b := range Labels {
		if CanEnd(b) && now[b] > most {
			most, at = now[b], int8(b)
		}
	}
	for i := n - 1; i >= 0; i-- {
		p.labels[i] = at
		at = p.from[i][at]
	}
	return p.labels
}

// stepOutside is a step of best at a word that is surely no name's.
func (m *Model) stepOutside(now *[Labels]int32, from *[Labels]int8) (next [Labels]int32) {
	most, at := int32(2*never), 0
	for _, a := range Before[0] {
		if v := now[a] + m.transitions[a][0]; v > most {
			most, at = v, a
		}
	}
	for b := range next {
		next[b] = never
	}
	next[0], from[0] = most, int8(at)
	return next
}
