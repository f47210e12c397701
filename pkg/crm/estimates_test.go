package crm

import (
	"errors"
	"strings"
	"testing"
)

func TestWhatWasExpectedIsNotTakenForWhatWas(t *testing.T) {
	for header, says := range map[string]string{
		"Topic|Owner|Potential Customer|Status|Est. revenue|Est. close date":                                     `"Est. close date" is only when that was expected`,
		"Thema|Besitzer|Potenzieller Kunde|Status|Gesch. Umsatz|Gesch. Abschlussdatum":                           `"Gesch. Abschlussdatum" is only`,
		"Deal - Title|Deal - Owner|Deal - Stage|Deal - Status|Deal - Value|Deal - Expected close date|Deal - ID": `"Deal - Expected close date" is only`,
	} {
		_, err := Identify(tableOf("x.csv", header), Options{})
		var e *IdentifyError
		if !errors.As(err, &e) || e.Trouble != MissingColumns || !strings.Contains(e.Hint(), says) {
			t.Errorf("%s: %v", header, withHint(err))
		}
	}
}

func TestActualFiguresWinAndEstimatesAreWarnedOf(t *testing.T) {
	for header, want := range map[string]struct {
		amount string
		codes  string
	}{
		"Thema|Besitzer|Potenzieller Kunde|Status|Gesch. Umsatz|Gesch. Abschlussdatum|Tatsächlicher Umsatz|Tatsächliches Abschlussdatum|Opportunity ID": {"Tatsächlicher Umsatz", ""},
		"Topic|Owner|Potential Customer|Status|Est. revenue|Actual Close Date|Opportunity ID":                                                           {"Est. revenue", "estimated_amount"},
		"Topic|Owner|Potential Customer|Status|Est. revenue|Actual Revenue|Est. close date|Actual Close Date|Opportunity ID":                            {"Actual Revenue", ""},
	} {
		m := identified(t, Options{}, header)
		var codes []string
		for _, w := range m.Warnings {
			codes = append(codes, w.Code)
		}
		if got := m.Header(m.Index(FieldAmount)); got != want.amount || strings.Join(codes, " ") != want.codes {
			t.Errorf("%s: %s, %v", header, got, m.Warnings)
		}
		if close := m.Header(m.Index(FieldCloseDate)); !strings.HasPrefix(close, "Actual") && !strings.HasPrefix(close, "Tats") {
			t.Errorf("%s: closed on %s", header, close)
		}
	}
}
