package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"dateline/data/clean"
)

// patient are limits that aren't exceeded on a busy machine; quick ones are
// exceeded by servers that let wait.
var (
	patient = Limits{
		Connect: 20 * time.Second, Header: 20 * time.Second, Idle: 20 * time.Second, Body: 20 * time.Second,
		Size: 1 << 20, Redirects: 10, AtOnce: 8, PerHost: 2,
	}
	quick = Limits{
		Connect: 20 * time.Second, Header: 900 * time.Millisecond, Idle: 800 * time.Millisecond, Body: 950 * time.Millisecond,
		Size: 1 << 20, Redirects: 10, AtOnce: 8, PerHost: 2,
	}
)

// raw is a server that answers each connection with what write writes.
func raw(t *testing.T, write func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = c.Read(make([]byte, 4096)) // the request
				write(c)
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// says is a server that answers with a text and hangs up.
func says(t *testing.T, answer string) string {
	return raw(t, func(c net.Conn) { _, _ = io.WriteString(c, answer) })
}

// drips writes a piece again and again, until the other side has gone.
func drips(c net.Conn, piece string, pause time.Duration) {
	for {
		if _, err := io.WriteString(c, piece); err != nil {
			return
		}
		time.Sleep(pause)
	}
}

func get(t *testing.T, c *Client, address string) (*Response, error) {
	t.Helper()
	return c.Get(context.Background(), Request{Address: address, Given: true, Accept: Feeds})
}

func client(t *testing.T, l Limits) *Client {
	t.Helper()
	c := New(Options{Limits: l})
	t.Cleanup(c.Close)
	return c
}

// TestHostileServers: each ends within its limits, in a sentence that says what
// was wrong.
func TestHostileServers(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	closed := says(t, "220 mail.example ESMTP\r\n")
	for _, c := range []struct {
		name, address, want string
	}{
		{"never answers", raw(t, func(c net.Conn) { time.Sleep(4 * time.Second) }), "it didn't answer within 900ms"},
		{"slow headers", raw(t, func(c net.Conn) { _, _ = io.WriteString(c, ok); drips(c, "X: y\r\n", 20*time.Millisecond) }), "it didn't answer within 900ms"},
		{"endless headers", raw(t, func(c net.Conn) { _, _ = io.WriteString(c, ok); drips(c, "X: "+strings.Repeat("y", 4096)+"\r\n", 0) }), "it can't be fetched: net/http: server response headers exceeded"},
		{"stops in the body", raw(t, func(c net.Conn) {
			_, _ = io.WriteString(c, ok+"Content-Length: 1000\r\n\r\n<rss>")
			time.Sleep(4 * time.Second)
		}), "it stopped in the middle: nothing came for 800ms"},
		{"slow drip", raw(t, func(c net.Conn) {
			_, _ = io.WriteString(c, ok+"\r\n")
			drips(c, "<", 20*time.Millisecond)
		}), "it is too slow: it wasn't all there after 950ms"},
		{"endless body", raw(t, func(c net.Conn) {
			_, _ = io.WriteString(c, ok+"\r\n")
			drips(c, strings.Repeat("<item/>", 10_000), 0)
		}), "it is larger than 1 MB, which is the most that Dateline fetches"},
		{"truncated", says(t, ok+"Content-Length: 1000\r\n\r\n<rss>"), "it broke off: 5 of 1000 bytes came"},
		{"truncated in chunks", says(t, ok+"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"), "it broke off after 5 bytes"},
		{"a huge length", says(t, ok+"Content-Length: 9000000000000000000\r\n\r\n<rss>"), "it broke off: 5 of 9000000000000000000 bytes came"},
		{"no number for a length", says(t, ok+"Content-Length: many\r\n\r\n<rss>"), "it can't be fetched: bad Content-Length"},
		{"two lengths", says(t, ok+"Content-Length: 5\r\nContent-Length: 6\r\n\r\n<rss>"), "it can't be fetched: http: message cannot contain multiple Content-Length headers"},
		{"hangs up", says(t, ""), "the server broke off before it had answered"},
		{"no HTTP", says(t, "SSH-2.0-OpenSSH\x1b[31m_9.2\r\n"), "it can't be fetched: malformed HTTP"},
		{"an unknown encoding", says(t, ok+"Content-Encoding: lzma\u202e\r\n\r\n<rss>"), "it is packed in a way that Dateline doesn't know: lzma"},
		{"encodings in one another", says(t, ok+"Content-Encoding: gzip, gzip, gzip, gzip\r\n\r\n<rss>"), "it can't be unpacked"},
		{"not what it says it is packed in", says(t, ok+"Content-Encoding: gzip\r\n\r\n<rss>"), "it can't be unpacked: what it sent isn't gzip"},
		{"half of what is packed", says(t, ok+"Content-Encoding: gzip\r\nConnection: close\r\n\r\n"+packed(t, "gzip", "<rss>")[:20]), "it can't be unpacked: what it sent isn't gzip from end to end"},
		{"not TLS", strings.Replace(closed, "http:", "https:", 1), "it can't be secured"},
		{"no new content, though none was had", says(t, "HTTP/1.1 304 Not Modified\r\n\r\n"), "the server answered 304 Not Modified"},
		{"no content", says(t, "HTTP/1.1 204 No Content\r\n\r\n"), "the server answered 204 No Content"},
		{"part of the content", says(t, "HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n\r\n<rss>"), "the server answered 206 Partial Content"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			limits := patient
			if strings.HasSuffix(c.want, "ms") {
				limits = quick
			}
			res, err := get(t, client(t, limits), c.address)
			if res != nil || err == nil || !strings.Contains(err.Error(), ": "+c.want) {
				t.Errorf("%+v, %v; want %q", res, err, c.want)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			safe(t, err)
		})
	}
}

// safe checks that an error may be shown as it stands.
func safe(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("%T isn't an *Error", err)
		return
	}
	if text := e.Error(); clean.Line(text, 0) != text || len(text) > 2000 {
		t.Errorf("%q isn't fit to be shown", text)
	}
}

