package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"

	"dateline/feed/entity/place"
)

// file lays everything out as package place reads it.
func (w *world) file() ([]byte, error) {
	blocks, ends, err := w.blocks()
	if err != nil {
		return nil, err
	}
	shown := w.countries + w.regions
	out := []byte(place.Magic)
	for _, n := range [...]int{len(w.codes), shown, len(w.rows), len(ends)} {
		out = appendNumber(out, n)
	}
	for _, code := range w.codes {
		out = append(out, code...)
	}
	for _, r := range w.rows {
		out = appendRow(out, r)
	}
	var names []byte
	for _, r := range w.rows[:shown] {
		names = append(names, r.name...)
		out = appendNumber(out, len(names))
	}
	for _, end := range ends {
		out = appendNumber(out, end)
	}
	return append(append(out, names...), blocks...), nil
}

func appendNumber(out []byte, n int) []byte { return binary.LittleEndian.AppendUint32(out, uint32(n)) }

func appendRow(out []byte, r row) []byte {
	for _, degrees := range [...]float64{r.lat + 90, r.lon + 180} {
		steps := int(math.Round(degrees * place.Degree))
		out = append(out, byte(steps), byte(steps>>8), byte(steps>>16))
	}
	kind := byte(r.kind)
	if r.capital {
		kind |= place.CapitalFlag
	}
	return append(out, byte(r.country), kind, byte(r.region), byte(r.region>>8), byte(r.weight))
}

// blocks writes the keys in order and where each block ends.
func (w *world) blocks() (out []byte, ends []int, err error) {
	before := ""
	for i, key := range slices.Sorted(maps.Keys(w.keys)) {
		rows := w.keys[key]
		if len(key) > math.MaxUint8 || len(rows) > math.MaxUint8 {
			return nil, nil, fmt.Errorf("%q of %d places doesn't fit", key, len(rows))
		}
		if i%place.BlockKeys == 0 {
			if i > 0 {
				ends = append(ends, len(out))
			}
			before = ""
		}
		shared := 0
		for shared < len(before) && shared < len(key) && before[shared] == key[shared] {
			shared++
		}
		out = append(out, byte(shared), byte(len(key)-shared))
		out = append(out, key[shared:]...)
		out = append(out, byte(w.others[key]), byte(len(rows)))
		slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(w.rows[b].weight, w.rows[a].weight) })
		for _, n := range rows {
			out = append(out, byte(n), byte(n>>8))
		}
		before = key
	}
	return out, append(ends, len(out)), nil
}
