package ingest

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// withConstants asks for a file whose fields have one value in every row.
func withConstants(path string, role crm.Role, columns map[crm.Field]string) Request {
	r := Request{Files: []File{{Path: path, Role: role}}}
	r.Reading.Mappings = []Mapping{{Pattern: path, Columns: columns}}
	return r
}

func TestAConstantDoesWhatAColumnOfItDoes(t *testing.T) {
	const (
		deals  = "id,rep,stage,amount,close_date,account\n1,Ann,Closed Won,10,2024-01-31,x\n2,Bob,Closed Lost,20,2024-02-29,y\n3,,Offer,30,2024-02-29,x\n"
		visits = "id,rep,kind,date\n1,Ann,Visit,2024-01-31\n2,Bob,Call,2024-02-29\n3,,Visit,2024-02-29\n"
		people = "rep,rep_email\nAnn,ann@x.org\nBob,bob@x.org\n"
		scores = "rep,month,visits,revenue\nAnn,2024-01,3,100\nBob,2024-02,4,200\n"
		quotas = "rep,month,amount\nAnn,2024-01,100\nBob,2024-02,200\n"
		skills = "rep,skill,self\nAnn,Closing,3\nBob,Listening,4\n"
		coach  = "rep,skill,start\nAnn,Closing,2024-01-01\nBob,Listening,2024-02-01\n"
	)
	for _, x := range []struct {
		role  crm.Role
		table string
		field crm.Field
		value string
	}{
		{crm.Deals, deals, crm.FieldRep, "Zed"}, {crm.Deals, deals, crm.FieldRepEmail, "zed@x.org"}, {crm.Deals, deals, crm.FieldRepID, "7"},
		{crm.Deals, deals, crm.FieldAmount, "5.25"}, {crm.Deals, deals, crm.FieldCurrency, "EUR"}, {crm.Deals, deals, crm.FieldStatus, "lost"},
		{crm.Deals, deals, crm.FieldStage, "Closed Won"}, {crm.Deals, deals, crm.FieldIsWon, "true"}, {crm.Deals, deals, crm.FieldIsClosed, "false"},
		{crm.Deals, deals, crm.FieldCloseDate, "2024-03-05"}, {crm.Deals, deals, crm.FieldWonDate, "2024-03-05"},
		{crm.Deals, deals, crm.FieldLostDate, "2024-03-05"}, {crm.Deals, deals, crm.FieldCreated, "2023-12-05"},
		{crm.Deals, deals, crm.FieldAccount, "one"}, {crm.Deals, deals, crm.FieldAccountID, "7"}, {crm.Deals, deals, crm.FieldRegion, "North"},
		{crm.Activities, visits, crm.FieldKind, "Meeting"}, {crm.Activities, visits, crm.FieldStatus, "Planned"},
		{crm.Activities, visits, crm.FieldStatus, "Completed"}, {crm.Activities, visits, crm.FieldOutcome, "Cancelled"},
		{crm.Activities, visits, crm.FieldIsDone, "false"}, {crm.Activities, visits, crm.FieldDate, "2024-03-05"},
		{crm.Activities, visits, crm.FieldDoneDate, "2024-03-05"}, {crm.Activities, visits, crm.FieldRep, "Zed"},
		{crm.Roster, people, crm.FieldTeam, "North"}, {crm.Roster, people, crm.FieldManager, "Max"}, {crm.Roster, people, crm.FieldRegion, "North"},
		{crm.Roster, people, crm.FieldStart, "2024-01-05"}, {crm.Roster, people, crm.FieldEnd, "2024-12-05"}, {crm.Roster, people, crm.FieldShare, "0.5"},
		{crm.Scorecard, scores, crm.FieldRep, "Zed"}, {crm.Scorecard, scores, crm.FieldMonth, "2024-03"},
		{crm.Quotas, quotas, crm.FieldAmount, "500"}, {crm.Quotas, quotas, crm.FieldYear, "2024"}, {crm.Quotas, quotas, crm.FieldCurrency, "EUR"},
		{crm.Skills, skills, crm.FieldRep, "Zed"}, {crm.Skills, skills, crm.FieldSkill, "Closing"}, {crm.Skills, skills, crm.FieldDate, "2024-01-05"},
		{crm.Skills, skills, crm.FieldManagerScore, "2.5"}, {crm.Skills, skills, crm.FieldWeight, "2"}, {crm.Skills, skills, crm.FieldRater, "Max"},
		{crm.Coaching, coach, crm.FieldMetric, "visits"}, {crm.Coaching, coach, crm.FieldStart, "2024-01-05"}, {crm.Coaching, coach, crm.FieldCoach, "Max"},
	} {
		t.Run(string(x.role)+" "+string(x.field), func(t *testing.T) {
			table := without(x.table, string(x.field))
			column, errColumn := readOr(Request{Files: []File{{write(t, "a.csv", with(table, string(x.field), x.value)), x.role}}, Customers: newAccounts(x.role)})
			r := withConstants(write(t, "a.csv", table), x.role, map[crm.Field]string{x.field: "=" + x.value})
			r.Customers = newAccounts(x.role)
			constant, errConstant := readOr(r)
			if errColumn != errConstant {
				t.Fatalf("error %q, with a column %q", errConstant, errColumn)
			}
			if !reflect.DeepEqual(column.Cube, constant.Cube) {
				t.Errorf("the cube is\n%+v\nand with a column\n%+v", constant.Cube, column.Cube)
			}
			if !reflect.DeepEqual(column.Assessments, constant.Assessments) || !reflect.DeepEqual(column.Programmes, constant.Programmes) {
				t.Errorf("got %+v %+v, with a column %+v %+v", constant.Assessments, constant.Programmes, column.Assessments, column.Programmes)
			}
			a, b := column.Quality.Files[0], constant.Quality.Files[0]
			if a.Totals != b.Totals || a.Used != b.Used || a.Currency != b.Currency || a.Unassigned != b.Unassigned {
				t.Errorf("got %+v, with a column %+v", b, a)
			}
		})
	}
}

