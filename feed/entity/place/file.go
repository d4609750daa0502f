package place

import (
	_ "embed"
	"errors"
	"sync"
)

//go:embed places.bin
var embedded string

// The file is read in place. All numbers are little-endian:
//
//	magic, 8 bytes
//	4 numbers of 4 bytes: countries, shown rows, rows, blocks
//	the codes of countries, 2 bytes each
//	rows of RowSize bytes: countries, then regions, then all others
//	where the names of the shown rows end, 4 bytes each
//	where each block ends, 4 bytes each
//	the names, one behind the other
//	blocks of BlockKeys keys in order; a key is how many bytes it shares with
//	    the key before it in its block, how many it has of its own, these, the
//	    weight of the heaviest place of the name that isn't in the file, the
//	    number of rows, and the rows, 2 bytes each
//
// A row is latitude and longitude in 1/10,000 of a degree above -90 and -180
// (3 bytes each), country (NoCountry for none), kind (with CapitalFlag), the
// row of its region (2 bytes, NoRegion for none), and its weight.
const (
	Magic     = "DLPLACE1"
	RowSize   = 11
	BlockKeys = 16
	NoRegion  = 0xFFFF
	NoCountry = 0xFF

	// CapitalFlag is added to the kind of a country's capital.
	CapitalFlag = 0x80
	// Open is the weight of others for a name that prominence never decides.
	Open = 0xFF
	// Degree is how many steps of the rows' coordinates are a degree.
	Degree = 10_000

	headSize = len(Magic) + 4*4
)

// Gazetteer is a table of places. It is safe for concurrent use.
type Gazetteer struct {
	codes      string
	rows       string
	nameEnds   string // of shown rows
	blockEnds  string
	names      string
	blocks     string
	blockCount int
	articles   sync.Pool // of *article
}

// Embedded opens the gazetteer that is built into the program: it reads the
// header alone, and lookups read the file in place.
func Embedded() (*Gazetteer, error) { return open(embedded) }

func number(s string, n int) int {
	s = s[4*n : 4*n+4]
	return int(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

func short(s string) int { return int(s[0]) | int(s[1])<<8 }

func three(s string) int { return int(s[0]) | int(s[1])<<8 | int(s[2])<<16 }

var errFile = errors.New("gazetteer: the file is not one of places, or is cut: build it with go run ./feed/entity/place/build")

func open(file string) (*Gazetteer, error) {
	if len(file) < headSize || file[:len(Magic)] != Magic {
		return nil, errFile
	}
	head, rest := file[len(Magic):headSize], file[headSize:]
	countries, shown, rows, blocks := number(head, 0), number(head, 1), number(head, 2), number(head, 3)
	if countries >= NoCountry || shown > rows || rows >= NoRegion || blocks > len(file) || blocks == 0 || shown == 0 {
		return nil, errFile
	}
	if len(rest) < 2*countries+RowSize*rows+4*shown+4*blocks {
		return nil, errFile
	}
	take := func(n int) (s string) {
		s, rest = rest[:n], rest[n:]
		return s
	}
	g := &Gazetteer{codes: take(2 * countries), rows: take(RowSize * rows), nameEnds: take(4 * shown),
		blockEnds: take(4 * blocks), blockCount: blocks}
	names := number(g.nameEnds, shown-1)
	if len(rest) != names+number(g.blockEnds, blocks-1) {
		return nil, errFile
	}
	g.names, g.blocks = rest[:names], rest[names:]
	return g, nil
}

// Rows is how many places there are.
func (g *Gazetteer) Rows() int { return len(g.rows) / RowSize }

// block is the bytes of block n.
func (g *Gazetteer) block(n int) string {
	start := 0
	if n > 0 {
		start = number(g.blockEnds, n-1)
	}
	return g.blocks[start:number(g.blockEnds, n)]
}

// entry is what the file has for a key.
type entry struct {
	rows   string // 2 bytes each
	others int    // weight of the heaviest place of this name that has no row
}

func (e entry) len() int      { return len(e.rows) / 2 }
func (e entry) row(i int) int { return short(e.rows[2*i:]) }

// lookup finds a key: a binary search for its block, then through the block.
func (g *Gazetteer) lookup(key string) (entry, bool) {
	lo, hi := 0, g.blockCount
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		b := g.block(mid)
		if b[2:2+int(b[1])] <= key {
			lo = mid
		} else {
			hi = mid
		}
	}
	var buffer [256]byte
	for b := g.block(lo); len(b) > 0; {
		shared, own := int(b[0]), int(b[1])
		copy(buffer[shared:], b[2:2+own])
		b = b[2+own:]
		others, n := int(b[0]), 2*int(b[1])
		if string(buffer[:shared+own]) == key {
			return entry{b[2 : 2+n], others}, true
		}
		b = b[2+n:]
	}
	return entry{}, false
}

// The fields of a row.
func (g *Gazetteer) field(n, at int) string { return g.rows[RowSize*n+at:] }
func (g *Gazetteer) lat(n int) int          { return three(g.field(n, 0)) - 90*Degree }
func (g *Gazetteer) lon(n int) int          { return three(g.field(n, 3)) - 180*Degree }
func (g *Gazetteer) country(n int) int      { return int(g.field(n, 6)[0]) }
func (g *Gazetteer) kind(n int) Kind        { return Kind(g.field(n, 7)[0] &^ CapitalFlag) }
func (g *Gazetteer) capital(n int) bool     { return g.field(n, 7)[0]&CapitalFlag != 0 }
func (g *Gazetteer) region(n int) int       { return short(g.field(n, 8)) }
func (g *Gazetteer) weight(n int) int       { return int(g.field(n, 10)[0]) }

// code is the ISO 3166-1 code of a row's country, or nothing.
func (g *Gazetteer) code(n int) string {
	c := g.country(n)
	if c == NoCountry {
		return ""
	}
	return g.codes[2*c : 2*c+2]
}

// name is how a country or a region is written; other rows have none.
func (g *Gazetteer) name(n int) string {
	if n >= len(g.nameEnds)/4 {
		return ""
	}
	start := 0
	if n > 0 {
		start = number(g.nameEnds, n-1)
	}
	return g.names[start:number(g.nameEnds, n)]
}
