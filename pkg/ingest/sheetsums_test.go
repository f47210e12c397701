package ingest

import (
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestAWordForTotalsThatIsANameIsATotalOnlyByItsFigures(t *testing.T) {
	for _, x := range []struct {
		text, total, name string
		reps              int
		want              float64
	}{
		{"rep,month,visits,revenue\nAnn,2025-01,10,1000\nSuma,2025-01,7,300\nSoma,2025-01,8,200\n", "", "Suma", 3, 25},
		{"rep,month,visits,revenue\nAnn,2025-01,10,1000\nBob,2025-01,7,300\nSuma,2025-01,17,1300\n", "Suma", "", 2, 17},
		{"rep,month,visits,revenue\nAnn,2025-01,10,1000\nBob,2025-01,7,300\nSuma,2025-01,17,1299\n", "", "Suma", 3, 34},
		{"rep,month,visits\nAnn,2025-01,10\nBob,2025-01,7\nSuma,,17\n", "", "", 2, 17},
		{"rep,month,visits\nAnn,2025-01,10\nSuma,2025-01,10\n", "", "Suma", 2, 20},
		{"rep,month,visits\nAnn,2025-01,1\nBob,2025-01,2\nSuma,2025-01,3\nAnn,2025-02,1\nBob,2025-02,2\nSuma,2025-02,9\n", "", "Suma", 3, 18},
		{"rep,team,month,visits\nAnn,N,2025-01,1\nBob,N,2025-01,2\nSuma,N,2025-01,3\nCid,S,2025-01,4\nDee,S,2025-01,5\nSuma,S,2025-01,9\n", "Suma", "", 4, 12},
		{"rep,manager,month,visits\nDan Sum,Dan,2025-01,7\nAnn,Dan,2025-01,5\n", "", "Dan Sum", 2, 12},
		{"rep,month,visits\nDan,2025-01,5\nDan Sum,2025-01,5\n", "Dan Sum", "", 1, 5},
		{"rep,metric,2025-01,2025-02\nAnn,visits,1,2\nBob,visits,3,4\nSuma,visits,4,6\n", "Suma", "", 2, 10},
		{"rep,metric,2025-01,2025-02\nAnn,visits,1,2\nBob,visits,3,4\nSuma,visits,4,7\n", "", "Suma", 3, 21},
	} {
		d := read(t, Request{Files: []File{{Path: write(t, "f.csv", x.text), Role: crm.Scorecard}}})
		if len(d.Cube.Reps) != x.reps || total(t, d.Cube, funnel.Visits) != x.want {
			t.Errorf("%s: %d reps, %v visits", x.text, len(d.Cube.Reps), total(t, d.Cube, funnel.Visits))
		}
		if told, dropped := names(d, "like-a-total", x.name), names(d, "taken-for-total", x.total); !told || !dropped {
			t.Errorf("%s: %v", x.text, d.Quality.Warnings)
		}
	}
}

// names reports whether the first warning of the code begins with the name, or
// is not there where none is given.
func names(d *Data, code, name string) bool {
	said := warned(d, code)
	return name == "" && said == "" || name != "" && len(said) > len(name)+2 && said[:len(name)+2] == `"`+name+`"`
}

func TestARosterKeepsWhoIsCalledAsATotalAndHasATeam(t *testing.T) {
	deals := write(t, "deals.csv", "Deal ID,Deal Owner,Stage,Amount,Close Date\n1,Suma,Closed Won,5,2025-01-31\n")
	for text, want := range map[string]string{
		"rep,team\nAnn,N\nSuma,S\n": "S", "rep,team\nAnn,N\nSuma,\n": "",
		"first_name,last_name,team\nAnn,Lee,N\nSuma,,S\nSuma,Rao,N\n": "S",
	} {
		d := read(t, Request{Files: files(deals, write(t, "roster.csv", text))})
		for _, r := range d.Cube.Reps {
			if r.Name == "Suma" && r.Team != want {
				t.Errorf("%s: team %q", text, r.Team)
			}
		}
	}
}

func TestOwnersOfDealsWhoAreNamedLikeTotalsAreSaidUnlessARosterListsThem(t *testing.T) {
	deals := write(t, "deals.csv", "Deal Owner,Account Name,Stage,Amount,Close Date\nAnn,Acme,Closed Won,100,2024-01-31\nDan Sum,Acme,Closed Won,100,2024-01-31\n")
	if d := read(t, Request{Files: files(deals)}); !names(d, "like-a-total", "Dan Sum") {
		t.Errorf("%v", d.Quality.Warnings)
	}
	if d := read(t, Request{Files: files(deals, write(t, "roster.csv", "rep,team\nAnn,N\nDan Lee,S\n"))}); !names(d, "like-a-total", "Dan Sum") {
		t.Errorf("%v", d.Quality.Warnings)
	}
	stages := write(t, "stages.csv", "Deal Owner,Account Name,Stage,Amount,Close Date\nAnn,Acme,Closed Won,100,2024-01-31\nSuma,,Negotiation,200,\nSuma,,,300,\n")
	if d := read(t, Request{Files: files(stages)}); d.Quality.Files[0].Totals.Open != 1 || d.Quality.Files[0].IgnoredFurniture != 1 {
		t.Errorf("%+v", d.Quality.Files[0])
	}
	figures := write(t, "f.csv", "rep,month,visits\nAnn,2024-01,10\nSuma,2024-01,20\n")
	d := read(t, Request{Files: []File{{Path: deals, Role: crm.Deals}, {Path: write(t, "team.csv", "rep,team\nAnn,N\nDan Sum,S\nSuma,S\n"), Role: crm.Roster}}})
	for _, w := range d.Quality.Warnings {
		if w.Code == "like-a-total" && w.Message[:5] == "deals" {
			t.Errorf("%v", w)
		}
	}
	if d := read(t, Request{Files: []File{{Path: figures, Role: crm.Scorecard}}}); !names(d, "like-a-total", "Suma") {
		t.Errorf("%v", d.Quality.Warnings)
	}
}
