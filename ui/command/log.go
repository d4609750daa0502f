package command

import (
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// openLog opens the log of --debug for appending; without it nothing is
// logged, and the file is nil. Only its owner can read it.
func openLog(debug bool) (*slog.Logger, io.Closer, error) {
	if !debug {
		return slog.New(slog.DiscardHandler), nil, nil
	}
	path := logFile()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, nil, fmt.Errorf("--debug needs a folder for its log: %w", err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("--debug can't write its log: %w", err)
	}
	return newLog(file), file, nil
}

// newLog logs everything to w, but for secrets.
func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: withoutSecret}))
}

const hidden = "(hidden)"

// secretName matches the names of what is never logged.
var secretName = regexp.MustCompile(`(?i)passw|secret|token|\bauth\b|authori[sz]ation|cookie|credential|api.?key|session.?id|signature|^(key|pass|pwd|sig)$`)

// address matches what may hold a secret within a text.
var address = regexp.MustCompile(`[a-zA-Z][a-zA-Z0-9+.-]*://[^\s"'<>]+`)

// withoutSecret hides an attribute whose name says that it is secret, and in
// all others the password and the secret parameters of an address.
func withoutSecret(_ []string, attr slog.Attr) slog.Attr {
	if secretName.MatchString(attr.Key) {
		return slog.String(attr.Key, hidden)
	}
	switch value := attr.Value; value.Kind() {
	case slog.KindString:
		return slog.String(attr.Key, address.ReplaceAllStringFunc(value.String(), withoutPassword))
	case slog.KindAny:
		return slog.String(attr.Key, address.ReplaceAllStringFunc(fmt.Sprint(value.Any()), withoutPassword))
	}
	return attr
}

// withoutPassword is an address without who logs in, and without the values
// of parameters whose names say that they are secret.
func withoutPassword(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return hidden
	}
	if u.User != nil {
		u.User = url.User(strings.Trim(hidden, "()"))
	}
	query := u.Query()
	for name := range query {
		if secretName.MatchString(name) {
			query.Set(name, strings.Trim(hidden, "()"))
			u.RawQuery = query.Encode()
		}
	}
	return u.String()
}
