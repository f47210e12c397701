package report

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/render"
)

func TestAColumnOfTeamsIsShownWhereTeamsDiffer(t *testing.T) {
	for name, tt := range map[string]struct {
		teams []string
		want  string
	}{
		"no team":            {[]string{"", ""}, "rep n"},
		"one team":           {[]string{"North", "North"}, "rep n"},
		"two teams":          {[]string{"North", "South"}, "rep team n"},
		"one without a team": {[]string{"North", ""}, "rep team n"},
		"nobody":             {nil, "rep n"},
	} {
		table := render.Table{Columns: []render.Column{{Name: "rep"}, {Name: "team"}, {Name: "n"}}}
		for _, team := range tt.teams {
			table.Rows = append(table.Rows, []render.Cell{render.Text("x"), render.Text(team), render.Count(1)})
		}
		table.Footer = []render.Cell{render.Text("all"), render.Text(""), render.Count(2)}
		dropAlike(&table, "team")
		var names []string
		for _, c := range table.Columns {
			names = append(names, c.Name)
		}
		if got := strings.Join(names, " "); got != tt.want {
			t.Errorf("%s: columns %q, want %q", name, got, tt.want)
		}
		for _, row := range append(table.Rows, table.Footer) {
			if len(row) != len(names) || row[len(row)-1].Kind != render.KindCount {
				t.Errorf("%s: row %v under %v", name, row, names)
			}
		}
	}
}
