package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// condition is what one column must hold: any one of the values.
type condition struct {
	origin
	values [][]byte
}

// conditions finds the columns of the request's conditions; those that the
// file does not have are left out, see [unmetColumns].
func (in *input) conditions(r *Request) []condition {
	var out []condition
	for _, c := range r.Where {
		at := in.originNamed(c.Column)
		if at == noOrigin {
			continue
		}
		i := slices.IndexFunc(out, func(o condition) bool { return o.origin == at })
		if i < 0 {
			out = append(out, condition{origin: at})
			i = len(out) - 1
		}
		out[i].values = append(out[i].values, []byte(strings.TrimSpace(c.Value)))
	}
	return out
}

// columnNamed finds a column by its header, blanks and case aside, or by the
// name of its field.
func (in *input) columnNamed(name string) int {
	for _, c := range in.mapping.Columns {
		if strings.EqualFold(strings.TrimSpace(c.Header), strings.TrimSpace(name)) {
			return c.Index
		}
	}
	return in.mapping.Index(crm.Field(strings.ToLower(name)))
}

func met(conditions []condition, b *csvscan.Batch, row int) bool {
	for i := range conditions {
		if !conditions[i].met(b, row) {
			return false
		}
	}
	return true
}

func (c *condition) met(b *csvscan.Batch, row int) bool {
	have := []byte(c.always)
	if c.column != absent {
		have = bytes.TrimSpace(b.Field(row, c.column))
	}
	for _, v := range c.values {
		if bytes.EqualFold(have, v) {
			return true
		}
	}
	return false
}

// unmetColumns refuses a column name that no file with rows to select has.
func unmetColumns(names []string, inputs []*input, flag string) error {
	for _, name := range names {
		found := func(in *input) bool { return in.originNamed(name) != noOrigin }
		if !slices.ContainsFunc(inputs, found) {
			return &UsageError{
				Msg:  fmt.Sprintf("%s: no file has a column %q", flag, name),
				Hint: "the columns are " + strings.Join(headers(inputs), ", "),
			}
		}
	}
	return nil
}

func headers(inputs []*input) []string {
	var all []string
	for _, in := range inputs {
		for _, c := range in.mapping.Columns {
			if h := fmt.Sprintf("%q", c.Header); c.Header != "" && !slices.Contains(all, h) {
				all = append(all, h)
			}
		}
	}
	return all
}

// hasWord compares words as package crm does: without case, accents and
// punctuation.
func hasWord(words []string, word string) bool {
	return word != "" && slices.ContainsFunc(words, func(w string) bool { return crm.Fold(w) == crm.Fold(word) })
}
