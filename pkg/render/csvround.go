package render

import (
	"fmt"
	"math"
	"reflect"
)

// roundRows copies a slice of structs with every float rounded, in embedded
// structs and behind pointers too; the caller's rows are not changed.
func roundRows(rows any) (any, error) {
	in := reflect.ValueOf(rows)
	if err := checkRows(rows); err != nil {
		return nil, err
	}
	out := reflect.MakeSlice(in.Type(), in.Len(), in.Len())
	for i := range in.Len() {
		out.Index(i).Set(in.Index(i))
		if err := roundValue(out.Index(i)); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return out.Interface(), nil
}

// checkRows refuses what gocsv would write wrongly without a word: it leaves
// out the columns of an embedded struct whose type is not exported.
func checkRows(rows any) error {
	t := rowType(rows)
	if t == nil {
		return fmt.Errorf("rows of CSV are a slice of structs, not a %T", rows)
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && !f.IsExported() {
			return fmt.Errorf("the columns of %s would be lost: its type is not exported", f.Name)
		}
	}
	return nil
}

// rowType is the struct that rows are a slice of, or of pointers to; nil for
// anything else.
func rowType(rows any) reflect.Type {
	t := reflect.TypeOf(rows)
	if t == nil || t.Kind() != reflect.Slice {
		return nil
	}
	t = t.Elem()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	return t
}

func roundValue(v reflect.Value) error {
	switch v.Kind() {
	case reflect.Float64, reflect.Float32:
		if math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0) {
			return errNotFinite
		}
		v.SetFloat(RoundFigure(v.Float()))
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		rounded := reflect.New(v.Type().Elem())
		rounded.Elem().Set(v.Elem())
		v.Set(rounded)
		return roundValue(rounded.Elem())
	case reflect.Struct:
		return roundFields(v)
	}
	return nil
}

func roundFields(v reflect.Value) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		if err := roundValue(v.Field(i)); err != nil {
			return fmt.Errorf("%s: %w", field.Name, err)
		}
	}
	return nil
}
