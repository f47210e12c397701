package crm

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// decideDates decides the format of a column of cells.
func decideDates(o DateOptions, cells ...string) (DateFormat, error) {
	return dateEvidence(cells).Decide(o)
}

func TestADateIsReadInEverySpellingThatExportsUse(t *testing.T) {
	tests := []struct{ cell, want string }{
		{"2024-12-31", "2024-12-31"},
		{"2024/12/31", "2024-12-31"},
		{"2024.12.31", "2024-12-31"},
		{"2024/2/9", "2024-02-09"},
		{"2024-02-29", "2024-02-29"},
		{" 2024-12-31 ", "2024-12-31"},
		{"\u00a02024-12-31", "2024-12-31"},
		{"2024-12-31 09:30", "2024-12-31"},
		{"2024-12-31 09:30:15", "2024-12-31"},
		{"2022-05-30 00:00:00.000", "2022-05-30"},
		{"2024-12-31T16:17:02.000Z", "2024-12-31"},
		{"2024-01-22T16:14:25.000+0000", "2024-01-22"},
		{"2024-01-02 10:11:12.123456+00:00", "2024-01-02"},
		{"2024-01-02T10:11:12-05:00", "2024-01-02"},
		{"2024-01-02 10:11:12 UTC", "2024-01-02"},
		{"2024-01-02 03:04:05 PM", "2024-01-02"},
		{"3/31/2024", "2024-03-31"},
		{"31/03/2024", "2024-03-31"},
		{"31.03.2024", "2024-03-31"},
		{"31.03.2024, 14:05", "2024-03-31"},
		{"31-03-99", "1999-03-31"},
		{"31/03/24", "2024-03-31"},
		{"31/3/99", "1999-03-31"},
		{"3/31/2024 13:00", "2024-03-31"},
		{"3/31/2024 1:05 PM", "2024-03-31"},
		{"31/03/2024 03:04 pm", "2024-03-31"},
		{"31/03/2024 3:04 p. m.", "2024-03-31"},
		{"Friday, December 1, 2017", "2017-12-01"},
		{"May 2, 2024 3:04 PM", "2024-05-02"},
		{"Mar 31st, 2024", "2024-03-31"},
		{"2 May 2024", "2024-05-02"},
		{"02-May-2024", "2024-05-02"},
		{"02-May-24", "2024-05-02"},
		{"2024-May-02", "2024-05-02"},
		{"2. März 2024", "2024-03-02"},
		{"Di., 5. Dez. 2023", "2023-12-05"},
		{"1er février 2024", "2024-02-01"},
		{"mardi 5 mars 2024", "2024-03-05"},
		{"mar. 5 août 2025", "2025-08-05"},
		{"3 de mayo de 2024", "2024-05-03"},
		{"lunes, 9 de septiembre de 2024", "2024-09-09"},
		{"1º de março de 2024", "2024-03-01"},
		{"20241231", "2024-12-31"},
		{"45657", "2024-12-31"},
		{"45657.604166", "2024-12-31"},
		{"2017-07", "2017-07-01"},
		{"07/2017", "2017-07-01"},
		{"July 2017", "2017-07-01"},
	}
	for _, x := range tests {
		f, err := decideDates(DateOptions{}, x.cell)
		if err != nil {
			t.Errorf("%q: %v", x.cell, err)
			continue
		}
		day, ok := f.Parse([]byte(x.cell))
		if !ok || FormatDay(day) != x.want {
			t.Errorf("%q is %s (%v), want %s", x.cell, FormatDay(day), ok, x.want)
		}
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	f := DateFormat{main: yearLast, order: DMY, allow: setOf(yearFirst, yearLast, named)}
	for _, cell := range []string{"", " ", "31/02/2024", "2023-02-29", "2024-13-01", "2024-00-10", "00/01/2024", "32/01/2024", "1/1/24/5",
		"01-May", "May-24", "yesterday", "12", "2024", "20240230", "45657", "2024-1", "31/12", "2024-12-31x", "2024-12-31 25:00",
		"2024-12-31 12:61", "2024-12-31 13:00 PM", "2024-12-31 1:00 XM", "1800-01-01", "2200-01-01", "2024-12/31", "31/12-2024",
		"-2024-12-31", "Friday 2024", "May May 2 2024", "2 Foo 2024", "2 May 2024 May", "Feb 30, 2024", "NULL", "２０２４-12-31", "2024-12-31+"} {
		if day, ok := f.Parse([]byte(cell)); ok {
			t.Errorf("%q was read as %s", cell, FormatDay(day))
		}
	}
}

func TestTheOrderOfDayAndMonthIsDecidedByTheColumn(t *testing.T) {
	tests := []struct {
		name  string
		cells []string
		order DateOrder
		cell  string
		want  string
	}{
		{"a day above twelve in front", []string{"03/04/2024", "31/12/2024"}, DMY, "03/04/2024", "2024-04-03"},
		{"a day above twelve behind", []string{"03/04/2024", "12/31/2024"}, MDY, "03/04/2024", "2024-03-04"},
		{"two digits", []string{"20-10-16", "01-03-17"}, DMY, "01-03-17", "2017-03-01"},
		{"a year in front", []string{"98/12/31", "99/01/05"}, YMD, "99/01/05", "1999-01-05"},
		{"days behind that would be years far apart", []string{"24-01-31", "24-02-01"}, YMD, "24-01-31", "2024-01-31"},
		{"the same with slashes", []string{"24/01/31", "24/02/01"}, YMD, "24/02/01", "2024-02-01"},
		{"the same with points", []string{"24.01.31", "25.02.01"}, YMD, "24.01.31", "2024-01-31"},
		{"days in front that would be years far apart", []string{"13-05-24", "27-05-24", "02-06-25"}, DMY, "02-06-25", "2025-06-02"},
		{"days in front beside years of two decades", []string{"01-05-08", "30-05-24", "02-06-15"}, DMY, "02-06-15", "2015-06-02"},
		{"slashes where the years do not tell", []string{"31/12/24"}, DMY, "31/12/24", "2024-12-31"},
		{"the ends of years with points", []string{"31.12.23", "31.12.24"}, DMY, "31.12.23", "2023-12-31"},
		{"points where the years do not tell", []string{"30.12.24", "31.12.24"}, DMY, "30.12.24", "2024-12-30"},
		{"a number with one digit is no year", []string{"24-01-31", "3-02-31"}, DMY, "24-01-31", "2031-01-24"},
		{"a year behind in full", []string{"24-01-31", "24-01-2031"}, DMY, "24-01-31", "2031-01-24"},
		{"points are day first", []string{"01.02.2024", "03.04.2024"}, DMY, "01.02.2024", "2024-02-01"},
		{"the same day either way", []string{"03/03/2024"}, DMY, "03/03/2024", "2024-03-03"},
		{"one damaged cell among many", append(repeat("31/12/2024", 40), "12/31/2024"), DMY, "01/02/2024", "2024-02-01"},
	}
	for _, x := range tests {
		f, err := decideDates(DateOptions{}, x.cells...)
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		day, ok := f.Parse([]byte(x.cell))
		if f.Order() != x.order || !ok || FormatDay(day) != x.want {
			t.Errorf("%s: %q is %s by %s, want %s by %s", x.name, x.cell, FormatDay(day), f.Order(), x.want, x.order)
		}
	}
}

func repeat(cell string, n int) []string {
	cells := make([]string, n)
	for i := range cells {
		cells[i] = cell
	}
	return cells
}

func TestAColumnThatAllowsTwoReadingsIsRefusedWithBoth(t *testing.T) {
	_, err := decideDates(DateOptions{}, "03/04/2024", "05/06/2024", "")
	var e *FormatError
	if !errors.As(err, &e) || e.Trouble != TwoReadings {
		t.Fatalf("%v", err)
	}
	text := e.Error() + " " + e.Hint()
	for _, part := range []string{`"03/04/2024"`, "2024-04-03 (day first)", "2024-03-04 (month first)", "--date-order dmy", "--date-order mdy"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
	for order, want := range map[DateOrder]string{DMY: "2024-04-03", MDY: "2024-03-04"} {
		for _, o := range []DateOptions{{Order: order}, {Lent: order}} {
			f, err := decideDates(o, "03/04/2024")
			if err != nil {
				t.Fatal(err)
			}
			if day, _ := f.Parse([]byte("03/04/2024")); FormatDay(day) != want {
				t.Errorf("%+v reads %s, want %s", o, FormatDay(day), want)
			}
		}
	}
}

func TestTwoDigitYearsThatMayStandInFrontOrBehindAreRefused(t *testing.T) {
	for _, cells := range [][]string{
		{"24-01-31"},
		{"23-12-31", "24-12-31"},
		{"24-01-31", "24-02-29", "24-03-31"},
		{"24/01/31", "24/02/29", "24/03/31"},
		{"24-01-01", "24-02-01", "24-12-01"},
	} {
		_, err := decideDates(DateOptions{}, cells...)
		var e *FormatError
		if !errors.As(err, &e) || e.Trouble != TwoReadings || !strings.Contains(e.Error(), "(year first)") || !strings.Contains(e.Hint(), "--date-order ymd") {
			t.Errorf("%q: %v", cells, err)
		}
	}
	if _, err := decideDates(DateOptions{}, "04-01-02"); err == nil || !strings.Contains(err.Error(), "in several ways") {
		t.Errorf("%v does not count three readings", err)
	}
	if _, err := decideDates(DateOptions{}, "98-12-31", "31-12-98"); err == nil || !strings.Contains(err.Error(), "contradict") {
		t.Errorf("%v does not see the contradiction", err)
	}
}

func TestColumnsOfAFileLendEachOtherWhatTheyShow(t *testing.T) {
	tests := []struct {
		name    string
		columns [][]string
		want    DateOrder
	}{
		{"one shows the order", [][]string{{"31/12/2024"}, {"01/02/2024"}}, DMY},
		{"one shows the place of the year, one the day", [][]string{{"20-10-16", "25-10-16"}, {"01-03-17", "11-03-17"}}, DMY},
		{"they disagree", [][]string{{"31/12/2024"}, {"12/31/2024"}}, AnyOrder},
		{"a year in front", [][]string{{"24-01-31", "24-02-01"}, {"24-01-02"}}, YMD},
	}
	for _, x := range tests {
		var all []*DateEvidence
		for _, cells := range x.columns {
			all = append(all, dateEvidence(cells))
		}
		lent := LentOrder(all)
		if lent != x.want {
			t.Errorf("%s: %s, want %s", x.name, lent, x.want)
		}
		for _, e := range all {
			if f, err := e.Decide(DateOptions{Lent: lent}); x.want != AnyOrder && (err != nil || f.Order() != x.want) {
				t.Errorf("%s: %s, %v", x.name, f.Order(), err)
			}
		}
	}
}

func TestContradictingAndWrongColumnsAreRefused(t *testing.T) {
	tests := []struct {
		cells   []string
		trouble FormatTrouble
	}{
		{[]string{"31/12/2024", "12/31/2024"}, Contradiction},
		{[]string{"01-May", "05-Jun", "2024-01-01"}, NoValues},
		{[]string{"Alpha", "Blue"}, NoValues},
	}
	for _, x := range tests {
		_, err := decideDates(DateOptions{}, x.cells...)
		var e *FormatError
		if !errors.As(err, &e) || e.Trouble != x.trouble || e.Hint() == "" {
			t.Errorf("%q: %v, want %s", x.cells, err, x.trouble)
		}
	}
}

func TestALentOrderDoesNotOverruleTheCells(t *testing.T) {
	f, err := decideDates(DateOptions{Lent: MDY}, "31/12/2024")
	if err != nil || f.Order() != DMY {
		t.Errorf("%s, %v", f.Order(), err)
	}
}

func TestAUserFormatDecidesAlone(t *testing.T) {
	tests := []struct{ pattern, cell, want string }{
		{"DD/MM/YYYY", "03/04/2024", "2024-04-03"},
		{"MM/DD/YYYY", "03/04/2024", "2024-03-04"},
		{"M/D/YY", "3/4/24", "2024-03-04"},
		{"YY-MM-DD", "24-03-04", "2024-03-04"},
		{"YYYY-MM-DD", "2024-03-04", "2024-03-04"},
		{"YYYYMMDD", "20240304", "2024-03-04"},
		{"YYYY-MM", "2024-03", "2024-03-01"},
		{"MMM D, YYYY", "Mar 4, 2024", "2024-03-04"},
		{"serial", "45355", "2024-03-04"},
	}
	for _, x := range tests {
		f, err := decideDates(DateOptions{Format: x.pattern}, x.cell)
		if err != nil {
			t.Errorf("%s: %v", x.pattern, err)
			continue
		}
		if day, ok := f.Parse([]byte(x.cell)); !ok || FormatDay(day) != x.want {
			t.Errorf("%s reads %q as %s, want %s", x.pattern, x.cell, FormatDay(day), x.want)
		}
		if _, ok := f.Parse([]byte("31.12.98")); ok && x.pattern != "DD/MM/YYYY" {
			t.Errorf("%s reads 31.12.98", x.pattern)
		}
	}
	for _, bad := range []string{"", "dates", "YYYY", "DD/YYYY/MM", "hh:mm"} {
		if _, err := ParseDateFormat(bad); err == nil {
			t.Errorf("%q was taken as a format", bad)
		}
	}
}

func TestAZoneMovesInstantsAndNothingElse(t *testing.T) {
	zone := time.FixedZone("UTC-5", -5*3600)
	tests := []struct {
		name  string
		cells []string
		want  string
	}{
		{"an instant before five in the morning", []string{"2024-01-22T03:30:00.000+0000", "2024-01-22T12:00:00Z"}, "2024-01-21"},
		{"an instant with another offset", []string{"2024-01-22T23:30:00-08:00"}, "2024-01-23"},
		{"days written as midnight UTC", []string{"2024-01-22T00:00:00.000Z", "2024-01-23T00:00:00.000Z"}, "2024-01-22"},
		{"a time without an offset", []string{"2024-01-22 03:30:00"}, "2024-01-22"},
		{"a plain day", []string{"2024-01-22"}, "2024-01-22"},
	}
	for _, x := range tests {
		f, err := decideDates(DateOptions{Zone: zone}, x.cells...)
		if err != nil {
			t.Fatal(err)
		}
		if day, ok := f.Parse([]byte(x.cells[0])); !ok || FormatDay(day) != x.want {
			t.Errorf("%s: %s, want %s", x.name, FormatDay(day), x.want)
		}
	}
}

func TestDaysAgreeWithTheStandardLibrary(t *testing.T) {
	for day := int32(-25567); day < 84006; day += 1 {
		want := time.Unix(int64(day)*86400, 0).UTC()
		y, m, d := Civil(day)
		back, ok := civilDay(y, m, d)
		if y != want.Year() || m != int(want.Month()) || d != want.Day() || !ok || back != day {
			t.Fatalf("day %d is %d-%d-%d and back %d (%v), want %s", day, y, m, d, back, ok, want.Format(time.DateOnly))
		}
	}
}

var spellings = []func(y, m, d int) string{
	func(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d 23:59", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02dT00:00:01.5Z", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%02d/%02d/%04d", d, m, y) },
	func(y, m, d int) string { return fmt.Sprintf("%d/%d/%04d 9:05 AM", m, d, y) },
	func(y, m, d int) string { return fmt.Sprintf("%02d.%02d.%04d", d, m, y) },
	func(y, m, d int) string { return fmt.Sprintf("%s, %s %d, %d", time.Weekday(d%7), time.Month(m), d, y) },
	func(y, m, d int) string { return fmt.Sprintf("%d %s %d", d, time.Month(m).String()[:3], y) },
	func(y, m, d int) string { return fmt.Sprintf("%04d%02d%02d", y, m, d) },
}

func TestADateSurvivesBeingWrittenAndRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := int32(rapid.IntRange(-25567, 84005).Draw(t, "day"))
		y, m, d := Civil(day)
		i := rapid.IntRange(0, len(spellings)-1).Draw(t, "spelling")
		order := map[int]DateOrder{3: DMY, 4: MDY, 5: DMY}[i]
		cell := spellings[i](y, m, d)
		f, err := decideDates(DateOptions{Order: order}, cell)
		if err != nil {
			t.Fatalf("%q: %v", cell, err)
		}
		if got, ok := f.Parse([]byte(cell)); !ok || got != day {
			t.Fatalf("%q is %s, want %s", cell, FormatDay(got), FormatDay(day))
		}
	})
}

