package entity

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed lists/nickname.txt
var nicknameFile string

// parseNicknames reads lines of a first name, a colon and its short forms
// parted by semicolons: for each short form the names that it may be short for.
func parseNicknames(file string) (map[string][]string, error) {
	out := map[string][]string{}
	number := 0
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		formal, short, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("nicknames, line %d: want 'Name: short; short'", number)
		}
		for s := range strings.SplitSeq(short, ";") {
			out[fold(s)] = append(out[fold(s)], fold(formal))
		}
	}
	return out, nil
}

// sameNick reports whether one first name is short for the other, or both for
// a third: Bill for William, Sasha for Alexander.
func (a *aliases) sameNick(x, y string) bool {
	fx, fy := a.nicknames[x], a.nicknames[y]
	for _, f := range fx {
		if f == y {
			return true
		}
	}
	for _, f := range fy {
		if f == x {
			return true
		}
	}
	return false
}

// nicknamesOf are the nicknames in quotes within a person's names: bunty for
// Harmeet "Bunty" Bans.
func (d *reader) nicknamesOf(x *group) []string {
	var out []string
	for _, n := range x.names {
		s := d.surface(d.mentions[n.mentions[0]])
		i := strings.IndexAny(s, `"“‘(`)
		if i < 0 {
			continue
		}
		_, size := firstRune(s[i:])
		rest := s[i+size:]
		if j := strings.IndexAny(rest, `"”’)`); j > 1 {
			out = append(out, fold(rest[:j]))
		}
	}
	return out
}
