package crm

import (
	"fmt"
	"strconv"
	"strings"
)

// The compiled profiles are lines of cells parted by tabs; the first cell
// tells what the line is. Reading them takes a fraction of the time that YAML
// does, and each command that reads an export pays for it.
//
//	profile   name title
//	words     list word...
//	shape     name role note
//	flags     cents periods lone_cells least_share
//	own       list word... (of the shape)
//	signature header...
//	without   header...
//	field     field header...
//	estimates header...
//	metric    metric header...
//	always    field value
//	records   field...

// readCompiled reads what the profiles were compiled to.
func readCompiled(text string) ([]*Profile, error) {
	var all []*Profile
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if cells[0] == "profile" && len(cells) == 3 {
			all = append(all, &Profile{Name: cells[1], Title: cells[2]})
			continue
		}
		if len(all) == 0 || len(cells) < 2 || !all[len(all)-1].readLine(cells) {
			return nil, fmt.Errorf("line %d of the compiled profiles is damaged", n+1)
		}
	}
	return all, nil
}

// readLine takes one line into the profile.
func (p *Profile) readLine(cells []string) bool {
	switch cells[0] {
	case "words":
		return p.Words.readList(cells)
	case "shape":
		if len(cells) != 4 {
			return false
		}
		p.Shapes = append(p.Shapes, Shape{Name: cells[1], Role: Role(cells[2]), Note: cells[3], index: new(shapeIndex)})
		return true
	}
	return len(p.Shapes) > 0 && p.Shapes[len(p.Shapes)-1].readLine(cells)
}

// lists names the word lists as the YAML files do.
func (w *ProfileWords) lists() map[string]*[]string {
	return map[string]*[]string{
		"won": &w.Won, "lost": &w.Lost, "open": &w.Open, "undecided": &w.Undecided, "visits": &w.Visits, "calls": &w.Calls,
		"others": &w.Others, "done": &w.Done, "not_done": &w.NotDone, "totals": &w.Totals, "footers": &w.Footers,
		"missing": &w.Missing, "unassigned": &w.Unassigned,
	}
}

func (w *ProfileWords) readList(cells []string) bool {
	list := w.lists()[cells[1]]
	if list != nil {
		*list = cells[2:]
	}
	return list != nil
}

// readLine takes one line into the shape.
func (s *Shape) readLine(cells []string) bool {
	switch cells[0] {
	case "flags":
		return len(cells) == 5 && s.readFlags(cells[1:])
	case "own":
		return s.Words.readList(cells)
	case "signature":
		s.Signature = cells[1:]
	case "without":
		s.Without = cells[1:]
	case "estimates":
		s.Estimates = cells[1:]
	case "field":
		put(&s.Fields, Field(cells[1]), cells[2:])
	case "metric":
		put(&s.Metrics, cells[1], cells[2:])
	case "always":
		put(&s.Always, Field(cells[1]), strings.Join(cells[2:], "\t"))
	case "records":
		for _, f := range cells[1:] {
			s.Records = append(s.Records, Field(f))
		}
	default:
		return false
	}
	return true
}

func put[K comparable, V any](m *map[K]V, key K, value V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[key] = value
}

func (s *Shape) readFlags(cells []string) bool {
	var err error
	s.Cents, s.Periods, s.LoneCells = cells[0] == "true", cells[1] == "true", cells[2] == "true"
	s.LeastShare, err = strconv.ParseFloat(cells[3], 64)
	return err == nil
}
