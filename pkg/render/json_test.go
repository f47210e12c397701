package render

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestJSONIsWhatScriptsExpect(t *testing.T) {
	third := 1.0 / 3
	for name, c := range map[string]struct {
		value any
		want  string
	}{
		"floats lose the digits that differ by platform": {0.1 + 0.2, "0.3"},
		"twelve digits stay":                             {third, "0.333333333333"},
		"a negative float":                               {-third, "-0.333333333333"},
		"a large float keeps its exponent":               {1.0 / 3 * 1e22, "3.33333333333e+21"},
		"whole numbers keep every digit":                 {int64(1234567890123456789), "1234567890123456789"},
		"a whole float is written whole":                 {10005534.0, "10005534"},
		"negative zero is zero":                          {math.Copysign(0, -1), "0"},
		"an unknown is null":                             {(*float64)(nil), "null"},
		"digits in text are text":                        {"0.30000000000000004", `"0.30000000000000004"`},
		"quotes and backslashes do not end a text":       {`a\" 0.30000000000000004 \`, `"a\\\" 0.30000000000000004 \\"`},
		"markup is not escaped":                          {"<b> & 'c'", `"<b> & 'c'"`},
		"control characters are":                         {"\x1b[31m", `"\u001b[31m"`},
		"names keep their script":                        {"Zoë 田中", `"Zoë 田中"`},
		"keys of a map are sorted":                       {map[string]int{"b": 1, "a": 2}, "{\n  \"a\": 2,\n  \"b\": 1\n}"},
		"an empty list":                                  {[]int{}, "[]"},
		"a float of a type with its own JSON":            {json.Number("0.30000000000000004"), "0.3"},
	} {
		var out bytes.Buffer
		if err := WriteJSON(&out, c.value); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := out.String(); got != c.want+"\n" {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestJSONRefusesFiguresThatAreNotFinite(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		var out bytes.Buffer
		err := WriteJSON(&out, map[string]any{"name": "x", "value": v})
		if err == nil || out.Len() > 0 {
			t.Errorf("%v: err %v, wrote %q", v, err, out.String())
		}
	}
}

func TestRoundingLeavesJSONTheSameOtherwise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.MapOf(rapid.String(), rapid.Float64Range(-1e12, 1e12)).Draw(t, "value")
		var out bytes.Buffer
		if err := WriteJSON(&out, value); err != nil {
			t.Fatal(err)
		}
		// Keys that are not valid UTF-8 may fall together in JSON itself.
		plain, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var got, want map[string]float64
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(plain, &want); err != nil {
			t.Fatal(err)
		}
		for key, v := range want {
			if r, ok := got[key]; !ok || math.Abs(r-v) > math.Abs(v)*1e-11 {
				t.Fatalf("%q: got %v, want %v", key, got[key], v)
			}
		}
	})
}
