// Command conformance reads the cases of a folder's cases.jsonl as a fetcher
// would hand them on, and writes what the parsers make of each to standard
// output, one JSON object a line, for score.py in that folder:
//
//	go run ./feed/conformance ../shared/data/feedcases >results.jsonl
//	python3 ../shared/data/feedcases/score.py results.jsonl --profile reader
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: conformance FOLDER")
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	err := run(os.Args[1], out)
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}
