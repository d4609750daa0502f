package fetch

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"dateline/data"
)

var silent = log.New(io.Discard, "", 0)

// fakeNames is a resolver for which every name stands for one IPv4 address, or,
// where that is empty, for none.
func fakeNames(t *testing.T, ip string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			_, _ = conn.WriteTo(named(buf[:n], ip), from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// named is the answer to a question of the name service.
func named(query []byte, ip string) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) == 0 {
		return nil
	}
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	if q := m.Questions[0]; ip == "" {
		m.RCode = dnsmessage.RCodeNameError
	} else if q.Type == dnsmessage.TypeA {
		m.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
			Body:   &dnsmessage.AResource{A: netip.MustParseAddr(ip).As4()},
		}}
	}
	packed, _ := m.Pack()
	return packed
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func TestGet(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "Dateline/1 (terminal news reader)" || r.Header.Get("Accept") != Feeds || r.Header.Get("Cookie") != "" {
			t.Errorf("%v", r.Header)
		}
		h := w.Header()
		h.Set("ETag", `"one"`)
		h.Set("Last-Modified", "Tue, 28 Apr 2026 12:00:00 GMT")
		h.Set("Content-Type", "application/rss+xml; charset=iso-8859-1")
		h.Set("Content-Language", "nb")
		h.Set("Content-Location", "/feed.nb")
		h.Set("Cache-Control", "public, max-age=7200")
		fmt.Fprint(w, "<rss/>")
	})
	c := New(Options{Agent: "Dateline/1 (terminal news reader)", Limits: patient})
	defer c.Close()
	got, err := get(t, c, at+"/feed#top")
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Body) != "<rss/>" || got.Address != at+"/feed" || got.Moved != "" || got.Same || got.Status != 200 || got.Fresh != 2*time.Hour ||
		got.Type != "application/rss+xml; charset=iso-8859-1" || got.Language != "nb" || got.Location != "/feed.nb" ||
		got.Validity != (data.Validity{ETag: `"one"`, LastModified: "Tue, 28 Apr 2026 12:00:00 GMT", Digest: digest([]byte("<rss/>"))}) {
		t.Errorf("%+v", got)
	}
}

// TestSame: by ETag, by date, and by the digest where a server gives neither.
func TestSame(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/tag" && r.Header.Get("If-None-Match") == `W/"x"`, r.URL.Path == "/date" && r.Header.Get("If-Modified-Since") == "then":
			w.WriteHeader(http.StatusNotModified)
		default:
			fmt.Fprint(w, "<rss/>")
		}
	})
	body := digest([]byte("<rss/>"))
	for path, v := range map[string]data.Validity{
		"/tag": {ETag: `W/"x"`, Digest: body}, "/date": {LastModified: "then", Digest: body}, "/neither": {Digest: body},
	} {
		got, err := client(t, patient).Get(context.Background(), Request{Address: at + path, Given: true, Validity: v})
		if err != nil || !got.Same || got.Body != nil || got.Validity != v {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
	got, err := client(t, patient).Get(context.Background(), Request{Address: at + "/neither", Given: true, Validity: data.Validity{Digest: "other"}})
	if err != nil || got.Same || got.Validity.Digest != body {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestMoved: only a way that is for good at every step is remembered.
func TestMoved(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		codes := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
		var code int
		if _, err := fmt.Sscan(codes[0], &code); err != nil {
			fmt.Fprint(w, "<rss/>")
			return
		}
		w.Header().Set("Location", "/"+strings.Join(append(codes[1:], "end"), "/"))
		w.WriteHeader(code)
	})
	c := client(t, patient)
	c.proxy = proxyTo(at) // so that the names are of the public internet
	for path, want := range map[string]bool{
		"/301": true, "/308": true, "/301/308/301": true, "/302": false, "/307": false, "/303": false, "/301/302": false, "/302/301": false,
	} {
		got, err := get(t, c, "http://feeds.example"+path)
		if err != nil || (got.Moved != "") != want || want && got.Moved != got.Address || got.Private {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
	if got, err := get(t, client(t, patient), at+"/301"); err != nil || got.Moved != got.Address || !got.Private {
		t.Errorf("%+v, %v", got, err)
	}
}

// proxyTo sends all requests through a server, which sees whole addresses.
func proxyTo(server string) func(*http.Request) (*url.URL, error) {
	return func(*http.Request) (*url.URL, error) { return url.Parse(server) }
}

// TestRedirections that are refused, each in its sentence.
// TestCookiesOnTheWay: a site that sends everyone on until its cookie comes back
// is read; another host doesn't get it, nor does the site at the next time.
func TestCookiesOnTheWay(t *testing.T) {
	elsewhere := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "cookie: "+r.Header.Get("Cookie")) })
	var first []string
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			first = append(first, r.Header.Get("Cookie"))
		}
		switch cookie := r.Header.Get("Cookie"); {
		case cookie == "":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "yes", Path: "/"})
			http.Redirect(w, r, r.URL.Path+"?", http.StatusFound)
		case r.URL.Path == "/away":
			http.Redirect(w, r, strings.Replace(elsewhere, "127.0.0.1", "localhost", 1), http.StatusFound)
		default:
			fmt.Fprint(w, cookie)
		}
	})
	c := client(t, patient)
	for range 2 {
		first = nil
		if res, err := get(t, c, at+"/feed"); err != nil || string(res.Body) != "seen=yes" || len(first) != 2 || first[0] != "" {
			t.Errorf("%+v, %v after %q", res, err, first)
		}
	}
	if res, err := get(t, c, at+"/away"); err != nil || string(res.Body) != "cookie: " {
		t.Errorf("%+v, %v", res, err)
	}
}

