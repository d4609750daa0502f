package library

import "context"

// LookAtNewest has so many chunks of articles, the last to come, looked at first.
func (l *Library) LookAtNewest(chunks int) { l.newest = chunks }

// KnowWords waits until all words are at hand, for those that are nearly written
// like one that is asked for: a question alone doesn't wait for long.
func (l *Library) KnowWords(ctx context.Context) error {
	for known := false; !known; {
		if err := l.words(ctx, func(*vocabulary) { known = true }); err != nil {
			return err
		}
	}
	return nil
}
