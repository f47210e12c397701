package crm

import (
	"embed"
	"fmt"
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
	Furniture  []string `yaml:"furniture"` // how footers and subtotals begin
	Missing    []string `yaml:"missing"`
	Unassigned []string `yaml:"unassigned"`
}

// Shape is one kind of file that a CRM writes.
type Shape struct {
	Name string `yaml:"name"`
	Role Role   `yaml:"role"`
	// Signature holds headers that only this CRM writes; at least one must be
	// there. Without a signature any file with the needed columns fits.
	Signature []string `yaml:"signature"`
	// Fields lists the headers of each field, the best first.
	Fields map[Field][]string `yaml:"fields"`
	// Metrics lists the headers of columns that each hold one metric.
	Metrics map[string][]string `yaml:"metrics"`
	Always  map[Field]string    `yaml:"always"`
	Cents   bool                `yaml:"cents"`
	// Optional waives the need for these fields: the kind of file implies them.
	Optional []Field `yaml:"optional"`
	Note     string  `yaml:"note"` // what to know, shown by check
}

//go:embed profiles/*.yaml
var profileFiles embed.FS

// builtin reads the embedded profiles, once, on first use: commands that read
// no export should not pay for it.
var builtin = sync.OnceValues(func() ([]*Profile, error) {
	var all []*Profile
	for _, name := range profileOrder {
		b, err := profileFiles.ReadFile("profiles/" + name + ".yaml")
		if err != nil {
			return nil, err
		}
		p, err := LoadProfile(name, b)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
})

// profileOrder is the order in which profiles are tried; of equal fits the
// first wins. The generic one is the last resort.
var profileOrder = []string{"hubspot", "generic"}

// Profiles lists the built-in profiles.
func Profiles() ([]*Profile, error) { return builtin() }

// LoadProfile reads a profile from YAML. Unknown keys, roles and fields are
// errors, with line and column.
func LoadProfile(name string, b []byte) (*Profile, error) {
	var p Profile
	if err := yaml.UnmarshalWithOptions(b, &p, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("profile %s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	if p.Name == "" {
		p.Name = name
	}
	return &p, nil
}
