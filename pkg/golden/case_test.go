package golden

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Case is one reference case with its inputs read. The methods that fetch a column or a parameter end the case with a
// message when it is not there, so that a kind's function stays short.
type Case struct {
	Topic     string
	Name      string `json:"case"`
	Kind      string
	Use       string
	Method    string
	Input     []string
	Params    map[string]any
	Expected  map[string]any
	Tolerance Tolerance

	t      testing.TB
	path   string
	tables []table
}

// Tolerance says how far a number may be from the expected one: |x-e| <= abs + rel*|e|. An override replaces what it
// names for everything below its key.
type Tolerance struct {
	Rel, Abs  *float64
	Overrides map[string]Tolerance
}

// Number is a cell that may be empty.
type Number struct {
	Value float64
	OK    bool
}

type table struct {
	header []string
	column map[string]int
	rows   [][]string
}

func readCase(path string) (*Case, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c := &Case{path: path}
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if c.Kind == "" || len(c.Expected) == 0 {
		return nil, fmt.Errorf("%s: a case needs a kind and expected values", path)
	}
	for _, name := range c.Input {
		tab, err := readTable(filepath.Join(filepath.Dir(path), name))
		if err != nil {
			return nil, err
		}
		c.tables = append(c.tables, tab)
	}
	return c, nil
}

func readTable(path string) (table, error) {
	f, err := os.Open(path)
	if err != nil {
		return table{}, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return table{}, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 {
		return table{}, fmt.Errorf("%s: no header", path)
	}
	t := table{column: map[string]int{}, rows: rows[1:]}
	for i, name := range rows[0] {
		name = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
		t.header = append(t.header, name)
		t.column[name] = i
	}
	return t, nil
}

// Rows is the number of rows of the first input.
func (c *Case) Rows() int { return len(c.first().rows) }

// Columns are the names of the first input's columns, in its order.
func (c *Case) Columns() []string { return c.first().header }

// Has tells whether the first input has a column of this name.
func (c *Case) Has(column string) bool {
	_, ok := c.first().column[column]
	return ok
}

// FirstOf gives the first of these column names that the input has; with none of them the case ends.
func (c *Case) FirstOf(columns ...string) string {
	c.t.Helper()
	for _, name := range columns {
		if c.Has(name) {
			return name
		}
	}
	c.t.Fatalf("%s: the input has none of the columns %q", c.path, columns)
	return ""
}

// Names is the first column that is one of the usual names of a row (rep, unit, player, group, id), else the first one.
func (c *Case) Names() []string {
	c.t.Helper()
	for _, name := range []string{"rep", "unit", "player", "group", "id"} {
		if c.Has(name) {
			return c.Strings(name)
		}
	}
	return c.Strings(c.Columns()[0])
}

// Strings is a column of the first input as text; a missing column ends the case.
func (c *Case) Strings(column string) []string {
	c.t.Helper()
	tab := c.first()
	at, ok := tab.column[column]
	if !ok {
		c.t.Fatalf("%s: the input has no column %q", c.path, column)
	}
	out := make([]string, len(tab.rows))
	for i, row := range tab.rows {
		out[i] = strings.TrimSpace(row[at])
	}
	return out
}

// Numbers is a column of the first input with empty cells marked; text that is no number ends the case.
func (c *Case) Numbers(column string) []Number {
	c.t.Helper()
	cells := c.Strings(column)
	out := make([]Number, len(cells))
	for i, cell := range cells {
		if cell == "" || cell == "NA" {
			continue
		}
		v, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			c.t.Fatalf("%s: row %d of column %q: %q is not a number", c.path, i+1, column, cell)
		}
		out[i] = Number{v, true}
	}
	return out
}

// Floats is a column of the first input in which no cell may be empty.
func (c *Case) Floats(column string) []float64 {
	c.t.Helper()
	numbers := c.Numbers(column)
	out := make([]float64, len(numbers))
	for i, n := range numbers {
		if !n.OK {
			c.t.Fatalf("%s: row %d of column %q is empty", c.path, i+1, column)
		}
		out[i] = n.Value
	}
	return out
}

// Param is a numeric parameter, or the fallback where the case does not set it.
func (c *Case) Param(name string, fallback float64) float64 {
	c.t.Helper()
	switch v := c.Params[name].(type) {
	case nil:
		return fallback
	case float64:
		return v
	default:
		c.t.Fatalf("%s: parameter %q is not a number: %v", c.path, name, v)
		return 0
	}
}

// Need is a numeric parameter that the case must set.
func (c *Case) Need(name string) float64 {
	c.t.Helper()
	if c.Params[name] == nil {
		c.t.Fatalf("%s: parameter %q is missing", c.path, name)
	}
	return c.Param(name, 0)
}

func (c *Case) first() table {
	c.t.Helper()
	if len(c.tables) == 0 {
		c.t.Fatalf("%s: the case has no input", c.path)
	}
	return c.tables[0]
}
