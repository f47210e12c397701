package crm

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func numberEvidence(cells ...string) *NumberEvidence {
	e := new(NumberEvidence)
	for _, c := range cells {
		e.Add([]byte(c))
	}
	return e
}

func TestANumberIsReadInEverySpellingThatExportsUse(t *testing.T) {
	tests := []struct {
		cell    string
		decimal Decimal
		want    string
	}{
		{"1234", Point, "1234"},
		{"1234.56", Point, "1234.56"},
		{"0", Point, "0"},
		{"-98802.02", Point, "-98802.02"},
		{"9225.225", Point, "9225.225"},
		{".0000", Point, "0"},
		{".5", Point, "0.5"},
		{"1.", Point, "1"},
		{"4100.0000", Point, "4100"},
		{"559697.5639", Point, "559697.5639"},
		{"0.00005", Point, "0.0001"},
		{"0.00004", Point, "0"},
		{"1,234.56", Point, "1234.56"},
		{"1,234", Point, "1234"},
		{"1,234", Comma, "1.234"},
		{"1,234,567", Point, "1234567"},
		{"12,34,567.50", Point, "1234567.5"},
		{"1.234,56", Comma, "1234.56"},
		{"1.234.567", Comma, "1234567"},
		{"12 500,50", Comma, "12500.5"},
		{"12\u00a0500,50", Comma, "12500.5"},
		{"12\u202f500,50", Comma, "12500.5"},
		{"1'234.50", Point, "1234.5"},
		{"1\u2019234.50", Point, "1234.5"},
		{"1'234.-", Point, "1234"},
		{"1.234,--", Comma, "1234"},
		{"$1,500,000.00 ", Point, "1500000"},
		{"$500,000", Point, "500000"},
		{"$3.972.451", Comma, "3972451"},
		{"1.234,56 €", Comma, "1234.56"},
		{"€ 1.234,56", Comma, "1234.56"},
		{"EUR 1.234,56", Comma, "1234.56"},
		{"1,234.56 USD", Point, "1234.56"},
		{"USD1,234.56", Point, "1234.56"},
		{"R$ 1.234,56", Comma, "1234.56"},
		{"Rs. 1,234", Point, "1234"},
		{"1 234 kr", Comma, "1234"},
		{"CHF 1'234.50", Point, "1234.5"},
		{"(1,234.50)", Point, "-1234.5"},
		{"($1,234.50)", Point, "-1234.5"},
		{"-$5.00", Point, "-5"},
		{"$-5.00", Point, "-5"},
		{"5.00-", Point, "-5"},
		{"\u22125.00", Point, "-5"},
		{"'-5.00", Point, "-5"},
		{"+5", Point, "5"},
		{"50%", Point, "0.5"},
		{"12,5 %", Comma, "0.125"},
		{"1e3", Point, "1000"},
		{"1.5E-2", Point, "0.015"},
		{"922337203685477.5807", Point, "922337203685477.5807"},
		{"-922337203685477.5807", Point, "-922337203685477.5807"},
	}
	for _, x := range tests {
		f := NumberFormat{decimal: x.decimal}
		v, ok := f.Parse([]byte(x.cell))
		if !ok || v.String() != x.want {
			t.Errorf("%q by decimal %s is %s (%v), want %s", x.cell, x.decimal, v, ok, x.want)
		}
	}
}

func TestWhatIsNoNumberIsRefused(t *testing.T) {
	for _, cell := range []string{"", " ", "-", "$", "$-", ".", ",", "NULL", "abc", "1a", "a1", "1,23.4", "1,2345", "12,34", "1,,234", "1 2", "1.2.3",
		"1,234 567", "0,123", "--5", "-(5)", "5%%", "1e", "1e999", "2.4142E+18", "922337203685477.5808", "99999999999999999999", "1.5.", "$5€", "5 ABC",
		"Sin_Factura", "2024-01-02", "0x10", "1_000", "١٢٣", "Infinity", "NaN", "1/2", "()", "(5", "%", "1e3e3", "1,234e3"} {
		f := NumberFormat{decimal: Point}
		if v, ok := f.Parse([]byte(cell)); ok {
			t.Errorf("%q was read as %s", cell, v)
		}
	}
}

