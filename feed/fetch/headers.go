package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"dateline/data/clean"
)

// maxHeader is the longest header that is kept, in characters. A header that
// was cut or changed would mean something else, so one that would be is none.
const maxHeader = 1000

// header is a header's value, empty where it isn't safe as it stands.
func header(res *http.Response, name string) string {
	v := strings.TrimSpace(res.Header.Get(name))
	if clean.Line(v, maxHeader) != v {
		return ""
	}
	return v
}

// maxWait is the longest that a server's wish to be left alone is heeded.
const maxWait = 7 * 24 * time.Hour

// retryAfter is how long a server asks to be left alone (RFC 9110, 10.2.3).
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(v, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, maxWait)
	}
	if when, err := http.ParseTime(v); err == nil {
		return min(max(when.Sub(now), 0), maxWait)
	}
	return 0
}

// freshness is how long an answer stays as it is by the server's word: the
// max-age of Cache-Control, else Expires (RFC 9111, 4.2.1). 0 is unknown.
func freshness(h http.Header, now time.Time) time.Duration {
	for _, part := range strings.Split(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			seconds, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 32)
			if err != nil {
				return 0
			}
			return min(time.Duration(seconds)*time.Second, maxWait)
		}
	}
	if when, err := http.ParseTime(h.Get("Expires")); err == nil {
		return min(max(when.Sub(now), 0), maxWait)
	}
	return 0
}
