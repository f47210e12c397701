package demo

import (
	"math"
	"slices"
	"strconv"
	"testing"
)

// rawRep is what the files show of a rep, without knowing the truth.
type rawRep struct {
	monthly    map[string]int // completed visits
	wins       map[string]int // won deals by month of closing
	logByGoods map[string][]float64
	revenue    float64
}

func raw(t *testing.T) map[string]*rawRep {
	t.Helper()
	reps := map[string]*rawRep{}
	for _, f := range Truth() {
		reps[f.Rep] = &rawRep{map[string]int{}, map[string]int{}, map[string][]float64{}, 0}
	}
	s := read(t, "activities.csv")
	for _, row := range s.rows {
		if isVisit(s, row) {
			reps[s.get(row, "Activity assigned to")].monthly[s.get(row, "Activity date")[:7]]++
		}
	}
	s = read(t, "deals.csv")
	for _, row := range lastVersions(s) {
		r := reps[s.get(row, "Deal owner")]
		if r == nil || s.get(row, "Deal Stage") != stageWon {
			continue
		}
		amount, _ := strconv.ParseFloat(s.get(row, "Amount"), 64)
		r.wins[s.get(row, "Close Date")[:7]]++
		r.revenue += amount
		r.logByGoods[s.get(row, "Product")] = append(r.logByGoods[s.get(row, "Product")], math.Log(amount))
	}
	return reps
}

// conversion in the months from..to, both included, with the visits it rests on.
func (r *rawRep) conversion(from, to string) (rate float64, visits int) {
	wins := 0
	for _, m := range newAlmanac().months() {
		if m >= from && m <= to {
			visits += r.monthly[m]
			wins += r.wins[m]
		}
	}
	return float64(wins) / float64(visits), visits
}

// dealSize is the mean amount of the deals won.
func (r *rawRep) dealSize() float64 {
	n := 0
	for _, w := range r.wins {
		n += w
	}
	return r.revenue / float64(n)
}

func repOf(t *testing.T, c Case) Facts {
	t.Helper()
	for _, f := range Truth() {
		if f.Planted == c {
			return f
		}
	}
	t.Fatalf("nobody is %q", c)
	return Facts{}
}

func TestEverySpecialCaseIsPlantedOnceAndHalfTheTeamIsOrdinary(t *testing.T) {
	count := map[Case]int{}
	for _, f := range Truth() {
		count[f.Planted]++
	}
	for _, c := range []Case{LowActivity, LowConversion, SmallProduct, NewHire, LuckySmall, CoachedImproved, CoachedNoEffect} {
		if count[c] != 1 {
			t.Errorf("%q is planted %d times", c, count[c])
		}
	}
	if count[Ordinary] != 7 {
		t.Errorf("%d ordinary reps", count[Ordinary])
	}
}

func TestOrdinaryRepsLieCloseTogether(t *testing.T) {
	reps := raw(t)
	for _, f := range Truth() {
		if f.Planted != Ordinary {
			continue
		}
		rate, visits := reps[f.Rep].conversion("2025-01", "2026-06")
		if perMonth := float64(visits) / 18; rate < 0.18 || rate > 0.26 || perMonth < 24 || perMonth > 36 {
			t.Errorf("%s: %.1f visits a month at %.3f", f.Rep, perMonth, rate)
		}
	}
}

func TestTheLowActivityRepIsBelowTheFifthPercentileOfRepMonths(t *testing.T) {
	reps, low := raw(t), repOf(t, LowActivity)
	var months []int
	for _, f := range Truth() {
		if f.Planted == Ordinary {
			for _, m := range newAlmanac().months() {
				months = append(months, reps[f.Rep].monthly[m])
			}
		}
	}
	slices.Sort(months)
	fifth := months[len(months)/20]
	_, visits := reps[low.Rep].conversion("2025-01", "2026-06")
	if mean := float64(visits) / 18; mean >= float64(fifth) {
		t.Errorf("%.1f visits a month, the fifth percentile of the others is %d", mean, fifth)
	}
}

func TestTheBusyRepVisitsMostAndConvertsHalfAsWell(t *testing.T) {
	reps, busy := raw(t), repOf(t, LowConversion)
	rate, most := reps[busy.Rep].conversion("2025-01", "2026-06")
	for _, f := range Truth() {
		other, visits := reps[f.Rep].conversion("2025-01", "2026-06")
		if f.Rep != busy.Rep && (visits >= most || other < 1.5*rate) {
			t.Errorf("%s: %d visits at %.3f, not far enough from %d at %.3f", f.Rep, visits, other, most, rate)
		}
	}
}

