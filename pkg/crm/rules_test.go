package crm

import (
	"errors"
	"strings"
	"testing"
)

// identified gives the mapping of a header, with a row of cells below it.
func identified(t *testing.T, o Options, rows ...string) *Mapping {
	t.Helper()
	m, err := Identify(tableOf("export.csv", rows...), o)
	if err != nil {
		t.Fatal(withHint(err))
	}
	return m
}

func tableOf(name string, rows ...string) Table {
	t := Table{Name: name}
	for _, r := range rows {
		t.Rows = append(t.Rows, strings.Split(r, "|"))
	}
	return t
}

func TestTheStatusOfADealIsDecidedByTheSurestSource(t *testing.T) {
	flags := identified(t, Options{}, "Id|OwnerId|StageName|IsClosed|IsWon|CloseDate|Amount")
	status := identified(t, Options{}, "Deal - Title|Deal - Owner|Deal - Stage|Deal - Status|Deal - Value|Deal - Won time|Deal - Lost time")
	dynamics := identified(t, Options{}, "Topic|Owner|Potential Customer|Status|Sales Stage|Actual Close Date")
	stage := identified(t, Options{}, "Record ID|Deal owner|Deal Stage|Close Date")
	won := identified(t, Options{}, "Record ID|Deal owner|Deal Stage|Is Closed Won|Close Date")
	tests := []struct {
		name  string
		m     *Mapping
		cells DealCells
		want  Status
		known bool
	}{
		{"flags win over the stage", flags, DealCells{Stage: "Closed Won", IsClosed: "1", IsWon: "0"}, Lost, true},
		{"flags of 1 and empty", flags, DealCells{Stage: "Firmas", IsClosed: "1", IsWon: "1"}, Won, true},
		{"closed and not won, empty", flags, DealCells{Stage: "X", IsClosed: "1"}, Lost, true},
		{"flags say open", flags, DealCells{Stage: "Closed Won", IsClosed: "false", IsWon: "false"}, Open, true},
		{"no flags: the stage", flags, DealCells{Stage: "Closed Lost"}, Lost, true},
		{"the status wins over the stage", status, DealCells{Stage: "Won", Status: "Lost"}, Lost, true},
		{"the status without case", status, DealCells{Stage: "Proposal", Status: "WON"}, Won, true},
		{"an unknown status and a won date", status, DealCells{Status: "??", WonDate: true}, Won, true},
		{"both dates decide nothing", status, DealCells{Stage: "Proposal", WonDate: true, LostDate: true}, Open, true},
		{"stage Close of a lost deal", dynamics, DealCells{Stage: "Close", Status: "Lost"}, Lost, true},
		{"stage Close of a won deal", dynamics, DealCells{Stage: "Close", Status: "Won"}, Won, true},
		{"stage Close alone", dynamics, DealCells{Stage: "Close"}, Open, false},
		{"a stage with its pipeline", stage, DealCells{Stage: "Closed Won (Sales Pipeline)"}, Won, true},
		{"an internal name", stage, DealCells{Stage: "closedlost"}, Lost, true},
		{"a stage with an emoji", stage, DealCells{Stage: "Cierre Ganado 🤓"}, Won, true},
		{"a stage nobody knows", stage, DealCells{Stage: "Step 7"}, Open, false},
		{"nothing at all", stage, DealCells{}, Open, false},
		{"not won, and the stage says lost", won, DealCells{Stage: "Closed Lost", IsWon: "false"}, Lost, true},
	}
	for _, x := range tests {
		if s, known := x.m.DealStatus(x.cells); s != x.want || known != x.known {
			t.Errorf("%s: %s, %v, want %s, %v", x.name, s, known, x.want, x.known)
		}
	}
}

