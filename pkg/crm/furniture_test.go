package crm

import (
	"strings"
	"testing"
)

func TestARowOfTotalsIsToldFromARecordOfThatName(t *testing.T) {
	report := identified(t, Options{}, "Opportunity Owner|Account Name|Opportunity Name|Stage|Amount|Close Date|Opportunity ID")
	plain := identified(t, Options{}, "sales_agent|account|deal_stage|close_value|close_date")
	ledger := identified(t, Options{}, "Order ID|Order Date|Sales Rep|Total")
	visits := identified(t, Options{}, "rep|activity_type|date|status")
	odoo := identified(t, Options{}, "External ID|Opportunity|Salesperson|Stage|Expected Revenue|Closed Date|Tags")
	tests := []struct {
		m    *Mapping
		row  string
		want Furniture
	}{
		{report, "Total||||1500.50||", SubtotalRow},
		{report, "Totales||||1500.50||", SubtotalRow},
		{report, "Ann Lee Total||||1500.50||", SubtotalRow},
		{report, "Total Ann Lee||||1500.50||", SubtotalRow},
		{report, "Total|Acme|A1|Closed Won|100|3/31/2020|006x1", NoFurniture},
		{report, "Total Ann|Acme|A1|Prospecting|100|3/31/2020|006x1", NoFurniture},
		{report, "|Total|y|Closed Won|20|1/31/2024|2", NoFurniture},
		{report, "|Total|y|Prospecting|20||2", NoFurniture},
		{report, "|Total|||20||", SubtotalRow},
		{report, "|Total Energies|||20||2", NoFurniture},
		{report, "Ann|Total|||20||", NoFurniture},
		{plain, "|Total|Won|20|2024-01-31", NoFurniture},
		{plain, "|Total|Won|20|", SubtotalRow},
		{ledger, "Total|2024-01-31||15", SubtotalRow},
		{ledger, "Total|||15", SubtotalRow},
		{visits, "Total|Visit|2024-01-31|Done", NoFurniture},
		{visits, "Total|||", SubtotalRow},
		{odoo, "||||||y", OtherTable},
		{odoo, "|||New|||y", NoFurniture},
	}
	for _, x := range tests {
		if got := x.m.Furniture(strings.Split(x.row, "|")); got != x.want {
			t.Errorf("%q is %q, want %q", x.row, got, x.want)
		}
	}
}
