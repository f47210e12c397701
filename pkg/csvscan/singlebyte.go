package csvscan

import (
	"encoding/binary"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// singleByte decodes an encoding of one byte a character, copying runs of
// ASCII whole: the decoder of package charmap goes byte by byte, at a third of
// the speed.
type singleByte struct {
	transform.NopResetter
	*charmap.Charmap
}

// Transform implements transform.Transformer.
func (s singleByte) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		n := asciiRun(src[nSrc:min(len(src), nSrc+len(dst)-nDst)])
		copy(dst[nDst:], src[nSrc:nSrc+n])
		nDst, nSrc = nDst+n, nSrc+n
		if nSrc == len(src) {
			break
		}
		r := s.DecodeByte(src[nSrc])
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc++
	}
	return nDst, nSrc, nil
}

// asciiRun is the number of ASCII bytes that text starts with.
func asciiRun(text []byte) int {
	n := 0
	for ; n+8 <= len(text); n += 8 {
		if binary.LittleEndian.Uint64(text[n:])&highs != 0 {
			break
		}
	}
	for n < len(text) && text[n] < utf8.RuneSelf {
		n++
	}
	return n
}
