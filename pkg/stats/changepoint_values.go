package stats

import "math"

// ChangePoints finds the changes of the mean of a series in time order: least squares for every number of changes
// m, and the number by BIC = n(ln RSS + 1 - ln n + ln 2 pi) + 2(m+1) ln n.
// A trend is cut into steps by this method; see Changes.PrefersLine.
// Source: Bai & Perron (2003), J Applied Econometrics 18:1; Zeileis et al. (2003). It errs below two points.
//
// A series that steps without any scatter would have an infinite likelihood: the sum of squares is kept above
// 1e-20 of that around one mean.
func ChangePoints(values []float64, opt ChangeOptions) (Changes, error) {
	if len(values) < 2 || !allFinite(values) {
		return Changes{}, errNoPoints
	}
	loss := newSquaredLoss(values)
	c := search(len(values), loss, opt)
	if len(values) >= 3 {
		bic := loss.minus2LogLik(loss.lineRSS()) + 3*math.Log(loss.n)
		c.LineBIC = &bic
	}
	return c, nil
}

type squaredLoss struct {
	values []float64
	n      float64
	floor  float64
	table  [][]float64
}

func newSquaredLoss(values []float64) *squaredLoss {
	s := &squaredLoss{values: values, n: float64(len(values))}
	for from := range values {
		s.table = append(s.table, runningSquares(values[from:]))
	}
	largest := 0.0
	for _, v := range values {
		largest = math.Max(largest, math.Abs(v))
	}
	s.floor = math.Max(1e-20*s.loss(0, len(values)), math.Max(1e-300, 1e-26*largest*largest))
	return s
}

// runningSquares gives the sum of squares around the mean of the first 1, 2, ... values (Welford 1962).
func runningSquares(x []float64) []float64 {
	out := make([]float64, len(x))
	m, squares := 0.0, 0.0
	for i, v := range x {
		d := v - m
		m += d / float64(i+1)
		squares += d * (v - m)
		out[i] = squares
	}
	return out
}

func (s *squaredLoss) loss(from, to int) float64 { return s.table[from][to-from-1] }

func (s *squaredLoss) minus2LogLik(rss float64) float64 {
	rss = math.Max(rss, s.floor)
	return s.n * (math.Log(rss) + 1 - math.Log(s.n) + math.Log(2*math.Pi))
}

func (s *squaredLoss) penalty(changes int) float64 { return float64(2 * (changes + 1)) }

func (s *squaredLoss) level(from, to int) float64 { return meanOf(s.values[from:to]) }

func (s *squaredLoss) lineRSS() float64 {
	slope, _ := OLSSlope(s.values)
	residual := make([]float64, len(s.values))
	for i, v := range s.values {
		residual[i] = v - slope*float64(i)
	}
	return runningSquares(residual)[len(residual)-1]
}
