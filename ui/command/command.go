// Package command is Dateline without a screen: the same features as commands
// for a shell and for scripts, with plain text, JSON Lines and exit statuses.
//
// Each command is one cobra value in a file of its own. What the commands
// need of the rest of the program is in Parts and Library; the main function
// hands it in.
package command

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"time"

	"dateline/data"
)

// Options are what the reader set for this run, by flag or by environment.
type Options struct {
	Library string       // the library's file
	Config  string       // the configuration's file
	Log     *slog.Logger // never nil; writes nothing unless --debug is given
}

// Rules is the file of the reader's corrections, beside the configuration.
func (o Options) Rules() string { return filepath.Join(filepath.Dir(o.Config), "rules.toml") }

// Access is the file of what servers ask for, beside the configuration.
func (o Options) Access() string { return filepath.Join(filepath.Dir(o.Config), "feeds.toml") }

// Library is what the commands need of the articles: a part of the screen's
// library with the same meanings, and the articles' bytes. Its methods honour
// their context.
type Library interface {
	Find(ctx context.Context, q data.Query, order data.Order) (data.Result, error)
	Rows(ctx context.Context, ids []data.ID) ([]data.Row, error)
	Snippets(ctx context.Context, q data.Query, ids []data.ID, width int) ([]data.Snippet, error)
	Hits(ctx context.Context, q data.Query, id data.ID) ([]data.Hit, error)
	Read(ctx context.Context, id data.ID, within data.Query) (data.Reading, error)
	Entities(ctx context.Context, within data.Query) ([]data.EntityCount, error)
	Card(ctx context.Context, id data.EntityID, within data.Query, order data.Order) (data.Card, error)
	Quotations(ctx context.Context, speaker data.EntityID, within data.Query, order data.Order) ([]data.Quotation, error)
	Counts(ctx context.Context) (data.Counts, error)
	Problems(ctx context.Context) ([]data.Problem, error)
	Changes() <-chan data.Event

	// Raw answers with the bytes that an article was made from, as they were
	// read. The error is data.ErrNoArticle for an unknown id.
	Raw(id data.ID) ([]byte, error)

	// Close ends what runs in the background and closes the library.
	Close() error
}

// Parts are what the commands are built from.
type Parts struct {
	// Open opens the library, or, with paths, only the articles of these
	// files and folders; "-" is standard input. It returns before they are
	// all read: Library.Counts tells how far it is.
	Open func(ctx context.Context, paths []string, opt Options) (Library, error)

	// Screen runs the screen until the reader leaves it.
	Screen func(ctx context.Context, paths []string, opt Options) error

	// Recognise loads the recogniser and answers with what finds the
	// entities of one text, taken literally.
	Recognise func() (func(text string) data.Recognition, error)

	// Parse reads a query; an error in it is a *data.QueryError.
	Parse func(source string, now time.Time, zone *time.Location, typing bool) (data.Query, error)

	// Plain sets an article as the reader shows it, width cells wide.
	Plain func(a *data.Article, width int) (string, error)

	// Rules reads a rules file and answers with the rules that hold and with
	// what is wrong.
	Rules func(path string) ([]data.WrittenRule, []data.Problem)

	// Markdown sets an article as Markdown.
	Markdown func(a *data.Article) string

	// Fold makes names comparable: without case and accents.
	Fold func(name string) string

	Now  func() time.Time
	Zone *time.Location // in which days begin and times are printed
}

// Streams are the ends of a command.
type Streams struct {
	In    io.Reader
	Out   io.Writer
	Err   io.Writer
	Width int // columns of the terminal that Out is, 0 where it is none
}

// Run runs one command line, given without the program's name, and answers
// with the exit status: 0, 1 when something failed, 2 when the command line
// or a query in it is wrong. A failure is one line on Err.
func Run(ctx context.Context, args []string, streams Streams, parts Parts) int {
	r := &run{Parts: parts, Streams: streams}
	err := r.execute(ctx, args)
	if closing := r.close(); err == nil {
		err = closing
	}
	return r.report(err)
}
