package render

import (
	"math"
	"strconv"
)

// figureDigits is how many significant digits of a result are written. The
// last of a float64's 15 to 17 differ between processors (fused multiply-add)
// and mean nothing; twelve hold ten billion to the cent.
const figureDigits = 12

// RoundFigure rounds to twelve significant digits, so that outputs do not
// differ between platforms; negative zero becomes zero. NaN and infinities
// pass through.
func RoundFigure(v float64) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return v + 0
	}
	// No error is possible: the text is a number, and the largest rounds down.
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', figureDigits-1, 64), 64)
	return rounded
}
