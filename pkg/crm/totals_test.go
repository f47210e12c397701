package crm

import (
	"strings"
	"testing"
)

func TestTotalsAreToldByTheirName(t *testing.T) {
	m := identified(t, Options{}, "rep|month|visits", "Ann|2025-01|3")
	for name, want := range map[string]struct {
		of string
		ok bool
	}{
		"Total": {"", true}, "GRAND TOTAL": {"", true}, "Totales": {"", true}, "Gesamtergebnis": {"", true},
		"Ann Lee Total": {"Ann Lee", true}, "Total: Ann Lee": {"Ann Lee", true}, "Total - Ann": {"Ann", true},
		"Ann Grand Total": {"Ann", true}, "Ann Ergebnis": {"Ann", true}, "Total general": {"", true}, "Dan Sum": {"Dan", true},
		"Ann Lee": {"", false}, "Totaly Fine": {"", false}, "": {"", false}, "Ann Total Lee": {"", false},
	} {
		if of, ok := m.TotalOf(name); of != want.of || ok != want.ok {
			t.Errorf("%q: %q, %v", name, of, ok)
		}
	}
}

func TestARowWhoseOwnerIsATotalIsASubtotal(t *testing.T) {
	m := identified(t, Options{}, "team|rep|rep_id|month|visits", "North|Ann|7|2025-01|3")
	for row, want := range map[string]Furniture{
		"North|Total||2025-01|3": SubtotalRow, "|Total|||3": SubtotalRow, "North|Sum|8|2025-01|3": NoFurniture,
		"Total|Ann||2025-01|3": NoFurniture, "North|Ann|7|2025-01|3": NoFurniture,
	} {
		if got := m.Furniture(strings.Split(row, "|")); got != want {
			t.Errorf("%s is %q", row, got)
		}
	}
}
