package crm

// candidate is one shape laid over one header.
type candidate struct {
	profile *Profile
	shape   *Shape
	row     int
	columns []Column
	score   int
	missing []Need
}

func identify(t Table, o Options) (*Mapping, error) {
	profiles, err := builtin()
	if err != nil {
		return nil, err
	}
	profiles = append(append([]*Profile(nil), o.Profiles...), profiles...)
	if len(t.Rows) == 0 {
		return nil, &IdentifyError{Trouble: NoRows}
	}
	var best *candidate
	for _, p := range profiles {
		for i := range p.Shapes {
			s := &p.Shapes[i]
			if o.Role != "" && s.Role != o.Role {
				continue
			}
			c := fit(p, s, t.Rows[0])
			if len(c.missing) == 0 && (best == nil || c.score > best.score) {
				best = &c
			}
		}
	}
	if best == nil {
		return nil, &IdentifyError{Trouble: NoRole, Header: t.Rows[0]}
	}
	return best.mapping(), nil
}

func fit(p *Profile, s *Shape, header []string) candidate {
	c := candidate{profile: p, shape: s}
	taken := map[Field]bool{}
	for i, h := range header {
		col := Column{Index: i, Header: h}
		for f, names := range s.Fields {
			for _, n := range names {
				if Fold(n) == Fold(h) && !taken[f] {
					col.Field, col.How = f, p.Title+" header"
					taken[f] = true
					c.score++
				}
			}
		}
		c.columns = append(c.columns, col)
	}
	for _, n := range s.Role.Minimum() {
		met := false
		for _, f := range n.Any {
			met = met || taken[f] || s.Always[f] != ""
		}
		if !met {
			c.missing = append(c.missing, n)
		}
	}
	return c
}

func (c *candidate) mapping() *Mapping {
	m := &Mapping{Profile: c.profile.Name, Title: c.profile.Title, Shape: c.shape.Name, Role: c.shape.Role,
		Columns: c.columns, Always: c.shape.Always, index: map[Field]int{}}
	for _, col := range c.columns {
		if _, ok := m.index[col.Field]; !ok && col.Field != "" {
			m.index[col.Field] = col.Index
		}
	}
	m.words = newVocabulary(c.profile.Words)
	return m
}

func newVocabulary(w ProfileWords) *vocabulary {
	v := &vocabulary{map[string]Status{}, map[string]Status{}, map[string]Kind{}, map[string]bool{}}
	for s, words := range [][]string{w.Open, w.Won, w.Lost} {
		for _, word := range words {
			v.statuses[Fold(word)], v.stages[Fold(word)] = Status(s), Status(s)
		}
	}
	for k, words := range [][]string{w.Others, w.Visits, w.Calls} {
		for _, word := range words {
			v.kinds[Fold(word)] = Kind(k)
		}
	}
	for _, word := range w.Done {
		v.dones[Fold(word)] = true
	}
	for _, word := range w.NotDone {
		v.dones[Fold(word)] = false
	}
	return v
}

func (e *IdentifyError) hint() string { return "name the columns in salescoach.yaml" }
