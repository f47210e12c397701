package csvscan

import "io"

// Options overrides what Open would find out by itself, and sets limits.
// The zero value is ready to use.
type Options struct {
	// Encoding forces the encoding ("utf-8", "windows-1252", "utf-16le", ...;
	// see Encodings). Empty: found out.
	Encoding string
	// Delimiter forces the delimiter, one or more bytes. Empty: sniffed among
	// comma, semicolon, tab and vertical bar.
	Delimiter string
	// Stdin is what the name "-" reads. Nil: os.Stdin.
	Stdin io.Reader
	// TempDir is where a stream longer than the sample is kept for a second
	// reading. Empty: the system's folder for temporary files.
	TempDir string
	// MaxRecord is the size in bytes of the longest record read.
	// Zero: 8 MiB.
	MaxRecord int
	// MaxRatio is the greatest size of decompressed to compressed data that is
	// read, looked at from 16 MiB up. Zero: 250.
	MaxRatio int
	// MaxExpanded is the greatest size in bytes of decompressed data.
	// Zero: 256 GiB.
	MaxExpanded int64
}

const (
	defaultMaxRecord   = 8 << 20
	defaultMaxRatio    = 250
	defaultMaxExpanded = 256 << 30
)

func (o Options) withDefaults() Options {
	if o.MaxRecord <= 0 {
		o.MaxRecord = defaultMaxRecord
	}
	if o.MaxRatio <= 0 {
		o.MaxRatio = defaultMaxRatio
	}
	if o.MaxExpanded <= 0 {
		o.MaxExpanded = defaultMaxExpanded
	}
	return o
}
