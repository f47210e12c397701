package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
)

// errNotFinite is a fault of the analysis, not of the input: what is
// undefined must have been said as such.
var errNotFinite = errors.New("the result holds a figure that is not finite; an undefined one must be null")

// WriteJSON writes a result as JSON for scripts: two spaces of indent, < > and
// & as they are, a line end after the last brace. Fractions are rounded by
// [RoundFigure]; whole numbers keep every digit; NaN and infinities are an
// error and write nothing.
func WriteJSON(w io.Writer, result any) error {
	var encoded bytes.Buffer
	enc := json.NewEncoder(&encoded)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(result); err != nil {
		if _, ok := errors.AsType[*json.UnsupportedValueError](err); ok {
			return errNotFinite
		}
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, roundNumbers(encoded.Bytes()), "", "  "); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// roundNumbers rewrites the numbers of an encoded JSON text. Doing it there
// catches every float, whichever type or marshaller it came from.
func roundNumbers(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		n := 1
		switch c := text[0]; {
		case c == '"':
			n = stringLength(text)
			out = append(out, text[:n]...)
		case c == '-' || c >= '0' && c <= '9':
			n = numberLength(text)
			out = append(out, roundNumber(text[:n])...)
		default:
			out = append(out, c)
		}
		text = text[n:]
	}
	return out
}

func stringLength(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

func numberLength(text []byte) int {
	n := 0
	for n < len(text) && bytes.IndexByte([]byte("+-.eE0123456789"), text[n]) >= 0 {
		n++
	}
	return n
}

func roundNumber(number []byte) []byte {
	if !bytes.ContainsAny(number, ".eE") {
		if string(number) == "-0" {
			return []byte("0")
		}
		return number
	}
	v, err := strconv.ParseFloat(string(number), 64)
	if err != nil {
		return number
	}
	rounded, err := json.Marshal(RoundFigure(v))
	if err != nil {
		return number
	}
	return rounded
}
