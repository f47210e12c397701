package golden

import (
	"math"
	"regexp"
	"sort"
	"strconv"

	"github.com/salescoach/salescoach/pkg/goal"
)

func init() {
	register("apportion", apportionCase)
	register("cascade", cascadeCase)
	register("goal-probability", goalProbabilityCase)
	register("goal-lognormal", goalLognormalCase)
	register("pace", paceCase)
}

func apportionCase(c *Case) (map[string]any, error) {
	weights, total := c.Floats(c.FirstOf("weight", "weights", "population")), c.Need("total")
	quotas, err := goal.Quotas(total, weights)
	if err != nil {
		return nil, err
	}
	allocation, err := goal.Apportion(int(total), weights)
	if err != nil {
		return nil, err
	}
	rounded, sum := make([]int, len(quotas)), 0
	for i, q := range quotas {
		rounded[i] = int(math.RoundToEven(q))
		sum += rounded[i]
	}
	return map[string]any{
		"quota": quotas, "allocation": allocation, "rounded_individually": rounded, "rounded_sum": sum,
	}, nil
}

func histories(c *Case) []goal.History {
	target, visits, wins := c.Floats("target"), c.Floats("visits"), c.Floats("wins")
	mean, sd := c.Numbers("mean_deal"), c.Numbers("sd_deal")
	reps := make([]goal.History, len(target))
	for i, name := range c.Names() {
		h := goal.History{Name: name, Target: target[i], Visits: visits[i], Wins: wins[i], MeanDeal: mean[i].Value, SDDeal: -1, Planned: -1}
		if sd[i].OK {
			h.SDDeal = sd[i].Value
		}
		reps[i] = h
	}
	if c.Has("visits_planned") {
		for i, v := range c.Numbers("visits_planned") {
			if v.OK {
				reps[i].Planned = v.Value
			}
		}
	}
	return reps
}

func cascadeCase(c *Case) (map[string]any, error) {
	prior := goal.Prior{Alpha: c.Need("alpha"), Beta: c.Need("beta"), SizeWeight: c.Need("k0")}
	cascade, err := goal.Break(histories(c), prior, 0.9)
	if err != nil {
		return nil, err
	}
	out := map[string]any{
		"pooled_mean_deal": cascade.PooledMean, "pooled_cv": cascade.PooledCV,
		"team": map[string]any{
			"target": cascade.Target, "customers": cascade.Customers, "visits": cascade.Visits,
			"expected_revenue_of_plan": cascade.Expected,
		},
	}
	add := func(key string, v any) {
		list, _ := out[key].([]any)
		out[key] = append(list, v)
	}
	for _, n := range cascade.Reps {
		add("mean_deal_used", n.MeanDeal)
		add("win_rate_used", n.WinRate)
		add("customers_needed", n.Customers)
		add("customers_needed_ceiling", int(math.Ceil(n.Customers)))
		add("visits_needed", n.Visits)
		add("visits_needed_ceiling", int(math.Ceil(n.Visits)))
		add("log_se", n.LogSE)
		add("visits_lower_90", n.Low)
		add("visits_upper_90", n.High)
		add("naive_visits_needed", n.Naive)
		add("expected_revenue_of_plan", n.Expected)
		add("plan_gap_visits", n.Gap)
	}
	return out, nil
}

func goalProbabilityCase(c *Case) (map[string]any, error) {
	target, visits := c.Floats("target"), c.Floats("visits")
	alpha, beta := c.Floats("alpha"), c.Floats("beta")
	shape, scale := c.Floats("deal_shape"), c.Floats("deal_scale")
	out := map[string]any{}
	add := func(key string, v any) {
		list, _ := out[key].([]any)
		out[key] = append(list, v)
	}
	for i := range target {
		o := goal.Outlook{Alpha: alpha[i], Beta: beta[i], Shape: shape[i], Scale: scale[i]}
		if err := o.Check(); err != nil {
			return nil, err
		}
		g := o.Against(target[i])
		mean, sd := o.Revenue(int(visits[i]))
		add("prob", g.Chance(int(visits[i])))
		add("prob_ignoring_rate_uncertainty", g.ChanceAtKnownRate(int(visits[i])))
		add("expected_revenue", mean)
		add("sd_revenue", sd)
		add("naive_visits", o.NaiveVisits(target[i]))
		for _, key := range visitsKeys(c) {
			n, ok := g.Visits(percent(key))
			add(key, orNil(n, ok))
		}
	}
	return out, nil
}

var visitsKey = regexp.MustCompile(`^visits_for_(\d+)$`)

// visitsKeys are the chances that the case asks the visits for.
func visitsKeys(c *Case) []string {
	var keys []string
	for key := range c.Expected {
		if visitsKey.MatchString(key) {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	return keys
}

func percent(key string) float64 {
	n, _ := strconv.Atoi(visitsKey.FindStringSubmatch(key)[1])
	return float64(n) / 100
}

func goalLognormalCase(c *Case) (map[string]any, error) {
	target, visits := c.Floats("target"), c.Floats("visits")
	alpha, beta := c.Floats("alpha"), c.Floats("beta")
	mu, sd := c.Floats("mu_log"), c.Floats("sd_log")
	lists := map[string][]float64{}
	for i := range target {
		o := goal.LognormalOutlook{Alpha: alpha[i], Beta: beta[i], MuLog: mu[i], SDLog: sd[i]}
		if err := o.Check(); err != nil {
			return nil, err
		}
		n := int(visits[i])
		mean, spread := o.Revenue(n)
		lists["prob"] = append(lists["prob"], o.Chance(target[i], n))
		lists["expected_revenue"] = append(lists["expected_revenue"], mean)
		lists["sd_revenue"] = append(lists["sd_revenue"], spread)
		lists["prob_normal_approximation"] = append(lists["prob_normal_approximation"], o.NormalChance(target[i], n))
	}
	out := map[string]any{}
	for key, list := range lists {
		out[key] = list
	}
	return out, nil
}

// months are the columns m1, m2, ... as rows, one a rep; empty cells end a row.
func months(c *Case) [][]float64 {
	rows := make([][]float64, c.Rows())
	for m := 1; c.Has("m" + strconv.Itoa(m)); m++ {
		for i, v := range c.Numbers("m" + strconv.Itoa(m)) {
			if v.OK {
				rows[i] = append(rows[i], v.Value)
			}
		}
	}
	return rows
}

func paceCase(c *Case) (map[string]any, error) {
	index, err := floatList(c.Params["seasonal_index"])
	if err != nil {
		return nil, err
	}
	target := c.Floats("target")
	out := map[string]any{}
	add := func(key string, v any) {
		list, _ := out[key].([]any)
		out[key] = append(list, v)
	}
	for i, done := range months(c) {
		p, err := goal.Follow(target[i], done, index)
		if err != nil {
			return nil, err
		}
		add("year_to_date", p.ToDate)
		add("level", p.Level)
		add("forecast", p.Forecast)
		add("forecast_se", p.SE)
		low, high, ok := p.Interval(0.9)
		add("lower_90", orNil(low, ok))
		add("upper_90", orNil(high, ok))
		chance, ok := p.Chance()
		add("prob_reach", orNil(chance, ok))
		add("naive_linear_forecast", p.Linear)
		add("required_monthly_level", p.Required)
	}
	return out, nil
}
