package main

import (
	"bufio"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// writeFeeds writes n articles as the items of RSS files: each has as many, and
// articles that follow one another in time are in different ones.
func writeFeeds(dir string, r recipe, n, feeds int) error {
	for feed := range feeds {
		if err := writeFeed(filepath.Join(dir, fmt.Sprintf("%04d.xml", feed)), r, feed, n, feeds); err != nil {
			return err
		}
	}
	return nil
}

func writeFeed(path string, r recipe, feed, n, feeds int) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closing := file.Close(); err == nil {
			err = closing
		}
	}()
	out := bufio.NewWriter(file)
	fmt.Fprintf(out, "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Feed %d</title><link>https://feed%d.example/</link>\n", feed, feed)
	for number := feed; number < n; number += feeds {
		w := r.write(number)
		body := "<p>" + strings.ReplaceAll(html.EscapeString(strings.TrimSpace(w.text.String())), "\n\n", "</p>\n<p>") + "</p>"
		fmt.Fprintf(out, "<item><title>%s</title><link>https://feed%d.example/%d</link><guid>%d</guid><author>%s</author><pubDate>%s</pubDate>\n<description>%s</description></item>\n",
			html.EscapeString(w.title), feed, number, number, html.EscapeString(w.byline), w.published.Format(time.RFC1123Z), html.EscapeString(body))
	}
	fmt.Fprintln(out, "</channel></rss>")
	return out.Flush()
}
