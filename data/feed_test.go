package data

import "testing"

func TestContent(t *testing.T) {
	for _, tt := range []struct {
		entry Entry
		want  string
	}{{Entry{Summary: "s", Body: "b"}, "b"}, {Entry{Summary: "s"}, "s"}, {Entry{}, ""}} {
		if got := tt.entry.Content(); got != tt.want {
			t.Errorf("%+v: %q", tt.entry, got)
		}
	}
}

// TestNewID: identities are kept in libraries, so they must never change.
func TestNewID(t *testing.T) {
	if got := NewID("a"); got != "ca978112ca1bbdca" {
		t.Errorf("the first 16 digits of SHA-256 of \"a\" became %s", got)
	}
	if NewID("a", "b") == NewID("ab") || NewID("a", "") == NewID("a") {
		t.Error("parts run into one another")
	}
}
