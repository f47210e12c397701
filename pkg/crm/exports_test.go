package crm

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// export is a file in the shape of one CRM and what must be found in it.
type export struct {
	path    string
	profile string
	role    Role
	fields  map[Field]string // header of each field that matters
	rows    string           // what each row below the header is, a letter a row
	dates   map[Field]string // field -> format, then the first day
	amounts string           // sum of FieldAmount
}

// Letters of export.rows: W won, L lost, O open; V a visit done, v not done;
// C a call done, c not done; x another activity; D deleted; r a record of
// another role; - furniture.
var exports = []export{
	{"salesforce/report1711111111111.csv", "salesforce", Deals, map[Field]string{FieldID: "Opportunity ID", FieldRep: "Opportunity Owner",
		FieldStage: "Stage", FieldIsWon: "Won", FieldIsClosed: "Closed", FieldAmount: "Amount", FieldCurrency: "Amount Currency", FieldCloseDate: "Close Date"},
		"WLOO------", map[Field]string{FieldCloseDate: "M/D/Y 2024-03-31"}, "4550.5"},
	{"salesforce/report_de.csv", "salesforce", Deals, map[Field]string{FieldRep: "Opportunity-Inhaber", FieldStage: "Phase",
		FieldAmount: "Opportunity-Betrag", FieldCurrency: "Opportunity-Betrag Währung", FieldCloseDate: "Schlusstermin", FieldIsWon: "Gewonnen"},
		"WLO---", map[Field]string{FieldCloseDate: "D/M/Y 2024-03-31", FieldCreated: "D/M/Y 2024-01-02"}, "16300.5"},
	{"salesforce/data_export/Opportunity.csv", "salesforce", Deals, map[Field]string{FieldRepID: "OwnerId", FieldDeleted: "IsDeleted",
		FieldCurrency: "CurrencyIsoCode", FieldModified: "SystemModstamp"},
		"WLOD", map[Field]string{FieldCloseDate: "YYYY-MM-DD 2023-05-11"}, "9422.225"},
	{"salesforce/dataloader_opportunity.csv", "salesforce", Deals, map[Field]string{FieldRepID: "OWNERID", FieldRep: "OWNER.NAME", FieldStage: "STAGENAME"},
		"WO", map[Field]string{FieldCloseDate: "YYYY-MM-DD 2025-12-16", FieldCreated: "YYYY-MM-DD 2025-10-01"}, "3000.5"},
	{"salesforce/Task.csv", "salesforce", Activities, map[Field]string{FieldKind: "TaskSubtype", FieldDate: "ActivityDate", FieldIsDone: "IsClosed",
		FieldDoneDate: "CompletedDateTime"}, "xc", map[Field]string{FieldDoneDate: "YYYY-MM-DD 2024-03-04"}, ""},
	{"salesforce/Event.csv", "salesforce", Activities, map[Field]string{FieldRepID: "OwnerId", FieldDate: "ActivityDate"},
		"V", map[Field]string{FieldDate: "YYYY-MM-DD 2024-03-04"}, ""},
	{"salesforce/report_tasks.csv", "salesforce", Activities, map[Field]string{FieldRep: "Assigned", FieldKind: "Type", FieldStatus: "Status",
		FieldAccount: "Company / Account"}, "Vc-", map[Field]string{FieldDate: "M/D/Y 2024-03-14"}, ""},
	{"salesforce/User.csv", "salesforce", Roster, map[Field]string{FieldRep: "Name", FieldRepID: "Id", FieldRepEmail: "Email",
		FieldManager: "ManagerId"}, "r", nil, ""},
	{"hubspot/hubspot-crm-exports-all-deals-2026-01-28.csv", "hubspot", Deals, map[Field]string{FieldID: "Record ID", FieldRep: "Deal owner",
		FieldStage: "Deal Stage", FieldAccount: "Associated Company"}, "WLO", map[Field]string{FieldCloseDate: "YYYY-MM-DD 2025-11-03"}, "46262.12"},
	{"hubspot/hubspot-crm-exports-internal-names.csv", "hubspot", Deals, map[Field]string{FieldRepID: "hubspot_owner_id", FieldIsWon: "hs_is_closed_won"},
		"WLO", nil, "15"},
	{"hubspot/hubspot-crm-exports-todos-negocios-2026-05-12.csv", "hubspot", Deals, map[Field]string{FieldRep: "Propietario del negocio",
		FieldAmount: "Valor", FieldCloseDate: "Fecha de cierre"}, "WLO", nil, "1500.5"},
	{"hubspot/hubspot-crm-exports-meetings.csv", "hubspot", Activities, map[Field]string{FieldKind: "Call and meeting type",
		FieldDate: "Meeting start time", FieldOutcome: "Meeting outcome"}, "Vvv", nil, ""},
	{"hubspot/hubspot-crm-exports-activities.csv", "hubspot", Activities, map[Field]string{FieldRep: "Activity assigned to", FieldKind: "Activity type",
		FieldOutcome: "Outcome"}, "Vcx", nil, ""},
	{"pipedrive/deals-1234567-1.csv", "pipedrive", Deals, map[Field]string{FieldStatus: "Deal - Status", FieldWonDate: "Deal - Won time",
		FieldCloseDate: "Deal - Deal closed on", FieldCurrency: "Deal - Currency of Value"}, "WLO", nil, "17400.5"},
	{"pipedrive/negocios.csv", "pipedrive", Deals, map[Field]string{FieldRep: "Negócio - Proprietário", FieldWonDate: "Negócio - Ganho em",
		FieldLostDate: "Negócio - Data de perda"}, "WLO", nil, "2300"},
	{"pipedrive/activities.csv", "pipedrive", Activities, map[Field]string{FieldIsDone: "Activity - Done", FieldDoneDate: "Activity - Marked as done time"},
		"Vc", nil, ""},
	{"pipedrive/atividades.csv", "pipedrive", Activities, map[Field]string{FieldRep: "Atividade - Usuário responsável", FieldStatus: "Atividade - Status"},
		"Vc", nil, ""},
	{"zoho/Deals_2026_01_26.csv", "zoho", Deals, map[Field]string{FieldRep: "Deal Owner", FieldRepID: "Deal Owner.id", FieldAccount: "Account Name",
		FieldAccountID: "Account Name.id", FieldCloseDate: "Closing Date"}, "WLO", nil, "1600"},
	{"zoho/Calls_2026_01_26.csv", "zoho", Activities, map[Field]string{FieldRep: "Call Owner", FieldDate: "Call Start Time"}, "C", nil, ""},
	{"zoho/Tasks_2026_01_26.csv", "zoho", Activities, map[Field]string{FieldRep: "Task Owner", FieldDate: "Due Date"}, "x", nil, ""},
	{"dynamics/opportunities.csv", "dynamics", Deals, map[Field]string{FieldID: "(Do Not Modify) Opportunity", FieldStatus: "Status",
		FieldStage: "Sales Stage", FieldCloseDate: "Actual Close Date", FieldAmount: "Actual Revenue"}, "WLO",
		map[Field]string{FieldCloseDate: "M/D/Y 2025-03-11", FieldModified: "M/D/Y 2025-03-11"}, "14500"},
	{"dynamics/appointments.csv", "dynamics", Activities, map[Field]string{FieldRep: "Owner", FieldDate: "Start Time", FieldStatus: "Status"},
		"Vv", map[Field]string{FieldDate: "M/D/Y 2025-03-21"}, ""},
	{"dynamics/goals.csv", "dynamics", Quotas, map[Field]string{FieldRep: "Goal Owner", FieldAmount: "Target", FieldDate: "From", FieldPeriod: "Fiscal Period"},
		"rr", nil, "8400000"},
	{"suitecrm/Opportunities.csv", "suitecrm", Deals, map[Field]string{FieldRep: "Assigned to", FieldCloseDate: "Expected Close Date",
		FieldAmount: "Opportunity Amount"}, "WLO", map[Field]string{FieldCloseDate: "D/M/Y 2024-03-31", FieldModified: "D/M/Y 2024-03-31"}, "13300.5"},
	{"suitecrm/Meetings.csv", "suitecrm", Activities, map[Field]string{FieldRep: "Assigned User Name", FieldDate: "Start Date"}, "Vvv",
		map[Field]string{FieldDate: "D/M/Y 2024-02-13"}, ""},
	{"odoo/Lead_Opportunity (crm.lead).csv", "odoo", Deals, map[Field]string{FieldRep: "Salesperson", FieldStatus: "Won/Lost",
		FieldCloseDate: "Closed Date", FieldAmount: "Expected Revenue"}, "WOL", nil, "2000"},
	{"close/opportunities.csv", "close", Deals, map[Field]string{FieldRep: "user_name", FieldStatus: "status_type", FieldWonDate: "date_won"},
		"WLO", map[Field]string{FieldWonDate: "YYYY-MM-DD 2024-03-01", FieldCreated: "YYYY-MM-DD 2024-01-02"}, "1340000"},
	{"copper/opportunities.csv", "copper", Deals, map[Field]string{FieldRep: "Owned By", FieldStatus: "Status", FieldAccount: "Company"},
		"WLO", map[Field]string{FieldCloseDate: "M/D/Y 2024-03-31"}, "13400"},
	{"freshsales/deals.csv", "freshsales", Deals, map[Field]string{FieldRep: "Sales owner", FieldCloseDate: "Closed date",
		FieldExpectedCloseDate: "Expected close date", FieldAmount: "Deal Value"}, "WLO", nil, "13400"},
	{"monday/Sales_pipeline.csv", "monday", Deals, map[Field]string{FieldRep: "Owner", FieldStage: "Stage", FieldID: "Item ID (auto generated)"},
		"WL-----O", map[Field]string{FieldCloseDate: "YYYY-MM-DD 2024-05-02"}, "13400"},
	{"forcemanager/activities.csv", "forcemanager", Activities, map[Field]string{FieldRep: "salesRepId.value", FieldRepID: "salesRepId.id",
		FieldKind: "typeId.value", FieldDate: "date"}, "VC", nil, ""},
	{"forcemanager/opportunities.csv", "forcemanager", Deals, map[Field]string{FieldStatus: "statusId.value", FieldAmount: "total", FieldCloseDate: "closedDate"},
		"WLO", nil, "1500.5"},
	{"generic/sales_pipeline.csv", "generic", Deals, map[Field]string{FieldRep: "sales_agent", FieldStage: "deal_stage", FieldAmount: "close_value"},
		"WLO", map[Field]string{FieldCloseDate: "D/M/Y 2017-03-01", FieldCreated: "D/M/Y 2016-10-20"}, "1054"},
	{"generic/orders.csv", "generic", Deals, map[Field]string{FieldDealKey: "SalesOrderNumber", FieldRepID: "EmployeeKey", FieldAmount: "Sales",
		FieldCloseDate: "OrderDate"}, "WWW", map[Field]string{FieldCloseDate: "YYYY-MM-DD 2017-08-25"}, "6132.65"},
	{"generic/visits.csv", "generic", Activities, map[Field]string{FieldID: "visit_id", FieldRepID: "rep_id", FieldDate: "visit_date"}, "VV", nil, ""},
	{"generic/acciones.csv", "generic", Activities, map[Field]string{FieldRep: "Comercial", FieldKind: "Tipo", FieldStatus: "Estado"},
		"Vc", map[Field]string{FieldDate: "month names 2024-05-03"}, ""},
	{"generic/roster.csv", "generic", Roster, map[Field]string{FieldRep: "Name", FieldRepID: "Employee ID", FieldRepEmail: "E-mail",
		FieldShare: "FTE", FieldStart: "Start date", FieldAlias: "Aliases"}, "rr", map[Field]string{FieldStart: "YYYY-MM-DD 2021-04-01"}, ""},
	{"generic/quotas.csv", "generic", Quotas, map[Field]string{FieldRep: "Salesperson", FieldPeriod: "Period", FieldAmount: "Target"}, "rr", nil, "1750000"},
	{"generic/targets_wide.csv", "generic", Quotas, map[Field]string{FieldYear: "Year", FieldRepID: "EmployeeID", FieldPeriodValue: "M01"}, "rr", nil, ""},
	{"generic/scorecard.csv", "generic", Scorecard, map[Field]string{FieldRep: "rep", FieldMonth: "month", FieldMeasure: "visits"}, "rr", nil, ""},
	{"generic/scorecard_long.csv", "generic", Scorecard, map[Field]string{FieldPeriod: "period", FieldMetric: "metric", FieldValue: "value"}, "rr", nil, ""},
	{"generic/results_across.csv", "generic", Scorecard, map[Field]string{FieldRep: "Verkäufer", FieldMetric: "Kennzahl", FieldPeriodValue: "Jan 2024"}, "r", nil, ""},
	{"generic/skills.csv", "generic", Skills, map[Field]string{FieldSkill: "skill", FieldSelfScore: "self", FieldManagerScore: "manager",
		FieldRequiredScore: "required", FieldWeight: "weight"}, "r", nil, ""},
	{"generic/coaching.csv", "generic", Coaching, map[Field]string{FieldSkill: "skill", FieldMetric: "metric", FieldStart: "start", FieldCoach: "coach",
		FieldRandomised: "randomised"}, "r", nil, ""},
}

