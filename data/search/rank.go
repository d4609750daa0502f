package search

import "math/bits"

// Ranking is in whole numbers, so that every processor sorts alike: floating
// point fuses multiplications differently from one to another.

// Weight tells how much a word says that stands in df of n texts: BM25's
// logarithm (Robertson and Zaragoza 2009, 3.4), ln(1 + (n-df+0.5)/(df+0.5)),
// to the base of two and in units of 1/256.
func Weight(df, n int) int {
	df = min(max(df, 0), n)
	return log256(uint64(2*n+2)) - log256(uint64(2*df+1))
}

// log256 is 256·log₂(x), straight between powers of two: at most 23 too small.
func log256(x uint64) int {
	if x == 0 {
		return 0
	}
	power := bits.Len64(x) - 1
	fraction := x - 1<<power
	return power<<8 + int(fraction<<8>>power)
}

// Frequency is BM25's share of a word that occurs tf times in a text of a length
// that Norm tells of: tf·2.2/(tf + 1.2·norm), in units of 1/256. k1 = 1.2 is the
// usual value.
func Frequency(tf, norm int) int { return 256 * 256 * tf * 22 / (10 * (256*tf + norm)) }

// Norm tells of a text's length in words where the average is average: 0.25 +
// 0.75·length/average, times the 1.2 of Frequency, in units of 1/256. b = 0.75 is
// the usual value.
func Norm(length, average int) int {
	average = max(average, 1)
	length = min(length, 100*average)
	return 256*3/10 + 256*9*length/(10*average)
}
