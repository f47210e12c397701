package render

import (
	"bytes"
	_ "embed" // the page and its style
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:embed page.gohtml
var pageSource string

//go:embed page.css
var pageStyle string

var page = sync.OnceValues(func() (*template.Template, error) {
	return template.New("page").Parse(pageSource)
})

// WriteHTML writes a document as one page that needs nothing else: style and
// pictures inside, no script, nothing fetched. It prints well.
func WriteHTML(w io.Writer, d Document, _ Options) error {
	t, err := page()
	if err != nil {
		return err
	}
	blocks := make([]htmlBlock, len(d.Blocks))
	for i, b := range d.Blocks {
		if blocks[i], err = newHTMLBlock(b); err != nil {
			return err
		}
	}
	var out bytes.Buffer
	err = t.Execute(&out, htmlPage{visible(d.Title), template.CSS(pageStyle), isWide(d), blocks})
	if err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

type htmlPage struct {
	Title  string
	Style  template.CSS
	Wide   bool // printed across the paper, where a wide table would be cut
	Blocks []htmlBlock
}

func isWide(d Document) bool {
	const upright = 8 // columns that fit on A4 upright
	return slices.ContainsFunc(d.Blocks, func(b Block) bool {
		t, ok := b.(Table)
		return ok && len(t.Columns) > upright
	})
}

// htmlBlock has one field set.
type htmlBlock struct {
	Section, Part, Paragraph string
	Notes, Warnings          []string
	Table                    *htmlTable
	Picture                  *htmlPicture
}

func newHTMLBlock(b Block) (htmlBlock, error) {
	switch b := b.(type) {
	case Heading:
		if b.Level > 1 {
			return htmlBlock{Part: visible(b.Text)}, nil
		}
		return htmlBlock{Section: visible(b.Text)}, nil
	case Paragraph:
		return htmlBlock{Paragraph: htmlText(string(b))}, nil
	case Notes:
		return htmlBlock{Notes: htmlTexts(b)}, nil
	case Warnings:
		return htmlBlock{Warnings: htmlTexts(b)}, nil
	case Picture:
		p, err := newHTMLPicture(b)
		return htmlBlock{Picture: p}, err
	case Table:
		t, err := newHTMLTable(b)
		return htmlBlock{Table: t}, err
	}
	return htmlBlock{}, fmt.Errorf("a document cannot hold a %T", b)
}

// A browser must not tear a figure from its unit either.
var unbroken = strings.NewReplacer(" %", "\u00a0%", " = ", "\u00a0=\u00a0")

func htmlText(s string) string { return unbroken.Replace(visible(s)) }

func htmlTexts(sentences []string) []string {
	out := make([]string, len(sentences))
	for i, s := range sentences {
		out[i] = htmlText(s)
	}
	return out
}

type htmlPicture struct {
	Source template.URL
	Alt    string
}

func newHTMLPicture(p Picture) (*htmlPicture, error) {
	mime, err := pictureType(p)
	if err != nil {
		return nil, err
	}
	source := "data:" + mime + ";base64," + base64.StdEncoding.EncodeToString(p.Data)
	return &htmlPicture{template.URL(source), visible(p.Alt)}, nil
}

// pictureType tells PNG from SVG by content. An SVG inside an img element
// can neither run a script nor fetch anything.
func pictureType(p Picture) (string, error) {
	switch head := p.Data[:min(len(p.Data), 512)]; {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png", nil
	case bytes.Contains(head, []byte("<svg")):
		return "image/svg+xml", nil
	}
	return "", fmt.Errorf("picture %q is neither PNG nor SVG", p.Name)
}
