package ingest

import (
	"math"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestAGoalIsForTheDaysThatItNames(t *testing.T) {
	goals := "Name,Goal Owner,Target,Fiscal Period,Fiscal Year,Goal Metric,Parent Goal,From,To\nA,Ann,\"$3,650.00 \",%s,FY2025,Revenue,Team,%s\n"
	visits := write(t, "s.csv", "rep,month,visits\nAnn,2025-01,10\nAnn,2025-12,10\n")
	for _, x := range []struct {
		label, days string
		january     float64
	}{
		{"Annual", "1/1/2025,12/31/2025", 0},
		{"Semester 1", "1/1/2025,6/30/2025", 0},
		{"Quarter 2", "1/13/2025,1/31/2025", 3650},
		{"Annual", ",", 0},
	} {
		path := write(t, "goals.csv", strings.Replace(strings.Replace(goals, "%s", x.label, 1), "%s", x.days, 1))
		d := read(t, Request{Files: files(path, visits)})
		january := value(t, d.Cube, "Ann", "2025-01", funnel.Quota)
		if sum := total(t, d.Cube, funnel.Quota); math.Abs(sum-3650) > 0.01 || x.january > 0 && january != x.january || january <= 0 {
			t.Errorf("%+v: %v, in January %v", x, sum, january)
		}
	}
	path := write(t, "goals.csv", strings.Replace(strings.Replace(goals, "%s", "Annual", 1), "%s", "1/31/2025,1/13/2025", 1))
	if msg := refused(t, Request{Files: files(path, visits)}); !strings.Contains(msg, `goals.csv:2:57: the period ends with "1/13/2025", before it begins`) {
		t.Error(msg)
	}
}
