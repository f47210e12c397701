package render

// A Document is a result made readable: a title and what stands below it.
type Document struct {
	Title  string  // one line without a full stop; may be empty
	Blocks []Block // in reading order
}

// Add appends blocks.
func (d *Document) Add(blocks ...Block) { d.Blocks = append(d.Blocks, blocks...) }

// A Block is one of [Heading], [Paragraph], [Table], [Picture], [Notes] and
// [Warnings].
type Block interface{ block() }

// A Heading opens a section.
type Heading struct {
	Text  string
	Level int // 1 is a section, 2 a part of one; 0 means 1
}

// A Paragraph is one or more whole sentences, wrapped by the renderer.
type Paragraph string

// Notes are footnotes: how a figure was computed, what is left out. Marks
// such as * are written by the author, here and in the cells they belong to.
type Notes []string

// Warnings say what makes the result less sure than it looks. They carry the
// word "warning" in every format, so that colour is never needed.
type Warnings []string

// A Picture is a chart and the words that replace it where none can be shown.
type Picture struct {
	Name string // file name, as seen from the document; empty if it has no file of its own
	Alt  string // what the picture shows, in a sentence
	Data []byte // PNG or SVG; only HTML needs it
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Table) block()     {}
func (Picture) block()   {}
func (Notes) block()     {}
func (Warnings) block()  {}