// readExport reads a file of testdata with encoding/csv, for tests alone.
func readExport(t *testing.T, path string) Table {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(b) {
		if b, err = charmap.Windows1252.NewDecoder().Bytes(b); err != nil {
			t.Fatal(err)
		}
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	line, _, _ := bytes.Cut(b, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	for _, c := range ",;|\t" {
		if bytes.Count(line, []byte(string(c))) > bytes.Count(line, []byte(string(r.Comma))) {
			r.Comma = c
		}
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return Table{Name: filepath.Base(path), Rows: rows}
}

func TestEveryKindOfExportIsReadAsItWasMeant(t *testing.T) {
	for _, x := range exports {
		t.Run(x.path, func(t *testing.T) {
			table := readExport(t, x.path)
			m, err := Identify(table, Options{})
			if err != nil {
				t.Fatal(withHint(err))
			}
			if m.Profile != x.profile || m.Role != x.role {
				t.Errorf("read as %s %s, want %s %s (%q)", m.Profile, m.Role, x.profile, x.role, m.Evidence)
			}
			for f, h := range x.fields {
				if !m.Has(f) || m.Header(m.Index(f)) != h {
					t.Errorf("%s is column %q, want %q", f, m.Header(m.Index(f)), h)
				}
			}
			body := table.Rows[m.HeaderRow+1:]
			if got := letters(m, body); got != x.rows {
				t.Errorf("rows are %q, want %q", got, x.rows)
			}
			checkValues(t, x, m, body)
		})
	}
}

// withHint gives the whole of what a user would see.
func withHint(err error) string {
	var e *IdentifyError
	if errors.As(err, &e) {
		return e.Error() + "\nhint: " + e.Hint()
	}
	return err.Error()
}

func checkValues(t *testing.T, x export, m *Mapping, body [][]string) {
	t.Helper()
	for f, want := range x.dates {
		cells := column(m, body, f)
		e := dateEvidence(cells)
		format, err := e.Decide(DateOptions{Lent: lentOrder(m, body)})
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		day, ok := format.Parse([]byte(cells[0]))
		if got := format.String() + " " + FormatDay(day); !ok || got != want {
			t.Errorf("%s is %s, want %s", f, got, want)
		}
	}
	if x.amounts == "" {
		return
	}
	var e NumberEvidence
	cells := column(m, body, FieldAmount)
	for _, c := range cells {
		e.Add([]byte(c))
	}
	format, err := e.Decide(NumberOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var sum Amount
	for _, c := range cells {
		v, ok := format.Parse([]byte(c))
		if !ok && !m.Missing([]byte(c)) {
			t.Errorf("amount %q is not read", c)
		}
		sum += v
	}
	if sum.String() != x.amounts {
		t.Errorf("amounts sum to %s, want %s", sum, x.amounts)
	}
}

func dateEvidence(cells []string) *DateEvidence {
	e := new(DateEvidence)
	for _, c := range cells {
		e.Add([]byte(c))
	}
	return e
}

// lentOrder is the order that the date columns of the file show.
func lentOrder(m *Mapping, body [][]string) DateOrder {
	var all []*DateEvidence
	for _, c := range m.Columns {
		if c.Field.Type() == DateValue {
			all = append(all, dateEvidence(column(m, body, c.Field)))
		}
	}
	return LentOrder(all)
}

func column(m *Mapping, body [][]string, f Field) []string {
	var cells []string
	for _, row := range body {
		if i := m.Index(f); rowLetter(m, row) != '-' && i < len(row) {
			cells = append(cells, row[i])
		}
	}
	return cells
}

func letters(m *Mapping, body [][]string) string {
	var b strings.Builder
	for _, row := range body {
		b.WriteByte(rowLetter(m, row))
	}
	return b.String()
}

func rowLetter(m *Mapping, row []string) byte {
	cell := func(f Field) string {
		for _, i := range m.All(f) {
			if i < len(row) && row[i] != "" {
				return row[i]
			}
		}
		return ""
	}
	if len(row) != len(m.Columns) || m.lacking(row) || cell(FieldRep) == "" && cell(FieldRepID) == "" || m.Furniture(row) == RepeatedHeader {
		if m.Furniture(row) != NoFurniture {
			return '-'
		}
	}
	if deleted, _ := ParseBool(cell(FieldDeleted)); deleted {
		return 'D'
	}
	switch m.Role {
	case Deals:
		s, _ := m.DealStatus(DealCells{Stage: cell(FieldStage), Status: cell(FieldStatus), IsWon: cell(FieldIsWon), IsClosed: cell(FieldIsClosed),
			WonDate: cell(FieldWonDate) != "", LostDate: cell(FieldLostDate) != ""})
		return "OWL"[s]
	case Activities:
		k, _ := m.Kind(cell(FieldKind))
		done, _ := m.Done(ActivityCells{Status: cell(FieldStatus), Outcome: cell(FieldOutcome), IsDone: cell(FieldIsDone), DoneDate: cell(FieldDoneDate) != ""})
		letter := "xVC"[k]
		if !done && letter != 'x' {
			letter |= 0x20
		}
		return letter
	}
	return 'r'
}
