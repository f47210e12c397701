package render

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type Measures struct {
	Share   float64  `csv:"share"`
	Revenue *float64 `csv:"revenue"`
}

type hidden struct {
	A int `csv:"a"`
}

type resultRow struct {
	Rep    string `csv:"rep"`
	Visits int    `csv:"visits"`
	Measures
	Ranked bool `csv:"ranked"`
}

func TestCSVRowsCarryPlainNumbersAndGuardedText(t *testing.T) {
	loss := -0.1 - 0.2
	rows := []resultRow{
		{Rep: "Zoë, \"Z\" Núñez", Visits: 1240, Measures: Measures{1.0 / 3, &loss}, Ranked: true},
		{Rep: "=cmd|x", Visits: -3},
		{Rep: "line\nbreak"},
	}
	want := "rep,visits,share,revenue,ranked\n" +
		"\"Zoë, \"\"Z\"\" Núñez\",1240,0.333333333333,-0.3,true\n" +
		"'=cmd|x,-3,0,,false\n" +
		"\"line\nbreak\",0,0,,false\n"
	if got := csvText(t, rows, Options{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if loss != -0.1-0.2 {
		t.Error("the caller's row was rounded")
	}
}

func TestCSVEndsAndMarksAsAsked(t *testing.T) {
	rows := []*resultRow{{Rep: "a"}}
	want := "\ufeffrep,visits,share,revenue,ranked\r\na,0,0,,false\r\n"
	if got := csvText(t, rows, Options{BOM: true, CRLF: true}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCSVOfNoRowsIsAHeader(t *testing.T) {
	if got, want := csvText(t, []resultRow{}, Options{}), "rep,visits,share,revenue,ranked\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCSVRefusesWhatIsNotAResult(t *testing.T) {
	for name, rows := range map[string]any{
		"NaN":                        []resultRow{{}, {Measures: Measures{Share: math.NaN()}}},
		"infinity behind a pointer":  []resultRow{{Measures: Measures{Revenue: new(math.Inf(1))}}},
		"a single struct":            resultRow{},
		"columns that would be lost": []struct{ hidden }{},
		"a list of texts":            []string{"a"},
		"nothing":                    nil,
	} {
		var out bytes.Buffer
		if err := WriteCSV(&out, rows, Options{}); err == nil || out.Len() > 0 {
			t.Errorf("%s: err %v, wrote %q", name, err, out.String())
		}
	}
}

func TestOnlyTextThatWouldRunIsGuarded(t *testing.T) {
	for field, want := range map[string]string{
		"=1+1":         "'=1+1",
		"+49 30 1234":  "'+49 30 1234",
		"-cmd":         "'-cmd",
		"@SUM(A1)":     "'@SUM(A1)",
		"\t=1":         "'\t=1",
		"\r=1":         "'\r=1",
		"-":            "'-",
		"-1e5x":        "'-1e5x",
		"-1,234":       "'-1,234",
		"-1234.5":      "-1234.5",
		"+10":          "+10",
		"-1.5e-07":     "-1.5e-07",
		"":             "",
		"O'Brien":      "O'Brien",
		"a=b":          "a=b",
		"2026-01-31":   "2026-01-31",
		"(unassigned)": "(unassigned)",
	} {
		if got := guardFormula(field); got != want {
			t.Errorf("%q: got %q, want %q", field, got, want)
		}
	}
}

func TestRecordsAreGuardedAndAsLongAsTheirHeader(t *testing.T) {
	var out bytes.Buffer
	err := WriteRecords(&out, []string{"rep", "@step"}, [][]string{{"-a", "-1"}}, Options{})
	if want := "rep,'@step\n'-a,-1\n"; err != nil || out.String() != want {
		t.Errorf("got %q, %v, want %q", out.String(), err, want)
	}
	out.Reset()
	err = WriteRecords(&out, []string{"rep", "step"}, [][]string{{"a", "1"}, {"b"}}, Options{})
	if err == nil || !strings.Contains(err.Error(), "record 2") || out.Len() > 0 {
		t.Errorf("a short record: err %v, wrote %q", err, out.String())
	}
}

func TestRecordsReadBackAreWhatWasWrittenOrGuarded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		field := rapid.StringOf(rapid.RuneFrom([]rune("=+-@\t,;\"'|x1.é田 \n")))
		record := rapid.SliceOfN(field, 2, 5).Draw(t, "record")
		header := make([]string, len(record))
		var out bytes.Buffer
		if err := WriteRecords(&out, header, [][]string{record}, Options{}); err != nil {
			t.Fatal(err)
		}
		read, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range read[1] {
			if got != record[i] && got != "'"+record[i] {
				t.Fatalf("%q became %q", record[i], got)
			}
			if strings.ContainsAny(got[:min(1, len(got))], "=+-@\t\r") && !plainNumber().MatchString(got) {
				t.Fatalf("%q would run", got)
			}
		}
		if slices.Equal(read[0], read[1]) && strings.Join(record, "") != "" {
			t.Fatal("the record was lost")
		}
	})
}

func csvText(t *testing.T, rows any, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCSV(&out, rows, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