func TestTheUsersWordsWin(t *testing.T) {
	o := Options{Words: Words{Won: []string{"Step 7", "Close"}, Lost: []string{"Contract Sent"}, Visits: []string{"Ride-along"}, Calls: []string{"Ping"},
		Done: []string{"Booked"}, NotDone: []string{"Completed"}, Missing: []string{"Sin_Factura"}, Unassigned: []string{"House Account"}}}
	deals := identified(t, o, "Record ID|Deal owner|Deal Stage|Close Date")
	for stage, want := range map[string]Status{"step 7": Won, "Close": Won, "Contract sent": Lost, "Closed Won": Won} {
		if s, known := deals.DealStatus(DealCells{Stage: stage}); s != want || !known {
			t.Errorf("%q is %s (%v), want %s", stage, s, known, want)
		}
	}
	acts := identified(t, o, "Record ID|Activity type|Activity date|Activity assigned to|Outcome")
	if acts.Visit("Meeting") || !acts.Visit("ride along") {
		t.Error("the user's visits do not replace the built-in ones")
	}
	if k, known := acts.Kind("Meeting"); k != OtherKind || !known {
		t.Errorf("Meeting is %s, %v", k, known)
	}
	if done, _ := acts.Done(ActivityCells{Outcome: "Completed"}); done {
		t.Error("Completed is done against the user's word")
	}
	if done, _ := acts.Done(ActivityCells{Outcome: "Booked"}); !done {
		t.Error("Booked is not done")
	}
	if !deals.Missing([]byte("Sin_Factura")) || !deals.Unassigned("house account") {
		t.Error("the user's words for missing and unassigned do not count")
	}
}

func TestAnActivityIsDoneOnlyWhenTheFileSaysSo(t *testing.T) {
	plain := identified(t, Options{}, "visit_id|rep_id|visit_date")
	flag := identified(t, Options{}, "Activity - ID|Activity - Type|Activity - Due date|Activity - Assigned to user|Activity - Done|Activity - Marked as done time")
	outcome := identified(t, Options{}, "Record ID|Activity type|Activity date|Activity assigned to|Meeting outcome")
	task := identified(t, Options{}, "Id|WhoId|WhatId|Subject|ActivityDate|Status|OwnerId|IsClosed|TaskSubtype|CompletedDateTime")
	tests := []struct {
		name        string
		m           *Mapping
		cells       ActivityCells
		done, known bool
	}{
		{"no such column", plain, ActivityCells{}, true, true},
		{"done by word", flag, ActivityCells{IsDone: "Done"}, true, true},
		{"to do by word", flag, ActivityCells{IsDone: "To do", DoneDate: true}, false, true},
		{"a completion time alone", flag, ActivityCells{DoneDate: true}, true, true},
		{"no completion time", flag, ActivityCells{}, false, true},
		{"completed", outcome, ActivityCells{Outcome: "COMPLETED"}, true, true},
		{"no show", outcome, ActivityCells{Outcome: "No show"}, false, true},
		{"cancelled", outcome, ActivityCells{Outcome: "Cancelled"}, false, true},
		{"an empty outcome", outcome, ActivityCells{}, false, false},
		{"an unknown outcome", outcome, ActivityCells{Outcome: "Blue"}, false, false},
		{"closed task", task, ActivityCells{IsDone: "true", Status: "Not Started"}, true, true},
		{"open task", task, ActivityCells{Status: "Not Started"}, false, true},
	}
	for _, x := range tests {
		if done, known := x.m.Done(x.cells); done != x.done || known != x.known {
			t.Errorf("%s: %v, %v, want %v, %v", x.name, done, known, x.done, x.known)
		}
	}
}

func TestKindsAreKnownInSeveralLanguages(t *testing.T) {
	m := identified(t, Options{}, "rep|activity_type|date")
	for word, want := range map[string]Kind{"Visit": VisitKind, "MEETING": VisitKind, "Reunión": VisitKind, "reuniao": VisitKind, "Kundenbesuch": VisitKind,
		"Rendez-vous": VisitKind, "Visita": VisitKind, "Check-in": VisitKind, "Telefonanruf": CallKind, "Llamada": CallKind, "Ligação": CallKind,
		"Appel": CallKind, "Email": OtherKind, "Note": OtherKind} {
		if k, known := m.Kind(word); k != want || !known {
			t.Errorf("%q is %s (%v), want %s", word, k, known, want)
		}
	}
	for _, word := range []string{"Visit report", "Blue", ""} {
		if k, known := m.Kind(word); k != OtherKind || known {
			t.Errorf("%q is %s, %v", word, k, known)
		}
	}
}

