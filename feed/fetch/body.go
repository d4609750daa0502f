package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"dateline/data/clean"
)

// encodings are those that bodies may be packed in.
const encodings = "gzip, br, zstd, deflate"

const (
	maxEncodings = 3       // one around another
	maxWindow    = 8 << 20 // bytes that zstd looks back, as RFC 9659 bounds it
	maxReserve   = 4 << 20 // bytes that are set aside on a server's word
)

// unpackers are the encodings by name.
var unpackers = map[string]func(io.Reader) (io.Reader, error){
	"gzip":   func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	"x-gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	"br":     func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	"zstd": func(r io.Reader) (io.Reader, error) {
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	},
	"deflate": inflate,
}

// inflate reads zlib's format, which the name stands for, and bare deflate,
// which some servers send under it.
func inflate(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// body reads and unpacks the body of an answer. It is never nil when the error
// is.
func (c *Client) body(res *http.Response, t *timer) ([]byte, error) {
	packed := &bounded{r: t.watch(res.Body), left: c.limits.Size, limit: c.limits.Size}
	layers, err := unpack(res, packed)
	if err != nil {
		return nil, err
	}
	reserve := int64(4 << 10)
	if len(layers) == 1 {
		reserve = max(0, min(res.ContentLength, c.limits.Size, maxReserve))
	}
	var b bytes.Buffer
	b.Grow(int(reserve) + bytes.MinRead)
	_, err = b.ReadFrom(&bounded{r: layers[len(layers)-1], left: c.limits.Size, limit: c.limits.Size})
	for _, layer := range layers[1:] {
		if closer, ok := layer.(io.Closer); ok {
			_ = closer.Close()
		}
	}
	switch {
	case err == nil:
		return b.Bytes()[:b.Len():b.Len()], nil
	case isLimit(err), packed.err != nil && packed.err != io.EOF:
		return nil, brokenOff(err, packed, res.ContentLength)
	}
	return nil, cause("it can't be unpacked: what it sent isn't " + clean.Line(res.Header.Get("Content-Encoding"), 40) + " from end to end")
}

// unpack puts a reader around another for each encoding. The first is packed.
func unpack(res *http.Response, packed io.Reader) ([]io.Reader, error) {
	layers := []io.Reader{packed}
	names := strings.Split(strings.Join(res.Header.Values("Content-Encoding"), ","), ",")
	for i := len(names) - 1; i >= 0; i-- {
		name := strings.ToLower(strings.TrimSpace(names[i]))
		if name == "" || name == "identity" {
			continue
		}
		open, ok := unpackers[name]
		if !ok || len(layers) > maxEncodings {
			return nil, cause("it is packed in a way that Dateline doesn't know: " + clean.Line(strings.Join(names, ","), 40))
		}
		r, err := open(layers[len(layers)-1])
		if err != nil {
			if p := packed.(*bounded); p.err != nil && p.err != io.EOF {
				return nil, brokenOff(err, p, res.ContentLength)
			}
			return nil, cause("it can't be unpacked: what it sent isn't " + name)
		}
		layers = append(layers, r)
	}
	return layers, nil
}

// bounded is a reader that fails where there is more than a limit.
type bounded struct {
	r     io.Reader
	left  int64
	limit int64
	read  int64
	err   error // of r
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		var one [1]byte
		n, err := b.r.Read(one[:])
		if n > 0 {
			return 0, tooLarge(b.limit)
		}
		b.err = err
		return 0, err
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	b.read += int64(n)
	b.err = err
	return n, err
}

// tooLarge is the error of what is beyond a limit of bytes.
type tooLarge int64

func (l tooLarge) Error() string {
	if l < 1<<20 {
		return fmt.Sprintf("it is larger than %d bytes, which is the most that Dateline fetches", int64(l))
	}
	return fmt.Sprintf("it is larger than %d MB, which is the most that Dateline fetches", int64(l)>>20)
}

func isLimit(err error) bool {
	var l tooLarge
	return errors.As(err, &l)
}

// brokenOff puts into words why a body ended before its end.
func brokenOff(err error, packed *bounded, length int64) error {
	var l tooLarge
	switch {
	case errors.As(err, &l):
		return cause(l.Error())
	case packed.err == io.ErrUnexpectedEOF && length > 0:
		return cause(fmt.Sprintf("it broke off: %d of %d bytes came", packed.read, length))
	case packed.err == io.ErrUnexpectedEOF:
		return cause(fmt.Sprintf("it broke off after %d bytes", packed.read))
	}
	return packed.err
}

// digest tells bodies apart.
func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
