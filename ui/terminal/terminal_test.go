//go:build unix

package terminal_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// patience is how long anything may take before it counts as hung.
const patience = 2 * time.Minute

// program builds the whole program, once for all tests.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(folder, "dateline")
	out, err := exec.Command("go", "build", "-o", path, "dateline").CombinedOutput()
	if err != nil {
		return "", &os.PathError{Op: "go build", Path: string(out), Err: err}
	}
	return path, nil
})

// folder holds the program while the tests run.
var folder string

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "dateline-terminal-*"); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(folder) // a folder left in the system's place for such is no failure
	os.Exit(status)
}

// terminal is a pseudo-terminal with the program in it.
type terminal struct {
	t    testing.TB
	cmd  *exec.Cmd
	pty  *os.File
	done chan struct{} // closed when nothing more comes

	mu    sync.Mutex
	out   bytes.Buffer
	at    time.Time // of the last output
	parts []part    // of out, as they came
}

// part is what came at once.
type part struct {
	end int // in all that has come
	at  time.Time
}

// setup is what a program starts in.
type setup struct {
	cols, rows int
	home       string   // its data, configuration and state
	env        []string // beside the usual
	answers    bool     // the terminal answers questions
	closes     bool     // the terminal will be closed before the program ends
	path       string   // another program than ours
	args       []string
}

// start starts the program.
func start(t testing.TB, s setup) *terminal {
	t.Helper()
	path, err := s.path, error(nil)
	if path == "" {
		path, err = program()
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, s.args...)
	cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "TZ=UTC", "LC_ALL=C.UTF-8",
		"HOME="+s.home, "XDG_DATA_HOME="+s.home+"/data", "XDG_CONFIG_HOME="+s.home+"/config", "XDG_STATE_HOME="+s.home+"/state",
		"DATELINE_LIBRARY=", "DATELINE_CONFIG="), s.env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(s.cols), Rows: uint16(s.rows)})
	if err != nil {
		t.Skipf("no pseudo-terminal on this machine: %v", err)
	}
	if s.closes {
		tty = closable(t, tty)
	}
	p := &terminal{t: t, cmd: cmd, pty: tty, done: make(chan struct{}), at: time.Now()}
	go p.listen(s.answers)
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it has mostly ended long before
		_ = tty.Close()
	})
	return p
}

// closable is a file that closes at once though it is being read from: pty opens
// files whose reads block, and those are only closed when the read is over.
func closable(t testing.TB, tty *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(tty.Fd()))
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = tty.Close() // its copy stays open
	return os.NewFile(uintptr(fd), "pseudo-terminal")
}

// replies are what terminals that answer say to questions: that they know of
// whole frames and of widths by cluster, and what their background is.
var replies = map[string]string{
	"\x1b[?2026$p": "\x1b[?2026;2$y",
	"\x1b[?2027$p": "\x1b[?2027;2$y",
	"\x1b]11;?":    "\x1b]11;rgb:1515/1717/1b1b\x1b\\",
}

// listen keeps what the program writes, and answers its questions.
func (p *terminal) listen(answers bool) {
	defer close(p.done)
	buf := make([]byte, 1<<16)
	for {
		n, err := p.pty.Read(buf)
		p.mu.Lock()
		p.out.Write(buf[:n])
		if n > 0 {
			p.at = time.Now()
			p.parts = append(p.parts, part{p.out.Len(), p.at})
		}
		p.mu.Unlock()
		for question, answer := range replies {
			if answers && bytes.Contains(buf[:n], []byte(question)) {
				p.send(answer)
			}
		}
		if err != nil { // the program has closed its side
			return
		}
	}
}

// send writes what a keyboard would.
func (p *terminal) send(keys string) {
	if _, err := p.pty.WriteString(keys); err != nil {
		p.t.Logf("pressing %q: %v", keys, err)
	}
}

// since is the output from a point on, and when the last of it came.
func (p *terminal) since(from int) ([]byte, time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Clone(p.out.Bytes()[from:]), p.at
}

