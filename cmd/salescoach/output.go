package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/atomicfile"
	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/report"
)

// output holds the flags that say where a result goes and in which form.
type output struct {
	format, color enum
	file, chart   string
	font          string
	width         int
	bom           bool
	pseudonymize  bool
}

// bind adds the flags to a command; pictures tells whether it draws.
func (o *output) bind(cmd *cobra.Command, pictures bool) {
	f := cmd.Flags()
	bindEnum(cmd, &o.format, "format", "form of the result (by the ending of --output where that is given)", "text", "json", "csv", "markdown", "html")
	f.StringVarP(&o.file, "output", "o", "", "write the result to `FILE` instead of standard output")
	bindEnum(cmd, &o.color, "color", "colours in text", "auto", "always", "never")
	f.IntVar(&o.width, "width", 0, "wrap sentences at `N` columns (default: the terminal's width, else 100)")
	f.BoolVar(&o.bom, "bom", false, "begin CSV with a byte order mark, for spreadsheets on Windows")
	f.BoolVar(&o.pseudonymize, "pseudonymize", false, "replace people's names by Rep 1, Rep 2, ...")
	if pictures {
		f.StringVar(&o.chart, "chart", "", "draw the result to `FILE`.png, .svg or .pdf")
		f.StringVar(&o.font, "font", "", "TrueType `FILE` for characters that the built-in font lacks")
	}
}

var formatByEnding = map[string]string{
	".json": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text",
}

// check refuses wrong flags before any file is read.
func (o *output) check(cmd *cobra.Command) error {
	if ending := formatByEnding[strings.ToLower(filepath.Ext(o.file))]; ending != "" && !cmd.Flags().Changed("format") {
		o.format.value = ending
	}
	if o.chart == "" {
		return nil
	}
	if _, err := chart.FormatOf(o.chart); err != nil {
		return badUsage("", "--chart: %w", err)
	}
	return nil
}

// needsDigests tells whether the digests of the input files are printed.
func (o *output) needsDigests() bool { return o.format.value == "json" }

// write puts out a result: the picture first, so that a failure leaves no
// result behind that promises one.
func (p *program) write(o *output, result report.Output, warnings []funnel.Warning) error {
	if o.chart != "" {
		if err := p.draw(o, result.Picture); err != nil {
			return err
		}
	}
	if !p.quiet {
		for _, w := range warnings {
			fmt.Fprintf(p.err, "salescoach: warning: %s\n", w.Message)
		}
	}
	if err := p.illustrate(o, &result); err != nil {
		return err
	}
	if o.file == "" || o.file == "-" {
		return o.render(p.out, p.renderOptions(o), result, warnings)
	}
	var text bytes.Buffer
	if err := o.render(&text, render.Options{Width: o.width, BOM: o.bom}, result, warnings); err != nil {
		return err
	}
	return atomicfile.Write(o.file, text.Bytes())
}

// illustrate puts the main picture into a page that can show it, behind the
// opening sentences.
func (p *program) illustrate(o *output, result *report.Output) error {
	if o.format.value != "html" || result.Picture == nil {
		return nil
	}
	drawing, err := p.drawing(o.font, "picture.svg", result.Picture)
	if err != nil {
		return err
	}
	at := 0
	for at < len(result.Document.Blocks) {
		if _, sentence := result.Document.Blocks[at].(render.Paragraph); !sentence {
			break
		}
		at++
	}
	picture := render.Picture{Alt: drawing.Alt, Data: drawing.Data}
	result.Document.Blocks = slices.Insert(slices.Clone(result.Document.Blocks), at, render.Block(picture))
	return nil
}

func (p *program) renderOptions(o *output) render.Options {
	opts := render.Options{Width: o.width, BOM: o.bom, Color: o.color.value == "always"}
	if opts.Width == 0 {
		opts.Width = width(p.out)
	}
	if _, ok := terminalOf(p.out); ok && o.color.value == "auto" {
		opts.Color = p.env("NO_COLOR") == "" && p.env("TERM") != "dumb"
	}
	return opts
}

func (o *output) render(w io.Writer, opts render.Options, result report.Output, warnings []funnel.Warning) error {
	switch o.format.value {
	case "json":
		return render.WriteJSON(w, result.JSON)
	case "csv":
		if result.Header != nil {
			return render.WriteRecords(w, result.Header, result.Records, opts)
		}
		return render.WriteCSV(w, result.Rows, opts)
	case "markdown":
		return render.WriteMarkdown(w, withWarnings(result.Document, warnings), opts)
	case "html":
		return render.WriteHTML(w, withWarnings(result.Document, warnings), opts)
	}
	return render.WriteText(w, result.Document, opts)
}

// withWarnings adds the warnings to a document that will be read apart from
// the standard error of the run that made it.
func withWarnings(d render.Document, warnings []funnel.Warning) render.Document {
	var texts render.Warnings
	for _, w := range warnings {
		texts = append(texts, w.Message)
	}
	if len(texts) > 0 {
		d.Blocks = append(append([]render.Block{}, d.Blocks...), texts)
	}
	return d
}

func (p *program) draw(o *output, picture chart.Picture) error {
	if picture == nil {
		return dataError{"there is nothing to draw", ""}
	}
	drawing, err := p.drawing(o.font, o.chart, picture)
	if err != nil {
		return err
	}
	return atomicfile.Write(o.chart, drawing.Data)
}

// drawing draws in the format that the file name asks for and passes the
// warnings on.
func (p *program) drawing(font, name string, picture chart.Picture) (chart.Drawing, error) {
	format, err := chart.FormatOf(name)
	if err != nil {
		return chart.Drawing{}, err
	}
	opts := chart.Options{Format: format, DPI: 192}
	if font != "" {
		if opts.FallbackFont, err = os.ReadFile(font); err != nil {
			return chart.Drawing{}, err
		}
	}
	drawing, err := chart.Render(picture, opts)
	if err != nil {
		return chart.Drawing{}, err
	}
	for _, w := range drawing.Warnings {
		if !p.quiet {
			fmt.Fprintf(p.err, "salescoach: warning: %s: %s\n", name, w.Message)
		}
	}
	return drawing, nil
}
