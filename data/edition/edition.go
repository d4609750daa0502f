// Package edition holds the articles that Dateline opens on when it has no
// others: one week's news about one war, retold so that the same people and
// places come back from piece to piece. It is files and nothing else. They are
// read the way any Markdown file is.
package edition

import "embed"

// FS holds the pieces, one Markdown file each, named after its slug.
//
// Front matter gives the title, the source (always Dateline: the words are
// ours), whom the piece follows (after) with the day of that report or
// document, the piece's own date as RFC 3339, and a byline; some have a deck,
// and a link where the text that it follows has a public address. The body is
// GitHub-flavoured Markdown without a headline of its own.
//
//go:embed *.md
var FS embed.FS
