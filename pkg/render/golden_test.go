package render

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata")

type documentWriter func(io.Writer, Document, Options) error

var documentWriters = map[string]documentWriter{
	"text": WriteText, "markdown": WriteMarkdown, "html": WriteHTML,
}

func TestASampleDocumentLooksAsExpected(t *testing.T) {
	for name, c := range map[string]struct {
		write documentWriter
		o     Options
	}{
		"sample.txt":       {WriteText, Options{}},
		"sample_60.txt":    {WriteText, Options{Width: 60}},
		"sample_color.txt": {WriteText, Options{Color: true}},
		"sample.md":        {WriteMarkdown, Options{}},
		"sample.html":      {WriteHTML, Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, name, rendered(t, c.write, sample(), c.o))
		})
	}
}

// compare checks a text against testdata, which -update rewrites.
func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func rendered(t interface {
	Helper()
	Fatal(...any)
}, write documentWriter, d Document, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, d, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
