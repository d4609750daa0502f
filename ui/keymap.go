package ui

import (
	"fmt"
	"strings"
)

// keymap finds commands by key and by name.
type keymap struct {
	commands []command
	byName   map[string]*command
}

// newKeymap is the usual keys, with those of some commands replaced.
func newKeymap(replaced map[string][]string) keymap {
	k := keymap{commands: commands(), byName: map[string]*command{}}
	for i := range k.commands {
		c := &k.commands[i]
		if keys, ok := replaced[c.name]; ok {
			c.keys = keys
		}
		k.byName[c.name] = c
	}
	return k
}

// find is the command for a key in a place. Where a place has a command of its
// own for a key that works everywhere too, its own comes first.
func (k keymap) find(key string, in where) *command {
	var found *command
	for i := range k.commands {
		c := &k.commands[i]
		if c.in&in == 0 || !has(c.keys, key) {
			continue
		}
		if found == nil || c.own() && !found.own() {
			found = c
		}
	}
	return found
}

// own reports whether a command is of some places and not of all.
func (c *command) own() bool { return c.in&inPanes != inPanes }

// after has the commands in a place whose keys begin with prefix and go on.
func (k keymap) after(prefix string, in where) []*command {
	var found []*command
	for i := range k.commands {
		c := &k.commands[i]
		for _, key := range c.keys {
			if c.in&in != 0 && strings.HasPrefix(key, prefix+" ") {
				found = append(found, c)
				break
			}
		}
	}
	return found
}

// key is how a command's first key is shown, with the prefix taken off.
func (c *command) key(prefix string) string {
	for _, key := range c.keys {
		if rest, ok := strings.CutPrefix(key, prefix+" "); ok && prefix != "" {
			return rest
		}
	}
	if len(c.keys) == 0 {
		return ""
	}
	return showKey(c.keys[0])
}

// showKey is a key as people write it.
func showKey(key string) string {
	switch key {
	case "down":
		return "↓"
	case "up":
		return "↑"
	case "left":
		return "←"
	case "right":
		return "→"
	}
	return key
}

func has(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

// KeyLine is a line of a list of keys, as help and the README show it: the
// first key of each of some commands, and what they do.
type KeyLine struct {
	Group string
	Keys  []string
	Help  string
}

// Keys is the list of all keys, group by group.
func Keys() []KeyLine {
	return keyLines(commands(), func(*command) bool { return true })
}

// groups are the groups of commands in the order in which lists show them.
var groups = [...]string{mentionsGroup, movingGroup, articleGroup, listGroup, entityGroup, cardGroup, feedsGroup, generalGroup}

// keyLines lists the commands that pass, group by group. Commands that follow
// one another with the same help share a line.
func keyLines(commands []command, pass func(*command) bool) []KeyLine {
	var lines []KeyLine
	for _, group := range groups {
		for i := range commands {
			c := &commands[i]
			if c.group != group || len(c.keys) == 0 || !pass(c) {
				continue
			}
			if n := len(lines); n > 0 && lines[n-1].Help == c.help && lines[n-1].Group == group {
				lines[n-1].Keys = append(lines[n-1].Keys, showKey(c.keys[0]))
				continue
			}
			lines = append(lines, KeyLine{group, []string{showKey(c.keys[0])}, c.help})
		}
	}
	return lines
}

// CheckKeys says which of a configuration's commands don't exist.
func CheckKeys(replaced map[string][]string) error {
	known := newKeymap(nil).byName
	for name := range replaced {
		if known[name] == nil {
			return fmt.Errorf("keys.%s: there is no such command; the palette lists all", name)
		}
	}
	return nil
}
