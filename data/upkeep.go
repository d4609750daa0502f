package data

// Imported is what came of taking feeds over from another program.
type Imported struct {
	Feeds    int       // that are followed now and weren't before
	Known    int       // that were followed already
	Searches int       // that are saved now and weren't before
	Read     int       // articles that are read, now or when they come
	Skipped  []Problem // what was left out, and why
}

// Compacted is what came of making a library smaller.
type Compacted struct {
	Articles int   // that went: by a feed's limits, or with a feed that was removed
	Before   int64 // bytes of the library's files
	After    int64
}
