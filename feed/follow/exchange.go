package follow

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/newsboat"
	"dateline/feed/opml"
	"dateline/feed/refresh"
	"dateline/feed/story"
)

// Import takes over what another program follows: an OPML file, newsboat's file
// of urls with its searches, or its cache with what was read. They are told apart by their bytes;
// path is where in is from. Feeds that are followed already stay as they are.
func (s *Service) Import(ctx context.Context, path string, in io.Reader) (data.Imported, error) {
	head := make([]byte, 512)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return data.Imported{}, data.Problem{Path: path, Cause: "it can't be read: " + clean.Line(err.Error(), maxShown)}
	}
	head = head[:n]
	in = io.MultiReader(bytes.NewReader(head), in)
	if bytes.HasPrefix(head, []byte("SQLite format 3\x00")) {
		return s.takeMarks(ctx, path, in)
	}
	var feeds []data.Subscription
	var searches []data.SavedSearch
	var skipped []data.Problem
	if start := bytes.TrimLeft(head, "\xef\xbb\xbf\xff\xfe\x00 \t\r\n"); len(start) > 0 && start[0] == '<' {
		feeds, skipped, err = opml.Read(in, path)
	} else if bytes.IndexByte(head, 0) >= 0 { // no text
		err = newsboat.ErrNoURLs
	} else {
		feeds, searches, skipped, err = newsboat.URLs(in, path)
	}
	if err != nil {
		return data.Imported{}, data.Problem{Path: path, Cause: err.Error()}
	}
	done, err := s.follow(ctx, feeds)
	done.Skipped = skipped
	if err == nil {
		err = s.save(ctx, searches, path, &done)
	}
	return done, err
}

// save saves searches behind those that there are. One whose name another has is
// left out, and told unless it asks for the same.
func (s *Service) save(ctx context.Context, searches []data.SavedSearch, path string, done *data.Imported) error {
	if len(searches) == 0 {
		return nil
	}
	there, err := s.library.SavedSearches(ctx)
	if err != nil {
		return err
	}
	change := data.Change{Action: data.EditSearches}
	for _, search := range searches {
		at := slices.IndexFunc(there, func(other data.SavedSearch) bool { return strings.EqualFold(other.Name, search.Name) })
		if at >= 0 {
			if there[at].Query != search.Query {
				done.Skipped = append(done.Skipped, data.Problem{Path: path, Cause: "there is a search " + search.Name + ", which stays as it is: " + there[at].Query})
			}
			continue
		}
		search.Place = len(there) + len(change.Searches)
		change.Searches = append(change.Searches, data.SearchEdit{After: &search})
	}
	changed, err := s.library.Apply(ctx, change)
	done.Searches = len(changed.Searches)
	return err
}

// maxShown bounds what is shown of an error, in characters.
const maxShown = 200

// takeMarks takes over what newsboat's cache knows as read.
func (s *Service) takeMarks(ctx context.Context, path string, in io.Reader) (data.Imported, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) { // a pipe: the cache is read as a file
		file, err := spool(in)
		if err != nil {
			return data.Imported{}, data.Problem{Path: path, Cause: "it can't be kept while it is read: " + clean.Line(err.Error(), maxShown)}
		}
		defer os.Remove(file)
		path = file
	}
	marks, err := newsboat.Marks(ctx, path)
	if err != nil {
		return data.Imported{}, err
	}
	all, err := s.library.Subscriptions(ctx)
	if err != nil {
		return data.Imported{}, err
	}
	// A feed that has moved since it was followed has its first identity.
	followed := map[string]data.FeedID{}
	for _, f := range all {
		followed[f.Address] = f.ID
	}
	var done data.Imported
	var ids []data.ID
	for _, m := range marks {
		if !m.Read {
			continue
		}
		id, ok := followed[m.Feed]
		if !ok {
			id = data.NewFeedID(m.Feed)
		}
		ids = append(ids, story.Known(refresh.Identity(id), m.GUID, m.URL)...)
		done.Read++
	}
	_, err = s.library.TakeRead(ctx, ids)
	return done, err
}

// spool copies what comes into a file that only this user can read.
func spool(in io.Reader) (path string, err error) {
	file, err := os.CreateTemp("", "dateline-*.db")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(file, in)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}

// follow subscribes to feeds that aren't followed yet, as one change.
func (s *Service) follow(ctx context.Context, feeds []data.Subscription) (data.Imported, error) {
	var done data.Imported
	all, err := s.library.Subscriptions(ctx)
	if err != nil {
		return done, err
	}
	known := map[string]bool{}
	for _, f := range all {
		known[f.Address], known[string(f.ID)] = true, true
	}
	change := data.Change{Action: data.EditFeeds}
	for _, f := range feeds {
		if f.ID == "" {
			f.ID = data.NewFeedID(f.Address)
		}
		if known[f.Address] || known[string(f.ID)] {
			done.Known++
			continue
		}
		known[f.Address] = true
		change.Feeds = append(change.Feeds, data.FeedEdit{After: &f})
	}
	if len(change.Feeds) == 0 {
		return done, nil
	}
	changed, err := s.library.Apply(ctx, change)
	done.Feeds = len(changed.Feeds)
	return done, err
}

// Export writes what is followed as OPML.
func (s *Service) Export(ctx context.Context, w io.Writer) error {
	all, err := s.library.Subscriptions(ctx)
	if err != nil {
		return err
	}
	// What is local is of this machine alone.
	all = slices.DeleteFunc(all, func(f data.Subscription) bool { return !strings.Contains(f.Address, "://") })
	if err := opml.Write(w, "Feeds of Dateline", s.now(), all); err != nil {
		return fmt.Errorf("the list can't be written: %w", err)
	}
	return nil
}
