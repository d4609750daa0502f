package feed

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/charsets"
)

// Parse makes an article of a text, whose name may help to tell its format.
// Dates without a zone are in zone. The article has no ID and no Origin yet.
// The error says in words why there is no article.
func Parse(src []byte, name string, zone *time.Location) (*data.Article, error) {
	if len(src) > MaxSize {
		return nil, errTooLarge
	}
	src = fromUTF16(src)
	if cause := notText(src); cause != "" {
		return nil, errors.New(cause)
	}
	f := formatOf(src, name)
	if !f.decodes && !utf8.Valid(src) {
		src, _ = charsets.Decode(src, "")
	}
	switch err := beginsFeed(src); {
	case err == nil:
		return nil, errFeed
	case errors.Is(err, errList):
		return nil, err
	case feedNamed(name) && f.name != formats[0].name:
		return nil, ErrNoFeed
	}
	return f.parse(src, zone)
}

// read is the content of a file as it is; "-" reads stdin. The error is a
// data.Problem.
func read(path string, stdin io.Reader) ([]byte, error) {
	if path == Stdin {
		return readAll(stdin, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, problem(path, err)
	}
	defer f.Close()
	return readFile(f, path)
}

// errTooLarge is the error for what is larger than MaxSize.
var errTooLarge = fmt.Errorf("it is larger than %d MB, which is the most that Dateline opens: split it", MaxSize>>20)

// readFile reads an open file of at most MaxSize.
func readFile(f fs.File, path string) ([]byte, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, problem(path, err)
	case info.IsDir():
		return nil, data.Problem{Path: shown(path), Cause: "it is a folder"}
	case !info.Mode().IsRegular() && info.Mode()&(fs.ModeNamedPipe|fs.ModeCharDevice) == 0:
		return nil, data.Problem{Path: shown(path), Cause: "it is no file that can be read"}
	case info.Size() > MaxSize:
		return nil, problem(path, errTooLarge)
	}
	return readAll(f, path)
}

// readAll reads at most MaxSize bytes, and fails where there are more.
func readAll(r io.Reader, path string) ([]byte, error) {
	if r == nil {
		return nil, data.Problem{Path: shown(path), Cause: "there is no standard input to read"}
	}
	src, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err == nil && len(src) > MaxSize {
		err = errTooLarge
	}
	if err != nil {
		return nil, problem(path, err)
	}
	return src, nil
}

// problem puts an error of the system into words.
func problem(path string, err error) data.Problem {
	p := data.Problem{Path: shown(path)}
	var pathError *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Cause = "there is no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		p.Cause = "it may not be read: change its permissions, for example with chmod u+r"
	case errors.Is(err, syscall.ELOOP):
		p.Cause = "its link leads in a circle"
	case errors.As(err, &pathError):
		p.Cause = "it can't be read: " + clean.Line(pathError.Err.Error(), 200)
	default:
		p.Cause = clean.Line(err.Error(), 200)
	}
	return p
}

// shown is a path as it may be shown: file names are text from outside too.
func shown(path string) string { return clean.Line(path, 300) }

// fileID is the identity of a file's article: where it stands, not what it
// says, so that a later edit keeps it.
func fileID(path string) data.ID { return data.NewID(fileAddress(path)) }

// fileAddress is where a file stands.
func fileAddress(path string) string {
	if path == Stdin {
		return Stdin
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return "file:" + path
}
