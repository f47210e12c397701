package render

// A Cell is what a table shows at one place, and what it means.
type Cell struct {
	Text      string // the figure or words, already formatted
	Low, High string // of an interval: the bounds without their unit
	Kind      Kind
	Tone      Tone
}

// Kind is what a cell or column holds.
type Kind uint8

// The kinds of cells. KindUnknown is a figure that does not exist or cannot
// be computed; it is not zero.
const (
	KindText Kind = iota
	KindCount
	KindNumber
	KindMoney
	KindPercent
	KindRatio
	KindInterval
	KindUnknown
)

// Tone is a judgement that colour may underline. The words of the cell say it
// too: colour is never the only carrier.
type Tone uint8

// The tones, named after the tiers.
const (
	ToneNone Tone = iota
	ToneTop
	ToneMediocre
	TonePoor
	ToneUncertain
)

// Text is a cell of words.
func Text(s string) Cell { return Cell{Text: s} }

// Count is a whole number: 1,234.
func Count(n int64) Cell { return Cell{Text: FormatCount(n), Kind: KindCount} }

// Number is a figure with a fixed number of decimals: 1,234.5.
func Number(v float64, decimals int) Cell {
	return figure(FormatNumber(v, decimals), KindNumber)
}

// Money is an amount in whole currency units: 1,234,567.
func Money(v float64) Cell { return figure(FormatMoney(v), KindMoney) }

// MoneyCompact is an amount of about three digits: 1.23M.
func MoneyCompact(v float64) Cell { return figure(FormatCompact(v), KindMoney) }

// Percent shows a fraction (0.243) as a percentage (24.3 %).
func Percent(fraction float64, decimals int) Cell {
	return figure(FormatPercent(fraction, decimals), KindPercent)
}

// Change shows a relative change (0.1) with its sign (+10 %).
func Change(fraction float64, decimals int) Cell {
	return figure(FormatChange(fraction, decimals), KindPercent)
}

// Ratio shows a factor: x1.048.
func Ratio(v float64) Cell { return figure(FormatRatio(v), KindRatio) }

// Interval is a figure with the bounds of its interval: 24.3 % [18.1, 31.0].
// Where the figure itself is unknown so is the cell; an unknown bound is
// shown as such.
func Interval(value, low, high Cell) Cell {
	if value.Kind == KindUnknown {
		return value
	}
	value.Low, value.High = withoutUnit(low.Text), withoutUnit(high.Text)
	value.Kind = KindInterval
	return value
}

// Unknown is the cell of a figure that does not exist: n/a.
func Unknown() Cell { return Cell{Text: NotAvailable, Kind: KindUnknown} }

// Maybe formats a figure that may be missing (nil).
func Maybe(v *float64, format func(float64) Cell) Cell {
	if v == nil {
		return Unknown()
	}
	return format(*v)
}

// WithTone is the cell with a judgement.
func (c Cell) WithTone(t Tone) Cell {
	c.Tone = t
	return c
}

// String is the whole cell as read: value and interval.
func (c Cell) String() string {
	if c.Kind != KindInterval {
		return c.Text
	}
	return c.Text + " " + c.bounds()
}

func (c Cell) bounds() string { return "[" + c.Low + ", " + c.High + "]" }

func figure(text string, kind Kind) Cell {
	if text == NotAvailable {
		return Unknown()
	}
	return Cell{Text: text, Kind: kind}
}
