// Package chart draws the pictures of the product from plain inputs: no sales logic, no clock, no files.
//
// Every picture is a struct: a [Caption] already worded by the caller, numbers with a [Unit], and the data in the
// order in which it is to be shown. [Render] turns any of them into PNG, SVG or PDF bytes:
//
//	d, err := chart.Render(chart.Caterpillar{...}, chart.Options{Format: chart.SVG})
//
// All pictures keep one look: the title says what is seen, context is grey, one accent carries the message, labels
// stand beside the marks instead of in a legend, colours are those of Okabe and Ito (2008) and never speak alone:
// shape and word say the same. Source and method stand in the foot.
//
// # Missing and impossible values
//
// In a list of values NaN means missing: a line breaks there and nothing is drawn. An optional single value is a
// pointer, nil for none. Infinite values and values beyond 1e30 are refused with an error. A picture without any
// data is drawn with its caption and the words "no data", and carries a warning with [CodeEmpty].
//
// # Text
//
// Text is normalised to Unicode NFC. A character which neither the built-in Liberation Sans nor the fallback font
// holds is shown as "?" and reported once per picture. Right-to-left scripts are drawn in logical order: there is
// no shaping and no bidirectional layout. In SVG the font is named, not embedded; in PDF text is drawn as outlines,
// so every name shows on every machine, but text cannot be searched.
//
// # Same input, same bytes
//
// SVG and PDF bytes depend on the input alone. PNG pixels are the same on one machine; processors with fused
// multiply-add differ by a few pixels in the last bits.
//
// The package draws on gonum/plot's canvas layer (vg, vg/draw, font) and leaves its Plot type aside: that type reads a
// package-global default font and its default ticks do not return on a range that is not finite.
package chart
