package render

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestFiguresAreWrittenAsPeopleReadThem(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct{ name, got, want string }{
		{"a small count", FormatCount(7), "7"},
		{"thousands are grouped", FormatCount(1234567), "1,234,567"},
		{"a full group has no leading comma", FormatCount(-123456), "-123,456"},
		{"the smallest integer", FormatCount(math.MinInt64), "-9,223,372,036,854,775,808"},
		{"decimals are kept", FormatNumber(1234.5, 2), "1,234.50"},
		{"a half is rounded away from zero", FormatNumber(2.5, 0), "3"},
		{"a negative half too", FormatNumber(-2.5, 0), "-3"},
		{"a half that binary cannot hold", FormatNumber(1.005, 2), "1.01"},
		{"less than a half is rounded down", FormatNumber(1.00499, 2), "1.00"},
		{"the last bits do not decide", FormatNumber(0.1+0.2-0.05, 1), "0.3"},
		{"negative zero is zero", FormatNumber(math.Copysign(0, -1), 1), "0.0"},
		{"what rounds to zero has no sign", FormatNumber(-0.004, 2), "0.00"},
		{"a whole number above the exact range", FormatNumber(1<<53, 0), "9,007,199,254,740,992"},
		{"money has no decimals", FormatMoney(1234567.5), "1,234,568"},
		{"NaN", FormatMoney(nan), "n/a"},
		{"infinity", FormatNumber(-inf, 1), "n/a"},
		{"percent of NaN", FormatPercent(nan, 1), "n/a"},
		{"change of infinity", FormatChange(inf, 1), "n/a"},
		{"ratio of NaN", FormatRatio(nan), "n/a"},
		{"compact NaN", FormatCompact(nan), "n/a"},
		{"compact infinity", FormatCompact(inf), "n/a"},
		{"a percentage", FormatPercent(0.243, 1), "24.3 %"},
		{"a rise", FormatChange(0.1, 0), "+10 %"},
		{"a fall", FormatChange(-0.03, 0), "-3 %"},
		{"no change has no sign", FormatChange(0.0001, 0), "0 %"},
		{"a ratio", FormatRatio(1.1 / 1.05), "x1.048"},
		{"compact below a thousand", FormatCompact(950), "950"},
		{"compact thousands", FormatCompact(12345), "12.3k"},
		{"compact drops empty decimals", FormatCompact(1.2e6), "1.2M"},
		{"compact at a round number", FormatCompact(100e6), "100M"},
		{"compact never shows four digits", FormatCompact(999999), "1M"},
		{"compact just under a million", FormatCompact(999499), "999k"},
		{"compact loss", FormatCompact(-2.5e9), "-2.5B"},
		{"compact beyond trillions", FormatCompact(1.5e15), "1,500T"},
		{"a span", FormatSpan(day("2026-01-01"), day("2026-03-31")), "2026-01-01 to 2026-03-31"},
		{"a span of one day", FormatSpan(day("2026-01-01"), day("2026-01-01")), "2026-01-01"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, c.got, c.want)
		}
	}
}

type day string

func (d day) String() string { return string(d) }

func TestCellsOfUndefinedFiguresAreUnknown(t *testing.T) {
	nan := math.NaN()
	known := 2.0
	for name, c := range map[string]struct{ got, want Cell }{
		"number":                 {Number(nan, 1), Unknown()},
		"money":                  {Money(nan), Unknown()},
		"compact money":          {MoneyCompact(nan), Unknown()},
		"percent":                {Percent(nan, 1), Unknown()},
		"change":                 {Change(nan, 1), Unknown()},
		"ratio":                  {Ratio(nan), Unknown()},
		"interval of nothing":    {Interval(Percent(nan, 1), Percent(0.1, 1), Percent(0.2, 1)), Unknown()},
		"a missing pointer":      {Maybe(nil, Money), Unknown()},
		"a pointer to a figure":  {Maybe(&known, Money), Cell{Text: "2", Kind: KindMoney}},
		"a known value is known": {Ratio(known), Cell{Text: "x2.000", Kind: KindRatio}},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, c.got, c.want)
		}
	}
}

func TestAnIntervalNamesItsUnitOnce(t *testing.T) {
	got := Interval(Percent(0.243, 1), Percent(0.181, 1), Percent(0.31, 1)).String()
	if want := "24.3 % [18.1, 31.0]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got = Interval(Money(1500), Money(900), Unknown()).String()
	if want := "1,500 [900, n/a]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRoundedFiguresStayWithinTheirLastDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e300, 1e300).Draw(t, "v")
		r := RoundFigure(v)
		if math.Abs(r-v) > math.Abs(v)*0.5000001e-11 {
			t.Fatalf("%v became %v", v, r)
		}
		if again := RoundFigure(r); again != r {
			t.Fatalf("%v rounds to %v and that to %v", v, r, again)
		}
	})
}

func TestNeighbouringFloatsAreWrittenAlike(t *testing.T) {
	for _, v := range []float64{0.1, 1.0 / 3, 2.0 / 3, 77548570.20, 10005534, 1e-9} {
		if up := math.Nextafter(v, 2*v); RoundFigure(up) != RoundFigure(v) {
			t.Errorf("%v and its neighbour differ after rounding", v)
		}
	}
	if got := RoundFigure(math.MaxFloat64); math.IsInf(got, 0) {
		t.Error("the largest float became infinite")
	}
	if got := RoundFigure(math.Copysign(0, -1)); math.Signbit(got) {
		t.Error("negative zero kept its sign")
	}
}
