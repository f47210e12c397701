package csvscan

import (
	"bytes"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"
)

func TestSingleByteDecodesAsCharmapDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		maps := []*charmap.Charmap{charmap.Windows1252, charmap.Windows1251, charmap.ISO8859_15, charmap.CodePage850, charmap.Macintosh}
		c := rapid.SampledFrom(maps).Draw(rt, "charmap")
		text := rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(rt, "bytes")
		text = append(bytes.Repeat([]byte("plain text "), rapid.IntRange(0, 800).Draw(rt, "before")), text...)
		want, _, err := transform.Bytes(c.NewDecoder(), text)
		if err != nil {
			rt.Fatal(err)
		}
		got, _, err := transform.Bytes(singleByte{Charmap: c}, text)
		if err != nil || !bytes.Equal(got, want) {
			rt.Fatalf("got %q, %v\nwant %q", got, err, want)
		}
	})
}
