package memory

// Forget drops the kept answers to queries, so that a benchmark asks anew.
func (l *Library) Forget() { l.generation.Add(1) }
