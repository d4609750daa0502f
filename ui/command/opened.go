package command

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"dateline/data"
)

// open opens the library, or the articles of paths alone, and waits until all
// are read. What of them couldn't be is told on Err: a file that was found in
// a folder in passing, one that was named as a failure.
func (r *run) open(ctx context.Context, paths []string) error {
	library, err := r.Open(ctx, paths, r.opt)
	if err != nil {
		return err
	}
	r.library = library
	if err := r.settle(ctx, read); err != nil {
		return err
	}
	if len(paths) == 0 {
		return r.sound(ctx)
	}
	problems, err := library.Problems(ctx)
	for _, problem := range problems {
		if named(problem.Path, paths) {
			r.fault(problem)
		} else {
			r.note(problem.Error())
		}
	}
	return err
}

// lasting is a library that may be kept in memory alone, where its file can't
// be opened.
type lasting interface {
	Lasts(ctx context.Context) (bool, error)
}

// sound tells what is wrong with the library's file. It is an error where
// nothing of the file is to be had.
func (r *run) sound(ctx context.Context) error {
	wrong, err := r.ofFile(ctx)
	if err != nil || wrong == nil {
		return err
	}
	if l, ok := r.library.(lasting); ok {
		lasts, err := l.Lasts(ctx)
		if err != nil {
			return err
		}
		if !lasts {
			return *wrong
		}
	}
	r.faultOfFile(wrong)
	return nil
}

// faultOfFile tells what is wrong with the library's file, once.
func (r *run) faultOfFile(wrong *data.Problem) {
	if wrong != nil && *wrong != r.told {
		r.told = *wrong
		r.fault(*wrong)
	}
}

// ofFile is what was last found wrong with the library's file, nil for nothing.
func (r *run) ofFile(ctx context.Context) (*data.Problem, error) {
	problems, err := r.library.Problems(ctx)
	for _, p := range slices.Backward(problems) {
		if p.Path == r.opt.Library {
			return &p, err
		}
	}
	return nil, err
}

// find opens what args name and answers with the articles that match their
// query and the saved one, and with both as one. With names, or where the query asks for them, it
// waits until all mentions are known.
func (r *run) find(ctx context.Context, args arguments, order data.Order, names bool) (data.Query, data.Result, error) {
	source, paths, err := args.split()
	if err != nil {
		return data.Query{}, data.Result{}, err
	}
	query, err := r.Parse(source, r.Now(), r.Zone, false)
	if err != nil {
		return query, data.Result{}, err
	}
	if err := r.open(ctx, paths); err != nil {
		return query, data.Result{}, err
	}
	if args.saved != "" {
		saved, err := r.saved(ctx, args.saved)
		if err != nil {
			return query, data.Result{}, err
		}
		query = saved.And(query)
	}
	if err := r.await(ctx, query, names); err != nil {
		return query, data.Result{}, err
	}
	if len(paths) == 0 { // what was found on the way, as an article that is damaged
		wrong, err := r.ofFile(ctx)
		if err != nil {
			return query, data.Result{}, err
		}
		r.faultOfFile(wrong)
	}
	result, err := r.library.Find(ctx, query, order)
	if query.Empty() {
		result.Exact = len(result.IDs)
	}
	return query, result, err
}

// ofNames reports whether a term asks for what recognition finds.
func ofNames(t data.Term) bool {
	switch t.Field {
	case data.PersonField, data.PlaceField, data.OrgField, data.EntityField, data.LanguageField:
		return true
	}
	return false
}

// ofWords reports whether a term asks for words.
func ofWords(t data.Term) bool {
	switch t.Field {
	case data.AnyField, data.TextField, data.TitleField, data.SourceField, data.AuthorField, data.HasLinkField, data.HasPictureField:
		return true
	}
	return false
}

// bare reports whether a term is a word without a field.
func bare(t data.Term) bool { return t.Field == data.AnyField }

// stage is how far the articles have to be.
type stage uint8

const (
	read       stage = iota // each can be listed and shown
	searchable              // its words are found
	recognised              // its names are known
)

// await waits until all articles are as far as a query asks for. A bare word
// may be a name too: for these it waits a moment more, and tells when some
// aren't known then.
func (r *run) await(ctx context.Context, query data.Query, names bool) error {
	terms := query.Terms()
	switch {
	case names || slices.ContainsFunc(terms, ofNames):
		return r.settle(ctx, recognised)
	case !slices.ContainsFunc(terms, ofWords):
		return nil
	}
	if err := r.settle(ctx, searchable); err != nil || !slices.ContainsFunc(terms, bare) {
		return err
	}
	moment, stop := context.WithTimeout(ctx, 2*time.Second)
	defer stop()
	if err := r.settle(moment, recognised); err == nil || ctx.Err() != nil {
		return err
	}
	counts, err := r.library.Counts(ctx)
	if err == nil {
		r.note(fmt.Sprintf("names are known in %d of %d articles so far: person: place: org: wait for all", counts.Recognised, counts.Articles))
	}
	return err
}

// stalled is how long nothing may move where the library's file is at fault.
const stalled = 3 * time.Second

// settle waits until every article has come to a stage. Where a fault of the
// library's file holds that up, the fault is told, and what is there is used.
func (r *run) settle(ctx context.Context, until stage) error {
	const patience = 50 * time.Millisecond // until the next look: events may be merged
	changes := r.library.Changes()
	var before data.Counts
	var moved time.Time
	for {
		counts, err := r.library.Counts(ctx)
		if err != nil {
			return err
		}
		if !counts.Loading && (until < searchable || counts.Indexed >= counts.Articles) &&
			(until < recognised || counts.Recognised >= counts.Articles) {
			return nil
		}
		if counts != before || moved.IsZero() {
			before, moved = counts, time.Now()
		}
		if time.Since(moved) > stalled {
			if wrong, err := r.ofFile(ctx); err != nil || wrong != nil {
				r.faultOfFile(wrong)
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case _, open := <-changes:
			if !open {
				changes = nil
			}
		case <-time.After(patience):
		}
	}
}

// named reports whether a path is one of those on the command line.
func named(path string, paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		if p == path || filepath.Clean(p) == filepath.Clean(path) {
			return true
		}
		absolute, err := filepath.Abs(p)
		return err == nil && absolute == filepath.Clean(path)
	})
}
