package bridge

import "github.com/salescoach/salescoach/pkg/stats"

// Presence tells in which of two periods a unit was there.
type Presence int

const (
	// Stayed was there in both.
	Stayed Presence = iota
	// Joined was there in the second alone.
	Joined
	// Left was there in the first alone.
	Left
	// Absent was there in neither.
	Absent
)

func presence(before, after []float64) Presence {
	there := [2]bool{!allZero(before), !allZero(after)}
	switch there {
	case [2]bool{false, true}:
		return Joined
	case [2]bool{true, false}:
		return Left
	case [2]bool{false, false}:
		return Absent
	}
	return Stayed
}

func allZero(x []float64) bool {
	for _, v := range x {
		if v != 0 {
			return false
		}
	}
	return true
}

// Turnover is a split with the people who came and went on lines of their own. Everything adds up to the change.
type Turnover struct {
	// Drivers has one amount a driver, over the units that stayed.
	Drivers []float64
	// Joined and Left are the changes of the units that came and went.
	Joined, Left float64
	// Rest is the change that could not be split.
	Rest float64
}

// Turnover takes joiners and leavers out of the drivers: formally their change is one of activity, yet nobody who
// stayed made more or fewer visits for it.
func (s Split) Turnover() Turnover {
	var joined, left, rest []float64
	drivers := make([][]float64, len(s.Drivers))
	for _, u := range s.Units {
		switch u.Presence {
		case Joined:
			joined = append(joined, u.To-u.From)
			continue
		case Left:
			left = append(left, u.To-u.From)
			continue
		}
		rest = append(rest, u.Rest)
		for k, c := range u.Contributions {
			drivers[k] = append(drivers[k], c)
		}
	}
	out := Turnover{Joined: stats.Sum(joined), Left: stats.Sum(left), Rest: stats.Sum(rest)}
	for _, d := range drivers {
		out.Drivers = append(out.Drivers, stats.Sum(d))
	}
	return out
}
