// Dateline is a terminal news reader that knows who and where: it opens
// articles, marks the people, places and organisations in them, and steps from
// mention to mention. See README.md.
package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/edition"
	"dateline/data/memory"
	"dateline/data/search"
	"dateline/data/store"
	"dateline/feed"
	"dateline/feed/entity"
	"dateline/ui"
	"dateline/ui/article"
	"dateline/ui/browser"
	"dateline/ui/command"
	"dateline/ui/config"
)

func main() { os.Exit(run()) }

// run builds the parts, runs the command line, and answers with the exit
// status once everything is closed.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), ends()...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once

	// Whoever reads our output may go away. Without this the write ends the
	// program there and then; with it the write fails, and we close in order.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	return command.Run(ctx, os.Args[1:], command.Console(), command.Parts{
		Open: func(ctx context.Context, paths []string, o command.Options) (command.Library, error) {
			return open(ctx, paths, o)
		},
		Screen:    runScreen,
		Recognise: recognise,
		Parse:     search.Parse,
		Plain: func(a *data.Article, width int) (string, error) {
			return article.Plain(context.Background(), a, width)
		},
		Fold: search.Fold,
		Now:  time.Now,
		Zone: time.Local,
	})
}

// ends are the signals that end the program in order. One that was ignored
// when we started, as nohup does, stays so.
func ends() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// editionName is the prefix of the identities of the edition's articles.
const editionName = "edition"

// library is the library in memory, with the bytes of its articles.
type library struct {
	*memory.Library
	stdin bytes.Buffer // what was read from standard input
}

// open opens the articles of paths, or the edition. It doesn't wait for them.
func open(ctx context.Context, paths []string, o command.Options) (*library, error) {
	recogniser, err := entity.New()
	if err != nil {
		return nil, err
	}
	l := &library{}
	l.Library = memory.New(memory.Config{
		Recogniser: recogniser,
		Open:       func() (memory.Keeper, []data.Problem) { return store.OpenOrMemory(o.Library, time.Now) },
	})
	articles := feed.OpenFS(ctx, edition.FS, editionName, feed.Options{})
	if len(paths) > 0 {
		articles = feed.Open(ctx, paths, feed.Options{Stdin: io.TeeReader(os.Stdin, &l.stdin)})
	}
	go func() {
		defer l.Done()
		for a, problem := range articles {
			if problem != nil {
				l.Problem(*problem)
				continue
			}
			l.Add(a)
		}
	}()
	return l, nil
}

// Raw answers with the bytes that an article was made from.
func (l *library) Raw(ctx context.Context, id data.ID) ([]byte, error) {
	r, err := l.Read(ctx, id, data.Query{})
	switch origin := r.Article; {
	case err != nil:
		return nil, err
	case strings.HasPrefix(string(id), editionName+"/"):
		return fs.ReadFile(edition.FS, path.Base(string(id))+".md")
	case origin.Origin == feed.Stdin:
		return l.stdin.Bytes(), nil
	default:
		return feed.Raw(origin.Origin, nil)
	}
}

// recognise loads the recogniser for texts taken literally.
func recognise() (func(string) data.Recognition, error) {
	r, err := entity.New()
	if err != nil {
		return nil, err
	}
	return r.RecogniseText, nil
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
	l, err := open(ctx, paths, o)
	if err != nil {
		return err
	}
	options := ui.Options{
		Library: l, Now: time.Now, Browse: browser.Open, Log: o.Log,
		Theme: c.Theme, ASCII: c.ASCII, Mouse: c.Mouse == nil || *c.Mouse, Keys: c.Keys,
		Name: "Edition", Welcome: "No feeds yet. Here is the built-in edition.",
	}
	if len(paths) > 0 {
		options.Name, options.Welcome = "Articles", ""
	}
	screen := ui.New(ctx, options)
	_, err = tea.NewProgram(screen, tea.WithContext(ctx), tea.WithFPS(120), tea.WithoutSignalHandler()).Run()
	if ctx.Err() != nil { // a signal: what can be kept is kept, and that is no failure
		err = nil
	}
	return errors.Join(err, screen.Close(), l.Close())
}