// shown is when the output first had a text, if it has.
func (p *terminal) shown(text string) (time.Time, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	begin := bytes.Index(p.out.Bytes(), []byte(text))
	if begin < 0 {
		return time.Time{}, false
	}
	last := slices.IndexFunc(p.parts, func(part part) bool { return part.end >= begin+len(text) })
	return p.parts[last].at, true
}

// length is how much has come.
func (p *terminal) length() int {
	out, _ := p.since(0)
	return len(out)
}

// settle waits until nothing has come for a while.
func (p *terminal) settle() { p.still(60 * time.Millisecond) }

// still waits until nothing has come for so long.
func (p *terminal) still(quiet time.Duration) {
	began := time.Now()
	for time.Since(began) < patience {
		_, at := p.since(0)
		if time.Since(at) > quiet && time.Since(began) > quiet {
			return
		}
		time.Sleep(quiet / 4)
	}
	p.t.Fatalf("output hasn't stopped in %v", patience)
}

// press sends keys one at a time, as a person does, and waits for the last.
func (p *terminal) press(keys ...string) {
	for _, k := range keys {
		p.send(k)
		time.Sleep(15 * time.Millisecond)
	}
	p.settle()
}

// await waits until the output from a point on shows all of the texts.
func (p *terminal) await(from int, texts ...string) {
	p.t.Helper()
	for began := time.Now(); time.Since(began) < patience; time.Sleep(10 * time.Millisecond) {
		if out, _ := p.since(from); holds(out, texts) {
			return
		}
	}
	out, _ := p.since(from)
	var j judge
	j.read(out)
	p.t.Fatalf("%q didn't come in %v: %.200q\n%s", texts, patience, out, j.text.String())
}

func holds(out []byte, texts []string) bool {
	for _, s := range texts {
		if !bytes.Contains(out, []byte(s)) {
			return false
		}
	}
	return true
}

// redraw has the whole screen drawn anew and answers with its text.
func (p *terminal) redraw() string {
	p.t.Helper()
	from := p.length()
	p.send("\x0c")
	p.await(from, "Dateline", "keys") // whatever was pressed before has been done by then
	p.settle()
	out, _ := p.since(from)
	var j judge
	j.read(out)
	return j.text.String()
}

// resize gives the terminal another size.
func (p *terminal) resize(cols, rows int) {
	if err := pty.Setsize(p.pty, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}); err != nil {
		p.t.Fatal(err)
	}
}

// signal sends the program a signal.
func (p *terminal) signal(s syscall.Signal) {
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Errorf("%v: %v", s, err)
	}
}

// ended waits for the end of the program and answers with its exit status.
func (p *terminal) ended() int {
	p.t.Helper()
	over := make(chan struct{})
	go func() {
		_ = p.cmd.Wait() // the status says how it ended
		close(over)
	}()
	select {
	case <-over:
	case <-time.After(patience):
		p.t.Fatalf("the program hasn't ended in %v", patience)
	}
	return p.cmd.ProcessState.ExitCode()
}

// judged judges all that was written; the program has ended.
func (p *terminal) judged() *judge {
	p.t.Helper()
	<-p.done
	out, _ := p.since(0)
	j := &judge{}
	j.read(out)
	if len(j.faults) > 0 {
		p.t.Errorf("written to the terminal:\n%s", strings.Join(j.faults, "\n"))
	}
	for _, s := range []string{"panic:", "goroutine ", "runtime error"} {
		if bytes.Contains(out, []byte(s)) {
			p.t.Errorf("%q on the terminal: %.3000s", s, out[max(0, bytes.Index(out, []byte(s))-200):])
		}
	}
	return j
}

// restored checks that the terminal is as it was before.
func (p *terminal) restored() *judge {
	p.t.Helper()
	j := p.judged()
	if l := j.left(); len(l) > 0 {
		p.t.Errorf("left in the terminal: %s", strings.Join(l, "; "))
	}
	return j
}
