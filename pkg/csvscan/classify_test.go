package csvscan

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// classifyBoth runs the portable and the fast classifier over the blocks of
// text, in two calls so that the carried state is tested too.
func classifyBoth(text []byte, split int, f format) (portable, fast *classifier) {
	portable, fast = new(classifier), new(classifier)
	for _, run := range []struct {
		k  *classifier
		fn func([]byte, *classifier)
	}{{portable, classifyPortable}, {fast, classify}} {
		run.k.reset(f)
		run.fn(text[:split*blockSize], run.k)
		run.fn(text[split*blockSize:], run.k)
	}
	return portable, fast
}

func FuzzClassifierTwinsAgree(f *testing.F) {
	f.Add([]byte("a,b\n\"x\"\"y\",\"z\n\"\r\n5\" pipe,\x00,é\n"), byte(','), 1)
	f.Add(bytes.Repeat([]byte("\"a\",\"\"\"\"\r\n"), 40), byte(';'), 2)
	f.Fuzz(func(t *testing.T, text []byte, delim byte, split int) {
		if len(text) > sliceSize || delim >= 0x80 {
			t.Skip("longer than a slice, or no delimiter of one byte")
		}
		for len(text)%blockSize != 0 || len(text) == 0 {
			text = append(text, ' ')
		}
		blocks := len(text) / blockSize
		split = ((split % blocks) + blocks) % blocks
		p, q := classifyBoth(text, split, format{delim: []byte{delim}, eol: '\n'})
		// A NUL is told by any bit.
		if (p.nul != 0) != (q.nul != 0) || (p.nul != 0) != (bytes.IndexByte(text, 0) >= 0) {
			t.Fatalf("NUL: portable %x, fast %x", p.nul, q.nul)
		}
		p.nul, q.nul = 0, 0
		if *p != *q {
			t.Fatalf("classifiers differ for %q split at block %d", text, split)
		}
	})
}

func TestNoBrokenCharacterPassesUnseen(t *testing.T) {
	for name, body := range map[string]func([]byte, *classifier){"portable": classifyPortable, "fast": classify} {
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