// packed is a text packed.
func packed(t testing.TB, encoding, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "bare deflate":
		w, _ = flate.NewWriter(&b, flate.BestCompression)
	case "zstd":
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBombs: what unpacks to more than the limit is refused, in whatever it is
// packed, and before all of it is unpacked.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 8<<20)
	for _, encoding := range []string{"gzip", "br", "zstd", "deflate", "bare deflate"} {
		bomb := packed(t, encoding, zeros)
		if len(bomb) > int(patient.Size) {
			t.Fatalf("%s: %d bytes are no bomb", encoding, len(bomb))
		}
		at := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", strings.TrimPrefix(encoding, "bare "))
			_, _ = io.WriteString(w, bomb)
		}))
		_, err := get(t, client(t, patient), at.URL)
		at.Close()
		if err == nil || !strings.HasSuffix(err.Error(), "it is larger than 1 MB, which is the most that Dateline fetches") {
			t.Errorf("%s: %v", encoding, err)
		}
	}
}

// TestWideWindow: a frame that needs gigabytes to be unpacked is refused.
func TestWideWindow(t *testing.T) {
	frame := "\x28\xb5\x2f\xfd\x00\xa8" + strings.Repeat("\x00", 64) // a window of 2 GB
	_, err := get(t, client(t, patient), says(t, "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nConnection: close\r\n\r\n"+frame))
	if err == nil || !strings.Contains(err.Error(), "it can't be unpacked: what it sent isn't zstd") {
		t.Errorf("%v", err)
	}
}

// TestPacked: the encodings that are asked for are understood, one in another
// too.
func TestPacked(t *testing.T) {
	const text = "<rss>åäö</rss>"
	for _, encoding := range []string{"gzip", "br", "zstd", "deflate", "bare deflate", "x-gzip", "", "identity", "br, gzip"} {
		body := text
		switch encoding {
		case "", "identity":
		case "x-gzip":
			body = packed(t, "gzip", body)
		case "br, gzip":
			body = packed(t, "gzip", packed(t, "br", body))
		default:
			body = packed(t, encoding, body)
		}
		at := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Accept-Encoding") != encodings {
				t.Errorf("asked for %q", r.Header.Get("Accept-Encoding"))
			}
			if encoding != "" {
				w.Header().Set("Content-Encoding", strings.TrimPrefix(encoding, "bare "))
			}
			_, _ = io.WriteString(w, body)
		}))
		res, err := get(t, client(t, patient), at.URL)
		at.Close()
		if err != nil || string(res.Body) != text {
			t.Errorf("%q: %v, %v", encoding, res, err)
		}
	}
}

