package stats

import "testing"

func TestAPartOfAPoolKeepsWhatIsKnownOfItsUnits(t *testing.T) {
	all, _ := PoolProportions(Proportions{Successes: []float64{30, 5, 60}, Trials: []float64{100, 50, 100}}, PoolOptions{})
	part := all.Select([]int{2, 0})
	if part.Len() != 2 || part.Unit(0).Mean() != all.Unit(2).Mean() || part.GroupMean() != all.GroupMean() {
		t.Errorf("got %v units, means %v and %v", part.Len(), part.Unit(0).Mean(), part.Unit(1).Mean())
	}
	r, ok := Rank(part, RankOptions{})
	if p := ProbGreater(all.Unit(2), all.Unit(0)); !ok || !near(r.Units[0].Top, p, 0.02) || r.Units[0].Top < 0.99 {
		t.Errorf("60 of 100 against 30 of 100: top with %v, want about %v", r.Units[0].Top, p)
	}
}
