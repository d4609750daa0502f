package command

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"dateline/data"
)

// longestLine is the limit for one line of entities --raw, in bytes.
const longestLine = 16 << 20

// rawText is a line of the input. Its id may be any JSON value, and comes
// back as it was.
type rawText struct {
	ID   json.RawMessage `json:"id"`
	Text *string         `json:"text"`
}

// rawLine is a line of the output.
type rawLine struct {
	ID       json.RawMessage `json:"id"`
	Mentions []rawMention    `json:"mentions"`
}

type rawMention struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
	Name  string `json:"name"`
}

// raw recognises the texts on standard input, one a line, and writes a line
// for each in the same order. A bad line is told of, and the rest goes on.
func (r *run) raw(ctx context.Context, args arguments, asJSON bool) error {
	switch all := slices.Concat(args.words, args.paths); {
	case !asJSON:
		return misuse("--raw writes JSON: add --json")
	case len(all) != 1 || all[0] != standardInput:
		return misuse(`--raw reads standard input: its only argument is "-"`)
	}
	recognise, err := r.Recognise()
	if err != nil {
		return err
	}
	lines := readLines(ctx, r.In)
	for number := 1; ; number++ {
		if len(lines) == 0 { // whoever waits for an answer gets it before we wait
			if err := r.out.Flush(); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case line, more := <-lines:
			if !more { // all is read, or the reading was broken off
				return ctx.Err()
			}
			if err := r.rawOne(line, number, recognise); err != nil {
				return err
			}
		}
	}
}

// rawOne answers one line. Its error is one of reading or writing: a line
// that is wrong is only told of.
func (r *run) rawOne(line inputLine, number int, recognise func(string) data.Recognition) error {
	if line.err != nil && !errors.Is(line.err, errTooLong) {
		return fmt.Errorf("standard input, line %d: %w", number, line.err)
	}
	if line.err == nil && len(bytes.TrimSpace(line.text)) == 0 {
		return nil
	}
	in, err := parseRaw(line)
	if err != nil {
		r.fault(fmt.Errorf("standard input, line %d: %w", number, err))
		return nil
	}
	return r.write(rawLine{in.ID, rawMentions(recognise(*in.Text))})
}

// parseRaw reads a line of the input.
func parseRaw(line inputLine) (rawText, error) {
	if line.err != nil {
		return rawText{}, line.err
	}
	var in rawText
	if err := json.Unmarshal(line.text, &in); err != nil {
		return in, fmt.Errorf("it isn't {\"id\",\"text\"}: %w", err)
	}
	if in.Text == nil {
		return in, errors.New(`it has no "text"`)
	}
	if in.ID == nil {
		in.ID = json.RawMessage("null")
	}
	return in, nil
}

// rawMentions are the mentions that count, in the order of the text.
func rawMentions(found data.Recognition) []rawMention {
	all := []rawMention{}
	for _, entity := range found.Entities {
		for _, m := range entity.Mentions {
			if !m.Softer {
				all = append(all, rawMention{m.Start, m.End, entity.Kind.String(), entity.Name})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b rawMention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return all
}

// errTooLong is a line of more than longestLine bytes.
var errTooLong = fmt.Errorf("it is longer than %d MB", longestLine>>20)

// inputLine is a line without its end, or why there is none.
type inputLine struct {
	text []byte
	err  error
}

// readLines reads lines ahead of their use, so that a signal needn't wait for
// the next one. After an error other than errTooLong the channel closes.
func readLines(ctx context.Context, in io.Reader) <-chan inputLine {
	const ahead = 4 // at most 16 MB each
	lines := make(chan inputLine, ahead)
	go func() {
		defer close(lines)
		input := bufio.NewReaderSize(in, 1<<16)
		for {
			text, err := readLine(input)
			if err == io.EOF {
				return
			}
			select {
			case lines <- inputLine{text, err}:
			case <-ctx.Done():
				return
			}
			if err != nil && !errors.Is(err, errTooLong) {
				return
			}
		}
	}()
	return lines
}

// readLine reads one line. One that is too long is skipped to its end, and
// takes no more memory than the limit.
func readLine(input *bufio.Reader) ([]byte, error) {
	var line []byte
	read, tooLong := 0, false
	for {
		part, err := input.ReadSlice('\n')
		read += len(part)
		if content := len(line) + len(bytes.TrimRight(part, "\r\n")); content > longestLine {
			line, tooLong = nil, true
		} else if !tooLong {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && (err != io.EOF || read == 0):
			return nil, err
		case tooLong:
			return nil, errTooLong
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}
