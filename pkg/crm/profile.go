package crm

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Profile is what is known of one CRM's exports. It is data: a YAML file of
// the same keys can be added by the user, see [LoadProfile].
type Profile struct {
	Name   string       `yaml:"name" json:"name"`
	Title  string       `yaml:"title" json:"title"`
	Words  ProfileWords `yaml:"words" json:"words"`
	Shapes []Shape      `yaml:"shapes" json:"shapes"`
}

// ProfileWords are the words of a CRM. Case, accents and punctuation do not
// count, see [Fold].
type ProfileWords struct {
	Won        []string `yaml:"won" json:"won,omitempty"`
	Lost       []string `yaml:"lost" json:"lost,omitempty"`
	Open       []string `yaml:"open" json:"open,omitempty"`
	Undecided  []string `yaml:"undecided" json:"undecided,omitempty"` // stages that sound closed but decide nothing
	Visits     []string `yaml:"visits" json:"visits,omitempty"`
	Calls      []string `yaml:"calls" json:"calls,omitempty"`
	Others     []string `yaml:"others" json:"others,omitempty"` // known kinds that are neither
	Done       []string `yaml:"done" json:"done,omitempty"`
	NotDone    []string `yaml:"not_done" json:"not_done,omitempty"`
	Totals     []string `yaml:"totals" json:"totals,omitempty"`   // first cells of subtotal rows
	Footers    []string `yaml:"footers" json:"footers,omitempty"` // how the lines below the data begin
	Missing    []string `yaml:"missing" json:"missing,omitempty"`
	Unassigned []string `yaml:"unassigned" json:"unassigned,omitempty"`
}

// Shape is one kind of file that a CRM writes.
type Shape struct {
	Name string `yaml:"name" json:"name"`
	Role Role   `yaml:"role" json:"role"`
	// Signature holds headers that tell this kind of file from others; at
	// least one must be there. Without a signature any file with the needed
	// columns fits.
	Signature []string `yaml:"signature" json:"signature,omitempty"`
	// Fields lists the headers of each field, the best first.
	Fields map[Field][]string `yaml:"fields" json:"fields"`
	// Metrics lists the headers of columns that each hold one metric.
	Metrics map[string][]string `yaml:"metrics" json:"metrics,omitempty"`
	// Periods says that columns may be named by periods (M01, Jan 2024).
	Periods bool             `yaml:"periods" json:"periods,omitempty"`
	Always  map[Field]string `yaml:"always" json:"always,omitempty"`
	Cents   bool             `yaml:"cents" json:"cents,omitempty"`
	// LeastShare is the share of the named columns that must be known, for
	// kinds of file whose few needs many other files meet by chance.
	LeastShare float64 `yaml:"least_share" json:"least_share,omitempty"`
	// Records names the fields that every record of the file has; a row
	// without them is furniture.
	Records []Field `yaml:"records" json:"records,omitempty"`
	// LoneCells says that a row with one filled cell is furniture.
	LoneCells bool   `yaml:"lone_cells" json:"lone_cells,omitempty"`
	Note      string `yaml:"note" json:"note,omitempty"` // what to know, shown by check

	index *shapeIndex
}

// shapeIndex finds the meaning of a header key.
type shapeIndex struct {
	fields    map[string]alias
	signature map[string]string // header key -> the header as the CRM writes it
}

// tells reports whether a header is one of the shape's own. "Deal - Owner" is
// another CRM's than "Deal owner", although both mean the same.
func (x *shapeIndex) tells(cell, key string) bool {
	own, ok := x.signature[key]
	return ok && strings.Contains(own, " - ") == strings.Contains(cell, " - ")
}

// alias is a header's meaning and how good a name it is, 0 the best.
type alias struct {
	field  Field
	metric string
	rank   int
}

// headerKey makes headers comparable: [Fold] without the gaps, so that
// "Close Date", "close_date" and "CloseDate" are one.
func headerKey(h string) string { return strings.ReplaceAll(Fold(h), " ", "") }

// prepare builds the index and refuses headers with two meanings.
func (s *Shape) prepare() error {
	if !s.Role.Valid() {
		return fmt.Errorf("shape %q: %q is not a role", s.Name, s.Role)
	}
	size := 0
	for _, names := range s.Fields {
		size += len(names)
	}
	x := &shapeIndex{fields: make(map[string]alias, size), signature: make(map[string]string, len(s.Signature))}
	for _, f := range slices.Sorted(maps.Keys(s.Fields)) {
		if !knownField(f) {
			return fmt.Errorf("shape %q: %q is not a field", s.Name, f)
		}
		if err := x.add(s.Fields[f], alias{field: f}); err != nil {
			return fmt.Errorf("shape %q: %w", s.Name, err)
		}
	}
	for _, metric := range slices.Sorted(maps.Keys(s.Metrics)) {
		if err := x.add(s.Metrics[metric], alias{field: FieldMeasure, metric: metric}); err != nil {
			return fmt.Errorf("shape %q: %w", s.Name, err)
		}
	}
	for _, h := range s.Signature {
		x.signature[headerKey(h)] = h
	}
	s.index = x
	return nil
}

func (x *shapeIndex) add(headers []string, a alias) error {
	for i, h := range headers {
		key := headerKey(h)
		a.rank = i
		if have, ok := x.fields[key]; ok {
			if have.field == a.field && have.metric == a.metric {
				continue
			}
			return fmt.Errorf("header %q means both %s and %s", h, have.field, a.field)
		}
		x.fields[key] = a
	}
	return nil
}

func knownField(f Field) bool {
	_, ok := fieldTypes[f]
	return ok || slices.Contains(textFields, f)
}

// LoadProfile reads a profile from YAML. Unknown keys, roles and fields are
// errors; those of the syntax come with line and column.
func LoadProfile(name string, b []byte) (*Profile, error) {
	var p Profile
	if err := yaml.UnmarshalWithOptions(b, &p, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("profile %s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	if p.Name == "" {
		p.Name = name
	}
	if p.Title == "" {
		p.Title = p.Name
	}
	return &p, p.prepare()
}

func (p *Profile) prepare() error {
	for i := range p.Shapes {
		if err := p.Shapes[i].prepare(); err != nil {
			return fmt.Errorf("profile %s: %w", p.Name, err)
		}
	}
	return nil
}