func TestEvidenceDoesNotDependOnOrderOrOnWorkers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOf(rapid.SampledFrom([]string{"", "NULL", "2024-01-02", "03/04/2024", "31/12/2024", "12/31/2024", "98/12/31",
			"1,234", "1.234", "1,5", "1.5", "$1,234.00", "12 €", "x", "2024-01-02T03:04:05Z", "50%", "(5)"})).Draw(t, "cells")
		shuffled := rapid.Permutation(cells).Draw(t, "shuffled")
		cut := rapid.IntRange(0, len(cells)).Draw(t, "cut")
		var whole, left, right DateEvidence
		var wholeN, leftN, rightN NumberEvidence
		for _, c := range cells {
			whole.Add([]byte(c))
			wholeN.Add([]byte(c))
		}
		for i, c := range shuffled {
			d, n := &left, &leftN
			if i >= cut {
				d, n = &right, &rightN
			}
			d.Add([]byte(c))
			n.Add([]byte(c))
		}
		right.Merge(&left)
		rightN.Merge(&leftN)
		if right != whole {
			t.Fatalf("%+v and %+v", right, whole)
		}
		if fmt.Sprint(rightN) != fmt.Sprint(wholeN) {
			t.Fatalf("%+v and %+v", rightN, wholeN)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2024-12-31", "31/12/24", "Friday, December 1, 2017", "45657.5", "2024-12-31T16:17:02.000Z", "01-May", "1er mai 2024 3:04 p.m.", "20241231"} {
		f.Add([]byte(s), uint8(1))
	}
	f.Fuzz(func(t *testing.T, cell []byte, order uint8) {
		var e DateEvidence
		e.Add(cell)
		format, err := e.Decide(DateOptions{Order: DateOrder(order % 4), Zone: time.UTC})
		if err != nil {
			return
		}
		day, ok := format.Parse(cell)
		if !ok {
			return
		}
		text := FormatDay(day)
		iso := DateFormat{main: yearFirst, allow: setOf(yearFirst)}
		if again, ok := iso.Parse([]byte(text)); !ok || again != day {
			t.Errorf("%q is day %d, written %s, read %d (%v)", cell, day, text, again, ok)
		}
	})
}