// TestWrongLength: what is beyond the length that a server gives isn't read.
func TestWrongLength(t *testing.T) {
	res, err := get(t, client(t, patient), says(t, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/><rss/>"))
	if err != nil || string(res.Body) != "<rss/>" {
		t.Errorf("%v, %v", res, err)
	}
}

// TestBadTLS: certificates that can't be trusted are refused, and the error says
// why.
func TestBadTLS(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	server.Config.ErrorLog = silent
	c := client(t, patient)
	_, err := get(t, c, server.URL)
	if err == nil || !strings.Contains(err.Error(), "its certificate can't be trusted: nobody that is known signed it") {
		t.Errorf("%v", err)
	}
	for _, trusted := range []*http.Transport{c.open, c.guarded} {
		trusted.TLSClientConfig = &tls.Config{RootCAs: server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}
	}
	c.resolver = fakeNames(t, "127.0.0.1")
	other := strings.Replace(server.URL, "127.0.0.1", "other.example", 1)
	if _, err = get(t, c, strings.Replace(other, "other.example", "elsewhere.test", 1)); err == nil || !strings.Contains(err.Error(), "it isn't for elsewhere.test") {
		t.Errorf("%v", err)
	}
	c.open.CloseIdleConnections()
	c.open.TLSClientConfig.Time = func() time.Time { return time.Date(2500, 1, 1, 0, 0, 0, 0, time.UTC) }
	if _, err = get(t, c, server.URL); err == nil || !strings.Contains(err.Error(), "it isn't valid at this time") {
		t.Errorf("%v", err)
	}
}

// TestNobodyThere: nothing listens, or there is no such name.
func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String()
	_ = l.Close()
	if _, err := get(t, client(t, patient), address); err == nil || !strings.Contains(err.Error(), "there is no server: the connection was refused") {
		t.Errorf("%v", err)
	}
	c := client(t, patient)
	c.resolver = fakeNames(t, "")
	if _, err := get(t, c, "http://nobody.test/"); err == nil || !strings.Contains(err.Error(), "there is no host called nobody.test") {
		t.Errorf("%v", err)
	}
}

// TestEscapes: nothing that a terminal would obey comes through a status, a
// header or an address.
func TestEscapes(t *testing.T) {
	const evil = "\x1b]0;owned\x07\x1b[31m\u202e\u009b2J"
	for name, answer := range map[string]string{
		"status":    "HTTP/1.1 503 No" + evil + "Service\r\n\r\n",
		"reason":    "HTTP/1.1 404 " + strings.Repeat("x"+evil, 500) + "\r\n\r\n",
		"encoding":  "HTTP/1.1 200 OK\r\nContent-Encoding: " + evil + "\r\n\r\n",
		"location":  "HTTP/1.1 302 Found\r\nLocation: ftp://" + evil + "/\r\n\r\n",
		"location2": "HTTP/1.1 302 Found\r\nLocation: gopher://a/%1b[31m\u202e\r\n\r\n",
		"protocol":  "HTTP/9.9" + evil + "\r\n\r\n",
	} {
		_, err := get(t, client(t, patient), says(t, answer))
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		safe(t, err)
	}
	res, err := get(t, client(t, patient), says(t, "HTTP/1.1 200 OK\r\nETag: \"a\u009b31m\"\r\nLast-Modified: \u202enow\r\nContent-Type: text/xml\u009b\r\nContent-Language: \u202een\r\nContent-Location: \u009b/x\r\n\r\n<rss/>"))
	if err != nil {
		t.Fatal(err)
	}
	if res.Validity.ETag != "" || res.Validity.LastModified != "" || res.Type != "" || res.Language != "" || res.Location != "" {
		t.Errorf("%+v", res)
	}
	for _, address := range []string{"http://a\x1b[31m.example/", "ftp://a.example/", "file:///etc/passwd", "http://", "", "javascript:alert(1)", "http://a b/", "http://[::1", "https://user:hunter2@a.example/"} {
		_, err := get(t, client(t, patient), address)
		if err == nil {
			t.Errorf("%q was asked", address)
			continue
		}
		safe(t, err)
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("a password in %q", err)
		}
	}
}

// TestCancelled: an end of the context is no fault of the server's.
func TestCancelled(t *testing.T) {
	at := raw(t, func(c net.Conn) { time.Sleep(4 * time.Second) })
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := client(t, patient).Get(ctx, Request{Address: at, Given: true}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

// FuzzAnswer: whatever a server answers, there is a body within the limit or an
// error that is fit to be shown.
func FuzzAnswer(f *testing.F) {
	f.Add("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>")
	f.Add("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n")
	f.Add("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\nx\x9c")
	f.Add("HTTP/1.1 503 \x1b[31m\r\nRetry-After: 99999999999\r\n\r\n")
	f.Fuzz(func(t *testing.T, answer string) {
		res, err := get(t, client(t, patient), says(t, answer))
		if err != nil {
			safe(t, err)
			return
		}
		if int64(len(res.Body)) > patient.Size {
			t.Errorf("%d bytes", len(res.Body))
		}
		for _, text := range []string{res.Address, res.Type, res.Language, res.Location, res.Validity.ETag, res.Validity.LastModified} {
			if clean.Line(text, 0) != text {
				t.Errorf("%q isn't fit to be shown", text)
			}
		}
	})
}
