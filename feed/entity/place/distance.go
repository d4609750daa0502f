package place

// cosines is 1,000 times the cosine of every tenth degree of latitude.
var cosines = [...]int{1000, 985, 940, 866, 766, 643, 500, 342, 174, 0}

// distance is about how far apart two rows are, in kilometres, by integers
// alone. It is within a tenth up to 1,000 km away from the poles, which is
// enough to tell neighbours from others.
func (g *Gazetteer) distance(a, b int) int {
	const kilometres = 111 // of a degree of latitude
	north := abs(g.lat(a) - g.lat(b))
	east := abs(g.lon(a) - g.lon(b))
	if east > 180*Degree {
		east = 360*Degree - east
	}
	middle := abs(g.lat(a)+g.lat(b)) / 2
	tenth := middle / (10 * Degree)
	part := middle - tenth*10*Degree
	cosine := cosines[tenth]
	if tenth+1 < len(cosines) {
		cosine -= (cosines[tenth] - cosines[tenth+1]) * part / (10 * Degree)
	}
	east = east / 1000 * cosine
	return root((north/100*north/100 + east/100*east/100)) * 100 * kilometres / Degree
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// root is the whole part of a square root.
func root(n int) int {
	if n < 2 {
		return n
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}
