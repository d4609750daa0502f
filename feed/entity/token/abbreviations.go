package token

import "strings"

// abbreviations keep their stop, and it ends no sentence.
var abbreviations = set("mr. mrs. ms. dr. gen. col. lt. capt. cmdr. adm. sen. rep. gov. st. ste. jr. sr. inc. corp. co. ltd. bros. no. vs. etc. e.g. i.e. d.c. prof. rev. hon. maj. sgt. pte. supt. det. insp. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. dept. univ. assn. a.m. p.m. ave. blvd. rd. ph.d. u.s. u.k. u.n. calif. fla. mass. pa. conn. ill. ariz. colo. wash. minn. mich. tenn. ga. va. md. ky. okla. messrs. pvt. pty. ltda. s.p.a. s.r.l. jn. mme. mlle. ala. ark. kan. neb. nev. ore. mont. tex. wis. w.va.")

// secondHalves follow a name and a hyphen without being part of the name.
var secondHalves = set("based led backed born held run owned controlled trained allied occupied brokered funded style made wide bound sponsored educated listed supported annexed aligned installed appointed imposed drafted mediated proposed friendly linked era born dominated administered governed supplied built")

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// longestAbbreviation bounds what is looked up.
const longestAbbreviation = 8

// abbreviated reports whether a chunk that ends in a stop keeps it.
func abbreviated(s string) bool {
	return len(s) <= longestAbbreviation && (abbreviations[strings.ToLower(s)] || initials(s))
}

// initials reports whether a word is letters with a stop each: "J.", "U.S.".
func initials(s string) bool {
	for i := 0; i < len(s); i++ {
		if i%2 == 0 && (s[i] < 'A' || s[i] > 'Z') || i%2 == 1 && s[i] != '.' {
			return false
		}
	}
	return len(s) >= 2 && len(s)%2 == 0
}
