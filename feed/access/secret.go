package access

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/zalando/go-keyring"

	"dateline/data/clean"
)

// service is what the program's secrets are called by in the keyring; the
// account is the entry's url, for a header with a space and its name behind it.
const service = "dateline"

// maxSecret bounds a secret, in bytes.
const maxSecret = 16 << 10

// Keep puts a secret into the system's keyring: the password of an entry, or of
// one of its headers.
func Keep(url, header, value string) error {
	if err := keyring.Set(service, account(url, header), value); err != nil {
		return fmt.Errorf("the keyring took it not: %s", clean.Line(err.Error(), 200))
	}
	return nil
}

func account(url, header string) string {
	if header == "" {
		return url
	}
	return url + " " + header
}

// fromKeyring takes a secret from the system's keyring.
func fromKeyring(account string) (string, error) {
	value, err := keyring.Get(service, account)
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return "", fmt.Errorf("the keyring has none for %s of %s", clean.Line(account, 200), service)
	case err != nil:
		return "", fmt.Errorf(`the keyring doesn't answer: unlock it, or use "file:" (%s)`, clean.Line(err.Error(), 200))
	}
	return value, nil
}

// secret takes a secret from where an entry says that it is.
func (t *Table) secret(where, account string) (string, error) {
	value, err := "", error(nil)
	if path, ok := strings.CutPrefix(where, inFile); ok {
		value, err = t.fromFile(path)
	} else {
		value, err = t.keyring(account)
	}
	if err != nil {
		return "", err
	}
	value = strings.TrimRight(value, "\r\n")
	if clean.Line(value, 0) != value {
		return "", errors.New("it has signs that can't be sent, such as a line end in the middle")
	}
	return value, nil
}

// fromFile reads a secret from a file, unless others can read it too.
func (t *Table) fromFile(path string) (string, error) {
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(path, "~/") {
		path = filepath.Join(home, path[2:])
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(t.folder, path)
	}
	shown := clean.Line(path, 300)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no file %s", shown)
	}
	if err != nil {
		return "", fmt.Errorf("%s can't be read", shown)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no file that can be read", shown)
	}
	// Windows keeps who may read a file elsewhere, and has no such modes.
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return "", fmt.Errorf("others can read %s (mode %04o): chmod 600 it", shown, mode)
	}
	value, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("%s can't be read", shown)
	case len(value) > maxSecret:
		return "", fmt.Errorf("%s is larger than a secret is", shown)
	}
	return string(value), nil
}
