package judge

import "slices"

// The features of the second model: what the first one says of the line and
// of those around it.
const (
	cOwn    = localSize + iota*groupSize // its own score
	cPrev                                // that of the line before
	cNext                                // and of the one after
	cPrev3                               // mean of the three before, by words
	cNext3                               // and of the three after
	cBefore                              // words of prose in the 12 lines before
	cAfter                               // and in those after
	cCore                                // distance from the densest stretch
	cEnded                               // an ending stands between the densest stretch and the line
	cBoth                                // prose before and after
	cShape                               // before, within or after the densest stretch, by length
	cIndent                              // indented and bulleted as that stretch is
	cLike                                // begins and is as long as the lines beside it
	size
)

// Model has a weight for each feature, in hundredths of a logit.
type Model [size]int16

// Size is the number of features of both models.
const Size = size

// scoreBins part scores, which are in hundredths of a logit.
var scoreBins = []int{-400, -250, -150, -60, 0, 60, 150, 250, 400}

// coarse parts scores of neighbours.
var coarse = []int{-300, -100, 0, 100, 300}

// massBins part counts of words.
var massBins = []int{1, 15, 40, 80, 150, 300}

// reach is how many lines on either side tell where a line stands.
const reach = 12

// Features answers with the features of each line for the model after those
// given: the first sees the line alone, each further one also how the one
// before it scores the line and its neighbours.
func Features(lines []Line, models []Model) [][]int {
	own := make([][]int, len(lines))
	for i, l := range lines {
		own[i] = local(l)
	}
	all := own
	for m := range models {
		scores := make([]int, len(lines))
		for i := range lines {
			scores[i] = models[m].sum(all[i])
		}
		all = around(lines, own, scores)
	}
	return all
}

// around adds to the features of each line those that scores give it.
func around(lines []Line, own [][]int, scores []int) [][]int {
	all := make([][]int, len(lines))
	from, to := core(lines, scores)
	indent := commonIndent(lines[from:to])
	ended := endedBy(lines, to)
	mass := prose(lines, scores)
	for i, l := range lines {
		size := length(l.words)
		all[i] = append(slices.Clone(own[i]), context(lines, scores, mass, i)...)
		all[i] = append(all[i],
			cShape+btoi(i >= from)*3+btoi(i >= to)*3+size,
			cIndent+btoi(l.Indent == indent)*6+min(l.Bullet, 2)*2+btoi(i >= from && i < to),
			cLike+btoi(like(lines, i, i-1))+btoi(like(lines, i, i+1))+3*size,
			cCore+place(i, from, to),
			cEnded+btoi(ended >= 0 && i >= ended)*2+min(size, 1))
	}
	return all
}

func (m *Model) sum(features []int) (total int) {
	for _, f := range features {
		total += int(m[f])
	}
	return total
}

// Learned are the models whose weights were learned from scraped pages.
func Learned() []Model { return learned[:] }

// Scores says of each line how surely it is of the article, in hundredths of a
// logit: above 0 it is.
func Scores(lines []Line, models []Model) []int {
	last := len(models) - 1
	scores := make([]int, len(lines))
	for i, f := range Features(lines, models[:last]) {
		scores[i] = models[last].sum(f)
	}
	return scores
}

// prose is the running count of words in lines that look like prose.
func prose(lines []Line, scores []int) []int {
	mass := make([]int, len(lines)+1)
	for i, l := range lines {
		mass[i+1] = mass[i]
		if scores[i] > 0 {
			mass[i+1] += l.words
		}
	}
	return mass
}

// context are the features of line i that its neighbours give.
func context(lines []Line, scores, mass []int, i int) []int {
	at := func(j int) int {
		if j < 0 || j >= len(scores) {
			return 6
		}
		return bin(scores[j], coarse)
	}
	before := mass[i] - mass[max(0, i-reach)]
	after := mass[min(len(lines), i+1+reach)] - mass[i+1]
	return []int{
		cOwn + bin(scores[i], scoreBins),
		cPrev + at(i-1),
		cNext + at(i+1),
		cPrev3 + bin(mean(lines, scores, i-3, i), coarse),
		cNext3 + bin(mean(lines, scores, i+1, i+4), coarse),
		cBefore + bin(before, massBins),
		cAfter + bin(after, massBins),
		cBoth + bin(min(before, after), massBins),
	}
}

// mean is the mean score of lines [from,to), by their words.
func mean(lines []Line, scores []int, from, to int) int {
	sum, words := 0, 0
	for i := max(from, 0); i < min(to, len(lines)); i++ {
		sum += scores[i] * (lines[i].words + 1)
		words += lines[i].words + 1
	}
	if words == 0 {
		return -1000
	}
	return sum / words
}

// core is the stretch of lines [from,to) that has the most prose and the least
// of anything else: the one with the highest sum of scores by words.
func core(lines []Line, scores []int) (from, to int) {
	best, sum, start := 0, 0, 0
	for i, l := range lines {
		if sum <= 0 {
			sum, start = 0, i
		}
		gain := max(-300, min(300, scores[i])) * min(l.words, 60)
		if scores[i] < 0 {
			gain = max(-300, scores[i]) * (4 + min(l.words, 20))
		}
		if sum += gain; sum > best {
			best, from, to = sum, start, i+1
		}
	}
	return from, to
}

// endedBy is the first line from to on that begins what stands below an
// article, -1 where none does.
func endedBy(lines []Line, to int) int {
	for i := to; i < len(lines); i++ {
		if lines[i].Ending() {
			return i
		}
	}
	return -1
}

// commonIndent is the indent that most words of lines have.
func commonIndent(lines []Line) int {
	words := map[int]int{}
	best := 0
	for _, l := range lines {
		words[l.Indent] += l.words
		if words[l.Indent] > words[best] {
			best = l.Indent
		}
	}
	return best
}

// like reports whether two lines have the same form.
func like(lines []Line, i, j int) bool {
	if j < 0 || j >= len(lines) {
		return false
	}
	a, b := lines[i], lines[j]
	return a.Indent == b.Indent && a.Bullet == b.Bullet && bin(a.words, wordBins) == bin(b.words, wordBins)
}

// place bins where line i stands from the stretch [from,to).
func place(i, from, to int) int {
	switch {
	case i < from:
		return 4 + bin(from-i, []int{3, 8, 20})
	case i >= to:
		return 8 + bin(i-to, []int{2, 6, 16})
	case i == from, i == to-1:
		return 1
	}
	return 0
}
