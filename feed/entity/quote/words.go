package quote

import "strings"

// manner is what a verb of saying asks of the words around it.
type manner uint8

const (
	notSaying manner = iota
	saying           // with or without somebody to whom: said, added, wrote
	telling          // somebody: told, asked, reminded
	gerund           // of the subject of another verb: saying, adding
	sounding         // says something only beside a quotation: laughed, smiled
)

// verbs are the verbs of saying that news uses, in the tenses in which it uses
// them. A table of our own.
var verbs = verbTable()

func verbTable() map[string]manner {
	t := map[string]manner{}
	for _, row := range [...]struct {
		manner
		words string
	}{
		{saying, `said says say added adds add wrote writes write replied replies answered answers
			explained explains noted notes continued continues concluded concludes recalled recalls
			admitted admits argued argues insisted insists declared declares announced announces
			stated states warned warns claimed claims commented comments remarked remarks observed
			observes quipped quips joked jokes tweeted tweets posted posts texted repeated repeats
			responded responds retorted retorts countered counters stressed stresses emphasized
			emphasised emphasizes emphasises acknowledged acknowledges conceded concedes confirmed
			confirms denied denies suggested suggests predicted predicts promised promises vowed
			vows pledged pledges recounted recounts reflected reflects reported reports testified
			testifies complained complains lamented laments boasted boasts agreed agrees disagreed
			mused muses exclaimed exclaims shouted shouts yelled yells cried cries whispered whispers
			muttered murmured demanded demands protested ventured reasoned offered
			began begins went goes maintained maintains confided reiterated reiterates cautioned
			cautions wondered wonders asked asks pleaded pleads urged urges proclaimed thundered
			fumed snapped deadpanned opined clarified elaborated interjected chimed`},
		{telling, `told tells tell reminded reminds informed assured assures`},
		{gerund, `saying adding writing noting explaining insisting warning stating declaring replying
			asking telling arguing stressing joking concluding recalling shouting remarking`},
		{sounding, `laughed laughs smiled smiles sighed sighs grinned shrugged nodded giggled chuckled sobbed`},
	} {
		for w := range strings.FieldsSeq(row.words) {
			t[w] = row.manner
		}
	}
	return t
}

func set(words string) map[string]bool {
	s := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}

var (
	// between stand between a subject and its verb.
	between = set(`also has have had would will later then earlier once still simply just only
		often always never now again even quietly softly recently repeatedly reportedly himself
		herself themselves all both did does do finally previously promptly publicly bluntly
		separately immediately subsequently meanwhile further furthermore since first jokingly
		instead reluctantly angrily calmly proudly flatly cheerfully today yesterday Monday Tuesday
		Wednesday Thursday Friday Saturday Sunday tonight`)

	// joins begin another clause.
	joins = set(`and but or as while when because if though although since until so then that
		which who whom where`)

	// notAdverbs end as adverbs do.
	notAdverbs = set(`family ally assembly monopoly bully supply reply rally daily weekly monthly
		elderly jelly belly butterfly`)

	determiners  = set(`the a an his her its their our my one another some two three four several`)
	prepositions = set(`of for from at in on with by to under near behind outside inside who whose against
		after before about over via alongside among between during into within without`)
	pronouns = set(`he she they it i we`)

	// passive stand before a verb whose subject is told and doesn't say.
	passive = set(`was were been is are being be got`)

	// mouthpieces speak for an organisation.
	mouthpieces = set(`spokesman spokeswoman spokesperson spokespeople spokesmen statement communique
		communiqué representative press readout release email e-mail tweet`)

	// silent have words, but don't speak them.
	silent = set(`law laws sign signs letter letters report song poem article constitution bill book
		card label note placard banner motto proverb saying slogan headline inscription plaque
		text message rule rules section paragraph clause clue film play novel study review order
		scripture bible verse chapter treaty dictionary website page entry poster shirt t-shirt
		graffiti recording email e-mail manual caption menu tattoo`)

	// utterances are what somebody says, before a colon.
	utterances = set(`answer reply response verdict conclusion message advice warning view take comment
		assessment explanation words retort request plea question promise`)

	// plainVerbs are never nouns.
	plainVerbs = set(`said says told tells wrote writes added adds`)

	// relational are words for somebody beside the one who was named.
	relational = set(`judge lawyer attorney prosecutor barrister solicitor reporter journalist police
		officer official officials witness victim neighbour neighbor friend colleague mother father
		wife husband son daughter brother sister widow crowd audience others other public jury
		defendant accused interviewer host caller man woman boy girl child children people critics
		opponents supporters residents protesters doctor nurse teacher driver passenger source
		sources analyst expert king queen president minister prime government opposition`)

	// companies are what a company is called when it isn't named.
	companies = set(`company firm group airline carmaker automaker bank retailer maker chain club
		manufacturer lender publisher startup start-up supermarket charity operator insurer
		broadcaster brewer utility agency ministry department university council party union
		regulator court tribunal association federation league army military police militia
		force committee commission institute foundation museum hospital newspaper embassy office`)
)

// isBetween reports whether a word may stand between a subject and its verb.
func isBetween(w string) bool {
	return between[w] || len(w) > 4 && strings.HasSuffix(w, "ly") && !capital(w) && !notAdverbs[w]
}
