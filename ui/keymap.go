package ui

import (
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
		if found == nil || c.in != everywhere && found.in == everywhere {
			found = c
		}
	}
	return found
}

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

// Key is a command as lists of keys show it: the README, the configuration.
type Key struct {
	Group, Name, Help string
	Keys              []string
}

// Keys has all commands that have keys, in the order of help.
func Keys() []Key {
	var keys []Key
	for _, c := range commands() {
		if len(c.keys) > 0 {
			keys = append(keys, Key{c.group, c.name, c.help, c.keys})
		}
	}
	return keys
}
