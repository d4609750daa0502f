package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"dateline/data/clean"
)

// Lengths at which what is shown of a server's words is cut, in characters.
const (
	maxCause   = 200
	maxAddress = 200
)

// Error is why there is no answer, in words. No secret is in it, and nothing
// that a terminal would obey.
type Error struct {
	Address string        // what was asked
	Cause   string        // "the server answered 404 Not Found"
	Status  int           // HTTP status, 0 where there was none
	Retry   time.Duration // how long the server asks to be left alone, 0 where it doesn't
}

func (e *Error) Error() string { return e.Address + ": " + e.Cause }

// Gone reports whether the server says that there is nothing any more, for good.
func (e *Error) Gone() bool { return e.Status == http.StatusGone }

// cause is a reason in words that are fit to be shown.
type cause string

func (c cause) Error() string { return string(c) }

// refusal is an answer that isn't what was asked for.
type refusal struct {
	cause
	status int
	retry  time.Duration
}

// refused puts an answer without what was asked for into words.
func refused(res *http.Response) error {
	r := refusal{status: res.StatusCode, retry: retryAfter(res.Header, time.Now())}
	status := "the server answered " + clean.Line(res.Status, 80)
	switch res.StatusCode {
	case http.StatusUnauthorized, http.StatusProxyAuthRequired:
		r.cause = cause(status + ": it asks for a name and a password, which feeds.toml can give it")
	case http.StatusGone:
		r.cause = cause(status + ": it is gone for good, and won't be asked for again")
	case http.StatusTooManyRequests:
		r.cause = cause(status + ": it was asked too often, and will be left alone for a while")
	default:
		r.cause = cause(status)
	}
	return r
}

// explain makes an *Error of whatever went wrong.
func (w *walk) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e := &Error{Address: clean.Line(w.request.Address, maxAddress), Cause: words(err, w.at)}
	var r refusal
	if errors.As(err, &r) {
		e.Status, e.Retry = r.status, r.retry
	}
	if w.hops > 0 {
		e.Cause += " (sent on to " + shown(w.at) + ")"
	}
	return e
}

// words says what an error of the network means.
func words(err error, at *url.URL) string {
	var c cause
	var r refusal
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &c):
		return string(c)
	case errors.As(err, &r):
		return string(r.cause)
	case errors.As(err, &dns) && dns.IsNotFound:
		return "there is no host called " + clean.Line(at.Hostname(), maxAddress)
	case errors.As(err, &dns):
		return "the name " + clean.Line(at.Hostname(), maxAddress) + " can't be looked up: is there a connection?"
	}
	if s := tlsWords(err, at); s != "" {
		return s
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "there is no server: the connection was refused"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the server broke the connection off"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "it can't be reached: is there a connection?"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the server broke off before it had answered"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "no connection came about in time"
	}
	return "it can't be fetched: " + clean.Line(innermost(err), maxCause)
}

// tlsWords says what is wrong with a connection's security, empty where it
// isn't that.
func tlsWords(err error, at *url.URL) string {
	var (
		unknown x509.UnknownAuthorityError
		host    x509.HostnameError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
		verify  *tls.CertificateVerificationError
		alert   tls.AlertError
	)
	switch {
	case errors.As(err, &record):
		return "it can't be secured: the server doesn't speak TLS there"
	case errors.As(err, &unknown):
		return "its certificate can't be trusted: nobody that is known signed it"
	case errors.As(err, &host):
		return "its certificate can't be trusted: it isn't for " + clean.Line(at.Hostname(), maxAddress)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate can't be trusted: it isn't valid at this time"
	case errors.As(err, &verify):
		return "its certificate can't be trusted: " + clean.Line(innermost(verify.Err), maxCause)
	case errors.As(err, &alert):
		return "it can't be secured: " + clean.Line(alert.Error(), maxCause)
	case strings.Contains(err.Error(), "tls: "):
		return "it can't be secured: " + clean.Line(innermost(err), maxCause)
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return "it can't be secured: the server doesn't speak TLS there"
	}
	return ""
}

// innermost is the text of the error that all others are around: those have
// addresses in them.
func innermost(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// shown is an address as it may be shown: without a user name.
func shown(u *url.URL) string {
	c := *u
	c.User = nil
	return clean.Line(c.String(), maxAddress)
}
