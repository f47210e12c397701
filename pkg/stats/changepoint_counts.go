package stats

import (
	"errors"
	"math"
)

// ChangePointsCounts finds the changes of a Poisson rate: maximum likelihood for every number of changes m, and the
// number by BIC = -2 log-likelihood + (2m+1) ln n. A nil exposure means 1 throughout.
// Counts that vary more than Poisson ones do show changes that are none; ChangePoints on the rates asks for more.
// Source: Bai & Perron (2003) with the Poisson likelihood. It errs below two points and for counts without exposure.
func ChangePointsCounts(counts, exposure []float64, opt ChangeOptions) (Changes, error) {
	loss, err := newCountLoss(counts, exposure)
	if err != nil {
		return Changes{}, err
	}
	c := search(len(counts), loss, opt)
	if data, err := trendDesign(counts, exposure, 0); err == nil {
		if line, err := FitGLM(Poisson, data); err == nil {
			bic := -2*line.LogLik + 2*math.Log(float64(len(counts)))
			c.LineBIC = &bic
		}
	}
	return c, nil
}

// countLoss keeps running sums of the counts, the exposure and the part of -2 log-likelihood no rate can change.
type countLoss struct{ count, exposure, fixed []float64 }

func newCountLoss(counts, exposure []float64) (*countLoss, error) {
	if len(counts) < 2 || exposure != nil && len(exposure) != len(counts) {
		return nil, errNoPoints
	}
	s := &countLoss{count: []float64{0}, exposure: []float64{0}, fixed: []float64{0}}
	for i, y := range counts {
		e := 1.0
		if exposure != nil {
			e = exposure[i]
		}
		if !(y >= 0) || !(e >= 0) || math.IsInf(y+e, 0) || e == 0 && y > 0 {
			return nil, errors.New("a period has counts and no exposure, or a negative count")
		}
		s.count = append(s.count, s.count[i]+y)
		s.exposure = append(s.exposure, s.exposure[i]+e)
		s.fixed = append(s.fixed, s.fixed[i]-2*(xlogy(y, e)-lgamma(y+1)))
	}
	return s, nil
}

func (s *countLoss) level(from, to int) float64 {
	e := s.exposure[to] - s.exposure[from]
	if e <= 0 {
		return 0
	}
	return (s.count[to] - s.count[from]) / e
}

func (s *countLoss) loss(from, to int) float64 {
	y := s.count[to] - s.count[from]
	return s.fixed[to] - s.fixed[from] - 2*(xlogy(y, s.level(from, to))-y)
}

func (s *countLoss) minus2LogLik(total float64) float64 { return total }

func (s *countLoss) penalty(changes int) float64 { return float64(2*changes + 1) }
