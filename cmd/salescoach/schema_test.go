package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/salescoach/salescoach/pkg/demo"
)

// schemaOf finds the schema of a JSON result by its "schema" key.
func schemaOf(t *testing.T, result any) *jsonschema.Schema {
	t.Helper()
	name, _ := result.(map[string]any)["schema"].(string)
	answer, ok := strings.CutPrefix(strings.TrimSuffix(name, "/v1"), "salescoach.")
	if !ok {
		t.Fatalf("the result names no schema: %q", name)
	}
	path, err := filepath.Abs("../../docs/schema/" + answer + ".json")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Every answer on the demo data is valid under the published schema.
func TestSchemasDescribeWhatTheProgramPrints(t *testing.T) {
	dir := t.TempDir()
	for _, f := range demo.Files(demo.DefaultSeed) {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range schemaCommands() {
		t.Run(strings.Join(command, " "), func(t *testing.T) {
			args := append([]string{}, command...)
			for i, a := range args {
				if strings.HasSuffix(a, ".csv") {
					args[i] = filepath.Join(dir, a)
				}
			}
			var out, errs bytes.Buffer
			s := streams{in: strings.NewReader(""), out: &out, err: &errs, env: func(string) string { return "" }}
			if code := run(context.Background(), s, append(args, "--format", "json")); code != exitDone {
				t.Fatalf("exit code %d: %s", code, errs.String())
			}
			validate(t, out.Bytes())
		})
	}
}

func schemaCommands() [][]string {
	return [][]string{
		{"breakdown", "deals.csv", "activities.csv", "roster.csv", "--goal", "revenue=+10%"},
		{"breakdown", "deals.csv", "--goal", "customers=50", "--allocate", "equal"},
		{"pace", "deals.csv", "activities.csv", "roster.csv", "quotas.csv", "--as-of", "2026-05-20"},
		{"pace", "deals.csv", "--goal", "revenue=4M", "--as-of", "2026-05-20"},
		{"bridge", "deals.csv", "activities.csv", "roster.csv", "--by", "quarter"},
		{"bridge", "deals.csv", "--split", "product", "--method", "shapley"},
		{"trend", "deals.csv", "activities.csv", "roster.csv", "coaching.csv"},
		{"trend", "deals.csv", "--metric", "deal-size", "--by", "quarter"},
		{"trend", "deals.csv", "activities.csv", "--metric", "conversion", "--rep", "Nuno Pires", "--target", "20%", "--as-of", "2026-05-20"},
		{"trend", "activities.csv", "--by", "week", "--team-only", "--baseline", "2025-01-06..2025-12-28"},
		{"rank", "deals.csv", "activities.csv", "roster.csv"},
		{"rank", "deals.csv", "--metric", "win-rate", "--adjust", "product"},
		{"rank", "deals.csv", "--metric", "deal-size", "--adjust", "product,region"},
		{"rank", "deals.csv", "activities.csv", "roster.csv", "--period", "2026-Q2", "--compare", "previous", "--metric", "revenue"},
		{"rank", "activities.csv", "--rep", "Eva Nowak"},
		{"gap", "skills.csv"},
		{"check", "deals.csv", "activities.csv", "roster.csv", "quotas.csv", "skills.csv", "coaching.csv"},
		{"cube", "deals.csv", "activities.csv"},
	}
}

func validate(t *testing.T, text []byte) {
	t.Helper()
	var result any
	if err := json.Unmarshal(text, &result); err != nil {
		t.Fatalf("not JSON: %v\n%.300s", err, text)
	}
	if err := schemaOf(t, result).Validate(result); err != nil {
		t.Errorf("%v", err)
	}
}

// The JSON that the scripts expect is valid too.
func TestSchemasDescribeTheGoldenOutputs(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range scripts {
		for name, text := range jsonFiles(t, path) {
			t.Run(filepath.Base(path)+"/"+name, func(t *testing.T) { validate(t, text) })
		}
	}
}

// jsonFiles are the results among the files of a script.
func jsonFiles(t *testing.T, path string) map[string][]byte {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) == ".json" && bytes.Contains(f.Data, []byte(`"schema": "salescoach.`)) {
			out[f.Name] = f.Data
		}
	}
	return out
}