func TestRedirections(t *testing.T) {
	private := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "secret") })
	var to string
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if to != "-" {
			w.Header().Set("Location", to)
		}
		w.WriteHeader(http.StatusFound)
	})
	strict := client(t, patient)
	strict.proxy = func(r *http.Request) (*url.URL, error) {
		if r.URL.Host == "feeds.example" {
			return url.Parse(at)
		}
		return nil, nil
	}
	strict.resolver = fakeNames(t, "127.0.0.1")
	port := private[strings.LastIndexByte(private, ':'):]
	for target, want := range map[string]string{
		"/":                                "it sends on more than 10 times",
		"-":                                "it sends on without saying where to",
		"ftp://a.example/":                 "it sends on to what isn't of the web: ftp://a.example/",
		"file:///etc/passwd":               "it sends on to what isn't of the web: file:///etc/passwd",
		"javascript:alert(1)":              "it sends on to what isn't of the web",
		"data:text/xml,<rss/>":             "it sends on to what isn't of the web",
		"http://%zz/":                      "it sends on to what isn't an address",
		"http:///":                         "it sends on to what isn't an address",
		private:                            "it leads into a private network or to this machine",
		"http://localhost" + port:          "it leads into a private network or to this machine",
		"http://[::1]" + port:              "it leads into a private network or to this machine",
		"http://[::ffff:127.0.0.1]" + port: "it leads into a private network or to this machine",
		"http://10.0.0.1/":                 "it leads into a private network or to this machine",
		"http://169.254.169.254/latest":    "it leads into a private network or to this machine",
		"http://rebound.example" + port:    "it leads into a private network or to this machine",
		"http://router.local/":             "it leads into a private network or to this machine",
	} {
		to = target
		res, err := get(t, strict, "http://feeds.example/feed")
		if res != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v", target, res, err)
			continue
		}
		safe(t, err)
	}
	// Who gave an address of this machine may be sent on within it.
	to = private
	if res, err := get(t, client(t, patient), at); err != nil || string(res.Body) != "secret" {
		t.Errorf("%+v, %v", res, err)
	}
	// Such an address that he didn't give isn't asked in the first place.
	if _, err := client(t, patient).Get(context.Background(), Request{Address: private}); err == nil || !strings.Contains(err.Error(), string(errPrivate)) {
		t.Errorf("%v", err)
	}
}

// TestDowngrade: from a secured address none leads to one that isn't.
func TestDowngrade(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/safe" {
			w.Header().Set("Location", "http://"+r.Host+"/")
			w.WriteHeader(http.StatusMovedPermanently)
			return
		}
		fmt.Fprintf(w, "%s", r.Proto)
	}))
	defer s.Close()
	c := client(t, patient)
	c.open.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	if _, err := get(t, c, s.URL+"/safe"); err == nil || !strings.Contains(err.Error(), "from a secured address to one that isn't") {
		t.Errorf("%v", err)
	}
	if got, err := get(t, c, s.URL); err != nil || string(got.Body) != "HTTP/1.1" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) }))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := client(t, patient)
	c.open.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	if got, err := get(t, c, s.URL); err != nil || string(got.Body) != "HTTP/2.0" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestSecrets go to whom they are for, and appear nowhere.
