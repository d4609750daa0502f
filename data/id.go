package data

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// idBytes is how many bytes of a SHA-256 make an identity: 16 hex digits. Two
// among a million articles are then alike once in 37 million libraries.
const idBytes = 8

// NewID is the identity of what is identified by parts, in that order: a
// feed's address and an item's guid, or a file's place.
func NewID(parts ...string) ID {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return ID(hex.EncodeToString(sum[:idBytes]))
}
