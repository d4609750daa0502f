// Dateline is a terminal news reader that knows who and where: it opens
// articles, marks the people, places and organisations in them, and steps from
// mention to mention. See README.md.
package main

import (
	"context"
	"errors"
	"io"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/edition"
	"dateline/data/library"
	"dateline/data/memory"
	"dateline/data/search"
	"dateline/data/store"
	"dateline/feed"
	"dateline/feed/access"
	"dateline/feed/entity"
	"dateline/feed/entity/rules"
	"dateline/feed/fetch"
	"dateline/feed/follow"
	"dateline/ui"
	"dateline/ui/article"
	"dateline/ui/browser"
	"dateline/ui/command"
	"dateline/ui/config"
)

func main() {
	log.SetOutput(io.Discard) // net/http complains there of servers, onto the screen
	os.Exit(run())
}

// run builds the parts, runs the command line, and answers with the exit
// status once everything is closed.
func run() int {
	ctx, stop := command.Signals(context.Background())
	defer stop()
	return command.Run(ctx, os.Args[1:], command.Console(), command.Parts{
		Open: func(ctx context.Context, paths []string, o command.Options) (command.Library, error) {
			return open(ctx, paths, o)
		},
		Screen:    runScreen,
		Recognise: recognise,
		Parse:     search.Parse,
		Plain: func(a *data.Article, width int) (string, error) {
			return article.Plain(ctx, a, width)
		},
		Markdown: article.Markdown,
		Rules:    rules.List,
		Fold:     search.Fold,
		Now:      time.Now,
		Zone:     time.Local,
	})
}

// opened is a library of opened files: articles in memory, and where they are
// from.
type opened struct {
	*memory.Library
	feed.Source
}

// kept is the reader's own library, and what brings its articles.
type kept struct {
	*library.Library
	*follow.Service
	edition feed.Source
}

// Raw is what an article was made from, which of the edition isn't stored.
func (k kept) Raw(id data.ID) ([]byte, error) {
	if raw, err := k.edition.Raw(id); err == nil {
		return raw, nil
	}
	return k.Library.Raw(id)
}

// Close ends what is under way and closes the library.
func (k kept) Close() error { return errors.Join(k.Service.Close(), k.Library.Close()) }

// open opens the articles of paths, or the reader's library. It doesn't wait
// for them.
func open(ctx context.Context, paths []string, o command.Options) (screenLibrary, error) {
	recogniser, err := entity.New()
	if err != nil {
		return nil, err
	}
	keep := func() (*store.Store, []data.Problem) { return store.OpenOrMemory(o.Library, time.Now) }
	correct := func() data.Corrector { return rules.Open(o.Rules(), recogniser.Key) }
	if len(paths) > 0 {
		source := feed.Files(paths, feed.Options{Stdin: os.Stdin})
		l := memory.New(memory.Config{
			Recogniser: recogniser, Correct: correct,
			Open: func() (memory.Keeper, []data.Problem) { return keep() },
		})
		go l.Fill(source.Open(ctx))
		return &opened{l, source}, nil
	}
	secrets, err := access.Load(o.Access())
	if err != nil {
		return nil, err
	}
	pieces := feed.Embedded(edition.FS, "edition", feed.Options{})
	l := library.New(library.Config{
		Recogniser: recogniser, Correct: correct, Open: keep, Compose: feed.Compose, Now: time.Now,
		Edition: pieces.Open(ctx),
	})
	return kept{l, follow.New(follow.Options{
		Library: l, Client: fetch.New(fetch.Options{Access: secrets.For}),
		Zone: time.Local, Every: secrets.Every, Pace: l.GiveWay,
	}), pieces}, nil
}

// screenLibrary is what the screen and the commands need of either.
type screenLibrary interface {
	ui.Library
	ui.Searches
	command.Library
}

// recognise loads the recogniser for texts taken literally.
func recognise() (func(string) data.Recognition, error) {
	r, err := entity.New()
	if err != nil {
		return nil, err
	}
	return r.RecogniseText, nil
}

// hurry has the screen wait for nothing but its work.
//
// Go runs on one processor more than there are: one of its own is often held,
// for up to 10 ms, by a thread that waits in the system for a key or the file,
// and with two cores that was half of them. It takes 10 ms off the first screen
// and the tail off the answers to keys.
//
// The collection of garbage is put off while the first screen is made, which
// with two cores takes a third off it; the limit bounds what that costs.
// Later it is collected sooner than usual, as what is kept is small beside what
// comes and goes with every article that is read, and between two keys: see ui.
func hurry() {
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
	const percent = 50
	debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(48 << 20)
	time.AfterFunc(400*time.Millisecond, func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	})
}

// runScreen runs the screen until the reader leaves it or a signal ends it.
func runScreen(ctx context.Context, paths []string, o command.Options) error {
	c, err := config.Load(o.Config)
	if err == nil {
		err = ui.CheckKeys(c.Keys)
	}
	if err != nil {
		return err
	}
	hurry()
	l, err := open(ctx, paths, o)
	if err != nil {
		return err
	}
	options := ui.Options{
		Library: l, Searches: l, Rule: rules.Format, Now: time.Now, Browse: browser.Opener{Programs: c.Open}.Open, Log: o.Log,
		Theme: c.Theme, ASCII: c.ASCII, Mouse: c.Mouse == nil || *c.Mouse, Keys: c.Keys, Name: "Articles",
	}
	if k, ok := l.(kept); ok {
		options.Feeds, options.Name, options.Welcome = k, "All articles", "No feeds yet. Here is the built-in edition."
		if c.Refresh == nil || *c.Refresh {
			k.Start()
		}
	}
	screen := ui.New(ctx, options)
	_, err = tea.NewProgram(screen, tea.WithContext(ctx), tea.WithFPS(120), tea.WithoutSignalHandler()).Run()
	if ctx.Err() != nil { // a signal: what can be kept is kept, and that is no failure
		err = nil
	}
	return errors.Join(err, screen.Close(), l.Close())
}
