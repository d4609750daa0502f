package place

// directions lead up to a name without being part of it.
var directions = map[string]bool{"north": true, "south": true, "east": true, "west": true, "northern": true,
	"southern": true, "eastern": true, "western": true, "central": true, "northeastern": true, "northwestern": true,
	"southeastern": true, "southwestern": true, "north-eastern": true, "north-western": true, "south-eastern": true,
	"south-western": true, "northeast": true, "northwest": true, "southeast": true, "southwest": true,
	"north-central": true, "south-central": true, "upper": true, "lower": true, "downtown": true, "central-western": true,
	"greater": true, "rural": true, "mainland": true, "coastal": true, "nearby": true, "occupied": true, "inner": true}

var (
	states  = kindsOf(Region, Area)
	towns   = kindsOf(City)
	nations = kindsOf(Country)
	// countyKinds are those of counties: ours are areas, GeoNames' are regions.
	countyKinds = kindsOf(Region, Area, Site)
)

// whatItIs says what a noun before or behind a name makes of it.
var whatItIs = map[string]kinds{
	"state": states, "province": states, "region": states, "oblast": states, "governorate": states, "department": states,
	"krai": states, "prefecture": states, "canton": states, "territory": states, "county": countyKinds,
	"city": towns, "town": towns, "village": towns, "port": towns, "capital": towns, "suburb": towns, "resort": towns,
	"municipality": towns, "settlement": towns, "neighborhood": towns, "neighbourhood": towns, "metropolis": towns,
	"hamlet": towns, "borough": towns, "hub": towns, "stronghold": towns, "community": towns,
	"republic": kindsOf(Country, Region, Area), "country": nations, "nation": nations, "kingdom": nations,
	"island": kindsOf(Island, Country, Region, Area), "peninsula": kindsOf(Peninsula, Area, Region),
	"river": kindsOf(River), "lake": kindsOf(Lake), "valley": 0, "coast": 0, "side": 0, "border": 0, "district": 0, "area": 0,
	"airport": 0, "seat": 0,
}

// Words right behind a name that say what it is: "Georgia Gov. Ana Pruitt",
// "Georgia's parliament".
var (
	ofStates = map[string]bool{"gov": true, "governor": true, "legislature": true, "lawmakers": true, "senate": true,
		"sen": true, "senator": true, "attorney": true, "troopers": true, "republicans": true, "democrats": true,
		"republican": true, "democrat": true, "statehouse": true, "rep": true, "premier": true, "state": true}
	ofNations = map[string]bool{"president": true, "parliament": true, "prime": true, "foreign": true, "ambassador": true,
		"army": true, "military": true, "embassy": true, "junta": true}
)

// verbs end what is said of a place behind a comma.
var verbs = map[string]bool{"said": true, "says": true, "told": true, "was": true, "were": true, "is": true, "are": true,
	"has": true, "had": true, "have": true, "met": true, "will": true, "would": true, "can": true, "and": true, "but": true,
	"who": true, "when": true, "while": true, "after": true, "before": true, "as": true, "that": true, "or": true}

// links stand between names of a list.
var links = map[string]bool{",": true, "and": true, "or": true, "&": true}
