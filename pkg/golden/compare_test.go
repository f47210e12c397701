package golden

import (
	"fmt"
	"math"
	"reflect"
	"sort"
	"strings"
	"testing"
)

// margin is the tolerance in force at some place of the expected values.
type margin struct {
	rel, abs   float64
	overridden bool
}

// refine applies an override; what the override does not name stays.
func (m margin) refine(t Tolerance) margin {
	if t.Rel != nil {
		m.rel = *t.Rel
	}
	if t.Abs != nil {
		m.abs = *t.Abs
	}
	m.overridden = true
	return m
}

type comparison struct {
	overrides map[string]Tolerance
	misses    []string
}

// compare lists every place where got is not what the case expects. Got may hold more than the case asks for.
//
// A whole number computed as an integer must match exactly unless an override says otherwise; one computed as a float is
// a measure that happens to be whole, and is held to the tolerance. Null is matched by nil alone.
func compare(c *Case, got map[string]any) []string {
	all := margin{}.refine(Tolerance{Rel: c.Tolerance.Rel, Abs: c.Tolerance.Abs})
	all.overridden = false
	cmp := &comparison{overrides: c.Tolerance.Overrides}
	cmp.object("", c.Expected, reflect.ValueOf(got), all)
	return cmp.misses
}

func (cmp *comparison) miss(at, format string, args ...any) {
	cmp.misses = append(cmp.misses, strings.TrimPrefix(at, ".")+": "+fmt.Sprintf(format, args...))
}

func (cmp *comparison) value(at string, want any, got reflect.Value, m margin) {
	for got.IsValid() && (got.Kind() == reflect.Interface || got.Kind() == reflect.Pointer) {
		got = got.Elem()
	}
	if want == nil || !got.IsValid() {
		if want != nil || got.IsValid() {
			cmp.miss(at, "want %v, got %v", orUndefined(want), orUndefined(got))
		}
		return
	}
	switch want := want.(type) {
	case map[string]any:
		cmp.object(at, want, got, m)
	case []any:
		cmp.list(at, want, got, m)
	case float64:
		cmp.number(at, want, got, m)
	default:
		if !reflect.DeepEqual(want, got.Interface()) {
			cmp.miss(at, "want %v, got %v", want, got)
		}
	}
}

func (cmp *comparison) object(at string, want map[string]any, got reflect.Value, m margin) {
	if got.Kind() != reflect.Map {
		cmp.miss(at, "want an object, got %v", got)
		return
	}
	for _, key := range sortedKeys(want) {
		v := got.MapIndex(reflect.ValueOf(key))
		if !v.IsValid() {
			cmp.miss(at+"."+key, "not computed")
			continue
		}
		below := m
		if o, ok := cmp.overrides[key]; ok {
			below = m.refine(o)
		}
		cmp.value(at+"."+key, want[key], v, below)
	}
}

func (cmp *comparison) list(at string, want []any, got reflect.Value, m margin) {
	if got.Kind() != reflect.Slice || got.Len() != len(want) {
		cmp.miss(at, "want %d values, got %v", len(want), got)
		return
	}
	for i := range want {
		cmp.value(fmt.Sprintf("%s[%d]", at, i), want[i], got.Index(i), m)
	}
}

func (cmp *comparison) number(at string, want float64, got reflect.Value, m margin) {
	switch {
	case got.CanInt():
		x := float64(got.Int())
		if x != want && !(m.overridden && m.holds(x, want)) {
			cmp.miss(at, "want %v, got %v", want, x)
		}
	case got.CanFloat():
		if !m.holds(got.Float(), want) {
			cmp.miss(at, "want %.15g, got %.15g (tolerance rel %g abs %g)", want, got.Float(), m.rel, m.abs)
		}
	default:
		cmp.miss(at, "want %v, got %v", want, got)
	}
}

func (m margin) holds(x, want float64) bool { return math.Abs(x-want) <= m.abs+m.rel*math.Abs(want) }

func orUndefined(v any) any {
	if r, ok := v.(reflect.Value); ok && !r.IsValid() || v == nil {
		return "undefined"
	}
	return v
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func TestComparison(t *testing.T) {
	rel, wide := 1e-6, 1.5
	c := &Case{
		Tolerance: Tolerance{Rel: &rel, Overrides: map[string]Tolerance{"loose": {Abs: &wide}}},
	}
	for _, tt := range []struct {
		name      string
		want, got map[string]any
		ok        bool
	}{
		{"a key that was not computed is a miss", map[string]any{"a": 1.0}, map[string]any{"b": 1.0}, false},
		{"more than was asked for is welcome", map[string]any{"a": 1.0}, map[string]any{"a": 1.0, "b": 2}, true},
		{"a number within the tolerance holds", map[string]any{"a": 2.0}, map[string]any{"a": 2.000001}, true},
		{"a number outside the tolerance misses", map[string]any{"a": 2.0}, map[string]any{"a": 2.00001}, false},
		{"not-a-number never holds", map[string]any{"a": 2.0}, map[string]any{"a": math.NaN()}, false},
		{"an integer is exact", map[string]any{"a": 2000000.0}, map[string]any{"a": 2000001}, false},
		{"an override loosens below its key", map[string]any{"loose": []any{2.0}}, map[string]any{"loose": []int{3}}, true},
		{"null is not zero", map[string]any{"a": nil}, map[string]any{"a": 0.0}, false},
		{"null is matched by nil", map[string]any{"a": nil}, map[string]any{"a": (*float64)(nil)}, true},
		{"a number is not matched by nil", map[string]any{"a": 0.0}, map[string]any{"a": nil}, false},
		{"a shorter list misses", map[string]any{"a": []any{1.0, 2.0}}, map[string]any{"a": []float64{1}}, false},
		{"text is exact", map[string]any{"a": []any{"x"}}, map[string]any{"a": []string{"y"}}, false},
		{"a truth value is exact", map[string]any{"a": true}, map[string]any{"a": false}, false},
		{"an object below is searched", map[string]any{"a": map[string]any{"b": 1.0}}, map[string]any{"a": map[string]any{}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c.Expected = tt.want
			if misses := compare(c, tt.got); (len(misses) == 0) != tt.ok {
				t.Errorf("misses: %q", misses)
			}
		})
	}
}
