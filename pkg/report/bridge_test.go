package report

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/bridge"
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestABridgeOfALedgerHasNoWinRate(t *testing.T) {
	for name, tt := range map[string]struct {
		lost int64
		told bool
	}{"all won": {0, false}, "some lost": {2, true}} {
		c := halfYear(counts{0, 6, tt.lost, 900}, counts{0, 4, tt.lost, 700})
		c.Funnel = funnel.Funnel{funnel.Closed, funnel.Customers, funnel.Revenue}
		base, plan := c.Calendar.Of(c.FirstDay, calendar.Quarter), c.Calendar.Of(c.AsOf, calendar.Quarter)
		r, err := bridge.Analyse(c, bridge.Options{Base: base, For: plan})
		if err != nil {
			t.Fatal(err)
		}
		text := textOf(t, Bridge(r, Source{}))
		if got := strings.Contains(text, "win rate"); got != tt.told {
			t.Errorf("%s: a win rate is told: %v\n%s", name, got, text)
		}
		if !strings.Contains(text, "deal size") {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}