func TestTheSmallDealsAreSmallByProductOnly(t *testing.T) {
	reps, small := raw(t), repOf(t, SmallProduct)
	var others []float64
	for _, f := range Truth() {
		if f.Rep == small.Rep {
			continue
		}
		others = append(others, reps[f.Rep].logByGoods["Sensor"]...)
		if f.Planted == Ordinary && reps[f.Rep].dealSize() < 2*reps[small.Rep].dealSize() {
			t.Errorf("%s wins deals of %.0f on average, %s of %.0f", f.Rep, reps[f.Rep].dealSize(), small.Rep, reps[small.Rep].dealSize())
		}
	}
	own := reps[small.Rep].logByGoods["Sensor"]
	diff := mean(own) - mean(others)
	se := 0.45 * math.Sqrt(1/float64(len(own))+1/float64(len(others)))
	if math.Abs(diff) > 2*se {
		t.Errorf("log size of sensors differs by %.3f (se %.3f)", diff, se)
	}
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func TestTheNewHireStartsLowAndReachesTheOthers(t *testing.T) {
	r := raw(t)[repOf(t, NewHire).Rep]
	if r.monthly["2025-10"] != 0 || r.monthly["2025-11"] == 0 {
		t.Errorf("visits before the first day or none after: %v", r.monthly)
	}
	if early, late := r.monthly["2025-11"]+r.monthly["2025-12"], r.monthly["2026-05"]+r.monthly["2026-06"]; 2*early > late || late < 46 {
		t.Errorf("%d visits in the first two months, %d in the last two", early, late)
	}
}

func TestTheLuckyRepHasTheHighestRawConversionOnUnderFortyVisits(t *testing.T) {
	reps, lucky := raw(t), repOf(t, LuckySmall)
	best, visits := reps[lucky.Rep].conversion("2025-01", "2026-06")
	if visits >= 40 || lucky.Conversion > 0.23 {
		t.Errorf("%d visits, true conversion %.2f", visits, lucky.Conversion)
	}
	for _, f := range Truth() {
		if rate, _ := reps[f.Rep].conversion("2025-01", "2026-06"); f.Rep != lucky.Rep && rate >= best {
			t.Errorf("%s converts %.3f, the lucky one %.3f", f.Rep, rate, best)
		}
	}
}

func TestTheCoachingThatWorkedShowsBeforeAndAfter(t *testing.T) {
	good := repOf(t, CoachedImproved)
	r := raw(t)[good.Rep]
	before, n := r.conversion("2025-01", "2025-09")
	after, m := r.conversion("2025-11", "2026-06")
	pooled := (before*float64(n) + after*float64(m)) / float64(n+m)
	z := (after - before) / math.Sqrt(pooled*(1-pooled)*(1/float64(n)+1/float64(m)))
	if z < 2 || good.Conversion != 0.17 || good.ConversionAfter != 0.27 || good.Coached != good.Changed {
		t.Errorf("%.3f before, %.3f after, z = %.1f; facts %+v", before, after, z, good)
	}
}

func TestTheCoachingInVainFollowedABadQuarterAndNothingChanged(t *testing.T) {
	vain := repOf(t, CoachedNoEffect)
	r := raw(t)[vain.Rep]
	long, _ := r.conversion("2025-01", "2025-09")
	bad, _ := r.conversion("2025-10", "2025-12")
	after, _ := r.conversion("2026-01", "2026-06")
	if bad > 0.14 || after < 1.5*bad || after > long*1.2 || after < long/1.2 {
		t.Errorf("%.3f, then %.3f, then %.3f", long, bad, after)
	}
	if vain.Conversion != vain.ConversionAfter || vain.Changed != "" || vain.Coached == "" {
		t.Errorf("facts %+v", vain)
	}
}

func TestAttainmentSpansTheUsualRange(t *testing.T) {
	reps, quota := raw(t), map[string]float64{}
	s := read(t, "quotas.csv")
	for _, row := range s.rows {
		amount, err := strconv.ParseFloat(s.get(row, "quota"), 64)
		if err != nil || amount <= 0 {
			t.Fatalf("quota %q", row)
		}
		quota[s.get(row, "rep")] += amount
	}
	lowest, highest := math.Inf(1), 0.0
	for _, f := range Truth() {
		share := reps[f.Rep].revenue / quota[f.Rep]
		lowest, highest = min(lowest, share), max(highest, share)
	}
	if lowest < 0.55 || lowest > 0.7 || highest < 1.2 || highest > 1.4 {
		t.Errorf("attainment from %.2f to %.2f", lowest, highest)
	}
}

func TestThePlantedWeakSkillsAreTheWidestGaps(t *testing.T) {
	s := read(t, "skills.csv")
	weak, dimensions := map[string]string{}, map[string]bool{}
	for _, f := range Truth() {
		weak[f.Rep] = f.WeakSkill
	}
	for _, row := range s.rows {
		dimensions[s.get(row, "dimension")] = true
		required, _ := strconv.Atoi(s.get(row, "required"))
		manager, _ := strconv.Atoi(s.get(row, "manager"))
		self, _ := strconv.Atoi(s.get(row, "self"))
		planted := weak[s.get(row, "rep")] == s.get(row, "skill")
		if gap := required - manager; (gap >= 2) != planted || self < 1 || self > 5 || manager < 1 || manager > 5 {
			t.Errorf("planted %v: %q", planted, row)
		}
	}
	if len(dimensions) != 5 {
		t.Errorf("dimensions %v", dimensions)
	}
}
