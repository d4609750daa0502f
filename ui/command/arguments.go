package command

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// standardInput is the path that stands for it.
const standardInput = "-"

// arguments are what is left of a command line without its flags.
type arguments struct {
	words []string // before "--", or all
	paths []string // after it
	saved string   // the name of a saved search whose query must hold too
}

// split tells a query from paths where both may stand: what exists on disk,
// "-", and whatever comes after "--" is a path, and the rest is the query.
func (a arguments) split() (query string, paths []string, err error) {
	var words []string
	for _, word := range a.words {
		if exists(word) {
			paths = append(paths, word)
		} else if word != "" {
			words = append(words, word)
		}
	}
	for _, path := range a.paths {
		if !exists(path) {
			return "", nil, missing(path)
		}
	}
	return strings.Join(words, " "), append(paths, a.paths...), nil
}

// first takes the argument that a command can't do without; all others are
// paths. It is what, as the help calls it.
func (a arguments) first(what string) (first string, paths []string, err error) {
	all := slices.Concat(a.words, a.paths)
	if len(all) == 0 {
		return "", nil, misuse("%s is missing", what)
	}
	for _, path := range all[1:] {
		if !exists(path) {
			return "", nil, missing(path)
		}
	}
	return all[0], all[1:], nil
}

// exists reports whether an argument can be opened as a path.
func exists(path string) bool {
	if path == standardInput {
		return true
	}
	_, err := os.Stat(path)
	return path != "" && err == nil
}

// missing is a path that can't be opened, with what the system says.
func missing(path string) error {
	_, err := os.Stat(path)
	if err == nil || os.IsNotExist(err) {
		return fmt.Errorf("%s: there is no such file or folder", path)
	}
	return err
}

// looksLikePath reports whether an argument that doesn't exist was probably
// meant as a path: it has a separator or an ending.
func looksLikePath(word string) bool {
	if strings.ContainsAny(word, " \t\":") {
		return false
	}
	dot := strings.LastIndexByte(word, '.')
	return strings.ContainsRune(word, '/') || strings.ContainsRune(word, os.PathSeparator) ||
		dot > 0 && dot < len(word)-1
}
