package crm

import (
	"strings"
	"testing"
)

func TestAFlagThatIsNeitherYesNorNoDecidesNothing(t *testing.T) {
	alone := identified(t, Options{}, "Deal ID|Deal Owner|Won|Amount|Close Date")
	both := identified(t, Options{}, "Deal ID|Deal Owner|Won|Closed|Amount|Close Date")
	stage := identified(t, Options{}, "Deal ID|Deal Owner|Won|Stage|Amount|Close Date")
	closed := identified(t, Options{}, "Deal ID|Deal Owner|is_closed|Stage|Amount|Close Date")
	for _, x := range []struct {
		m      *Mapping
		cells  DealCells
		want   Status
		known  bool
		unread Field
	}{
		{alone, DealCells{IsWon: "yes"}, Won, true, ""},
		{alone, DealCells{IsWon: "no"}, Open, false, ""},
		{alone, DealCells{}, Open, false, ""},
		{alone, DealCells{IsWon: "N/A"}, Open, false, ""},
		{alone, DealCells{IsWon: "maybe"}, Open, false, FieldIsWon},
		{alone, DealCells{IsWon: "Lost"}, Lost, true, ""},
		{both, DealCells{IsWon: "yes", IsClosed: "2024-01-31"}, Won, true, ""},
		{both, DealCells{IsWon: "no", IsClosed: "2024-01-31"}, Open, false, FieldIsClosed},
		{both, DealCells{IsWon: "maybe", IsClosed: "yes"}, Open, false, FieldIsWon},
		{both, DealCells{IsWon: "maybe", IsClosed: "no"}, Open, true, ""},
		{both, DealCells{IsWon: "no", IsClosed: "yes"}, Lost, true, ""},
		{both, DealCells{IsWon: "no"}, Open, true, ""},
		{both, DealCells{IsWon: "no", IsClosed: "Closed"}, Lost, true, ""},
		{both, DealCells{IsWon: "no", IsClosed: "Open"}, Open, true, ""},
		{closed, DealCells{IsClosed: "Closed", Stage: "Closed Won"}, Won, true, ""},
		{closed, DealCells{IsClosed: "Offen", Stage: "Closed Won"}, Open, true, ""},
		{closed, DealCells{IsClosed: "Open", Stage: "X"}, Open, true, ""},
		{closed, DealCells{IsClosed: "Closed", Stage: "X"}, Open, false, ""},
		{closed, DealCells{IsClosed: "maybe", Stage: "X"}, Open, false, FieldIsClosed},
		{stage, DealCells{IsWon: "2", Stage: "Closed Won"}, Won, true, ""},
		{stage, DealCells{IsWon: "2", Stage: "Blue"}, Open, false, FieldIsWon},
	} {
		s, known := x.m.DealStatus(x.cells)
		if f, _ := x.m.UnreadFlag(x.cells); s != x.want || known != x.known || f != x.unread {
			t.Errorf("%+v: %s, %v, %q", x.cells, s, known, f)
		}
	}
	for _, x := range []struct {
		m    *Mapping
		want bool
	}{{alone, true}, {both, false}, {stage, false}} {
		warned := false
		for _, w := range x.m.Warnings {
			warned = warned || w.Code == "no_lost" && strings.Contains(w.Message, `"Won" tells which deals are won`)
		}
		if warned != x.want {
			t.Errorf("%v", x.m.Warnings)
		}
	}
}
