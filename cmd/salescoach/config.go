package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/ingest"
)

// defaultConfig is looked for in the working directory.
const defaultConfig = "salescoach.yaml"

// config is the content of salescoach.yaml. Unknown keys are refused.
type config struct {
	// Files are read where the command line names none; what they say about
	// columns and words also holds for files of the command line whose name
	// matches.
	Files []configFile `yaml:"files"`
	// Words are the team's own words, for every file.
	Words configWords `yaml:"words"`
	// Steps are funnel steps beside visits, customers and revenue.
	Steps []configStep `yaml:"steps"`
	// Options are defaults for flags, by name.
	Options map[string]any `yaml:"options"`

	// Flags are the options as texts that a flag takes.
	Flags map[string][]string `yaml:"-"`
	path  string
}

type configFile struct {
	Path    string            `yaml:"path"`
	Role    string            `yaml:"role"`
	CRM     string            `yaml:"crm"`
	Columns map[string]string `yaml:"columns"`
	Names   []string          `yaml:"names"`
	Words   configWords       `yaml:"words"`
}

type configWords struct {
	Won        []string `yaml:"won"`
	Lost       []string `yaml:"lost"`
	Open       []string `yaml:"open"`
	Visits     []string `yaml:"visits"`
	Calls      []string `yaml:"calls"`
	Done       []string `yaml:"done"`
	NotDone    []string `yaml:"not_done"`
	Missing    []string `yaml:"missing"`
	Unassigned []string `yaml:"unassigned"`
}

type configStep struct {
	Name   string   `yaml:"name"`
	Kinds  []string `yaml:"kinds"`
	Stages []string `yaml:"stages"`
	Metric string   `yaml:"metric"`
	Summed bool     `yaml:"summed"`
}

// loadConfig reads the file at path, or salescoach.yaml here if path is empty
// and there is one.
func loadConfig(path string) (config, error) {
	var c config
	asked := path != ""
	if !asked {
		path = defaultConfig
	}
	text, err := os.ReadFile(path)
	if !asked && errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, badUsage("", "configuration: %w", err)
	}
	if err := crm.DecodeYAML(text, &c); err != nil {
		return c, badUsage("", "%s: %s", path, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	c.path, c.Flags = path, map[string][]string{}
	for name, value := range c.Options {
		c.Flags[name] = texts(value)
	}
	return c, c.check()
}

// texts is a YAML value as the flag would be given on the command line: a
// list is the flag repeated.
func texts(value any) []string {
	if list, ok := value.([]any); ok {
		var out []string
		for _, v := range list {
			out = append(out, texts(v)...)
		}
		return out
	}
	if value == nil {
		return nil
	}
	return []string{fmt.Sprint(value)}
}

func (c config) check() error {
	for i, f := range c.Files {
		if f.Path == "" {
			return badUsage("", "%s: files[%d] has no path", c.path, i)
		}
		if f.Role != "" && !crm.Role(f.Role).Valid() {
			return badUsage("", "%s: %s: role %q is not one of %v", c.path, f.Path, f.Role, crm.Roles())
		}
	}
	return nil
}

// checkOptions refuses options that no command has as a flag.
func (c config) checkOptions(root *cobra.Command) error {
	for name := range c.Flags {
		known := root.PersistentFlags().Lookup(name) != nil
		for _, cmd := range root.Commands() {
			known = known || cmd.Flags().Lookup(name) != nil
		}
		if !known {
			return badUsage("", "%s: options: %q is not the name of a flag", c.path, name)
		}
	}
	return nil
}

// files lists the files that the configuration names, relative to its own
// folder.
func (c config) files() []ingest.File {
	var out []ingest.File
	for _, f := range c.Files {
		out = append(out, expand(c.place(f), crm.Role(f.Role))...)
	}
	return out
}

// place is where the file of an entry lies, seen from the working directory.
func (c config) place(f configFile) string {
	if filepath.IsAbs(f.Path) || f.Path == "-" {
		return f.Path
	}
	return filepath.Join(filepath.Dir(c.path), f.Path)
}

// constants are the fields of a file to which the configuration gives one
// value for every row, or none.
func (c config) constants(path string) map[string]string {
	out := map[string]string{}
	for _, f := range c.Files {
		if match, _ := filepath.Match(c.place(f), filepath.Clean(path)); !match {
			continue
		}
		for field, header := range f.Columns {
			if header == "" || strings.HasPrefix(header, "=") {
				out[field] = header
			}
		}
	}
	return out
}

// apply adds what the configuration knows about files, words and steps.
func (c config) apply(req *ingest.Request) {
	req.Reading.Words = c.Words.words()
	for _, f := range c.Files {
		columns := map[crm.Field]string{}
		for field, header := range f.Columns {
			columns[crm.Field(field)] = header
		}
		m := ingest.Mapping{
			Pattern: f.Path, Role: crm.Role(f.Role), Profile: f.CRM,
			Columns: columns, Names: f.Names, Words: f.Words.words(),
		}
		req.Reading.Mappings = append(req.Reading.Mappings, m)
		if place := c.place(f); place != f.Path {
			m.Pattern = place
			req.Reading.Mappings = append(req.Reading.Mappings, m)
		}
	}
	for _, s := range c.Steps {
		step := ingest.ExtraStep{Name: s.Name, Kinds: s.Kinds, Stages: s.Stages, Metric: s.Metric}
		if s.Summed {
			step.Kind = funnel.Summed
		}
		req.Steps = append(req.Steps, step)
	}
}

func (w configWords) words() crm.Words {
	return crm.Words{
		Won: w.Won, Lost: w.Lost, Open: w.Open, Visits: w.Visits, Calls: w.Calls,
		Done: w.Done, NotDone: w.NotDone, Missing: w.Missing, Unassigned: w.Unassigned,
	}
}
