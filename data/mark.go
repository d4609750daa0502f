package data

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Mark is what a reader has done to an article, kept by its id whether the
// article is open or not.
type Mark struct {
	Read    bool
	Starred bool
	Top     int // where it was left: offset at the top of the screen
}

// EntityKey tells entities apart over articles: kind and Join where that is
// known to be one entity everywhere, else kind, name and the article.
type EntityKey struct {
	Kind Kind
	Join string // LocalEntity.Join, or empty
	// Article and Name count where Join is empty.
	Article ID
	Name    string
}

// Propose is an identity for the entity, made from its key so that libraries
// mostly agree; a library takes the next try where another entity has it.
func (k EntityKey) Propose(try int) EntityID {
	if k.Join != "" {
		k.Article, k.Name = "", ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %q %q %q %d", k.Kind, k.Join, k.Article, k.Name, try))
	return EntityID(hex.EncodeToString(sum[:6]))
}
