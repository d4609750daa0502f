// Package fetch asks web servers for feeds and pages, politely and within
// bounds: a server can be slow, endless, broken or hostile, and what comes of it
// is a body of bounded size or one sentence that says what was wrong.
package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/clean"
)

// What is asked for, as the header Accept says it.
const (
	Feeds = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.6, */*;q=0.5"
	Pages = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
)

// Request is what is asked for.
type Request struct {
	Address string // http or https, without a user name
	// Given is whether the reader gave this very address: then, and only then,
	// it may be one of this machine or of a private network.
	Given    bool
	Accept   string        // Feeds or Pages
	Validity data.Validity // what the last answer said of itself
}

// Response is a server's answer when all is well.
type Response struct {
	Address  string // where it came from, after redirections
	Moved    string // where all redirections on the way were for good: Address; else empty
	Private  bool   // it came from a private network, where the reader's own address led
	Status   int    // 200, or 304 where the server says that nothing is new
	Same     bool   // nothing is new: by the server's word, or by the body's digest
	Body     []byte // unpacked; nil when Same
	Type     string // the header Content-Type
	Language string // the header Content-Language
	Location string // the header Content-Location
	Validity data.Validity
	Fresh    time.Duration // how long the server says that this stays as it is; 0 where it doesn't
}

// Access is what a server asks for beside the address. Its values are secrets:
// it prints as nothing.
type Access struct {
	User     string
	Password string
	Headers  map[string]string
}

// String keeps secrets out of logs and errors.
func (Access) String() string { return "(not shown)" }

// GoString keeps secrets out of logs and errors.
func (a Access) GoString() string { return a.String() }

// Limits bound an answer. Each that is exceeded is an error that says so.
type Limits struct {
	Connect   time.Duration // until there is a connection, and until it is secured
	Header    time.Duration // until the headers are there, since the request began
	Idle      time.Duration // without a byte of the body
	Body      time.Duration // for the whole body
	Size      int64         // bytes of the body, packed and unpacked alike
	Redirects int
	AtOnce    int // requests at once, to all hosts
	PerHost   int // requests at once, to one host
}

// Default are the limits that hold where none are given. Size is that of the
// largest feed that is parsed.
var Default = Limits{
	Connect: 10 * time.Second, Header: 20 * time.Second, Idle: 15 * time.Second, Body: 90 * time.Second,
	Size: 16 << 20, Redirects: 10, AtOnce: 8, PerHost: 2,
}

// Options are what a client depends on. All may be left out.
type Options struct {
	Agent  string                                // the header User-Agent
	Limits Limits                                // zero is Default
	Access func(address string) (Access, error)  // what an address needs; its error has no secret in it
	Proxy  func(*http.Request) (*url.URL, error) // nil is what the environment says
}

// agent is what the program calls itself where it isn't told.
const agent = "Dateline (terminal news reader)"

// Client asks servers. It is safe for concurrent use; a program has one, so
// that its limits hold for all that is asked at once.
type Client struct {
	agent  string
	limits Limits
	access func(string) (Access, error)
	proxy  func(*http.Request) (*url.URL, error)
	gate   *gate
	// Connections that may lead into a private network are kept apart: one
	// that was opened for the reader's own address isn't used for another's.
	open, guarded *http.Transport
	resolver      *net.Resolver
}

// New makes a client.
func New(o Options) *Client {
	if o.Limits == (Limits{}) {
		o.Limits = Default
	}
	if o.Agent == "" {
		o.Agent = agent
	}
	if o.Proxy == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	c := &Client{agent: o.Agent, limits: o.Limits, access: o.Access, proxy: o.Proxy, gate: newGate(o.Limits.AtOnce, o.Limits.PerHost)}
	c.open, c.guarded = c.transport(false), c.transport(true)
	return c
}

// Close closes the connections that are kept open for further requests.
func (c *Client) Close() {
	c.open.CloseIdleConnections()
	c.guarded.CloseIdleConnections()
}

// Get asks for an address and follows where it leads. The error is an *Error,
// or that of ctx when it ended.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	u, err := parse(r.Address)
	if err != nil {
		return nil, err
	}
	w := walk{client: c, request: r, at: u, open: r.Given, permanent: true}
	if c.access != nil {
		if w.access, err = c.access(r.Address); err != nil {
			return nil, &Error{Address: shown(u), Cause: clean.Line(err.Error(), maxCause)}
		}
		w.origin = originOf(u)
	}
	for {
		answer, err := w.hop(ctx)
		if err != nil {
			return nil, w.explain(ctx, err)
		}
		if answer != nil {
			return answer, nil
		}
	}
}

// EitherWay asks for what a reader named without a scheme: over TLS, and where
// nothing answers there, as the site may be one without, as it is.
func EitherWay(ctx context.Context, name string, ask func(address string) error) error {
	err := ask("https://" + name)
	var f *Error
	if errors.As(err, &f) && f.Status == 0 && ctx.Err() == nil && ask("http://"+name) == nil {
		return nil
	}
	return err
}

// parse reads an address that may be asked.
func parse(address string) (*url.URL, error) {
	fail := func(cause string) (*url.URL, error) {
		return nil, &Error{Address: clean.Line(address, maxAddress), Cause: cause}
	}
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return nil, &Error{Address: "the address", Cause: "it can't be read: it is no address of the web"}
	case u.User != nil:
		u.User = nil
		return nil, &Error{Address: shown(u), Cause: "a name and a password don't belong into an address: put them into feeds.toml"}
	case u.Scheme != "http" && u.Scheme != "https":
		return fail("it isn't an address of the web: those begin with https:// or http://")
	}
	link, ok := clean.Link(u.String(), "")
	if !ok {
		return fail("it isn't an address of the web: it has no host, or signs that can't be in an address")
	}
	if u, err = url.Parse(link); err != nil {
		return fail("it can't be read: it is no address of the web")
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// originOf is the part of an address that secrets are bound to.
func originOf(u *url.URL) string { return u.Scheme + "://" + strings.ToLower(u.Host) }
