package quote

import (
	"strings"

	_ "embed"
)

//go:embed firstnames.txt
var firstNameFile string

// firstNames tells of common first names whose they mostly are.
var firstNames = readFirstNames(firstNameFile)

// readFirstNames reads lines "she: Anna Beth" and "he: Adam Ben". Names that
// both have are left out of the file.
func readFirstNames(file string) map[string]sex {
	out := map[string]sex{}
	for line := range strings.Lines(file) {
		who, names, _ := strings.Cut(line, ":")
		for name := range strings.FieldsSeq(names) {
			switch who {
			case "he":
				out[name] = male
			case "she":
				out[name] = female
			}
		}
	}
	return out
}

func firstName(name string) sex {
	if s, ok := firstNames[name]; ok {
		return s
	}
	return unknown
}
