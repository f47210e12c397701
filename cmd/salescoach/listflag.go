package main

import (
	"encoding/csv"
	"strings"

	"github.com/spf13/pflag"
)

// listValue is a flag with several values: one each time that it is given or, where
// it is split, several between commas. What pflag has of this kind writes every
// flag's default through a CSV writer of its own at each start.
type listValue struct {
	values  *[]string
	split   bool
	changed bool // a default gives way to the first value
}

// bindList adds a flag that is given once for each value.
func bindList(f *pflag.FlagSet, to *[]string, name, usage string) {
	f.Var(&listValue{values: to}, name, usage)
}

// bindWords adds a flag that takes values between commas, quoted where they
// hold one.
func bindWords(f *pflag.FlagSet, to *[]string, name, usage string) {
	f.Var(&listValue{values: to, split: true}, name, usage)
}

// Set adds what the flag was given.
func (l *listValue) Set(s string) error {
	values := []string{s}
	if l.split {
		values = nil
		if s != "" {
			var err error
			if values, err = csv.NewReader(strings.NewReader(s)).Read(); err != nil {
				return err
			}
		}
	}
	if !l.changed {
		*l.values = nil
	}
	*l.values, l.changed = append(*l.values, values...), true
	return nil
}

// Type names what the flag takes.
func (l *listValue) Type() string { return "list" }

// String lists the values.
func (l *listValue) String() string {
	if l.values == nil {
		return ""
	}
	return strings.Join(*l.values, ",")
}