func TestNobodyIsAnOwner(t *testing.T) {
	m := identified(t, Options{}, "Record ID|Deal owner|Deal Stage|Close Date")
	for _, o := range []string{"", "  ", "Unassigned", "(none)", "NULL", "AAA", "000000000000000AAA", "Deactivated User", "00000000-0000-0000-0000-000000000000", "-"} {
		if !m.Unassigned(o) {
			t.Errorf("%q is taken for a person", o)
		}
	}
	for _, o := range []string{"Anna Smith", "7", "0055g000001aaaaAAA", "Noone O'Neill"} {
		if m.Unassigned(o) {
			t.Errorf("%q is taken for nobody", o)
		}
	}
}

func TestFurnitureIsToldFromDamage(t *testing.T) {
	m := identified(t, Options{}, "Opportunity Owner|Opportunity Name|Stage|Amount|Close Date|Opportunity ID")
	generic := identified(t, Options{}, "sales_agent|account|deal_stage|close_value|close_date")
	accounts := identified(t, Options{}, "account|sales_agent|deal_stage|close_value|close_date")
	tests := []struct {
		m    *Mapping
		row  string
		want Furniture
	}{
		{m, "||||", BlankRow},
		{m, "Confidential Information - Do Not Distribute", FooterRow},
		{m, "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.", FooterRow},
		{m, "Generated By:  Ana  4/1/2024", FooterRow},
		{m, "Nordlicht Trading", FooterRow},
		{m, "Grand Totals (5700 records)|||120", SubtotalRow},
		{m, "Total|||120|||", SubtotalRow},
		{m, "Opportunity Owner|Opportunity Name|Stage|Amount|Close Date|Opportunity ID", RepeatedHeader},
		{m, "Ana|Deal|Won|12", NoFurniture},
		{m, "Ana|Deal|Won|12|x|1", NoFurniture},
		{generic, "Subtotal||||120", SubtotalRow},
		{generic, "Zwischensumme||||120", SubtotalRow},
		{accounts, "Total|Ana|Won|5|31/02/2024", NoFurniture},
		{accounts, "Total||||5", SubtotalRow},
		{generic, "Total Energies|Oil|Won|5|2024-01-01", NoFurniture},
		{generic, "half a row", NoFurniture},
		{generic, "2001|half a row", NoFurniture},
		{generic, "C-2001|half a row", NoFurniture},
		{generic, "© 2026 Acme", FooterRow},
		{generic, "(c) 2026 Acme", FooterRow},
		{generic, "# rejected: deals.csv:3: the row has 2 cells, the header has 5", RejectReason},
		{generic, "# rejected: |a|row", NoFurniture},
	}
	for _, x := range tests {
		if got := x.m.Furniture(strings.Split(x.row, "|")); got != x.want {
			t.Errorf("%q is %q, want %q", x.row, got, x.want)
		}
	}
}

func TestOptionsOverrule(t *testing.T) {
	header := "Owner name|Kunde|Abgeschlossen|Volume (EUR)|Datum"
	o := Options{Role: Deals, Columns: map[Role]map[Field]string{Deals: {FieldRep: "owner_name", FieldStatus: "=won", FieldCloseDate: "#5", FieldAmount: "Volume (EUR)"}}}
	m := identified(t, o, header, "Ana|X|ja|5|2024-01-01")
	if m.Index(FieldRep) != 0 || m.Index(FieldCloseDate) != 4 || m.Index(FieldAmount) != 3 || m.Always[FieldStatus] != "won" || m.Always[FieldCurrency] != "EUR" {
		t.Errorf("%+v %v", m.Columns, m.Always)
	}
	if s, known := m.DealStatus(DealCells{}); s != Won || !known {
		t.Error(s, known)
	}
	drop := Options{Columns: map[Role]map[Field]string{Deals: {FieldProduct: ""}}}
	if m := identified(t, drop, "sales_agent|product|deal_stage|close_date"); m.Has(FieldProduct) {
		t.Error("a dropped column is used")
	}
	names := Options{Names: []string{"rep", "date", "type"}}
	m = identified(t, names, "Ana|2024-01-01|Visit", "Bo|2024-01-02|Call")
	if m.HeaderRow != -1 || m.Role != Activities || m.Index(FieldKind) != 2 {
		t.Errorf("%+v", m)
	}
	score := Options{Role: Scorecard, Columns: map[Role]map[Field]string{Scorecard: {"demos": "Vorführungen"}}}
	m = identified(t, score, "rep|period|Vorführungen")
	if len(m.Measures()) != 1 || m.Measures()[0].Metric != "demos" {
		t.Errorf("%+v", m.Measures())
	}
}

