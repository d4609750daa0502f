package ui

import "testing"

// TestKeysAreDefinedOnce: in no place do two commands have the same key, but
// for a place's own that comes before one that works everywhere.
func TestKeysAreDefinedOnce(t *testing.T) {
	for _, place := range []where{inList, inReader, inEntities} {
		own, all := map[string]string{}, map[string]string{}
		for _, c := range commands() {
			seen := own
			if !c.own() {
				seen = all
			}
			for _, key := range c.keys {
				if c.in&place == 0 {
					continue
				}
				if other, ok := seen[key]; ok {
					t.Errorf("%q is %s and %s", key, other, c.name)
				}
				seen[key] = c.name
			}
		}
	}
}

func TestCommandsAreWhole(t *testing.T) {
	names := map[string]bool{}
	for _, c := range commands() {
		if c.name == "" || c.help == "" || c.group == "" || c.in == 0 || c.do == nil {
			t.Errorf("command %q lacks something", c.name)
		}
		if names[c.name] {
			t.Errorf("two commands are called %q", c.name)
		}
		names[c.name] = true
		for _, key := range c.keys {
			switch key {
			case "ctrl+i", "ctrl+m", "ctrl+j", " ", "shift+g":
				t.Errorf("%s: %q never arrives as itself", c.name, key)
			}
		}
	}
	for place, list := range hints {
		for _, name := range list {
			if _, begins := prefixes[name]; begins && len(newKeymap(nil).after(name, place)) > 0 {
				continue
			}
			if !names[name] {
				t.Errorf("the hints of %d name %q, which is no command", place, name)
			}
		}
	}
}

func TestOwnKeyComesFirst(t *testing.T) {
	k := newKeymap(nil)
	for key, want := range map[string]map[where]string{
		"enter": {inList: "open", inReader: "choose", inEntities: "first-mention"},
		"/":     {inList: "filter", inReader: "find", inEntities: "filter-entities"},
		"n":     {inList: "next", inReader: "next", inEntities: "next"},
		"g g":   {inReader: "top"},
	} {
		for place, name := range want {
			if c := k.find(key, place); c == nil || c.name != name {
				t.Errorf("%q in %d is %v, want %s", key, place, c, name)
			}
		}
	}
	if got := len(k.after("g", inReader)); got != 6 {
		t.Errorf("%d commands begin with g, want 6", got)
	}
}

func TestReplacedKeys(t *testing.T) {
	k := newKeymap(map[string][]string{"star": {"*"}})
	if c := k.find("s", inList); c != nil {
		t.Errorf("s is still %s", c.name)
	}
	if c := k.find("*", inList); c == nil || c.name != "star" {
		t.Errorf("* is %v", c)
	}
}