func TestTheDecimalMarkIsDecidedByTheColumn(t *testing.T) {
	tests := []struct {
		name  string
		cells []string
		want  Decimal
	}{
		{"nothing tells", []string{"1", "22", "333"}, Point},
		{"two decimals behind a point", []string{"1,234", "5.50"}, Point},
		{"two decimals behind a comma", []string{"1.234", "5,50"}, Comma},
		{"two groups", []string{"$500,000", "$1,500,000"}, Point},
		{"two groups by points", []string{"$972.451", "$3.972.451"}, Comma},
		{"four digits before a comma", []string{"1234,567"}, Comma},
		{"both marks in one cell", []string{"1.234,56"}, Comma},
		{"a zero before three decimals", []string{"0.123"}, Point},
		{"one damaged cell among many", append(repeat("1.5", 60), "1,5"), Point},
	}
	for _, x := range tests {
		f, err := numberEvidence(x.cells...).Decide(NumberOptions{})
		if err != nil || f.Decimal() != x.want {
			t.Errorf("%s: %s, %v, want %s", x.name, f.Decimal(), err, x.want)
		}
	}
}

func TestNumbersThatAllowTwoReadingsAreRefusedWithBoth(t *testing.T) {
	_, err := numberEvidence("1,234", "5", "2,500", "").Decide(NumberOptions{})
	var e *FormatError
	if !errors.As(err, &e) || e.Trouble != TwoReadings {
		t.Fatalf("%v", err)
	}
	text := e.Error() + " " + e.Hint()
	for _, part := range []string{`"1,234"`, "1234 (decimal point)", "1.234 (decimal comma)", "--decimal point", "--decimal comma"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
	for mark, want := range map[Decimal]string{Point: "1234", Comma: "1.234"} {
		for _, o := range []NumberOptions{{Decimal: mark}, {Lent: mark}} {
			f, err := numberEvidence("1,234").Decide(o)
			if v, _ := f.Parse([]byte("1,234")); err != nil || v.String() != want {
				t.Errorf("%+v reads %s, %v, want %s", o, v, err, want)
			}
		}
	}
}

func TestContradictingNumbersAreRefused(t *testing.T) {
	for want, cells := range map[FormatTrouble][]string{Contradiction: {"1.5", "1,5"}, NoValues: {"Alpha", "Blue", "1"}} {
		_, err := numberEvidence(cells...).Decide(NumberOptions{})
		var e *FormatError
		if !errors.As(err, &e) || e.Trouble != want {
			t.Errorf("%q: %v, want %s", cells, err, want)
		}
	}
}

func TestMissingIsNotZero(t *testing.T) {
	for _, cell := range []string{"", "  ", "\u00a0", "NULL", "null", "N/A", "#N/A", "n/a", "-", "--", "$-", "None", "(none)", "NaN", `\N`, "0000-00-00"} {
		if !Missing([]byte(cell)) {
			t.Errorf("%q is not taken as missing", cell)
		}
	}
	for _, cell := range []string{"0", "0.00", "-0", "#REF!", "#DIV/0!", "no", "Anna", "Nan Goldin"} {
		if Missing([]byte(cell)) {
			t.Errorf("%q is taken as missing", cell)
		}
	}
	e := numberEvidence("NULL", "0", "")
	if e.Missing() != 2 || e.Seen() != 1 {
		t.Errorf("%d missing, %d seen", e.Missing(), e.Seen())
	}
}

func TestCurrenciesAreSeenInCells(t *testing.T) {
	got := fmt.Sprint(numberEvidence("€5", "5 EUR", "USD 7", "$ 8", "9", "x").Currencies())
	if got != "[{EUR 2} {$ 1} {USD 1}]" {
		t.Error(got)
	}
	for cell, want := range map[string]string{"EUR": "EUR", "eur": "EUR", "€": "EUR", "US Dollar": "USD", "EUR - Euro": "EUR", "$": "$", "R$": "BRL"} {
		if code, ok := Currency(cell); code != want || !ok {
			t.Errorf("%q is %q, want %q", cell, code, want)
		}
	}
	if code, ok := Currency("Doubloons"); ok || code != "Doubloons" {
		t.Errorf("%q, %v", code, ok)
	}
}

func TestAnAmountSurvivesBeingWrittenAndRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := Amount(rapid.Int64Range(-math.MaxInt64, math.MaxInt64).Draw(t, "amount"))
		point, comma := NumberFormat{decimal: Point}, NumberFormat{decimal: Comma}
		text := v.String()
		for _, x := range []struct {
			f    NumberFormat
			cell string
		}{
			{point, text}, {comma, strings.Replace(text, ".", ",", 1)}, {point, grouped(text, ",", ".")}, {comma, grouped(text, ".", ",")},
			{comma, grouped(text, "\u00a0", ",") + " €"}, {point, "$" + grouped(text, "'", ".")},
		} {
			if got, ok := x.f.Parse([]byte(x.cell)); !ok || got != v {
				t.Fatalf("%q is %s (%v), want %s", x.cell, got, ok, v)
			}
		}
	})
}

