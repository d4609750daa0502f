package place

// Kind is what sort of place a row of the gazetteer is.
type Kind uint8

// The kinds. Countries and regions contain others.
const (
	Country   Kind = iota
	Region         // of the first level: a state, a province, an oblast
	City           // any settlement
	Continent      // and parts of the world
	Ocean
	Sea
	Gulf // and bays
	Strait
	River
	Lake
	Mountains
	Desert // and plains
	Island
	Peninsula
	Area // a region that is no country's first level: historic, disputed
	Site
)

var kindNames = [...]string{"country", "region", "city", "continent", "ocean", "sea", "gulf", "strait", "river",
	"lake", "mountains", "desert", "island", "peninsula", "area", "site"}

// String is the kind's name as the lists write it.
func (k Kind) String() string { return kindNames[k] }

// ParseKind is the reverse of String; "region" heads the areas of the lists.
func ParseKind(s string) (Kind, bool) {
	if s == "region" {
		return Area, true
	}
	for i, name := range kindNames {
		if s == name {
			return Kind(i), true
		}
	}
	return 0, false
}
