package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// quotas takes in the targets of revenue. Targets of other metrics beside
// them, such as visits, are left out and said so: they do not add up.
func (rd *reader) quotas(in *input) error {
	in.twins = rd.twinsOf(in.mapping.Role)
	defer in.twins.close()
	s, err := in.read(&rd.req)
	if err != nil {
		return err
	}
	rows, err := bind[figureRow](s)
	if err != nil {
		return err
	}
	money, sums := rd.quotaMetric(rows), parents(rows)
	used, others, whole := map[csvscan.Ref]bool{}, map[string]bool{}, int64(0)
	var prices purse
	for i, row := range rows {
		if row.Name != row.Parent && sums[row.Name] {
			whole++
			continue
		}
		if step := rd.metricStep(row.Metric); step != money && row.Metric != "" {
			others[step] = true
			continue
		}
		price := prices.of(&rd.req.Reading, in.currencyOf(row))
		price.amounts++
		if !price.keep {
			continue
		}
		used[s.places[i].Ref] = true
		rd.addQuota(in, row, funnel.Money(price.convert(crm.Amount(*row.Figure.Money))))
	}
	in.priced(prices.verdicts)
	in.report.LeftOut = s.recordsWithout(used)
	if whole > 0 {
		rd.warning("parent-targets", in.src.Name()+": "+
			counted(whole, "target is the sum of others and is left out", "targets are the sums of others and are left out"))
	}
	if len(others) > 0 {
		rd.warning("other-targets", fmt.Sprintf("%s: targets of %s are left out: a quota is of revenue",
			in.src.Name(), strings.Join(slices.Sorted(maps.Keys(others)), ", ")))
	}
	return rd.finishSheet(s)
}

func (rd *reader) addQuota(in *input, row figureRow, value funnel.Money) {
	person, _ := rd.owner(in, row.Rep, row.Email, row.ID)
	rd.quota = append(rd.quota, contribution{in, person, row.Span, funnel.Quota, value})
	in.report.Totals.Quota += value.Float()
}

// quotaMetric is the metric whose targets are quotas: revenue, or the only one
// that the table has, unless that is known to be counted.
func (rd *reader) quotaMetric(rows []figureRow) string {
	only := ""
	for _, row := range rows {
		step := rd.metricStep(row.Metric)
		if kind, known := rd.kindOf(step); step == only || known && kind == funnel.Counted {
			continue
		}
		if step == funnel.Revenue || only != "" {
			return funnel.Revenue
		}
		only = step
	}
	return only
}

// parents are the names of targets that others are parts of: what those add
// up to would count twice.
func parents(rows []figureRow) map[string]bool {
	sums := map[string]bool{}
	for _, row := range rows {
		sums[row.Parent] = true
	}
	return sums
}

// recordsWithout counts the records of which no figure is used.
func (s *sheet) recordsWithout(used map[csvscan.Ref]bool) int64 {
	without := map[csvscan.Ref]bool{}
	for _, rec := range s.places {
		if !used[rec.Ref] {
			without[rec.Ref] = true
		}
	}
	return int64(len(without))
}
