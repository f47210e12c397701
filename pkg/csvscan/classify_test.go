package csvscan

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// classifyBy runs a classifier over the blocks of text, in two calls so that
// the carried state is tested too.
func classifyBy(body func([]byte, *classifier), text []byte, split int, f format) *classifier {
	k := new(classifier)
	k.reset(f)
	body(text[:split*blockSize], k)
	seps, odd := k.seps, k.odd
	body(text[split*blockSize:], k)
	// The second call writes from the first mask on: both are wanted.
	copy(k.seps[len(text)/blockSize:], seps[:split])
	copy(k.odd[len(text)/blockSize:], odd[:split])
	return k
}

func FuzzClassifierTwinsAgree(f *testing.F) {
	f.Add([]byte("a,b\n\"x\"\"y\",\"z\n\"\r\n5\" pipe,\x00,é\n"), byte(','), 1)
	f.Add(bytes.Repeat([]byte("\"a\",\"\"\"\"\r\n"), 40), byte(';'), 2)
	f.Fuzz(func(t *testing.T, text []byte, delim byte, split int) {
		if len(text) > sliceSize/2 || delim >= 0x80 {
			t.Skip("longer than half a slice, or no delimiter of one byte")
		}
		for len(text)%blockSize != 0 || len(text) == 0 {
			text = append(text, ' ')
		}
		blocks := len(text) / blockSize
		split = ((split % blocks) + blocks) % blocks
		how := format{delim: []byte{delim}, eol: '\n'}
		p := classifyBy(classifyPortable, text, split, how)
		if (p.nul != 0) != (bytes.IndexByte(text, 0) >= 0) {
			t.Fatalf("NUL: %x", p.nul)
		}
		for name, body := range classifiers() {
			q := classifyBy(body, text, split, how)
			if (p.nul != 0) != (q.nul != 0) { // told by any bit
				t.Fatalf("NUL: portable %x, %s %x", p.nul, name, q.nul)
			}
			q.nul = p.nul
			if *p != *q {
				t.Fatalf("%s differs for %q split at block %d", name, text, split)
			}
		}
	})
}

func TestNoBrokenCharacterPassesUnseen(t *testing.T) {
	for name, body := range classifiers() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				piece := rapid.SampledFrom([]string{"a", "plain text, ", "é", "ß", "€", "𝄞", "\xc3", "\xa9", "\xc0\xaf", "\xc1", "\xe0", "\xdf\xbf", "\xc2\x80"})
				text := []byte(strings.Join(rapid.SliceOfN(piece, 1, 80).Draw(t, "pieces"), ""))
				for len(text)%blockSize != 0 {
					text = append(text, ' ')
				}
				k := new(classifier)
				k.reset(format{delim: []byte{','}, eol: '\n'})
				body(text, k)
				seen := slices.ContainsFunc(k.odd[:], func(m uint64) bool { return m != 0 })
				if !utf8.Valid(text) && !seen {
					t.Fatalf("%q is passed", text)
				}
				if only := strings.Trim(string(text), "aplintex, éß"); only == "" && len(text) == blockSize && seen {
					t.Fatalf("%q need not be looked at", text)
				}
			})
		})
	}
}
