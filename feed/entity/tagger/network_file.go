package tagger

import "encoding/binary"

// A network in a file: its weights in the order of Network's fields but for
// the words, one to four bytes each, little-endian.
const networkSize = UnitRows*Hidden + 4*Hidden +
	Depth*(Taps*Hidden*Hidden+1+4*Hidden) + (1+Depth)*Hidden*Labels + 4*Labels + 4

func (n *Network) bytes() []byte {
	b := appendInts(append(make([]byte, 0, networkSize), n.Units...), n.Bias[:])
	for i := range n.Layers {
		l := &n.Layers[i]
		b = appendInts(append(appendBytes(b, l.Weights), byte(l.Shift)), l.Bias[:])
	}
	b = appendInts(appendBytes(b, n.Out.Weights), n.Out.Bias[:])
	return appendInts(b, []int32{n.Out.Scale})
}

func appendBytes(b []byte, values []int8) []byte {
	for _, v := range values {
		b = append(b, byte(v))
	}
	return b
}

func appendInts(b []byte, values []int32) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return b
}

// readNetwork reads what bytes wrote, and words' rows. It reports false if a
// length is another one or a shift is impossible.
func readNetwork(words, b []byte) (n *Network, ok bool) {
	if len(b) != networkSize || len(words)%rowBytes != 0 {
		return nil, false
	}
	next := func(count int) []int8 {
		out := make([]int8, count)
		for i := range out {
			out[i] = int8(b[i])
		}
		b = b[count:]
		return out
	}
	ints := func(to []int32) {
		for i := range to {
			to[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
		}
		b = b[4*len(to):]
	}
	n = &Network{Words: words, Units: b[:UnitRows*Hidden]}
	b = b[UnitRows*Hidden:]
	ints(n.Bias[:])
	ok = true
	for i := range n.Layers {
		l := &n.Layers[i]
		l.Weights = next(Taps * Hidden * Hidden)
		l.Shift = int(next(1)[0])
		ok = ok && l.Shift > 0 && l.Shift < mostShift
		ints(l.Bias[:])
	}
	n.Out.Weights = next((1 + Depth) * Hidden * Labels)
	ints(n.Out.Bias[:])
	var scale [1]int32
	ints(scale[:])
	n.Out.Scale = scale[0]
	return n, ok
}

// mostShift bounds the bits behind the point of a layer's weights, which have
// eight.
const mostShift = 16