// readOr gives what is left of data that is refused, and why.
func readOr(r Request) (*Data, string) {
	d, err := Read(context.Background(), r)
	var refused *DataError
	switch {
	case err == nil:
		return d, ""
	case errors.As(err, &refused):
		p := refused.Problems[0]
		return d, p.What
	}
	return &Data{Quality: Quality{Files: make([]FileReport, 1)}}, err.Error()
}

func newAccounts(r crm.Role) CustomerMode {
	if r == crm.Deals {
		return NewAccounts
	}
	return WonDeals
}

// without drops a column of a table, if it is there.
func without(table, header string) string {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	at := -1
	for i, h := range strings.Split(lines[0], ",") {
		if h == header {
			at = i
		}
	}
	for i, l := range lines {
		cells := strings.Split(l, ",")
		if at >= 0 {
			lines[i] = strings.Join(append(cells[:at:at], cells[at+1:]...), ",")
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// with adds a column that holds one value in every row.
func with(table, header, value string) string {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	for i := range lines {
		lines[i] += "," + value
	}
	lines[0] = strings.TrimSuffix(lines[0], value) + header
	return strings.Join(lines, "\n") + "\n"
}

func TestRowsAreSelectedAndToldApartByConstants(t *testing.T) {
	const table = "id,rep,stage,amount,close_date\n1,Ann,Closed Won,10,2024-01-31\n"
	north, south := write(t, "north.csv", table), write(t, "south.csv", strings.Replace(table, "\n1,", "\n2,", 1))
	r := Request{Files: []File{{north, crm.Deals}, {south, crm.Deals}}, SegmentBy: []string{"region"}}
	for path, region := range map[string]string{north: "=North", south: "=South"} {
		r.Reading.Mappings = append(r.Reading.Mappings, Mapping{Pattern: path, Columns: map[crm.Field]string{crm.FieldRegion: region}})
	}
	if d := read(t, r); strings.Join(d.Cube.Segments, " ") != "North South" {
		t.Errorf("segments are %v", d.Cube.Segments)
	}
	r.Where = []Condition{{"Region", "south"}}
	if d := read(t, r); total(t, d.Cube, funnel.Revenue) != 10 || d.Quality.Files[0].LeftOut != 1 {
		t.Errorf("%+v", d.Quality.Files)
	}
}

func TestConstantsThatCannotBeMeantAreWrongUsage(t *testing.T) {
	const table = "id,rep,stage,amount,close_date\n1,Ann,Closed Won,10,2024-01-31\n"
	for field, x := range map[crm.Field]struct{ value, want string }{
		crm.FieldID:        {"7", "could not be told apart"},
		crm.FieldDealKey:   {"7", "could not be told apart"},
		crm.FieldSkill:     {"Closing", "gives deals a value that they do not have"},
		crm.FieldAmount:    {"1,5", "is not a number"},
		crm.FieldCloseDate: {"31.01.2024", "is not a day"},
		crm.FieldIsWon:     {"perhaps", "is neither true nor false"},
	} {
		_, err := Read(context.Background(), withConstants(write(t, "a.csv", table), crm.Deals, map[crm.Field]string{field: "=" + x.value}))
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(usage.Msg, `"=`+x.value+`"`) || !strings.Contains(usage.Msg, x.want) || usage.Hint == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestTheCurrencyOfAHeaderIsThatOfItsAmounts(t *testing.T) {
	euros := write(t, "a.csv", "Deal ID,Deal Owner,Stage,Amount (EUR),Close Date\n1,Ann,Closed Won,100,2024-01-31\n")
	dollars := write(t, "b.csv", "Deal ID,Deal Owner,Stage,Amount (USD),Close Date\n2,Ann,Closed Won,100,2024-01-31\n")
	if msg := refused(t, Request{Files: files(euros, dollars)}); !strings.Contains(msg, "EUR, USD over all files") {
		t.Errorf("%s", msg)
	}
	mixed := write(t, "c.csv", "Deal ID,Deal Owner,Stage,Amount (EUR),Close Date\n1,Ann,Closed Won,$100,2024-01-31\n")
	if msg := refused(t, Request{Files: files(mixed)}); !strings.Contains(msg, `c.csv:2:18: amount "$100" is not in EUR`) {
		t.Errorf("%s", msg)
	}
	d := read(t, withConstants(mixed, crm.Deals, map[crm.Field]string{crm.FieldCurrency: ""}))
	if f := d.Quality.Files[0]; f.Currency != "$" {
		t.Errorf("without the header's currency it is %q", f.Currency)
	}
}
