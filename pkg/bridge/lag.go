package bridge

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// usualLag is the number of days that a win takes where no deals tell it.
const usualLag = 30

// Lag says that the visits behind the customers, made some days before them, moved another way than the visits of the
// same period, and which period's conversion that flatters.
type Lag struct {
	// Days from a deal's creation to its win: the median, or 30 where no deals tell (Told is false).
	Days float64 `json:"days"`
	Told bool    `json:"told"`
	// Within is the relative change of the visits of the periods, Behind that of those made Days before them.
	Within   float64 `json:"within"`
	Behind   float64 `json:"behind"`
	Flatters string  `json:"flatters"`
}

// tellLag fills Lag where the visits behind the customers, made some weeks before them, moved another way than the visits
// of the same period: what is left over then passes for conversion.
func (a *analyst) tellLag() {
	const far = 0.1
	if a.chain[0] != funnel.Visits || len(a.cube.Periods) == 0 {
		return
	}
	days, told := a.medianLag()
	shift := max(1, int(math.Round(days/float64(a.cube.Periods[0].Days()))))
	same, behind := [2]float64{}, [2]float64{}
	for i, w := range a.windows {
		earlier := funnel.Window{Lo: w.Lo - shift, Hi: w.Hi - shift}
		if earlier.Lo < 0 || a.cube.Periods[earlier.Lo].First < a.cube.FirstDay {
			return
		}
		same[i], behind[i] = a.visitsIn(w), a.visitsIn(earlier)
	}
	if same[0]*same[1]*behind[0]*behind[1] == 0 {
		return
	}
	moved, movedBehind := same[1]/same[0], behind[1]/behind[0]
	if math.Abs(math.Log(movedBehind/moved)) < far {
		return
	}
	a.Lag = &Lag{Days: days, Told: told, Within: moved - 1, Behind: movedBehind - 1, Flatters: a.To.Period}
	if movedBehind < moved {
		a.Lag.Flatters = a.From.Period
	}
}

func (a *analyst) visitsIn(w funnel.Window) float64 {
	return float64(a.cube.Total(w, a.cube.Step(funnel.Visits)).N)
}

// medianLag is the median number of days from a won deal's creation to its close; told is false where no deals tell.
func (a *analyst) medianLag() (days float64, told bool) {
	var won int64
	count := map[int]int64{}
	last := 0
	for _, table := range a.cube.Ages {
		for _, row := range table {
			count[max(row.Days, 0)] += row.Won
			won += row.Won
			last = max(last, row.Days)
		}
	}
	seen := int64(0)
	for day := 0; day <= last; day++ {
		if seen += count[day]; won > 0 && 2*seen >= won {
			return float64(day), true
		}
	}
	return usualLag, false
}
