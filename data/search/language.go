package search

import "strings"

// InLanguage reports whether a language is the one that is asked for, or one of
// its varieties: en-GB is in en, but not the other way round. Both are BCP 47
// tags; case doesn't matter, an underline is a hyphen, and what has no language
// is in none.
func InLanguage(language, asked string) bool {
	if asked == "" || len(language) < len(asked) {
		return false
	}
	head, rest := language[:len(asked)], language[len(asked):]
	return (rest == "" || rest[0] == '-' || rest[0] == '_') &&
		strings.EqualFold(strings.ReplaceAll(head, "_", "-"), strings.ReplaceAll(asked, "_", "-"))
}