func TestTheHeaderIsFoundBelowTitles(t *testing.T) {
	m := identified(t, Options{}, "Pipeline of the North", "", "as of 2024-01-01", "Sales Rep|Deal Stage|Close Date|Amount", "Ana|Won|2024-01-01|5")
	if m.HeaderRow != 3 || m.Role != Deals {
		t.Errorf("row %d, %s", m.HeaderRow, m.Role)
	}
}

func TestRepeatedColumnNamesAreHarmlessUnlessTheyDisagree(t *testing.T) {
	header := "rep|stage|close_date|amount|amount|"
	m := identified(t, Options{}, header, "Ana|Won|2024-01-01|5|5|x")
	if m.Index(FieldAmount) != 3 {
		t.Error("of two equal columns the first counts")
	}
	m = identified(t, Options{}, header, "Ana|Won|2024-01-01||5|x")
	if m.Index(FieldAmount) != 4 {
		t.Error("of two columns the filled one counts")
	}
	_, err := Identify(tableOf("x.csv", header, "Ana|Won|2024-01-01|4|5|x"), Options{})
	var e *IdentifyError
	if !errors.As(err, &e) || e.Trouble != DuplicateHeader {
		t.Errorf("%v", err)
	}
}

func TestAnErrorSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	columns := func(r Role, f Field, h string) map[Role]map[Field]string { return map[Role]map[Field]string{r: {f: h}} }
	tests := []struct {
		name    string
		rows    []string
		options Options
		trouble Trouble
		says    []string
	}{
		{"empty", nil, Options{}, NoRows, []string{"no rows"}},
		{"no rep", []string{"Stage|Close Date|Amount|Pipeline"}, Options{}, MissingColumns, []string{"who owns the deal", "rep: NAME OF THE COLUMN"}},
		{"near miss", []string{"Deal ID|Deal Stage|Deal Ownr|Close Dat|Amount"}, Options{Role: Deals}, MissingColumns,
			[]string{`did you mean "Deal Ownr" for`, "rep: Deal Ownr", "close_date: Close Dat"}},
		{"values first", []string{"Ana|2024-01-01|5"}, Options{}, NoHeader, []string{"--columns"}},
		{"unknown profile", []string{"a"}, Options{Profile: "hubspott"}, UnknownProfile, []string{"hubspot,", "hubspott"}},
		{"unknown role", []string{"a"}, Options{Role: "deal"}, UnknownRole, []string{"deals", `"deal"`}},
		{"unknown field", []string{"rep|stage|close_date"}, Options{Role: Deals, Columns: columns(Deals, "clos_date", "x")}, UnknownField, []string{"close_date"}},
		{"unknown header", []string{"rep|stage|close_date"}, Options{Role: Deals, Columns: columns(Deals, FieldCloseDate, "closed_date")}, UnknownColumn,
			[]string{"closed_date", `did you mean "close_date"`}},
		{"names too few", []string{"Ana|2024-01-01|5"}, Options{Names: []string{"rep", "date"}}, WrongNameCount, []string{"2 names, 3 columns"}},
		{"months across", []string{"rep|Jan 2024|Feb 2024"}, Options{}, Ambiguous, []string{"quotas", "scorecard", "--quotas FILE or --scorecard FILE"}},
	}
	for _, x := range tests {
		_, err := Identify(tableOf("my file: 1.csv", x.rows...), x.options)
		var e *IdentifyError
		if !errors.As(err, &e) || e.Trouble != x.trouble {
			t.Errorf("%s: %v, want %s", x.name, err, x.trouble)
			continue
		}
		text := e.Error() + "\n" + e.Hint()
		for _, part := range x.says {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q does not say %q", x.name, text, part)
			}
		}
	}
}

