package render

import (
	"fmt"
	"math"
	"reflect"
)

// roundRows copies a slice of structs with every float rounded. It looks into
// embedded structs and behind pointers; the caller's rows are not changed.
func roundRows(rows any) (any, error) {
	in := reflect.ValueOf(rows)
	if in.Kind() != reflect.Slice {
		return nil, fmt.Errorf("rows of CSV are a slice of structs, not a %T", rows)
	}
	out := reflect.MakeSlice(in.Type(), in.Len(), in.Len())
	for i := range in.Len() {
		if err := roundInto(out.Index(i), in.Index(i)); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return out.Interface(), nil
}

func roundInto(to, from reflect.Value) error {
	to.Set(from)
	switch from.Kind() {
	case reflect.Float64, reflect.Float32:
		v := from.Float()
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return errNotFinite
		}
		to.SetFloat(RoundFigure(v))
	case reflect.Pointer:
		if from.IsNil() {
			return nil
		}
		to.Set(reflect.New(from.Type().Elem()))
		return roundInto(to.Elem(), from.Elem())
	case reflect.Struct:
		return roundFields(to, from)
	}
	return nil
}

func roundFields(to, from reflect.Value) error {
	for i := range from.NumField() {
		field := from.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		if err := roundInto(to.Field(i), from.Field(i)); err != nil {
			return fmt.Errorf("%s: %w", field.Name, err)
		}
	}
	return nil
}
