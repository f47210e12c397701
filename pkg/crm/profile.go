package crm

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

// Profile is what is known of one CRM's exports. It is data: a YAML file of
// the same keys can be added by the user, see [LoadProfile].
type Profile struct {
	Name   string       `yaml:"name"`
	Title  string       `yaml:"title"`
	Words  ProfileWords `yaml:"words"`
	Shapes []Shape      `yaml:"shapes"`
}

// ProfileWords are the words of a CRM. Case, accents and punctuation do not
// count, see [Fold].
type ProfileWords struct {
	Won        []string `yaml:"won"`
	Lost       []string `yaml:"lost"`
	Open       []string `yaml:"open"`
	Undecided  []string `yaml:"undecided"` // stages that sound closed but decide nothing
	Visits     []string `yaml:"visits"`
	Calls      []string `yaml:"calls"`
	Others     []string `yaml:"others"` // known kinds that are neither
	Done       []string `yaml:"done"`
	NotDone    []string `yaml:"not_done"`
	Totals     []string `yaml:"totals"`  // first cells of subtotal rows
	Footers    []string `yaml:"footers"` // how the lines below the data begin
	Missing    []string `yaml:"missing"`
	Unassigned []string `yaml:"unassigned"`
}

// Shape is one kind of file that a CRM writes.
type Shape struct {
	Name string `yaml:"name"`
	Role Role   `yaml:"role"`
	// Signature holds headers that tell this kind of file from others; at
	// least one must be there. Without a signature any file with the needed
	// columns fits.
	Signature []string `yaml:"signature"`
	// Without holds headers that this kind of file never has: with one of them
	// it is another kind, unless the user named the role and no other kind fits.
	Without []string `yaml:"without"`
	// Fields lists the headers of each field, the best first.
	Fields map[Field][]string `yaml:"fields"`
	// Estimates are those headers of the amount that hold what was expected: a
	// file with none better is warned of.
	Estimates []string `yaml:"estimates"`
	// Metrics lists the headers of columns that each hold one metric.
	Metrics map[string][]string `yaml:"metrics"`
	// Periods says that columns may be named by periods (M01, Jan 2024).
	Periods bool `yaml:"periods"`
	// Always holds the value of fields without a column, see [Mapping.Always].
	Always map[Field]string `yaml:"always"`
	// Words are those of this kind of file; they win over the profile's.
	Words ProfileWords `yaml:"words"`
	Cents bool         `yaml:"cents"`
	// LeastShare is the share of the named columns that must be known, for
	// kinds of file whose few needs many other files meet by chance.
	LeastShare float64 `yaml:"least_share"`
	// Records names the fields that every record of the file has; a row
	// without them is furniture.
	Records []Field `yaml:"records"`
	// LoneCells says that a row with one filled cell is furniture.
	LoneCells bool   `yaml:"lone_cells"`
	Note      string `yaml:"note"` // what to know, shown by check

	index *shapeIndex
}

// shapeIndex finds the meaning of a header key. It is built when a file first
// needs it: most files concern few shapes.
type shapeIndex struct {
	once      sync.Once
	err       error
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
	if s.index == nil {
		s.index = new(shapeIndex)
	}
	s.index.once.Do(func() { s.index.err = s.index.build(s) })
	return s.index.err
}

func (x *shapeIndex) build(s *Shape) error {
	if !s.Role.Valid() {
		return fmt.Errorf("shape %q: %q is not a role", s.Name, s.Role)
	}
	x.fields = map[string]alias{}
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
	x.signature = map[string]string{}
	for _, h := range s.Signature {
		x.signature[headerKey(h)] = h
	}
	return nil
}

// forbids reports whether the header has a name that the shape never has.
func (s *Shape) forbids(keys map[string]bool) bool {
	return slices.ContainsFunc(s.Without, func(h string) bool { return keys[headerKey(h)] })
}

// estimate reports whether a column of that header holds what was expected.
func (s *Shape) estimate(header string) bool {
	return slices.ContainsFunc(s.Estimates, func(h string) bool { return headerKey(h) == headerKey(header) })
}

// touches reports whether the shape may concern a header: it has no headers
// of its own, or the header has one of them.
func (s *Shape) touches(keys map[string]bool) bool {
	for _, h := range s.Signature {
		if keys[headerKey(h)] {
			return true
		}
	}
	return len(s.Signature) == 0
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

// DecodeYAML reads a document into v; unknown keys are errors. The library
// panics on some damaged documents: that is an error, too.
func DecodeYAML(b []byte, v any) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("this is no sound YAML: look for a list or map with nothing in it")
		}
	}()
	return yaml.UnmarshalWithOptions(b, v, yaml.Strict())
}

// LoadProfile reads a profile from YAML. Unknown keys, roles and fields are
// errors; those of the syntax come with line and column.
func LoadProfile(name string, b []byte) (*Profile, error) {
	var p Profile
	if err := DecodeYAML(b, &p); err != nil {
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
		p.Shapes[i].index = new(shapeIndex)
		if err := p.Shapes[i].prepare(); err != nil {
			return fmt.Errorf("profile %s: %w", p.Name, err)
		}
	}
	return nil
}
