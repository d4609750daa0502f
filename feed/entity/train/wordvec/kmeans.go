package wordvec

import (
	"math"
	"math/rand"
	"sync"
)

const rounds = 12 // of k-means

// Quantise cuts vectors into parts and finds a codebook for each. The parts
// don't depend on one another, so they are worked out side by side.
func Quantise(vectors [][Size]float32) Vectors {
	v := Vectors{
		codes:     make([]byte, len(vectors)*parts),
		codebooks: make([]int8, booksSize),
	}
	var all sync.WaitGroup
	for part := range parts {
		all.Go(func() {
			points := make([][partSize]float32, len(vectors))
			for i := range vectors {
				copy(points[i][:], vectors[i][part*partSize:])
			}
			centres := kmeans(points, rand.New(rand.NewSource(int64(part))))
			for c := range centres {
				for q, x := range centres[c] {
					whole := math.Round(float64(x) * centroidUnits)
					v.codebooks[(part*centroids+c)*partSize+q] = int8(min(max(whole, -127), 127))
				}
			}
			for i := range points {
				v.codes[i*parts+part] = byte(nearest(centres, points[i]))
			}
		})
	}
	all.Wait()
	return v
}

// kmeans is Lloyd's algorithm, begun with points taken at random.
func kmeans(points [][partSize]float32, rng *rand.Rand) [][partSize]float32 {
	centres := make([][partSize]float32, centroids)
	for c := range centres {
		centres[c] = points[rng.Intn(len(points))]
	}
	for range rounds {
		sums := make([][partSize]float64, len(centres))
		counts := make([]int, len(centres))
		for _, p := range points {
			c := nearest(centres, p)
			counts[c]++
			for q, x := range p {
				sums[c][q] += float64(x)
			}
		}
		for c := range centres {
			if counts[c] == 0 {
				centres[c] = points[rng.Intn(len(points))]
				continue
			}
			for q := range centres[c] {
				centres[c][q] = float32(sums[c][q] / float64(counts[c]))
			}
		}
	}
	return centres
}

func nearest(centres [][partSize]float32, p [partSize]float32) int {
	best, at := float32(math.MaxFloat32), 0
	for c := range centres {
		d := float32(0)
		for q, x := range centres[c] {
			d += (x - p[q]) * (x - p[q])
		}
		if d < best {
			best, at = d, c
		}
	}
	return at
}