// grouped writes a plain number with grouping and another decimal mark.
func grouped(plain, group, mark string) string {
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(plain, "-"), ".")
	var out string
	for len(whole) > 3 {
		out = group + whole[len(whole)-3:] + out
		whole = whole[:len(whole)-3]
	}
	out = whole + out
	if decimals != "" {
		out += mark + decimals
	}
	if strings.HasPrefix(plain, "-") {
		out = "-" + out
	}
	return out
}

func TestSumsThatOverflowAreNoticed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		sum, ok := Amount(a).Add(Amount(b))
		exact := float64(a) + float64(b)
		if want := exact >= -9.2e18 && exact <= 9.2e18; want && (!ok || int64(sum) != a+b) {
			t.Fatalf("%d + %d is %d, %v", a, b, sum, ok)
		}
		if (exact > 9.3e18 || exact < -9.3e18) && ok {
			t.Fatalf("%d + %d was not noticed", a, b)
		}
	})
}

func TestParsingDoesNotAllocate(t *testing.T) {
	dates := DateFormat{main: yearFirst, order: MDY, allow: setOf(yearFirst, yearLast, named)}
	numbers := NumberFormat{decimal: Point}
	cells := [][]byte{[]byte("2024-12-31"), []byte("2024-12-31 09:30"), []byte("12/31/2024"), []byte("Friday, December 1, 2017"), []byte("junk"),
		[]byte("1234.56"), []byte("$1,234.56"), []byte("(1 234 €)"), []byte("NULL")}
	n := testing.AllocsPerRun(100, func() {
		for _, c := range cells {
			dates.Parse(c)
			numbers.Parse(c)
			Missing(c)
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1234.56", "$1,234.56", "(1.234,56 €)", "1e3", "50%", "12,34,567", "922337203685477.5807", "-", "'-5"} {
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, cell []byte, comma bool) {
		format := NumberFormat{decimal: Point}
		if comma {
			format.decimal = Comma
		}
		numberEvidence(string(cell)).Decide(NumberOptions{})
		v, ok := format.Parse(cell)
		if !ok {
			return
		}
		plain := NumberFormat{decimal: Point}
		if again, ok := plain.Parse([]byte(v.String())); !ok || again != v {
			t.Errorf("%q is %s, read back %s (%v)", cell, v, again, ok)
		}
	})
}

func BenchmarkValues(b *testing.B) {
	iso := DateFormat{main: yearFirst, allow: setOf(yearFirst)}
	us := DateFormat{main: yearLast, order: MDY, allow: setOf(yearFirst, yearLast)}
	point := NumberFormat{decimal: Point}
	for name, cell := range map[string]string{"date/2024-12-31": "2024-12-31", "date/2024-12-31 09:30": "2024-12-31 09:30", "amount/1234.56": "1234.56", "amount/$1,234.56": "$1,234.56"} {
		c := []byte(cell)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if name[0] == 'd' {
					iso.Parse(c)
				} else {
					point.Parse(c)
				}
			}
		})
	}
	b.Run("date/12/31/2024", func(b *testing.B) {
		c := []byte("12/31/2024")
		for b.Loop() {
			us.Parse(c)
		}
	})
	b.Run("profiles", func(b *testing.B) {
		for b.Loop() {
			if _, err := readLibrary(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("identify", func(b *testing.B) {
		table := tableOf("deals.csv", "Record ID|Deal Name|Deal Stage|Close Date|Deal owner|Amount|Create Date|Pipeline", "1|a|Closed Won|2024-01-01 10:00|Ana|5|2024-01-01 10:00|x")
		for b.Loop() {
			if _, err := Identify(table, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
