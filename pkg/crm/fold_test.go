package crm

import (
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

var asciiTable = &unicode.RangeTable{R16: []unicode.Range16{{Lo: ' ', Hi: '~', Stride: 1}}, LatinOffset: 1}

func TestFoldingASCIIIsFoldingAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom(nil, asciiTable), 0, 30, -1).Draw(t, "s")
		want := Fold(s + "é")
		if got := Fold(s + "e"); got != want {
			t.Fatalf("%q folds to %q beside ASCII and to %q beside an accent", s, got, want)
		}
	})
}

func TestHeadersOfOneMeaningFoldTogether(t *testing.T) {
	for _, pair := range [][2]string{{"Close Date", "close_date"}, {"Close Date", "CloseDate"}, {"Deal owner", "Deal Owner"}, {"Étape", "etape"},
		{"Deal - Owner", "deal owner"}, {"Etape", "E\u0301tape"}, {" Amount ", "AMOUNT"}} {
		if headerKey(pair[0]) != headerKey(pair[1]) {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	if headerKey("% Target") == headerKey("Target") {
		t.Error("a percentage is taken for the figure itself")
	}
}
