package render

// Options are what the reader's side decides. The zero value is right for a
// file or a pipe.
type Options struct {
	Width int  // columns that sentences are wrapped to in text; 0 means 100. Tables are never cut
	Color bool // underline tones with terminal colours in text
	BOM   bool // start CSV with a byte order mark, for Excel on Windows
	CRLF  bool // end CSV lines with CR LF
}

const defaultWidth = 100

func (o Options) width() int {
	if o.Width <= 0 {
		return defaultWidth
	}
	return o.Width
}
