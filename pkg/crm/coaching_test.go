package crm

import (
	"errors"
	"testing"
)

func TestALogOfCoachedMetricsIsNoRoster(t *testing.T) {
	tests := []struct {
		header string
		role   Role // "" is refused
	}{
		{"rep|metric|start", Coaching},
		{"rep|metric|start date|end date", Coaching},
		{"rep|kpi|start date|team", Coaching},
		{"rep|metric|start|coach|note", Coaching},
		{"rep|skill|start date", Coaching},
		{"rep|team|start date|end date", Roster},
		{"rep|metric|date|value", Scorecard},
		{"rep|metric|period|start|end|value", Scorecard},
		{"rep|metric|start|end|value", ""},
		{"rep|metric|month|target", Quotas},
		{"rep|kpi|from|to", Coaching},
		{"rep|metric|date", Coaching},
		{"rep|kpi|date|score", ""},
		{"rep|team|manager|email|KPI", Roster},
		{"rep|team|kpi|hire date", Roster},
	}
	for _, x := range tests {
		m, err := Identify(tableOf("log.csv", x.header, "Ann|visits|2025-01-01|x|y|1"), Options{})
		var refusal *IdentifyError
		switch {
		case err == nil && m.Role != x.role:
			t.Errorf("%s is %s, want %q", x.header, m.Role, x.role)
		case err != nil && (x.role != "" || !errors.As(err, &refusal)):
			t.Errorf("%s: %v", x.header, err)
		}
	}
}

func TestTheUserMayCallAnyListOfNamesARoster(t *testing.T) {
	if m := identified(t, Options{Role: Roster}, "rep|metric|start date", "Ann|visits|2025-01-01"); m.Role != Roster || !m.Has(FieldStart) {
		t.Errorf("%+v", m)
	}
}