func TestSecrets(t *testing.T) {
	const password = "correct-horse"
	var elsewhere atomic.Value
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		elsewhere.Store(r.Header.Clone())
		fmt.Fprint(w, "<rss/>")
	})
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		user, got, _ := r.BasicAuth()
		if user != "jane" || got != password || r.Header.Get("X-Token") != "t0ken" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, other, http.StatusFound)
		case "/here":
			http.Redirect(w, r, "/", http.StatusFound)
		case "/fail":
			w.WriteHeader(http.StatusForbidden)
		}
	})
	access := Access{User: "jane", Password: password, Headers: map[string]string{"X-Token": "t0ken"}}
	c := New(Options{Limits: patient, Access: func(string) (Access, error) { return access, nil }})
	defer c.Close()
	for _, path := range []string{"/", "/here", "/away"} {
		if _, err := get(t, c, at+path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if h := elsewhere.Load().(http.Header); h.Get("Authorization") != "" || h.Get("X-Token") != "" {
		t.Errorf("another server got %v", h)
	}
	_, err := get(t, c, at+"/fail")
	for _, text := range []string{fmt.Sprint(err), fmt.Sprintf("%v %+v %#v %s", access, access, access, &access)} {
		if strings.Contains(text, password) || strings.Contains(text, "t0ken") {
			t.Errorf("a secret in %q", text)
		}
	}
	if _, err = get(t, client(t, patient), at); err == nil || !strings.Contains(err.Error(), "401 Unauthorized: it asks for a name and a password, which feeds.toml can give it") {
		t.Errorf("%v", err)
	}
}

// TestAtOnce: no more than so many requests are under way, and to one host
// fewer; a host that is waited for holds nobody else up.
func TestAtOnce(t *testing.T) {
	g := newGate(3, 2)
	leave := map[string]func(){}
	for _, name := range []string{"a1", "a2", "b1"} {
		f, err := g.enter(context.Background(), name[:1])
		if err != nil {
			t.Fatal(err)
		}
		leave[name] = f
	}
	blocked := func(host string) bool {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		f, err := g.enter(ctx, host)
		if err == nil {
			f()
		}
		return err != nil
	}
	if !blocked("b") || !blocked("c") {
		t.Error("a fourth was let through")
	}
	leave["b1"]()
	if !blocked("a") || blocked("c") {
		t.Error("a third to one host was let through, or one to another wasn't")
	}
	leave["a1"]()
	leave["a2"]()
	if len(g.hosts) != 0 || len(g.all) != 0 {
		t.Errorf("%d hosts and %d turns are left", len(g.hosts), len(g.all))
	}
}

func TestIsPrivate(t *testing.T) {
	for ip, want := range map[string]bool{
		"127.0.0.1": true, "127.255.0.3": true, "10.1.2.3": true, "172.16.0.1": true, "172.32.0.1": false, "192.168.1.1": true, "169.254.169.254": true,
		"0.0.0.0": true, "100.64.0.1": true, "255.255.255.255": true, "224.0.0.1": true, "198.18.0.1": true, "8.8.8.8": false, "193.0.6.139": false,
		"::1": true, "::": true, "fe80::1": true, "fe80::1%eth0": true, "fc00::1": true, "fec0::1": true, "ff02::1": true, "::ffff:10.0.0.1": true, "::ffff:8.8.8.8": false,
		"64:ff9b::7f00:1": true, "64:ff9b::808:808": false, "2002:7f00:1::": true, "2002:808:808::": false, "2a00:1450::1": false, "2001::1": true,
	} {
		if got := isPrivate(netip.MustParseAddr(ip)); got != want {
			t.Errorf("%s: %v", ip, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	now := time.Date(2026, 4, 28, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, "-3": 0, "soon": 0, "99999999999999": 0, "4000000000": maxWait,
		"Tue, 28 Apr 2026 13:00:00 GMT": time.Hour, "Tue, 28 Apr 2020 13:00:00 GMT": 0, "Tue, 28 Apr 2099 13:00:00 GMT": maxWait,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("Retry-After %q: %v", value, got)
		}
	}
	for value, want := range map[string]time.Duration{
		"": time.Hour, "max-age=60": time.Minute, "public, MAX-AGE=\"60\"": time.Minute, "no-cache, max-age=60": 0, "max-age=x": 0, "no-store": 0, "private": time.Hour,
	} {
		if got := freshness(http.Header{"Cache-Control": {value}, "Expires": {"Tue, 28 Apr 2026 13:00:00 GMT"}}, now); got != want {
			t.Errorf("Cache-Control %q: %v", value, got)
		}
	}
}
