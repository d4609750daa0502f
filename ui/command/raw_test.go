package command_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"dateline/data"
	"dateline/ui/command"
)

// recogniseLines runs entities --raw on an input.
func recogniseLines(t testing.TB, in io.Reader) result {
	t.Helper()
	var out, told bytes.Buffer
	status := command.Run(t.Context(), []string{"entities", "--raw", "--json", "-"}, command.Streams{In: in, Out: &out, Err: &told}, parts())
	return result{status, out.String(), told.String()}
}

func TestRawKeepsOrderAndIds(t *testing.T) {
	const n = 3000
	var in strings.Builder
	for i := range n {
		fmt.Fprintf(&in, `{"id":%d,"text":"%s Kyiv"}`+"\n", i, strings.Repeat("x", i%97))
	}
	loads := 0
	p := parts()
	p.Recognise = func() (func(string) data.Recognition, error) { loads++; return recognise, nil }
	var out, told bytes.Buffer
	status := command.Run(t.Context(), []string{"entities", "--raw", "--json", "-"},
		command.Streams{In: strings.NewReader(in.String()), Out: &out, Err: &told}, p)
	if status != 0 || loads != 1 || told.Len() > 0 {
		t.Fatalf("status %d, the recogniser loaded %d times, %q", status, loads, told.String())
	}
	i := 0
	for line := range strings.Lines(out.String()) {
		at := i%97 + 1
		want := fmt.Sprintf(`{"id":%d,"mentions":[{"start":%d,"end":%d,"kind":"place","name":"Kyiv"}]}`+"\n", i, at, at+4)
		if line != want {
			t.Fatalf("line %d is %s, want %s", i, line, want)
		}
		i++
	}
	if i != n {
		t.Errorf("%d lines, want %d", i, n)
	}
}

func TestRawTakesTextLiterally(t *testing.T) {
	tests := map[string]string{
		"offsets are of the decoded string": `{"id":"\u00e9","text":"\u00e9\ud83d\ude00 Kyiv\u0000"}`,
		"a broken pair is U+FFFD":           `{"id":"\u00e9","text":"\ud83dabcKyiv"}`,
		"bytes that aren't UTF-8 too":       "{\"id\":\"\\u00e9\",\"text\":\"\xffabcKyiv\"}",
		"a Windows line end":                `{"id":"\u00e9","text":"        Kyiv"}` + "\r",
	}
	for name, line := range tests {
		got := recogniseLines(t, strings.NewReader(line+"\n"))
		var answer struct{ Mentions []struct{ Start, End int } }
		if err := json.Unmarshal([]byte(got.out), &answer); err != nil || got.status != 0 || len(answer.Mentions) != 1 {
			t.Errorf("%s: %+v, %v", name, got, err)
			continue
		}
		var text struct{ Text string }
		if err := json.Unmarshal([]byte(line), &text); err != nil {
			t.Fatal(err)
		}
		if m := answer.Mentions[0]; text.Text[m.Start:m.End] != "Kyiv" {
			t.Errorf("%s: %v cuts out %q", name, m, text.Text[m.Start:m.End])
		}
		if !strings.HasPrefix(got.out, `{"id":"\u00e9",`) {
			t.Errorf("%s: the id came back as %s", name, got.out)
		}
	}
}

// line is a line of JSON of n bytes.
func line(id, n int) string {
	head, tail := fmt.Sprintf(`{"id":%d,"text":"Kyiv `, id), `"}`
	return head + strings.Repeat("a", n-len(head)-len(tail)) + tail
}

func TestRawLimitsLines(t *testing.T) {
	const most = 16 << 20
	in := line(1, most) + "\n" + line(2, most+1) + "\r\n" + line(3, 100) + "\n" + line(4, most+1)
	got := recogniseLines(t, strings.NewReader(in))
	want := "dateline: standard input, line 2: it is longer than 16 MB\n" +
		"dateline: standard input, line 4: it is longer than 16 MB\n"
	if got.status != 1 || got.err != want {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	if ids := strings.Count(got.out, `{"id":1,`) + strings.Count(got.out, `{"id":3,`); ids != 2 || strings.Count(got.out, "\n") != 2 {
		t.Errorf("answers: %.300s", got.out)
	}
}

func TestRawBadLines(t *testing.T) {
	for _, bad := range []string{`{`, `[]`, `"text"`, `{"id":1}`, `{"id":1,"text":null}`, `{"id":1,"text":7}`, `{"id":1,"text":"a"} x`, "\x00"} {
		got := recogniseLines(t, strings.NewReader(line(1, 50)+"\n"+bad+"\n"+line(3, 50)))
		if got.status != 1 || !strings.HasPrefix(got.err, "dateline: standard input, line 2: it ") || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%q: status %d, %q", bad, got.status, got.err)
		}
		if strings.Count(got.out, "\n") != 2 {
			t.Errorf("%q: the other lines became %q", bad, got.out)
		}
	}
}

// TestRawAnswersAtOnce talks line by line, as a program on the other side of
// a pipe does.
func TestRawAnswersAtOnce(t *testing.T) {
	in, question := io.Pipe()
	answer, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- command.Run(t.Context(), []string{"entities", "--raw", "--json", "-"},
			command.Streams{In: in, Out: out, Err: io.Discard}, parts())
	}()
	answers := bufio.NewScanner(answer)
	for i := range 5 {
		if _, err := io.WriteString(question, line(i, 60)+"\n"); err != nil {
			t.Fatal(err)
		}
		if !answers.Scan() || !strings.HasPrefix(answers.Text(), fmt.Sprintf(`{"id":%d,`, i)) {
			t.Fatalf("question %d was answered with %q", i, answers.Text())
		}
	}
	if err := question.Close(); err != nil {
		t.Fatal(err)
	}
	if status := <-done; status != 0 {
		t.Errorf("status %d", status)
	}
}

// FuzzRaw checks that no input makes it fail in another way than by telling.
func FuzzRaw(f *testing.F) {
	f.Add(`{"id":1,"text":"Kyiv"}` + "\n\n{")
	f.Fuzz(func(t *testing.T, in string) {
		got := recogniseLines(t, strings.NewReader(in))
		if (got.status == 1) != (got.err != "") || got.status > 1 {
			t.Errorf("status %d with %q", got.status, got.err)
		}
		for l := range strings.Lines(got.out) {
			if !json.Valid([]byte(l)) {
				t.Errorf("not JSON: %q", l)
			}
		}
	})
}

// BenchmarkRaw is what the command itself costs, with a recogniser that finds
// nothing.
func BenchmarkRaw(b *testing.B) {
	text := strings.Repeat(line(1, 4000)+"\n", 250)
	p := parts()
	p.Recognise = func() (func(string) data.Recognition, error) {
		return func(string) data.Recognition { return data.Recognition{} }, nil
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		streams := command.Streams{In: strings.NewReader(text), Out: io.Discard, Err: io.Discard}
		if status := command.Run(b.Context(), []string{"entities", "--raw", "--json", "-"}, streams, p); status != 0 {
			b.Fatal(status)
		}
	}
}