func TestTheFileNameBreaksATieAndSaysSo(t *testing.T) {
	m, err := Identify(tableOf("quotas 2024.csv", "rep|Jan 2024|Feb 2024"), Options{})
	if err != nil || m.Role != Quotas || !strings.Contains(strings.Join(m.Evidence, "\n"), "file name") {
		t.Fatalf("%v %v", err, m)
	}
	p := m.PeriodColumns()
	if len(p) != 2 || p[1].Period != (Period{Year: 2024, Month: 2}) {
		t.Errorf("%+v", p)
	}
}

func TestAUserProfileIsTriedFirst(t *testing.T) {
	p, err := LoadProfile("ours", []byte("name: ours\ntitle: Our CRM\nwords: {won: [Juhu]}\nshapes:\n  - name: deals\n    role: deals\n    signature: [Wer]\n    fields: {rep: [Wer], stage: [Wie], close_date: [Wann]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	m := identified(t, Options{Profiles: []*Profile{p}}, "Wer|Wie|Wann")
	if s, known := m.DealStatus(DealCells{Stage: "juhu"}); m.Profile != "ours" || s != Won || !known {
		t.Errorf("%s, %s, %v", m.Profile, s, known)
	}
}

func TestABadProfileIsRefusedWithItsPlace(t *testing.T) {
	for text, want := range map[string]string{
		"name: x\nshapess: []\n": "[2:1]",
		"name: x\nshapes:\n  - name: d\n    role: dealz\n    fields: {rep: [A]}\n":              "not a role",
		"name: x\nshapes:\n  - name: d\n    role: deals\n    fields: {rip: [A]}\n":              "not a field",
		"name: x\nshapes:\n  - name: d\n    role: deals\n    fields: {rep: [A], amount: [a]}\n": "means both",
		"\tname": "profile mine",
	} {
		if _, err := LoadProfile("mine", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestFindingsArePlain(t *testing.T) {
	m := identified(t, Options{}, "visit_id|rep_id|visit_date|weather")
	f := m.Findings()
	if f.Role != Activities || len(f.Columns) != 3 || f.Columns[0].Column != 1 || len(f.Unused) != 1 || f.Unused[0] != "weather" ||
		len(f.Always) != 1 || f.Always[0].Value != "Visit" {
		t.Errorf("%+v", f)
	}
}

func TestAmountsInCentsAreMarked(t *testing.T) {
	m := identified(t, Options{}, "id|lead_name|status_type|value|value_currency|user_name|date_won|date_lost")
	if !m.Cents || m.Profile != "close" {
		t.Errorf("%s, cents %v", m.Profile, m.Cents)
	}
}

func TestNoBuiltInWordMeansTwoThingsInOneList(t *testing.T) {
	lib, err := readLibrary()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append([]*Profile{{Name: "common", Words: lib.common}}, lib.profiles...) {
		w := p.Words
		for _, lists := range [][][]string{{w.Won, w.Lost, w.Open}, {w.Visits, w.Calls, w.Others}, {w.Done, w.NotDone}} {
			seen := map[string]int{}
			for i, list := range lists {
				for _, word := range list {
					if j, ok := seen[Fold(word)]; ok && j != i {
						t.Errorf("%s: %q means two things", p.Name, word)
					}
					seen[Fold(word)] = i
				}
			}
		}
	}
}

func TestACoachingLogWithoutACoachIsNoRoster(t *testing.T) {
	for header, want := range map[string]Role{
		"rep,start,skill,end": Coaching, "rep,skill,from,to": Coaching, "rep,skill,date,self": Skills,
		"rep,skill,date,self,manager,required": Skills, "rep,start,end,team": Roster, "rep,date,metric,value": Scorecard,
	} {
		m, err := Identify(Table{Name: "x.csv", Rows: [][]string{strings.Split(header, ",")}}, Options{})
		if err != nil || m.Role != want {
			t.Errorf("%s: %+v, %v", header, m, err)
		}
	}
}
