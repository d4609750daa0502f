package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptrace"
	"net/url"
	"time"

	"dateline/data"
	"dateline/data/clean"
)

// walk is one request on its way through redirections.
type walk struct {
	client    *Client
	request   Request
	at        *url.URL
	hops      int
	permanent bool // all redirections so far were for good
	open      bool // the next request may go to a private address
	private   bool // an open request did go to a private address
	access    Access
	origin    string // whom access is for
	// cookies are those of the redirections so far; nil where there are none.
	// Some sites send everyone on until they get theirs back. They go with the
	// walk, so that nobody is known again.
	cookies *cookiejar.Jar
}

// hop asks the server that the walk is at. Both answers are nil where it sends
// on to another.
func (w *walk) hop(ctx context.Context) (*Response, error) {
	release, err := w.client.gate.enter(ctx, w.at.Hostname())
	if err != nil {
		return nil, err
	}
	defer release()
	t := newTimer(ctx, w.client.limits)
	defer t.stop()
	res, err := w.send(t)
	if err != nil {
		return nil, t.reason(err)
	}
	defer res.Body.Close()
	answer, err := w.read(res, t)
	return answer, t.reason(err)
}

// send sends the request and waits for the headers.
func (w *walk) send(t *timer) (*http.Response, error) {
	if !w.open {
		if err := forbidden(w.at.Hostname()); err != nil {
			return nil, err
		}
	}
	req, err := http.NewRequestWithContext(t.ctx, http.MethodGet, w.at.String(), nil)
	if err != nil {
		return nil, err
	}
	w.head(req)
	w.private = false
	if w.open {
		req = w.traced(req)
	}
	transport := w.client.guarded
	if w.open {
		transport = w.client.open
	}
	res, err := transport.RoundTrip(req)
	t.answered()
	return res, err
}

// traced is a request that may go to a private address, and tells whether it
// did. Behind a proxy only the name can tell.
func (w *walk) traced(req *http.Request) *http.Request {
	if proxy, err := w.client.proxy(req); err != nil || proxy != nil {
		w.private = forbidden(w.at.Hostname()) != nil
		return req
	}
	return req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		GotConn: func(i httptrace.GotConnInfo) { w.private = isPrivateAddr(i.Conn.RemoteAddr()) },
	}))
}

// head writes the headers. Secrets go to whom they are for and to no other.
func (w *walk) head(req *http.Request) {
	h := req.Header
	h.Set("User-Agent", w.client.agent)
	h.Set("Accept", w.request.Accept)
	h.Set("Accept-Encoding", encodings)
	if v := w.request.Validity; v.ETag != "" || v.LastModified != "" {
		setIf(h, "If-None-Match", v.ETag)
		setIf(h, "If-Modified-Since", v.LastModified)
	}
	if originOf(w.at) == w.origin {
		for name, value := range w.access.Headers {
			h.Set(name, value)
		}
		if w.access.User != "" || w.access.Password != "" {
			req.SetBasicAuth(w.access.User, w.access.Password)
		}
	}
	if w.cookies != nil {
		for _, cookie := range w.cookies.Cookies(w.at) {
			req.AddCookie(cookie)
		}
	}
}

// maxCookies is how many cookies of an answer are kept for the next request.
const maxCookies = 20

// keepCookies keeps those of an answer that sends on.
func (w *walk) keepCookies(res *http.Response) {
	given := res.Cookies()
	if len(given) == 0 {
		return
	}
	if w.cookies == nil {
		w.cookies, _ = cookiejar.New(nil) // without options nothing can fail
	}
	w.cookies.SetCookies(w.at, given[:min(len(given), maxCookies)])
}

func setIf(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

// read makes of a server's answer what the walk comes to, or its next step.
func (w *walk) read(res *http.Response, t *timer) (*Response, error) {
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return nil, w.follow(res)
	case http.StatusNotModified:
		if w.request.Validity.ETag != "" || w.request.Validity.LastModified != "" {
			return w.answer(res, nil), nil
		}
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
		body, err := w.client.body(res, t)
		if err != nil {
			return nil, err
		}
		return w.answer(res, body), nil
	}
	return nil, refused(res)
}

// answer is the answer with what it says of itself. A nil body is none.
func (w *walk) answer(res *http.Response, body []byte) *Response {
	a := &Response{
		Address: w.at.String(), Status: res.StatusCode, Body: body,
		Type: header(res, "Content-Type"), Language: header(res, "Content-Language"), Location: header(res, "Content-Location"),
		Validity: data.Validity{ETag: header(res, "ETag"), LastModified: header(res, "Last-Modified")},
		Fresh:    freshness(res.Header, time.Now()),
		Private:  w.private,
	}
	if w.hops > 0 && w.permanent {
		a.Moved = a.Address
	}
	old := w.request.Validity
	if body == nil {
		a.Same = true
		a.Validity = data.Validity{ETag: or(a.Validity.ETag, old.ETag), LastModified: or(a.Validity.LastModified, old.LastModified), Digest: old.Digest}
		return a
	}
	a.Validity.Digest = digest(body)
	if a.Same = a.Validity.Digest == old.Digest; a.Same {
		a.Body = nil
	}
	return a
}

// follow goes to where an answer sends on to.
func (w *walk) follow(res *http.Response) error {
	// A short body is read so that the connection can be used again.
	_, _ = io.CopyN(io.Discard, res.Body, 4<<10)
	w.keepCookies(res)
	if w.hops++; w.hops > w.client.limits.Redirects {
		return cause(fmt.Sprintf("it sends on more than %d times", w.client.limits.Redirects))
	}
	location := res.Header.Get("Location")
	if location == "" {
		return cause("it sends on without saying where to")
	}
	next, err := w.at.Parse(location)
	if err != nil {
		return cause("it sends on to what isn't an address: " + clean.Line(location, maxAddress))
	}
	next.User, next.Fragment, next.RawFragment = nil, "", ""
	switch {
	case next.Scheme != "http" && next.Scheme != "https":
		return cause("it sends on to what isn't of the web: " + clean.Line(next.String(), maxAddress))
	case w.at.Scheme == "https" && next.Scheme == "http":
		return cause("it sends on from a secured address to one that isn't: " + clean.Line(next.String(), maxAddress))
	}
	if next, err = parse(next.String()); err != nil {
		return cause("it sends on to what isn't an address: " + clean.Line(location, maxAddress))
	}
	code := res.StatusCode
	w.permanent = w.permanent && (code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect)
	// Into a private network only from within it, as the reader's own address is.
	w.open = w.open && w.private
	w.at = next
	return nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
