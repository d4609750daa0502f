package command_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"
)

// site serves a script's files as a server of feeds would, on this machine.
// Some addresses have a nature of their own:
//
//	/gone      is gone for good (410)
//	/slow/X    is /X after a while
//	/stuck     never answers
//	/locked/X  is /X for jane with her password and her token
//	/hostile/X is /X with orders to a terminal in all headers
//	/kaputt    fails with such orders in the status text
type site struct {
	folder, url string

	mu    sync.Mutex
	asked map[string]int // requests by path
	seen  map[string]int // of them, those that the script knows of
}

// hostile is what a terminal would obey: to be seen nowhere as it stands.
const hostile = "\x1b[2J\x1b]0;owned\x07\u009b31m\u202e\u2066\x7f"

// serve FOLDER serves a folder until the script ends, at the address in SITE.
// HOSTILE are then orders to a terminal.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	s := &site{folder: ts.MkAbs(args[0]), asked: map[string]int{}, seen: map[string]int{}}
	server := httptest.NewUnstartedServer(s)
	s.url = "http://" + server.Listener.Addr().String()
	server.Start()
	ts.Defer(func() {
		server.CloseClientConnections()
		server.Close()
	})
	ts.Setenv("SITE", server.URL)
	ts.Setenv("HOSTILE", hostile)
	sites.Store(server.URL, s)
}

// sites are those that are served, by address.
var sites sync.Map

// patience is how long a wait may take: no longer than a busy machine needs.
const patience = 2 * time.Minute

// asked PATH waits until a path was asked for, again after the last such wait.
func asked(ts *testscript.TestScript, _ bool, args []string) {
	found, ok := sites.Load(ts.Getenv("SITE"))
	if !ok {
		ts.Fatalf("nothing is served")
	}
	s := found.(*site)
	for began := time.Now(); !s.news(args[0]); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > patience {
			ts.Fatalf("%s was never asked for", args[0])
		}
	}
}

// news reports whether a path was asked for since the last time.
func (s *site) news(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.asked[path]
	fresh := n > s.seen[path]
	s.seen[path] = n
	return fresh
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.URL.Path]++
	s.mu.Unlock()
	nature, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch nature {
	case "gone":
		w.WriteHeader(http.StatusGone)
		return
	case "kaputt":
		answer(w, "500 Kaputt "+hostile, "")
		return
	case "hostile":
		answer(w, "200 OK", string(s.content(rest)))
		return
	case "slow":
		select {
		case <-time.After(300 * time.Millisecond):
		case <-r.Context().Done():
			return
		}
	case "stuck":
		<-r.Context().Done()
		return
	case "locked":
		user, password, _ := r.BasicAuth()
		if user != "jane" || password != "hunter2" || r.Header.Get("X-Token") != "t0ps3cret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
	default:
		rest = strings.TrimPrefix(r.URL.Path, "/")
	}
	s.file(w, r, rest)
}

// file serves a file with what lets it be asked for again in vain.
func (s *site) file(w http.ResponseWriter, r *http.Request, name string) {
	content := s.content(name)
	if content == nil {
		http.NotFound(w, r)
		return
	}
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(content))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	kind := map[string]string{".html": "text/html; charset=utf-8", ".json": "application/feed+json", ".rss": "application/rss+xml", ".atom": "application/atom+xml"}
	w.Header().Set("Content-Type", kind[path.Ext(name)])
	_, _ = w.Write(content)
}

// content is that of a file, with the site's address for $SITE and orders to a
// terminal for $HOSTILE, nil where there is none.
func (s *site) content(name string) []byte {
	content, err := os.ReadFile(filepath.Join(s.folder, filepath.FromSlash(path.Clean("/"+name))))
	if err != nil {
		return nil
	}
	content = bytes.ReplaceAll(content, []byte("$SITE"), []byte(s.url))
	return bytes.ReplaceAll(content, []byte("$HOSTILE"), []byte(hostile+"&#27;[2J&#155;31m&#x202e;&amp;#27;[2J"))
}

// answer writes an answer as no decent server would.
func answer(w http.ResponseWriter, status, body string) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err) // of this server every connection can be taken over
	}
	defer conn.Close()
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %s\r\n", status)
	for _, name := range []string{"ETag", "Last-Modified", "Content-Type", "Content-Language", "Content-Location", "Cache-Control", "Retry-After", "Server"} {
		// The control characters would make the client refuse it all.
		fmt.Fprintf(&b, "%s: x\u009b31m\u202e\xff\r\n", name)
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
	_, _ = conn.Write([]byte(b.String()))
}

// harmless FILE… checks that nothing in files would be obeyed by a terminal.
func harmless(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := ts.ReadFile(name)
		for at, r := range text {
			if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
				ts.Fatalf("%s has %U: %q", name, r, text[max(0, at-60):min(len(text), at+20)])
			}
		}
	}
}

// fill FILE… writes the site's address for $SITE into files.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := strings.ReplaceAll(ts.ReadFile(name), "$SITE", ts.Getenv("SITE"))
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}
