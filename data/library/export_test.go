package library

// LookAtNewest has so many chunks of articles, the last to come, looked at first.
func (l *Library) LookAtNewest(chunks int) { l.newest = chunks }
