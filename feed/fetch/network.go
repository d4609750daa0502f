package fetch

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"
)

// transport makes the connections. A guarded one makes none to addresses of
// this machine or of a private network, whatever name they go by: what a name
// stands for is looked at when it is dialled, so that a name that changes
// doesn't help.
func (c *Client) transport(guarded bool) *http.Transport {
	plain := &net.Dialer{Timeout: c.limits.Connect, KeepAlive: 30 * time.Second}
	guard := *plain
	guard.ControlContext = refuse
	var proxies sync.Map // "host:port" of those that the environment names
	return &http.Transport{
		Proxy: func(r *http.Request) (*url.URL, error) {
			u, err := c.proxy(r)
			if u != nil {
				proxies.Store(dialled(u), true)
			}
			return u, err
		},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			d := *plain
			if _, isProxy := proxies.Load(address); guarded && !isProxy {
				d = guard
			}
			d.Resolver = c.resolver
			return d.DialContext(ctx, network, address)
		},
		TLSHandshakeTimeout:    c.limits.Connect,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // it is asked for and unpacked here, within bounds
		MaxIdleConns:           4 * c.limits.AtOnce,
		MaxIdleConnsPerHost:    c.limits.PerHost,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

// dialled is what a proxy's address is dialled as.
func dialled(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// errPrivate is why a connection isn't made.
const errPrivate cause = "it leads into a private network or to this machine: only an address that you give yourself may do that"

// refuse refuses connections to private addresses.
func refuse(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || isPrivate(at.Addr()) {
		return errPrivate
	}
	return nil
}

// forbidden refuses hosts that are private by their very name. It is there for
// requests that go through a proxy, whose names are looked up elsewhere.
func forbidden(host string) error {
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".local") || strings.HasSuffix(name, ".internal") {
		return errPrivate
	}
	if ip, err := netip.ParseAddr(name); err == nil && isPrivate(ip) {
		return errPrivate
	}
	return nil
}

// special are address ranges that aren't of the public internet, beside those
// that package netip knows (IANA's registries of special-purpose addresses).
var special = func() []netip.Prefix {
	var all []netip.Prefix
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4",
		"2001::/23", "fec0::/10", "64:ff9b:1::/48", "100::/64",
	} {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}()

// isPrivate reports whether an address isn't one of the public internet.
func isPrivate(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if v4, ok := embedded(ip); ok {
		ip = v4
	}
	if ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() {
		return true
	}
	for _, p := range special {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}

// embedded is the IPv4 address that a translated IPv6 address leads to: those
// of NAT64 (RFC 6052) and of 6to4 (RFC 3056).
func embedded(ip netip.Addr) (netip.Addr, bool) {
	b := ip.As16()
	switch {
	case !ip.Is6():
		return ip, false
	case netip.MustParsePrefix("64:ff9b::/96").Contains(ip):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case netip.MustParsePrefix("2002::/16").Contains(ip):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return ip, false
}

// isPrivateAddr is isPrivate for the far end of a connection.
func isPrivateAddr(a net.Addr) bool {
	at, err := netip.ParseAddrPort(a.String())
	return err == nil && isPrivate(at.Addr())
}
